"""What the pages of bodies show: one of them on any day, those of a partnership, and the seats that stand empty."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter, itemgetter
from typing import Any, TypeVar

from django.db.models import (
    BooleanField,
    ExpressionWrapper,
    OuterRef,
    Prefetch,
    QuerySet,
    prefetch_related_objects,
)

from sampakt.agreements.models import Agreement, Partnership
from sampakt.governance.access import is_represented, may_edit, represented_in
from sampakt.governance.models import Body, BodyQuerySet, ChairTurn, PartySeats, Seat
from sampakt.governance.queries.seats import (
    SEAT,
    agreed_of,
    occupants_of,
    put_together,
    vacancies_among,
    with_vacancies,
)
from sampakt.governance.rules import (
    Occupant,
    PartyCount,
    SeatFacts,
    Turn,
    composition_on,
    holders_on,
    turns_ahead,
    vacant_since,
)
from sampakt.governance.rules.faults import Found, faults_on, unbalanced
from sampakt.governance.terms import BodySort, Fault, Position
from sampakt.kernel.alphabet import ALPHABETS, sort_code
from sampakt.kernel.asking import records_as
from sampakt.kernel.joining import joined
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.access import may_see_shared
from sampakt.organisations.models import Organisation, Person

TURNS_SHOWN = 4
_NAMED_WITH_VACANCIES = ("body__space__partnership", "organisation", "office__organisation")
AGREED: "tuple[Prefetch[Any], ...]" = (
    Prefetch("party_seats", PartySeats.objects.select_related("organisation")),
    Prefetch("turns", ChairTurn.objects.select_related("organisation")),
)
NamedThere = TypeVar("NamedThere", Body, Agreement)


@dataclass(frozen=True)
class Holder:
    """Somebody's days in a seat; ``name`` is empty when it is not said. ``holding`` is None where an office tells.

    What they gave themselves is not ``is_given`` until another has confirmed it.
    """

    name: str
    starts_on: date
    ends_on: date | None
    holding: int | None = None
    is_given: bool = True


@dataclass(frozen=True)
class SeatLine:
    """A seat on a day: who holds it, or since when it stands empty. Holders only for those inside the partnership.

    ``is_to_fill`` when nobody holds it, be it that it stands empty, that its body has not begun, or that it is another
    party's turn to chair.
    """

    seat: Seat
    holders: Sequence[Holder]
    past: Sequence[Holder]
    coming: Sequence[Holder]
    is_vacant: bool
    vacant_since: date | None
    is_to_fill: bool = False


@dataclass(frozen=True)
class PartyLine:
    """A party's counted seats on a day: how many it has, and how many of them are held."""

    organisation: Organisation
    seats: int
    held: int


@dataclass(frozen=True)
class FaultLine:
    """What is not as agreed: the seat it concerns, the party that is missed or whose seat it is, its first day."""

    fault: Fault
    seat: Seat | None
    organisation: Organisation | None
    since: date | None


@dataclass(frozen=True)
class StretchLine:
    """Days on which the parties' numbers were not as agreed, and what they were at first; open while it lasts."""

    starts_on: date
    ends_on: date | None
    days: int
    parties: Sequence[PartyLine]


@dataclass(frozen=True)
class TurnLine:
    """A turn of the chair; None where it has no beginning or end, or nobody is deputy."""

    starts_on: date | None
    ends_on: date | None
    chair: Organisation
    deputy: Organisation | None


@dataclass(frozen=True)
class BodyPage:
    """A body as on ``day``: ``seats`` are those it had then, ``former`` and ``coming`` those of other days.

    ``outside`` counts the held seats of those who are no party, ``vacant`` the counted seats that stand empty.
    ``represented`` are the parties that fill their own seats, told to those who change the body.
    """

    body: Body
    day: date
    seats: Sequence[SeatLine]
    former: Sequence[SeatLine]
    coming: Sequence[SeatLine]
    composition: Sequence[PartyLine]
    outside: int
    vacant: int
    faults: Sequence[FaultLine]
    stretches: Sequence[StretchLine]
    turns: Sequence[TurnLine]
    reports_to: Body | None
    told_by: Sequence[Body]
    agreement: Agreement | None
    sees_people: bool
    may_edit: bool
    represented: Collection[int]


@dataclass(frozen=True)
class BodyLine:
    """A body in a list: how many counted seats it has on the day, how many stand empty, what is not as agreed.

    ``chair`` is the seat of whoever chairs; None while nobody does. Nothing is amiss before it ``has_begun``.
    """

    body: Body
    seats: int
    vacant: int
    faults: Sequence[FaultLine]
    chair: Seat | None = None
    has_begun: bool = True


@dataclass(frozen=True)
class VacancyLine:
    """A counted seat that stands empty on a day, and since when where that is known.

    ``is_represented`` when somebody who coordinates the partnership acts for the party whose seat it is.
    """

    body: Body
    seat: Seat
    since: date | None
    is_represented: bool


def body_page(viewer: Viewer, body: Body, day: date) -> BodyPage:
    """A body on a day, as far as the viewer may know of it. Eight queries at most for one with all that it names.

    Those outside the partnership see its seats and whether they are held, not by whom.
    """
    prefetch_related_objects([body], *AGREED)
    seats = {seat.pk: seat for seat in _seats_of([body.pk])}
    facts = _facts([body], seats.values()).get(body.pk, [])
    sees_people = viewer.is_operator or viewer.is_in(body.space_id)
    names = _names(facts) if sees_people else None
    has_begun = body.has_begun_on(day)
    lines = {one.id: _line(seats[one.id], one, day, names, has_begun=has_begun) for one in facts}
    parties = _parties_of([body], seats.values())
    agreed, composition = agreed_of(body), composition_on(facts, day)
    wrong = unbalanced(agreed, facts, day)
    turns = turns_ahead(
        agreed.order,
        months=agreed.turn_months,
        first_day=agreed.turns_from,
        day=day,
        count=TURNS_SHOWN,
        deputy=agreed.deputy,
    )
    edits = may_edit(viewer, body)
    told_by = Body.objects.visible_to(viewer).existing_on(day).filter(reports_to=body).order_by("pk")
    return BodyPage(
        body=body,
        day=day,
        seats=[lines[one.id] for one in facts if one.exists_on(day)],
        former=[lines[one.id] for one in facts if one.ends_on is not None and one.ends_on < day],
        coming=[lines[one.id] for one in facts if one.starts_on is not None and one.starts_on > day],
        composition=_counted(composition.parties, parties),
        outside=composition.outside,
        vacant=len(composition.vacant) if has_begun else 0,
        faults=[_fault(found, seats, parties) for found in faults_on(agreed, facts, day)] if has_begun else (),
        stretches=[
            StretchLine(one.starts_on, one.ends_on, one.days_until(day), _counted(one.counts, parties)) for one in wrong
        ],
        turns=[_turn(turn, parties) for turn in turns],
        reports_to=seen_with(viewer, body, body.reports_to),
        told_by=list(told_by),
        agreement=seen_with(viewer, body, body.agreement),
        sees_people=sees_people,
        may_edit=edits,
        represented=represented_in(body.space_id) if edits and any(one.is_to_fill for one in lines.values()) else (),
    )


def bodies_of(viewer: Viewer, partnership: Partnership, day: date) -> list[BodyLine]:
    """The bodies of a partnership that the viewer sees, each as on a day; by sort, then by name. Five queries."""
    seen = Body.objects.visible_to(viewer).in_space(partnership.pk)
    bodies = joined(seen, *("theme", "agreement", "deputy_chair_of", "turns__organisation"), many="turns")
    prefetch_related_objects(bodies, AGREED[0])
    alphabet = ALPHABETS.get(viewer.language, ALPHABETS["sv"])
    sorts = list(BodySort.values)
    bodies.sort(key=lambda body: (sorts.index(body.sort), sort_code(str(body.name), alphabet), body.pk))
    return lines_of(bodies, day)


def lines_of(bodies: Sequence[Body], day: date) -> list[BodyLine]:
    """Bodies in the order given, each as on a day. Two queries, when there are any."""
    if not bodies:
        return []
    numbers = [body.pk for body in bodies]
    seats = {seat.pk: seat for seat in _seats_of(numbers)}
    facts = _facts(bodies, seats.values())
    parties = _parties_of(bodies, seats.values())
    lines = []
    for body in bodies:
        own = facts.get(body.pk, [])
        composition = composition_on(own, day)
        has_begun = body.has_begun_on(day)
        wrong = faults_on(agreed_of(body), own, day) if has_begun else []
        faults = [_fault(found, seats, parties) for found in wrong]
        vacant = len(composition.vacant) if has_begun else 0
        chairing = (seats[one.id] for one in own if one.position == Position.CHAIR and holders_on(one, day))
        lines.append(BodyLine(body, len(composition.seats), vacant, faults, next(chairing, None), has_begun))
    return lines


def vacancies_of(viewer: Viewer, spaces: Collection[int], day: date) -> list[VacancyLine]:
    """The empty seats in bodies of some spaces that the viewer takes part in, the longest empty first.

    One query, and one where chairs alternate.
    """
    seats = records_as(("vacancies", viewer.key, tuple(spaces), day), lambda: _empty_seats(viewer, spaces, day))
    vacancies = vacancies_among(seats, day)
    return sorted(
        (
            VacancyLine(seat.body, seat, vacancies.since(seat), vars(seat)["is_represented"])
            for seat in seats
            if vacancies.is_vacant(seat)
        ),
        key=lambda line: (line.since or day, line.seat.pk),
    )


def _empty_seats(viewer: Viewer, spaces: Collection[int], day: date) -> QuerySet[Any]:
    """Those that nobody holds that day, each with the last day of whoever held it or its office."""
    seats = Seat.objects.counted_on(day).filter(
        body__in=Body.objects.within(viewer, spaces).existing_on(day).begun_on(day)
    )
    acting = is_represented(OuterRef("body__space"), OuterRef("organisation"))
    told = {"is_represented": ExpressionWrapper(acting, BooleanField())}
    empty: QuerySet[Any] = with_vacancies(seats, day).filter(is_held=False).annotate(**told)
    return empty.select_related(*_NAMED_WITH_VACANCIES)


def bodies_with_names(viewer: Viewer) -> BodyQuerySet:
    """The bodies that the viewer may see, with the records that a page or an answer names."""
    related = (
        "space__partnership",
        "organisation",
        "circle",
        "agreement",
        "theme",
        "reports_to",
        "deputy_chair_of",
    )
    seen = Body.objects.visible_to(viewer).select_related(*related)
    return seen.prefetch_related(*AGREED)


def seen_with(viewer: Viewer, body: Body, named: NamedThere | None) -> NamedThere | None:
    """What a body names, if the viewer may see it; it stands in the body's own space, which is at hand."""
    if named is None:
        return None
    named.space = body.space
    return named if may_see_shared(viewer, named) else None


def _seats_of(bodies: Collection[int]) -> Iterable[Seat]:
    """The seats of bodies, the chair first, those of one party together."""
    related = ("organisation", "office__organisation", "theme", "deputy_for__office", "deputy_for__organisation")
    seats = Seat.objects.filter(body__in=bodies).select_related(*related)
    order = list(Position.values)
    return sorted(seats, key=lambda seat: (order.index(seat.position), seat.organisation_id is None, seat.pk))


def _facts(bodies: Collection[Body], seats: Collection[Seat]) -> dict[int, list[SeatFacts]]:
    """Seats of bodies as the rules see them; those that are at hand are not asked for again. One query."""
    columns = [name for name in SEAT if not name.startswith("body_")]
    read = attrgetter(*columns)
    days = {body.pk: (body.formed_on, body.dissolved_on) for body in bodies}
    rows = [(seat.body_id, *read(seat), *days[seat.body_id]) for seat in seats]
    offices = {seat.office_id for seat in seats if seat.office_id is not None}
    held, followed = occupants_of([seat.pk for seat in seats], offices)
    agreed = {body.pk: agreed_of(body) for body in bodies}
    return put_together(sorted(rows, key=itemgetter(0)), held, followed, agreed)


def _names(seats: Iterable[SeatFacts]) -> dict[int, str]:
    people = {one.person for seat in seats for one in seat.occupants if one.person is not None}
    return dict(Person.objects.filter(pk__in=people).values_list("pk", "name")) if people else {}


def _line(seat: Seat, facts: SeatFacts, day: date, names: Mapping[int, str] | None, *, has_begun: bool) -> SeatLine:
    holding = holders_on(facts, day)
    # Days in the office outside those of the seat are the office's own, not the body's.
    seated = [
        one
        for one in facts.occupants
        if (facts.ends_on is None or one.tenure.starts_on <= facts.ends_on)
        and (facts.starts_on is None or one.tenure.ends_on is None or one.tenure.ends_on >= facts.starts_on)
    ]
    past = [one for one in seated if one not in holding and one.tenure.starts_on <= day]
    coming = [one for one in seated if one.tenure.starts_on > day]

    def told(occupants: Sequence[Occupant]) -> list[Holder]:
        return [] if names is None else [_holder(one, facts, names) for one in occupants]

    return SeatLine(
        seat=seat,
        holders=told(holding),
        past=told(past),
        coming=told(coming),
        is_vacant=has_begun and facts.exists_on(day) and not facts.rests_on(day) and not holding,
        vacant_since=vacant_since(facts, day) if has_begun else None,
        is_to_fill=facts.exists_on(day) and not holding,
    )


def _holder(one: Occupant, facts: SeatFacts, names: Mapping[int, str]) -> Holder:
    name = names.get(one.person, "") if one.person is not None else ""
    holding = one.record if facts.office is None else None
    return Holder(name, one.tenure.starts_on, one.tenure.ends_on, holding, is_given=one.is_given)


def _parties_of(bodies: Iterable[Body], seats: Iterable[Seat]) -> dict[int, Organisation]:
    """The organisations that seats, numbers and turns name."""
    named: list[Organisation | None] = [seat.organisation for seat in seats]
    for body in bodies:
        rows: list[PartySeats | ChairTurn] = [*body.party_seats.all(), *body.turns.all()]
        named += [*(row.organisation for row in rows), body.deputy_chair_of]
    return {organisation.pk: organisation for organisation in named if organisation is not None}


def _counted(counts: Iterable[PartyCount], parties: Mapping[int, Organisation]) -> list[PartyLine]:
    return [PartyLine(parties[count.organisation], count.seats, count.held) for count in counts]


def _fault(found: Found, seats: Mapping[int, Seat], parties: Mapping[int, Organisation]) -> FaultLine:
    return FaultLine(
        fault=found.fault,
        seat=seats[found.seat] if found.seat is not None else None,
        organisation=parties[found.organisation] if found.organisation is not None else None,
        since=found.since,
    )


def _turn(turn: Turn, parties: Mapping[int, Organisation]) -> TurnLine:
    deputy = parties[turn.deputy] if turn.deputy is not None else None
    return TurnLine(turn.starts_on, turn.ends_on, parties[turn.chair], deputy)
