"""Who takes part in an item, whether they are enough to decide, what may follow on what, and what is proposed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sampakt.commitments.terms import Status
from sampakt.governance.rules.agenda import Errand, OnAgenda, Standing, suggestions
from sampakt.governance.rules.meetings import (
    FOLLOWS,
    Chair,
    Presented,
    Taking,
    may_become,
    moved,
    needed_to_decide,
    objections_to_attendance,
    objections_to_day,
    taking_part,
)
from sampakt.governance.terms import VOTING, MeetingState, Position, Presence, TaskState

CHAIR = Chair(1, "chair", Position.CHAIR, organisation=10)
MEMBER = Chair(2, "member", Position.MEMBER, organisation=10)
OTHER = Chair(3, "other", Position.MEMBER, organisation=20)
DEPUTY = Chair(4, "deputy", Position.DEPUTY, organisation=20)
NAMED = Chair(5, "named deputy", Position.DEPUTY, organisation=10, deputy_for=1)
SECRETARY = Chair(6, "secretary", Position.SECRETARY, organisation=10)
SEATS = [CHAIR, MEMBER, OTHER, DEPUTY, NAMED, SECRETARY]


def there(*seats: Chair) -> list[Presented]:
    return [Presented(seat.id, Presence.PRESENT) for seat in seats]


def test_more_than_half_of_the_members_decide_and_others_do_not_count() -> None:
    assert not taking_part(SEATS, there(CHAIR, SECRETARY, DEPUTY)).is_quorate
    taking = taking_part(SEATS, [*there(CHAIR), Presented(3, Presence.REMOTE), Presented(2, Presence.ABSENT)])
    assert (taking.there, taking.needed, taking.is_quorate) == (2, 2, True)
    assert not taking_part([], []).is_quorate


def test_a_deputy_counts_where_it_stands_in() -> None:
    lines = [*there(CHAIR), Presented(4, Presence.PRESENT, stands_in_for=3)]
    taking = taking_part(SEATS, lines)
    assert taking.fills == {1: 1, 3: 4}
    assert taking.takes_part(4)
    assert not taking.takes_part(3)
    assert not taking.takes_part(2)


def test_nobody_counts_twice() -> None:
    lines = [
        Presented(2, Presence.PRESENT, person=7),
        Presented(4, Presence.PRESENT, stands_in_for=3, person=7),
        Presented(1, Presence.PRESENT, person=8),
    ]
    taking = taking_part(SEATS, lines, needs_every_party=True)
    assert taking.fills == {2: 2, 1: 1}
    assert taking.absent == (20,)
    assert not taking.takes_part(4)
    # Two of whom nobody is named are two.
    unnamed = [Presented(one.seat, one.presence, one.stands_in_for) for one in lines]
    assert taking_part(SEATS, unnamed).there == 3


def test_who_has_a_conflict_of_interest_does_not_count_in_the_item() -> None:
    lines = [*there(CHAIR, MEMBER), Presented(4, Presence.PRESENT, stands_in_for=3)]
    assert taking_part(SEATS, lines, recused={1}).fills == {2: 2, 3: 4}
    # The conflict is the holder's own: it does not follow the seat to the deputy, nor the other way.
    assert 3 in taking_part(SEATS, lines, recused={3}).fills
    assert 3 not in taking_part(SEATS, lines, recused={4}).fills


def test_every_party_with_members_must_be_there_where_that_is_agreed() -> None:
    taking = taking_part(SEATS, there(CHAIR, MEMBER), needs_every_party=True)
    assert (taking.there, taking.absent, taking.is_quorate) == (2, (20,), False)
    outsider = Chair(7, "guest", Position.MEMBER)
    assert taking_part([*SEATS, outsider], there(CHAIR, MEMBER, OTHER), needs_every_party=True).is_quorate


@st.composite
def meetings(draw: st.DrawFn) -> tuple[list[Chair], list[Presented], set[int], int | None, bool]:
    """A body with members and deputies of up to three parties, some of them there, some with a conflict."""
    positions = st.sampled_from([*VOTING, Position.DEPUTY, Position.SECRETARY, Position.OBSERVER])
    parties = st.sampled_from([None, 10, 20, 30])
    drawn = draw(st.lists(st.tuples(positions, parties), max_size=9))
    seats = [Chair(pk, str(pk), position, party) for pk, (position, party) in enumerate(drawn, start=1)]
    presences = {seat.id: draw(st.sampled_from(list(Presence))) for seat in seats}
    lines, stood_in = [], set()
    for seat in seats:
        free = [
            one.id
            for one in seats
            if seat.may_stand_in_for(one) and presences[one.id] == Presence.ABSENT and one.id not in stood_in
        ]
        place = draw(st.sampled_from([None, *free])) if presences[seat.id] != Presence.ABSENT else None
        stood_in.add(place)
        lines.append(Presented(seat.id, presences[seat.id], place))
    recused = draw(st.sets(st.sampled_from([seat.id for seat in seats]))) if seats else set()
    return seats, lines, recused, draw(st.none() | st.integers(0, 9)), draw(st.booleans())


@given(meetings())
def test_who_takes_part_is_as_counted_by_hand(drawn: tuple[list[Chair], list[Presented], set[int], int, bool]) -> None:
    seats, lines, recused, quorum, needs_every = drawn
    assert not list(objections_to_attendance({seat.id: seat for seat in seats}, lines))
    taking = taking_part(seats, lines, quorum=quorum, needs_every_party=needs_every, recused=recused)
    present = {line.seat: line for line in lines if line.presence != Presence.ABSENT}
    filled = set()
    for seat in seats:
        if seat.position not in VOTING:
            continue
        sitting = [pk for pk, line in present.items() if seat.id in {pk, line.stands_in_for}]
        assert len(sitting) <= 1
        if sitting and sitting[0] not in recused:
            filled.add(seat.id)
    members = [seat for seat in seats if seat.position in VOTING]
    assert set(taking.fills) == filled
    assert taking.needed == (quorum if quorum is not None else len(members) // 2 + 1)
    parties = {seat.organisation for seat in members} - {None}
    missed = parties - {seat.organisation for seat in members if seat.id in filled}
    assert set(taking.absent) == (missed if needs_every else set())
    assert taking.is_quorate == (len(filled) >= taking.needed and not taking.absent)
    # Nobody's leaving, and nobody's conflict, ever makes a body able to decide.
    for pk in present:
        fewer = taking_part(seats, lines, quorum=quorum, needs_every_party=needs_every, recused=recused | {pk})
        assert fewer.there <= taking.there
        assert taking.is_quorate or not fewer.is_quorate


@given(st.integers(0, 200))
def test_without_a_quorum_of_its_own_more_than_half_are_needed(members: int) -> None:
    needed = needed_to_decide(members, None)
    assert 2 * needed > members
    assert 2 * (needed - 1) <= members


@pytest.mark.parametrize(
    ("lines", "codes"),
    [
        ([Presented(4, Presence.PRESENT, stands_in_for=3)], []),
        ([Presented(5, Presence.PRESENT, stands_in_for=1)], []),
        ([Presented(5, Presence.PRESENT, stands_in_for=2)], ["not_a_deputy"]),
        ([Presented(4, Presence.PRESENT, stands_in_for=1)], ["not_a_deputy"]),
        ([Presented(2, Presence.PRESENT, stands_in_for=1)], ["not_a_deputy"]),
        ([Presented(4, Presence.PRESENT, stands_in_for=6)], ["not_a_deputy"]),
        ([*there(OTHER), Presented(4, Presence.PRESENT, stands_in_for=3)], ["is_there_itself"]),
        ([Presented(1, Presence.ABSENT, is_adjuster=True)], ["adjuster_absent"]),
        ([Presented(1, Presence.REMOTE, is_adjuster=True)], []),
    ],
)
def test_what_stands_against_a_list_of_who_was_there(lines: list[Presented], codes: list[str]) -> None:
    seats = {seat.id: seat for seat in SEATS}
    assert [objection.code for objection in objections_to_attendance(seats, lines)] == codes


def test_two_deputies_do_not_take_one_seat() -> None:
    second = Chair(7, "second deputy", Position.DEPUTY, organisation=20)
    lines = [Presented(pk, Presence.PRESENT, stands_in_for=3) for pk in (4, 7)]
    seats = {seat.id: seat for seat in [*SEATS, second]}
    assert [objection.code for objection in objections_to_attendance(seats, lines)] == ["stood_in_twice"]


def test_a_meeting_goes_forward_and_back_only_from_adjustment() -> None:
    assert set(FOLLOWS) == set(MeetingState)
    assert not FOLLOWS[MeetingState.ADJUSTED]
    assert not FOLLOWS[MeetingState.CANCELLED]
    assert may_become(MeetingState.IN_ADJUSTMENT, MeetingState.HELD)
    assert not any(may_become(state, MeetingState.PLANNED) for state in MeetingState)
    assert not may_become(MeetingState.HELD, MeetingState.CANCELLED)


def test_a_body_meets_while_it_exists() -> None:
    first, last = date(2022, 1, 1), date(2024, 12, 31)
    assert not list(objections_to_day(first, first, last))
    assert not list(objections_to_day(last, first, last))
    assert not list(objections_to_day(date(1999, 1, 1), None, None))
    for day in (date(2021, 12, 31), date(2025, 1, 1)):
        assert [objection.code for objection in objections_to_day(day, first, last)] == ["body_not_there"]


@given(st.lists(st.integers(1, 99), unique=True, min_size=1), st.data())
def test_a_moved_item_stands_where_its_mover_put_it(order: list[int], data: st.DataObject) -> None:
    item = data.draw(st.sampled_from(order))
    seen = data.draw(st.sets(st.sampled_from(order))) | {item}
    to = data.draw(st.integers(-2, len(order) + 2))
    found = moved(order, item, to, seen=seen)
    assert sorted(found) == sorted(order)
    assert [one for one in found if one != item] == [one for one in order if one != item]
    visible = [one for one in found if one in seen]
    assert visible.index(item) == min(max(to, 1), len(visible)) - 1


DAY = date(2025, 5, 12)


def keys(**facts: object) -> list[str]:
    return [one.key for one in suggestions(DAY, **facts)]  # type: ignore[arg-type]


def test_what_comes_back_every_year_is_proposed_until_a_meeting_of_the_year_takes_it_up() -> None:
    assert keys() == ["yearly-follow_up", "yearly-priorities", "yearly-plan"]
    items = [OnAgenda("follow_up", is_here=False), OnAgenda("plan", is_here=True), OnAgenda("discussion", is_here=True)]
    assert keys(items=items) == ["yearly-priorities"]


YEARLY = [OnAgenda(sort, is_here=False) for sort in ("follow_up", "priorities", "plan")]


def test_actions_are_followed_up_and_those_not_reported_come_first() -> None:
    errands = [
        Errand(1, TaskState.OPEN, date(2025, 5, 12)),
        Errand(2, TaskState.OPEN, date(2025, 5, 13)),
        Errand(3, TaskState.OPEN),
        Errand(4, TaskState.DONE, date(2024, 1, 1)),
        Errand(5, TaskState.DONE, date(2024, 1, 1), is_reported=True),
        Errand(6, TaskState.DROPPED, date(2024, 1, 1)),
    ]
    assert keys(items=YEARLY, errands=errands) == ["action-4", "action-1"]
    here = [*YEARLY, OnAgenda("actions", is_here=True, task=4), OnAgenda("actions", is_here=False, task=1)]
    assert keys(items=here, errands=errands) == ["action-1"]


def test_promises_are_proposed_that_fall_due_by_the_meeting_or_need_somebody() -> None:
    standings = [
        Standing(1, Status.ON_TRACK, date(2025, 5, 12)),
        Standing(2, Status.ON_TRACK, date(2025, 5, 13)),
        Standing(3, Status.NO_EVIDENCE, None),
        Standing(4, Status.OVERDUE, date(2025, 1, 31)),
        Standing(5, Status.KEPT, date(2025, 1, 31)),
        Standing(6, Status.NOT_YET_DUE, None),
        Standing(7, Status.DUE_SOON, date(2025, 6, 30)),
        Standing(8, Status.WAIVED, date(2025, 1, 31)),
    ]
    found = [(one.key, one.why) for one in suggestions(DAY, items=YEARLY, standings=standings)]
    assert found == [("due-4", "due"), ("due-1", "due"), ("due-7", "needs"), ("due-3", "needs")]
    here = [*YEARLY, OnAgenda("discussion", is_here=True, commitment=4)]
    assert keys(items=here, standings=standings) == ["due-1", "due-7", "due-3"]


def test_reports_and_proposals_are_taken_up() -> None:
    here = [*YEARLY, OnAgenda("report", is_here=True, from_body=8), OnAgenda("report", is_here=False, from_body=9)]
    assert keys(items=here, reporting=[8, 9], proposals=[3, 4]) == ["report-9", "proposal-3", "proposal-4"]


def test_nobody_is_there_when_nothing_is_known() -> None:
    assert not Taking().is_quorate
