"""Who sat in a body on any day, which seats stood empty, and whether the parties' numbers were as agreed.

A day is asked about by itself: on a holder's last day the seat is still held, the day after it is not. Between two days
on which something begins or ends nothing changes, so that a stretch of time is judged by its turning points only.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sampakt.governance.terms import VOTING, Balance
from sampakt.kernel.period import A_DAY
from sampakt.organisations.rules import Tenure
from sampakt.organisations.rules import vacant_since as empty_since


@dataclass(frozen=True, slots=True)
class Occupant:
    """Somebody in a seat for some days; ``person`` is None where the holder is not named.

    ``record`` is the number of the row that tells so: an appointment for a seat of an office, else a holding.
    """

    person: int | None
    tenure: Tenure
    record: int = 0


@dataclass(frozen=True, slots=True)
class SeatFacts:
    """A seat as the rules see it; ``starts_on`` and ``ends_on`` are cut to the body's own days, None where unknown."""

    id: int
    position: str
    organisation: int | None
    starts_on: date | None = None
    ends_on: date | None = None
    occupants: tuple[Occupant, ...] = ()
    office: int | None = None
    theme: int | None = None
    group: str = ""

    @property
    def is_counted(self) -> bool:
        """Whether the seat counts in the body's composition; deputies, secretaries and observers do not."""
        return self.position in VOTING

    def exists_on(self, day: date) -> bool:
        """Whether the body had the seat that day."""
        return (self.starts_on is None or self.starts_on <= day) and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True, slots=True)
class PartyCount:
    """A party's seats on a day: how many it has, and how many of them are held."""

    organisation: int
    seats: int
    held: int


@dataclass(frozen=True, slots=True)
class Composition:
    """A body on a day: the counted seats there are, those that stand empty, and each party's numbers.

    ``outside`` counts the held seats of those who are no party; they do not weigh in the balance.
    """

    day: date
    seats: tuple[int, ...]
    vacant: tuple[int, ...]
    parties: tuple[PartyCount, ...]
    outside: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days, both included, on which something held; ``ends_on`` None while it still does."""

    starts_on: date
    ends_on: date | None
    counts: tuple[PartyCount, ...] = ()

    def days_until(self, day: date) -> int:
        """How many days of it have passed when ``day`` is over."""
        last = day if self.ends_on is None else min(self.ends_on, day)
        return max((last - self.starts_on).days + 1, 0)


def holders_on(seat: SeatFacts, day: date) -> tuple[Occupant, ...]:
    """Who holds the seat that day; empty when nobody does or the seat does not exist."""
    if not seat.exists_on(day):
        return ()
    return tuple(occupant for occupant in seat.occupants if _lasts(occupant.tenure, day))


def vacant_since(seat: SeatFacts, day: date) -> date | None:
    """The first day of the vacancy that lasts on ``day``; None while the seat is held or does not exist.

    A seat without a known first day that nobody is known to have held is empty since nobody knows when.
    """
    if not seat.exists_on(day):
        return None
    tenures = [occupant.tenure for occupant in seat.occupants]
    first = seat.starts_on or min((tenure.starts_on for tenure in tenures), default=None)
    return None if first is None or first > day else empty_since(tenures, first, day)


def composition_on(seats: Iterable[SeatFacts], day: date) -> Composition:
    """The counted seats of a body on a day, which are empty, and each party's numbers in the order of the seats."""
    there = [seat for seat in seats if seat.is_counted and seat.exists_on(day)]
    held = {seat.id for seat in there if holders_on(seat, day)}
    counts: dict[int, tuple[int, int]] = {}
    outside = 0
    for seat in there:
        if seat.organisation is None:
            outside += seat.id in held
            continue
        has, fills = counts.get(seat.organisation, (0, 0))
        counts[seat.organisation] = (has + 1, fills + (seat.id in held))
    return Composition(
        day=day,
        seats=tuple(seat.id for seat in there),
        vacant=tuple(seat.id for seat in there if seat.id not in held),
        parties=tuple(PartyCount(organisation, has, fills) for organisation, (has, fills) in counts.items()),
        outside=outside,
    )


def is_balanced(
    counts: Iterable[PartyCount],
    balance: str,
    *,
    parties: Sequence[int] = (),
    numbers: Mapping[int, int] | None = None,
) -> bool:
    """Whether the held seats are divided as agreed: as many for each of ``parties``, or each party its number.

    ``parties`` are those who must be there; a party that has seats and is not among them is weighed as well.
    """
    held = {count.organisation: count.held for count in counts}
    if balance == Balance.RATIO:
        wanted = dict(numbers or {})
        return all(held.get(party, 0) == wanted.get(party, 0) for party in {*held, *wanted})
    if balance == Balance.EQUAL:
        return len({held.get(party, 0) for party in {*held, *parties}}) <= 1
    return True


def days_to_look_at(seats: Iterable[SeatFacts], since: date, until: date) -> list[date]:
    """The days from ``since`` to ``until`` on which a composition may change, ``since`` first."""
    days = {since}
    for seat in seats:
        spans = [(seat.starts_on, seat.ends_on), *((o.tenure.starts_on, o.tenure.ends_on) for o in seat.occupants)]
        for starts_on, ends_on in spans:
            days.update(
                day
                for day in (starts_on, ends_on + A_DAY if ends_on and ends_on < date.max else None)
                if day is not None and since < day <= until
            )
    return sorted(days)


def unbalanced_stretches(
    seats: Sequence[SeatFacts],
    balance: str,
    since: date,
    until: date,
    *,
    parties: Sequence[int] = (),
    numbers: Mapping[int, int] | None = None,
) -> list[Stretch]:
    """When from ``since`` to ``until`` the parties' numbers were not as agreed; the last is open if so at ``until``."""
    found: list[Stretch] = []
    began: Stretch | None = None
    for day in days_to_look_at(seats, since, until):
        counts = composition_on(seats, day).parties
        if is_balanced(counts, balance, parties=parties, numbers=numbers):
            if began is not None:
                found.append(Stretch(began.starts_on, day - A_DAY, began.counts))
                began = None
        elif began is None:
            began = Stretch(day, None, counts)
    return [*found, began] if began is not None else found


def _lasts(tenure: Tenure, day: date) -> bool:
    return tenure.starts_on <= day and (tenure.ends_on is None or day <= tenure.ends_on)


def empty_seats(seats: Iterable[SeatFacts], day: date) -> Iterator[tuple[SeatFacts, date | None]]:
    """The counted seats that stand empty on a day, each with since when, where that is known."""
    for seat in seats:
        if seat.is_counted and seat.exists_on(day) and not holders_on(seat, day):
            yield seat, vacant_since(seat, day)
