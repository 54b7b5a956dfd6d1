"""Whether locked minutes say what was signed: rows, kept copy, digest and trail, held against each other."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import models
from django.utils.translation import override

from sampakt.governance.actions import (
    add_item,
    adjust_minutes,
    change_body,
    change_seat,
    change_task,
    decide,
    give_task,
    recuse,
    send_minutes,
)
from sampakt.governance.actions.deciding import VoteLine
from sampakt.governance.actions.tasks import carry_out
from sampakt.governance.models import (
    Attendance,
    Body,
    Decision,
    Item,
    Meeting,
    Recusal,
    Seat,
    SignedMinutes,
    Task,
    Vote,
)
from sampakt.governance.queries.verifying import Difference, Verified, verified_minutes
from sampakt.governance.rules.signing import digest_of
from sampakt.governance.terms import MeetingState, MinutesFault, Presence, Stance, Verb
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import SYSTEM
from sampakt.organisations.models import Organisation, Person, User
from sampakt.trail.models import TrailLine

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2025-06-02")]
OTHER = Text(en="Other words")


@pytest.fixture
def signed(cast: Any, held: Meeting, board: dict[str, Seat], huddinge: Organisation) -> Meeting:
    """Adjusted by the member: two items, a decision with the positions to it, and an action."""
    body = held.body
    item = add_item(held, title=Text(en="The budget"), by=SYSTEM)
    votes = [VoteLine(Stance.FOR, seat=board[name]) for name in ("chair", "member")]
    decision = decide(body, item=item, title=Text(en="The budget"), votes=votes, by=SYSTEM)
    give_task(body, decision=decision, title=Text(en="Pay"), organisation=huddinge, by=SYSTEM)
    second = add_item(held, title=Text(en="The rest"), by=SYSTEM)
    recuse(second, seat=board["chair"], by=SYSTEM)
    second.minutes = Text(en="Noted")
    second.save()
    send_minutes(held, by=SYSTEM)
    return adjust_minutes(held, by=cast("partner's contact"))


def differences() -> list[str]:
    """Everything that is found, of the one meeting."""
    return [str(one) for found in verified_minutes().altered.values() for one in found]


def test_what_was_signed_and_left_alone_is_well(signed: Meeting) -> None:
    assert verified_minutes() == Verified(signed=1, loaded=0, altered={})


ALTERED: list[tuple[type[models.Model], dict[str, object], str]] = [
    (Item, {"title": OTHER}, "agenda item {place}, “what it is about”: not what was signed"),
    (Item, {"minutes": OTHER}, "agenda item {place}, “minutes”: not what was signed"),
    (Item, {"place": 7}, "agenda item {place}, “place”: not what was signed"),
    (Decision, {"title": OTHER}, "§ 1/2025, “about”: not what was signed"),
    (Decision, {"words": OTHER}, "§ 1/2025, “decision”: not what was signed"),
    (Decision, {"outcome": "not_taken"}, "§ 1/2025, “outcome”: not what was signed"),
    (Decision, {"approved_on": None}, "§ 1/2025, “approved”: not what was signed"),
    (Vote, {"stance": Stance.AGAINST}, "§ 1/2025, position, “position”: not what was signed"),
    (Recusal, {"reason": OTHER}, "agenda item 2, conflict of interest, “why”: not what was signed"),
    (Task, {"title": OTHER}, "§ 1/2025, action to do, “what is to be done”: not what was signed"),
    (Attendance, {"presence": Presence.ABSENT}, "“presence”: not what was signed"),
    (Item, {"is_restricted": True}, "agenda item {place}, “only for those who sit in the body”: not what was signed"),
    (Decision, {"is_restricted": True}, "§ 1/2025, “only for those who sit in the body”: not what was signed"),
    (Attendance, {"is_adjuster": True}, "“adjusts the minutes”: not what was signed"),
    (Attendance, {"adjusted_at": None}, "not what was signed"),
    (Meeting, {"place": "Elsewhere"}, "meeting, “place”: not what was signed"),
    (Meeting, {"state": MeetingState.HELD}, "meeting, “how far it has come”: not what was signed"),
    (Meeting, {"adjusted_on": date(2025, 6, 1)}, "meeting, “minutes adjusted”: not what was signed"),
]


@pytest.mark.parametrize(("model", "values", "words"), ALTERED, ids=lambda one: getattr(one, "__name__", None))
def test_rows_that_say_something_else_are_named(
    signed: Meeting, model: type[models.Model], values: dict[str, object], words: str
) -> None:
    rows = model._default_manager
    before = {row.pk: [getattr(row, name) for name in values] for row in rows.all()}
    rows.update(**values)
    changed = [pk for pk, old in before.items() if old != list(values.values())]
    found = differences()
    assert len(found) == len(changed)
    for one in found:
        assert any(words.format(place=place) in one for place in (1, 2))


@pytest.mark.parametrize("model", [Vote, Recusal, Task, Attendance])
def test_rows_that_are_gone_are_named(signed: Meeting, model: type[models.Model]) -> None:
    many = model._default_manager.count()
    model._default_manager.all().delete()
    found = differences()
    assert len(found) == many
    assert all(one.endswith("was signed, and is gone") for one in found)


def test_an_item_that_is_gone_is_named_with_all_that_hung_on_it(signed: Meeting) -> None:
    Task.objects.all().delete()
    Decision.objects.all().delete()
    Item.objects.all().delete()
    found = differences()
    assert {"agenda item 1 was signed, and is gone", "§ 1/2025 was signed, and is gone"} <= set(found)


def test_rows_that_came_after_are_named(signed: Meeting, board: dict[str, Seat]) -> None:
    item = Item.objects.create(meeting=signed, place=9, title=OTHER)
    Attendance.objects.create(meeting=signed, seat=board["deputy"])
    Decision.objects.create(
        body=signed.body,
        meeting=signed,
        item=item,
        year=2025,
        number=9,
        title=OTHER,
        decided_on=signed.day,
        approved_on=signed.adjusted_on,
    )
    assert "agenda item 9 was not in what was signed" in differences()
    assert "§ 9/2025 was not in what was signed" in differences()
    assert "attendance, The deputy was not in what was signed" in differences()
    assert "Other words" not in str(differences())


def test_another_who_is_said_to_have_been_there_is_named(signed: Meeting, board: dict[str, Seat]) -> None:
    rows = Attendance.objects.filter(meeting=signed)
    other = rows.get(seat=board["chair"]).person
    rows.filter(seat=board["member"]).update(person=other)
    assert differences() == ["attendance, The member, “holder”: not what was signed"]
    rows.filter(seat=board["member"]).update(person=None)
    assert differences() == [], "whoever has been erased is nobody"


def test_minutes_signed_before_these_were_kept_are_well(signed: Meeting) -> None:
    kept = SignedMinutes.objects.get()
    said = kept.said
    for line in said["attendance"]:
        del line["person"]
    for record in said["records"].values():
        record.pop("is_restricted", None)
    digest = digest_of(said)
    SignedMinutes.objects.update(said=said, digest=digest)
    line = TrailLine.objects.get(verb=Verb.ADJUST_MINUTES)
    TrailLine.objects.filter(pk=line.pk).update(changes={**line.changes, "signed": [None, digest]})
    assert differences() == []


def test_a_position_is_called_one_in_every_language(signed: Meeting) -> None:
    Vote.objects.update(stance=Stance.AGAINST)
    with override("sv"):
        assert "§ 1/2025, ställningstagande, ”ställningstagande”" in differences()[0]


def test_what_lawfully_changed_since_is_no_difference(
    signed: Meeting, board: dict[str, Seat], sodertorn: Organisation
) -> None:
    change_body(Body.objects.get(), name=Text(en="Renamed"), quorum=4, needs_every_party=True, by=SYSTEM)
    change_seat(board["chair"], name=Text(en="Another chair"), by=SYSTEM)
    task = Task.objects.get()
    change_task(task, organisation=sodertorn, due_on=date(2025, 9, 1), by=SYSTEM)
    carry_out(task, by=SYSTEM)
    Organisation.objects.update(name="Another party", short_name="Other")
    User.objects.update(person=None)
    Person.objects.all().delete()
    assert differences() == []


def test_an_altered_copy_is_told_and_not_compared(signed: Meeting) -> None:
    kept = SignedMinutes.objects.get()
    kept.said = {"records": {}}
    kept.save()
    assert verified_minutes().altered == {str(signed): [Difference(MinutesFault.COPY)]}
    kept.delete()
    assert verified_minutes().altered == {str(signed): [Difference(MinutesFault.TRAIL)]}


def test_the_command_tells_each_difference_and_fails(signed: Meeting, capsys: pytest.CaptureFixture[str]) -> None:
    Decision.objects.update(title=OTHER)
    Meeting.objects.update(state=MeetingState.HELD)
    with pytest.raises(CommandError, match=str(signed.title)):
        call_command("verify_minutes")
    told = capsys.readouterr().err.splitlines()
    assert [line.partition(f"{signed.title}: ")[2] for line in told] == [
        "meeting, “how far it has come”: not what was signed.",
        "§ 1/2025, “about”: not what was signed.",
    ]


def test_many_minutes_cost_no_more_questions_than_one(
    signed: Meeting, django_assert_num_queries: Callable[[int], Any]
) -> None:
    with django_assert_num_queries(11):
        verified_minutes()
