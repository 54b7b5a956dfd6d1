"""The period of an agreement: a range of days, two ends told apart, or a length from its signing."""

import re
from bisect import bisect_right
from datetime import date

from sampakt.intake.rules.calendar import Range
from sampakt.intake.rules.draft import DateValue, Found, PeriodValue
from sampakt.intake.rules.numerals import MONTHS, YEARS, number
from sampakt.intake.rules.roles import ABOUT_AGREEMENT, PLANS, Dated
from sampakt.intake.rules.text import Source
from sampakt.kernel.period import A_DAY, add_months

_FORMER = re.compile(r"\b(?:forra|forrige|tidigare|tidligere|foregaende|forste|forsta|sist\w*)\b[^.]{0,40}$")

_GOVERNED = re.compile(
    r"\b(?:galler|gdller|gjelder|gjeld|avtalstid\w*|avtaleperiod\w*|avtalsperiod\w*|prosjektperiod\w*|projektperiod\w*|"
    r"perioden|period|giltig\w*|varighet|loper|tidsram\w*)\b[^.]{0,50}$"
)
_HEADING = re.compile(r"\b(?:avtalstid\w*|varighet\w*|tidsram\w*|\w*period\w*|giltighet\w*|varigheit\w*|loptid)\b")
_NOT_A_YEAR = re.compile(r"\b(?:kl|klokka|klockan|sid(?:e|or|an)?|s)\.?\s*$")
_NOTICE = re.compile(r"\b(?:uppsagning|oppsigelse|oppseiing|varsel|frist)\w*")
_LASTS = re.compile(r"\b(?:galler|gjelder|gjeld|varar?|varer|\w*avtal\w*|loper|\w*period\w*|strekker)\b")
_LONGEST = 360
_PROLONGS = re.compile(r"\b(?:forlang|forleng|opsjon|option)")
_FROM_SIGNING = re.compile(
    r"\b(?:fran|fra|etter|efter)\s+(?:\w+\s+){0,3}?(?:underteckn\w*|undertegn\w*|underskr\w*|signer\w*|"
    r"avtals\w*|avtaleinng\w*|inngael\w*|dags dato|dagens dato)"
)


def sure_of_range(source: Source, span: Range) -> float:
    """How surely a range is the agreement's period; nought when it is a plan's, a school year's or somebody's past."""
    start, end = source.near(span.first.start)
    before = source.plain[max(start, span.first.start - 90) : span.first.start]
    if PLANS.search(before) or "season" in (span.first.form, span.last.form) or _NOT_A_YEAR.search(before):
        return 0.0
    if _FORMER.search(before):
        return 0.5
    if _GOVERNED.search(before):
        return 0.95
    if ABOUT_AGREEMENT.search(source.plain, start, max(end, span.last.end)):
        return 0.75
    index = bisect_right(source.lines, (span.first.start, len(source.flow))) - 1
    if index > 0 and _HEADING.search(source.plain, *source.lines[index - 1]):
        return 0.85
    return 0.6 if _is_long(span) else 0.0


def _is_long(span: Range) -> bool:
    """Two whole days half a year or more apart: nothing but a period is told so."""
    if not (span.first.is_whole and span.last.is_whole):
        return False
    return date.fromisoformat(span.last.written) >= add_months(date.fromisoformat(span.first.written), 6)


def open_period(source: Source, dated: list[Dated], *, known: bool) -> list[Found[PeriodValue]]:
    """A period of which the text tells one end, or both in different places."""
    starts = [one for one in dated if one.role == "start" and one.why != "since"]
    ends = [one for one in dated if one.role == "end"]
    start = max(starts, key=lambda one: one.sure).day if starts else None
    end = max(ends, key=lambda one: one.sure).day if ends else None
    if start and end and end.written < start.written:
        start = None
    told = end or start
    if told is None:
        return []
    value = PeriodValue(start.written if start else "", end.written if end else "")
    both = len(value.start) == len(value.end) == len("2027-01-01")
    sure = 0.9 if both else 0.55 if known else 0.7
    return [source.found(value, (told.start, told.end), "period", sure, "two_ends" if both else "one_end")]


def period_by_length(source: Source, dates: list[Found[DateValue]]) -> list[Found[PeriodValue]]:
    """ "Four years": counted from the signing when the text says so and tells its day; otherwise the length alone."""
    for words, factor in ((YEARS, 12), (MONTHS, 1)):
        for match in words.finditer(source.plain):
            start, end = source.near(match.start())
            sentence = source.plain[start:end]
            months = (number(match["number"]) or 0) * factor
            if not 1 <= months <= _LONGEST or _NOTICE.search(sentence) or not ABOUT_AGREEMENT.search(sentence):
                continue
            if _PROLONGS.search(source.plain, start, match.start()):
                continue
            if _FROM_SIGNING.search(sentence):
                signed = next(
                    (one.value.day for one in dates if one.value.role == "signed" and one.value.is_whole), None
                )
                value = _counted(signed, months) if signed else PeriodValue(months=months)
                return [source.found(value, match.span(), "period", 0.6 if signed else 0.4, "length_from_signing")]
            if _LASTS.search(sentence):
                return [source.found(PeriodValue(months=months), match.span(), "period", 0.4, "length")]
    return []


def _counted(signed: str, months: int) -> PeriodValue:
    return PeriodValue(signed, (add_months(date.fromisoformat(signed), months) - A_DAY).isoformat(), months)
