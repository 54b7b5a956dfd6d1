"""What is kept to those who sit in a body: others are not told that there is anything, by no number and no refusal."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import models

from sampakt.governance.access import sees_all
from sampakt.governance.actions.agenda import add_item, recuse, remove_item
from sampakt.governance.actions.decisions import decide, remove_decision
from sampakt.governance.actions.meetings import plan_meeting, remove_meeting
from sampakt.governance.actions.minutes import adjust_minutes, note_adjustment, send_minutes, write_minutes
from sampakt.governance.actions.tasks import give_task
from sampakt.governance.models import Holding, Meeting, Seat, SignedMinutes, Task
from sampakt.governance.printing.meetings import meeting_data
from sampakt.governance.queries.agenda import proposed_items
from sampakt.governance.queries.meetings import meeting_page
from sampakt.governance.terms import ItemSort, PaperSort
from sampakt.kernel.errors import Refused
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import SYSTEM, Viewer
from sampakt.trail.models import TrailLine

OPEN, CLOSED = Text(en="The budget"), Text(en="Salaries")


@pytest.fixture
def outsider(cast: Any) -> Viewer:
    """Huddinge's coordinator, who does not sit in the body."""
    viewer: Viewer = cast("coordinator")
    return viewer


@pytest.fixture
def member(cast: Any) -> Viewer:
    """The chair."""
    viewer: Viewer = cast("contact")
    return viewer


def refusal(act: Callable[..., object], *args: object, **kwargs: Any) -> list[tuple[str, str, str]]:
    """What somebody is told; nothing where it is done."""
    try:
        act(*args, **kwargs)
    except Refused as refused:
        return [(one.code, one.field, str(one)) for one in refused.objections]
    return []


def fresh(row: Any) -> Any:
    """The row as a page reads it."""
    found: models.Model = type(row)._default_manager.get(pk=row.pk)
    return found


def page_of(viewer: Viewer, meeting: Meeting) -> Any:
    return meeting_page(viewer, Meeting.objects.select_related("body__space__partnership").get(pk=meeting.pk))


def test_items_are_numbered_as_the_reader_sees_them(held: Meeting, outsider: Viewer, member: Viewer) -> None:
    add_item(held, title=CLOSED, is_restricted=True, by=member)
    add_item(held, title=OPEN, by=member)
    assert [line.number for line in page_of(outsider, held).items] == [1]
    assert [line.number for line in page_of(member, held).items] == [1, 2]


def test_the_page_and_the_paper_say_the_same_whether_or_not_something_is_kept_back(
    held: Meeting, outsider: Viewer, member: Viewer
) -> None:
    add_item(held, title=OPEN, by=member)

    def told() -> list[Any]:
        page = page_of(outsider, held)
        return [meeting_data(page, sort=sort, language="en") for sort in PaperSort if sort != PaperSort.HANDOVER]

    before = told()
    add_item(held, title=CLOSED, is_restricted=True, place=1, by=member)
    assert told() == before
    assert "if there is anything" in str(before[0]["remarks"])


def test_the_trail_tells_only_those_who_sit_that_something_was_done(
    held: Meeting, outsider: Viewer, member: Viewer
) -> None:
    before = TrailLine.objects.visible_to(outsider).count()
    item = add_item(held, title=CLOSED, is_restricted=True, by=member)
    write_minutes(item, words=CLOSED, by=member)
    assert TrailLine.objects.visible_to(outsider).count() == before
    assert TrailLine.objects.visible_to(member).filter(verb="write_minutes").exists()


def test_what_comes_back_is_proposed_although_a_closed_item_takes_it_up(
    body: Any, board: Any, outsider: Viewer, member: Viewer
) -> None:
    ahead = plan_meeting(body, day=date(2027, 3, 1), by=SYSTEM)
    before = [one.key for one in proposed_items(outsider, ahead)]
    add_item(ahead, title=CLOSED, sort=ItemSort.FOLLOW_UP, is_restricted=True, by=member)
    assert [one.key for one in proposed_items(outsider, ahead)] == before
    assert "yearly-follow_up" not in [one.key for one in proposed_items(member, ahead)]


@pytest.mark.parametrize("is_hidden", [False, True])
def test_a_meeting_is_removed_by_those_who_see_all_of_it(
    is_hidden: bool, meeting: Meeting, outsider: Viewer, member: Viewer
) -> None:
    if is_hidden:
        add_item(meeting, title=CLOSED, is_restricted=True, by=member)
    assert [code for code, _field, _words in refusal(remove_meeting, fresh(meeting), by=outsider)] == ["sits_only"]
    assert Meeting.objects.filter(pk=meeting.pk).exists()
    told = [code for code, _field, _words in refusal(remove_meeting, fresh(meeting), by=member)]
    assert told == (["meeting_has_items"] if is_hidden else [])


def test_sending_asks_what_the_sender_sees_and_signing_the_rest(
    held: Meeting, outsider: Viewer, member: Viewer, cast: Any
) -> None:
    """The closed item is empty: whoever sends does not hear of it, whoever signs does."""
    closed = add_item(held, title=CLOSED, is_restricted=True, by=member)
    empty = add_item(held, title=OPEN, by=member)
    told = refusal(send_minutes, fresh(held), by=outsider)
    assert [field for _code, field, _words in told] == [f"item-{empty.pk}"]
    write_minutes(empty, words=OPEN, by=member)
    send_minutes(fresh(held), by=outsider)
    signer = cast("partner's contact")
    assert [field for _code, field, _words in refusal(adjust_minutes, fresh(held), by=signer)] == [f"item-{closed.pk}"]
    assert not SignedMinutes.objects.exists()
    assert not held.attendances.filter(adjusted_at__isnull=False).exists()


def test_who_no_longer_sits_there_does_not_sign(held: Meeting, member: Viewer, cast: Any) -> None:
    item = add_item(held, title=OPEN, by=member)
    write_minutes(item, words=OPEN, by=member)
    send_minutes(fresh(held), by=member)
    Holding.objects.filter(person__user=cast("partner's contact").user_id).update(ends_on=date(2025, 5, 20))
    told = [code for code, _field, _words in refusal(adjust_minutes, fresh(held), by=cast("partner's contact"))]
    assert told == ["signs_no_longer"]


@pytest.mark.parametrize("is_hidden", [False, True])
def test_minutes_on_paper_are_noted_by_those_who_see_all(
    is_hidden: bool, held: Meeting, outsider: Viewer, member: Viewer
) -> None:
    if is_hidden:
        add_item(held, title=CLOSED, is_restricted=True, by=member)
    told = refusal(note_adjustment, fresh(held), on=date(2025, 5, 20), by=outsider)
    assert [code for code, _field, _words in told] == ["sits_only"]
    assert fresh(held).adjusted_on is None


def test_what_is_given_in_secret_stops_nobody_from_removing_and_stays(
    held: Meeting, outsider: Viewer, member: Viewer, board: dict[str, Seat], huddinge: Any
) -> None:
    item = add_item(held, title=OPEN, by=member)
    decision = decide(held.body, item=item, title=OPEN, by=outsider)
    task = give_task(held.body, decision=decision, title=CLOSED, organisation=huddinge, is_restricted=True, by=member)
    closed = decide(held.body, item=item, title=CLOSED, is_restricted=True, by=member)
    assert [code for code, _field, _words in refusal(remove_item, fresh(item), by=outsider)] == ["sits_only"]
    assert refusal(recuse, fresh(item), seat=board["secretary"], by=outsider) == []
    remove_decision(decision, by=outsider)
    assert Task.objects.get(pk=task.pk).decision is None
    assert fresh(closed).item_id == item.pk


def test_where_nobody_who_signs_in_ever_sat_whoever_runs_the_body_sees_all(
    body: Any, outsider: Viewer, member: Viewer
) -> None:
    assert sees_all(outsider, body)
    empty = plan_meeting(body, day=date(2025, 5, 26), by=outsider)
    remove_meeting(empty, by=outsider)
    assert not Meeting.objects.exists()
    add_item(plan_meeting(body, day=date(2025, 5, 27), by=SYSTEM), title=CLOSED, is_restricted=True, by=SYSTEM)
    assert not sees_all(outsider, body)
