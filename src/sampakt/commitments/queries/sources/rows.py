"""Reading rows of many records at once, by the number of what they belong to."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

BATCH = 20_000
"""So many keys go into one question; SQLite takes no more than some thirty thousand."""


def rows_of(questions: Any, key: str, keys: Iterable[int], *fields: str) -> Iterable[tuple[Any, ...]]:
    """The rows whose ``key`` is among ``keys``: the key first, then the fields."""
    wanted = sorted(keys)
    for start in range(0, len(wanted), BATCH):
        yield from questions.filter(**{f"{key}__in": wanted[start : start + BATCH]}).values_list(key, *fields)


def grouped(questions: Any, key: str, keys: Iterable[int], *fields: str) -> dict[int, list[Any]]:
    """The fields of those rows, in lists by key."""
    found: dict[int, list[Any]] = defaultdict(list)
    for first, *rest in rows_of(questions, key, keys, *fields):
        found[first].append(tuple(rest))
    return found
