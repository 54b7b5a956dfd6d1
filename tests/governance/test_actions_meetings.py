"""Meetings are planned, called, moved, held and cancelled; their agendas are made, and who was there is recorded."""

from datetime import date, time
from typing import Any

import pytest

from sampakt.agreements.models import Agreement
from sampakt.commitments.actions import register_commitment
from sampakt.commitments.models import Commitment
from sampakt.commitments.terms import Check, Strength
from sampakt.governance.actions import (
    AttendanceLine,
    add_item,
    add_material,
    add_seat,
    call_meeting,
    cancel_meeting,
    change_item,
    change_meeting,
    decide,
    dissolve_body,
    form_body,
    give_task,
    hold_meeting,
    move_item,
    objections_to_removing_body,
    objections_to_removing_seat,
    plan_meeting,
    propose,
    recuse,
    remove_item,
    remove_material,
    remove_meeting,
    schedule,
    take_attendance,
    take_up,
    unrecuse,
)
from sampakt.governance.models import Attendance, Body, Item, Meeting, Recusal, Seat
from sampakt.governance.queries import proposed_items, taking_of
from sampakt.governance.terms import BodySort, ItemSort, MeetingState, Position, Presence, ProposalState
from sampakt.kernel.errors import Conflict, NotAllowed, Refused
from sampakt.kernel.terms import Audience
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import SYSTEM
from sampakt.organisations.models import Person
from sampakt.papers.actions import add_document
from sampakt.post.models import Letter
from sampakt.trail.models import TrailLine
from sampakt.ui.writing import written_day

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2025-06-02")]
AHEAD = date(2025, 9, 15)


@pytest.fixture
def promise(agreement: Agreement) -> Commitment:
    """That somebody has to say how it stands."""
    return register_commitment(
        agreement,
        by=SYSTEM,
        title=Text(sv="Öppna biblioteket", en="Open the library"),
        strength=Strength.BINDING,
        check_by=Check.STATED,
        kind="statement",
        parameters={},
    )


def codes(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    assert all(str(objection) for objection in refused.value.objections)
    return {objection.code for objection in refused.value.objections}


def titles(meeting: Meeting) -> list[tuple[int, str]]:
    return [(item.place, str(item)) for item in Item.objects.filter(meeting=meeting)]


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


def test_items_stand_in_the_order_they_are_given(cast: Any, meeting: Meeting) -> None:
    viewer = cast("coordinator")
    first = add_item(meeting, title=Text(en="A"), by=viewer)
    add_item(meeting, title=Text(en="B"), by=viewer)
    add_item(meeting, title=Text(en="C"), place=1, by=viewer)
    assert titles(meeting) == [(1, "C"), (2, "A"), (3, "B")]
    move_item(first, to=3, by=viewer)
    assert titles(meeting) == [(1, "C"), (2, "B"), (3, "A")]
    before = TrailLine.objects.count()
    move_item(first, to=9, by=viewer)
    assert TrailLine.objects.count() == before
    remove_item(Item.objects.get(place=1), by=viewer)
    assert titles(meeting) == [(1, "B"), (2, "A")]


def test_what_came_of_an_item_keeps_it_on_the_agenda(held: Meeting) -> None:
    item = add_item(held, title=Text(en="Budget"), by=SYSTEM)
    decide(held.body, item=item, title=Text(en="The budget"), by=SYSTEM)
    give_task(held.body, item=item, title=Text(en="Pay"), organisation=held.body.space.organisations.first(), by=SYSTEM)
    with pytest.raises(Refused) as refused:
        remove_item(item, by=SYSTEM)
    assert codes(refused) == {"item_has_decisions", "item_has_actions"}
    with pytest.raises(Refused) as refused:
        change_item(item, is_restricted=True, by=SYSTEM)
    assert codes(refused) == {"item_has_open_results"}


def test_a_conflict_of_interest_takes_somebody_out_of_an_item(held: Meeting, board: dict[str, Seat]) -> None:
    item = add_item(held, title=Text(en="Budget"), by=SYSTEM)
    recusal = recuse(item, seat=board["chair"], reason=Text(en="Owns the building"), by=SYSTEM)
    with pytest.raises(Refused) as again:
        recuse(item, seat=board["chair"], by=SYSTEM)
    assert [one.code for one in again.value.objections] == ["recused_already"]
    taking = taking_of(held, item)
    assert taking is not None
    assert (taking.there, taking.is_quorate) == (1, False)
    with pytest.raises(Refused):
        recuse(item, seat=board["chair"], by=SYSTEM)
    unrecuse(recusal, by=SYSTEM)
    assert not Recusal.objects.exists()


def test_material_for_many_does_not_lie_under_a_restricted_item(cast: Any, held: Meeting) -> None:
    space = held.body.space
    wide = add_document(space, title=Text(en="Report"), by=SYSTEM)
    narrow = add_document(
        space, title=Text(en="Offer"), audience=Audience.OWN, organisation=space.organisations.first(), by=SYSTEM
    )
    secret = add_item(held, title=Text(en="Offers"), is_restricted=True, by=SYSTEM)
    with pytest.raises(Refused) as refused:
        add_material(secret, document=wide, by=SYSTEM)
    assert codes(refused) == {"wider_than_item"}
    paper = add_material(secret, document=narrow, by=SYSTEM)
    open_item = add_item(held, title=Text(en="Report"), by=SYSTEM)
    add_material(open_item, document=wide, prepared_by=held.body, by=SYSTEM)
    with pytest.raises(Refused) as refused:
        change_item(open_item, is_restricted=True, by=SYSTEM)
    assert codes(refused) == {"wider_than_item"}
    with pytest.raises(NotAllowed):
        add_material(open_item, document=narrow, by=cast("partner"))
    remove_material(paper, by=SYSTEM)
    assert not secret.papers.exists()


def test_only_who_sits_in_the_body_restricts_an_item(cast: Any, meeting: Meeting) -> None:
    with pytest.raises(NotAllowed):
        add_item(meeting, title=Text(en="Secret"), is_restricted=True, by=cast("coordinator"))
    item = add_item(meeting, title=Text(en="Secret"), is_restricted=True, by=cast("contact"))
    for action in (
        lambda: change_item(item, title=Text(en="Known"), by=cast("coordinator")),
        lambda: remove_item(item, by=cast("coordinator")),
    ):
        with pytest.raises(NotAllowed):
            action()
    change_item(item, is_restricted=False, by=cast("reader"))


def test_what_is_proposed_becomes_items_without_typing(
    cast: Any, meeting: Meeting, promise: Commitment, board: dict[str, Seat]
) -> None:
    body = meeting.body
    told_by = form_body(
        body.space.partnership,
        by=SYSTEM,
        name=Text(sv="Arbetsgruppen", en="The working group"),
        sort=BodySort.WORKING_GROUP,
        reports_to=body,
    )
    proposal = propose(body, title=Text(en="A common library"), reason=Text(en="Ours is full"), by=cast("contact"))
    task = give_task(
        body,
        title=Text(en="Ask the others"),
        organisation=body.space.organisations.first(),
        due_on=meeting.day,
        given_on=date(2025, 1, 7),
        by=SYSTEM,
    )
    viewer = cast("reader")
    proposed = [one.key for one in proposed_items(viewer, meeting)]
    yearly = [f"yearly-{sort}" for sort in ("follow_up", "priorities", "plan")]
    own = [f"action-{task.pk}", f"report-{told_by.pk}", *yearly, f"due-{promise.pk}", f"proposal-{proposal.pk}"]
    assert proposed == own
    take_up(meeting, proposed=[*proposed, "due-0"], by=viewer)
    items = list(meeting.items.all())
    assert [item.sort for item in items][:3] == [ItemSort.ACTIONS, ItemSort.REPORT, ItemSort.FOLLOW_UP]
    assert (items[0].task, items[1].from_body, items[5].commitment) == (task, told_by, promise)
    assert items[5].agreement == promise.agreement
    assert items[1].title.as_data() == {
        "sv": "Rapport från Arbetsgruppen",
        "nb": "Rapport fra Arbetsgruppen",
        "en": "Report from The working group",
    }
    assert items[6].background == proposal.reason
    proposal.refresh_from_db()
    assert (proposal.state, proposal.item) == (ProposalState.SCHEDULED, items[6])
    assert proposed_items(viewer, meeting) == []
    assert take_up(meeting, proposed=proposed, by=viewer) == []
    cancel_meeting(meeting, because=Text(), by=viewer)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.item) == (ProposalState.WAITING, None)
    again = plan_meeting(body, day=AHEAD, by=viewer)
    assert [one.key for one in proposed_items(viewer, again)] == own


def test_a_proposal_waits_again_when_its_item_goes(meeting: Meeting) -> None:
    proposal = propose(meeting.body, title=Text(en="A common library"), by=SYSTEM)
    remove_item(schedule(proposal, meeting=meeting, by=SYSTEM), by=SYSTEM)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.item) == (ProposalState.WAITING, None)


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
