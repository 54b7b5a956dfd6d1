"""The promises of a draft: with their rule where the text says all that it needs, else in their own words."""

from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sampakt.commitments.terms import Check, Strength
from sampakt.intake.rules.draft import Draft, PromiseValue, Span
from sampakt.intake.rules.filing.agreement import MAIN
from sampakt.intake.rules.filing.bodies import Bodies
from sampakt.intake.rules.filing.parties import Parties, step_kind
from sampakt.intake.rules.filing.remarks import CERTAIN, Noted, tidy, unsure
from sampakt.intake.rules.text import Source
from sampakt.intake.terms import Remark

STATEMENT = "statement"
Fits = Callable[[str, Mapping[str, Any]], bool]
"""Whether a kind of promise is known and takes these parameters."""
FEW, SHORT = 3, 120
"""So few words say nothing by themselves; so long may the sentence be that is taken for a title in their place."""
_BODIES, _ORGANISATIONS = ("body", "from_body"), ("organisation", "party")


class _NotTold(Exception):
    """Something that the rule needs, or that limits it, has no place in the file."""


@dataclass(frozen=True)
class Place:
    """What promises refer to: the parties, the bodies, the chain of decisions, and the agreement as its section."""

    draft: Draft
    parties: Parties
    bodies: Bodies
    agreement: Mapping[str, Any] = field(default_factory=dict)


def promises_of(place: Place, original: str, fits: Fits) -> tuple[list[dict[str, Any]], list[Noted]]:
    """Every promise in the order of the text, and what in them to look at.

    The promise of the period runs as its agreement does, so that a day that was corrected holds for both.
    """
    draft, parties = place.draft, place.parties
    told: list[dict[str, Any]] = []
    noted: list[Noted] = []
    source = Source(original) if any(found.span.end for found in draft.commitments) else None
    for found in draft.commitments:
        value, item = found.value, len(told)
        words = tidy(value.words) or tidy(original[found.span.start : found.span.end])
        if not words:
            continue
        kind, parameters = _rule(value, place, fits)
        if kind == "period" and found.confidence < CERTAIN:
            days = {"start": place.agreement.get("starts_on"), "end": place.agreement.get("ends_on")}
            parameters |= {name: day for name, day in days.items() if day and name in parameters}
        is_in_text = source is not None and found.span.start < found.span.end
        whole = _sentence(source, found.span) if source is not None and is_in_text else ""
        promise: dict[str, Any] = {
            "reference": f"D-{item + 1:02}",
            "agreement": MAIN,
            "title": _title(words, whole),
            "strength": value.strength if value.strength in Strength.values else Strength.BINDING.value,
            "check": (Check.STATED if kind == STATEMENT else Check.RECORDS).value,
            "kind": kind,
        }
        if parameters:
            promise["parameters"] = parameters
        if owes := parties.code(value.promisor):
            promise["owes"] = [owes]
        if whole and whole.rstrip(" .:;") != words:
            promise["note"] = whole
        if kind != value.kind:
            noted.append(Noted("commitments", item, Remark.AS_STATEMENT, {"kind": value.kind}))
        noted += unsure("commitments", item, "kind", found, original)
        told.append(promise)
    return told, noted


def _title(words: str, whole: str) -> str:
    """What a promise is called: its own words, or all of a short sentence of which they are only a word or two."""
    if len(words.split()) < FEW and len(words) < len(whole) <= SHORT:
        words = whole.rstrip(" .:;")
    return words[0].upper() + words[1:]


def _sentence(source: Source, span: Span) -> str:
    """The whole sentence that a promise is a part of."""
    place = bisect_left(source.at, span.start)
    return tidy(source.flow[slice(*source.sentence_at(place))].strip(" \t\n•–-"), 600)


def _rule(value: PromiseValue, place: Place, fits: Fits) -> tuple[str, dict[str, Any]]:
    """The promise's kind and parameters as a file tells them; a statement when they would not be whole."""
    try:
        parameters = {
            name: _told(name, held, place) for name, held in value.parameters if held not in ("", None, (), [], {})
        }
    except _NotTold:
        return STATEMENT, {}
    parameters |= _understood(value.kind, parameters, place)
    return (value.kind, parameters) if fits(value.kind, parameters) else (STATEMENT, {})


def _told(name: str, held: Any, place: Place) -> Any:
    """One parameter: bodies by their keys, organisations by their codes, instances by their sort."""
    if isinstance(held, tuple | list):
        return [_told(name, one, place) for one in held]
    if name in _BODIES:
        return _needed(place.bodies.key(str(held)))
    if name in _ORGANISATIONS or name in ("organisations", "parties"):
        return _needed(place.parties.code(str(held)))
    if name in ("instance", "instances"):
        return step_kind(str(held)).value
    if isinstance(held, Mapping):
        return {_needed(place.parties.code(str(who))): one for who, one in held.items()}
    return tidy(held) if isinstance(held, str) else held


def _needed(code: str) -> str:
    if not code:
        raise _NotTold
    return code


def _understood(kind: str, parameters: Mapping[str, Any], place: Place) -> dict[str, Any]:
    """What a rule needs and the rest of the text tells: whose instance decides, who takes turns, whose seats."""
    if kind == "decision" and "party" not in parameters:
        steps = place.parties.steps.items()
        whose = [code for code, chain in steps for step in chain if step["kind"] == parameters.get("instance")]
        return {"party": whose[0]} if len(set(whose)) == 1 else {}
    codes = place.parties.all_codes
    if kind == "chair_alternates" and "organisations" not in parameters and len(codes) == 2:
        return {"organisations": codes}
    if kind == "parity" and len(parameters.get("numbers", ())) == len(codes) and "organisations" not in parameters:
        return {"organisations": codes}
    if kind == "report" and "type" not in parameters:
        return {"type": "rapport"}  # the word is the same in all our languages
    return {}
