"""A document beside agreements that are here: which one it may be about, and what it says alike, anew and otherwise."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from rapidfuzz import fuzz

from sampakt.agreements.models import Agreement, Claim, Party, Theme
from sampakt.agreements.terms import ClaimField
from sampakt.commitments.models import Commitment
from sampakt.governance.models import Body
from sampakt.intake.models import Reading
from sampakt.intake.queries.plans import Drafted, drafted
from sampakt.intake.rules.draft import Found, PromiseValue
from sampakt.intake.rules.filing.agreement import Claimed
from sampakt.intake.rules.filing.remarks import tidy
from sampakt.intake.rules.keeping import Numbered, from_kept
from sampakt.intake.rules.numerals import NUMBER, number
from sampakt.intake.rules.text import plain
from sampakt.intake.terms import Compared, ValueField, ValueState
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import Viewer
from sampakt.papers.rules import free_key
from sampakt.transfer.queries import partnership_told

ALIKE = 90
"""Least likeness, of 100, of the words of two promises that are the same."""
CHOOSABLE = (ClaimField.TITLE, ClaimField.STARTS_ON, ClaimField.ENDS_ON)
"""Facts whose value a document may replace when somebody says so. Signatures are recorded, not chosen."""
MOST_CANDIDATES = 5
_LOOKED_AT = 5000
_NUMBER = re.compile(rf"\b(?:\d[\d \u00a0]*|{NUMBER})\b")


@dataclass(frozen=True)
class Candidate:
    """An agreement that a document may be about: how many of its parties it names, whether its number stands there."""

    agreement: Agreement
    parties: int
    has_number: bool
    likeness: int


@dataclass(frozen=True)
class Difference:
    """One fact as the document tells it beside the agreement's own; ``number`` is the value's.

    ``may_choose`` when the document's value can be put in place of the agreement's.
    """

    number: int
    field: ClaimField | ValueField
    organisation: str
    theirs: str
    ours: Sequence[str]
    compared: Compared
    may_choose: bool


def candidates(reading: Reading, viewer: Viewer) -> list[Candidate]:
    """The agreements that the viewer writes and that the document may be about, the likeliest first. Four queries.

    All that name its parties are rated by title and number before the first few are fetched: a list may hold hundreds.
    """
    values = reading.values.exclude(state=ValueState.REJECTED)
    values = values.filter(field__in=(ValueField.PARTY, ValueField.NUMBER, ValueField.TITLE))
    held = [(value.field, from_kept(ValueField(value.field), value.held)) for value in values]
    codes = {value.code for field, value in held if field == ValueField.PARTY and value.code}
    numbers = {plain(value) for field, value in held if field == ValueField.NUMBER}
    title = next((value for field, value in held if field == ValueField.TITLE), reading.name)
    named = Count("parties", filter=Q(parties__organisation__code__in=codes), distinct=True)
    written = [space for space in viewer.spaces if viewer.may_edit_in(space)]
    seen = Agreement.objects.visible_to(viewer) if viewer.is_operator else Agreement.objects.within(viewer, written)
    there = (
        seen.filter(parties__organisation__code__in=codes)
        .annotate(named=named)
        .filter(named__gte=min(2, len(codes)))
        .order_by("-named", "-pk")
        .values_list("pk", "title", "named")[:_LOOKED_AT]
    )
    titles = {number: (words, parties) for number, words, parties in there}
    numbered = _numbered(titles, numbers)
    rated = [
        (
            number in numbered,
            parties,
            round(max(_likeness(title, one) for one in [*words.as_data().values(), ""])),
            number,
        )
        for number, (words, parties) in titles.items()
    ]
    first = sorted(rated, reverse=True)[:MOST_CANDIDATES]
    agreements = Agreement.objects.select_related("space__partnership").in_bulk([number for *_rest, number in first])
    return [
        Candidate(agreements[number], parties, has_number, likeness) for has_number, parties, likeness, number in first
    ]


def _numbered(agreements: Iterable[int], numbers: Set[str]) -> set[int]:
    """Those of the agreements in which one of the numbers stands: with a party, or in what a source says."""
    if not numbers:
        return set()
    rows = Party.objects.filter(agreement__in=agreements).exclude(registration_numbers=[])
    told = [(number, one) for number, held in rows.values_list("agreement", "registration_numbers") for one in held]
    claims = Claim.objects.filter(
        agreement__in=agreements, field__in=(ClaimField.REGISTRATION_NUMBER, ClaimField.OTHER)
    )
    told += claims.values_list("agreement", "value")
    return {number for number, words in told if plain(str(words)).rpartition(": ")[2] in numbers}


def differences(reading: Reading, agreement: Agreement, viewer: Viewer) -> list[Difference]:
    """Each fact that somebody stands for beside what the agreement says, and each promise that it tells otherwise.

    A fixed number of queries.
    """
    made = drafted(reading)
    parties = list(agreement.parties.select_related("organisation").prefetch_related("steps"))
    claims = list(agreement.claims.select_related("organisation"))
    names = {party.organisation.code: party.organisation.name for party in parties}
    facts = [_difference(claim, agreement, parties, claims, names) for claim in made.claims]
    return facts + [
        Difference(
            _number(found), ValueField.COMMITMENT, here.reference, title, [str(here.title)], Compared.DIFFERS, False
        )
        for title, found, here in _told_otherwise(agreement, made, viewer)
    ]


def promises_claimed(agreement: Agreement, made: Drafted, viewer: Viewer) -> list[Claimed]:
    """The promises that the document tells otherwise than the agreement does, as claims: none of them is lost."""
    return [
        Claimed(ClaimField.OTHER, tidy(f"{here.reference}: {title}", 300), "", found)
        for title, found, here in _told_otherwise(agreement, made, viewer)
    ]


def _told_otherwise(
    agreement: Agreement, made: Drafted, viewer: Viewer
) -> Iterator[tuple[str, Found[PromiseValue], Commitment]]:
    """Each promise of the draft that is here in nearly the same words, with another number or rule; and which it is."""
    here = list(Commitment.objects.visible_to(viewer).filter(agreement=agreement))
    bodies = _bodies_here(agreement, viewer)
    list(bodies.among(made.data.get("bodies", ())))
    for promise, found in zip(made.data.get("commitments", ()), made.draft.commitments, strict=False):
        parameters = _placed(promise, bodies.keys)
        if any(_is_same(promise, parameters, one) for one in here):
            continue
        if alike := next((one for one in here if _is_alike(promise, parameters, one)), None):
            yield promise["title"], found, alike


def _number(found: Found[Any]) -> int:
    """The number of the value that was found; 0 of what is no value of a document."""
    return found.number if isinstance(found, Numbered) else 0


def _difference(
    claim: Claimed, agreement: Agreement, parties: Sequence[Party], claims: Sequence[Claim], names: Mapping[str, str]
) -> Difference:
    ours = list(dict.fromkeys(filter(None, _ours(claim, agreement, parties, claims))))
    is_same = any(plain(one) == plain(claim.value) for one in ours)
    compared = Compared.SAME if is_same else Compared.DIFFERS if ours else Compared.NEW
    if claim.field == ClaimField.PARTIES:
        compared = Compared.SAME if claim.organisation in names else Compared.NEW
    may_choose = claim.field in CHOOSABLE and not claim.organisation and not is_same
    organisation = names.get(claim.organisation, "")
    return Difference(_number(claim.found), claim.field, organisation, claim.value, ours, compared, may_choose)


def _ours(claim: Claimed, agreement: Agreement, parties: Sequence[Party], claims: Sequence[Claim]) -> Iterator[str]:
    """What the agreement itself says of the fact, and what other sources claim."""
    meant = [party for party in parties if claim.organisation in ("", party.organisation.code)]
    match claim.field:
        case ClaimField.TITLE:
            yield from agreement.title.as_data().values()
        case ClaimField.STARTS_ON | ClaimField.ENDS_ON:
            yield str(getattr(agreement, claim.field) or "")
        case ClaimField.SIGNED_ON:
            yield from (str(party.signed_on or "") for party in meant)
        case ClaimField.DECIDED_ON:
            yield from (str(step.decided_on or "") for party in meant for step in party.steps.all())
        case ClaimField.REGISTRATION_NUMBER:
            yield from (str(number) for party in meant for number in party.registration_numbers)
        case ClaimField.PARTIES:
            yield from (party.organisation.name for party in meant)
    for other in claims:
        whose = other.organisation.code if other.organisation else ""
        is_other_fact = claim.field == ClaimField.OTHER and plain(other.value) != plain(claim.value)
        if other.field == claim.field and whose == claim.organisation and not is_other_fact:
            yield other.value


def added_to(agreement: Agreement, made: Drafted, viewer: Viewer) -> dict[str, Any]:
    """What of a draft an agreement lacks, as the content of a file: themes, bodies and promises that are new there."""
    space = agreement.space_id
    data: dict[str, Any] = {"sampakt": "1", "partnership": partnership_told(agreement.space.partnership)}
    themes = _New(Theme.objects.filter(space=space), "name")
    data["themes"] = list(themes.among(made.data.get("themes", ())))
    bodies = _bodies_here(agreement, viewer)
    data["bodies"] = [{**body, "agreement": agreement.key} for body in bodies.among(made.data.get("bodies", ()))]
    data["commitments"] = list(_new_promises(agreement, made, viewer, bodies.keys))
    return {section: told for section, told in data.items() if told}


def _bodies_here(agreement: Agreement, viewer: Viewer) -> "_New":
    space = agreement.space_id
    return _New(Body.objects.in_space(space), "name", seen=Body.objects.visible_to(viewer).in_space(space))


class _New:
    """Items of a draft that are not here by their names; and the keys that all of them have here."""

    def __init__(self, rows: Any, named: str, seen: Any = None) -> None:
        self.taken = set(rows.values_list("key", flat=True))
        self.here = {
            plain(words): row.key
            for row in (rows if seen is None else seen)
            for words in getattr(row, named).as_data().values()
        }
        self.keys: dict[str, str] = {}

    def among(self, items: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
        """The new ones, each with a key that is free here."""
        for item in items:
            key = self.here.get(plain(item["name"]))
            if key is None:
                key = free_key(item["key"], self.taken, otherwise="item")
                self.taken.add(key)
                yield {**item, "key": key}
            self.keys[item["key"]] = key


def _new_promises(
    agreement: Agreement, made: Drafted, viewer: Viewer, bodies: Mapping[str, str]
) -> Iterator[dict[str, Any]]:
    here = list(Commitment.objects.visible_to(viewer).filter(agreement=agreement))
    taken = set(Commitment.objects.in_space(agreement.space_id).values_list("reference", flat=True))
    number = 1
    for promise in made.data.get("commitments", ()):
        parameters = _placed(promise, bodies)
        # What is told otherwise is shown and claimed: whether the promise here changes, people say there.
        if any(_is_same(promise, parameters, one) or _is_alike(promise, parameters, one) for one in here):
            continue
        while f"D-{number:02}" in taken:
            number += 1
        taken.add(f"D-{number:02}")
        told = {**promise, "reference": f"D-{number:02}", "agreement": agreement.key}
        yield {**told, "parameters": parameters} if parameters else told


def _placed(promise: Mapping[str, Any], bodies: Mapping[str, str]) -> dict[str, Any]:
    """The parameters of a promise with the keys that its bodies have here."""
    return {
        name: bodies.get(held, held) if name in ("body", "from_body") else held
        for name, held in promise.get("parameters", {}).items()
    }


def _is_same(promise: Mapping[str, Any], parameters: Mapping[str, Any], here: Commitment) -> bool:
    """Whether a promise is here already: by its rule with all that it needs, or by its words with the same numbers."""
    is_kind = promise["kind"] == here.kind
    if parameters and is_kind and dict(parameters) == here.parameters:
        return True
    if parameters and is_kind and here.parameters:
        return False
    alike = _words_alike(promise, here)
    return any(_numbers_in(one) == _numbers_in(promise["title"]) for one in alike)


def _is_alike(promise: Mapping[str, Any], parameters: Mapping[str, Any], here: Commitment) -> bool:
    """Whether a promise is told in nearly the words of one that is here, of the same kind and the same body."""
    body = parameters.get("body", "")
    return (
        promise["kind"] == here.kind and here.parameters.get("body", "") == body and bool(_words_alike(promise, here))
    )


def _words_alike(promise: Mapping[str, Any], here: Commitment) -> list[str]:
    words: Text = here.title
    return [one for one in words.as_data().values() if _likeness(promise["title"], one) >= ALIKE]


def _numbers_in(words: str) -> list[int]:
    """The numbers in a sentence, in figures and in words; one is mostly an article."""
    return [told for written in _NUMBER.findall(plain(words)) if (told := _number_of(written)) > 1]


def _number_of(written: str) -> int:
    figures = "".join(filter(str.isdecimal, written))
    return int(figures) if figures else number(written) or 0


def _likeness(one: str, other: str) -> float:
    return fuzz.ratio(plain(one), plain(other))
