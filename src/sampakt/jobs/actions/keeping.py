"""Keeping order: jobs whose worker is gone are put back, and what nobody asks for any more is thrown away."""

import logging
from contextlib import suppress
from datetime import timedelta

from django.db import transaction
from django_tasks_db.models import DBTaskResult

from sampakt.jobs.actions.running import Lost, end, enqueue, put_back
from sampakt.jobs.models import Job, board
from sampakt.jobs.rules import LOST_AFTER, MOST_BEGUN, is_lost
from sampakt.jobs.terms import Fault, JobState
from sampakt.kernel import clock

log = logging.getLogger(__name__)
KEPT = timedelta(days=30)
KEPT_IN_QUEUE = timedelta(days=1)


def rescue() -> int:
    """Put back what a killed worker left, and give up what was left too often; answers how many jobs it touched."""
    now, touched = clock.now(), 0
    for job in Job.objects.filter(state=JobState.RUNNING):
        if job.begun_at is not None and is_lost(job.begun_at, board.last_beat(job.code), now):
            with suppress(Lost):
                _pick_up(job)
                touched += 1
    return touched + _queue_again()


@transaction.atomic
def _pick_up(job: Job) -> None:
    DBTaskResult.objects.filter(pk=job.queued, status="RUNNING").update(status="FAILED", finished_at=clock.now())
    log.warning("job %s (%s) was left by its worker, begun %s times", job.code, job.sort, job.tries)
    if job.tries >= MOST_BEGUN:
        end(job, JobState.FAILED, fault=Fault.LOST)
    else:
        put_back(job)
    board.wipe(job.code)


def _queue_again() -> int:
    """Jobs that wait for a place in the queue that is gone, because the worker was killed as it took it."""
    waiting = {job.queued: job for job in Job.objects.filter(state=JobState.WAITING)}
    if not waiting:
        return 0
    places = DBTaskResult.objects.filter(pk__in=[place for place in waiting if place])
    held = {
        str(place.pk)
        for place in places
        if place.status == "READY"
        or (place.status == "RUNNING" and place.started_at and clock.now() - place.started_at <= LOST_AFTER)
    }
    without = [job for place, job in waiting.items() if place not in held]
    for job in without:
        with transaction.atomic():
            if Job.objects.select_for_update().filter(pk=job.pk, state=JobState.WAITING, queued=job.queued).exists():
                enqueue(job)
    return len(without)


def prune() -> int:
    """Throw away the jobs that ended a month ago and what the queue remembers of them; answers how many jobs."""
    now = clock.now()
    _all, by_table = Job.objects.filter(ended_at__lt=now - KEPT).delete()
    ended = DBTaskResult.objects.filter(status__in=("SUCCESSFUL", "FAILED"), finished_at__lt=now - KEPT_IN_QUEUE)
    ended.delete()
    alive = set(Job.objects.unfinished().values_list("code", flat=True))
    for name in board.names() - alive:
        last = board.last_beat(name)
        if last is None or now - last > KEPT_IN_QUEUE:
            board.wipe(name)
    return by_table.get("jobs.Job", 0)
