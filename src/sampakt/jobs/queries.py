"""Questions about jobs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import TextChoices

from sampakt.jobs.models import Job, board
from sampakt.jobs.rules import LOST_AFTER, Sort
from sampakt.jobs.terms import Fault, JobState
from sampakt.kernel import clock
from sampakt.kernel.discovery import brought_together
from sampakt.kernel.errors import Objection
from sampakt.kernel.viewer import Viewer


@dataclass(frozen=True)
class JobSeen:
    """A job as its page shows it: ``said`` is its note in words, ``refusals`` why it was refused."""

    code: str
    title: str
    state: JobState
    done: int
    of: int
    said: str
    fault: str
    refusals: Sequence[str]
    about: str
    leads_to: str
    asked_at: datetime
    ended_at: datetime | None
    is_unfinished: bool
    is_stopping: bool
    is_waiting_in_vain: bool


def sorts() -> Mapping[str, Sort]:
    """The sorts of jobs that the rooms bring, by their names."""
    return brought_together("jobs", "JOBS")


def worker_lives() -> bool:
    """Whether some worker has lately said that it does."""
    last = board.last_worker_beat()
    return last is not None and clock.now() - last <= LOST_AFTER


def job_seen(job: Job) -> JobSeen:
    """The job with how far it has come, in the reader's language. No query."""
    sort = sorts().get(job.sort)
    words = sort.words if sort else ()
    told = board.told_of(job.code) if job.state == JobState.RUNNING else board.Told()
    note, facts = (told.note, told.facts) if job.is_unfinished else (job.note, job.facts)
    return JobSeen(
        code=job.code,
        title=str(sort.title) if sort else job.sort.replace("_", " "),
        state=JobState(job.state),
        done=told.done,
        of=told.of,
        said=_in_words(note, facts, words),
        fault=_in_words(job.fault, {"code": job.code, "tries": job.tries}, (Fault,)),
        refusals=[_in_words(said["code"], said["facts"], words) or str(Fault.REFUSED.label) for said in job.objections],
        about=job.about,
        leads_to=job.leads_to if job.state == JobState.DONE else "",
        asked_at=job.asked_at,
        ended_at=job.ended_at,
        is_unfinished=job.is_unfinished,
        is_stopping=job.state == JobState.RUNNING and board.is_asked_to_stop(job.code),
        is_waiting_in_vain=job.is_unfinished and not worker_lives(),
    )


def own_jobs(viewer: Viewer, *, most: int = 50) -> list[JobSeen]:
    """The viewer's latest jobs, newest first. One query."""
    return [job_seen(job) for job in Job.objects.visible_to(viewer)[:most]]


def facts_kept(facts: Mapping[str, object]) -> dict[str, Any]:
    """Facts as they are kept until somebody reads them, in whichever language: days stay days."""
    return {name: _kept(fact) for name, fact in facts.items()}


def _kept(fact: object) -> Any:
    if isinstance(fact, date):
        return {"day": fact.isoformat()[:10]}
    return fact if fact is None or isinstance(fact, bool | int | float) else str(fact)


def _in_words(code: str, facts: Mapping[str, Any], vocabularies: Iterable[type[TextChoices]]) -> str:
    """The sentence of a code; empty when there is none, or when no vocabulary knows it."""
    for words in vocabularies:
        if code and code in words.values:
            told: dict[str, Any] = {
                name: date.fromisoformat(fact["day"]) if isinstance(fact, dict) else fact
                for name, fact in facts.items()
            }
            return str(Objection(code=code, words=words(code).label, facts=told))
    return ""
