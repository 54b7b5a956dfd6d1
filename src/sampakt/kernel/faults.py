"""What is wrong with values that came from outside, in Sampakt's own words: pydantic finds it, and tells programmers.

Partnership files, the parameters of promises and the API speak alike.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sampakt.kernel.files.names import nearest
from sampakt.kernel.terms import ValueFault

Found = Mapping[str, Any]
"""A fault as pydantic tells it: ``type``, ``loc``, ``input``, ``ctx``."""
Loc = tuple[str | int, ...]
Wrong = tuple[str, dict[str, Any]]
"""A code, mostly of ``ValueFault``, and the facts that its words name."""

_QUOTED = re.compile(r"'([^']*)'")
_CODES = (
    ("extra_forbidden", "unknown_key"),
    ("missing", "missing"),
    ("enum", "unknown_word"),
    ("literal_error", "unknown_word"),
    ("date", "no_day"),
    ("int", "not_a_number"),
    ("decimal_max", "too_many_digits"),
    ("decimal_whole", "too_many_digits"),
    ("decimal", "not_an_amount"),
    ("bool", "not_yes_or_no"),
    ("list_type", "not_a_list"),
    ("tuple_type", "not_a_list"),
    ("too_short", "too_few"),
    ("too_long", "too_many"),
    ("model", "not_a_mapping"),
    ("dict_type", "not_a_mapping"),
    ("string_type", "not_a_value"),
    ("string_pattern_mismatch", "not_a_name"),
    ("string_too_long", "too_long"),
    ("string_too_short", "no_words"),
    ("finite_number", "not_a_number"),
    ("greater_than", "number_outside"),
    ("less_than", "number_outside"),
)
_EXAMPLES = {r"^([01]\d|2[0-3]):[0-5]\d$": "09:00", r"^\d{1,5}/\d{4}$": "4/2025"}
"""What is written in a way of its own, and how."""
_LIMITS = {"ge": "≥", "gt": ">", "le": "≤", "lt": "<"}
_OWN = frozenset(ValueFault.values)


def code_of(found: Found) -> str:
    """Our code for what pydantic found; its own where the fault comes from a rule of ours."""
    kind = str(found["type"])
    return next((code for starts, code in _CODES if kind == starts or kind.startswith(f"{starts}_")), kind)


def wrong(found: Found, known: Sequence[str] = ()) -> Wrong:
    """The code and the facts of what was found; ``known`` are the keys that may stand where an unknown one does."""
    code, value = code_of(found), _short(found.get("input"))
    if code == "not_a_value" and isinstance(found.get("input"), bool | int | float):
        code = "not_text"
    about: dict[str, Any] = dict(found.get("ctx") or {})
    name = str(found["loc"][-1]) if found["loc"] else ""
    facts: dict[str, Any]
    match code:
        case "unknown_key":
            facts = {"key": name, "nearest": nearest(name, known)}
        case "missing":
            facts = {"key": name}
        case "unknown_word":
            words = about["known"].split(", ") if "known" in about else _QUOTED.findall(str(about.get("expected", "")))
            facts = {"value": value, "nearest": nearest(value, words), "known": ", ".join(words)}
        case "unknown":
            facts = about
        case "not_a_name" if about.get("pattern") in _EXAMPLES:
            code, facts = "written_like", {"value": value, "example": _EXAMPLES[about["pattern"]]}
        case "number_outside":
            told = [f"{sign} {about[limit]}" for limit, sign in _LIMITS.items() if limit in about]
            facts = {"value": value, "limit": ", ".join(told)}
        case "too_few" | "too_many" | "too_long":
            facts = {"limit": about.get("min_length", about.get("max_length", ""))}
        case _:
            code, facts = (code, {"value": value} | about) if code in _OWN else ("wrong", {"value": value})
    return (f"{code}_meant" if facts.get("nearest") else code), facts


def words_of(fault: Wrong) -> str:
    """What is wrong, in the language of whoever reads."""
    code, facts = fault
    return str(ValueFault(code).label) % facts


def place_of(given: Any, loc: Iterable[str | int]) -> Loc:
    """Where a fault is, as far as what was given goes, and what lacks there; pydantic adds the names of types."""
    path: list[str | int] = []
    part: Any
    for part in loc:
        if not isinstance(given, Mapping | list) or "[" in str(part):
            break
        path.append(part)
        if not _has(given, part):
            break
        given = given[part]
    return tuple(path)


def once_each(found: Iterable[Found], given: Any) -> list[tuple[Loc, dict[str, Any]]]:
    """The faults by their places in what was given; pydantic tells several where a value may be of several sorts."""
    places: dict[Loc, dict[str, Any]] = {}
    for fault in found:
        place = place_of(given, fault["loc"])
        if place not in places:
            places[place] = {**fault, "loc": place}
        elif code_of(fault) == code_of(places[place]) == "unknown_word":
            about = dict(places[place].get("ctx") or {})
            words = [about.get("expected"), (fault.get("ctx") or {}).get("expected")]
            places[place]["ctx"] = about | {"expected": ", ".join(str(word) for word in words if word)}
    return list(places.items())


def _has(node: Any, part: str | int) -> bool:
    if isinstance(node, Mapping):
        return part in node
    return isinstance(node, list) and isinstance(part, int) and part < len(node)


def _short(value: object) -> str:
    if value is None:
        return "null"
    words = str(value) if isinstance(value, str | int | float | bool) else "…"
    return words if len(words) <= 60 else f"{words[:60]}…"
