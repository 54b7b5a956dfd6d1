"""Minding a job that is being done in a process of its own: that it lives, keeps its bounds, and stops when told."""

import ctypes
import os
import resource
import signal
import socket
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field

from django.conf import settings
from django.db import connections
from django_tasks import task

from sampakt.jobs.actions.running import Lost, end, put_back, run, take
from sampakt.jobs.models import Job, board
from sampakt.jobs.queries import sorts
from sampakt.jobs.terms import Fault, JobState

BETWEEN_BEATS = 2.0
STOPS_WITHIN = 10.0
"""Seconds that a job has to stop by itself once somebody asked it to."""
ENDS_WITHIN = 20.0
"""Seconds that a job has to end once the worker is told to; then it is put back, to be begun anew by the next."""
_OUT_OF_MEMORY = 3
_DIES_WITH_PARENT = 1  # PR_SET_PDEATHSIG of Linux' prctl


@dataclass
class Worker:
    """This process as a worker: its name on the board, what it stops with, and until when once it was told to."""

    name: str = field(default_factory=lambda: f"{board.WORKER}{socket.gethostname().split('.')[0]}-{os.getpid()}")
    until: float | None = None
    parent: int | None = None
    patience: float = ENDS_WITHIN
    next_beat: float = 0.0

    def live(self, *jobs: str) -> None:
        """Say that the worker lives and so do the jobs that it minds, every other second."""
        if time.monotonic() >= self.next_beat:
            self.next_beat = time.monotonic() + BETWEEN_BEATS
            for name in (self.name, *jobs):
                board.beat(name)

    def stop(self) -> None:
        """Take no more jobs, and end the one in hand soon; told twice, at once."""
        self.until = time.monotonic() + (self.patience if self.until is None else 0)

    def is_leaving(self) -> bool:
        """Whether it has been told to stop, or the process that brought it along is gone."""
        if self.until is None and self.parent is not None and os.getppid() != self.parent:
            self.stop()
        return self.until is not None

    def must_leave(self) -> bool:
        """Whether the job in hand has had its time to end."""
        return self.is_leaving() and self.until is not None and time.monotonic() > self.until


HERE = Worker()


@task()
def carry_out(code: str) -> None:
    """Do the job of that code, unless it has been stopped or done meanwhile."""
    job = take(code)
    if job is None:
        return
    board.beat(code)
    try:
        _mind(job, _begin(job))
    finally:
        board.wipe(code)


def _begin(job: Job) -> int:
    """Do the job in a child of this process; answers its number."""
    connections.close_all()  # a connection is not shared between processes
    sys.stdout.flush()
    sys.stderr.flush()
    parent = os.getpid()
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        _confine(parent, _longest(job))
        run(job)
        status = 0
    except MemoryError:
        status = _OUT_OF_MEMORY
    finally:
        connections.close_all()
        sys.stderr.flush()
        os._exit(status)  # nothing of what the parent wanted done at its own end


def _confine(parent: int, seconds: int) -> None:
    """Bound what the child may use, so that no file takes the machine down, and let it not outlive the worker."""
    os.setsid()  # what the job starts, such as a reader of scans, is stopped with it
    for told in (signal.SIGINT, signal.SIGTERM):
        signal.signal(told, signal.SIG_IGN)  # the worker decides
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_DIES_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
    memory = settings.JOB_MEMORY
    for bound, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, seconds + 1), (resource.RLIMIT_CORE, 0)):
        with suppress(ValueError, OSError):  # a system that has no such bound
            resource.setrlimit(bound, (most, most))


def _mind(job: Job, child: int) -> None:
    """Wait for the child; end it when it takes too long, does not stop when asked to, or the worker must go."""
    too_long = time.monotonic() + _longest(job)
    stopped: float | None = None
    why: JobState | Fault | None = None
    pause = 0.01
    while True:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            break
        HERE.live(job.code)
        now = time.monotonic()
        if stopped is None and board.is_asked_to_stop(job.code):
            stopped = now + STOPS_WITHIN
        if now > too_long:
            why = Fault.TOO_LONG
        elif stopped is not None and now > stopped:
            why = JobState.CANCELLED
        elif HERE.must_leave():
            why = JobState.WAITING
        if why is not None:
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
            _, status = os.waitpid(child, 0)
            break
        time.sleep(pause)
        pause = min(pause * 1.5, 0.2)
    with suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)  # what it started and left running
    if status:
        _settle(job, why or (Fault.MEMORY if os.waitstatus_to_exitcode(status) == _OUT_OF_MEMORY else Fault.DIED))


def _settle(job: Job, why: JobState | Fault) -> None:
    """Write how a job ended that could not write it itself; one that could, a moment before, is left as it is."""
    with suppress(Lost):
        if why == JobState.WAITING:
            put_back(job, counts=False)
        elif isinstance(why, Fault):
            end(job, JobState.FAILED, fault=why)
        else:
            end(job, why)


def _longest(job: Job) -> int:
    sort = sorts().get(job.sort)
    return sort.longest if sort else 60
