"""Who may read a line of the trail: whoever may see the record it is about, and takes part where it happened."""

from typing import TYPE_CHECKING

from django.db.models import Q

from sampakt.kernel.terms import Audience, Role
from sampakt.kernel.viewer import EDITING, Viewer

if TYPE_CHECKING:
    from sampakt.trail.models import TrailLine

_WRITING = EDITING | {Role.ADMINISTRATOR}


def seen_by(viewer: Viewer) -> Q:
    """As a condition in SQL; the same as ``may_see``."""
    if viewer.is_operator:
        return Q()
    in_space = Q(pk__in=())
    if viewer.spaces:
        in_space = Q(space_id__in=list(viewer.spaces), audience__in=(Audience.PUBLIC, Audience.PARTNERS))
        for organisation, spaces in own_spaces(viewer).items():
            in_space |= Q(space_id__in=spaces, audience=Audience.OWN, organisation_id=organisation)
        if viewer.circles:
            in_space |= Q(space_id__in=list(viewer.spaces), audience=Audience.NAMED, circle_id__in=viewer.circles)
    if viewer.organisations:
        in_space |= Q(space_id=None, organisation_id__in=list(viewer.organisations)) & ~Q(audience=Audience.OWN)
    if writing := _written_for(viewer):
        in_space |= Q(space_id=None, organisation_id__in=writing, audience=Audience.OWN)
    return in_space


def may_see(viewer: Viewer, line: "TrailLine") -> bool:
    """The same in Python."""
    if viewer.is_operator:
        return True
    if line.space_id is None:
        own = _written_for(viewer) if line.audience == Audience.OWN else viewer.organisations
        return line.organisation_id in own
    if not viewer.is_in(line.space_id):
        return False
    if line.audience == Audience.OWN:
        return viewer.acts_for(line.organisation_id, line.space_id)
    if line.audience == Audience.NAMED:
        return line.circle_id in viewer.circles
    return True


def _written_for(viewer: Viewer) -> list[int]:
    """The organisations whose own affairs, outside any space, the viewer sees: not those they only read for."""
    return [number for number, roles in viewer.organisations.items() if not roles.isdisjoint(_WRITING)]


def own_spaces(viewer: Viewer) -> dict[int, list[int]]:
    """For each organisation that the viewer acts for, the spaces where they do."""
    spaces: dict[int, list[int]] = {}
    for space, standing in viewer.spaces.items():
        for organisation in standing.organisations:
            spaces.setdefault(organisation, []).append(space)
    return spaces
