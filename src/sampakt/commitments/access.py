"""Who may see and change promises and what shows them, written twice: as SQL and as Python. A test holds them equal."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from django.db.models import F, Q

from sampakt.kernel.terms import Audience
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.access import (
    may_contribute_to,
    may_edit_shared,
    may_see_shared,
    shared_reached,
    shared_seen_by,
)

OPEN = frozenset({Audience.PUBLIC, Audience.PARTNERS})

if TYPE_CHECKING:
    from sampakt.commitments.models import Commitment, Deed, Evidence, EvidenceUse


def commitment_seen_by(viewer: Viewer, path: str = "") -> Q:
    """Promises by their own audience, and only those of agreements that are seen.

    ``path`` leads from the row to the promise (``"commitment__"``).
    """
    return shared_seen_by(viewer, path) & shared_seen_by(viewer, f"{path}agreement__")


def commitment_within(viewer: Viewer, spaces: Collection[int], path: str = "") -> Q:
    """The same in some of the viewer's own spaces, where a promise stands beside its agreement."""
    return Q(**{f"{path}space_id__among": spaces}) & commitment_reached(viewer, path)


def commitment_reached(viewer: Viewer, path: str = "") -> Q:
    """The half of it that speaks of audiences, for promises of which it is known that they are in those spaces."""
    beside = Q(**{f"{path}agreement__space_id": F(f"{path}space_id")})
    return shared_reached(viewer, path) & beside & shared_reached(viewer, f"{path}agreement__")


def reach_of(audience: str, agreement_audience: str) -> str:
    """To whom a promise is open with its agreement: to everyone, to all parties; nothing when it hangs on who asks."""
    both = {audience, agreement_audience}
    if both == {Audience.PUBLIC}:
        return Audience.PUBLIC
    return Audience.PARTNERS if both <= OPEN else ""


def may_see_commitment(viewer: Viewer, commitment: "Commitment") -> bool:
    """The same in Python."""
    return may_see_shared(viewer, commitment) and may_see_shared(viewer, commitment.agreement)


def word_seen_by(viewer: Viewer) -> Q:
    """Statements, waivers, confirmations, ends and answers: seen by those who see their promise."""
    return commitment_seen_by(viewer, "commitment__")


def word_within(viewer: Viewer, spaces: Collection[int]) -> Q:
    """The same in some of the viewer's own spaces."""
    return commitment_within(viewer, spaces, "commitment__")


def use_seen_by(viewer: Viewer) -> Q:
    """That a piece of evidence supports a promise is seen by those who see both."""
    return word_seen_by(viewer) & shared_seen_by(viewer, "evidence__")


def may_see_use(viewer: Viewer, use: "EvidenceUse") -> bool:
    """The same in Python."""
    return may_see_commitment(viewer, use.commitment) and may_see_shared(viewer, use.evidence)


def may_register(viewer: Viewer, space_id: int) -> bool:
    """Leads and coordinators write down what was promised."""
    return viewer.may_edit_in(space_id)


def may_edit(viewer: Viewer, commitment: "Commitment") -> bool:
    """Leads and coordinators, as far as they see the promise; they also release from it and replace it."""
    return may_see_commitment(viewer, commitment) and viewer.may_edit_in(commitment.space_id)


def may_state(viewer: Viewer, commitment: "Commitment") -> bool:
    """Contact persons, too, say how a promise stands, as far as they see it."""
    return may_see_commitment(viewer, commitment) and viewer.may_contribute_in(commitment.space_id)


def may_confirm(viewer: Viewer, commitment: "Commitment", organisation_id: int) -> bool:
    """Whoever acts for the organisation in the partnership speaks for it; to whom it is owed is for rules to say."""
    return may_state(viewer, commitment) and (
        viewer.is_operator or viewer.acts_for(organisation_id, commitment.space_id)
    )


def may_record(viewer: Viewer, space_id: int) -> bool:
    """Contact persons, coordinators and leads record what was done, and what shows it."""
    return viewer.may_contribute_in(space_id)


def may_change_deed(viewer: Viewer, deed: "Deed") -> bool:
    """Whoever recorded it, and leads and coordinators, as far as they see it."""
    return may_edit_shared(viewer, deed) or _is_own(viewer, deed)


def may_change_evidence(viewer: Viewer, evidence: "Evidence") -> bool:
    """Whoever recorded it, and leads and coordinators, as far as they see it."""
    return may_edit_shared(viewer, evidence) or _is_own(viewer, evidence)


def may_approve(viewer: Viewer, evidence: "Evidence") -> bool:
    """Leads and coordinators, as far as they see it; that it is somebody else than the recorder is a rule."""
    return may_edit_shared(viewer, evidence)


def _is_own(viewer: Viewer, record: "Deed | Evidence") -> bool:
    own = viewer.user_id is not None and record.recorded_by_id == viewer.user_id
    return own and may_contribute_to(viewer, record)
