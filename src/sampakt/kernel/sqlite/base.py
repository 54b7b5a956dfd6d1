"""The database engine ``sampakt.kernel.sqlite``: Django's for SQLite, which remembers questions and days.

A page asks a dozen questions of thousands of signs, and reads a thousand days, most of them the same few.
"""

import sqlite3
from functools import lru_cache
from typing import Any

from django.db.backends.sqlite3 import base
from django.utils.dateparse import parse_date, parse_datetime

LONGEST = 32_000
"""So long may a question be that is remembered. Longer ones are written by loads, and asked once."""


class Cursor(base.SQLiteCursorWrapper):
    """Django's cursor; how a question reads with SQLite's own marks for what is asked is worked out once."""

    def convert_query(self, query: str, *, param_names: Any = None) -> str:
        """The question with SQLite's marks."""
        if param_names is not None or len(query) > LONGEST:
            return str(super().convert_query(query, param_names=param_names))
        return _with_marks(query)


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's connection, with the cursor above."""

    def create_cursor(self, name: str | None = None) -> Cursor:
        """A cursor; SQLite has none with names."""
        cursor: Cursor = self.connection.cursor(factory=Cursor)
        return cursor


@lru_cache(maxsize=512)
def _with_marks(query: str) -> str:
    return base.FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%")


@lru_cache(maxsize=8_192)
def _day(stored: bytes) -> Any:
    return parse_date(stored.decode())


@lru_cache(maxsize=8_192)
def _moment(stored: bytes) -> Any:
    return parse_datetime(stored.decode())


sqlite3.register_converter("date", _day)
for _sort in ("datetime", "timestamp"):
    sqlite3.register_converter(_sort, _moment)
