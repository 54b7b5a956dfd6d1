"""Periods and the stretches that promises are counted in."""

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sampakt.kernel.period import A_DAY, Period, add_months, calendar_years, stretches

days = st.dates(min_value=date(2000, 1, 1), max_value=date(2060, 12, 31))
periods = st.builds(lambda start, length: Period(start, start + timedelta(days=length)), days, st.integers(0, 4000))


def test_both_ends_count() -> None:
    assert Period(date(2018, 1, 1), date(2021, 12, 31)).days == 1461
    assert Period(date(2025, 10, 1), date(2025, 10, 1)).days == 1


def test_cannot_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="cannot end"):
        Period(date(2025, 10, 2), date(2025, 10, 1))


@given(one=periods, other=periods, day=days)
def test_days_in_common_are_the_days_in_both(one: Period, other: Period, day: date) -> None:
    common = one.meets(other)
    assert (common is not None and day in common) == (day in one and day in other)
    assert common == other.meets(one)


@pytest.mark.parametrize(
    ("start", "end", "next_end"),
    [
        (date(2025, 9, 1), date(2028, 8, 31), date(2031, 8, 31)),  # one of the years is longer than the others
        (date(2025, 12, 1), date(2026, 2, 28), date(2026, 5, 31)),
        (date(2026, 1, 1), date(2026, 1, 10), date(2026, 1, 20)),
    ],
)
def test_the_next_period_is_as_long(start: date, end: date, next_end: date) -> None:
    assert Period(start, end).following() == Period(end + A_DAY, next_end)


@given(period=periods)
def test_the_next_period_follows_at_once(period: Period) -> None:
    following = period.following()
    assert following.start == period.end + A_DAY
    assert abs(following.days - period.days) <= 3


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2023, 1, 31), 1, date(2023, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 3, 31), -1, date(2024, 2, 29)),
    ],
)
def test_a_shorter_month_gives_its_last_day(day: date, months: int, later: date) -> None:
    assert add_months(day, months) == later


def test_four_years_last_at_least_48_months_and_a_day_less_does_not() -> None:
    assert Period(date(2018, 1, 1), date(2021, 12, 31)).is_at_least(48)
    assert not Period(date(2018, 1, 1), date(2021, 12, 30)).is_at_least(48)


def test_agreement_years_run_from_the_first_day() -> None:
    assert list(stretches(date(2025, 10, 1), date(2027, 1, 1), 12)) == [
        Period(date(2025, 10, 1), date(2026, 9, 30)),
        Period(date(2026, 10, 1), date(2027, 9, 30)),
    ]


def test_the_first_calendar_year_may_be_a_part() -> None:
    assert list(calendar_years(date(2025, 10, 1), date(2026, 1, 1))) == [
        Period(date(2025, 10, 1), date(2025, 12, 31)),
        Period(date(2026, 1, 1), date(2026, 12, 31)),
    ]


@given(start=days, length=st.integers(0, 4000), months=st.integers(1, 48))
def test_stretches_follow_each_other_and_hold_every_day(start: date, length: int, months: int) -> None:
    until = start + timedelta(days=length)
    for counted in (list(stretches(start, until, months)), list(calendar_years(start, until))):
        assert counted[0].start == start
        assert until in counted[-1]
        assert all(later.start == earlier.end + A_DAY for earlier, later in itertools.pairwise(counted))
