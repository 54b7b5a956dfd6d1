"""What forms of meetings ask about: the seats of the day with their holders, and who may have stood to a decision."""

from collections.abc import Sequence
from dataclasses import dataclass

from sampakt.governance.models import Attendance, Body, Item, Meeting, Seat
from sampakt.governance.queries.attending import holders_on, seats_on
from sampakt.governance.queries.seats import occupants_of
from sampakt.governance.terms import THERE, VOTING, Position
from sampakt.organisations.models import Organisation, Person


@dataclass(frozen=True)
class SeatToAsk:
    """A seat that is asked about, and who held it on the day; the name is empty when nobody is named."""

    seat: Seat
    holder: str
    is_vacant: bool


@dataclass(frozen=True)
class Voter:
    """Somebody who may have stood to a decision: a member by the seat, or a party as one."""

    name: str
    seat: Seat | None = None
    organisation: Organisation | None = None

    @property
    def code(self) -> str:
        """The voter in the names of a form's fields."""
        return f"seat-{self.seat.pk}" if self.seat else f"party-{self.organisation.pk if self.organisation else 0}"


def seats_to_ask(meeting: Meeting) -> list[SeatToAsk]:
    """The seats that the body has on the day of a meeting: by party, the chair first, deputies last. Five queries."""
    seats = seats_on(meeting.body, meeting.day)
    kept = dict(Attendance.objects.filter(meeting=meeting, person__isnull=False).values_list("seat", "person"))
    holding = holders_on(seats, meeting.day) | kept
    names = dict(Person.objects.filter(pk__in=holding.values()).values_list("pk", "name"))
    taken = _taken(seats, meeting) | set(holding)
    order = list(Position.values)
    seats.sort(key=lambda seat: (order.index(seat.position), seat.organisation_id is None, seat.organisation_id or 0))
    return [SeatToAsk(seat, names.get(holding.get(seat.pk, 0), ""), seat.pk not in taken) for seat in seats]


def _taken(seats: Sequence[Seat], meeting: Meeting) -> set[int]:
    """The seats that somebody held on the day, named or not."""
    held, followed = occupants_of(
        [seat.pk for seat in seats if seat.office_id is None],
        [seat.office_id for seat in seats if seat.office_id is not None],
    )
    taken = set()
    for seat in seats:
        occupants = held.get(seat.pk, ()) if seat.office_id is None else followed.get(seat.office_id, ())
        if any(one.tenure.starts_on <= meeting.day <= (one.tenure.ends_on or meeting.day) for one in occupants):
            taken.add(seat.pk)
    return taken


def voters_of(body: Body, meeting: Meeting | None, item: Item | None) -> list[Voter]:
    """Who may have stood to a decision: those who took part in the item; between meetings each party as one."""
    rows = list(
        Attendance.objects.filter(meeting=meeting, presence__in=THERE).select_related(
            "seat__office", "seat__organisation", "person"
        )
        if meeting is not None
        else ()
    )
    if not rows:
        return [Voter(one.brief, organisation=one) for one in body.space.organisations.order_by("name")]
    recused = set(item.recusals.values_list("seat", flat=True)) if item is not None else set()
    order = list(Position.values)
    voting = [
        row for row in rows if row.seat_id not in recused and (row.seat.position in VOTING or row.stands_in_for_id)
    ]
    voting.sort(key=lambda row: (order.index(row.seat.position), row.seat.organisation_id or 0, row.seat_id))
    return [Voter(_called(row), seat=row.seat) for row in voting]


def _called(row: Attendance) -> str:
    """Who sat there that day, and in which seat."""
    party = row.seat.organisation.brief if row.seat.organisation else str(row.seat.whose)
    return ", ".join(filter(None, (row.person.name if row.person else "", str(row.seat), party)))
