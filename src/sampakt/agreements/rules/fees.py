"""Fees: what falls due for each period, and how it spreads over calendar years, to the öre."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from math import lcm

from sampakt.agreements.terms import FeePeriod
from sampakt.kernel.money import Money
from sampakt.kernel.period import A_DAY, Period, add_months, calendar_years, stretches

_MONTH = lcm(28, 29, 30, 31)
"""One month in parts that every length of month divides, so that weights stay whole numbers."""


@dataclass(frozen=True)
class FeeFacts:
    """A fee: the sum for one period, how often it falls due, and from when until when."""

    amount: Money
    period: str
    starts_on: date | None = None
    ends_on: date | None = None
    invoice_month: int | None = None


@dataclass(frozen=True)
class Instalment:
    """What falls due for one period. ``due_on`` is None when nobody has said in which month it is invoiced: ask."""

    period: Period
    amount: Money
    due_on: date | None


def instalments(fee: FeeFacts, until: date) -> list[Instalment]:
    """What falls due, period by period, up to the fee's end, or to ``until`` when it has none.

    A fee falls due in full for each period that it reaches into. Without a first day nothing can be said.
    """
    if fee.starts_on is None:
        return []
    end = fee.ends_on or until
    if end < fee.starts_on:
        return []
    whole = Period(fee.starts_on, end)
    match fee.period:
        case FeePeriod.AGREEMENT_YEAR:
            periods = list(stretches(fee.starts_on, end, 12))
        case FeePeriod.CALENDAR_YEAR:
            periods = list(calendar_years(fee.starts_on, end))
        case FeePeriod.TERM:
            periods = [whole]
        case _:
            periods = [Period(fee.starts_on, fee.starts_on)]
    held = [part for period in periods if (part := period.meets(whole))]
    return [Instalment(period, fee.amount, _due_on(period, fee.invoice_month)) for period in held]


def accrued(falling_due: Iterable[Instalment]) -> dict[int, Money]:
    """The instalments spread over calendar years by months; a part of a month counts by its days."""
    years: dict[int, Money] = {}
    for instalment in falling_due:
        parts = list(calendar_years(instalment.period.start, instalment.period.end))
        inside = [part for whole in parts if (part := whole.meets(instalment.period))]
        shares = instalment.amount.shared([_months(part) for part in inside])
        for part, share in zip(inside, shares, strict=True):
            years[part.start.year] = years[part.start.year] + share if part.start.year in years else share
    return dict(sorted(years.items()))


def total(falling_due: Iterable[Instalment], currency: str) -> Money:
    """The sum of all instalments."""
    return sum((instalment.amount for instalment in falling_due), start=Money(0, currency))


def _due_on(period: Period, month: int | None) -> date | None:
    """The first day of the invoice month that does not come before the period."""
    if month is None:
        return None
    first = date(period.start.year, month, 1)
    return first if first >= period.start.replace(day=1) else add_months(first, 12)


def _months(period: Period) -> int:
    """How many months the period holds, in parts of a month."""
    parts, day = 0, period.start
    while day <= period.end:
        next_month = add_months(day.replace(day=1), 1)
        length = (next_month - day.replace(day=1)).days
        last = min(period.end, next_month - A_DAY)
        parts += ((last - day) + timedelta(days=1)).days * _MONTH // length
        day = next_month
    return parts
