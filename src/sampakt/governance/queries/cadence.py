"""On which days a body could meet next: what it is to keep to, when it has met, and the public holidays."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta

import holidays

from sampakt.commitments.rules.recurring import periods_of
from sampakt.commitments.terms import Basis
from sampakt.governance.models import Body, Meeting, Seat
from sampakt.governance.rules.cadence import Cadence, proposed_days, usual_weekday
from sampakt.governance.terms import MeetingState
from sampakt.kernel.period import A_DAY, Period, add_months
from sampakt.organisations.terms import Country

REMEMBERED = timedelta(days=800)
HALF_A_YEAR = 182
OFF_WORK = {Country.SE: ("public", "de_facto"), Country.NO: ("public",)}
"""What the library calls days off work, by country; midsummer's eve is one in Sweden although no law says so."""
EVES = ((12, 24), (12, 31))


def days_proposed(body: Body, today: date, *, in_july: bool = False) -> list[date]:
    """Days on which the body could meet, in the period that runs and the next year's. Two queries at most.

    Empty when nothing is said of how often it meets, or when enough meetings are planned.
    """
    if not body.meetings_least:
        return []
    until = add_months(today, 12)
    periods = _periods(body, today, until)
    if not periods:
        return []
    last = max(period.end for period in periods)
    met = Meeting.objects.filter(body=body, day__gte=today - REMEMBERED).exclude(state=MeetingState.CANCELLED)
    taken = list(met.values_list("day", flat=True))
    cadence = Cadence(
        least=body.meetings_least,
        free=free_days(_countries(body), range(today.year, last.year + 1)),
        in_july=in_july,
        weekday=usual_weekday(taken),
    )
    return proposed_days(cadence, periods, after=today, taken=taken)


def free_days(countries: Iterable[str], years: Iterable[int]) -> frozenset[date]:
    """The days on which people are off work in any of the countries, Christmas and New Year's eves among them."""
    wanted = list(years)
    found = {date(year, *eve) for year in wanted for eve in EVES}
    for country in countries:
        found |= holidays.country_holidays(country, years=wanted, categories=OFF_WORK[Country(country)]).keys()
    return frozenset(found)


def _countries(body: Body) -> Collection[str]:
    """The countries of those who sit in the body; both, while nobody does."""
    seats = Seat.objects.filter(body=body, organisation__country__in=list(OFF_WORK))
    return set(seats.order_by().values_list("organisation__country", flat=True)) or set(OFF_WORK)


def _periods(body: Body, today: date, until: date) -> list[Period]:
    """The periods that meetings are counted in, up to the one that holds ``until``; short first ones ask for none."""
    agreement = body.agreement
    start = (agreement.starts_on if agreement else None) or body.formed_on or date(today.year, 1, 1)
    end = body.dissolved_on
    if body.meetings_basis == Basis.TERM and agreement and agreement.ends_on and agreement.ends_on > today:
        end = min(end or agreement.ends_on, agreement.ends_on)
    if end is not None and end <= today:
        return []
    if body.meetings_basis == Basis.ROLLING or (body.meetings_basis == Basis.TERM and end is None):
        return [Period(today + A_DAY, min(until, end or until))]
    is_yearly = body.meetings_basis in {Basis.CALENDAR_YEAR, Basis.AGREEMENT_YEAR}
    periods = periods_of(body.meetings_basis, start, end, max(until, start))
    return [one for one in periods if one.end > today and not (is_yearly and one.days < HALF_A_YEAR)]
