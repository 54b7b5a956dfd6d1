"""What others can no longer do is told to those who run the body; and who proposed something hears what came of it."""

from datetime import date, timedelta
from typing import Any

import pytest

from sampakt.governance.actions.agenda import add_item
from sampakt.governance.actions.minutes import send_minutes, write_minutes
from sampakt.governance.actions.proposals import propose, schedule
from sampakt.governance.actions.tasks import give_task
from sampakt.governance.models import Body, Holding, Meeting
from sampakt.governance.queries.errands import ToDo, errands_of
from sampakt.kernel import clock
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import SYSTEM, Viewer
from sampakt.organisations.models import Membership, User

TITLE = Text(en="The budget")


def todos(viewer: Viewer, body: Body) -> dict[ToDo, tuple[str, str]]:
    return {one.todo: (one.who, one.href) for one in errands_of(viewer, [body.space_id], clock.today())}


@pytest.fixture
def left(held: Meeting, cast: Any) -> str:
    """The name of the member who is to adjust the minutes and has an action to do: they leave the body and all."""
    user = User.objects.get(pk=cast("partner's contact").user_id)
    item = add_item(held, title=TITLE, by=SYSTEM)
    write_minutes(item, words=TITLE, by=SYSTEM)
    give_task(held.body, title=TITLE, person=user.person, due_on=clock.today(), by=SYSTEM)
    send_minutes(Meeting.objects.get(pk=held.pk), by=SYSTEM)
    Holding.objects.filter(person=user.person).update(ends_on=clock.today() - timedelta(days=1))
    Membership.objects.filter(user=user).delete()
    return str(user.person)


def test_minutes_and_actions_that_wait_for_somebody_who_left_are_told(left: str, held: Meeting, cast: Any) -> None:
    for who in ("contact", "reader", "lead"):
        found = todos(cast(who), held.body)
        assert found[ToDo.REPLACE] == (left, held.get_absolute_url()), who
        assert found[ToDo.GIVE_ON][0] == left, who


def test_who_still_sits_there_is_not_told_of(held: Meeting, cast: Any) -> None:
    item = add_item(held, title=TITLE, by=SYSTEM)
    write_minutes(item, words=TITLE, by=SYSTEM)
    person = User.objects.get(pk=cast("partner's contact").user_id).person
    give_task(held.body, title=TITLE, person=person, due_on=clock.today(), by=SYSTEM)
    send_minutes(Meeting.objects.get(pk=held.pk), by=SYSTEM)
    assert not {ToDo.REPLACE, ToDo.GIVE_ON} & todos(cast("contact"), held.body).keys()
    assert ToDo.ADJUST in todos(cast("partner's contact"), held.body)


def test_who_still_takes_part_keeps_their_action(left: str, held: Meeting, cast: Any, sodertorn: Any) -> None:
    user = User.objects.get(email="partners.contact@example.org")
    Membership.objects.create(space=held.body.space, user=user, organisation=sodertorn, role="contact")
    assert ToDo.GIVE_ON not in todos(cast("contact"), held.body)


def test_who_proposed_something_hears_that_it_is_taken_up(
    body: Body, meeting: Meeting, cast: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposal = propose(body, title=TITLE, by=cast("contact"))
    schedule(proposal, meeting=meeting, by=cast("lead"))
    assert todos(cast("contact"), body)[ToDo.TAKEN_UP] == ("", meeting.get_absolute_url())
    assert ToDo.TAKEN_UP not in todos(cast("partner"), body)
    later = clock.today() + timedelta(days=30)
    monkeypatch.setattr(clock, "today", lambda: later)
    assert ToDo.TAKEN_UP not in todos(cast("contact"), body)
    assert date(2025, 5, 12) == meeting.day
