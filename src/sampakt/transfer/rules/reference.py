"""The reference of the format in Markdown, written from the sections themselves so that it cannot lie."""

from collections.abc import Iterable, Iterator
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from sampakt.kernel.files import Section

_WORDS = {
    "str": "words",
    "int": "whole number",
    "bool": "true or false",
    "date": "day",
    "Decimal": "amount",
    "Text": "text",
    "dict": "mapping",
}


def sections_reference(model: type[Section]) -> str:
    """A heading and a table for each section, in the order of the file; sections within sections come after them."""
    told: list[str] = []
    waiting: list[tuple[str, type[Section]]] = [("The whole file", model)]
    seen: set[type[Section]] = set()
    while waiting:
        name, section = waiting.pop(0)
        if section in seen:
            continue
        seen.add(section)
        about = section.__doc__ or ""
        told.append("\n".join([f"### {name}", "", about.strip(), "", *_table(section.model_fields)]))
        inner = [
            (key, found) for key, field in section.model_fields.items() if (found := _section_in(field.annotation))
        ]
        waiting = [(f"`{_path(name, _name(section, key))}`", found) for key, found in inner] + waiting
    return "\n\n".join(told) + "\n"


def _path(above: str, key: str) -> str:
    plain = above.strip("`")
    return key if plain == "The whole file" else f"{plain} / {key}"


def kinds_reference(kinds: Iterable[tuple[str, str, type[BaseModel]]]) -> str:
    """A heading and a table for each kind of commitment: its code, what it is about, and its parameters."""
    told = []
    for code, purpose, terms in kinds:
        table = _table(terms.model_fields) if terms.model_fields else ["No parameters."]
        told.append("\n".join([f"### `{code}`", "", purpose, "", *table]))
    return "\n\n".join(told) + "\n"


def _table(fields: dict[str, FieldInfo]) -> Iterator[str]:
    yield "| key | value | left out | |"
    yield "|---|---|---|---|"
    for key, field in fields.items():
        name = field.validation_alias or key
        yield f"| `{name}` | {_type(field.annotation)} | {_default(field)} | {field.description or ''} |"


def _name(section: type[BaseModel], key: str) -> str:
    return str(section.model_fields[key].validation_alias or key)


def _section_in(annotation: Any) -> type[Section] | None:
    if isinstance(annotation, type) and issubclass(annotation, Section):
        return annotation
    return next((found for inner in get_args(annotation) if (found := _section_in(inner))), None)


def _type(annotation: Any) -> str:
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        told = _type(inner[0])
    elif origin in (Union, UnionType):
        told = " or ".join(dict.fromkeys(_type(one) for one in inner if one is not NoneType))
    elif origin is Literal:
        told = _codes(inner)
    elif origin in (list, tuple):
        told = f"list: {_type(inner[0])}"
    elif isinstance(annotation, type) and issubclass(annotation, Enum):
        told = _codes(annotation)
    elif isinstance(annotation, type) and issubclass(annotation, Section):
        told = "see below"
    else:
        told = _WORDS.get(getattr(origin or annotation, "__name__", ""), "see the kind")
    return told


def _codes(values: Iterable[Any]) -> str:
    return ", ".join(f"`{one.value if isinstance(one, Enum) else one}`" for one in values)


def _default(field: FieldInfo) -> str:
    if field.is_required():
        return "**needed**"
    value = field.default
    if isinstance(value, Enum):
        return f"`{value.value}`"
    if value is False:
        return "`false`"
    if isinstance(value, int | str) and value != "":
        return f"`{value}`"
    if isinstance(value, tuple) and value:
        return _codes(value)
    return ""
