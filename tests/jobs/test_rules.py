"""When a job is lost, and when it is tried again."""

from datetime import UTC, datetime, timedelta

import pytest

from sampakt.jobs.rules import LOST_AFTER, is_lost, pause_before

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
LONG_AGO = NOW - timedelta(hours=1)
A_MOMENT = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("begun", "beat", "lost"),
    [
        (LONG_AGO, NOW - A_MOMENT, False),
        (LONG_AGO, NOW - LOST_AFTER, False),
        (LONG_AGO, NOW - LOST_AFTER - A_MOMENT, True),
        (LONG_AGO, None, True),
        (NOW - A_MOMENT, None, False),
        (NOW - A_MOMENT, LONG_AGO, False),  # the beat of an earlier try
    ],
)
def test_one_that_nobody_has_heard_of_is_lost(begun: datetime, beat: datetime | None, lost: bool) -> None:
    assert is_lost(begun, beat, NOW) == lost


def test_each_pause_is_longer_than_the_one_before() -> None:
    assert [pause_before(number).total_seconds() for number in (2, 3, 4)] == [30, 120, 480]
