"""Asking for work in the background, and stopping it."""

import json
from collections.abc import Mapping
from datetime import timedelta
from hashlib import sha256
from typing import Any

from django.db import IntegrityError, transaction

from sampakt.jobs.access import may_stop
from sampakt.jobs.actions.running import enqueue
from sampakt.jobs.models import Job, board
from sampakt.jobs.queries import sorts
from sampakt.jobs.terms import JobObjection, JobState
from sampakt.kernel import clock
from sampakt.kernel.errors import NotAllowed, Objection, Refused
from sampakt.kernel.viewer import Viewer

MOST_PAYLOAD = 20_000


@transaction.atomic
def start_job(
    sort: str, payload: Mapping[str, Any], *, by: Viewer, about: str = "", after: timedelta | None = None
) -> Job:
    """Ask for a job of the ``sort`` that a room brings; it is begun once the caller's transaction has been committed.

    ``payload`` is small and plain: numbers and codes of records, never their content. ``about`` is the address that the
    job's page leads back to. The same sort and payload asked for again by the same user, while the first is unfinished,
    is the first. Whether ``by`` may do it is for the caller to ask; the actions that the job calls ask again.
    """
    if sort not in sorts():
        raise LookupError(f"no room brings {sort} in JOBS of its jobs.py")
    written = json.dumps({"sort": sort, "payload": payload}, sort_keys=True)
    if len(written) > MOST_PAYLOAD:
        raise ValueError("a payload names what the job is about; it does not carry it")
    digest = sha256(written.encode()).hexdigest()
    same = Job.objects.unfinished().asked_by(by).filter(digest=digest)
    if (found := same.first()) is not None:
        return found
    job = Job(
        sort=sort,
        payload=json.loads(written)["payload"],
        digest=digest,
        user_id=by.user_id,
        language=by.language,
        about=about,
        due_at=clock.now() + after if after else None,
    )
    try:
        with transaction.atomic():
            job.save(force_insert=True)
    except IntegrityError:
        # Asked for twice in the same moment: the other was first.
        return same.get()
    enqueue(job)
    return job


def cancel_job(job: Job, *, by: Viewer) -> None:
    """Stop a job: one that waits at once, one that is being done as soon as it next says how far it is.

    Raises Refused when it has ended.
    """
    if not may_stop(by, job):
        raise NotAllowed
    job.refresh_from_db()
    if job.state == JobState.WAITING:
        Job.objects.filter(pk=job.pk, state=JobState.WAITING).update(state=JobState.CANCELLED, ended_at=clock.now())
        job.refresh_from_db()
        if job.state == JobState.CANCELLED:
            return
    if not job.is_unfinished:
        raise Refused([Objection.of(JobObjection.ALREADY_ENDED)])
    # Word on the board waits for nobody; the job itself may hold the database's only pen.
    board.ask_to_stop(job.code)
