"""Rows with what hangs on them, in one question: what ``prefetch_related`` asks for in two."""

from collections.abc import Sequence
from typing import Any, TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)


def joined(rows: models.QuerySet[Row], *along: str, many: str) -> list[Row]:
    """The rows, each with the records that ``along`` leads to and with all of ``many``, in one query.

    ``along`` are paths to one record as for ``select_related``; those that begin with ``many`` lead on from there.
    The order is that of ``rows``, and of what hangs on one row that of ``many``'s own model. A slice stays a slice.
    Each record is made once, however many rows name it.
    """
    paths = _with_steps((*along, many))
    kinds = {path: _model_at(rows.model, path) for path in paths}
    kinds[""] = rows.model
    columns = [
        f"{path}__{field.attname}" if path else field.attname
        for path, kind in kinds.items()
        for field in kind._meta.concrete_fields
    ]
    order: list[Any] = [*(rows.query.order_by or rows.model._meta.ordering or ()), "pk"]
    if rows.query.is_sliced:
        rows = rows.model._default_manager.filter(pk__in=rows.values("pk"))
    inner = [_under(many, name) for name in kinds[many]._meta.ordering or ("pk",)]
    made: dict[tuple[type[models.Model], Any], Any] = {}
    found: dict[Any, Row] = {}
    hanging: dict[int, tuple[Any, dict[Any, Any]]] = {}
    for values in rows.order_by(*order, *inner).values_list(*columns):
        here: dict[str, Any] = {}
        at = 0
        for path, kind in kinds.items():
            size = len(kind._meta.concrete_fields)
            here[path] = _made(kind, values[at : at + size], made, rows.db)
            at += size
        for path in paths:
            above, _dot, name = path.rpartition("__")
            owner, record = here[above], here[path]
            if owner is None:
                continue
            back = owner._meta.get_field(name).remote_field
            if record is not None and isinstance(back, models.ForeignKey):
                record._state.fields_cache[back.name] = owner
            if path == many:
                of_owner = hanging.setdefault(id(owner), (owner, {}))[1]
                if record is not None:
                    of_owner[record.pk] = record
            else:
                owner._state.fields_cache[name] = record
        found[here[""].pk] = here[""]
    name = many.rpartition("__")[2]
    for owner, records in hanging.values():
        kept = getattr(owner, name).all()
        kept._result_cache, kept._prefetch_done = list(records.values()), True
        vars(owner).setdefault("_prefetched_objects_cache", {})[name] = kept
    return list(found.values())


def _with_steps(paths: Sequence[str]) -> list[str]:
    """The paths with those that they lead through, the nearest first."""
    steps = {"__".join(path.split("__")[: size + 1]) for path in paths for size in range(path.count("__") + 1)}
    return sorted(steps, key=lambda path: (path.count("__"), path))


def _model_at(model: type[models.Model], path: str) -> type[models.Model]:
    for name in path.split("__"):
        model = model._meta.get_field(name).related_model  # type: ignore[assignment]
    return model


def _under(path: str, name: Any) -> str:
    return f"-{path}__{name[1:]}" if name.startswith("-") else f"{path}__{name}"


def _made(kind: type[models.Model], values: Sequence[Any], made: dict[Any, Any], database: str) -> Any:
    """The record that the values are; None where there is none, and the same one for the same key."""
    fields = kind._meta.concrete_fields
    key = values[next(place for place, field in enumerate(fields) if field.primary_key)]
    if key is None:
        return None
    if (kind, key) not in made:
        made[kind, key] = kind.from_db(database, [field.attname for field in fields], values)
    return made[kind, key]
