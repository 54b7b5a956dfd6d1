"""Minutes are written item by item, sent, adjusted by those named to do so, locked, and corrected beside."""

from datetime import date
from typing import Any

import pytest

from sampakt.governance.actions import (
    AttendanceLine,
    add_item,
    add_material,
    adjust_minutes,
    change_decision,
    change_item,
    change_meeting,
    correct_minutes,
    decide,
    hold_meeting,
    move_item,
    note_adjustment,
    recuse,
    remove_decision,
    remove_item,
    remove_material,
    reopen_minutes,
    send_minutes,
    take_attendance,
    take_up,
    unrecuse,
    write_minutes,
)
from sampakt.governance.actions.deciding import VoteLine
from sampakt.governance.models import Attendance, Correction, Decision, Item, Meeting, Seat
from sampakt.governance.terms import Conclusion, MeetingState, Presence, Stance
from sampakt.kernel.errors import Conflict, NotAllowed, Refused
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import SYSTEM
from sampakt.papers.actions import add_document
from sampakt.trail.models import TrailLine

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2025-06-02")]
SAID = Text(sv="Gruppen gick igenom budgeten.", en="The group went through the budget.")


def codes(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    assert all(str(objection) for objection in refused.value.objections)
    return {objection.code for objection in refused.value.objections}


@pytest.fixture
def item(held: Meeting) -> Item:
    return add_item(held, title=Text(en="Budget"), by=SYSTEM)


@pytest.fixture
def sent(held: Meeting, item: Item) -> Meeting:
    """Sent to the member, who adjusts the minutes."""
    write_minutes(item, words=SAID, by=SYSTEM)
    return send_minutes(held, by=SYSTEM)


@pytest.fixture
def adjusted(cast: Any, held: Meeting, item: Item, board: dict[str, Seat]) -> Meeting:
    """With a decision, material and a conflict of interest in it."""
    document = add_document(held.body.space, title=Text(en="Report"), by=SYSTEM)
    add_material(item, document=document, by=SYSTEM)
    decide(held.body, item=item, title=Text(en="The budget"), by=SYSTEM)
    other = add_item(held, title=Text(en="Rent"), by=SYSTEM)
    recuse(other, seat=board["chair"], by=SYSTEM)
    write_minutes(other, words=Text(), conclusion=Conclusion.POSTPONED, by=SYSTEM)
    send_minutes(held, by=SYSTEM)
    return adjust_minutes(held, by=cast("partner's contact"))


def test_two_who_write_at_once_lose_nothing(cast: Any, item: Item) -> None:
    seen = item.version
    write_minutes(Item.objects.get(pk=item.pk), words=SAID, version=seen, by=cast("reader"))
    with pytest.raises(Conflict) as conflict:
        write_minutes(item, words=Text(sv="Annat"), version=seen, by=cast("coordinator"))
    assert isinstance(conflict.value.current, Item)
    assert conflict.value.current.minutes == SAID
    assert Item.objects.get(pk=item.pk).conclusion == ""


def test_saving_the_same_again_is_no_change(item: Item) -> None:
    write_minutes(item, words=SAID, conclusion=Conclusion.NOTED, by=SYSTEM)
    before = TrailLine.objects.count()
    write_minutes(item, words=SAID, by=SYSTEM)
    assert (TrailLine.objects.count(), Item.objects.get().conclusion) == (before, Conclusion.NOTED)


@pytest.mark.parametrize("who", ["partner's contact", "stranger", "passer-by"])
def test_others_neither_write_nor_send(who: str, cast: Any, held: Meeting, item: Item) -> None:
    for refused in (
        lambda: write_minutes(item, words=SAID, by=cast(who)),
        lambda: send_minutes(held, by=cast(who)),
        lambda: reopen_minutes(held, by=cast(who)),
        lambda: note_adjustment(held, on=date(2025, 5, 20), by=cast(who)),
        lambda: correct_minutes(held, words=SAID, by=cast(who)),
    ):
        with pytest.raises(NotAllowed):
            refused()


def test_minutes_are_written_once_the_meeting_is_held(meeting: Meeting) -> None:
    item = add_item(meeting, title=Text(en="Budget"), by=SYSTEM)
    with pytest.raises(Refused) as refused:
        write_minutes(item, words=SAID, by=SYSTEM)
    assert codes(refused) == {"wrong_state"}
    hold_meeting(meeting, by=SYSTEM)
    with pytest.raises(Refused) as refused:
        send_minutes(meeting, by=SYSTEM)
    assert codes(refused) == {"no_attendance", "nothing_written"}


def test_minutes_are_sent_when_every_item_says_something_and_somebody_adjusts(
    held: Meeting, item: Item, board: dict[str, Seat]
) -> None:
    take_attendance(held, lines=[AttendanceLine(board["chair"], Presence.PRESENT)], by=SYSTEM)
    add_item(held, title=Text(en="Rent"), by=SYSTEM)
    with pytest.raises(Refused) as refused:
        send_minutes(held, by=SYSTEM)
    assert sorted(objection.code for objection in refused.value.objections) == [
        "no_adjuster",
        "nothing_written",
        "nothing_written",
    ]


def test_what_was_decided_must_hold_when_the_minutes_are_sent(
    held: Meeting, item: Item, board: dict[str, Seat]
) -> None:
    """Who was there was recorded wrongly at first, and with it whether the body could decide."""
    votes = [VoteLine(Stance.FOR, board["chair"]), VoteLine(Stance.FOR, board["member"])]
    decision = decide(held.body, item=item, title=Text(en="The budget"), votes=votes, by=SYSTEM)
    take_attendance(held, lines=[AttendanceLine(board["member"], Presence.PRESENT, is_adjuster=True)], by=SYSTEM)
    with pytest.raises(Refused) as refused:
        send_minutes(held, by=SYSTEM)
    assert {(one.code, one.field) for one in refused.value.objections} == {
        ("not_there", f"decision-{decision.pk}"),
        ("no_quorum", f"decision-{decision.pk}"),
    }


def test_nothing_moves_under_those_who_adjust(sent: Meeting, item: Item, board: dict[str, Seat]) -> None:
    for refused_action in (
        lambda: write_minutes(item, words=Text(sv="Annat"), by=SYSTEM),
        lambda: add_item(sent, title=Text(en="More"), by=SYSTEM),
        lambda: take_attendance(sent, lines=[AttendanceLine(board["chair"], Presence.PRESENT)], by=SYSTEM),
        lambda: decide(sent.body, item=item, title=Text(en="The budget"), by=SYSTEM),
        lambda: correct_minutes(sent, words=SAID, by=SYSTEM),
    ):
        with pytest.raises(Refused) as refused:
            refused_action()
        assert codes(refused) in ({"wrong_state"}, {"not_adjusted"})


def test_the_last_of_those_named_locks_the_minutes(
    cast: Any, held: Meeting, item: Item, board: dict[str, Seat]
) -> None:
    lines = [
        AttendanceLine(board["chair"], Presence.PRESENT, is_adjuster=True),
        AttendanceLine(board["member"], Presence.REMOTE, is_adjuster=True),
    ]
    take_attendance(held, lines=lines, by=SYSTEM)
    decision = decide(held.body, item=item, title=Text(en="The budget"), by=SYSTEM)
    send_minutes(held, by=SYSTEM)
    adjust_minutes(held, by=cast("contact"))
    decision.refresh_from_db()
    assert (held.state, decision.approved_on) == (MeetingState.IN_ADJUSTMENT, None)
    with pytest.raises(Refused) as refused:
        adjust_minutes(held, by=cast("contact"))
    assert codes(refused) == {"already_adjusted"}
    adjust_minutes(held, by=cast("partner's contact"))
    decision.refresh_from_db()
    held.refresh_from_db()
    assert (held.state, held.adjusted_on) == (MeetingState.ADJUSTED, date(2025, 6, 2))
    assert decision.approved_on == date(2025, 6, 2)
    signed = Attendance.objects.get(seat=board["member"])
    assert signed.adjusted_by_id == cast("partner's contact").user_id
    with pytest.raises(Refused) as refused:
        adjust_minutes(held, by=cast("contact"))
    assert codes(refused) == {"minutes_locked"}


@pytest.mark.parametrize("who", ["coordinator", "reader", "contact"])
def test_who_is_not_named_does_not_adjust(who: str, cast: Any, sent: Meeting) -> None:
    with pytest.raises(Refused) as refused:
        adjust_minutes(sent, by=cast(who))
    assert codes(refused) == {"not_adjuster"}


@pytest.mark.parametrize("who", ["stranger", "passer-by", "operator"])
def test_who_is_nobody_there_does_not_adjust(who: str, cast: Any, sent: Meeting) -> None:
    with pytest.raises((Refused, NotAllowed)):
        adjust_minutes(sent, by=cast(who))
    assert Attendance.objects.filter(adjusted_at=None).count() == 3


def test_minutes_taken_back_are_adjusted_anew(cast: Any, held: Meeting, item: Item, board: dict[str, Seat]) -> None:
    lines = [AttendanceLine(board[name], Presence.PRESENT, is_adjuster=True) for name in ("chair", "member")]
    take_attendance(held, lines=lines, by=SYSTEM)
    write_minutes(item, words=SAID, by=SYSTEM)
    send_minutes(held, by=SYSTEM)
    adjust_minutes(held, by=cast("contact"))
    reopen_minutes(held, by=SYSTEM)
    assert (held.state, held.sent_on) == (MeetingState.HELD, None)
    assert not Attendance.objects.exclude(adjusted_at=None).exists()
    write_minutes(item, words=Text(sv="Rättat"), by=SYSTEM)


def test_adjusted_minutes_are_locked_whole(cast: Any, adjusted: Meeting, board: dict[str, Seat]) -> None:
    first, other = Item.objects.order_by("place")
    decision, paper, recusal = Decision.objects.get(), first.papers.get(), other.recusals.get()
    document = add_document(adjusted.body.space, title=Text(en="Later"), by=SYSTEM)
    before = TrailLine.objects.count()
    for action in (
        lambda: change_meeting(adjusted, place="Elsewhere", by=SYSTEM),
        lambda: hold_meeting(adjusted, by=SYSTEM),
        lambda: take_attendance(adjusted, lines=[], by=SYSTEM),
        lambda: add_item(adjusted, title=Text(en="More"), by=SYSTEM),
        lambda: take_up(adjusted, proposed=["yearly-plan"], by=SYSTEM),
        lambda: change_item(first, title=Text(en="Else"), by=SYSTEM),
        lambda: move_item(first, to=2, by=SYSTEM),
        lambda: remove_item(first, by=SYSTEM),
        lambda: write_minutes(first, words=Text(sv="Annat"), by=SYSTEM),
        lambda: add_material(first, document=document, by=SYSTEM),
        lambda: remove_material(paper, by=SYSTEM),
        lambda: recuse(first, seat=board["member"], by=SYSTEM),
        lambda: unrecuse(recusal, by=SYSTEM),
        lambda: decide(adjusted.body, item=first, title=Text(en="More"), by=SYSTEM),
        lambda: change_decision(decision, title=Text(en="Else"), by=SYSTEM),
        lambda: remove_decision(decision, by=SYSTEM),
        lambda: reopen_minutes(adjusted, by=SYSTEM),
        lambda: send_minutes(adjusted, by=SYSTEM),
        lambda: note_adjustment(adjusted, on=date(2025, 5, 20), by=SYSTEM),
    ):
        with pytest.raises(Refused) as refused:
            action()
        assert codes(refused) & {"minutes_locked", "decision_approved"}
    assert TrailLine.objects.count() == before


def test_a_meeting_that_somebody_read_before_it_was_locked_is_locked_too(adjusted: Meeting) -> None:
    stale = Item.objects.select_related("meeting").first()
    assert stale is not None
    stale.meeting.state, stale.meeting.adjusted_on = MeetingState.HELD, None
    with pytest.raises(Refused) as refused:
        write_minutes(stale, words=Text(sv="Annat"), by=SYSTEM)
    assert codes(refused) == {"minutes_locked"}


def test_a_correction_stands_beside(cast: Any, adjusted: Meeting, held: Meeting) -> None:
    item = adjusted.items.first()
    correct_minutes(adjusted, item=item, words=Text(sv="Beloppet var 3 miljoner."), by=cast("reader"))
    correction = correct_minutes(adjusted, words=Text(sv="Dagen var den 12."), by=cast("coordinator"))
    assert (correction.made_on, correction.made_by_id) == (date(2025, 6, 2), cast("coordinator").user_id)
    assert [one.item for one in Correction.objects.all()] == [item, None]
    with pytest.raises(Refused):
        correct_minutes(adjusted, words=Text(), by=SYSTEM)


def test_minutes_kept_on_paper_are_recorded_as_adjusted(held: Meeting, item: Item) -> None:
    decision = decide(held.body, item=item, title=Text(en="The budget"), by=SYSTEM)
    cases = ((date(2025, 5, 11), "adjusted_earlier"), (date(2025, 6, 3), "done_in_future"))
    for day, code in cases:
        with pytest.raises(Refused) as refused:
            note_adjustment(held, on=day, by=SYSTEM)
        assert codes(refused) == {"minutes_missing", code}
    scan = add_document(held.body.space, title=Text(en="Minutes"), by=SYSTEM)
    change_meeting(held, minutes=scan, by=SYSTEM)
    note_adjustment(held, on=date(2025, 5, 20), by=SYSTEM)
    decision.refresh_from_db()
    assert (held.adjusted_on, decision.approved_on) == (date(2025, 5, 20), date(2025, 5, 20))


def test_what_is_written_here_is_signed_by_those_named_and_an_earlier_paper_is_no_minutes(
    held: Meeting, item: Item
) -> None:
    held.minutes = add_document(
        held.body.space, title=Text(en="Last year's minutes"), dated_on=date(2024, 5, 12), by=SYSTEM
    )
    held.save()
    write_minutes(item, words=Text(en="It was talked about."), by=SYSTEM)
    with pytest.raises(Refused) as refused:
        note_adjustment(held, on=date(2025, 5, 20), by=SYSTEM)
    assert codes(refused) == {"minutes_earlier", "adjusted_here"}


def test_minutes_that_wait_for_those_named_are_not_adjusted_elsewhere(held: Meeting, item: Item) -> None:
    held.minutes = add_document(held.body.space, title=Text(en="Minutes"), by=SYSTEM)
    held.state = MeetingState.IN_ADJUSTMENT
    held.save()
    with pytest.raises(Refused) as refused:
        note_adjustment(held, on=date(2025, 5, 20), by=SYSTEM)
    assert codes(refused) == {"wrong_state"}


def test_only_somebody_who_can_sign_is_sent_the_minutes(held: Meeting, item: Item) -> None:
    write_minutes(item, words=SAID, by=SYSTEM)
    Attendance.objects.filter(meeting=held, is_adjuster=True).update(person=None)
    with pytest.raises(Refused) as refused:
        send_minutes(held, by=SYSTEM)
    assert codes(refused) == {"nobody_to_sign"}
