"""What forms of meetings ask about: the seats of the day with their holders, and who may have stood to a decision."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sampakt.governance.models import Attendance, Body, Decision, Item, Meeting, Seat
from sampakt.governance.queries.attending import holders_on, names_on, seats_on
from sampakt.governance.queries.seats import occupants_of
from sampakt.governance.rules.decisions import Member
from sampakt.governance.terms import THERE, VOTING, DecisionRule, Position
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
    taken = _taken(seats, meeting.day) | set(holding)
    order = list(Position.values)
    seats.sort(key=lambda seat: (order.index(seat.position), seat.organisation_id is None, seat.organisation_id or 0))
    return [SeatToAsk(seat, names.get(holding.get(seat.pk, 0), ""), seat.pk not in taken) for seat in seats]


def _taken(seats: Sequence[Seat], day: date) -> set[int]:
    """The seats that somebody held on the day, named or not."""
    held, followed = occupants_of(
        [seat.pk for seat in seats if seat.office_id is None],
        [seat.office_id for seat in seats if seat.office_id is not None],
    )
    taken = set()
    for seat in seats:
        occupants = held.get(seat.pk, ()) if seat.office_id is None else followed.get(seat.office_id, ())
        if any(one.tenure.starts_on <= day <= (one.tenure.ends_on or day) for one in occupants):
            taken.add(seat.pk)
    return taken


def members_asked(body: Body, day: date) -> list[Member]:
    """Who is asked between meetings on a day: the members' seats of a body, or its parties while it has none."""
    seats = _members(body, day)
    if not seats:
        parties = body.space.organisations.order_by("name")
        return [Member(one.brief, organisation=one.pk) for one in parties]
    taken = _taken(seats, day)
    return [Member(str(seat), seat.pk, seat.organisation_id, is_vacant=seat.pk not in taken) for seat in seats]


def voters_between(body: Body, day: date, decision: Decision | None = None) -> list[Voter]:
    """Who may say between meetings how they stood: under agreement each party as one, otherwise each member.

    Whoever has a position on the ``decision`` already is among them.
    """
    seats = _members(body, day)
    said = list(decision.votes.select_related("seat__organisation", "seat__office", "organisation")) if decision else []
    wanted = dict.fromkeys(one.seat for one in said if one.seat is not None)
    parties = dict.fromkeys(one.organisation for one in said if one.organisation is not None)
    as_one = (decision.rule if decision else body.decision_rule) == DecisionRule.AGREEMENT
    if as_one or not seats:
        of_seats = dict.fromkeys(seat.organisation for seat in seats if seat.organisation is not None)
        parties |= of_seats or dict.fromkeys(body.space.organisations.order_by("name"))
        wanted |= dict.fromkeys(seat for seat in seats if seat.organisation is None)
    else:
        taken = _taken(seats, day)
        wanted |= dict.fromkeys(seat for seat in seats if seat.pk in taken)
    names = names_on(list(wanted), day)
    return [
        *(Voter(one.brief, organisation=one) for one in parties),
        *(Voter(_told(seat, names.get(seat.pk, "")), seat=seat) for seat in wanted),
    ]


def _members(body: Body, day: date) -> list[Seat]:
    seats = [seat for seat in seats_on(body, day) if seat.position in VOTING]
    order = list(Position.values)
    return sorted(seats, key=lambda seat: (order.index(seat.position), seat.organisation_id or 0, seat.pk))


def voters_of(meeting: Meeting, item: Item | None) -> list[Voter]:
    """Who may have stood to a decision at a meeting: those who took part in the item; while unknown, the parties."""
    attending = Attendance.objects.filter(meeting=meeting, presence__in=THERE)
    rows = list(attending.select_related("seat__office", "seat__organisation", "person"))
    if not rows:
        return [Voter(one.brief, organisation=one) for one in meeting.body.space.organisations.order_by("name")]
    recused = set(item.recusals.values_list("seat", flat=True)) if item is not None else set()
    order = list(Position.values)
    voting = [
        row for row in rows if row.seat_id not in recused and (row.seat.position in VOTING or row.stands_in_for_id)
    ]
    voting.sort(key=lambda row: (order.index(row.seat.position), row.seat.organisation_id or 0, row.seat_id))
    return [Voter(_called(row), seat=row.seat) for row in voting]


def _called(row: Attendance) -> str:
    """Who sat there that day, and in which seat."""
    return _told(row.seat, row.person.name if row.person else "")


def _told(seat: Seat, name: str) -> str:
    party = seat.organisation.brief if seat.organisation else str(seat.whose)
    return ", ".join(filter(None, (name, str(seat), party)))
