"""Who may read a line of the trail: whoever may see the record it is about, and takes part where it happened."""

from typing import TYPE_CHECKING

from django.db.models import Q

from sampakt.kernel.terms import Audience
from sampakt.kernel.viewer import Viewer

if TYPE_CHECKING:
    from sampakt.trail.models import TrailLine


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
        in_space |= Q(space_id=None, organisation_id__in=list(viewer.organisations))
    return in_space


def may_see(viewer: Viewer, line: "TrailLine") -> bool:
    """The same in Python."""
    if viewer.is_operator:
        return True
    if line.space_id is None:
        return line.organisation_id in viewer.organisations
    if not viewer.is_in(line.space_id):
        return False
    if line.audience == Audience.OWN:
        return viewer.acts_for(line.organisation_id, line.space_id)
    if line.audience == Audience.NAMED:
        return line.circle_id in viewer.circles
    return True


def own_spaces(viewer: Viewer) -> dict[int, list[int]]:
    """For each organisation that the viewer acts for, the spaces where they do."""
    spaces: dict[int, list[int]] = {}
    for space, standing in viewer.spaces.items():
        for organisation in standing.organisations:
            spaces.setdefault(organisation, []).append(space)
    return spaces
