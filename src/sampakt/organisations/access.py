"""Who may see and change what, written twice: as SQL for lists, as Python for one record. A test holds the two equal."""

from typing import TYPE_CHECKING

from django.db.models import Q

from sampakt.kernel.terms import Audience
from sampakt.kernel.viewer import Viewer
from sampakt.trail.access import own_spaces

if TYPE_CHECKING:
    from sampakt.organisations.models import Organisation, Person, Shared, Space

NONE = Q(pk__in=())


def registers_seen_by(viewer: Viewer) -> Q:
    """Organisations are public facts: everybody sees every one."""
    return Q()


def may_see_organisation(viewer: Viewer, organisation: "Organisation") -> bool:
    """Always: the registers are public."""
    return True


def may_edit_organisation(viewer: Viewer, organisation: "Organisation") -> bool:
    """Its own administrators, and operators."""
    return viewer.administers(organisation.pk)


def may_add_organisation(viewer: Viewer) -> bool:
    """Whoever writes agreements anywhere may add the party that no register has."""
    return viewer.may_write and (
        viewer.is_operator
        or any(viewer.may_edit_in(space) for space in viewer.spaces)
        or any(not roles.isdisjoint({"administrator", "lead", "coordinator"}) for roles in viewer.organisations.values())
    )


def acts_for(viewer: Viewer) -> frozenset[int]:
    """The organisations that the viewer acts for anywhere."""
    return frozenset(viewer.organisations).union(*(standing.organisations for standing in viewer.spaces.values()))


def people_seen_by(viewer: Viewer) -> Q:
    """Colleagues, and the people of organisations that share a space with the viewer."""
    if viewer.is_operator:
        return Q()
    seen = NONE
    if own := acts_for(viewer):
        seen |= Q(organisation_id__in=own)
    if viewer.spaces:
        seen |= Q(organisation__in=_sharing(viewer))
    return seen


def may_see_person(viewer: Viewer, person: "Person") -> bool:
    """The same in Python."""
    if viewer.is_operator or person.organisation_id in acts_for(viewer):
        return True
    return person.organisation.spaces.filter(pk__in=list(viewer.spaces)).exists() if viewer.spaces else False


def _sharing(viewer: Viewer) -> "Q | object":
    from sampakt.organisations.models import Organisation  # noqa: PLC0415 - models stand above access

    return Organisation.objects.filter(spaces__in=list(viewer.spaces)).values("pk")


def space_seen_by(viewer: Viewer, path: str = "") -> Q:
    """The spaces that are public or that the viewer takes part in; ``path`` leads from the row to its space."""
    if viewer.is_operator:
        return Q()
    return Q(**{f"{path}audience": Audience.PUBLIC}) | Q(**{f"{path}pk__in": list(viewer.spaces)})


def may_see_space(viewer: Viewer, space: "Space") -> bool:
    """The same in Python."""
    return viewer.is_operator or space.audience == Audience.PUBLIC or viewer.is_in(space.pk)


def shared_seen_by(viewer: Viewer, path: str = "") -> Q:
    """Records in spaces, by their audience; ``path`` leads from the row to the shared record (``"agreement__"``)."""
    if viewer.is_operator:
        return Q()

    def q(**conditions: object) -> Q:
        return Q(**{f"{path}{name}": value for name, value in conditions.items()})

    seen = q(audience=Audience.PUBLIC, space__audience=Audience.PUBLIC)
    if viewer.spaces:
        inside = list(viewer.spaces)
        seen |= q(space_id__in=inside, audience__in=(Audience.PUBLIC, Audience.PARTNERS))
        for organisation, spaces in own_spaces(viewer).items():
            seen |= q(space_id__in=spaces, audience=Audience.OWN, organisation_id=organisation)
        if viewer.circles:
            seen |= q(space_id__in=inside, audience=Audience.NAMED, circle_id__in=viewer.circles)
    return seen


def may_see_shared(viewer: Viewer, record: "Shared") -> bool:
    """The same in Python."""
    if viewer.is_operator:
        return True
    if record.audience == Audience.PUBLIC and record.space.audience == Audience.PUBLIC:
        return True
    if not viewer.is_in(record.space_id):
        return False
    if record.audience == Audience.OWN:
        return viewer.acts_for(record.organisation_id, record.space_id)
    if record.audience == Audience.NAMED:
        return record.circle_id in viewer.circles
    return True


def may_edit_shared(viewer: Viewer, record: "Shared") -> bool:
    """Leads and coordinators of the space, as far as they see the record."""
    return may_see_shared(viewer, record) and viewer.may_edit_in(record.space_id)


def may_contribute_to(viewer: Viewer, record: "Shared") -> bool:
    """Contact persons, too, as far as they see the record."""
    return may_see_shared(viewer, record) and viewer.may_contribute_in(record.space_id)
