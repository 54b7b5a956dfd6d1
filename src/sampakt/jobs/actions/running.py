"""Doing a job, within the process that is there for it alone."""

import logging
import time
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.db import OperationalError, transaction
from django.db.models import F
from django.http import Http404
from django.utils import translation

from sampakt.jobs.models import Job, board
from sampakt.jobs.queries import facts_kept, sorts
from sampakt.jobs.rules import MOST_BEGUN, Cancelled, Outcome, Progress, Sort, pause_before
from sampakt.jobs.terms import Fault, JobState
from sampakt.kernel import clock
from sampakt.kernel.errors import Conflict, NotAllowed, Refused
from sampakt.kernel.viewer import NOBODY, SYSTEM, Viewer
from sampakt.organisations.queries import viewer_for
from sampakt.papers.actions import no_strays

log = logging.getLogger(__name__)
BETWEEN_WORDS = 0.5
"""Seconds between two words on the board."""


class Lost(Exception):
    """Another worker has taken the job over: what this one did is rolled back."""


class Board(Progress):
    """Puts up how far the job is, and hears whether it is to stop, at most every half second."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.next = 0.0

    def at(self, done: int, of: int, note: str = "", **facts: object) -> None:
        """See ``Progress``."""
        now = time.monotonic()
        if now < self.next and done < of:
            return
        self.next = now + BETWEEN_WORDS
        board.tell(self.code, board.Told(done, of, note, facts_kept(facts)))
        if board.is_asked_to_stop(self.code):
            raise Cancelled


def take(code: str) -> Job | None:
    """Begin the job, unless somebody else has or it was stopped; each begin counts as a try."""
    waiting = Job.objects.filter(code=code, state=JobState.WAITING)
    if not waiting.update(state=JobState.RUNNING, begun_at=clock.now(), tries=F("tries") + 1):
        return None
    return Job.objects.filter(code=code, state=JobState.RUNNING).first()


def run(job: Job) -> None:
    """Do a job that was taken, and write how it ended."""
    sort = sorts().get(job.sort)
    if sort is None:
        end(job, JobState.FAILED, fault=Fault.UNKNOWN)
        return
    try:
        with translation.override(job.language), no_strays():
            _do(job, sort)
    except Cancelled:
        end(job, JobState.CANCELLED)
    except Refused as refused:
        objections = [
            {"code": said.code, "field": said.field, "facts": facts_kept(said.facts)} for said in refused.objections
        ]
        end(job, JobState.FAILED, fault=Fault.REFUSED, objections=objections)
    except (NotAllowed, Http404):
        end(job, JobState.FAILED, fault=Fault.NOT_ALLOWED)
    except Conflict:
        end(job, JobState.FAILED, fault=Fault.CONFLICT)
    except MemoryError:
        end(job, JobState.FAILED, fault=Fault.MEMORY)
    except Lost:
        log.warning("job %s was taken over while it was being done: nothing of it is kept here", job.code)
    except Exception as error:
        log.exception("job %s (%s) failed", job.code, job.sort)
        # A database that did not answer in time is nobody's fault, and may answer the next time.
        most = max(sort.tries, MOST_BEGUN) if isinstance(error, OperationalError) else sort.tries
        if job.tries < most:
            put_back(job, after=pause_before(job.tries + 1))
        else:
            end(job, JobState.FAILED, fault=Fault.FAULT)


def end(job: Job, state: JobState, **values: Any) -> None:
    """Write how the job ended. Raises Lost when it is no longer this try's to end."""
    _write(job, state=state, ended_at=clock.now(), **values)


@transaction.atomic
def put_back(job: Job, *, after: timedelta | None = None, counts: bool = True) -> None:
    """Let the job wait for another begin, unless it was asked to stop; one that does not count is not a try."""
    if board.is_asked_to_stop(job.code):
        end(job, JobState.CANCELLED)
        return
    due_at = clock.now() + after if after else None
    _write(job, state=JobState.WAITING, due_at=due_at, begun_at=None, tries=job.tries - (0 if counts else 1))
    enqueue(job)


def enqueue(job: Job) -> None:
    """Put the job in the queue, in the caller's transaction."""
    from sampakt.jobs.actions.working import carry_out

    job.queued = carry_out.using(run_after=job.due_at).enqueue(job.code).id
    job.save(update_fields=["queued"])


def _do(job: Job, sort: Sort) -> None:
    by, progress = _viewer(job), Board(job.code)
    if sort.whole:
        with transaction.atomic():
            _done(job, sort.run(job.payload, progress, by))
    else:
        _done(job, sort.run(job.payload, progress, by))


def _done(job: Job, outcome: Outcome | None) -> None:
    outcome = outcome or Outcome()
    end(job, JobState.DONE, leads_to=outcome.leads_to, note=outcome.note, facts=facts_kept(outcome.facts))


def _viewer(job: Job) -> Viewer:
    """Who asked, with what they may do today."""
    if job.user is None:
        return replace(SYSTEM, language=job.language)
    return viewer_for(job.user, language=job.language) if job.user.is_active else NOBODY


def _write(job: Job, **values: Any) -> None:
    """Change the job as long as it is still the same try's."""
    if not Job.objects.filter(pk=job.pk, state=JobState.RUNNING, tries=job.tries).update(**values):
        raise Lost
    job.refresh_from_db()
