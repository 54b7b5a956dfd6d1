"""Periods: days from one date to another, both included, and the years that promises are counted in."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

A_DAY = timedelta(days=1)
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2200, 12, 31)
"""Days that people could mean. No field, request or file takes others, so that months can be counted from any day."""


@dataclass(frozen=True, order=True)
class Period:
    """From ``start`` to ``end``, both days included. Raises ValueError when it ends before it starts."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"a period cannot end ({self.end}) before it starts ({self.start})")

    @property
    def days(self) -> int:
        """Number of days, both ends counted: 2018-01-01 to 2021-12-31 is 1461."""
        return (self.end - self.start).days + 1

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    def meets(self, other: "Period") -> "Period | None":
        """The days that both periods hold, or None."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Period(start, end) if start <= end else None

    def following(self) -> "Period":
        """The next one, as long as this: in months where it lasts whole months, else in days."""
        begins = self.end + A_DAY
        months = (begins.year - self.start.year) * 12 + begins.month - self.start.month
        if add_months(self.start, months) == begins:
            return Period(begins, add_months(begins, months) - A_DAY)
        return Period(begins, self.end + timedelta(days=self.days))

    def is_at_least(self, months: int) -> bool:
        """Whether the period lasts that many whole months or more."""
        return self.end + A_DAY >= add_months(self.start, months)


def add_months(day: date, months: int) -> date:
    """The same day of the month, ``months`` later (or earlier); the last day of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if day.day <= 28:
        return date(year, month + 1, day.day)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def calendar_years(start: date, until: date) -> Iterator[Period]:
    """The calendar years, or parts of them, from ``start`` up to the year that holds ``until``."""
    for year in range(start.year, until.year + 1):
        yield Period(max(start, date(year, 1, 1)), date(year, 12, 31))


def stretches(start: date, until: date, months: int) -> Iterator[Period]:
    """Stretches of ``months`` counted from ``start`` (agreement years when 12), up to the one that holds ``until``."""
    index = 0
    while (begins := add_months(start, index * months)) <= until:
        yield Period(begins, add_months(start, (index + 1) * months) - A_DAY)
        index += 1
