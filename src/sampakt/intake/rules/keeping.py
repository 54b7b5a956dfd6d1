"""Found values as plain data that is kept, and back: what a draft says as rows, and a draft of some of those rows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from sampakt.intake.rules.draft import (
    AmountValue,
    BodyValue,
    DateValue,
    Draft,
    Found,
    PartyValue,
    PeriodValue,
    PromiseValue,
    Span,
    StepValue,
    T,
)
from sampakt.intake.terms import ValueField

NOWHERE = Span(0, 0)
"""The place of what somebody added by hand: no words of the text stand behind it."""
Kept = Mapping[str, Any] | str
"""A value as it is kept: a text, or the fields of its dataclass."""
SINGLE: Mapping[ValueField, str] = {
    ValueField.KIND: "kind",
    ValueField.AGREEMENT_TYPE: "agreement_type",
    ValueField.TITLE: "title",
    ValueField.LANGUAGE: "language",
}
"""The fields that a draft has one value of, and what a draft calls them."""
MANY: Mapping[ValueField, str] = {
    ValueField.PARTY: "parties",
    ValueField.DATE: "dates",
    ValueField.PERIOD: "period",
    ValueField.NUMBER: "registration_numbers",
    ValueField.STEP: "chain",
    ValueField.BODY: "bodies",
    ValueField.AMOUNT: "amounts",
    ValueField.THEME: "themes",
    ValueField.COMMITMENT: "commitments",
}
"""The fields that a draft may have several values of."""
SHAPES: Mapping[ValueField, type[Any]] = {
    ValueField.PARTY: PartyValue,
    ValueField.DATE: DateValue,
    ValueField.PERIOD: PeriodValue,
    ValueField.STEP: StepValue,
    ValueField.BODY: BodyValue,
    ValueField.AMOUNT: AmountValue,
    ValueField.COMMITMENT: PromiseValue,
}
"""The fields whose values are more than a text."""
_REFERRING = ("party", "payer", "chair", "promisor")


@dataclass(frozen=True)
class Row:
    """One value as it is kept: its field, what it is, where it stands, how sure it is and why."""

    field: ValueField
    value: Kept
    span: Span
    confidence: float
    why: str
    read_as: Kept = ""
    """What was read before somebody corrected it; what other values name it by."""
    number: int = 0
    """By which it is found again."""


@dataclass(frozen=True)
class Numbered(Found[T]):
    """A value in a draft of rows, with the number of its row."""

    number: int = 0


def rows_of(draft: Draft) -> Iterator[Row]:
    """All that a draft found, field by field in the order in which people go through it."""
    for field in ValueField:
        found = getattr(draft, SINGLE[field] if field in SINGLE else MANY[field])
        for one in (found,) if field in SINGLE else found:
            if one is not None:
                yield Row(field, as_kept(one.value), one.span, one.confidence, one.why)


def as_kept(value: object) -> Kept:
    """A value as plain data."""
    if isinstance(value, str):
        return value
    if isinstance(value, PromiseValue):
        return {**asdict(value), "parameters": {name: _plain(held) for name, held in value.parameters}}
    return asdict(value)  # type: ignore[call-overload, no-any-return]  # every other value is a dataclass


def from_kept(field: ValueField, kept: Kept) -> Any:
    """The value that plain data tells: a text, or its dataclass."""
    shape = SHAPES.get(field)
    if shape is None:
        return str(kept)
    told = dict(kept) if isinstance(kept, Mapping) else {}
    known = {one.name: told[one.name] for one in fields(shape) if one.name in told}
    if shape is PromiseValue:
        known["parameters"] = tuple((name, frozen(held)) for name, held in known.get("parameters", {}).items())
    return shape(**known)


def draft_of_rows(rows: Iterable[Row], not_stated: Sequence[str] = ()) -> Draft:
    """A draft of some values: of two for a field that has one, the surer. What a correction renamed is renamed."""
    rows = list(rows)
    names = _renamed(rows)
    held: dict[str, list[Found[Any]]] = {}
    for row in rows:
        value = _referring(from_kept(row.field, row.value), names)
        name = SINGLE.get(row.field) or MANY[row.field]
        held.setdefault(name, []).append(Numbered(value, row.span, row.confidence, row.why, name, row.number))
    one: dict[str, Any] = {
        name: max(held[name], key=lambda found: found.confidence) for name in SINGLE.values() if name in held
    }
    many: dict[str, Any] = {name: tuple(held.get(name, ())) for name in MANY.values()}
    return Draft(**one, **many, not_stated=tuple(not_stated))


def _renamed(rows: Iterable[Row]) -> dict[str, str]:
    """What parties and bodies were called when they were read, and what they are called now."""
    names: dict[str, str] = {}
    for row in rows:
        if isinstance(row.read_as, Mapping) and isinstance(row.value, Mapping) and "name" in row.value:
            before, now = str(row.read_as.get("name", "")), str(row.value["name"])
            if before and before != now:
                names[before] = now
    return names


def _referring(value: Any, names: Mapping[str, str]) -> Any:
    """The value with the parties and bodies it names called as they are called now."""
    if not names or isinstance(value, str):
        return value
    told: dict[str, Any] = {name: names[held] for name in _REFERRING if (held := getattr(value, name, "")) in names}
    if isinstance(value, PromiseValue):
        told["parameters"] = tuple((name, _called(held, names)) for name, held in value.parameters)
    return replace(value, **told) if told else value


def _called(held: Any, names: Mapping[str, str]) -> Any:
    if isinstance(held, str):
        return names.get(held, held)
    if isinstance(held, tuple):
        return tuple(_called(one, names) for one in held)
    if isinstance(held, Mapping):
        return {names.get(who, who): _called(one, names) for who, one in held.items()}
    return held


def _plain(held: Any) -> Any:
    """Lists for tuples, as JSON has them."""
    if isinstance(held, tuple | list):
        return [_plain(one) for one in held]
    if isinstance(held, Mapping):
        return {str(name): _plain(one) for name, one in held.items()}
    return held


def frozen(held: Any) -> Any:
    """A parameter with tuples for lists, as a draft has them."""
    return tuple(frozen(one) for one in held) if isinstance(held, list) else held
