"""Who may see and change agreements, written twice: as SQL and as Python. A test holds the two equal."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db.models import Q

from sampakt.kernel.terms import Role
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.access import (
    may_contribute_to,
    may_edit_shared,
    may_see_shared,
    may_see_space,
    shared_seen_by,
    shared_within,
    space_seen_by,
)

if TYPE_CHECKING:
    from sampakt.agreements.models import Agreement, AgreementLink, DocumentLink, Note, Partnership

STARTING = frozenset({Role.ADMINISTRATOR, Role.LEAD, Role.COORDINATOR})


def partnership_seen_by(viewer: Viewer) -> Q:
    """The public partnerships, and those in which the viewer has a role."""
    return space_seen_by(viewer, "space__")


def may_see_partnership(viewer: Viewer, partnership: "Partnership") -> bool:
    """The same in Python."""
    return may_see_space(viewer, partnership.space)


def agreement_seen_by(viewer: Viewer, path: str = "") -> Q:
    """Agreements by their audience; ``path`` leads from the row to the agreement."""
    return shared_seen_by(viewer, path)


def may_see(viewer: Viewer, agreement: "Agreement") -> bool:
    """The same in Python."""
    return may_see_shared(viewer, agreement)


def part_seen_by(viewer: Viewer) -> Q:
    """Parties, claims, topics and the like: seen by those who see their agreement."""
    return agreement_seen_by(viewer, "agreement__")


def part_within(viewer: Viewer, spaces: Collection[int]) -> Q:
    """The same in some of the viewer's own spaces."""
    return shared_within(viewer, spaces, "agreement__")


def party_part_seen_by(viewer: Viewer) -> Q:
    """Decision steps and fees: seen by those who see the agreement of their party."""
    return agreement_seen_by(viewer, "party__agreement__")


def link_seen_by(viewer: Viewer) -> Q:
    """Links between agreements: both ends must be seen, so that a link does not tell of a hidden agreement."""
    return agreement_seen_by(viewer, "agreement__") & _none_or_seen(viewer, "other")


def may_see_link(viewer: Viewer, link: "AgreementLink") -> bool:
    """The same in Python."""
    return may_see(viewer, link.agreement) and (link.other is None or may_see(viewer, link.other))


def document_link_seen_by(viewer: Viewer) -> Q:
    """Documents of an agreement: both the agreement and the document must be seen."""
    return agreement_seen_by(viewer, "agreement__") & shared_seen_by(viewer, "document__")


def may_see_document_link(viewer: Viewer, link: "DocumentLink") -> bool:
    """The same in Python."""
    return may_see(viewer, link.agreement) and may_see_shared(viewer, link.document)


def note_seen_by(viewer: Viewer) -> Q:
    """Notes by their own audience, and only on agreements that are seen."""
    return shared_seen_by(viewer) & _none_or_seen(viewer, "agreement")


def may_see_note(viewer: Viewer, note: "Note") -> bool:
    """The same in Python."""
    return may_see_shared(viewer, note) and (note.agreement is None or may_see(viewer, note.agreement))


def may_start_partnership(viewer: Viewer, organisation_id: int) -> bool:
    """Administrators, leads and coordinators of the organisation that starts it."""
    roles = viewer.organisations.get(organisation_id, frozenset())
    return viewer.may_write and (viewer.is_operator or not roles.isdisjoint(STARTING))


def may_start_any(viewer: Viewer) -> bool:
    """Whether there is any organisation on whose behalf the viewer may start a partnership."""
    return viewer.may_write and (
        viewer.is_operator or any(may_start_partnership(viewer, organisation) for organisation in viewer.organisations)
    )


def may_edit_partnership(viewer: Viewer, partnership: "Partnership") -> bool:
    """Leads and coordinators of the partnership."""
    return viewer.may_edit_in(partnership.pk)


def may_draft(viewer: Viewer, space_id: int) -> bool:
    """Leads and coordinators of the partnership."""
    return viewer.may_edit_in(space_id)


def may_edit(viewer: Viewer, agreement: "Agreement") -> bool:
    """Leads and coordinators, as far as they see the agreement."""
    return may_edit_shared(viewer, agreement)


def may_contribute(viewer: Viewer, agreement: "Agreement") -> bool:
    """Contact persons, too, attach documents and write notes, as far as they see the agreement."""
    return may_contribute_to(viewer, agreement)


def may_change_note(viewer: Viewer, note: "Note") -> bool:
    """Whoever wrote it, and the leads and coordinators among those who see it."""
    if not may_see_note(viewer, note) or not viewer.may_contribute_in(note.space_id):
        return False
    return note.written_by_id == viewer.user_id or viewer.may_edit_in(note.space_id)


def _none_or_seen(viewer: Viewer, field: str) -> Q:
    # Joined by "or", an empty condition would not mean all rows but vanish.
    if viewer.is_operator:
        return Q()
    return Q(**{f"{field}__isnull": True}) | agreement_seen_by(viewer, f"{field}__")
