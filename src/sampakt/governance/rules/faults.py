"""What is not as agreed in a body on a day: empty seats, the parties' numbers, who chairs; and since when."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sampakt.governance.rules.composition import (
    SeatFacts,
    Stretch,
    days_to_look_at,
    empty_seats,
    holders_on,
    unbalanced_stretches,
)
from sampakt.governance.rules.turns import Alternation, alternating, chair_party_on, deputy_party_on
from sampakt.governance.terms import Balance, Fault, Position
from sampakt.kernel.period import stretches


@dataclass(frozen=True, slots=True)
class Agreed:
    """What is agreed of a body: its days, how its seats are divided, and which parties chair, in ``order``."""

    starts_on: date | None = None
    ends_on: date | None = None
    balance: str = ""
    numbers: Mapping[int, int] = field(default_factory=dict)
    order: tuple[int, ...] = ()
    turn_months: int | None = None
    turns_from: date | None = None
    deputy: int | None = None

    def exists_on(self, day: date) -> bool:
        """Whether the body was formed by then and not yet dissolved."""
        return (self.starts_on is None or self.starts_on <= day) and (self.ends_on is None or day <= self.ends_on)

    def alternation(self, position: str) -> Alternation | None:
        """Whose turn it is in a position that the parties hold in turn; the deputy chair's is the next to chair."""
        if position == Position.CHAIR:
            return alternating(self.order, self.turn_months, self.turns_from)
        if position == Position.DEPUTY_CHAIR and self.deputy is None:
            return alternating(self.order, self.turn_months, self.turns_from, places=1)
        return None


@dataclass(frozen=True, slots=True)
class Found:
    """A fault of a body on a day: the seat it concerns, or the party that is missed, and its first day if known."""

    fault: Fault
    seat: int | None = None
    organisation: int | None = None
    since: date | None = None


def first_known(agreed: Agreed, seats: Sequence[SeatFacts]) -> date | None:
    """The day from which on a body is looked at: its own first, or the first on which anything is known of a seat."""
    days = [seat.starts_on for seat in seats] + [one.tenure.starts_on for seat in seats for one in seat.occupants]
    return agreed.starts_on or min((day for day in days if day is not None), default=None)


def unbalanced(agreed: Agreed, seats: Sequence[SeatFacts], until: date) -> list[Stretch]:
    """When, until a day, the parties' numbers were not as agreed.

    Where they should be equal, each party that ever had a counted seat is weighed, and each whose number is said.
    """
    first = first_known(agreed, seats)
    if first is None or not seats or not agreed.balance:
        return []
    last = until if agreed.ends_on is None else min(until, agreed.ends_on)
    if first > last:
        return []
    seated = [seat.organisation for seat in seats if seat.is_counted and seat.organisation is not None]
    parties = [*dict.fromkeys([*agreed.numbers, *seated])] if agreed.balance == Balance.EQUAL else ()
    found = unbalanced_stretches(seats, agreed.balance, first, last, parties=parties, numbers=agreed.numbers)
    if found and found[-1].ends_on is None and last < until:
        found[-1] = Stretch(found[-1].starts_on, last, found[-1].counts)
    return found


def faults_on(agreed: Agreed, seats: Sequence[SeatFacts], day: date) -> list[Found]:
    """What is not as agreed on a day. A body that does not exist then, or has no seats yet, has no faults."""
    if not seats or not agreed.exists_on(day):
        return []
    chairing = [found for judge in (_chair, _deputy_chair) if (found := _told(agreed, seats, day, judge))]
    told = {found.seat for found in chairing}
    empty = [
        Found(Fault.VACANT, seat.id, seat.organisation, since)
        for seat, since in empty_seats(seats, day)
        if seat.id not in told
    ]
    wrong = [Found(Fault.UNBALANCED, since=one.starts_on) for one in unbalanced(agreed, seats, day) if not one.ends_on]
    return [*chairing, *empty, *wrong]


Judged = tuple[Fault, int | None] | None
Judge = Callable[[Agreed, Sequence[SeatFacts], date], Judged]


def _chair(agreed: Agreed, seats: Sequence[SeatFacts], day: date) -> Judged:
    party = chair_party_on(agreed.order, months=agreed.turn_months, first_day=agreed.turns_from, day=day)
    here = [seat for seat in seats if seat.position == Position.CHAIR and seat.exists_on(day)]
    return _judged(here, day, party, bool(here) or party is not None, (Fault.NO_CHAIR, Fault.OTHER_CHAIR))


def _deputy_chair(agreed: Agreed, seats: Sequence[SeatFacts], day: date) -> Judged:
    """Where the chair alternates, nobody need be deputy chair: only a seat, or a party named for it, asks for one."""
    party = deputy_party_on(
        agreed.order, months=agreed.turn_months, first_day=agreed.turns_from, day=day, fixed=agreed.deputy
    )
    here = [seat for seat in seats if seat.position == Position.DEPUTY_CHAIR and seat.exists_on(day)]
    is_asked_for = bool(here) or agreed.deputy is not None
    return _judged(here, day, party, is_asked_for, (Fault.NO_DEPUTY_CHAIR, Fault.OTHER_DEPUTY_CHAIR))


def _judged(
    here: Sequence[SeatFacts], day: date, party: int | None, is_asked_for: bool, faults: tuple[Fault, Fault]
) -> Judged:
    """The fault of a position and the seat it concerns: nobody holds it, or only others than the agreed party."""
    held = [seat for seat in here if holders_on(seat, day)]
    if not held:
        own = [seat for seat in here if seat.organisation == party] or here
        return (faults[0], own[0].id if own else None) if is_asked_for else None
    if party is not None and all(seat.organisation != party for seat in held):
        return faults[1], held[0].id
    return None


def _told(agreed: Agreed, seats: Sequence[SeatFacts], day: date, judge: Judge) -> Found | None:
    """The fault that a judge finds on a day, with the party that is agreed and the first day of the fault."""
    judged = judge(agreed, seats, day)
    if judged is None:
        return None
    fault, seat = judged
    months, first_day = agreed.turn_months, agreed.turns_from
    if fault in {Fault.NO_CHAIR, Fault.OTHER_CHAIR}:
        party = chair_party_on(agreed.order, months=months, first_day=first_day, day=day)
    else:
        party = deputy_party_on(agreed.order, months=months, first_day=first_day, day=day, fixed=agreed.deputy)
    since = None
    for before in reversed(_days(agreed, seats, day)):
        earlier = judge(agreed, seats, before)
        if earlier is None or earlier[0] != fault:
            break
        since = before
    return Found(fault, seat, party, since)


def _days(agreed: Agreed, seats: Sequence[SeatFacts], until: date) -> list[date]:
    """The days until ``until`` on which who chairs, or who should, may change."""
    first = first_known(agreed, seats)
    if first is None or first > until:
        return []
    days = set(days_to_look_at(seats, first, until))
    if agreed.turns_from is not None and agreed.turn_months:
        turns = stretches(agreed.turns_from, until, agreed.turn_months)
        days |= {turn.start for turn in turns if first < turn.start <= until}
    return sorted(days)
