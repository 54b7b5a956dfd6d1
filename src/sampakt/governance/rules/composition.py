"""Who sat in a body on any day, which seats stood empty, and whether the parties' numbers were as agreed.

A day is asked about by itself: on a holder's last day the seat is still held, the day after it is not. Between two days
on which something begins or ends nothing changes, so that a stretch of time is judged by its turning points only.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter

from sampakt.governance.rules.turns import Alternation
from sampakt.governance.terms import VOTING, Balance
from sampakt.kernel.period import A_DAY
from sampakt.organisations.rules import Tenure
from sampakt.organisations.rules import vacant_since as empty_since

Span = tuple[date, date]
"""A first and a last day."""

Tally = Counter[int | None]
"""Numbers by party; None counts those who are no party."""


@dataclass(frozen=True, slots=True)
class Occupant:
    """Somebody in a seat for some days; ``person`` is None where the holder is not named.

    ``record`` is the number of the row that tells so: an appointment for a seat of an office, else a holding. One that
    they gave themselves is not ``is_given`` until another has confirmed it.
    """

    person: int | None
    tenure: Tenure
    record: int = 0
    is_given: bool = True


@dataclass(frozen=True, slots=True)
class SeatFacts:
    """A seat as the rules see it; ``starts_on`` and ``ends_on`` are cut to the body's own days, None where unknown.

    Where parties chair in turn, each has a chair's seat of its own, and ``alternation`` says whose turn it is.
    """

    id: int
    position: str
    organisation: int | None
    starts_on: date | None = None
    ends_on: date | None = None
    occupants: tuple[Occupant, ...] = ()
    office: int | None = None
    theme: int | None = None
    group: str = ""
    alternation: Alternation | None = None

    @property
    def is_counted(self) -> bool:
        """Whether the seat counts in the body's composition; deputies, secretaries and observers do not."""
        return self.position in VOTING

    def exists_on(self, day: date) -> bool:
        """Whether the body had the seat that day."""
        return (self.starts_on is None or self.starts_on <= day) and (self.ends_on is None or day <= self.ends_on)

    def rests_on(self, day: date) -> bool:
        """Whether nobody need hold it that day: it is another party's turn."""
        return self.alternation is not None and self.alternation.rests(self.organisation, day)


@dataclass(frozen=True, slots=True)
class PartyCount:
    """A party's seats on a day: how many it has, and how many of them are held."""

    organisation: int
    seats: int
    held: int


@dataclass(frozen=True, slots=True)
class Composition:
    """A body on a day: the counted seats there are, those that stand empty, and each party's numbers.

    A chair's seat does not stand empty in another party's turn. ``outside`` counts the held seats of those who are no
    party; they do not weigh in the balance.
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
    """The first day of the vacancy that lasts on ``day``; None while the seat is held, rests or does not exist.

    A seat without a known first day that nobody is known to have held is empty since nobody knows when, unless a turn
    has begun since.
    """
    if not seat.exists_on(day) or seat.rests_on(day) or holders_on(seat, day):
        return None
    turn = seat.alternation.since(seat.organisation, day) if seat.alternation is not None else None
    tenures = [occupant.tenure for occupant in seat.occupants]
    first = seat.starts_on or min((tenure.starts_on for tenure in tenures), default=None)
    since = None if first is None or first > day else empty_since(tenures, first, day)
    return max((one for one in (since, turn) if one is not None), default=None)


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
        vacant=tuple(seat.id for seat in there if seat.id not in held and not seat.rests_on(day)),
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

    Where they are to be equal, ``parties`` must be there, and a party that has seats and is not among them is weighed
    as well. Where each has its number, a party of which no number is said may sit there too.
    """
    held = {count.organisation: count.held for count in counts}
    if balance == Balance.RATIO:
        return all(held.get(party, 0) == wanted for party, wanted in (numbers or {}).items())
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
    order = list(dict.fromkeys(seat.organisation for seat in seats if seat.is_counted))
    for day, has, held in numbers_over_time(seats, since, until):
        counts = [PartyCount(party, has[party], held[party]) for party in order if party is not None and has[party]]
        if is_balanced(counts, balance, parties=parties, numbers=numbers):
            if began is not None:
                found.append(Stretch(began.starts_on, day - A_DAY, began.counts))
                began = None
        elif began is None:
            began = Stretch(day, None, tuple(counts))
    return [*found, began] if began is not None else found


def numbers_over_time(seats: Iterable[SeatFacts], since: date, until: date) -> Iterator[tuple[date, Tally, Tally]]:
    """Each party's counted seats, and how many of them are held, on ``since`` and each day on which that changes.

    None stands for those who are no party. Every span is walked once: a body with a long history is not counted anew
    for each of its days. The numbers are true until the next day is asked for.
    """
    has, held = Tally(), Tally()
    for day, turns in sorted(_turns(seats, since, until).items(), key=itemgetter(0)):
        for party, there, filled in turns:
            has[party] += there
            held[party] += filled
        yield day, has, held


def _turns(seats: Iterable[SeatFacts], since: date, until: date) -> dict[date, list[tuple[int | None, int, int]]]:
    """What a party gains or loses on each day on which it does: seats and holders; on ``since``, all that it has."""
    found: dict[date, list[tuple[int | None, int, int]]] = defaultdict(list, {since: []})

    def add(span: Span, party: int | None, there: int, filled: int) -> None:
        found[span[0]].append((party, there, filled))
        if span[1] < until:
            found[span[1] + A_DAY].append((party, -there, -filled))

    for seat in seats:
        if not seat.is_counted:
            continue
        for there in _within([(seat.starts_on or since, seat.ends_on)], (since, until)):
            add(there, seat.organisation, 1, 0)
            tenures = ((one.tenure.starts_on, one.tenure.ends_on) for one in seat.occupants)
            for span in _within(tenures, there):
                add(span, seat.organisation, 0, 1)
    return found


def _within(spans: Iterable[tuple[date, date | None]], limits: Span) -> list[Span]:
    """The spans as far as they lie within limits, those that touch or overlap as one."""
    found: list[Span] = []
    for starts_on, ends_on in sorted(spans, key=lambda span: span[0]):
        first, last = max(starts_on, limits[0]), min(ends_on or limits[1], limits[1])
        if first > last:
            continue
        if found and first <= found[-1][1] + A_DAY:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return found


def _lasts(tenure: Tenure, day: date) -> bool:
    return tenure.starts_on <= day and (tenure.ends_on is None or day <= tenure.ends_on)


def empty_seats(seats: Iterable[SeatFacts], day: date) -> Iterator[tuple[SeatFacts, date | None]]:
    """The counted seats that stand empty on a day, each with since when, where that is known."""
    for seat in seats:
        if seat.is_counted and seat.exists_on(day) and not seat.rests_on(day) and not holders_on(seat, day):
            yield seat, vacant_since(seat, day)
