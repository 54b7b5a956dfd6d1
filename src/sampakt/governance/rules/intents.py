"""What a decision that waits to be approved is to bring about, as the plain values that are kept with it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from sampakt.kernel.text import Text

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Intent:
    """What was said of an effect that is still to come. Records are named: a deed and a promise by code, a waiver by
    number. ``unread`` names what is kept in no way that can be read."""

    type: str = ""
    covers_from: date | None = None
    covers_until: date | None = None
    instead: Text = field(default_factory=Text)
    holds_from: date | None = None
    holds_until: date | None = None
    deed: str = ""
    waiver: int | None = None
    successor: str = ""
    unread: tuple[str, ...] = ()


def written(intent: Intent) -> dict[str, Any]:
    """The intent as it is kept; what was not said is left out."""
    said = {
        "type": intent.type,
        "covers_from": _iso(intent.covers_from),
        "covers_until": _iso(intent.covers_until),
        "instead": intent.instead.as_data(),
        "holds_from": _iso(intent.holds_from),
        "holds_until": _iso(intent.holds_until),
        "deed": intent.deed,
        "waiver": intent.waiver,
        "successor": intent.successor,
    }
    return {name: value for name, value in said.items() if value}


def read(kept: Mapping[str, Any]) -> Intent:
    """The intent that was kept. What cannot be read is named, so that somebody is told; it stops nothing."""
    known: dict[str, Any] = {}
    unread = [name for name in kept if name not in _READERS]
    for name, reader in _READERS.items():
        if name not in kept:
            continue
        try:
            known[name] = reader(kept[name])
        except (TypeError, ValueError):
            unread.append(name)
    return Intent(**known, unread=tuple(sorted(unread)))


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _is(kind: type[Value]) -> Callable[[Any], Value]:
    def reader(value: Any) -> Value:
        if not isinstance(value, kind):
            raise TypeError
        return value

    return reader


def _text(value: Any) -> Text:
    if not isinstance(value, Mapping):
        raise TypeError
    return Text.of(value)


_READERS: dict[str, Callable[[Any], Any]] = {
    "type": _is(str),
    "covers_from": date.fromisoformat,
    "covers_until": date.fromisoformat,
    "instead": _text,
    "holds_from": date.fromisoformat,
    "holds_until": date.fromisoformat,
    "deed": _is(str),
    "waiver": _is(int),
    "successor": _is(str),
}
