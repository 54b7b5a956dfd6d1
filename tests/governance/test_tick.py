"""Time passes: whoever is to do something, or to adjust minutes, is told once when it comes near and once when late."""

from datetime import date, timedelta
from typing import Any

import pytest

from sampakt.governance.actions import carry_out, fill_seat, give_task
from sampakt.governance.actions.attendance import AttendanceLine, take_attendance
from sampakt.governance.actions.meetings import hold_meeting, plan_meeting
from sampakt.governance.actions.minutes import send_minutes
from sampakt.governance.models import Body, Meeting, Seat, Task
from sampakt.governance.terms import Presence
from sampakt.governance.tick import tick
from sampakt.kernel import clock
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import SYSTEM
from sampakt.organisations.actions import appoint
from sampakt.organisations.models import Office, Organisation, Person, User
from sampakt.post.models import Letter

pytestmark = pytest.mark.django_db
TODAY = date(2025, 3, 10)
DUE = date(2025, 3, 20)
TITLE = Text(sv="Lägesbild", en="Status report")


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)


def _person(viewer: Any) -> Person:
    person = User.objects.get(pk=viewer.user_id).person
    assert person is not None
    return person


def _give(body: Body, **values: Any) -> Task:
    return give_task(body, **{"title": TITLE, "given_on": date(2025, 1, 1), "due_on": DUE, "by": SYSTEM, **values})


def test_an_action_is_told_of_once_when_it_comes_near_and_once_when_it_is_late(cast: Any, body: Body) -> None:
    task = _give(body, person=_person(cast("reader")))
    assert tick(DUE - timedelta(days=15)) == "Letters about actions and minutes written: 0."
    assert tick(DUE - timedelta(days=14)) == "Letters about actions and minutes written: 1."
    assert tick(DUE) == "Letters about actions and minutes written: 0."
    letter = Letter.objects.get()
    assert (letter.to, letter.language) == ("reader@example.org", "en")
    assert letter.subject == "The steering group: an action is due on 20 March 2025"
    assert "Status report" in letter.body
    assert task.get_absolute_url() in letter.body
    assert tick(DUE + timedelta(days=3)) == "Letters about actions and minutes written: 1."
    assert tick(DUE + timedelta(days=4)) == "Letters about actions and minutes written: 0."
    carry_out(task, by=SYSTEM)
    Letter.objects.all().delete()
    assert tick(DUE + timedelta(days=5)) == "Letters about actions and minutes written: 0."


def test_what_was_due_long_ago_is_history(cast: Any, body: Body) -> None:
    _give(body, person=_person(cast("reader")))
    assert tick(DUE + timedelta(days=61)) == "Letters about actions and minutes written: 0."


def test_the_holder_of_the_office_or_the_party_s_contact_is_told(
    cast: Any, body: Body, office: Office, huddinge: Organisation, sodertorn: Organisation
) -> None:
    for name in ("contact", "coordinator", "partner"):
        cast(name)
    appoint(office, person=_person(cast("lead")), starts_on=date(2024, 1, 1), by=SYSTEM)
    _give(body, office=office)
    _give(body, organisation=huddinge)
    _give(body, organisation=sodertorn)
    tick(DUE)
    told = Letter.objects.order_by("to").values_list("to", flat=True)
    assert list(told) == ["contact@example.org", "lead@example.org", "partner@example.org"]


def test_somebody_without_an_account_is_told_of_what_is_open(body: Body, rector: Person) -> None:
    Person.objects.filter(pk=rector.pk).update(email="rita@example.org")
    task = _give(body, person=Person.objects.get(pk=rector.pk))
    tick(DUE)
    assert Letter.objects.get().language == "sv"
    Letter.objects.all().delete()
    Task.objects.filter(pk=task.pk).update(is_restricted=True)
    tick(DUE)
    assert not Letter.objects.exists()


def test_a_letter_does_not_name_what_is_restricted_nor_go_to_who_may_not_read_it(
    cast: Any, body: Body, seat: Seat
) -> None:
    member = cast("partner")
    fill_seat(seat, person=_person(member), starts_on=date(2022, 1, 1), by=SYSTEM)
    _give(body, person=_person(member))
    _give(body, person=_person(cast("reader")))
    Task.objects.update(is_restricted=True)
    tick(DUE)
    letter = Letter.objects.get()
    assert letter.to == "partner@example.org"
    assert "Status report" not in letter.body


def test_those_named_to_adjust_are_told_and_after_two_weeks_again(cast: Any, body: Body, seat: Seat) -> None:
    member = cast("partner")
    fill_seat(seat, person=_person(member), starts_on=date(2022, 1, 1), by=SYSTEM)
    meeting = hold_meeting(plan_meeting(body, day=date(2025, 3, 1), by=SYSTEM), by=SYSTEM)
    take_attendance(meeting, lines=[AttendanceLine(seat, Presence.PRESENT, is_adjuster=True)], by=SYSTEM)
    assert tick(TODAY) == "Letters about actions and minutes written: 0."
    send_minutes(meeting, by=SYSTEM)
    assert tick(TODAY) == "Letters about actions and minutes written: 1."
    assert tick(TODAY + timedelta(days=13)) == "Letters about actions and minutes written: 0."
    assert tick(TODAY + timedelta(days=14)) == "Letters about actions and minutes written: 1."
    subjects = Letter.objects.order_by("pk").values_list("subject", flat=True)
    assert list(subjects) == [
        "The steering group: the minutes of 1 March 2025 wait for you to adjust them",
        "The steering group: the minutes of 1 March 2025 still wait for you",
    ]
    assert Meeting.objects.get().get_absolute_url() in Letter.objects.order_by("pk")[0].body
