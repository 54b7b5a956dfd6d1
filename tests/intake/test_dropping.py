"""Documents on a shelf: dropping, reading, stopping, setting aside and taking away; who may, and who knows of it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.storage import default_storage
from tests.intake.shelf import AGREEMENT, dropped, viewers

from sampakt.intake import actions
from sampakt.intake.access import may_decide, may_drop_for, may_see_reading
from sampakt.intake.models import Reading, Value
from sampakt.intake.terms import ReadingState, Verb
from sampakt.jobs.actions.running import run, take
from sampakt.jobs.models import Job
from sampakt.jobs.rules import Cancelled, Progress
from sampakt.kernel import clock
from sampakt.kernel.errors import NotAllowed, Refused
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.models import Organisation
from sampakt.trail.models import TrailLine

SEES = {"coordinator", "lead", "administrator", "key that reads", "operator"}
DROPS = SEES - {"key that reads"}


@pytest.fixture
def who(huddinge: Organisation, narvik: Organisation) -> dict[str, Viewer]:
    return viewers(huddinge, narvik)


@pytest.fixture
def reading(who: dict[str, Viewer], huddinge: Organisation) -> Reading:
    return dropped(huddinge, who["coordinator"])


def test_a_document_is_read_and_kept(reading: Reading) -> None:
    assert reading.state == ReadingState.READ
    assert reading.text == AGREEMENT.strip()
    assert reading.language == "sv"
    assert not reading.space_id
    assert {value.field for value in reading.values.all()} >= {"party", "period", "number", "body", "commitment"}
    for value in reading.values.all():
        assert reading.text[value.span_start : value.span_end].strip()
    verbs = list(TrailLine.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs[-2:] == [Verb.DROP_DOCUMENT, Verb.READ_DOCUMENT]


def test_reading_twice_changes_nothing(reading: Reading) -> None:
    before = list(Value.objects.values())
    actions.read(reading)
    assert list(Value.objects.values()) == before
    Reading.objects.update(state=ReadingState.WAITING)
    actions.read(reading)
    after = list(Value.objects.values())
    same = ("id", "created_at", "changed_at")
    assert [{name: row[name] for name in row if name not in same} for row in after] == [
        {name: row[name] for name in row if name not in same} for row in before
    ]


def test_the_same_document_lies_once_on_a_shelf(
    reading: Reading, who: dict[str, Viewer], huddinge: Organisation, narvik: Organisation
) -> None:
    lines = TrailLine.objects.count()
    again = actions.drop(AGREEMENT.encode(), "another name.txt", organisation=huddinge, by=who["lead"])
    assert again == reading
    assert TrailLine.objects.count() == lines
    other = actions.drop(AGREEMENT.encode(), "avtal.txt", organisation=narvik, by=who["stranger"])
    assert other != reading


@pytest.mark.parametrize("name", ["../../etc/passwd", "C:\\avtal.pdf", "\x00", "", "a" * 400, "avtal\u202e.pdf\n"])
def test_a_name_never_becomes_a_path(who: dict[str, Viewer], huddinge: Organisation, name: str) -> None:
    reading = actions.drop(b"Avtal", name, organisation=huddinge, by=who["lead"])
    assert reading.name
    assert not set("/\\\n\x00\u202e") & set(reading.name)
    assert str(reading.file.name).startswith("intake/")
    assert reading.sha256[:32] in str(reading.file.name)


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "empty"), (b"PK\x03\x04 nothing", "kind_unknown"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "kind_unknown")],
)
def test_what_no_reader_reads_is_refused(
    who: dict[str, Viewer], huddinge: Organisation, content: bytes, code: str
) -> None:
    with pytest.raises(Refused) as refused:
        actions.drop(content, "x.doc", organisation=huddinge, by=who["lead"])
    assert [(one.code, one.field) for one in refused.value.objections] == [(code, "file")]
    assert not Reading.objects.exists()
    assert not TrailLine.objects.filter(verb=Verb.DROP_DOCUMENT).exists()


def test_a_file_without_words_fails_with_what_to_do(who: dict[str, Viewer], huddinge: Organisation) -> None:
    reading = dropped(huddinge, who["lead"], "  \n ")
    assert (reading.state, reading.fault) == (ReadingState.FAILED, "no_words")
    assert not reading.values.exists()
    actions.set_aside(reading, by=who["lead"])
    actions.take_up_again(reading, by=who["lead"])
    assert reading.state == ReadingState.WAITING


def test_a_stopped_reading_leaves_nothing(who: dict[str, Viewer], huddinge: Organisation) -> None:
    reading = actions.drop(AGREEMENT.encode(), "avtal.txt", organisation=huddinge, by=who["lead"])
    actions.cancel(reading, by=who["lead"])
    actions.read(reading)
    reading.refresh_from_db()
    assert reading.state == ReadingState.CANCELLED
    assert not reading.values.exists()
    with pytest.raises(Refused):
        actions.cancel(reading, by=who["lead"])


def test_a_reading_that_is_stopped_while_it_runs_leaves_nothing(who: dict[str, Viewer], huddinge: Organisation) -> None:
    reading = actions.drop(AGREEMENT.encode(), "avtal.txt", organisation=huddinge, by=who["lead"])
    Reading.objects.update(state=ReadingState.READING)
    actions.cancel(Reading.objects.get(), by=who["lead"])
    reading.state = ReadingState.READING
    actions.read(reading)
    assert Reading.objects.get().state == ReadingState.CANCELLED


def test_set_aside_and_taken_up(reading: Reading, who: dict[str, Viewer]) -> None:
    actions.set_aside(reading, by=who["lead"])
    with pytest.raises(Refused):
        actions.accept(*reading.values.all(), by=who["lead"])
    actions.take_up_again(reading, by=who["lead"])
    assert reading.state == ReadingState.READ


def test_taken_away_with_its_file(
    reading: Reading, who: dict[str, Viewer], django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    name = str(reading.file.name)
    assert default_storage.exists(name)
    with django_capture_on_commit_callbacks(execute=True):
        actions.remove(reading, by=who["lead"])
    assert not Reading.objects.exists()
    assert not default_storage.exists(name)


def test_what_was_confirmed_is_not_taken_away(reading: Reading, who: dict[str, Viewer]) -> None:
    Reading.objects.update(state=ReadingState.CONFIRMED)
    with pytest.raises(Refused):
        actions.remove(reading, by=who["lead"])


@pytest.mark.parametrize(
    "name",
    [
        "passer-by",
        "stranger",
        "reader",
        "contact",
        "coordinator",
        "lead",
        "administrator",
        "key that reads",
        "operator",
    ],
)
def test_who_sees_and_does_what(reading: Reading, who: dict[str, Viewer], huddinge: Organisation, name: str) -> None:
    viewer = who[name]
    assert may_see_reading(viewer, reading) == (name in SEES)
    assert Reading.objects.visible_to(viewer).exists() == (name in SEES)
    assert Value.objects.visible_to(viewer).exists() == (name in SEES)
    assert TrailLine.objects.visible_to(viewer).about(reading).exists() == (name in SEES)
    assert may_drop_for(viewer, huddinge.pk) == may_decide(viewer, reading) == (name in DROPS)
    if name in DROPS:
        return
    lines = TrailLine.objects.count()
    before = Reading.objects.values().get()
    value = reading.values.first()
    assert value is not None
    for refused in (
        lambda: actions.drop(b"Avtal", "a.txt", organisation=huddinge, by=viewer),
        lambda: actions.cancel(reading, by=viewer),
        lambda: actions.set_aside(reading, by=viewer),
        lambda: actions.take_up_again(reading, by=viewer),
        lambda: actions.remove(reading, by=viewer),
        lambda: actions.accept(value, by=viewer),
        lambda: actions.reject(value, by=viewer),
        lambda: actions.reopen(value, by=viewer),
        lambda: actions.accept_all(reading, by=viewer),
        lambda: actions.correct(value, to="sv", by=viewer),
        lambda: actions.add_value(reading, field="theme", to="klimat", by=viewer),
    ):
        with pytest.raises(NotAllowed):
            refused()
    assert Reading.objects.values().get() == before
    assert TrailLine.objects.count() == lines


def test_the_worker_reads_what_was_dropped(who: dict[str, Viewer], huddinge: Organisation) -> None:
    reading = actions.drop(AGREEMENT.encode(), "avtal.txt", organisation=huddinge, by=who["lead"])
    job = take(reading.job)
    assert job is not None
    run(job)
    reading.refresh_from_db()
    assert reading.state == ReadingState.READ
    assert Job.objects.get().leads_to == reading.get_absolute_url()


def test_a_reading_whose_worker_was_killed_is_told_to_be_broken_off(
    who: dict[str, Viewer], huddinge: Organisation
) -> None:
    reading = actions.drop(AGREEMENT.encode(), "avtal.txt", organisation=huddinge, by=who["lead"])
    assert actions.settle() == 0
    Reading.objects.update(state=ReadingState.READING)
    Job.objects.update(state="failed", ended_at=clock.now())
    assert actions.settle() == 1
    reading.refresh_from_db()
    assert (reading.state, reading.fault) == (ReadingState.FAILED, "broken_off")
    actions.take_up_again(reading, by=who["lead"])
    assert Job.objects.unfinished().get().code == reading.job


def test_a_reader_that_breaks_leaves_nothing(
    who: dict[str, Viewer], huddinge: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_document: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("sampakt.intake.actions.reading.draft_of", broken)
    reading = actions.drop(AGREEMENT.encode(), "avtal.txt", organisation=huddinge, by=who["lead"])
    with pytest.raises(RuntimeError):
        actions.read(reading)
    assert (Reading.objects.get().state, Reading.objects.get().text) == (ReadingState.FAILED, "")


class Stopping(Progress):
    """Somebody asked to stop."""

    def at(self, done: int, of: int, note: str = "", **facts: object) -> None:
        """Stop at once."""
        raise Cancelled


def test_a_job_that_is_stopped_stops_the_reading(who: dict[str, Viewer], huddinge: Organisation) -> None:
    reading = actions.drop(AGREEMENT.encode(), "avtal.txt", organisation=huddinge, by=who["lead"])
    with pytest.raises(Cancelled):
        actions.read(reading, Stopping())
    assert Reading.objects.get().state == ReadingState.CANCELLED
    assert not Value.objects.exists()
