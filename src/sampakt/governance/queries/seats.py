"""Seats as the rules see them, for many bodies at once, and each body's composition on a day."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, Subquery, Value

from sampakt.governance.models import Body, BodyQuerySet, ChairTurn, Holding, Seat
from sampakt.governance.rules import Composition, Occupant, SeatFacts, composition_on
from sampakt.governance.rules.days import cut
from sampakt.governance.rules.faults import Agreed
from sampakt.governance.rules.turns import Alternation
from sampakt.governance.terms import Position
from sampakt.kernel.period import A_DAY
from sampakt.organisations.models import Appointment
from sampakt.organisations.models.staff import AppointmentQuerySet
from sampakt.organisations.rules import Tenure

ALTERNATING = (Position.CHAIR, Position.DEPUTY_CHAIR)
"""Positions that parties may hold in turn."""
Bodies = QuerySet[Any, Any] | Collection[int]
Occupants = dict[int, list[Occupant]]
SEAT = (
    "body_id",
    "pk",
    "position",
    "organisation_id",
    "starts_on",
    "ends_on",
    "office_id",
    "theme_id",
    "group",
    "body__formed_on",
    "body__dissolved_on",
)


def seat_facts(bodies: Bodies) -> dict[int, list[SeatFacts]]:
    """The seats of bodies, on whichever day, with all who ever held them; by the body's number. Three queries."""
    seats = Seat.objects.filter(body__in=bodies).order_by("body", "pk").values_list(*SEAT)
    holdings, appointments = Holding.objects.filter(seat__body__in=bodies), appointments_of(bodies)
    return put_together(seats, occupants(holdings, "seat_id"), occupants(appointments, "office_id"))


def compositions_on(day: date, bodies: BodyQuerySet) -> dict[int, Composition]:
    """The composition on a day of each of the bodies that existed then, by its number. Five queries.

    Only what lasts that day is read, so that it takes no longer when long histories lie behind.
    """
    there = bodies.existing_on(day).order_by().values("pk")
    seats = Seat.objects.counted_on(day).filter(body__in=there).order_by("body", "pk")
    held = set(Holding.objects.held_on(day).filter(seat__body__in=there).order_by().values_list("seat_id", flat=True))
    followed = set(appointments_of(there).held_on(day).order_by().values_list("office_id", flat=True))
    somebody, agreed = (Occupant(None, Tenure(day, day)),), turns_of(there)
    found: dict[int, list[SeatFacts]] = {row["pk"]: [] for row in there}
    for body, pk, position, organisation, office in seats.values_list(*SEAT[:4], "office_id"):
        is_held = pk in held if office is None else office in followed
        facts = SeatFacts(pk, position, organisation, occupants=somebody if is_held else (), office=office)
        turns = agreed[body].alternation(position) if body in agreed else None
        found[body].append(replace(facts, alternation=turns) if turns is not None else facts)
    return {body: composition_on(own, day) for body, own in found.items()}


def appointments_of(bodies: Bodies) -> AppointmentQuerySet:
    """The appointments to the offices that have a seat in the bodies."""
    return Appointment.objects.filter(office__in=Seat.objects.filter(body__in=bodies).order_by().values("office"))


def occupants(rows: "QuerySet[Holding] | QuerySet[Appointment]", key: str) -> Occupants:
    """Who held what ``key`` names, in the order of their days: holdings of seats, or appointments to offices."""
    found: Occupants = defaultdict(list)
    columns = (key, "pk", "person_id", "starts_on", "ends_on")
    for of, pk, person, starts_on, ends_on in rows.order_by("starts_on", "pk").values_list(*columns):
        found[of].append(Occupant(person, Tenure(starts_on, ends_on), pk))
    return found


def occupants_of(seats: Collection[int], offices: Collection[int]) -> tuple[Occupants, Occupants]:
    """Who held some seats, and who some offices. One query for both."""
    columns = ("by", "of", "pk", "person_id", "starts_on", "ends_on", "taken_on")
    both = (
        Holding.objects.filter(seat__in=seats).annotate(by=Value(0), of=F("seat_id")),
        Appointment.objects.filter(office__in=offices).annotate(by=Value(1), of=F("office_id")),
    )
    held, followed = (rows.order_by().values_list(*columns) for rows in both)
    found: tuple[Occupants, Occupants] = (defaultdict(list), defaultdict(list))
    for by, of, pk, person, starts_on, ends_on, taken in held.union(followed, all=True).order_by("starts_on", "pk"):
        found[by][of].append(Occupant(person, Tenure(starts_on, ends_on), pk, is_given=taken is None))
    return found


def with_vacancies(seats: QuerySet[Seat], day: date) -> QuerySet[Any]:
    """The seats, each with whether anybody holds it that day and the last day of whoever held it, or its office."""
    held, followed = Holding.objects.filter(seat=OuterRef("pk")), Appointment.objects.filter(office=OuterRef("office"))
    is_held = Q(office=None) & Exists(held.held_on(day)) | Q(office__isnull=False) & Exists(followed.held_on(day))
    last = [rows.filter(ends_on__lt=day).order_by("-ends_on").values("ends_on")[:1] for rows in (held, followed)]
    return seats.annotate(
        is_held=ExpressionWrapper(is_held, BooleanField()), left_on=Subquery(last[0]), office_left_on=Subquery(last[1])
    )


def put_together(
    seats: Iterable[tuple[Any, ...]], held: Occupants, followed: Occupants, agreed: Mapping[int, Agreed] | None = None
) -> dict[int, list[SeatFacts]]:
    """The seats by their body, from rows of ``SEAT``; one of an office is held by those appointed to it.

    What is ``agreed`` of a body says in whose turn its chair's seats are to be held.
    """
    known = agreed or {}
    return {
        body: [
            SeatFacts(
                id=pk,
                position=position,
                organisation=organisation,
                starts_on=days[0],
                ends_on=days[1],
                occupants=tuple(held.get(pk, ()) if office is None else followed.get(office, ())),
                office=office,
                theme=theme,
                group=group,
                alternation=known[body].alternation(position) if body in known else None,
            )
            for _body, pk, position, organisation, starts_on, ends_on, office, theme, group, *of_body in rows
            for days in [cut(starts_on, ends_on, *of_body)]
        ]
        for body, rows in groupby(seats, key=itemgetter(0))
    }


def turns_of(bodies: Bodies) -> dict[int, Agreed]:
    """Of those of the bodies whose chair alternates: in which turns. One query."""
    rows = ChairTurn.objects.filter(body__in=bodies, body__turn_months__isnull=False).order_by("body", "place")
    columns = ("body_id", "body__turn_months", "body__turns_from", "body__deputy_chair_of_id", "organisation_id")
    found: dict[int, Agreed] = {}
    for body, turns in groupby(rows.values_list(*columns), key=itemgetter(0)):
        told = list(turns)
        _body, months, first_day, deputy, _party = told[0]
        order = tuple(row[-1] for row in told)
        found[body] = Agreed(order=order, turn_months=months, turns_from=first_day, deputy=deputy)
    return found


@dataclass(frozen=True, slots=True)
class Vacancies:
    """Which of some seats that nobody holds stand empty on a day, and since when."""

    day: date
    turns: Mapping[int, Alternation]

    def is_vacant(self, seat: Any) -> bool:
        """Of a seat that comes ``with_vacancies``: nobody holds it, and it is no other party's turn."""
        return not seat.is_held and not self.rests(seat)

    def rests(self, seat: Any) -> bool:
        """Whether it is another party's turn to hold the seat."""
        turns = self.turns.get(seat.pk)
        return turns is not None and turns.rests(seat.organisation_id, self.day)

    def since(self, seat: Any) -> date | None:
        """Of a seat that comes ``with_vacancies`` and with its body: the first day of its vacancy, where it is known.

        That is the day after the last holder's, or on which the seat was there, or its party's turn began.
        """
        left_on = seat.left_on if seat.office_id is None else seat.office_left_on
        turns = self.turns.get(seat.pk)
        turn = turns.since(seat.organisation_id, self.day) if turns is not None else None
        known = (left_on + A_DAY if left_on else None, seat.starts_on, seat.body.formed_on, turn)
        return max((day for day in known if day is not None), default=None)


def vacancies_among(seats: Sequence[Any], day: date) -> Vacancies:
    """What is known of seats at hand ``with_vacancies`` and with their bodies. One query where chairs alternate."""
    own = [one for one in seats if one.position in ALTERNATING and one.body.turn_months]
    agreed = turns_of({one.body_id for one in own}) if own else {}
    found = {one.pk: agreed[one.body_id].alternation(one.position) for one in own if one.body_id in agreed}
    return Vacancies(day, {pk: turns for pk, turns in found.items() if turns is not None})


def agreed_of(body: Body) -> Agreed:
    """What is agreed of a body, for the rules; asks for the parties' numbers and turns unless they are fetched."""
    return Agreed(
        starts_on=body.formed_on,
        ends_on=body.dissolved_on,
        balance=body.balance,
        numbers={row.organisation_id: row.seats for row in body.party_seats.all()},
        order=tuple(row.organisation_id for row in body.turns.all()),
        turn_months=body.turn_months,
        turns_from=body.turns_from,
        deputy=body.deputy_chair_of_id,
    )
