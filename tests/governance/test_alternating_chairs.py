"""Where parties chair in turn, each has a seat of its own, and only that of the party whose turn it is stands empty."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sampakt.governance.actions import add_seat, change_body, fill_seat
from sampakt.governance.models import Body, Seat
from sampakt.governance.queries import body_page, compositions_on, seats_of, vacancies_of
from sampakt.governance.rules import Occupant, SeatFacts, chair_party_on, composition_on, deputy_party_on, vacant_since
from sampakt.governance.rules.faults import Agreed, faults_on
from sampakt.governance.terms import Fault, Position
from sampakt.kernel.viewer import SYSTEM
from sampakt.organisations.models import Organisation
from sampakt.organisations.rules import Tenure

FIRST = date(2024, 1, 1)
DAYS = st.integers(0, 900).map(lambda days: FIRST + timedelta(days=days))
TENURES = st.lists(st.tuples(DAYS, st.none() | st.integers(0, 300)), max_size=3).map(
    lambda spans: tuple(
        Occupant(1, Tenure(start, None if days is None else start + timedelta(days=days))) for start, days in spans
    )
)


ALTERNATING = st.builds(
    Agreed,
    starts_on=st.just(FIRST),
    order=st.lists(st.sampled_from((1, 2, 3)), min_size=2, max_size=4).map(tuple),
    turn_months=st.sampled_from((1, 5, 6, 12)),
    turns_from=DAYS,
)
SEATS = st.builds(
    SeatFacts,
    id=st.just(7),
    position=st.sampled_from((Position.CHAIR, Position.DEPUTY_CHAIR)),
    organisation=st.none() | st.sampled_from((1, 2)),
    starts_on=st.just(FIRST),
    occupants=TENURES,
)


@given(agreed=ALTERNATING, seat=SEATS, day=DAYS)
def test_a_seat_stands_empty_as_a_count_of_each_day_says(agreed: Agreed, seat: SeatFacts, day: date) -> None:
    seat = replace(seat, alternation=agreed.alternation(seat.position))
    whose = chair_party_on if seat.position == Position.CHAIR else deputy_party_on

    def is_empty(on: date) -> bool:
        turn = whose(agreed.order, months=agreed.turn_months, first_day=agreed.turns_from, day=on)
        held = any(one.tenure.starts_on <= on <= (one.tenure.ends_on or date.max) for one in seat.occupants)
        return not held and (turn is None or seat.organisation in {None, turn})

    since = None
    for back in range((day - FIRST).days + 1):
        if not is_empty(day - timedelta(days=back)):
            break
        since = day - timedelta(days=back)
    assert vacant_since(seat, day) == since
    assert composition_on([seat], day).vacant == (() if since is None or not seat.is_counted else (7,))


def test_nobody_chairs_though_it_is_ones_turn() -> None:
    agreed = Agreed(starts_on=FIRST, order=(1, 2), turn_months=12, turns_from=FIRST)
    turns = agreed.alternation(Position.CHAIR)
    seats = [SeatFacts(party, Position.CHAIR, party, FIRST, alternation=turns) for party in (1, 2)]
    found = faults_on(agreed, seats, date(2025, 3, 1))
    assert [(one.fault, one.seat, one.organisation) for one in found] == [(Fault.NO_CHAIR, 2, 2)]
    assert turns is not None
    assert turns.since(2, date(2025, 3, 1)) == date(2025, 1, 1)
    assert Agreed(order=(1, 2)).alternation(Position.CHAIR) is None
    fixed = Agreed(order=(1, 2), turn_months=12, turns_from=FIRST, deputy=1)
    assert (fixed.alternation(Position.DEPUTY_CHAIR), fixed.alternation(Position.MEMBER)) == (None, None)


@pytest.mark.django_db
def test_pages_lists_and_counts_agree(body: Body, huddinge: Organisation, sodertorn: Organisation) -> None:
    change_body(body, turns=[huddinge, sodertorn], turn_months=12, turns_from=date(2025, 1, 1), balance="", by=SYSTEM)
    seats: dict[str, Seat] = {}
    for party in (huddinge, sodertorn):
        seats[party.code] = add_seat(body, position=Position.CHAIR, organisation=party, by=SYSTEM)
    fill_seat(seats[huddinge.code], person=None, starts_on=date(2025, 1, 1), ends_on=date(2025, 12, 31), by=SYSTEM)
    own, other = seats[huddinge.code].pk, seats[sodertorn.code].pk
    # Before any turn both are empty; then one rests while the other holds, and in the next turn nobody chairs.
    for day, empty, since in (
        (date(2024, 12, 31), [own, other], date(2022, 1, 1)),
        (date(2025, 6, 1), [], None),
        (date(2026, 2, 1), [other], date(2026, 1, 1)),
    ):
        page = body_page(SYSTEM, Body.objects.get(pk=body.pk), day)
        assert [line.seat.pk for line in page.seats if line.is_vacant] == empty
        assert page.vacant == len(empty)
        assert {line.vacant_since for line in page.seats if line.is_vacant} == ({since} if since else set())
        found = vacancies_of(SYSTEM, [body.space_id], day)
        assert [(line.seat.pk, line.since) for line in found] == [(pk, since) for pk in empty]
        assert list(compositions_on(day, Body.objects.all())[body.pk].vacant) == empty
        assert seats_of(SYSTEM, sodertorn, day).vacant == (other in empty)
        assert seats_of(SYSTEM, huddinge, day).vacant == (own in empty)
    faults = body_page(SYSTEM, Body.objects.get(pk=body.pk), date(2025, 6, 1)).faults
    assert faults == []
