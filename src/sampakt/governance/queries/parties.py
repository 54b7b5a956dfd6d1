"""The seats of one organisation, in whichever bodies."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from sampakt.governance.models import Body, Seat
from sampakt.governance.queries.seats import seat_facts
from sampakt.governance.rules import holders_on, vacant_since
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.models import Organisation

MOST_SEATS = 100


@dataclass(frozen=True)
class OwnSeat:
    """A seat on a day, and whether it stands empty; since when, where that is known."""

    seat: Seat
    is_vacant: bool
    since: date | None


def seats_of(viewer: Viewer, organisation: Organisation, day: date) -> Sequence[OwnSeat]:
    """The seats of an organisation on a day in bodies that the viewer may see, the empty ones first. Four queries."""
    begun = Q(starts_on=None) | Q(starts_on__lte=day)
    lasting = Q(ends_on=None) | Q(ends_on__gte=day)
    seats = list(
        Seat.objects.visible_to(viewer)
        .filter(begun, lasting, organisation=organisation, body__in=Body.objects.existing_on(day))
        .select_related("body__space__partnership", "office", "organisation")
        .order_by("body", "pk")[:MOST_SEATS]
    )
    if not seats:
        return ()
    facts = {one.id: one for own in seat_facts({seat.body_id for seat in seats}).values() for one in own}
    lines = [OwnSeat(seat, not holders_on(facts[seat.pk], day), vacant_since(facts[seat.pk], day)) for seat in seats]
    return sorted(lines, key=lambda line: not line.is_vacant)
