"""What stands against making a body or a seat shorter than what it holds."""

from collections.abc import Iterator
from datetime import date

from sampakt.governance.models import Holding, SeatQuerySet
from sampakt.governance.rules.days import begins_latest, ends_earliest
from sampakt.governance.terms import GovernanceObjection
from sampakt.kernel.errors import Objection


def objections_to_cutting(
    seats: SeatQuerySet, *, first: tuple[str, date | None], last: tuple[str, date | None]
) -> Iterator[Objection]:
    """An objection when some seat, or somebody's time in one, would lie wholly before or after the days.

    ``first`` and ``last`` are those days with the fields they stand in. What lies partly within is cut to them.
    """
    rows = list(seats)
    names = {seat.pk: str(seat) for seat in rows}
    spans = [(names[seat.pk], seat.starts_on, seat.ends_on) for seat in rows]
    held = Holding.objects.filter(seat__in=names).values_list("seat", "starts_on", "ends_on")
    spans += [(names[seat], starts_on, ends_on) for seat, starts_on, ends_on in held]
    for (field, day), find, term in (
        (first, ends_earliest, GovernanceObjection.ENDED_EARLIER),
        (last, begins_latest, GovernanceObjection.BEGINS_LATER),
    ):
        found = find(spans, day) if day is not None else None
        if found is not None:
            yield Objection.of(term, field=field, seat=found[0], date=found[1])
