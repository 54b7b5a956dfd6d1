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

_OF_ANOTHER = re.compile(
    r"\b(?:bygg\w* (?:vid[ae]re )?pa|erfaring\w*|erfarenhet\w*|evaluering\w*|utvarder\w*|oppfolg\w* av|oppfolging av|"
    r"uppfoljning av|viste|visade|avslutte[dt]\w*|avslutad\w*|historie|historia)\b(?P<between>[^.]{0,90})$"
)
"""Years after such words are told of the past or of something else; whole days may still be an earlier agreement's."""
_VALID = re.compile(r"\b(?:galler|gjelder|gjeld|loper|varar?|varer|stracker|strekker|avtalstid\w*|i kraft|ikraft\w*)\b")
_NAME_OF_PLAN = re.compile(r"[\w,] \w*(?:plan|strategi|program)\w* for (?:[\w,-]+ ){1,8}\(?$")
""" "... in the Plan for Public Health 2031-2034"; where the plan itself opens the line, it is what the text is."""
_IN_THE_PERIOD = re.compile(r"\s(?:i|for|under)\s(?:perioden?|tidsrommet|tiden|aren|arene)\W*$")
_QUOTED = re.compile(r"«[^»\n]*$|”[^”\n]*$|“[^”\n]*$|\"[^\"\n]*$")
_GOVERNED = re.compile(
    r"\b(?:galler|gdller|gjelder|gjeld|avtalstid\w*|avtaleperiod\w*|avtalsperiod\w*|prosjektperiod\w*|projektperiod\w*|"
    r"perioden|period|giltig\w*|varighet|loper|tidsram\w*)\b[^.]{0,50}$"
)
_HEADING = re.compile(r"\b(?:avtalstid\w*|varighet\w*|tidsram\w*|\w*period\w*|giltighet\w*|varigheit\w*|loptid)\b")
_NOT_A_YEAR = re.compile(r"\b(?:kl|klokka|klockan|sid(?:e|or|an)?|s)\.?\s*$")
_NOTICE = re.compile(r"\b(?:uppsagning|oppsigelse|oppseiing|varsel|frist)\w*")
_LASTS = re.compile(r"\b(?:galler|gjelder|gjeld|varar?|vare|varer|\w*avtal\w*|loper|\w*period\w*|strekker)\b")
_AFTER = re.compile(r"\b(?:etter|efter|for|sedan|siden|sidan)\s$")
"""Words that make "five years" what has gone by."""
_LASTS_BY_VERB = re.compile(r"\b(?:galler|gjelder|gjeld|varar?|vare|varer|loper|strekker|stracker)\b")
_LONGEST = 360
_PROLONGS = re.compile(r"\b(?:forlang|forleng|opsjon|option)")
_LASTS_FOR = re.compile(
    r"^\W*(?:(?:og|och|med)?\s*(?:loper|lopar|varar?|varer|galler|gjelder|gjeld|har|en|ei|varighet|\w*tid\w*|\w*period\w*)?\s*)*"
    r"(?:i|for|under|pa|om|av|med)\s(?:en |ei |ett? )?(?:period\w* (?:pa|om|av) )?$"
)
_NEXT_TO = 90
_FROM_SIGNING = re.compile(
    r"\b(?:fran|fra|etter|efter)\s+(?:\w+\s+){0,3}?(?:underteckn\w*|undertegn\w*|underskr\w*|signer\w*|"
    r"avtals\w*|avtaleinng\w*|inngael\w*|dags dato|dagens dato)"
)


def sure_of_range(source: Source, span: Range) -> float:
    """How surely a range is the agreement's period; nought when it is a plan's, a school year's or somebody's past."""
    start, end = source.near(span.first.start)
    before = source.plain[max(start, span.first.start - 90) : span.first.start]
    if (
        "season" in (span.first.form, span.last.form)
        or _NOT_A_YEAR.search(before)
        or _is_of_another(source, span, before)
    ):
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


def _is_of_another(source: Source, span: Range, before: str) -> bool:
    """Whether the days belong to a plan, or bare years to a title or the past, and not to this agreement."""
    if PLANS.search(before) or _NAME_OF_PLAN.search(before):
        return True
    if span.first.is_whole:
        return False
    line = source.lines[bisect_right(source.lines, (span.first.start, len(source.flow))) - 1]
    if _QUOTED.search(source.flow, line[0], span.first.start):
        return True
    other = _OF_ANOTHER.search(before)
    if other and not _VALID.search(other["between"]):
        return True
    return bool(PLANS.search(_IN_THE_PERIOD.sub("", before)))


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
    if start and not end and not _VALID.search(source.plain, *source.near(told.start)):
        sure = 0.5
    return [source.found(value, (told.start, told.end), "period", sure, "two_ends" if both else "one_end")]


def period_from_start(source: Source, dated: list[Dated]) -> list[Found[PeriodValue]]:
    """ "From 1 March and for three years": a first day and a length in one sentence make a last day."""
    for one in dated:
        if one.role != "start" or not one.day.is_whole or one.why == "since":
            continue
        end = min(source.sentence_at(one.day.start)[1], one.day.end + _NEXT_TO)
        for words, factor in ((YEARS, 12), (MONTHS, 1)):
            match = words.search(source.plain, one.day.end, end)
            months = (number(match["number"]) or 0) * factor if match else 0
            if not match or not 1 <= months <= _LONGEST:
                continue
            between = source.plain[one.day.end : match.start()]
            if _LASTS_FOR.search(between) and not _PROLONGS.search(between) and not _NOTICE.search(between):
                value = _counted(one.day.written, months)
                return [source.found(value, (one.day.start, match.end()), "period", 0.8, "start_and_length")]
    return []


def period_by_length(source: Source, dates: list[Found[DateValue]]) -> list[Found[PeriodValue]]:
    """ "Four years": counted from the signing when the text says so and tells its day; otherwise the length alone."""
    for words, factor in ((YEARS, 12), (MONTHS, 1)):
        for match in words.finditer(source.plain):
            start, end = source.near(match.start())
            sentence = source.plain[start:end]
            months = (number(match["number"]) or 0) * factor
            if not 1 <= months <= _LONGEST or _NOTICE.search(sentence) or not ABOUT_AGREEMENT.search(sentence):
                continue
            if _PROLONGS.search(source.plain, start, match.start()) or _AFTER.search(
                source.plain[start : match.start()]
            ):
                continue
            if _FROM_SIGNING.search(sentence):
                signed = next(
                    (one.value.day for one in dates if one.value.role == "signed" and one.value.is_whole), None
                )
                value = _counted(signed, months) if signed else PeriodValue(months=months)
                return [source.found(value, match.span(), "period", 0.6 if signed else 0.4, "length_from_signing")]
            if _LASTS.search(sentence):
                close = source.plain[max(start, match.start() - _NEXT_TO // 2) : match.start()]
                sure = 0.55 if _LASTS_BY_VERB.search(close) else 0.4
                return [source.found(PeriodValue(months=months), match.span(), "period", sure, "length")]
    return []


def _counted(signed: str, months: int) -> PeriodValue:
    return PeriodValue(signed, (add_months(date.fromisoformat(signed), months) - A_DAY).isoformat(), months)
