"""What the API's description calls things: one name means one thing in all rooms."""

from collections import defaultdict
from collections.abc import Iterator
from enum import Enum
from typing import Any, get_args

from pydantic import BaseModel

import sampakt.config.api  # noqa: F401 - brings the schemas of every room


def _heirs(schema: type[BaseModel]) -> Iterator[type[BaseModel]]:
    for heir in schema.__subclasses__():
        yield heir
        yield from _heirs(heir)


def _within(annotation: Any) -> Iterator[Any]:
    """A field's annotation and everything that it is made of."""
    yield annotation
    for part in get_args(annotation):
        yield from _within(part)


def test_no_two_schemas_or_lists_of_words_share_a_name() -> None:
    """The description keeps one of each name, and would tell of the other's fields as if they were its own."""
    named: dict[str, set[str]] = defaultdict(set)
    for schema in _heirs(BaseModel):
        if schema.__module__.startswith("sampakt."):
            parts = [part for field in schema.model_fields.values() for part in _within(field.annotation)]
            words = [part for part in parts if isinstance(part, type) and issubclass(part, Enum)]
            for one in (schema, *words):
                named[one.__name__].add(f"{one.__module__}.{one.__qualname__}")
    assert {"AgreementOut", "BodyOut", "CommitmentOut", "Role"} <= named.keys()
    assert {name: found for name, found in named.items() if len(found) > 1} == {}
