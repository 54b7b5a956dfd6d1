"""Questions that are asked over and over are put together once: that takes longer than the database needs to answer.

Only the words of a question are kept, never an answer: what is asked the same way is asked in the same words.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import QuerySet

MOST = 400
"""So many questions are kept, those asked last: some megabytes at the most."""

Key = tuple[Hashable, ...]
_kept: OrderedDict[Key, Any] = OrderedDict()


@dataclass(frozen=True)
class Question:
    """A question in SQL, empty when nothing can answer it. ``readers`` make values of what is stored otherwise."""

    database: str
    sql: str
    params: Sequence[Any]
    readers: Mapping[int, Callable[[Any], Any]]

    def asked(self) -> list[Sequence[Any]]:
        """What the database answers."""
        if not self.sql:
            return []
        with connections[self.database].cursor() as cursor:
            cursor.execute(self.sql, self.params)
            rows: list[Sequence[Any]] = cursor.fetchall()
        return [self._read(row) for row in rows] if self.readers else rows

    def _read(self, row: Sequence[Any]) -> Sequence[Any]:
        values = list(row)
        for place, reader in self.readers.items():
            values[place] = reader(values[place])
        return tuple(values)


def kept(key: Key, put_together: Callable[[], Any]) -> Any:
    """What was put together for the key before, or is now. All that the words depend on stands in the key."""
    try:
        _kept.move_to_end(key)
        return _kept[key]
    except KeyError:
        made = put_together()
    _kept[key] = made
    while len(_kept) > MOST:
        _kept.popitem(last=False)
    return made


def asked_as(
    key: Key, rows: Callable[[], QuerySet[Any, Any]], given: Mapping[Any, Any] | None = None
) -> Iterable[Sequence[Any]]:
    """The rows of a ``values_list``, as it would give them; ``rows`` is called only for a key that is not known yet.

    ``given`` says what stands in this question where ``rows`` was put together with a value that stands for it.
    """
    question: Question = kept((asked_as, *key), lambda: _put_together(rows()))
    if given:
        question = replace(question, params=[given.get(value, value) for value in question.params])
    return question.asked()


def _put_together(rows: QuerySet[Any, Any]) -> Question:
    compiler = rows.query.get_compiler(rows.db)
    try:
        sql, params = compiler.as_sql()
    except EmptyResultSet:
        return Question(rows.db, "", (), {})
    columns = [column for column, _sql, _alias in compiler.select[: compiler.col_count]]
    return Question(rows.db, sql, params, readers_of(compiler, columns))


def readers_of(compiler: Any, columns: Sequence[Any]) -> dict[int, Callable[[Any], Any]]:
    """What makes values of those columns that are stored otherwise than they are used, by their place."""
    return {
        place: _reader(converters, column, compiler.connection)
        for place, (converters, column) in compiler.get_converters(columns).items()
    }


def _reader(converters: Sequence[Any], column: Any, connection: Any) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        for convert in converters:
            value = convert(value, column, connection)
        return value

    return read
