"""When a job counts as lost, and how long to wait before another try."""

from datetime import datetime, timedelta

LOST_AFTER = timedelta(seconds=30)
"""A worker tells every other second that it lives; one that has been silent for so long does not."""
MOST_BEGUN = 3
"""How often a job is begun when the worker is gone each time, before it is given up."""
_FIRST_PAUSE = timedelta(seconds=30)


def is_lost(begun_at: datetime, last_beat: datetime | None, now: datetime) -> bool:
    """Whether nobody works on a job that was begun then and last heard of at ``last_beat``."""
    return now - max(begun_at, last_beat or begun_at) > LOST_AFTER


def pause_before(next_try: int) -> timedelta:
    """How long to wait before the second try, the third …: half a minute, then four times as long each."""
    return timedelta(seconds=_FIRST_PAUSE.total_seconds() * 4 ** max(0, next_try - 2))
