"""Rows with what hangs on them, in one question: what ``prefetch_related`` asks for in two."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import models
from django.db.models.base import ModelState

from sampakt.kernel.asking import Key, Question, kept, readers_of

Row = TypeVar("Row", bound=models.Model)


@dataclass(frozen=True)
class Part:
    """What a path leads to: a model, and where its columns stand in the rows that the database answers with.

    ``readers`` make values of those columns that are stored otherwise than they are used, by place and in turn.
    """

    path: str
    kind: type[models.Model]
    names: Sequence[str]
    begins: int
    key: int
    readers: Sequence[tuple[int, Callable[[Any], Any]]]

    def record(self, row: Sequence[Any], database: str) -> models.Model:
        """The record in a row: as ``from_db`` makes it, but without ``__init__``, which would go through each column.

        A column that was not fetched is one that the record does not have yet, as after ``defer``.
        """
        values = list(row[self.begins : self.begins + len(self.names)])
        for place, read in self.readers:
            values[place] = read(values[place])
        record = self.kind.__new__(self.kind)
        record._state = ModelState()
        record._state.adding, record._state.db = False, database
        vars(record).update(zip(self.names, values, strict=True))
        return record


@dataclass(frozen=True)
class Plan:
    """How rows with what hangs on them are asked for, and put together from what the database answers."""

    model: type[models.Model]
    many: Sequence[str]
    parts: Sequence[Part]
    ties: Sequence[tuple[str, str, str, str]]
    question: Question


def joined(
    rows: models.QuerySet[Row], *along: str, many: str | tuple[str, ...], without: Collection[str] = frozenset()
) -> list[Row]:
    """The rows, each with the records that ``along`` leads to and with all of ``many``, in one query.

    ``along`` are paths to one record as for ``select_related``; those that begin with ``many`` lead on from there.
    Several of ``many`` are for what is few: the database answers with each of the one beside each of the other.
    The order is that of ``rows``, and of what hangs on one row that of ``many``'s own model. A slice stays a slice.
    Each record is made once, however many rows name it. Columns named in ``without`` are fetched only when a record is
    asked for them, one by one: for those that a list never shows.
    """
    return _filled(_planned(rows, along, many, without))


def joined_as(
    key: Key,
    rows: Callable[[], models.QuerySet[Row]],
    *along: str,
    many: str | tuple[str, ...],
    without: Collection[str] = frozenset(),
) -> list[Row]:
    """The same for rows that are asked for often; ``rows`` is called only for a key that is not known yet.

    All that the question depends on stands in the key (``kernel.asking``).
    """
    plan: Plan = kept((joined_as, along, many, *key), lambda: _planned(rows(), along, many, without))
    return _filled(plan)


def hanging(record: models.Model, name: str) -> Collection[Any]:
    """What hangs on a record: as it was fetched along, or asked for where it was not.

    A list reads it of each row: ``record.name.all()`` makes a manager each time, only to find what is there.
    """
    fetched: Collection[Any] | None = vars(record).get("_prefetched_objects_cache", {}).get(name)
    found: Collection[Any] = getattr(record, name).all() if fetched is None else fetched
    return found


def _filled(plan: Plan) -> list[Any]:
    made: dict[tuple[type[models.Model], Any], Any] = {}
    found: dict[Any, Any] = {}
    hanging: dict[tuple[int, str], tuple[Any, dict[Any, Any]]] = {}
    parts, ties, many, database = plan.parts, plan.ties, plan.many, plan.question.database
    for row in plan.question.asked():
        here: dict[str, Any] = {}
        for part in parts:
            key = row[part.key]
            if key is not None and (part.kind, key) not in made:
                made[part.kind, key] = part.record(row, database)
            here[part.path] = None if key is None else made[part.kind, key]
        for path, above, name, back in ties:
            owner, record = here[above], here[path]
            if owner is None:
                continue
            if record is not None and back:
                record._state.fields_cache[back] = owner
            if path in many:
                of_owner = hanging.setdefault((id(owner), name), (owner, {}))[1]
                if record is not None:
                    of_owner[record.pk] = record
            else:
                owner._state.fields_cache[name] = record
        found[here[""].pk] = here[""]
    for (_owner, name), (owner, records) in hanging.items():
        own = getattr(owner, name).all()
        own._result_cache, own._prefetch_done = list(records.values()), True
        vars(owner).setdefault("_prefetched_objects_cache", {})[name] = own
    return list(found.values())


def _planned(
    rows: models.QuerySet[Any], along: Sequence[str], many: str | tuple[str, ...], without: Collection[str]
) -> Plan:
    """The parts that the paths lead to, the rows themselves first, and the question that fetches them.

    What ``values_list`` does, but a path is walked once and not for each of its columns, and a value that stands in
    many rows is read once: half the time of a page was spent on that.
    """
    order: list[Any] = [*(rows.query.order_by or rows.model._meta.ordering or ()), "pk"]
    if rows.query.is_sliced:
        rows = rows.model._default_manager.filter(pk__in=rows.values("pk"))
    many = (many,) if isinstance(many, str) else many
    inner = [_under(path, name) for path in many for name in _model_at(rows.model, path)._meta.ordering or ("pk",)]
    rows = rows.order_by(*order, *inner)
    query = rows.query.chain()
    base = query.get_initial_alias()
    places = [("", base, _fields(rows.model, without))]
    for path in _with_steps((*along, *many)):
        table = query.setup_joins(path.split("__"), rows.model._meta, base).joins[-1]
        places.append((path, table, _fields(_model_at(rows.model, path), without)))
    columns = [field.get_col(table) for _path, table, fields in places for field in fields]
    query.select_related = False
    query.clear_deferred_loading()
    query.set_annotation_mask(())
    query.set_select(columns)
    compiler = query.get_compiler(rows.db)
    readers = readers_of(compiler, columns)
    parts, begins = [], 0
    for path, _table, fields in places:
        own = range(begins, begins + len(fields))
        parts.append(
            Part(
                path=path,
                kind=fields[0].model,
                names=[field.attname for field in fields],
                begins=begins,
                key=begins + next(place for place, field in enumerate(fields) if field.primary_key),
                readers=[(place - begins, readers[place]) for place in own if place in readers],
            )
        )
        begins += len(fields)
    try:
        sql, params = compiler.as_sql()
    except EmptyResultSet:
        sql, params = "", ()
    return Plan(
        model=rows.model,
        many=many,
        parts=parts,
        ties=[(part.path, *_tie(rows.model, part.path)) for part in parts[1:]],
        question=Question(rows.db, sql, params, {}),
    )


def _fields(model: type[models.Model], without: Collection[str]) -> list[Any]:
    return [field for field in model._meta.concrete_fields if field.name not in without]


def _with_steps(paths: Sequence[str]) -> list[str]:
    """The paths with those that they lead through, the nearest first."""
    steps = {"__".join(path.split("__")[: size + 1]) for path in paths for size in range(path.count("__") + 1)}
    return sorted(steps, key=lambda path: (path.count("__"), path))


def _model_at(model: type[models.Model], path: str) -> type[models.Model]:
    for name in path.split("__") if path else ():
        model = model._meta.get_field(name).related_model  # type: ignore[assignment]  # a relation
    return model


def _tie(model: type[models.Model], path: str) -> tuple[str, str, str]:
    """The path above, the name by which it leads on, and the name that leads back where a record has one owner."""
    above, _dot, name = path.rpartition("__")
    back = _model_at(model, above)._meta.get_field(name).remote_field
    return above, name, back.name if isinstance(back, models.ForeignKey) else ""


def _under(path: str, name: Any) -> str:
    return f"-{path}__{name[1:]}" if name.startswith("-") else f"{path}__{name}"
