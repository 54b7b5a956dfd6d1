"""What a kind's parameters are, read from its typed terms: for the form that asks and the page that tells."""

import enum
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from django.db.models import Choices
from pydantic.fields import FieldInfo

from sampakt.agreements.models import Party
from sampakt.commitments.models import Commitment
from sampakt.commitments.queries.registry import Kind, all_kinds
from sampakt.commitments.rules.parameters import MonthDay, Slug, Terms, Times, most_for
from sampakt.commitments.terms import CommitmentObjection
from sampakt.kernel.discovery import brought_together
from sampakt.kernel.errors import Objection
from sampakt.kernel.files.names import nearest
from sampakt.kernel.viewer import Viewer
from sampakt.kernel.words import OwnWord
from sampakt.organisations.models import Office, Organisation


class Sort(enum.StrEnum):
    """What a parameter's value looks like."""

    YES = "yes"
    NUMBER = "number"
    DAY = "day"
    MONTH_DAY = "month_day"
    CHOICE = "choice"
    CHOICES = "choices"
    ORGANISATION = "organisation"
    ORGANISATIONS = "organisations"
    OFFICES = "offices"
    OFFERED = "offered"
    LIST = "list"
    WORDS = "words"


Types = Sequence[Any]
ORGANISATION = frozenset({"organisation", "party"})
ORGANISATIONS = frozenset({"organisations", "parties"})
Offer = Callable[[Viewer, int], Sequence[tuple[str, str]]]
"""Answers the records of a partnership (by its space) that a viewer may choose among: their keys and names."""


@cache
def all_parameters() -> Mapping[str, Any]:
    """What every parameter of any room's kinds is called."""
    return brought_together("kinds", "PARAMETERS")


@cache
def all_words() -> Mapping[str, Any]:
    """The plain words that may stand for a parameter's value, in any room's kinds."""
    return brought_together("kinds", "WORDS")


@cache
def all_offers() -> Mapping[str, Offer]:
    """The parameters whose value is the key of a record in the partnership, and where the records are found."""
    return brought_together("kinds", "OFFERS")


@dataclass(frozen=True)
class Asked:
    """One parameter: its name, what its value looks like, its choices or bounds, and whether it is needed.

    ``word`` is a plain word that may stand for a day, such as ``end``; ``is_slug``: the value, or each one, is a
    slug; ``is_own``: it is one of the partnership's own words; ``is_nullable``: it may be left open although it has a
    default; ``is_several``: an organisation may have several offices.
    """

    name: str
    sort: Sort
    is_required: bool
    default: Any = None
    choices: Sequence[tuple[str, Any]] = field(default=())
    least: int | None = None
    most: int | None = None
    word: str = ""
    is_slug: bool = False
    is_own: bool = False
    is_nullable: bool = False
    is_several: bool = False

    @property
    def label(self) -> Any:
        """What it is called in the page's language; a parameter that has no name of ours is called by its own."""
        return all_parameters().get(self.name) or self.name.replace("_", " ")


def asked_by(kind: Kind) -> tuple[Asked, ...]:
    """The parameters of a kind, in its own order."""
    return _asked_by(kind.terms)


@cache
def _asked_by(terms: type[Terms]) -> tuple[Asked, ...]:
    hints = get_type_hints(terms, include_extras=True)
    return tuple(_asked(name, info, hints[name]) for name, info in terms.model_fields.items())


def _asked(name: str, info: FieldInfo, hint: Any) -> Asked:
    parts = _parts(hint)
    default = None if info.is_required() else info.get_default(call_default_factory=True)
    asked = Asked(
        name,
        Sort.WORDS,
        info.is_required(),
        default,
        is_slug=Slug in parts,
        is_own=OwnWord in parts,
        is_nullable=NoneType in get_args(hint),
    )
    for shape in (_offered, _month_day, _day, _yes, _number, _offices, _several, _choice):
        if changes := shape(name, parts):
            return replace(asked, **changes)
    return asked


Shape = dict[str, Any]


def _offered(name: str, parts: Types) -> Shape:
    return {"sort": Sort.OFFERED} if name in all_offers() else {}


def _month_day(name: str, parts: Types) -> Shape:
    return {"sort": Sort.MONTH_DAY} if MonthDay in parts else {}


def _day(name: str, parts: Types) -> Shape:
    words = [str(word) for part in parts if _origin(part) is Literal for word in get_args(part)]
    return {"sort": Sort.DAY, "word": words[0] if words else ""} if date in parts else {}


def _yes(name: str, parts: Types) -> Shape:
    return {"sort": Sort.YES} if bool in parts else {}


def _number(name: str, parts: Types) -> Shape:
    if Times in parts:
        return {"sort": Sort.NUMBER, "least": 1, "most": 1000}
    return {"sort": Sort.NUMBER, "least": 0, "most": most_for(name)} if int in parts else {}


def _offices(name: str, parts: Types) -> Shape:
    of_each = [get_args(part)[1] for part in parts if _origin(part) is dict]
    return {"sort": Sort.OFFICES, "is_several": _origin(of_each[0]) is tuple} if of_each else {}


def _several(name: str, parts: Types) -> Shape:
    items = [get_args(part)[0] for part in parts if _origin(part) is tuple]
    if not items:
        return {}
    if name in ORGANISATIONS:
        return {"sort": Sort.ORGANISATIONS}
    choices = _choices(items)
    if choices:
        return {"sort": Sort.CHOICES, "choices": choices}
    return {"sort": Sort.LIST, "is_slug": items[0] == Slug, "is_own": items[0] == OwnWord}


def _choice(name: str, parts: Types) -> Shape:
    if name in ORGANISATION:
        return {"sort": Sort.ORGANISATION}
    choices = _choices(parts)
    return {"sort": Sort.CHOICE, "choices": choices} if choices else {}


def _parts(annotation: Any) -> list[Any]:
    """The alternatives of a type: ``date | None`` has one beside nothing."""
    if _origin(annotation) in {Union, UnionType}:
        return [part for one in get_args(annotation) for part in _parts(one)]
    return [] if annotation is NoneType else [annotation]


def _origin(part: Any) -> Any:
    """What a type is made of: ``tuple`` for ``tuple[str, ...]``."""
    return get_origin(part)


def _choices(parts: Types) -> list[tuple[str, Any]]:
    """The values to choose among, from our lists of words and from plain words."""
    found: list[tuple[str, Any]] = []
    for part in parts:
        if isinstance(part, type) and issubclass(part, Choices):
            found += [(str(value), label) for value, label in part.choices]
        elif _origin(part) is Literal:
            found += [_word(value) for value in get_args(part)]
    return found


def _word(value: Any) -> tuple[str, Any]:
    if isinstance(value, Choices):
        return str(value.value), value.label
    return str(value), all_words().get(value, str(value))


@dataclass(frozen=True)
class Names:
    """What organisations and offices are called, by their codes and keys, in one agreement.

    ``types`` and ``tags`` are the words that the partnership has used already; ``offered`` the records to choose among,
    by the parameter that names one.
    """

    organisations: Mapping[str, str]
    offices: Mapping[str, Mapping[str, str]]
    types: Sequence[str] = ()
    tags: Sequence[str] = ()
    offered: Mapping[str, Sequence[tuple[str, str]]] = field(default_factory=dict)


def offered_to(viewer: Viewer, space_id: int, kind: Kind) -> dict[str, Sequence[tuple[str, str]]]:
    """The records that the parameters of a kind may name. A query for each such parameter."""
    return {
        asked.name: all_offers()[asked.name](viewer, space_id) for asked in asked_by(kind) if asked.sort == "offered"
    }


def names_in(commitment: Commitment, viewer: Viewer) -> Names:
    """What the parameters of a promise name: parties and their offices in two queries, and what its kind asks for."""
    kind = all_kinds().get(commitment.kind)
    parties = Party.objects.filter(agreement=commitment.agreement_id).select_related("organisation")
    organisations = {party.organisation.code: party.organisation for party in parties}
    held: dict[str, dict[str, str]] = {code: {} for code in organisations}
    offices = Office.objects.filter(organisation__in=organisations.values()).select_related("organisation")
    for office in offices.order_by("pk"):
        held[office.organisation.code][office.key] = str(office.name)
    return Names(
        {code: organisation.name for code, organisation in organisations.items()},
        held,
        offered=offered_to(viewer, commitment.space_id, kind) if kind else {},
    )


def objections_to_named(viewer: Viewer, space_id: int, code: str, parameters: Mapping[str, Any]) -> Iterator[Objection]:
    """An objection for each record and organisation that the parameters name and nobody knows, with the nearest name.

    A record is asked for among those of the partnership that the viewer sees. One question for each that is named.
    """
    for asked in asked_by(all_kinds()[code]):
        value = parameters.get(asked.name)
        if not value:
            continue
        if asked.sort == Sort.OFFERED:
            known = [key for key, _name in all_offers()[asked.name](viewer, space_id)]
            yield from _unknown(asked.name, [value], known)
        elif asked.sort in {Sort.ORGANISATION, Sort.ORGANISATIONS}:
            named = [value] if isinstance(value, str) else list(value)
            found = set(Organisation.objects.filter(code__in=named).values_list("code", flat=True))
            if unknown := [name for name in named if name not in found]:
                yield from _unknown(asked.name, unknown, Organisation.objects.values_list("code", flat=True))


def _unknown(parameter: str, named: Iterable[str], known: Iterable[str]) -> Iterator[Objection]:
    names = list(known)
    for name in named:
        if name not in names:
            near = nearest(name, names)
            term = CommitmentObjection.NAMED_NEAR if near else CommitmentObjection.NAMED_UNKNOWN
            yield Objection.of(term, f"parameters.{parameter}", name=name, near=near)
