"""What keeps the worker of ``sampakt serve``: a killed one is followed by another, none outstays the server."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from sampakt.config.keeper import LONGEST, SHORTEST, ended, next_pause

KEEP = """
import sys
from sampakt.config import keeper
keeper.SHORTEST = 0.1
keeper.WORKER = (sys.executable, "-c", sys.argv[1], sys.argv[2])
keeper.main()
"""
WORK = """
import os, sys, time
keeper = os.getppid()
open(sys.argv[1], "a").write(f"{os.getpid()}\\n")
while os.getppid() == keeper:
    time.sleep(0.05)
"""
# Who runs the tests in the background may have told programs to take no notice of the keyboard.
SERVE = """
import signal, subprocess, sys, time
signal.signal(signal.SIGINT, signal.default_int_handler)
subprocess.Popen(sys.argv[1:])
time.sleep(600)
"""


def _until(found: Callable[[], bool]) -> None:
    until = time.monotonic() + 30
    while not found():
        assert time.monotonic() < until
        time.sleep(0.05)


def _lives(number: int) -> bool:
    with suppress(ProcessLookupError, FileNotFoundError):
        os.kill(number, 0)
        return "\nState:\tZ" not in Path(f"/proc/{number}/status").read_text()
    return False


@pytest.fixture
def workers(tmp_path: Path) -> Callable[[], list[int]]:
    """The workers that were started, the last one last."""
    begun = tmp_path / "workers"
    return lambda: [int(line) for line in begun.read_text().splitlines()] if begun.exists() else []


@pytest.fixture
def server(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A server that brought a keeper along, in a session of their own."""
    keeper = [sys.executable, "-c", KEEP, WORK, str(tmp_path / "workers")]
    process = subprocess.Popen(
        [sys.executable, "-c", SERVE, *keeper], stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    yield process
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def test_a_worker_that_is_killed_is_followed_by_another(
    server: subprocess.Popen[str], workers: Callable[[], list[int]]
) -> None:
    _until(lambda: len(workers()) == 1)
    os.kill(workers()[0], signal.SIGKILL)
    _until(lambda: len(workers()) == 2)
    assert not _lives(workers()[0])
    assert _lives(workers()[1])
    assert server.stderr is not None
    assert server.stderr.readline().startswith("The worker ended (by signal 9)")


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGKILL])
def test_worker_and_keeper_leave_with_the_server(
    server: subprocess.Popen[str], workers: Callable[[], list[int]], told: signal.Signals
) -> None:
    _until(lambda: len(workers()) == 1)
    server.send_signal(told)
    # All that hold the end of the pipe are gone.
    server.communicate(timeout=20)
    _until(lambda: not _lives(workers()[0]))
    assert len(workers()) == 1


def test_stopped_at_the_keyboard_no_other_is_started(
    server: subprocess.Popen[str], workers: Callable[[], list[int]]
) -> None:
    _until(lambda: len(workers()) == 1)
    os.killpg(server.pid, signal.SIGINT)
    server.communicate(timeout=20)
    assert len(workers()) == 1
    assert not _lives(workers()[0])


def test_one_that_ends_at_once_again_and_again_is_waited_for_longer_each_time() -> None:
    pauses = [0.0]
    for _ in range(9):
        pauses.append(next_pause(pauses[-1], lived=0.2))
    assert pauses[1:] == [1, 2, 4, 8, 16, 32, 60, 60, 60]
    assert next_pause(LONGEST, lived=3600) == SHORTEST


def test_the_log_says_how_it_ended() -> None:
    assert (ended(-9), ended(1)) == ("by signal 9", "with status 1")
