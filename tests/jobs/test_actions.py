"""Asking for work, stopping it, and doing it."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import OperationalError, models, transaction
from django_tasks_db.models import DBTaskResult

from sampakt.jobs.actions import cancel_job, run, start_job
from sampakt.jobs.actions.running import take
from sampakt.jobs.models import Job, board
from sampakt.jobs.queries import job_seen
from sampakt.jobs.rules import Outcome, Progress
from sampakt.jobs.rules.sorts import Payload
from sampakt.jobs.terms import Fault, JobState
from sampakt.kernel.errors import Conflict, NotAllowed, Objection, Refused
from sampakt.kernel.viewer import SYSTEM, Viewer
from sampakt.organisations.models import Organisation, User

pytestmark = pytest.mark.django_db
Bring = Callable[..., None]


class Words(models.TextChoices):
    """What the jobs of these tests say."""

    COUNTED = "counted", "%(count)s counted by %(day)s"
    TOO_BIG = "too_big", "%(name)s is too big."


def count(payload: Payload, progress: Progress, by: Viewer) -> Outcome:
    """Count as far as the payload says."""
    for number in range(payload["to"]):
        progress.at(number, payload["to"])
    return Outcome("/somewhere/", Words.COUNTED, {"count": payload["to"], "day": date(2026, 11, 22)})


def _taken(job: Job) -> Job:
    taken = take(job.code)
    assert taken is not None
    return taken


def _done(job: Job) -> Job:
    run(_taken(job))
    job.refresh_from_db()
    return job


def test_what_is_asked_for_waits_and_is_done_once(bring: Bring, asker: Viewer) -> None:
    bring("count", count, words=(Words,))
    job = start_job("count", {"to": 3}, by=asker, about="/from/")
    assert (job.state, job.user_id, job.about) == (JobState.WAITING, asker.user_id, "/from/")
    assert DBTaskResult.objects.get(pk=job.queued).args_kwargs["args"] == [job.code]
    _done(job)
    assert (job.state, job.leads_to, job.tries) == (JobState.DONE, "/somewhere/", 1)
    assert job.ended_at is not None
    assert job_seen(job).said == "3 counted by 22 November 2026"
    assert take(job.code) is None


def test_what_was_rolled_back_was_not_asked_for(bring: Bring, asker: Viewer) -> None:
    bring("count", count, words=(Words,))
    with transaction.atomic():
        start_job("count", {"to": 3}, by=asker)
        transaction.set_rollback(True)
    assert not Job.objects.exists()
    assert not DBTaskResult.objects.exists()


def test_the_same_twice_is_one_job_until_it_has_ended(bring: Bring, asker: Viewer, stranger: Viewer) -> None:
    bring("count", count, words=(Words,))
    first = start_job("count", {"to": 3, "from": 0}, by=asker)
    assert start_job("count", {"from": 0, "to": 3}, by=asker) == first
    assert start_job("count", {"to": 4}, by=asker) != first
    assert start_job("count", {"to": 3, "from": 0}, by=stranger) != first
    _done(first)
    assert start_job("count", {"to": 3, "from": 0}, by=asker) != first


def test_what_no_room_brings_or_is_no_small_plain_payload_is_a_mistake(bring: Bring, asker: Viewer) -> None:
    bring("count", count, words=(Words,))
    with pytest.raises(LookupError):
        start_job("juggle", {}, by=asker)
    with pytest.raises(TypeError):
        start_job("count", {"to": date(2026, 1, 1)}, by=asker)
    with pytest.raises(ValueError, match="names what"):
        start_job("count", {"to": "x" * 30_000}, by=asker)
    assert not Job.objects.exists()


def test_a_job_is_done_as_who_asked_with_what_they_may_today(
    bring: Bring, asker: Viewer, account: Callable[[str], User]
) -> None:
    seen: list[Viewer] = []

    def look(payload: Payload, progress: Progress, by: Viewer) -> None:
        seen.append(by)

    bring("look", look, words=(Words,))
    _done(start_job("look", {}, by=asker))
    assert seen[0].key == asker.key
    job = start_job("look", {}, by=asker)
    User.objects.filter(email="asker@example.org").update(is_active=False)
    _done(job)
    assert not seen[1].is_known
    _done(start_job("look", {}, by=SYSTEM))
    assert seen[2].is_operator


@pytest.mark.parametrize(
    ("raised", "fault", "said"),
    [
        (Refused([Objection.of(Words.TOO_BIG, "file", name="avtal.xlsx")]), Fault.REFUSED, ["avtal.xlsx is too big."]),
        (Refused([Objection("strange", "strange")]), Fault.REFUSED, ["It was refused."]),
        (NotAllowed(), Fault.NOT_ALLOWED, []),
        (Conflict(Organisation()), Fault.CONFLICT, []),
        (MemoryError(), Fault.MEMORY, []),
        (ZeroDivisionError(), Fault.FAULT, []),
    ],
)
@pytest.mark.parametrize("whole", [True, False])
def test_why_it_could_not_be_done_is_said(
    bring: Bring, asker: Viewer, raised: Exception, fault: Fault, said: list[str], *, whole: bool
) -> None:
    def fail(payload: Payload, progress: Progress, by: Viewer) -> None:
        raise raised

    bring("fail", fail, words=(Words,), whole=whole)
    job = _done(start_job("fail", {}, by=asker))
    assert (job.state, job.fault) == (JobState.FAILED, fault)
    assert job_seen(job).refusals == said
    assert job_seen(job).fault


def test_a_whole_job_that_fails_leaves_nothing(bring: Bring, asker: Viewer, narvik: Organisation) -> None:
    def rename(payload: Payload, progress: Progress, by: Viewer) -> None:
        Organisation.objects.filter(pk=narvik.pk).update(code="renamed")
        raise ZeroDivisionError

    bring("rename", rename, words=(Words,), whole=True)
    assert _done(start_job("rename", {}, by=asker)).state == JobState.FAILED
    narvik.refresh_from_db()
    assert narvik.code == "narvik-kommune"


def test_a_fault_that_may_pass_is_tried_again_after_a_while(bring: Bring, asker: Viewer) -> None:
    def fail(payload: Payload, progress: Progress, by: Viewer) -> None:
        raise OSError("the register does not answer")

    bring("fetch", fail, words=(Words,), tries=2)
    job = _done(start_job("fetch", {}, by=asker))
    assert (job.state, job.tries) == (JobState.WAITING, 1)
    assert DBTaskResult.objects.get(pk=job.queued).run_after == job.due_at
    assert _done(job).state == JobState.FAILED
    assert job.tries == 2


def test_a_database_that_does_not_answer_is_asked_again(bring: Bring, asker: Viewer) -> None:
    def fail(payload: Payload, progress: Progress, by: Viewer) -> None:
        raise OperationalError("database is locked")

    bring("fetch", fail, words=(Words,))
    job = start_job("fetch", {}, by=asker)
    assert [_done(job).state for _ in range(3)] == [JobState.WAITING, JobState.WAITING, JobState.FAILED]


def test_one_that_waits_is_stopped_at_once(bring: Bring, asker: Viewer) -> None:
    bring("count", count, words=(Words,))
    job = start_job("count", {"to": 3}, by=asker)
    cancel_job(job, by=asker)
    assert job.state == JobState.CANCELLED
    assert take(job.code) is None
    with pytest.raises(Refused):
        cancel_job(job, by=asker)


def test_one_that_is_being_done_stops_when_it_next_says_how_far_it_is(
    bring: Bring, asker: Viewer, narvik: Organisation
) -> None:
    def rename(payload: Payload, progress: Progress, by: Viewer) -> None:
        Organisation.objects.filter(pk=narvik.pk).update(code="renamed")
        cancel_job(Job.objects.get(), by=by)
        try:
            progress.at(1, 2)
        except Exception:
            pytest.fail("a room's own handling of faults took the wish to stop")

    bring("rename", rename, words=(Words,), whole=True)
    job = _done(start_job("rename", {}, by=asker))
    assert job.state == JobState.CANCELLED
    narvik.refresh_from_db()
    assert narvik.code == "narvik-kommune"


def test_a_stranger_stops_nothing(bring: Bring, asker: Viewer, stranger: Viewer) -> None:
    bring("count", count, words=(Words,))
    job = start_job("count", {"to": 3}, by=asker)
    with pytest.raises(NotAllowed):
        cancel_job(job, by=stranger)
    job.refresh_from_db()
    assert job.state == JobState.WAITING


def test_how_far_it_is_is_seen_while_it_is_done(bring: Bring, asker: Viewer) -> None:
    seen = []

    def look(payload: Payload, progress: Progress, by: Viewer) -> None:
        progress.at(1, 10, Words.COUNTED, count=1, day=date(2026, 11, 22))
        progress.at(2, 10)
        job = Job.objects.get()
        seen.append(job_seen(job))
        progress.at(10, 10)
        seen.append(job_seen(job))

    bring("look", look, words=(Words,))
    _done(start_job("look", {}, by=asker))
    assert [(one.done, one.of) for one in seen] == [(1, 10), (10, 10)]  # the second came too soon after the first
    assert seen[0].said == "1 counted by 22 November 2026"


def test_a_try_that_was_taken_over_writes_nothing(bring: Bring, asker: Viewer, narvik: Organisation) -> None:
    def rename(payload: Payload, progress: Progress, by: Viewer) -> None:
        Organisation.objects.filter(pk=narvik.pk).update(code="renamed")
        Job.objects.update(tries=2)

    bring("rename", rename, words=(Words,), whole=True)
    job = start_job("rename", {}, by=asker)
    run(_taken(job))
    job.refresh_from_db()
    narvik.refresh_from_db()
    assert (job.state, narvik.code) == (JobState.RUNNING, "narvik-kommune")


def test_half_a_word_on_the_board_is_no_word() -> None:
    board.tell("ABCDEFGH", board.Told(1, 2))
    for text in ("", "[1", "[1, 2, 3, 4, 5]", "7"):
        board._file("ABCDEFGH", ".progress").write_text(text)
        assert board.told_of("ABCDEFGH") == board.Told()
