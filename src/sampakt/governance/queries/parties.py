"""The seats of one organisation, in whichever bodies."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from sampakt.governance.models import Seat
from sampakt.governance.models.bodies import begun_on, existing_on
from sampakt.governance.queries.seats import vacancies_among, with_vacancies
from sampakt.kernel.asking import asked_as, records_as
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.models import Organisation

MOST_SEATS = 24
"""So many seats of an organisation stand on its page; the rest on those of the bodies."""


@dataclass(frozen=True)
class OwnSeat:
    """A seat on a day, and whether it stands empty; since when, where that is known."""

    seat: Seat
    is_vacant: bool
    since: date | None


@dataclass(frozen=True)
class OwnSeats:
    """The first seats of an organisation, the empty ones before the others; how many there are, and how many empty."""

    lines: Sequence[OwnSeat]
    count: int
    vacant: int


def seats_of(viewer: Viewer, organisation: Organisation, day: date) -> OwnSeats:
    """The seats of an organisation on a day in bodies that the viewer may see. Two queries, one more for turns."""
    key = (viewer.key, organisation.pk, day)
    seats = records_as(("seats of", *key), lambda: _first(_own(viewer, organisation, day)))
    found = vacancies_among(seats, day)
    lines: list[Any] = [OwnSeat(seat, found.is_vacant(seat), found.since(seat)) for seat in seats]
    vacant = sum(line.is_vacant for line in lines)
    if len(lines) < MOST_SEATS:
        return OwnSeats(lines, len(lines), vacant)
    held = [row[0] for row in asked_as(("seats held of", *key), lambda: _held(_own(viewer, organisation, day)))]
    # Empty seats come first, so that those which rest are among the first lines.
    resting = sum(not vars(line.seat)["is_held"] for line in lines) - vacant
    return OwnSeats(lines, len(held), held.count(False) - resting)


def _own(viewer: Viewer, organisation: Organisation, day: date) -> QuerySet[Any]:
    there = Seat.objects.visible_to(viewer).existing_on(day).filter(organisation=organisation)
    return with_vacancies(there.filter(existing_on(day, "body__"), begun_on(day, "body__")), day)


def _first(seats: QuerySet[Any]) -> QuerySet[Seat]:
    named = seats.select_related("body__space__partnership", "office", "organisation")
    return named.order_by("is_held", "body", "pk")[:MOST_SEATS]


def _held(seats: QuerySet[Any]) -> QuerySet[Any, Any]:
    held: QuerySet[Any, Any] = seats.order_by().values_list("is_held")
    return held
