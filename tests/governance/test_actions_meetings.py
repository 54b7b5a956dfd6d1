"""Meetings are planned, called, moved, held and cancelled; their agendas are made, and who was there is recorded."""

from datetime import date, time
from typing import Any

import pytest

from sampakt.governance.actions import (
    AttendanceLine,
    add_item,
    add_seat,
    call_meeting,
    cancel_meeting,
    change_item,
    change_meeting,
    dissolve_body,
    form_body,
    hold_meeting,
    move_item,
    objections_to_removing_body,
    objections_to_removing_seat,
    plan_meeting,
    recuse,
    remove_item,
    remove_meeting,
    take_attendance,
    take_up,
)
from sampakt.governance.models import Attendance, Body, Meeting, Seat
from sampakt.governance.queries import taking_of
from sampakt.governance.terms import BodySort, MeetingState, Position, Presence
from sampakt.kernel.errors import Conflict, NotAllowed, Refused
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import SYSTEM
from sampakt.organisations.models import Person
from sampakt.post.models import Letter
from sampakt.trail.models import TrailLine
from sampakt.ui.writing import written_day

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2025-06-02")]

AHEAD = date(2025, 9, 15)


def codes(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    assert all(str(objection) for objection in refused.value.objections)
    return {objection.code for objection in refused.value.objections}


@pytest.mark.parametrize("who", ["lead", "coordinator", "partner", "contact", "reader"])
def test_those_who_run_the_body_plan_its_meetings(who: str, cast: Any, body: Body, board: dict[str, Seat]) -> None:
    """By their role, or as its chair and its secretary."""
    meeting = plan_meeting(body, day=AHEAD, begins_at=time(9), ends_at=time(11), place="Huddinge", by=cast(who))
    assert meeting.state == MeetingState.PLANNED
    line = TrailLine.objects.first()
    assert line is not None
    assert (line.verb, line.subject_id, line.space_id) == ("plan_meeting", meeting.pk, body.space_id)


@pytest.mark.parametrize("who", ["partner's contact", "administrator", "stranger", "passer-by"])
def test_others_change_nothing(who: str, cast: Any, held: Meeting, board: dict[str, Seat]) -> None:
    viewer = cast(who)
    item = add_item(held, title=Text(en="Budget"), by=SYSTEM)
    before = TrailLine.objects.count()
    for refused in (
        lambda: plan_meeting(held.body, day=AHEAD, by=viewer),
        lambda: change_meeting(held, place="Narvik", by=viewer),
        lambda: call_meeting(held, by=viewer),
        lambda: cancel_meeting(held, because=Text(en="Ill"), by=viewer),
        lambda: hold_meeting(held, by=viewer),
        lambda: remove_meeting(held, by=viewer),
        lambda: take_attendance(held, lines=[], by=viewer),
        lambda: add_item(held, title=Text(en="Else"), by=viewer),
        lambda: change_item(item, title=Text(en="Else"), by=viewer),
        lambda: move_item(item, to=1, by=viewer),
        lambda: recuse(item, seat=board["chair"], by=viewer),
        lambda: remove_item(item, by=viewer),
        lambda: take_up(held, proposed=["yearly-plan"], by=viewer),
    ):
        with pytest.raises(NotAllowed):
            refused()
    assert TrailLine.objects.count() == before


def test_a_body_meets_once_a_day_while_it_exists(cast: Any, body: Body, meeting: Meeting) -> None:
    viewer = cast("coordinator")
    for day, code in ((date(2021, 12, 31), "body_not_there"), (meeting.day, "same_day")):
        with pytest.raises(Refused) as refused:
            plan_meeting(body, day=day, by=viewer)
        assert codes(refused) == {code}
    cancel_meeting(meeting, because=Text(en="Nobody could come"), by=viewer)
    again = plan_meeting(body, day=meeting.day, by=viewer)
    with pytest.raises(Refused, match="ends before it begins"):
        change_meeting(again, ends_at=time(9), begins_at=time(10), by=viewer)


def test_calling_writes_to_those_who_sit_and_names_no_restricted_item(
    cast: Any, body: Body, board: dict[str, Seat], settings: Any
) -> None:
    meeting = plan_meeting(body, day=AHEAD, begins_at=time(9), by=SYSTEM)
    item = add_item(meeting, title=Text(en="The budget"), by=SYSTEM)
    add_item(meeting, title=Text(en="The secret"), is_restricted=True, by=SYSTEM)
    call_meeting(meeting, by=cast("reader"))
    letters = list(Letter.objects.all())
    sitting = {"contact@example.org", "partners.contact@example.org", "reader@example.org"}
    assert {letter.to for letter in letters} == sitting
    assert all(f"{settings.ADDRESS}/meetings/{meeting.code}/#item-{item.pk}" in letter.body for letter in letters)
    assert not any("secret" in letter.body for letter in letters)
    assert (meeting.state, meeting.called_on) == (MeetingState.CALLED, date(2025, 6, 2))
    with pytest.raises(Refused) as refused:
        call_meeting(meeting, by=SYSTEM)
    assert codes(refused) == {"wrong_state"}


def test_who_was_called_hears_when_the_meeting_moves_or_is_cancelled(
    cast: Any, body: Body, board: dict[str, Seat]
) -> None:
    board_member = Person.objects.get(name="Partner's contact")
    board_member.user.is_active = False
    board_member.user.save()
    meeting = plan_meeting(body, day=AHEAD, by=SYSTEM)
    change_meeting(meeting, place="Flemingsberg", by=SYSTEM)
    assert not Letter.objects.exists()
    call_meeting(meeting, by=SYSTEM)
    assert Letter.objects.count() == 2
    was = written_day(AHEAD)
    change_meeting(meeting, day=date(2025, 9, 16), by=SYSTEM)
    change_meeting(meeting, day=date(2025, 9, 16), by=SYSTEM)
    assert Letter.objects.count() == 4
    moved = Letter.objects.last()
    assert moved is not None
    assert was in moved.subject
    assert moved.subject.endswith(f"is moved to {written_day(meeting.day)}")
    assert f"on {was} is moved. This holds now:" in moved.body
    change_meeting(meeting, place="Huddinge", by=SYSTEM)
    assert {one.subject.endswith("has been changed") for one in Letter.objects.all()[4:]} == {True}
    cancel_meeting(meeting, because=Text(en="Too few can come"), by=SYSTEM)
    last = Letter.objects.last()
    assert last is not None
    assert Letter.objects.count() == 8
    assert "Too few can come" in last.body
    assert {letter.subject.split(":")[0] for letter in Letter.objects.all()[2:4]} == {"The steering group"}


def test_a_meeting_that_ends_is_said_to_begin(body: Body) -> None:
    with pytest.raises(Refused) as refused:
        plan_meeting(body, day=AHEAD, ends_at=time(14), by=SYSTEM)
    (found,) = refused.value.objections
    assert (found.code, found.field) == ("begins_when", "begins_at")


def test_what_was_called_by_other_means_is_recorded_without_letters(meeting: Meeting) -> None:
    with pytest.raises(Refused) as refused:
        call_meeting(meeting, by=SYSTEM)
    assert codes(refused) == {"in_the_past"}
    call_meeting(meeting, on=date(2025, 4, 20), by=SYSTEM)
    assert (meeting.called_on, Letter.objects.count()) == (date(2025, 4, 20), 0)


def test_a_meeting_is_held_when_its_day_has_come(body: Body, board: dict[str, Seat]) -> None:
    meeting = plan_meeting(body, day=date(2025, 6, 3), by=SYSTEM)
    with pytest.raises(Refused) as refused:
        hold_meeting(meeting, by=SYSTEM)
    assert codes(refused) == {"not_held_yet"}
    change_meeting(meeting, day=date(2025, 6, 2), by=SYSTEM)
    hold_meeting(meeting, by=SYSTEM)
    for refused_action in (
        lambda: hold_meeting(meeting, by=SYSTEM),
        lambda: cancel_meeting(meeting, because=Text(), by=SYSTEM),
        lambda: call_meeting(meeting, on=date(2025, 6, 1), by=SYSTEM),
    ):
        with pytest.raises(Refused) as refused:
            refused_action()
        assert codes(refused) == {"wrong_state"}
    with pytest.raises(Refused) as refused:
        change_meeting(meeting, day=date(2025, 6, 3), by=SYSTEM)
    assert codes(refused) == {"not_held_yet"}


def test_only_an_empty_plan_is_removed(meeting: Meeting, body: Body) -> None:
    item = add_item(meeting, title=Text(en="Budget"), by=SYSTEM)
    with pytest.raises(Refused) as refused:
        remove_meeting(meeting, by=SYSTEM)
    assert codes(refused) == {"meeting_has_items"}
    remove_item(item, by=SYSTEM)
    remove_meeting(meeting, by=SYSTEM)
    assert not Meeting.objects.exists()
    called = plan_meeting(body, day=AHEAD, by=SYSTEM)
    call_meeting(called, by=SYSTEM)
    with pytest.raises(Refused) as refused:
        remove_meeting(called, by=SYSTEM)
    assert codes(refused) == {"wrong_state"}


def test_two_writers_do_not_overwrite_each_other(meeting: Meeting) -> None:
    seen = meeting.version
    change_meeting(Meeting.objects.get(pk=meeting.pk), place="Huddinge", version=seen, by=SYSTEM)
    with pytest.raises(Conflict):
        change_meeting(meeting, place="Södertörn", version=seen, by=SYSTEM)
    # Whoever says nothing of the place leaves it as the other wrote it.
    hold_meeting(meeting, by=SYSTEM)
    assert Meeting.objects.get(pk=meeting.pk).place == "Huddinge"


def test_attendance_keeps_who_held_the_seat_that_day(cast: Any, held: Meeting, board: dict[str, Seat]) -> None:
    names = {row.seat.key: row.person.name for row in Attendance.objects.select_related("seat", "person")}
    assert sorted(names.values()) == ["Contact", "Partner's contact", "Reader"]
    version = held.version
    lines = [
        AttendanceLine(board["chair"], Presence.PRESENT),
        AttendanceLine(board["member"], Presence.ABSENT, stands_in_for=board["chair"]),
        AttendanceLine(board["deputy"], Presence.PRESENT, stands_in_for=board["member"]),
    ]
    take_attendance(held, lines=lines, version=version, by=cast("reader"))
    line = TrailLine.objects.first()
    assert line is not None
    assert line.verb == "take_attendance"
    assert not any("Contact" in row for row in line.changes["attendance"][1])
    taking = taking_of(held)
    assert taking is not None
    assert taking.fills == {board["chair"].pk: board["chair"].pk, board["member"].pk: board["deputy"].pk}
    assert Attendance.objects.get(seat=board["member"]).stands_in_for is None
    with pytest.raises(Conflict):
        take_attendance(held, lines=lines[:1], version=version, by=cast("reader"))
    before = TrailLine.objects.count()
    take_attendance(held, lines=lines, by=SYSTEM)
    assert TrailLine.objects.count() == before


def test_what_cannot_be_said_of_who_was_there(held: Meeting, board: dict[str, Seat], body: Body) -> None:
    other = form_body(body.space.partnership, by=SYSTEM, name=Text(sv="Rådet"), sort=BodySort.COUNCIL)
    strange = add_seat(other, position=Position.MEMBER, whose=Text(en="A guest"), by=SYSTEM)
    later = add_seat(body, position=Position.MEMBER, whose=Text(en="New"), starts_on=date(2025, 5, 13), by=SYSTEM)
    cases: list[tuple[list[AttendanceLine], set[str]]] = [
        ([AttendanceLine(strange, Presence.PRESENT)], {"not_of_body"}),
        ([AttendanceLine(later, Presence.PRESENT)], {"not_of_body"}),
        ([AttendanceLine(board["member"], Presence.ABSENT, is_adjuster=True)], {"adjuster_absent"}),
        ([AttendanceLine(board["deputy"], Presence.PRESENT, stands_in_for=board["chair"])], {"not_a_deputy"}),
    ]
    for lines, expected in cases:
        with pytest.raises(Refused) as refused:
            take_attendance(held, lines=lines, by=SYSTEM)
        assert codes(refused) == expected
    assert Attendance.objects.count() == 3


def test_nobody_was_there_twice(held: Meeting, board: dict[str, Seat]) -> None:
    lines = [AttendanceLine(board["chair"], presence) for presence in (Presence.PRESENT, Presence.ABSENT)]
    with pytest.raises(Refused) as refused:
        take_attendance(held, lines=lines, by=SYSTEM)
    (found,) = refused.value.objections
    assert (found.code, found.field) == ("attends_twice", f"seat-{board['chair'].pk}")
    assert "is named twice" in str(found)


def test_attendance_is_taken_when_the_meeting_is_held(meeting: Meeting, board: dict[str, Seat]) -> None:
    with pytest.raises(Refused) as refused:
        take_attendance(meeting, lines=[AttendanceLine(board["chair"], Presence.PRESENT)], by=SYSTEM)
    assert codes(refused) == {"wrong_state"}


def test_a_body_that_has_worked_and_a_seat_in_minutes_stay(held: Meeting, board: dict[str, Seat]) -> None:
    body = held.body
    assert "has_worked" in {objection.code for objection in objections_to_removing_body(body)}
    told = take_attendance(held, lines=[AttendanceLine(board["chair"], Presence.ABSENT)], by=SYSTEM)
    board["chair"].holdings.all().delete()
    assert [objection.code for objection in objections_to_removing_seat(told[0].seat)] == ["in_minutes"]
    planned = plan_meeting(body, day=AHEAD, by=SYSTEM)
    with pytest.raises(Refused) as refused:
        dissolve_body(body, on=date(2025, 6, 30), by=SYSTEM)
    assert codes(refused) == {"meets_outside"}
    cancel_meeting(planned, because=Text(), by=SYSTEM)
    dissolve_body(body, on=date(2025, 6, 30), by=SYSTEM)
