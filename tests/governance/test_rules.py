"""Composition and chair held against a count day by day, and against examples from the agreements."""

import itertools
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sampakt.governance.rules import (
    Occupant,
    PartyCount,
    SeatFacts,
    chair_party_on,
    composition_on,
    deputy_party_on,
    empty_seats,
    holders_on,
    is_balanced,
    turns_ahead,
    unbalanced_stretches,
    vacant_since,
)
from sampakt.governance.rules.composition import Stretch
from sampakt.governance.rules.days import begins_latest, cut, ends_earliest, is_within
from sampakt.governance.rules.faults import Agreed, Found, faults_on, first_known, unbalanced
from sampakt.governance.templatetags.governance import days_since
from sampakt.governance.terms import VOTING, Balance, Fault, Position
from sampakt.kernel.period import add_months
from sampakt.organisations.rules import Tenure

TRONDHEIM, NTNU, SINTEF = 1, 2, 3
FIRST = date(2019, 1, 1)
LENGTH = 120
DAYS = [FIRST + timedelta(days=number) for number in range(LENGTH)]
LAST = DAYS[-1]


def seat(number: int, organisation: int | None, *tenures: tuple[date, date | None], **more: object) -> SeatFacts:
    """A member's seat, held by number one, two, three … on those days."""
    held = tuple(Occupant(person, Tenure(*days), person) for person, days in enumerate(tenures, start=1))
    return SeatFacts(number, more.pop("position", Position.MEMBER), organisation, occupants=held, **more)  # type: ignore[arg-type]


days = st.sampled_from(DAYS)


@st.composite
def spans(draw: st.DrawFn) -> tuple[date, date | None]:
    """Some days in a row, perhaps without end."""
    first, last = sorted((draw(days), draw(days)))
    return first, draw(st.sampled_from([last, None]))


@st.composite
def histories(draw: st.DrawFn) -> list[tuple[date, date | None]]:
    """Holders one after another, often several in a month, with or without gaps."""
    found: list[tuple[date, date | None]] = []
    day = draw(days)
    for _ in range(draw(st.integers(0, 4))):
        last = day + timedelta(days=draw(st.integers(0, 20)))
        found.append((day, last))
        day = last + timedelta(days=1 + draw(st.integers(0, 12)))
    if draw(st.booleans()):
        found.append((day, None))
    return found


@st.composite
def bodies(draw: st.DrawFn) -> list[SeatFacts]:
    """Seats of up to three parties and of outsiders, some of which do not last."""
    seats = []
    for number in range(draw(st.integers(0, 5))):
        starts_on, ends_on = draw(st.one_of(st.just((None, None)), spans()))
        party = draw(st.sampled_from([TRONDHEIM, NTNU, SINTEF, None]))
        position = draw(st.sampled_from(Position.values))
        history = draw(histories())
        seats.append(seat(number, party, *history, position=position, starts_on=starts_on, ends_on=ends_on))
    return seats


def sits(one: SeatFacts, day: date) -> bool:
    """Whether the seat is there and somebody's days in it hold the day: counted out, not computed."""
    there = (one.starts_on or date.min) <= day <= (one.ends_on or date.max)
    spans = [(tenure.starts_on, tenure.ends_on or date.max) for tenure in (each.tenure for each in one.occupants)]
    return there and any(first <= day <= last for first, last in spans)


def exists(one: SeatFacts, day: date) -> bool:
    return (one.starts_on or date.min) <= day <= (one.ends_on or date.max)


@given(bodies())
def test_the_composition_of_every_day_is_what_a_count_of_that_day_gives(seats: list[SeatFacts]) -> None:
    for day in DAYS:
        found = composition_on(seats, day)
        counted = [one for one in seats if one.position in VOTING and exists(one, day)]
        has = Counter(one.organisation for one in counted)
        held = Counter(one.organisation for one in counted if sits(one, day))
        assert set(found.seats) == {one.id for one in counted}
        assert set(found.vacant) == {one.id for one in counted if not sits(one, day)}
        assert {(count.organisation, count.seats, count.held) for count in found.parties} == {
            (party, number, held[party]) for party, number in has.items() if party is not None
        }
        assert found.outside == held[None]


@given(bodies(), st.sampled_from([Balance.EQUAL, Balance.RATIO]), st.integers(0, 3), st.integers(0, 3))
def test_the_days_out_of_balance_are_those_of_a_count_day_by_day(
    seats: list[SeatFacts], balance: Balance, ours: int, theirs: int
) -> None:
    numbers, parties = {TRONDHEIM: ours, NTNU: theirs}, (TRONDHEIM, NTNU)
    stretches = unbalanced_stretches(seats, balance, FIRST, LAST, parties=parties, numbers=numbers)
    wrong = set()
    for day in DAYS:
        held = Counter(one.organisation for one in seats if one.position in VOTING and sits(one, day))
        there = {one.organisation for one in seats if one.position in VOTING and exists(one, day)} - {None}
        if balance == Balance.EQUAL:
            is_wrong = len({held[party] for party in {*there, *parties}}) > 1
        else:
            is_wrong = any(held[party] != number for party, number in numbers.items())
        wrong |= {day} if is_wrong else set()
    told = {day for one in stretches for day in DAYS if one.starts_on <= day <= (one.ends_on or LAST)}
    assert told == wrong
    assert sum(one.days_until(LAST) for one in stretches) == len(wrong)
    # Neighbouring stretches are told as one, and only the last may be open.
    assert all(
        one.ends_on is not None and other.starts_on > one.ends_on + timedelta(days=1)
        for one, other in itertools.pairwise(stretches)
    )


@given(bodies(), days)
def test_a_vacancy_began_after_the_last_day_on_which_somebody_sat(seats: list[SeatFacts], day: date) -> None:
    for one in seats:
        since = vacant_since(one, day)
        if not exists(one, day) or sits(one, day):
            assert since is None
        elif since is not None:
            # Tenures may reach before the days counted here, so that the walk back is bounded by them.
            step = since
            while step <= day:
                assert exists(one, step)
                assert not sits(one, step)
                step += timedelta(days=1)
            before = since - timedelta(days=1)
            began = one.starts_on or min(each.tenure.starts_on for each in one.occupants)
            assert since == began or sits(one, before)
    assert {one.id for one, _since in empty_seats(seats, day)} == set(composition_on(seats, day).vacant)


@given(
    st.lists(st.sampled_from([TRONDHEIM, NTNU, SINTEF]), min_size=2, max_size=4),
    st.integers(1, 30),
    days,
    st.integers(0, 1500),
)
def test_every_day_belongs_to_the_turn_that_a_count_gives(
    order: list[int], months: int, first: date, later: int
) -> None:
    day = first + timedelta(days=later)
    index = 0
    while add_months(first, (index + 1) * months) <= day:
        index += 1
    agreed = {"months": months, "first_day": first, "day": day}
    assert chair_party_on(order, **agreed) == order[index % len(order)]  # type: ignore[arg-type]
    assert deputy_party_on(order, **agreed) == order[(index + 1) % len(order)]  # type: ignore[arg-type]
    turns = turns_ahead(order, count=4, **agreed)  # type: ignore[arg-type]
    assert [turn.chair for turn in turns] == [order[(index + ahead) % len(order)] for ahead in range(4)]
    assert turns[0].starts_on <= day <= turns[0].ends_on  # type: ignore[operator]
    assert all(
        one.ends_on + timedelta(days=1) == other.starts_on  # type: ignore[operator]
        for one, other in itertools.pairwise(turns)
    )


def test_worked_example_seven_parity_is_broken_for_106_days_and_kept_again() -> None:
    """4 + 4 members; on 2019-06-01 one of NTNU's leaves, and the seat is empty until 2019-09-15."""
    since = date(2018, 1, 1)
    seats = [seat(number, TRONDHEIM, (since, None)) for number in range(4)]
    seats += [seat(number, NTNU, (since, None)) for number in range(4, 7)]
    seats.append(seat(7, NTNU, (since, date(2019, 5, 31)), (date(2019, 9, 15), None)))
    (broken,) = unbalanced_stretches(seats, Balance.EQUAL, since, date(2021, 12, 31), parties=(TRONDHEIM, NTNU))
    assert (broken.starts_on, broken.ends_on) == (date(2019, 6, 1), date(2019, 9, 14))
    assert broken.days_until(date(2021, 12, 31)) == 106
    assert broken.counts == (PartyCount(TRONDHEIM, 4, 4), PartyCount(NTNU, 4, 3))
    assert vacant_since(seats[7], date(2019, 8, 1)) == date(2019, 6, 1)
    agreed = Agreed(starts_on=since, balance=Balance.EQUAL)
    assert faults_on(agreed, seats, date(2019, 8, 1)) == [
        Found(Fault.VACANT, 7, NTNU, date(2019, 6, 1)),
        Found(Fault.UNBALANCED, since=date(2019, 6, 1)),
    ]
    assert faults_on(agreed, seats, date(2019, 9, 15)) == []


def test_a_seat_that_changes_holder_twice_in_a_month() -> None:
    one = seat(
        1,
        NTNU,
        (date(2019, 3, 1), date(2019, 3, 9)),
        (date(2019, 3, 10), date(2019, 3, 19)),
        (date(2019, 3, 22), None),
    )
    sat = [(day, [each.person for each in holders_on(one, date(2019, 3, day))]) for day in (1, 9, 10, 19, 20, 21, 22)]
    assert sat == [(1, [1]), (9, [1]), (10, [2]), (19, [2]), (20, []), (21, []), (22, [3])]
    assert vacant_since(one, date(2019, 3, 21)) == date(2019, 3, 20)


def test_a_party_of_which_no_number_is_agreed_does_not_weigh() -> None:
    since = (FIRST, None)
    seats = [seat(1, TRONDHEIM, since), seat(2, NTNU, since), seat(3, SINTEF, since)]
    agreed = Agreed(starts_on=FIRST, balance=Balance.RATIO, numbers={TRONDHEIM: 1, NTNU: 1})
    assert faults_on(agreed, seats, LAST) == []
    assert faults_on(replace(agreed, numbers={TRONDHEIM: 1, NTNU: 2}), seats, LAST) == [
        Found(Fault.UNBALANCED, since=FIRST)
    ]
    assert faults_on(replace(agreed, balance=Balance.EQUAL), seats[:2], LAST) == []


def test_a_party_with_a_seat_that_nobody_ever_held_is_weighed() -> None:
    seats = [seat(1, TRONDHEIM, (FIRST, None)), seat(2, NTNU)]
    assert not is_balanced(composition_on(seats, LAST).parties, Balance.EQUAL)
    assert is_balanced(composition_on(seats, LAST).parties, "")


def test_a_party_whose_seats_have_ended_is_weighed_on() -> None:
    agreed = Agreed(starts_on=FIRST, balance=Balance.EQUAL)
    seats = [seat(1, TRONDHEIM, (FIRST, None)), seat(2, NTNU, (FIRST, None), ends_on=date(2019, 1, 31))]
    (wrong,) = unbalanced(agreed, seats, LAST)
    assert (wrong.starts_on, wrong.ends_on) == (date(2019, 2, 1), None)


def test_an_observer_is_not_weighed() -> None:
    agreed = Agreed(starts_on=FIRST, balance=Balance.EQUAL)
    seats = [
        seat(1, TRONDHEIM, (FIRST, None)),
        seat(2, NTNU, (FIRST, None)),
        seat(3, SINTEF, (FIRST, None), position=Position.OBSERVER),
    ]
    assert unbalanced(agreed, seats, LAST) == []


def test_nothing_is_out_of_balance_before_anything_is_known_or_after_the_body_is_gone() -> None:
    seats = [seat(1, TRONDHEIM, (date(2019, 2, 1), None), ends_on=date(2019, 3, 31)), seat(2, NTNU)]
    assert first_known(Agreed(), [seat(2, NTNU)]) is None
    assert unbalanced(Agreed(balance=Balance.EQUAL), [seat(2, NTNU)], LAST) == []
    assert unbalanced(Agreed(balance=Balance.EQUAL), seats, date(2019, 1, 15)) == []
    dissolved = Agreed(balance=Balance.EQUAL, ends_on=date(2019, 2, 28))
    (wrong,) = unbalanced(dissolved, seats, LAST)
    assert (wrong.starts_on, wrong.ends_on) == (date(2019, 2, 1), date(2019, 2, 28))
    assert faults_on(dissolved, seats, LAST) == []
    assert faults_on(Agreed(order=(TRONDHEIM,)), [], LAST) == []


CHAIR = {"position": Position.CHAIR}
DEPUTY = {"position": Position.DEPUTY_CHAIR}
YEARLY = Agreed(starts_on=FIRST, order=(TRONDHEIM, NTNU), turn_months=1, turns_from=FIRST)


def test_another_party_than_agreed_chairs_since_its_turn_was_over() -> None:
    seats = [seat(1, TRONDHEIM, (FIRST, None), **CHAIR)]
    assert faults_on(YEARLY, seats, date(2019, 1, 31)) == []
    assert faults_on(YEARLY, seats, date(2019, 2, 10)) == [Found(Fault.OTHER_CHAIR, 1, NTNU, date(2019, 2, 1))]
    assert faults_on(YEARLY, seats, date(2019, 3, 1)) == []


def test_nobody_chairs_where_a_chair_is_agreed_or_has_a_seat() -> None:
    member = seat(1, TRONDHEIM, (FIRST, None))
    assert faults_on(Agreed(), [member], LAST) == []
    assert faults_on(Agreed(order=(NTNU,)), [member], LAST) == [Found(Fault.NO_CHAIR, None, NTNU, FIRST)]
    empty = seat(2, NTNU, (FIRST, date(2019, 2, 9)), **CHAIR)
    # The chair's seat that stands empty is told once, as the chair that is missed.
    assert faults_on(Agreed(order=(NTNU,)), [empty], LAST) == [Found(Fault.NO_CHAIR, 2, NTNU, date(2019, 2, 10))]


def test_a_deputy_chair_is_asked_for_only_where_one_is_agreed_or_has_a_seat() -> None:
    chair = seat(1, TRONDHEIM, (FIRST, None), **CHAIR)
    assert faults_on(YEARLY, [chair], FIRST) == []
    assert faults_on(Agreed(deputy=NTNU), [chair], FIRST) == [Found(Fault.NO_DEPUTY_CHAIR, None, NTNU, FIRST)]
    own = seat(2, TRONDHEIM, (FIRST, None), **DEPUTY)
    assert faults_on(YEARLY, [chair, own], FIRST) == [Found(Fault.OTHER_DEPUTY_CHAIR, 2, NTNU, FIRST)]
    assert faults_on(Agreed(deputy=TRONDHEIM), [chair, own], FIRST) == []


@given(bodies(), days, st.integers(1, 3), st.sampled_from([(), (TRONDHEIM,), (TRONDHEIM, NTNU)]))
def test_a_fault_lasts_from_its_first_day_on_and_not_the_day_before(
    seats: list[SeatFacts], day: date, months: int, order: tuple[int, ...]
) -> None:
    agreed = Agreed(FIRST, None, Balance.EQUAL, {}, order, months, FIRST if len(order) > 1 else None)
    for found in faults_on(agreed, seats, day):
        if found.since is None or found.fault == Fault.VACANT:
            continue
        step = found.since
        while step <= day:
            assert found.fault in {other.fault for other in faults_on(agreed, seats, step)}
            step += timedelta(days=1)
        if found.since > FIRST:
            before = faults_on(agreed, seats, found.since - timedelta(days=1))
            assert found.fault not in {other.fault for other in before}


def test_a_party_that_is_always_deputy_is_so_in_every_turn() -> None:
    agreed = {"months": 12, "first_day": FIRST, "day": date(2020, 5, 1)}
    turns = turns_ahead((TRONDHEIM, NTNU), count=2, deputy=SINTEF, **agreed)  # type: ignore[arg-type]
    assert [turn.deputy for turn in turns] == [SINTEF, SINTEF]
    assert deputy_party_on((TRONDHEIM, NTNU), fixed=SINTEF, **agreed) == SINTEF  # type: ignore[arg-type]


def test_a_chair_that_never_changes_has_one_turn_without_end() -> None:
    (turn,) = turns_ahead((NTNU,), months=None, first_day=None, day=FIRST, count=4, deputy=TRONDHEIM)
    assert (turn.starts_on, turn.ends_on, turn.chair, turn.deputy) == (None, None, NTNU, TRONDHEIM)
    assert turns_ahead((), months=None, first_day=None, day=FIRST, count=4) == []


def test_nobody_need_chair_before_the_first_turn() -> None:
    agreed = {"months": 12, "first_day": date(2020, 1, 1), "day": FIRST}
    assert chair_party_on((TRONDHEIM, NTNU), **agreed) is None  # type: ignore[arg-type]
    assert turns_ahead((TRONDHEIM, NTNU), count=1, **agreed)[0].starts_on == date(2020, 1, 1)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "is_in"),
    [
        (None, None, True),
        (FIRST, LAST, True),
        (FIRST, None, True),
        (date(2018, 12, 31), None, False),
        (FIRST, date(2020, 1, 1), False),
    ],
)
def test_days_that_are_said_lie_within_others(starts_on: date | None, ends_on: date | None, is_in: bool) -> None:
    assert is_within(starts_on, ends_on, FIRST, LAST) == is_in
    assert is_within(starts_on, ends_on, None, None)


@given(spans(), spans())
def test_cut_days_are_those_that_both_hold(one: tuple[date, date | None], other: tuple[date, date | None]) -> None:
    first, last = cut(*one, *other)
    for day in DAYS:
        in_both = all(start <= day and (end is None or day <= end) for start, end in (one, other))
        assert ((first is None or first <= day) and (last is None or day <= last)) == in_both


def test_what_lies_wholly_outside_is_told_by_name() -> None:
    spans = [("a", FIRST, date(2019, 1, 31)), ("b", date(2019, 2, 1), None), ("c", None, None)]
    assert begins_latest(spans, date(2019, 1, 15)) == ("b", date(2019, 2, 1))
    assert begins_latest(spans, date(2019, 2, 1)) is None
    assert ends_earliest(spans, date(2019, 2, 1)) == ("a", date(2019, 1, 31))
    assert ends_earliest(spans, date(2019, 1, 31)) is None


def test_days_that_something_lacks_are_counted_as_stretches_of_days_are() -> None:
    since, day = date(2026, 9, 1), date(2026, 11, 22)
    assert days_since(since, day) == "83 days, first and last counted"
    assert days_since(day, day) == "1 day"
    assert Stretch(since, None).days_until(day) == 83
