"""The worker as people run it: a program of its own that is stopped, killed and made to do what harms."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections

from sampakt.jobs.actions import cancel_job, start_job
from sampakt.jobs.models import Job, board
from sampakt.jobs.queries import worker_lives
from sampakt.jobs.rules import Sort
from sampakt.jobs.terms import Fault, JobState
from sampakt.kernel.viewer import SYSTEM
from sampakt.organisations.models import Person

pytestmark = pytest.mark.django_db
PROGRAM = Path(__file__).with_name("worker.py")
PATIENCE = 60


@pytest.fixture(scope="module")
def database(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Path, str]]:
    """A folder, and the name of a copy of the tests' database that other programs can open."""
    folder = tmp_path_factory.mktemp("installation")
    with django_db_blocker.unblock():
        if connection.vendor == "sqlite":
            connection.ensure_connection()
            name = str(folder / "sampakt.sqlite3")
            with closing(sqlite3.connect(name)) as copy:
                connection.connection.backup(copy)
        else:
            connection.close()
            connection.creation.clone_test_db("jobs", verbosity=0)
            name = connection.creation.get_test_db_clone_settings("jobs")["NAME"]
    yield folder, name
    if connection.vendor != "sqlite":
        with django_db_blocker.unblock():
            connection.creation.destroy_test_db(suffix="jobs", verbosity=0)


@pytest.fixture
def installation(
    database: tuple[Path, str], db: None, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> Iterator[dict[str, str]]:
    """The environment of an installation in which nothing was asked for yet; what a test writes there is committed."""
    folder, name = database
    settings.JOBS_FOLDER = folder / "jobs"
    known = {name: Sort(name, lambda *_: None) for name in ("count", "hold", "hog", "die", "dawdle", "dawdle_long")}
    monkeypatch.setattr("sampakt.jobs.actions.asking.sorts", lambda: known)
    usual = connections["default"]
    connections["default"] = type(usual)({**usual.settings_dict, "NAME": name}, "default")
    url = "" if usual.vendor == "sqlite" else os.environ["SAMPAKT_DATABASE_URL"].rpartition("/")[0] + f"/{name}"
    try:
        Job.objects.all().delete()
        yield {**os.environ, "SAMPAKT_DATA": str(folder), "SAMPAKT_DATABASE_URL": url, "SAMPAKT_DEBUG": "no"}
    finally:
        connections["default"].close()
        connections["default"] = usual


Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def worker(installation: dict[str, str]) -> Iterator[Start]:
    """Start the program; what is left of it at the end is ended."""
    started: list[subprocess.Popen[str]] = []

    def start(*arguments: str) -> "subprocess.Popen[str]":
        program = [sys.executable, str(PROGRAM), *arguments]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
        started.append(subprocess.Popen(program, env=installation, text=True, start_new_session=True, **pipes))  # type: ignore[call-overload]  # the pipes are what it says
        return started[-1]

    yield start
    for process in started:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate(timeout=20)


def _until(holds: Callable[[], bool], what: str) -> None:
    until = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < until, f"waited in vain for: {what}"
        time.sleep(0.05)


def _is(job: Job, state: JobState) -> bool:
    job.refresh_from_db()
    return job.state == state


def _done(job: Job) -> Job:
    _until(lambda: not _is(job, JobState.WAITING) and not job.is_unfinished, "the end of the job")
    return job


def _begun(folder: Path) -> list[int]:
    path = folder / "begun"
    return [int(line) for line in path.read_text().split()] if path.exists() else []


def _is_alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().split()[2] != "Z"
    except FileNotFoundError:
        return False


def _slow(folder: Path, to: int = 2000, **values: object) -> dict[str, object]:
    return {"to": to, "begun": str(folder / "begun"), **values}


def test_does_what_was_asked_for_one_after_the_other(worker: Start, tmp_path: Path) -> None:
    jobs = [start_job("count", _slow(tmp_path, to, of="it"), by=SYSTEM) for to in (1, 2, 3)]
    said, _ = worker("--until-empty").communicate(timeout=PATIENCE)
    for job in jobs:
        assert _is(job, JobState.DONE), said
        assert job.leads_to == "/counted/"
    assert len(set(_begun(tmp_path))) == 3  # a process each
    assert not list(board._folder().iterdir())


def test_bounds_keep_the_worker_alive(worker: Start, tmp_path: Path) -> None:
    faults = {"hog": Fault.MEMORY, "die": Fault.DIED, "dawdle": Fault.TOO_LONG}
    jobs = {name: start_job(name, {}, by=SYSTEM) for name in faults}
    after = start_job("count", _slow(tmp_path, 1), by=SYSTEM)
    said, _ = worker("--until-empty").communicate(timeout=PATIENCE)
    for name, job in jobs.items():
        assert _is(job, JobState.FAILED), said
        assert job.fault == faults[name]
    assert _is(after, JobState.DONE)


@pytest.mark.parametrize("sort", ["count", "hold"])
def test_stops_in_the_midst_and_is_seen_until_then(worker: Start, tmp_path: Path, sort: str) -> None:
    """Also a job that holds a transaction open, on a database with a single writer."""
    job = start_job(sort, _slow(tmp_path, name="Prov"), by=SYSTEM)
    worker()
    _until(lambda: board.told_of(job.code).done > 2, "a sign of how far it is")
    assert worker_lives()
    job.refresh_from_db()
    began = time.monotonic()
    cancel_job(job, by=SYSTEM)
    assert time.monotonic() - began < 2
    assert _done(job).state == JobState.CANCELLED
    assert not Person.objects.filter(name="Prov").exists()


def test_a_killed_worker_takes_its_job_with_it_and_the_next_does_it(worker: Start, tmp_path: Path) -> None:
    job = start_job("hold", _slow(tmp_path, 60, name="Prov"), by=SYSTEM)
    first = worker()
    _until(lambda: board.told_of(job.code).done > 2, "a sign of how far it is")
    first.kill()
    first.wait(timeout=20)
    _until(lambda: not _is_alive(_begun(tmp_path)[0]), "the end of the killed worker's child")
    assert _is(job, JobState.RUNNING)
    _age(job)
    worker()
    assert _done(job).state == JobState.DONE
    assert (job.tries, len(_begun(tmp_path))) == (2, 2)
    assert Person.objects.filter(name="Prov").count() == 1
    Person.objects.filter(name="Prov").delete()


def test_one_that_is_left_each_time_is_given_up(worker: Start, tmp_path: Path) -> None:
    job = start_job("count", _slow(tmp_path), by=SYSTEM)
    Job.objects.update(tries=2)
    first = worker()
    _until(lambda: bool(_begun(tmp_path)), "its begin")
    first.kill()
    first.wait(timeout=20)
    _age(job)
    worker()
    assert _done(job).fault == Fault.LOST


def _age(job: Job) -> None:
    """Let the job's last sign of life be some minutes old."""
    job.refresh_from_db()
    assert job.begun_at is not None
    Job.objects.filter(pk=job.pk).update(begun_at=job.begun_at - timedelta(minutes=5))
    old = time.time() - 300
    for path in board._folder().iterdir():
        os.utime(path, (old, old))


def test_told_to_stop_it_ends_what_it_has_in_hand(worker: Start, tmp_path: Path) -> None:
    job = start_job("count", _slow(tmp_path, 40), by=SYSTEM)
    waiting = start_job("count", _slow(tmp_path, 41), by=SYSTEM)
    process = worker()
    _until(lambda: bool(_begun(tmp_path)), "its begin")
    process.terminate()
    assert process.wait(timeout=PATIENCE) == 0
    assert _is(job, JobState.DONE)
    assert _is(waiting, JobState.WAITING)


def test_told_twice_it_puts_the_job_back_uncounted(worker: Start, tmp_path: Path) -> None:
    job = start_job("dawdle_long", {}, by=SYSTEM)
    process = worker()
    _until(lambda: _is(job, JobState.RUNNING), "its begin")
    process.terminate()
    time.sleep(0.3)
    process.terminate()
    assert process.wait(timeout=PATIENCE) == 0
    assert _is(job, JobState.WAITING)
    assert job.tries == 0


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGKILL])
def test_one_that_came_along_leaves_with_who_brought_it(
    installation: dict[str, str], tmp_path: Path, told: signal.Signals
) -> None:
    job = start_job("dawdle_long", {}, by=SYSTEM)
    bring = "import subprocess, sys, time; subprocess.Popen(sys.argv[1:]); time.sleep(600)"
    worker = [sys.executable, str(PROGRAM), "--with-parent"]
    server = subprocess.Popen([sys.executable, "-c", bring, *worker], env=installation, start_new_session=True)
    try:
        _until(lambda: _is(job, JobState.RUNNING), "its begin")
        assert worker_lives()
        server.send_signal(told)
        server.wait(timeout=20)
        _until(lambda: _is(job, JobState.WAITING), "the job put back")
        _until(lambda: not worker_lives(), "the end of the worker")
    finally:
        with suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGKILL)
