"""The decision chain: which instances handle the matter, for which party, in which paragraph, on which day."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sampakt.intake.rules.draft import DateValue, Found, PartyValue, StepValue
from sampakt.intake.rules.text import Source

_INSTANCE = re.compile(
    r"\b(?:(?P<committee>(?:kommunstyrelsen|regionstyrelsen)s (?:arbets|lednings|personal)\w*utskott(?:et)?|"
    r"arbetsutskottet)"
    r"|(?P<board>kommunstyrelsen|regionstyrelsen|formannskapet|formannskap|fylkesutvalget|forbundsdirektionen|"
    r"direktionen)"
    r"|(?P<council>kommunfullmaktige|regionfullmaktige|landstingsfullmaktige|bystyret|kommunestyret|fylkestinget|"
    r"herredsstyret)"
    r"|(?P<political>(?!sam)\w{4,}namnden|hovedutvalg\w*(?: for [\w ]{3,40})?)"
    r"|(?P<university>hogskolestyrelsen|universitetsstyrelsen|konsistoriet|fakultetsstyrelsen|fakultetsnamnden"
    r"|hogskolestyret|hogskulestyret|universitetsstyret|fakultetsstyret|dekanmotet)"
    r"|(?P<own>[\w.]{2,30}s (?:styre|styrelse|hogskolestyre|universitetsstyre))"
    r"|(?P<rector>rektor)(?= (?:\w+ ){0,3}?(?:beslut|beslot|vedtok|vedtar|vedtek|fatta|godk)|s beslut)"
    r")(?!s? (?:ordforande|forvaltning|vice|leder|leiar|kansli|kontor|ledamot|andre vice))(?P<genitive>s?)\b"
)
_DECIDES = re.compile(
    r"beslut|vedta|vedtok|vedtek|godkj?[ae]nn|foresl|forslag|behandl|\bant(?:ar|og|ok|as)\b|innstill|sammantrad|§|"
    r"\bsak(?:s?nr)?\b|tilslut|bestemt|bestamd|"
    r"\bmener\b|\bmotebok|motedato|protokoll|saksgang|tillstyrk|tilrar"
)
_PARAGRAPH = re.compile(
    r"§+ ?\d{1,4}(?:/\d{2,4})?|\b(?:ps|sak|saksnr\.?|saknr\.?|fs|ks) ?-?\d{1,4}/\d{2,4}|(?<=\s)\d{1,4}/\d{2}(?=\s|$)",
    re.I,
)
_RANK = {"rector": 0, "political": 0, "committee": 1, "board": 2, "own": 3, "university": 3, "council": 4}
_HEADER = 260
"""So far after an instance that stands alone at the head of a record, its day and paragraph may stand."""


@dataclass(frozen=True, slots=True)
class _Step:
    value: StepValue
    place: tuple[int, int]
    rank: int
    confidence: float


def find_chain(
    source: Source, document: str, dates: Sequence[Found[DateValue]] = (), parties: Sequence[Found[PartyValue]] = ()
) -> list[Found[StepValue]]:
    """The instances of the parties that handle the matter, the lowest first, each once with its paragraph and day."""
    steps: dict[str, _Step] = {}
    for match in _INSTANCE.finditer(source.plain):
        kind = _kind(match)
        sentence = source.sentence_at(match.start())
        is_alone = match.start() - sentence[0] < 3 and sentence[1] - match.end() < 14
        if kind == "own" and not source.flow[match.start()].isupper():
            continue
        if not (_DECIDES.search(source.plain, *sentence) or (is_alone and document == "decision")):
            continue
        if match["genitive"] and kind not in ("committee", "own") and not _DECIDES.match(source.plain, match.end() + 1):
            continue
        words = source.flow[match.start() : match.end() - len(match["genitive"])]
        place = (match.start(), match.start() + len(words))
        around = (sentence[0], min(match.end() + _HEADER, len(source.flow))) if is_alone else sentence
        paragraph = _PARAGRAPH.search(source.plain, place[1], around[1]) or (
            None if is_alone else _PARAGRAPH.search(source.plain, *sentence)
        )
        value = StepValue(
            instance=words,
            party=_party(kind, match, source, parties),
            paragraph=source.flow[paragraph.start() : paragraph.end()] if paragraph else "",
            day=_day(source, dates, place[1], around[1]),
        )
        _keep(
            steps,
            _key(source.plain[place[0] : place[1]], steps),
            _Step(value, place, _RANK[kind], 0.9 if document == "decision" else 0.75),
        )
    ordered = sorted(steps.values(), key=lambda step: (step.rank, step.place))
    return [source.found(step.value, step.place, "chain", step.confidence, "named_instance") for step in ordered]


def _kind(match: re.Match[str]) -> str:
    return next(name for name in _RANK if match.groupdict().get(name))


def _key(words: str, steps: dict[str, _Step]) -> str:
    """The instance's own name; a short form means the long one that was named before."""
    if words == "arbetsutskottet":
        return next((key for key in steps if key.endswith("arbetsutskott")), words)
    return words


def _keep(steps: dict[str, _Step], key: str, step: _Step) -> None:
    """Take in a step; what an earlier mention did not say is filled in."""
    known = steps.get(key)
    if known is None:
        steps[key] = step
        return
    value = replace(
        known.value,
        party=known.value.party or step.value.party,
        paragraph=known.value.paragraph or step.value.paragraph,
        day=known.value.day or step.value.day,
    )
    steps[key] = replace(known, value=value)


def _day(source: Source, dates: Sequence[Found[DateValue]], start: int, end: int) -> str:
    """The first day that stands in a stretch."""
    if start >= end:
        return ""
    stretch = source.span(start, end)
    inside = [
        found for found in dates if stretch.start <= found.span.start < stretch.end and len(found.value.day) == 10
    ]
    return min(inside, key=lambda found: found.span.start).value.day if inside else ""


def _party(kind: str, match: re.Match[str], source: Source, parties: Sequence[Found[PartyValue]]) -> str:
    """Whose instance it is, when only one party can be meant."""
    if kind == "own":
        owner = source.flow[match.start() : match.end()].split()[0].rstrip("sS")
        known = [
            found.value.name
            for found in parties
            if source.original[found.span.start : found.span.end].startswith(owner)
        ]
        return known[0] if known else owner
    sorts: tuple[str, ...] = ("municipality",)
    if kind in ("university", "rector"):
        sorts = ("university",)
    elif match.group().startswith(("region", "fylkes", "landsting")):
        sorts = ("region", "county")
    elif match.group().startswith(("forbund", "direktion")):
        sorts = ("association",)
    names = list(dict.fromkeys(found.value.name for found in parties if found.value.sort in sorts))
    return names[0] if len(names) == 1 else ""
