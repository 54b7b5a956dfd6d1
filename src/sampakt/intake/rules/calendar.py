"""Days, months and years as people write them: "den 3 mars 2027", "3.3.27", "hösten 2027", "2027–2030"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from rapidfuzz import fuzz, process

from sampakt.intake.rules.text import Source

_MONTHS = {
    1: "januari januar january jan",
    2: "februari februar february febr feb",
    3: "mars march mar",
    4: "april apr",
    5: "maj mai may",
    6: "juni june jun",
    7: "juli july jul",
    8: "augusti august aug",
    9: "september sept sep",
    10: "oktober october okt oct",
    11: "november nov",
    12: "december desember dec des",
}
MONTH_OF = {name: number for number, names in _MONTHS.items() for name in names.split()}
_MONTH = "|".join(sorted(MONTH_OF, key=len, reverse=True))
_YEAR = r"(?:19[5-9]\d|20\d\d)"
_DASH = r"\s*[-/]\s*"
_TOKEN = re.compile(
    rf"(?<![\w.,/])(?:"
    rf"(?P<iso>(?<![a-z]-)(?P<iy>{_YEAR})(?:-\s?|\.|/)(?P<im>[01]?\d)(?:-\s?|\.|/)(?P<id>[0-3]?\d)(?![\d/]|-\d(?!\d{{3}}-)))"
    rf"|(?P<dot>(?P<dd>[0-3]?\d)\.\s?(?P<dm>[01]?\d)\.?\s?(?P<dy>{_YEAR}|(?<=\.)\d\d)(?![\d/]|[.,]\d))"
    rf"|(?P<slash>(?P<sd>[0-3]?\d)/(?P<sm>[01]?\d)(?:\s|-|/|\s-\s)(?P<sy>{_YEAR}|(?<=[-/])\d\d)(?![\d/-]))"
    rf"|(?P<named>(?P<nd>[0-3]?\d)(?:\.|:?e|:?de|"
    rf"\.?\s?dag)?\s{{0,2}}(?P<nm>{_MONTH})\b\.?(?:,?\s{{0,2}}(?P<ny>{_YEAR})(?!\d))?)"
    rf"|(?P<us>(?P<um>{_MONTH})\.?\s(?P<ud>[0-3]?\d),\s(?P<uy>{_YEAR}))"
    rf"|(?P<spoilt>(?P<pd>[0-3]?\d)\.?\s(?P<pm>[a-z0-9|!]{{5,10}})\.?\s(?P<py>{_YEAR})(?!\d))"
    rf"|(?P<month>(?P<mm>{_MONTH})\.?\s(?P<my>{_YEAR})(?!\d))"
    rf"|(?P<season>(?:host(?:en|terminen)?|haust(?:en)?|var(?:en|terminen)?|sommar(?:en)?|sommer(?:en)?|"
    rf"vinter(?:en|n)?|"
    rf"arsskiftet|slutet av|slutten av|begynnelsen av|borjan av|inngangen til|sommaren)\s(?P<wy>{_YEAR})(?!\d))"
    rf"|(?P<year>(?<![a-z]-)(?P<yy>{_YEAR})(?!\d|[.,:%]\d|-\d(?!\d{{3}}(?!\d))|/\d{{3}}))"
    rf"|(?P<short>(?P<hd>[0-3]?\d)\.\s?(?P<hm>[01]?\d)\.(?=\s?-))"
    rf"|(?P<day>(?P<bd>[0-3]?\d)\.?(?=\s?-\s?[0-3]?\d\.?\s(?:{_MONTH})\b))"
    r")"
)
_TO = re.compile(
    r"\s*(?:-{1,2}|[~]|,?\s?(?:fram\s|frem\s)?(?:till?|tom|t\.?\s?o\.?\s?m\.?)(?:\s?(?:och|og)\s?med|\s?o\.?\s?m\.?)?"
    r"|(?:och|og)\s(?:till?|med)(?:\s(?:och|og)\smed)?)\s*(?:den\s|utgangen av\s|slutet av\s|ut\s)?"
)


@dataclass(frozen=True)
class Day:
    """A day, month or year that stands at offsets of ``flow``; parts that are not written are None."""

    start: int
    end: int
    year: int | None
    month: int | None = None
    day: int | None = None
    form: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether day, month and year are all written."""
        return None not in (self.year, self.month, self.day)

    @property
    def written(self) -> str:
        """ "2027-03-03", "2027-03", "2027", or "--03-03" when the year is not told."""
        if self.year is None:
            return f"--{self.month:02}-{self.day:02}"
        parts = [f"{self.year:04}"]
        if self.month:
            parts.append(f"{self.month:02}")
            if self.day:
                parts.append(f"{self.day:02}")
        return "-".join(parts)


@dataclass(frozen=True)
class Range:
    """Two days of which the first goes on to the second."""

    first: Day
    last: Day

    @property
    def place(self) -> tuple[int, int]:
        """From where the first is written to the end of the second."""
        return self.first.start, self.last.end


_PARTS = {
    "iso": ("iy", "im", "id"),
    "dot": ("dy", "dm", "dd"),
    "slash": ("sy", "sm", "sd"),
    "named": ("ny", "nm", "nd"),
    "us": ("uy", "um", "ud"),
    "spoilt": ("py", "pm", "pd"),
    "month": ("my", "mm", None),
    "season": ("wy", None, None),
    "year": ("yy", None, None),
    "short": (None, "hm", "hd"),
    "day": (None, None, "bd"),
}
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def days_and_ranges(source: Source) -> tuple[list[Day], list[Range]]:
    """All days, months and years that the text names, and those that make a range (which are not among the first)."""
    days = list(_days(source))
    singles: list[Day] = []
    ranges: list[Range] = []
    place = 0
    while place < len(days):
        one = days[place]
        other = days[place + 1] if place + 1 < len(days) else None
        if other is not None and _TO.fullmatch(source.plain, one.end, other.start) and (both := _range(one, other)):
            ranges.append(both)
            place += 2
            continue
        if one.form not in ("short", "day"):
            singles.append(one)
        place += 1
    return singles, ranges


def _range(one: Day, other: Day) -> Range | None:
    if other.year is None and one.year is None and one.form in ("short", "day"):
        return None
    month = one.month if one.month is not None or one.form != "day" else other.month
    year = one.year
    if year is None and other.year is not None:
        later = (month or 0, one.day or 0) > (other.month or 12, other.day or 31)
        year = other.year - 1 if later else other.year
    first = replace(one, year=year, month=month)
    if first.year is not None and other.year is not None:
        start, end = first.written, other.written
        if end[: len(start)] < start[: len(end)] or other.year - first.year > 60:
            return None
        if one.form == other.form == "year" and other.year == first.year:
            return None
    return Range(first, other)


def _days(source: Source) -> Iterator[Day]:
    for match in _TOKEN.finditer(source.plain):
        form = match.lastgroup or ""
        form = next(name for name in _PARTS if match.group(name) is not None)
        year, month, day = (match.group(part) if part else None for part in _PARTS[form])
        number = _month(month)
        if month is not None and number is None:
            continue
        in_month = int(day) if day else None
        if in_month is not None and not 1 <= in_month <= (_DAYS[number - 1] if number else 31):
            continue
        if form == "dot" and year is not None and len(year) == 2 and _opens_line(source, match.start()):
            rest = source.plain[match.end() : match.end() + 2]
            if rest[:1] == " " and rest[1:].isalpha():  # the number of a section, not a day
                continue
        found = Day(match.start(), match.end(), _full_year(year), number, in_month, form)
        if not found.is_whole or _exists(found):
            yield found


def _exists(day: Day) -> bool:
    try:
        date.fromisoformat(day.written)
    except ValueError:  # the 29th of February of most years
        return False
    return True


def _opens_line(source: Source, place: int) -> bool:
    return place == 0 or source.flow[place - 1] == "\n"


def _full_year(year: str | None) -> int | None:
    if year is None:
        return None
    return int(year) if len(year) == 4 else (2000 if int(year) < 70 else 1900) + int(year)


def _month(written: str | None) -> int | None:
    """The number of the month; names that a scan has spoiled are taken for the nearest."""
    if written is None:
        return None
    if written.isdigit():
        return int(written) if 1 <= int(written) <= 12 else None
    if written in MONTH_OF:
        return MONTH_OF[written]
    best = process.extractOne(written, [name for name in MONTH_OF if len(name) > 4], scorer=fuzz.ratio, score_cutoff=78)
    return MONTH_OF[best[0]] if best else None
