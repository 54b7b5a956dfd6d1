"""The days of a text that have a role: when it was decided, signed, met, published, and from when to when it holds."""

import re
from datetime import date, timedelta

from sampakt.intake.rules.calendar import Day, days_and_ranges
from sampakt.intake.rules.draft import DateValue, Found, PeriodValue
from sampakt.intake.rules.periods import open_period, period_by_length, period_from_start, sure_of_range
from sampakt.intake.rules.roles import Dated, role_of
from sampakt.intake.rules.text import Source
from sampakt.kernel.period import A_DAY

_WEEKDAYS = {"mandag": 0, "tisdag": 1, "tirsdag": 1, "onsdag": 2, "torsdag": 3, "fredag": 4, "lordag": 5, "sondag": 6}
_WEEKDAYS |= {"mandags": 0, "tisdags": 1, "onsdags": 2, "torsdags": 3, "fredags": 4, "tysdag": 1, "laurdag": 5}
_TODAY = re.compile(
    r"\b(?:(?P<today>i ?dag)|(?P<yesterday>i ?gar)|i (?P<past>\w+dags)|pa (?P<past_day>\w+dag)en|"
    r"(?P<on>(?:man|tis|tirs|tys|ons|tors|fre)dag))\b(?!en|,?\s(?:den\s)?\d)"
)
_SIGNING = re.compile(
    r"\b(?:underteckna\w*|undertegn\w*|underskr\w*|signer\w*|skrev\w*|skriv\w*|tecknat|tecknade|ingatt|"
    r"inngatt|inngikk|ingick)\b"
)


def find_dates(source: Source) -> tuple[list[Found[DateValue]], list[Found[PeriodValue]]]:
    """The days that have a role, each with it, and the periods that they or their words make, the surest first."""
    days, ranges = days_and_ranges(source)
    dates: list[Found[DateValue]] = []
    periods: list[Found[PeriodValue]] = []
    for span in ranges:
        sure = sure_of_range(source, span)
        if sure:
            start, end = span.first.written, span.last.written
            periods.append(source.found(PeriodValue(start, end), span.place, "period", sure, "range"))
            for day, role in ((start, "start"), (end, "end")):
                dates.append(source.found(DateValue(day, role), span.place, "dates", sure, "range"))
    dated = [one for one in (role_of(source, day) for day in days) if one is not None]
    published = _published(dated)
    for one in dated:
        written = _with_year(source, one.day, published) if one.day.year is None else one.day.written
        place = (one.day.start, one.day.end)
        dates.append(source.found(DateValue(written, one.role), place, "dates", one.sure, one.why))
    dates += _spoken(source, dates, published)
    reckoned = [] if any(found.value.end for found in periods) else period_from_start(source, dated)
    for found in reckoned:
        dates.append(Found(DateValue(found.value.end, "end"), found.span, found.confidence, found.why, "dates"))
    periods += reckoned or open_period(source, dated, known=bool(periods))
    if all(found.why == "one_end" and not found.value.end for found in periods):
        periods += period_by_length(source, dates)
    return _each_once(dates), sorted(periods, key=lambda found: (-found.confidence, found.span))


def _published(dated: list[Dated]) -> date | None:
    """The day from which the text counts: when it was published, or else the meeting that it is the minutes of."""
    for wanted in ("published", "meeting"):
        for one in dated:
            if one.role == wanted and one.day.is_whole:
                return date.fromisoformat(one.day.written)
    return None


def _with_year(source: Source, day: Day, published: date | None) -> str:
    """The day with the year in which it lies nearest to the publication; "--03-28" when nothing tells the year."""
    if published is None or not day.month or not day.day:
        return day.written
    if re.match(r"\s*i fjor", source.plain[day.end : day.end + 10]):
        years = [published.year - 1]
    else:
        years = [published.year - 1, published.year, published.year + 1]
    near: list[tuple[int, date]] = []
    for year in years:
        try:
            candidate = date(year, day.month, day.day)
        except ValueError:
            continue
        apart = (candidate - published).days
        near.append((abs(apart) + (60 if apart > 45 else 0), candidate))
    return min(near)[1].isoformat() if near else day.written


def _spoken(source: Source, dates: list[Found[DateValue]], published: date | None) -> list[Found[DateValue]]:
    """ "I dag" and "i tisdags" beside a word for signing, when the day of publication is known."""
    if published is None or any(found.value.role == "signed" for found in dates):
        return []
    for match in _TODAY.finditer(source.plain):
        sentence = source.plain[slice(*source.near(match.start()))]
        if not _SIGNING.search(sentence):
            continue
        if match.group("today"):
            day = published
        elif match.group("yesterday"):
            day = published - A_DAY
        else:
            weekday = _WEEKDAYS.get(match.group("past") or match.group("past_day") or match.group("on"))
            if weekday is None:
                continue
            day = published - timedelta(days=(published.weekday() - weekday) % 7)
        return [
            source.found(DateValue(day.isoformat(), "signed"), match.span(), "dates", 0.6, "reckoned_from_publication")
        ]
    return []


def _each_once(dates: list[Found[DateValue]]) -> list[Found[DateValue]]:
    best: dict[DateValue, Found[DateValue]] = {}
    for found in dates:
        known = best.get(found.value)
        if known is None or found.confidence > known.confidence:
            best[found.value] = found
    return sorted(best.values(), key=lambda found: (found.span, found.value.role))
