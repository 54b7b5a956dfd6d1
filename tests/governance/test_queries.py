"""A body on any day, the bodies of a partnership, and what stands empty: right, and in a fixed number of queries."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sampakt.governance.actions import (
    add_seat,
    change_body,
    change_holding,
    dissolve_body,
    end_seat,
    fill_seat,
    form_body,
)
from sampakt.governance.models import Body, Holding, Seat
from sampakt.governance.queries import (
    bodies_of,
    bodies_with_names,
    body_page,
    compositions_on,
    seat_facts,
    vacancies_of,
)
from sampakt.governance.rules import composition_on
from sampakt.governance.terms import Balance, BodySort, Fault, Position
from sampakt.kernel.terms import Audience
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import NOBODY, SYSTEM
from sampakt.organisations.actions import appoint
from sampakt.organisations.models import Appointment, Office, Organisation, Person

pytestmark = pytest.mark.django_db
DAY = date(2023, 6, 1)


@pytest.fixture
def seated(body: Body, office: Office, office_seat: Seat, seat: Seat, rector: Person) -> Body:
    """The municipal director chairs since 2022; the dean's seat is held from March 2022 to the end of 2022."""
    director = Person.objects.create(organisation=office.organisation, name="Dag Direktör")
    appoint(office, person=director, starts_on=date(2020, 1, 1), by=SYSTEM)
    fill_seat(seat, person=rector, starts_on=date(2022, 3, 1), ends_on=date(2022, 12, 31), by=SYSTEM)
    return body


def test_who_sits_and_what_stands_empty_on_a_day(cast: Any, seated: Body) -> None:
    page = body_page(cast("reader"), seated, DAY)
    chair, dean = page.seats
    assert [(one.name, one.starts_on, one.holding) for one in chair.holders] == [
        ("Dag Direktör", date(2020, 1, 1), None)
    ]
    assert (dean.is_vacant, dean.vacant_since, dean.holders) == (True, date(2023, 1, 1), [])
    assert [one.name for one in dean.past] == ["Rita Rektor"]
    assert [(one.organisation.code, one.seats, one.held) for one in page.composition] == [
        ("huddinge-kommun", 1, 1),
        ("sodertorns-hogskola", 1, 0),
    ]
    assert [(line.fault, line.since) for line in page.faults] == [
        (Fault.VACANT, date(2023, 1, 1)),
        (Fault.UNBALANCED, date(2023, 1, 1)),
    ]
    assert [(line.starts_on, line.ends_on, line.days) for line in page.stretches] == [
        (date(2022, 1, 1), date(2022, 2, 28), 59),
        (date(2023, 1, 1), None, 152),
    ]
    assert (page.vacant, page.outside, page.may_edit) == (1, 0, False)


def test_a_past_day_is_told_as_it_was(cast: Any, seated: Body) -> None:
    page = body_page(cast("lead"), seated, date(2022, 5, 1))
    assert page.faults == []
    assert [[one.name for one in line.holders] for line in page.seats] == [["Dag Direktör"], ["Rita Rektor"]]
    early = body_page(cast("lead"), seated, date(2022, 1, 15))
    assert [one.name for one in early.seats[1].coming] == ["Rita Rektor"]


def test_a_seat_of_an_office_follows_the_office_by_itself(cast: Any, seated: Body, office: Office) -> None:
    held = Appointment.objects.get(office=office)
    held.ends_on = date(2023, 3, 31)
    held.save()
    appoint(office, person=None, starts_on=date(2023, 5, 1), by=SYSTEM)
    told = {
        day: [one.name for one in body_page(cast("lead"), seated, day).seats[0].holders]
        for day in (date(2023, 3, 31), date(2023, 4, 1), date(2023, 5, 1))
    }
    assert told == {date(2023, 3, 31): ["Dag Direktör"], date(2023, 4, 1): [], date(2023, 5, 1): [""]}


def test_seats_of_other_days_stand_apart(cast: Any, seated: Body, seat: Seat, sodertorn: Organisation) -> None:
    end_seat(seat, on=date(2023, 1, 31), by=SYSTEM)
    later = add_seat(seated, organisation=sodertorn, starts_on=date(2024, 1, 1), by=SYSTEM)
    page = body_page(cast("lead"), seated, DAY)
    assert [line.seat for line in page.former] == [seat]
    assert [line.seat for line in page.coming] == [later]
    assert [line.seat.position for line in page.seats] == [Position.CHAIR]
    dissolve_body(seated, on=date(2024, 6, 30), by=SYSTEM)
    gone = body_page(cast("lead"), Body.objects.get(), date(2025, 1, 1))
    assert (len(gone.former), gone.seats, gone.faults) == (3, [], [])


def test_those_outside_see_seats_and_not_people(cast: Any, seated: Body) -> None:
    for who in ("stranger", "passer-by"):
        page = body_page(cast(who), seated, DAY)
        assert not page.sees_people
        assert all([*line.holders, *line.past, *line.coming] == [] for line in page.seats)
        assert [line.is_vacant for line in page.seats] == [False, True]
    assert body_page(SYSTEM, seated, DAY).sees_people


def test_names_only_what_the_viewer_may_see(cast: Any, seated: Body, huddinge: Organisation) -> None:
    partnership = seated.space.partnership
    own: dict[str, Any] = {"audience": Audience.OWN, "organisation": huddinge}
    above = form_body(partnership, name=Text(sv="Ägarna"), sort=BodySort.COUNCIL, by=SYSTEM, **own)
    below = form_body(
        partnership, name=Text(sv="Under"), sort=BodySort.WORKING_GROUP, reports_to=seated, by=SYSTEM, **own
    )
    change_body(seated, reports_to=above, by=SYSTEM)
    ours = body_page(cast("lead"), bodies_with_names(cast("lead")).get(pk=seated.pk), DAY)
    assert (ours.reports_to, ours.told_by) == (above, [below])
    theirs = body_page(cast("partner"), bodies_with_names(cast("partner")).get(pk=seated.pk), DAY)
    assert (theirs.reports_to, theirs.told_by) == (None, [])


def test_whose_turn_it_is_now_and_next(
    cast: Any, seated: Body, huddinge: Organisation, sodertorn: Organisation
) -> None:
    change_body(seated, turns=[huddinge, sodertorn], turn_months=12, turns_from=date(2022, 1, 1), by=SYSTEM)
    page = body_page(cast("lead"), seated, DAY)
    assert [(turn.starts_on.year, turn.chair.code) for turn in page.turns if turn.starts_on] == [
        (2023, "sodertorns-hogskola"),
        (2024, "huddinge-kommun"),
        (2025, "sodertorns-hogskola"),
        (2026, "huddinge-kommun"),
    ]
    (other,) = [line for line in page.faults if line.fault == Fault.OTHER_CHAIR]
    assert (other.organisation, other.since) == (sodertorn, date(2023, 1, 1))


def asked(question: Callable[[], Any]) -> int:
    """How many queries a question takes."""
    with CaptureQueriesContext(connection) as queries:
        question()
    return len(queries)


def test_as_many_queries_for_many_seats_and_bodies_as_for_one(
    cast: Any, seated: Body, huddinge: Organisation, sodertorn: Organisation
) -> None:
    viewer, partnership = cast("lead"), seated.space.partnership
    change_body(seated, turns=[huddinge, sodertorn], turn_months=12, turns_from=date(2022, 1, 1), by=SYSTEM)

    def counts() -> list[int]:
        return [
            asked(lambda: body_page(viewer, bodies_with_names(viewer).get(pk=seated.pk), DAY)),
            asked(lambda: bodies_of(viewer, partnership, DAY)),
            asked(lambda: vacancies_of(viewer, [partnership.pk], DAY)),
            asked(lambda: compositions_on(DAY, Body.objects.visible_to(viewer))),
            asked(lambda: seat_facts(Body.objects.all())),
        ]

    few = counts()
    for number in range(12):
        other = form_body(partnership, name=Text(sv=f"Grupp {number}"), sort=BodySort.WORKING_GROUP, by=SYSTEM)
        for body in (seated, other):
            person = Person.objects.create(organisation=sodertorn, name=f"Person {number}")
            seat = add_seat(body, organisation=sodertorn, by=SYSTEM)
            fill_seat(seat, person=person, starts_on=date(2022, 1, 1), by=SYSTEM)
    change_body(other, reports_to=seated, balance=Balance.RATIO, party_seats={huddinge: 2, sodertorn: 1}, by=SYSTEM)
    assert counts() == few
    # Seven for the page and three for the body with what is agreed of it; the frame of a page asks two or three.
    assert few[0] <= 10


def test_bodies_come_by_sort_and_by_name(cast: Any, seated: Body) -> None:
    partnership = seated.space.partnership
    for name in ("Östra rådet", "Andra rådet"):
        form_body(partnership, name=Text(sv=name), sort=BodySort.COUNCIL, by=SYSTEM)
    lines = bodies_of(cast("reader"), partnership, DAY)
    assert [str(line.body) for line in lines] == ["The steering group", "Andra rådet", "Östra rådet"]
    assert [(line.seats, line.vacant, len(line.faults)) for line in lines] == [(2, 1, 2), (0, 0, 0), (0, 0, 0)]
    assert bodies_of(NOBODY, partnership, DAY) == []


def test_vacancies_are_told_the_longest_first(cast: Any, seated: Body, seat: Seat, sodertorn: Organisation) -> None:
    viewer, space = cast("contact"), seated.space_id
    empty = add_seat(seated, organisation=sodertorn, by=SYSTEM)
    add_seat(seated, organisation=sodertorn, position=Position.DEPUTY, by=SYSTEM)
    lines = vacancies_of(viewer, [space], DAY)
    assert [(line.seat, line.since) for line in lines] == [
        (empty, date(2022, 1, 1)),
        (seat, date(2023, 1, 1)),
    ]
    assert vacancies_of(viewer, [], DAY) == []
    change_holding(Holding.objects.get(), ends_on=None, by=SYSTEM)
    assert [line.seat for line in vacancies_of(viewer, [space], DAY)] == [empty]


histories = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=4)


@given(st.lists(histories, max_size=4), st.integers(0, 60), st.tuples(st.integers(0, 50), st.integers(0, 50)))
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_compositions_of_all_bodies_are_those_of_each_from_its_whole_history(
    body: Body, sodertorn: Organisation, seats: list[Any], later: int, days: tuple[int, int]
) -> None:
    first = date(2022, 1, 1)
    Seat.objects.all().delete()
    formed_on, dissolved_on = (first + timedelta(days=number) for number in sorted(days))
    Body.objects.filter(pk=body.pk).update(formed_on=formed_on, dissolved_on=dissolved_on)
    for number, history in enumerate(seats):
        seat = Seat.objects.create(body=body, key=f"seat-{number}", organisation=sodertorn)
        for start, length in history:
            began = first + timedelta(days=start)
            Holding.objects.create(seat=seat, starts_on=began, ends_on=began + timedelta(days=length))
    day = first + timedelta(days=later)
    found = compositions_on(day, Body.objects.all())
    if formed_on <= day <= dissolved_on:
        assert found == {body.pk: composition_on(seat_facts([body.pk]).get(body.pk, []), day)}
    else:
        assert found == {}
