"""Who may drop documents and see a shelf, written twice: as SQL and as Python. A test holds the two equal."""

from typing import TYPE_CHECKING

from django.db.models import Q

from sampakt.agreements.access import STARTING, may_start_any, may_start_partnership
from sampakt.kernel.viewer import Viewer

if TYPE_CHECKING:
    from sampakt.intake.models import Reading


def shelves_of(viewer: Viewer) -> frozenset[int]:
    """The organisations whose shelves the viewer sees: those that they administer, lead or coordinate for."""
    return frozenset(number for number, roles in viewer.organisations.items() if not roles.isdisjoint(STARTING))


def reading_seen_by(viewer: Viewer, path: str = "") -> Q:
    """Dropped documents, by the shelf they lie on; ``path`` leads from the row to the reading."""
    return Q() if viewer.is_operator else Q(**{f"{path}organisation_id__in": shelves_of(viewer)})


def may_see_reading(viewer: Viewer, reading: "Reading") -> bool:
    """The same in Python."""
    return viewer.is_operator or reading.organisation_id in shelves_of(viewer)


def list_seen_by(viewer: Viewer) -> Q:
    """Lists of agreements, what was said of their columns and what they became, by the organisation they are of."""
    return Q() if viewer.is_operator else Q(organisation_id__in=shelves_of(viewer))


def may_see_list(viewer: Viewer, organisation_id: int) -> bool:
    """The same in Python."""
    return viewer.is_operator or organisation_id in shelves_of(viewer)


def may_drop_for(viewer: Viewer, organisation_id: int) -> bool:
    """Those who may start a partnership on behalf of the organisation."""
    return may_start_partnership(viewer, organisation_id)


def may_drop_any(viewer: Viewer) -> bool:
    """Whether there is any organisation on whose shelf the viewer may drop a document."""
    return may_start_any(viewer)


def may_decide(viewer: Viewer, reading: "Reading") -> bool:
    """Whoever may drop a document on the shelf may also say what holds of those that lie there."""
    return may_drop_for(viewer, reading.organisation_id)
