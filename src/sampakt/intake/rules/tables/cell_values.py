"""What the words of one cell say: a day, a period, a number of months, a kind of agreement, several parties."""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import lru_cache

from rapidfuzz import fuzz, process

from sampakt.agreements.terms import AgreementKind
from sampakt.intake.rules.calendar import days_and_ranges
from sampakt.intake.rules.numerals import months_in, number
from sampakt.intake.rules.text import Source, plain

_EMPTY = frozenset(
    [
        "-",
        "--",
        "---",
        ".",
        "?",
        "n/a",
        "na",
        "saknas",
        "mangler",
        "ingen",
        "inget",
        "ingenting",
        "none",
        "nej",
        "nei",
        "no",
        "okant",
        "ukjent",
        "unknown",
        "ej",
        "angivet",
        "ikke",
        "oppgitt",
        "not",
        "stated",
        "ej",
        "aktuellt",
        "uppgift",
        "saknas",
    ]
) | {"ej angivet", "ikke oppgitt", "not stated", "ej aktuellt", "ikke aktuelt", "uppgift saknas", "not applicable"}
_OPEN_ENDED = re.compile(
    r"(?:galler )?(?:tills ?vidare|tv|t\.?v\.?|lopande|lopende|inntil videre|inntil vidare|til videre|"
    r"until further notice|open[- ]?ended|obegransat|ubegrenset|uavgrensa|evig|indefinite|permanent)\.?"
)
_SERIAL = re.compile(r"\d{5}(?:\.0+)?")
_EPOCH = date(1899, 12, 30)  # day nought of Excel's own calendar, as it has counted since March 1900
_COMPACT = re.compile(r"((?:19|20)\d\d)([01]\d)([0-3]\d)")
_TIME = re.compile(r"(?<=\d)[T ]\d{1,2}[:.]\d\d(?:[:.]\d\d(?:[.,]\d+)?)?\s*$")
_AROUND = re.compile(r"(?:(?:den|d\.|\w*dag|fr\.?o\.?m\.?|t\.?o\.?m\.?|from|till?|ca|kl)\s+|[(),.;\s]+)*")
_MOST_MONTHS = 600
_OTHER_MONTHS = re.compile(r"(\w+) ?(months?|years?|mths?|m|man|mnd)\.?")
_NOT_WHOLE = re.compile(r"\d\s?[.,/½¼¾–-]\s?\d|\d\s?[½¼¾]")
_DIVIDES = re.compile(r"\s*[;|\n]\s*")
_JOINS = re.compile(r"\s*(?:,|\s(?:och|og|and|samt|&|\+|/)\s)\s*")
_ALIKE = 90

KINDS: Mapping[AgreementKind, str] = {
    AgreementKind.STRATEGIC_PARTNERSHIP: "strategiskt partnerskap|strategisk partnerskap|strategic partnership",
    AgreementKind.COOPERATION: (
        "samverkansavtal|samarbetsavtal|samarbeidsavtale|samhandlingsavtale|cooperation agreement|cooperation|"
        "samverkan|samarbete|samarbeid|överenskommelse|överenskommelse om samverkan|collaboration agreement"
    ),
    AgreementKind.LETTER_OF_INTENT: (
        "avsiktsförklaring|intensjonsavtale|letter of intent|loi|mou|memorandum of understanding"
    ),
    AgreementKind.FRAMEWORK: "ramavtal|rammeavtale|framework agreement|framework",
    AgreementKind.MAIN: "huvudavtal|hovedavtale|main agreement",
    AgreementKind.UMBRELLA: "paraplyavtal|paraplyavtale|umbrella agreement",
    AgreementKind.SUB: "delavtal|delavtale|underavtal|underavtale|sub-agreement|subagreement",
    AgreementKind.SUPPLEMENT: "tilläggsavtal|tilleggsavtale|supplementary agreement|addendum|tillägg|tillegg",
    AgreementKind.STATE: "avtal mellan statliga myndigheter|myndighetsavtale|agreement between state authorities",
    AgreementKind.STRATEGY: "strategi|strategy|styrdokument|styringsdokument|steering document|plan|policy",
    AgreementKind.OTHER: "annat|annat avtal|annen avtale|anna avtale|annet|other|other agreement|övrigt",
}
_KINDS = {plain(name): kind for kind, names in KINDS.items() for name in names.split("|")}
_KINDS |= {kind.value: kind for kind in AgreementKind}


def is_empty(words: str) -> bool:
    """Whether a cell says that there is nothing, in words or signs."""
    return not words or plain(words) in _EMPTY


def is_open_ended(words: str) -> bool:
    """Whether the words say that there is no last day."""
    return bool(_OPEN_ENDED.fullmatch(" ".join(plain(words).split())))


@lru_cache(maxsize=20_000)
def day_in(words: str) -> date | None:
    """The one whole day that the words are; None when they are none, or say more."""
    words = _TIME.sub("", words.strip())
    if _SERIAL.fullmatch(words):
        return _day_of_serial(int(words[:5]))
    if compact := _COMPACT.fullmatch(words):
        return _day("-".join(compact.groups()))
    if len(words) > 60:
        return None
    source = Source(words)
    days, ranges = days_and_ranges(source)
    if len(days) != 1 or ranges or not days[0].is_whole:
        return None
    one = days[0]
    before, after = source.plain[: one.start], source.plain[one.end :]
    return _day(one.written) if _AROUND.fullmatch(f"{before} ") and _AROUND.fullmatch(f"{after} ") else None


def _day_of_serial(number_of_day: int) -> date | None:
    """The day that a spreadsheet kept as a number of days, between 1954 and 2119."""
    return _EPOCH + timedelta(days=number_of_day) if 20_000 <= number_of_day < 80_000 else None


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


@lru_cache(maxsize=20_000)
def period_in(words: str) -> tuple[date | None, date | None] | None:
    """The first and the last day that the words tell; a year alone is the whole year. None when they tell no period."""
    if len(words) > 120:
        return None
    source = Source(words)
    days, ranges = days_and_ranges(source)
    if len(ranges) == 1 and not days:
        first, last = _begin(ranges[0].first.written), _end(ranges[0].last.written)
        return (first, last) if first and last else None
    if len(days) == 1 and not ranges:
        rest = (source.plain[: days[0].start] + source.plain[days[0].end :]).strip(" .,-(")
        is_open = not rest or rest in {"fr.o.m", "fr o m", "fom", "fran", "fra", "from", "fran och med", "fra og med"}
        if days[0].is_whole and (source.plain.rstrip().endswith("-") or (is_open and rest)):
            return _begin(days[0].written), None
        if days[0].is_whole and is_open_ended(rest.strip(" -,")):
            return _begin(days[0].written), None
        if len(days[0].written) == 4 and not rest:
            return _begin(days[0].written), _end(days[0].written)
    return None


def _begin(written: str) -> date | None:
    return _day(f"{written}-01-01"[:10]) if len(written) == 4 else _day(f"{written}-01"[:10])


def _end(written: str) -> date | None:
    if len(written) == 10:
        return _day(written)
    year, month = int(written[:4]), int(written[5:7] or 12)
    return (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)) if 1 <= month <= 12 else None


@lru_cache(maxsize=20_000)
def notice_in(words: str) -> int | None:
    """The number of months that the words tell: "6", "sex månader", "ett år", "12 months"; None when they tell none."""
    if _NOT_WHOLE.search(words):
        return None
    told = " ".join(plain(words.replace("½", "halvt ")).split())[:80]
    months = number(told)
    if months is None:
        months = months_in(told)
    if months is None and (other := _OTHER_MONTHS.fullmatch(told)) and (count := number(other[1])):
        months = count * (12 if other[2].startswith("y") else 1)
    return months if months is not None and 0 <= months <= _MOST_MONTHS else None


@lru_cache(maxsize=5_000)
def kind_in(words: str) -> AgreementKind | None:
    """The kind of agreement that the words name, also with a slip of the pen; None when they name none."""
    told = " ".join(plain(words).split())[:80]
    if told in _KINDS:
        return _KINDS[told]
    best = process.extractOne(told, _KINDS.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return _KINDS[best[0]] if best else None


def names_in(words: str, is_known: Callable[[str], bool]) -> list[str]:
    """The parties that a cell names, each once.

    A semicolon or a line divides them; a comma or an "and" only where a register knows what stands on both sides, for
    it may belong to a name.
    """
    names: list[str] = []
    for part in (one.strip(" ,;") for one in _DIVIDES.split(words)):
        pieces = [piece for piece in _JOINS.split(part) if piece]
        if len(pieces) > 1 and not is_known(part) and sum(map(is_known, pieces)) >= len(pieces) - 1:
            names += pieces
        elif part:
            names.append(part)
    return list(dict.fromkeys(name for name in names if not is_empty(name)))
