"""Meetings: what may follow on what, who takes part in an item, and whether there are enough of them to decide."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sampakt.governance.terms import THERE, VOTING, GovernanceObjection, MeetingState, Position
from sampakt.kernel.errors import Objection

FOLLOWS: Mapping[str, frozenset[str]] = {
    MeetingState.PLANNED: frozenset({MeetingState.CALLED, MeetingState.HELD, MeetingState.CANCELLED}),
    MeetingState.CALLED: frozenset({MeetingState.HELD, MeetingState.CANCELLED}),
    MeetingState.HELD: frozenset({MeetingState.IN_ADJUSTMENT, MeetingState.ADJUSTED}),
    MeetingState.IN_ADJUSTMENT: frozenset({MeetingState.HELD, MeetingState.ADJUSTED}),
    MeetingState.ADJUSTED: frozenset(),
    MeetingState.CANCELLED: frozenset(),
}
"""What a meeting may become from what it is; minutes adjusted on paper go straight from held to adjusted."""

OPEN_AGENDA = (MeetingState.PLANNED, MeetingState.CALLED, MeetingState.HELD)
"""States in which the agenda may still be changed; nothing moves under those who adjust the minutes."""


@dataclass(frozen=True, slots=True)
class Chair:
    """A seat as a meeting sees it: what it is called, whose it is, and for whom it stands in when it is a deputy's."""

    id: int
    name: str
    position: str
    organisation: int | None = None
    deputy_for: int | None = None

    @property
    def is_counted(self) -> bool:
        """Whether its holder is a member; deputies count only in a member's place."""
        return self.position in VOTING

    def may_stand_in_for(self, other: "Chair") -> bool:
        """A deputy stands in for the seat that it names, or for any of its party when it names none."""
        if self.position != Position.DEPUTY or not other.is_counted:
            return False
        if self.deputy_for is not None:
            return self.deputy_for == other.id
        return self.organisation is not None and self.organisation == other.organisation


@dataclass(frozen=True, slots=True)
class Presented:
    """That the holder of a seat was at the meeting, or not; ``stands_in_for`` is the seat that a deputy took.

    ``person`` is None where it is not said who it was.
    """

    seat: int
    presence: str
    stands_in_for: int | None = None
    is_adjuster: bool = False
    person: int | None = None

    @property
    def is_there(self) -> bool:
        """Whether they were there, in the room or remotely."""
        return self.presence in THERE


@dataclass(frozen=True, slots=True)
class Taking:
    """Who takes part in an item: each member's seat, and the seat of whoever fills it, its own or a deputy's.

    ``absent`` are the parties that must take part and do not.
    """

    fills: Mapping[int, int] = field(default_factory=dict)
    needed: int = 1
    absent: tuple[int, ...] = ()

    @property
    def there(self) -> int:
        """How many members' seats take part."""
        return len(self.fills)

    @property
    def is_quorate(self) -> bool:
        """Whether there are enough to decide, from every party where that is agreed."""
        return self.there >= self.needed and not self.absent

    def takes_part(self, seat: int) -> bool:
        """Whether the holder of the seat has a position on the item, as a member or in a member's place."""
        return seat in self.fills.values()


def needed_to_decide(members: int, quorum: int | None) -> int:
    """So many members as agreed, else more than half of the seats that there are, held or not."""
    return quorum if quorum is not None else members // 2 + 1


def taking_part(
    seats: Iterable[Chair],
    present: Iterable[Presented],
    *,
    quorum: int | None = None,
    needs_every_party: bool = False,
    recused: Collection[int] = (),
) -> Taking:
    """Who takes part in an item; ``seats`` are those of the day, ``recused`` those with a conflict of interest in it.

    A member who is there and has a conflict does not count, and no deputy steps in for one who sits in the room.
    Nobody counts twice, however many seats they hold: in their own before one in which they stand in.
    """
    members = {seat.id: seat for seat in seats if seat.is_counted}
    there = [one for one in present if one.is_there]
    fills = {one.seat: one.seat for one in there if one.seat in members}
    for one in there:
        if one.stands_in_for in members:
            fills.setdefault(one.stands_in_for, one.seat)
    fills = {seat: by for seat, by in _once_each(fills, there).items() if by not in recused}
    parties = dict.fromkeys(seat.organisation for seat in members.values() if seat.organisation is not None)
    taking = {members[seat].organisation for seat in fills}
    return Taking(
        fills=fills,
        needed=needed_to_decide(len(members), quorum),
        absent=tuple(party for party in parties if party not in taking) if needs_every_party else (),
    )


def _once_each(fills: Mapping[int, int], there: Iterable[Presented]) -> dict[int, int]:
    """The seats that are filled, each by somebody who fills no other."""
    people = {one.seat: one.person for one in there if one.person is not None}
    found: dict[int, int] = {}
    counted: set[int] = set()
    for seat, by in fills.items():
        person = people.get(by)
        if person is None or person not in counted:
            found[seat] = by
        if person is not None:
            counted.add(person)
    return found


def may_become(state: str, wanted: str) -> bool:
    """Whether a meeting in that state may come into the other."""
    return wanted in FOLLOWS[MeetingState(state)]


def objections_to_attendance(seats: Mapping[int, Chair], lines: Sequence[Presented]) -> Iterator[Objection]:
    """What stands against a list of who was there; ``seats`` are those of the body on the day."""
    there = {line.seat for line in lines if line.is_there}
    stood_in = Counter(line.stands_in_for for line in lines if line.stands_in_for is not None)
    for line in lines:
        seat = seats[line.seat]
        if line.is_adjuster and not line.is_there:
            yield Objection.of(GovernanceObjection.ADJUSTER_ABSENT, field=f"seat-{seat.id}", seat=seat.name)
        if line.stands_in_for is None:
            continue
        other = seats[line.stands_in_for]
        if not seat.may_stand_in_for(other):
            yield Objection.of(GovernanceObjection.NOT_A_DEPUTY, field=f"seat-{seat.id}", seat=seat.name)
        if other.id in there:
            yield Objection.of(GovernanceObjection.IS_THERE_ITSELF, field=f"seat-{seat.id}", seat=other.name)
    for seat_id, times in stood_in.items():
        if times > 1:
            yield Objection.of(GovernanceObjection.STOOD_IN_TWICE, field=f"seat-{seat_id}", seat=seats[seat_id].name)


def objections_to_day(day: date, formed_on: date | None, dissolved_on: date | None) -> Iterator[Objection]:
    """A body meets while it exists."""
    if (formed_on and day < formed_on) or (dissolved_on and day > dissolved_on):
        yield Objection.of(GovernanceObjection.BODY_NOT_THERE, field="day")


def moved(order: Sequence[int], item: int, to: int, *, seen: Collection[int]) -> list[int]:
    """The order once ``item`` has the place ``to``, counted from 1 among those that the mover sees."""
    others = [one for one in order if one != item]
    known = [one for one in others if one in seen]
    place = max(to, 1) - 1
    at = others.index(known[place]) if place < len(known) else len(others)
    return [*others[:at], item, *others[at:]]
