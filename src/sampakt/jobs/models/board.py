"""Small files beside the database on which running jobs and workers say that they live and how far they are.

A job may hold a transaction open for minutes: what it writes in the database is seen by nobody before its end, and on
SQLite nobody else can write at all meanwhile. A file is seen at once, whatever the database is doing.
"""

import json
import os
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings

WORKER = "worker-"
_BEAT, _PROGRESS, _STOP = ".beat", ".progress", ".stop"


@dataclass(frozen=True)
class Told:
    """How far a job says that it has come: nothing yet, when ``of`` is 0."""

    done: int = 0
    of: int = 0
    note: str = ""
    facts: dict[str, Any] = field(default_factory=dict)


def beat(name: str) -> None:
    """Say that the job or the worker of that name is being done, or lives."""
    _file(name, _BEAT).touch()


def last_beat(name: str) -> datetime | None:
    """When it last said so; None when it never did."""
    return _when(_file(name, _BEAT))


def last_worker_beat() -> datetime | None:
    """When any worker last said that it lives."""
    return max(filter(None, map(_when, _folder().glob(f"{WORKER}*{_BEAT}"))), default=None)


def tell(code: str, told: Told) -> None:
    """Put up how far the job is; a reader sees the old or the new, never a half."""
    new = _file(code, f"{_PROGRESS}-new")
    new.write_text(json.dumps([told.done, told.of, told.note, told.facts]), encoding="utf-8")
    os.replace(new, _file(code, _PROGRESS))


def told_of(code: str) -> Told:
    """How far the job says that it is."""
    try:
        return Told(*json.loads(_file(code, _PROGRESS).read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return Told()


def ask_to_stop(code: str) -> None:
    """Leave word that the running job is to stop."""
    _file(code, _STOP).touch()


def is_asked_to_stop(code: str) -> bool:
    """Whether there is such word."""
    return _file(code, _STOP).exists()


def wipe(name: str) -> None:
    """Take away all that was put up for the job or the worker."""
    for ending in (_BEAT, _PROGRESS, f"{_PROGRESS}-new", _STOP):
        _file(name, ending).unlink(missing_ok=True)


def names() -> set[str]:
    """The jobs and workers of which anything is put up."""
    return {path.name.split(".")[0] for path in _folder().iterdir()}


def _folder() -> Path:
    folder = Path(settings.JOBS_FOLDER)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _file(name: str, ending: str) -> Path:
    return _folder() / f"{name}{ending}"


def _when(path: Path) -> datetime | None:
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, tz=UTC)
    except FileNotFoundError:
        return None
