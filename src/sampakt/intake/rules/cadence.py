"""How often something happens, read from plain text: "two times a year", "quarterly", "every other month"."""

import re
from dataclasses import dataclass

from sampakt.intake.rules.numerals import NUMBER, ORDINAL, number


@dataclass(frozen=True, slots=True)
class Cadence:
    """So many times in so many years, at a place in the text."""

    start: int
    end: int
    per_year: float
    times: int
    per: str
    """The basis that a promise counts in: a code of the ledger's, such as ``calendar_year``; "" when none fits."""


_UNITS: dict[str, tuple[float, str]] = {
    "ar": (1, "calendar_year"),
    "kalenderar": (1, "calendar_year"),
    "verksamhetsar": (1, "calendar_year"),
    "avtalsar": (1, "agreement_year"),
    "avtalear": (1, "agreement_year"),
    "lasar": (1, "calendar_year"),
    "studiear": (1, "calendar_year"),
    "halvar": (2, "half_year"),
    "termin": (2, "half_year"),
    "semester": (2, "half_year"),
    "tertial": (3, "tertial"),
    "kvartal": (4, "quarter"),
    "manad": (12, ""),
    "maned": (12, ""),
    "vecka": (52, ""),
    "uke": (52, ""),
    "veke": (52, ""),
    "mandatperiod": (0.25, "term"),
    "avtalsperiod": (0.25, "term"),
    "avtaleperiode": (0.25, "term"),
}
_UNIT = rf"(?P<unit>{'|'.join(sorted(_UNITS, key=len, reverse=True))})(?:et|en|a|e|ene)?"
_TIMES = (
    r"(?:ganger|gonger|ganger|gang|gong|ggr\.?|gg\.?|(?:\w+ ){0,2}?(?:\w{0,14}moten|\w{0,14}mote|\w{0,14}moter|"
    r"\w{0,14}motet|\w{0,10}samlinger|\w{0,10}samlingar|\w{0,10}traffar))"
)
_PER = r"(?:/|per|pr\.?|om|i|varje|vart|hvert|hver|kvart|kvar|under)"

_COUNTED = re.compile(
    rf"\b(?P<number>{NUMBER})(?: ?x)? {_TIMES} ?(?:,? ?(?:{_PER}) ?{_UNIT}|(?P<yearly>arligen|arleg|arlig|om aret))\b"
)
_EVERY = re.compile(
    rf"\b(?:varje|vart|hvert|hver|kvart|kvar|en gang i) (?:(?P<other>annan|annat|annen|annet|anna|"
    rf"{ORDINAL}) )?{_UNIT}\b"
    rf"|\b(?P<second>varannan|vartannat|annenhver|annethvert|annankvar|"
    rf"annakvart) {_UNIT.replace('unit', 'second_unit')}\b"
)
_ADVERBS = {
    "arligen": ("ar", 1),
    "arlig": ("ar", 1),
    "arlige": ("ar", 1),
    "arliga": ("ar", 1),
    "arleg": ("ar", 1),
    "arlege": ("ar", 1),
    "halvarsvis": ("halvar", 1),
    "halvarlig": ("halvar", 1),
    "halvarleg": ("halvar", 1),
    "terminsvis": ("termin", 1),
    "tertialvis": ("tertial", 1),
    "kvartalsvis": ("kvartal", 1),
    "kvartalsvise": ("kvartal", 1),
    "kvartalsvisa": ("kvartal", 1),
    "manadsvis": ("manad", 1),
    "manadlig": ("maned", 1),
    "manedlig": ("maned", 1),
    "manedlige": ("maned", 1),
    "manadleg": ("manad", 1),
    "manatligen": ("manad", 1),
    "manedsvis": ("maned", 1),
    "ukentlig": ("uke", 1),
    "veckovis": ("vecka", 1),
}
_ADVERB = re.compile(rf"\b(?P<adverb>{'|'.join(sorted(_ADVERBS, key=len, reverse=True))})\b")
_REPORTED = re.compile(
    rf"\b(?:haft|hatt|hallit|holdt|halde|hadde|hade|gjennomfort|"
    rf"genomfort)?\s?(?P<number>{NUMBER})\s(?:\w+\s)?m[od]{{1,2}}te[nr]?\b"
)
_SKIP = {"annan", "annat", "annen", "annet", "anna"}


def cadences(text: str, start: int = 0, end: int | None = None) -> list[Cadence]:
    """Every cadence in a stretch of plain text, in order; a place is read once."""
    end = len(text) if end is None else end
    found: list[Cadence] = []
    for match in _COUNTED.finditer(text, start, end):
        times = number(match["number"]) or 1
        found.append(_of(match, match["unit"] or "ar", times))
    for match in _EVERY.finditer(text, start, end):
        unit, every = match["unit"] or match["second_unit"], 1
        if match["second"] or match["other"] in _SKIP:
            every = 2
        elif match["other"]:
            every = number(match["other"]) or 1
        found.append(_of(match, unit, 1, every=every))
    for match in _ADVERB.finditer(text, start, end):
        found.append(_of(match, *_ADVERBS[match["adverb"]]))
    found.sort(key=lambda one: (one.start, -one.end))
    kept: list[Cadence] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def reported_meetings(text: str, start: int, end: int) -> list[Cadence]:
    """How many meetings a text says were held, without saying in what time: taken as those of a year."""
    return [
        Cadence(match.start("number"), match.end(), float(times), times, "calendar_year")
        for match in _REPORTED.finditer(text, start, end)
        if (times := number(match["number"]))
    ]


def _of(match: re.Match[str], unit: str, times: int, every: int = 1) -> Cadence:
    factor, basis = _UNITS[unit]
    per_year = times * factor / every
    return Cadence(match.start(), match.end(), round(per_year, 2), times, basis if every == 1 else "")
