"""Keeps the worker that ``sampakt serve`` brings along: one that dies is followed by another while the server runs.

It is a process of its own, because the server's becomes the application server, and a small one that knows nothing of
Django: what takes a worker down, such as a machine short of memory, leaves it alone.
"""

import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence

log = logging.getLogger(__name__)
WORKER = (sys.executable, "-m", "sampakt.config.command", "work", "--with-parent")
SHORTEST, LONGEST = 1.0, 60.0
"""Seconds before the next worker starts: twice as many each time that one ends soon."""
ENDED_SOON = 60.0
BETWEEN_LOOKS = 0.25


def keep(command: Sequence[str], *, is_leaving: Callable[[], bool]) -> None:
    """Start the worker, and another whenever it has ended, until it is time to leave.

    A worker that comes along leaves by itself when this process is gone.
    """
    pause = 0.0
    while not is_leaving():
        began = time.monotonic()
        worker = subprocess.Popen(command)  # noqa: S603 - our own program
        while worker.poll() is None:
            if is_leaving():
                return
            time.sleep(BETWEEN_LOOKS)
        lived = time.monotonic() - began
        pause = next_pause(pause, lived)
        until = time.monotonic() + pause
        while time.monotonic() < until and not is_leaving():
            time.sleep(BETWEEN_LOOKS)
        if not is_leaving():
            log.warning("The worker ended (%s) after %.0f s; another starts.", ended(worker.returncode), lived)


def next_pause(before: float, lived: float) -> float:
    """How long to wait for the next worker after one that lived so many seconds."""
    return SHORTEST if lived >= ENDED_SOON else max(SHORTEST, min(before * 2, LONGEST))


def ended(status: int) -> str:
    """How a process ended, for whoever reads the log."""
    return f"by signal {-status}" if status < 0 else f"with status {status}"


def main() -> None:
    """Keep the worker until the server, whose child this process is, is gone, or somebody stops it."""
    server, told = os.getppid(), []
    for one in (signal.SIGINT, signal.SIGTERM):
        signal.signal(one, lambda number, _frame: told.append(number))
    keep(WORKER, is_leaving=lambda: bool(told) or os.getppid() != server)


if __name__ == "__main__":
    main()
