"""Questions that are asked over and over are put together once: that takes longer than the database needs to answer.

Only the words of a question are kept, never an answer: what is asked the same way is asked in the same words.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connections, models
from django.db.models import Model, QuerySet
from django.db.models.expressions import Col
from django.db.models.query import get_related_populators

from sampakt.kernel.text import MultilingualField

Row = TypeVar("Row", bound=Model)

MOST = 1_000
"""So many questions are kept, those asked last: some ten megabytes at the most."""

ANY = -1
"""Stands for the number of whichever record is asked about, while the question is put together: no record has it."""

ANY_CODE = "\ue000"
"""The same for its code: a character that Unicode leaves to private use."""

STEADY = frozenset({models.BooleanField, models.DateField, models.DateTimeField, MultilingualField})
"""Columns of these sorts make the same value of what is stored whichever they are, and one that never changes: read
once, it is remembered. Half of what a list reads are the same few days, and truths."""

Key = tuple[Hashable, ...]
Given = Callable[[Any], Any]
_kept: OrderedDict[Key, Any] = OrderedDict()
_steady: dict[tuple[str, type], Callable[[Any], Any]] = {}


def of(record: int | str) -> Given:
    """Asks of one record, by its number or code, what was put together for any."""
    stands_in = ANY_CODE if isinstance(record, str) else ANY
    return lambda value: record if value == stands_in else value


@dataclass(frozen=True)
class Question:
    """A question in SQL, empty when nothing can answer it. ``readers`` make values of what is stored otherwise."""

    database: str
    sql: str
    params: Sequence[Any]
    readers: Mapping[int, Callable[[Any], Any]]

    def asked(self, given: Given | None = None) -> list[Sequence[Any]]:
        """What the database answers; ``given`` says what is asked instead of each value that stands in the words."""
        if not self.sql:
            return []
        params = self.params if given is None else [given(value) for value in self.params]
        with connections[self.database].cursor() as cursor:
            cursor.execute(self.sql, params)
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


def asked_as(key: Key, rows: Callable[[], QuerySet[Any, Any]], given: Given | None = None) -> Iterable[Sequence[Any]]:
    """The rows of a ``values_list``, as it would give them; ``rows`` is called only for a key that is not known yet.

    Where ``rows`` holds a value that only stands in for others, ``given`` says for which of them in this question.
    """
    question: Question = kept((asked_as, *key), lambda: _put_together(rows()))
    return question.asked(given)


@dataclass(frozen=True)
class Recipe:
    """How records are made of what the database answers: their own columns, those annotated, those selected along."""

    question: Question
    kind: type[Model]
    begins: int
    names: Sequence[str]
    annotated: Mapping[str, int]
    along: Sequence[Any]

    def records(self, given: Given | None = None) -> list[Any]:
        """The records, made as a queryset makes them."""
        return [self._record(row) for row in self.question.asked(given)]

    def _record(self, row: Sequence[Any]) -> Model:
        record = self.kind.from_db(self.question.database, self.names, row[self.begins : self.begins + len(self.names)])
        for populator in self.along:
            populator.populate(row, record)
        for name, place in self.annotated.items():
            setattr(record, name, row[place])
        return record


def records_as(key: Key, rows: Callable[[], QuerySet[Row]], given: Given | None = None) -> list[Row]:
    """The same for records, with all that was annotated and selected along, but without what would be prefetched."""
    recipe: Recipe | None = kept((records_as, *key), lambda: _recipe(rows()))
    return recipe.records(given) if recipe else []


def _recipe(rows: QuerySet[Any]) -> Recipe | None:
    """What Django's own ``ModelIterable`` finds out anew each time; None for what nothing can answer."""
    compiler = rows.query.get_compiler(rows.db)
    question = _compiled(compiler, rows.db)
    if not question.sql:
        return None
    made = compiler.klass_info
    begins, ends = made["select_fields"][0], made["select_fields"][-1] + 1
    return Recipe(
        question=question,
        kind=made["model"],
        begins=begins,
        names=[column.target.attname for column, _sql, _alias in compiler.select[begins:ends]],
        annotated=compiler.annotation_col_map or {},
        # The stubs describe a later Django, which asks for one thing more.
        along=get_related_populators(made, compiler.select, rows.db),  # type: ignore[call-arg]  # the stubs are behind
    )


def _put_together(rows: QuerySet[Any, Any]) -> Question:
    return _compiled(rows.query.get_compiler(rows.db), rows.db)


def _compiled(compiler: Any, database: str) -> Question:
    try:
        sql, params = compiler.as_sql()
    except EmptyResultSet:
        return Question(database, "", (), {})
    columns = [column for column, _sql, _alias in compiler.select[: compiler.col_count]]
    return Question(database, sql, params, readers_of(compiler, columns))


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

    sort = type(column.output_field)
    if not isinstance(column, Col) or sort not in STEADY:
        return read
    return _steady.setdefault((connection.vendor, sort), lru_cache(maxsize=8_192)(read))
