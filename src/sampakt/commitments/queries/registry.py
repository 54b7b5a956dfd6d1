"""Kinds of commitment and the sources of their facts: each room brings its own in ``kinds.py``; here they are found."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, lru_cache
from typing import Any, Generic, TypeVar

from pydantic import ValidationError

from sampakt.commitments.rules import AsOf, Finding, Piece, Promise, Release
from sampakt.commitments.rules.parameters import Terms
from sampakt.commitments.terms import CommitmentObjection, Family
from sampakt.kernel.discovery import brought, brought_together
from sampakt.kernel.errors import Objection
from sampakt.kernel.faults import once_each, words_of, wrong

Facts = TypeVar("Facts")


@dataclass(frozen=True)
class Source(Generic[Facts]):
    """Where facts come from: one set-based reading for many promises.

    ``load`` answers facts by key; ``key`` says which key a promise has; ``subjects`` are the tables (as the trail names
    them) whose changes may change the facts.
    """

    name: str
    load: Callable[[Sequence[Promise], date], Mapping[int, Facts]]
    key: Callable[[Promise], int]
    subjects: frozenset[str]
    nothing: Facts


class Case:
    """One promise: the facts its kind reads, the approved evidence attached to it, and the decisions releasing it."""

    __slots__ = ("_facts", "attached", "promise", "releases")

    def __init__(
        self,
        promise: Promise,
        facts: Mapping[str, Mapping[int, Any]],
        attached: Sequence[Piece] = (),
        releases: Sequence[Release] = (),
    ) -> None:
        self.promise = promise
        self.attached = attached
        self.releases = releases
        self._facts = facts

    def of(self, source: Source[Facts]) -> Facts:
        """The facts of one of the sources that the kind declared."""
        found: Facts = self._facts[source.name].get(source.key(self.promise), source.nothing)
        return found

    def added(self, name: str) -> Any:
        """The facts of a source that a room above adds to the kind, by the space's number; None where none does."""
        return self._facts.get(name, {}).get(self.promise.space_id)


Rule = Callable[[Any, Case, AsOf], Finding]


@dataclass(frozen=True)
class Kind:
    """One kind of commitment: its code, family, words, typed parameters, the sources it reads, and its rule.

    ``is_formality``: it is about how an agreement comes about, and is judged before the agreement's first day too.
    """

    code: str
    family: Family
    label: Any
    purpose: Any
    terms: type[Terms]
    rule: Rule
    sources: tuple[Source[Any], ...] = field(default=())
    is_formality: bool = False


@cache
def all_kinds() -> Mapping[str, Kind]:
    """Every kind that any room brings, by code, each with the sources that rooms above its own add to it."""
    kinds: dict[str, Kind] = {}
    for module in brought("kinds"):
        for kind in getattr(module, "KINDS", ()):
            if kind.code in kinds:
                raise ValueError(f"two rooms bring the kind {kind.code}")
            kinds[kind.code] = kind
    for code, added in brought_together("kinds", "ADDED_SOURCES").items():
        kinds[code] = replace(kinds[code], sources=(*kinds[code].sources, *added))
    return kinds


def terms_of(kind: Kind, parameters: Mapping[str, Any]) -> Terms:
    """The typed parameters of a commitment. Raises pydantic's ValidationError when they do not fit."""
    return terms_from(kind.code, json.dumps(parameters, sort_keys=True))


@lru_cache(maxsize=20_000)
def terms_from(code: str, parameters: str) -> Terms:
    """The same from the parameters' JSON; equal ones are read once."""
    return all_kinds()[code].terms.model_validate_json(parameters)


def objections_to_parameters(code: str, parameters: Mapping[str, Any]) -> list[Objection]:
    """What is wrong with a kind's code or parameters, each by name; empty when nothing is."""
    kind = all_kinds().get(code)
    if kind is None:
        known = ", ".join(sorted(all_kinds()))
        return [Objection.of(CommitmentObjection.KIND_UNKNOWN, "kind", kind=code, known=known)]
    try:
        terms = terms_of(kind, parameters)
    except ValidationError as error:
        return [
            Objection.of(
                CommitmentObjection.PARAMETER_WRONG,
                ".".join(("parameters", *place)),
                parameter=".".join(place),
                fault=words_of(wrong(fault, list(kind.terms.model_fields))),
            )
            for found, fault in once_each(error.errors(include_url=False), parameters)
            for place in [[str(part) for part in found]]
        ]
    if terms.ONE_OF and not any(getattr(terms, name) for name in terms.ONE_OF):
        names = brought_together("kinds", "PARAMETERS")
        said = ", ".join(f"{names[name]} ({name})" for name in terms.ONE_OF)
        return [Objection.of(CommitmentObjection.ONE_NEEDED, f"parameters.{terms.ONE_OF[0]}", names=said)]
    return []
