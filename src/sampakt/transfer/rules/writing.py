"""Writing partnership files in their canonical form: the same content always gives the same bytes."""

import json
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

WIDTH = 120
_NOT_WORDS = re.compile(
    r"(?:true|false|null|yes|no|on|off|y|n|~)|[-+]?[\d.][\d_.,:eE+-]*|0[xob][\da-f]+", re.IGNORECASE
)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
RECORDS = (
    *("partnership", "organisations", "documents", "agreements", "bodies", "deeds", "commitments", "evidence"),
    *("meetings", "decisions", "actions"),
)
"""Sections of the whole file whose items are written line by line, however short, and stand apart from one another."""


def as_json(data: Mapping[str, Any]) -> str:
    """The file as JSON."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def as_yaml(data: Mapping[str, Any]) -> str:
    """The file as YAML: one record after the other, short things on one line, days and words without quotes."""
    lines: list[str] = []
    for name, value in data.items():
        if lines:
            lines.append("")
        lines += _entry(name, value, 0)
    return "\n".join(lines) + "\n"


def _entry(name: str, value: Any, indent: int) -> Iterator[str]:
    """``name: value``, on one line where it is short enough."""
    pad = " " * indent
    key = _scalar(name)
    is_record = not indent and name in RECORDS
    short = None if is_record else _flow(value)
    if not isinstance(value, dict | list):
        yield from _words(f"{pad}{key}:", _scalar(value), indent + 2)
    elif short is not None and indent + len(key) + 2 + len(short) <= WIDTH:
        yield f"{pad}{key}: {short}"
    elif isinstance(value, dict):
        yield f"{pad}{key}:"
        for own, item in value.items():
            yield from _entry(own, item, indent + 2)
    else:
        yield f"{pad}{key}:"
        yield from _items(value, indent + 2, is_record=is_record)


def _words(start: str, words: str, indent: int) -> Iterator[str]:
    """A scalar after its key; words too long for the line go on below it, folded."""
    if len(start) + 1 + len(words) <= WIDTH or words[0] == '"' or "  " in words:
        yield f"{start} {words}"
        return
    yield f"{start} >-"
    for line in textwrap.wrap(words, WIDTH - indent, break_long_words=False, break_on_hyphens=False):
        yield " " * indent + line


def _items(items: Sequence[Any], indent: int, *, is_record: bool) -> Iterator[str]:
    pad = " " * indent
    for number, item in enumerate(items):
        if number and is_record:
            yield ""
        short = None if is_record else _flow(item)
        if not isinstance(item, dict):
            yield f"{pad}- {_scalar(item)}"
        elif short is not None and indent + 2 + len(short) <= WIDTH:
            yield f"{pad}- {short}"
        else:
            lines = (line for own, value in item.items() for line in _entry(own, value, indent + 2))
            yield f"{pad}- {next(lines)[indent + 2 :]}"
            yield from lines


def _flow(value: Any) -> str | None:
    """The value on one line; None when it holds a list of records, which each have lines of their own."""
    if isinstance(value, dict):
        parts = [(own, _flow(item)) for own, item in value.items()]
        if any(short is None for _own, short in parts):
            return None
        return "{" + ", ".join(f"{_scalar(own, is_flow=True)}: {short}" for own, short in parts) + "}"
    if isinstance(value, list):
        if any(isinstance(item, dict | list) for item in value):
            return None
        return "[" + ", ".join(_scalar(item, is_flow=True) for item in value) + "]"
    return _scalar(value, is_flow=True)


def _scalar(value: Any, *, is_flow: bool = False) -> str:
    if value is None or isinstance(value, bool | int | float):
        return json.dumps(value)
    words = str(value)
    if _DAY.fullmatch(words):
        return words
    is_other = not words or words != words.strip() or _NOT_WORDS.fullmatch(words)
    return words if not is_other and _is_plain(words, is_flow) else _quoted(words)


def _is_plain(words: str, is_flow: bool) -> bool:
    """Whether YAML reads the words as they stand, without quotes."""
    if not (words[0].isalnum() or words[0] in "§–(/.<+") or not words.isprintable():
        return False
    if ": " in words or " #" in words or words.endswith(":"):
        return False
    return not (is_flow and any(sign in words for sign in ",[]{}:?"))


def _quoted(words: str) -> str:
    """Words in double quotes, where YAML reads what JSON writes; signs that nobody sees are written as numbers."""
    return "".join(
        letter if letter.isprintable() else f"\\U{ord(letter):08x}" for letter in json.dumps(words, ensure_ascii=False)
    )
