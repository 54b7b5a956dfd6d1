"""Two things that Django does for SQLite over and over with the same result: done once, they are remembered."""

import sqlite3
from functools import lru_cache
from typing import Any

from django.db.backends.sqlite3 import base
from django.utils.dateparse import parse_date, parse_datetime

LONGEST = 32_000
"""So long may a question be that is remembered. Longer ones are written by loads, and asked once."""

_convert_anew = base.SQLiteCursorWrapper.convert_query


def quicken_sqlite() -> None:
    """Remember how a question reads with SQLite's own marks for what is asked, and which day some signs stand for.

    A page asks a dozen questions of thousands of signs, and reads a thousand days, most of them the same few.
    """
    base.SQLiteCursorWrapper.convert_query = _converted  # type: ignore[method-assign]  # in place of Django's own
    sqlite3.register_converter("date", _day)
    for sort in ("datetime", "timestamp"):
        sqlite3.register_converter(sort, _moment)


def _converted(self: base.SQLiteCursorWrapper, query: str, *, param_names: Any = None) -> str:
    if param_names is not None or len(query) > LONGEST:
        return _convert_anew(self, query, param_names=param_names)
    return _with_marks(query)


@lru_cache(maxsize=512)
def _with_marks(query: str) -> str:
    return base.FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%")


@lru_cache(maxsize=8_192)
def _day(stored: bytes) -> Any:
    return parse_date(stored.decode())


@lru_cache(maxsize=8_192)
def _moment(stored: bytes) -> Any:
    return parse_datetime(stored.decode())
