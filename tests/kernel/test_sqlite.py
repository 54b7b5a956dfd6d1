"""What is remembered for SQLite: the same as Django's own, only quicker."""

import sqlite3
from contextlib import closing
from datetime import date, datetime

import pytest
from django.db.backends.sqlite3.base import SQLiteCursorWrapper

from sampakt.kernel.sqlite.base import LONGEST, Cursor, _day, _moment


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("SELECT %s, 5 %% 2 WHERE name LIKE %s ESCAPE '\\'", None),
        ("SELECT %%s", None),
        ("SELECT %(day)s", ["day"]),
        ("SELECT %s" + ", %s" * LONGEST, None),
    ],
)
def test_a_question_reads_as_django_writes_it_however_often(query: str, names: list[str] | None) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        cursor = connection.cursor(factory=Cursor)
        wanted = SQLiteCursorWrapper.convert_query(cursor, query, param_names=names)
        for _again in range(2):
            assert cursor.convert_query(query, param_names=names) == wanted


def test_days_and_moments_are_read() -> None:
    for _again in range(2):
        assert _day(b"2026-11-22") == date(2026, 11, 22)
        assert _moment(b"2026-11-22 13:08:23.5") == datetime(2026, 11, 22, 13, 8, 23, 500_000)  # noqa: DTZ001  # as stored
        assert _day(b"November") is None
