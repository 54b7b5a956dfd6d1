"""What is put back, given up and thrown away."""

import os
from collections.abc import Callable
from datetime import timedelta

import pytest
from django_tasks_db.models import DBTaskResult

from sampakt.jobs.actions import cancel_job, prune, rescue, start_job
from sampakt.jobs.actions.running import take
from sampakt.jobs.models import Job, board
from sampakt.jobs.terms import Fault, JobState
from sampakt.kernel import clock
from sampakt.kernel.viewer import Viewer

pytestmark = pytest.mark.django_db
Bring = Callable[..., None]
LONG_AGO = timedelta(minutes=5)


@pytest.fixture
def job(bring: Bring, asker: Viewer) -> Job:
    """One that was begun and whose worker has not been heard of for long."""
    bring("count", lambda *_: None)
    asked = start_job("count", {}, by=asker)
    taken = take(asked.code)
    assert taken is not None
    DBTaskResult.objects.update(status="RUNNING", started_at=clock.now() - LONG_AGO)
    Job.objects.update(begun_at=clock.now() - LONG_AGO)
    taken.refresh_from_db()
    return taken


def test_one_that_lives_is_left_alone(job: Job) -> None:
    board.beat(job.code)
    assert rescue() == 0
    job.refresh_from_db()
    assert job.state == JobState.RUNNING


def test_one_that_was_left_gets_a_new_place_in_the_queue(job: Job) -> None:
    before = job.queued
    assert rescue() == 1
    job.refresh_from_db()
    assert (job.state, job.tries) == (JobState.WAITING, 1)
    assert job.queued != before
    assert sorted(DBTaskResult.objects.values_list("status", flat=True)) == ["FAILED", "READY"]
    assert rescue() == 0


def test_one_that_was_left_and_asked_to_stop_is_stopped(job: Job, asker: Viewer) -> None:
    cancel_job(job, by=asker)
    rescue()
    job.refresh_from_db()
    assert job.state == JobState.CANCELLED
    assert not board.is_asked_to_stop(job.code)


def test_one_that_was_left_three_times_is_given_up(job: Job) -> None:
    Job.objects.update(tries=3)
    rescue()
    job.refresh_from_db()
    assert (job.state, job.fault) == (JobState.FAILED, Fault.LOST)


@pytest.mark.parametrize("status", ["RUNNING", "FAILED", None])
def test_one_that_waits_without_a_place_in_the_queue_gets_one(job: Job, status: str | None) -> None:
    Job.objects.update(state=JobState.WAITING, begun_at=None)
    if status is None:
        DBTaskResult.objects.all().delete()
    else:
        DBTaskResult.objects.update(status=status)
    assert rescue() == 1
    job.refresh_from_db()
    assert DBTaskResult.objects.get(pk=job.queued).status == "READY"


def test_what_ended_a_month_ago_is_thrown_away(job: Job) -> None:
    now = clock.now()
    kept = Job.objects.create(sort="count", language="sv", state=JobState.DONE, ended_at=now - timedelta(days=29))
    Job.objects.create(sort="count", language="sv", state=JobState.DONE, ended_at=now - timedelta(days=31))
    DBTaskResult.objects.update(status="FAILED", finished_at=now - timedelta(days=2))
    for name in (job.code, "worker-gone-7"):
        board.beat(name)
        old = (now - timedelta(days=2)).timestamp()
        os.utime(board._file(name, ".beat"), (old, old))
    assert prune() == 1
    assert set(Job.objects.all()) == {job, kept}
    assert not DBTaskResult.objects.exists()
    assert board.names() == {job.code}
