"""Days proposed for a body's meetings."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sampakt.commitments.terms import Basis
from sampakt.governance.forms.meetings import MeetingForm
from sampakt.governance.models import Body, Meeting, Seat
from sampakt.governance.queries.cadence import days_proposed, free_days
from sampakt.governance.queries.overview import overview
from sampakt.governance.rules.cadence import Cadence, proposed_days, usual_weekday
from sampakt.governance.templatetags.meetings import held_words
from sampakt.governance.terms import MeetingState
from sampakt.kernel.period import Period
from sampakt.kernel.viewer import SYSTEM

from .conftest import Cast

YEAR = Period(date(2027, 1, 1), date(2027, 12, 31))
NEXT = Period(date(2028, 1, 1), date(2028, 12, 31))
MIDSUMMER = date(2027, 6, 25)

days_of_two_years = st.dates(YEAR.start, NEXT.end)


def proposed(
    least: int, *, after: date = date(2026, 12, 31), taken: tuple[date, ...] = (), **more: object
) -> list[date]:
    return proposed_days(Cadence(least, **more), [YEAR], after=after, taken=taken)  # type: ignore[arg-type]


def test_four_a_year_lie_a_quarter_of_a_year_apart() -> None:
    assert proposed(4) == [date(2027, 2, 15), date(2027, 5, 17), date(2027, 8, 16), date(2027, 11, 15)]


def test_what_is_already_planned_is_counted_and_the_rest_lies_between() -> None:
    rest = proposed(3, after=date(2027, 3, 1), taken=(date(2027, 2, 10), date(2027, 11, 10)))
    assert rest == [date(2027, 6, 25)]


def test_nothing_is_proposed_when_there_are_enough() -> None:
    assert not proposed(1, taken=(date(2027, 4, 7),))


def test_july_only_when_asked() -> None:
    assert proposed(1) == [date(2027, 6, 30)]
    inside = proposed_days(
        Cadence(1, in_july=True), [Period(date(2027, 7, 1), date(2027, 7, 31))], after=date(2027, 1, 1), taken=()
    )
    assert inside == [date(2027, 7, 16)]
    assert not proposed_days(
        Cadence(1), [Period(date(2027, 7, 1), date(2027, 7, 31))], after=date(2027, 1, 1), taken=()
    )


def test_a_holiday_moves_to_the_nearest_working_day() -> None:
    around = Period(MIDSUMMER - timedelta(3), MIDSUMMER + timedelta(3))
    assert proposed_days(Cadence(1), [around], after=date(2027, 1, 1), taken=()) == [MIDSUMMER]
    without = proposed_days(Cadence(1, free={MIDSUMMER}), [around], after=date(2027, 1, 1), taken=())
    assert without == [MIDSUMMER - timedelta(1)]


def test_a_body_that_meets_on_tuesdays_goes_on_doing_so() -> None:
    tuesdays = (date(2026, 2, 3), date(2026, 5, 5), date(2026, 9, 2))
    assert usual_weekday(tuesdays) == 1
    assert usual_weekday(tuesdays[1:]) is None
    assert {day.weekday() for day in proposed(4, weekday=1)} == {1}


@given(
    least=st.integers(1, 14),
    after=days_of_two_years,
    taken=st.sets(days_of_two_years, max_size=12),
    free=st.sets(days_of_two_years, max_size=40),
    in_july=st.booleans(),
    weekday=st.none() | st.integers(0, 4),
)
def test_what_is_proposed_can_be_met_on_and_fulfils_what_was_agreed(
    *, least: int, after: date, taken: set[date], free: set[date], in_july: bool, weekday: int | None
) -> None:
    cadence = Cadence(least, free, in_july, weekday)
    found = proposed_days(cadence, [YEAR, NEXT], after=after, taken=taken)
    assert found == sorted(set(found))
    assert all(day > after and cadence.allows(day) for day in found)
    assert not set(found) & (taken | free)
    for period in (YEAR, NEXT):
        ahead = [after + timedelta(n) for n in range(1, 800)]
        possible = sum(day in period and cadence.allows(day) and day not in taken for day in ahead)
        missing = max(0, least - sum(day in period for day in taken))
        assert sum(day in period for day in found) == min(missing, possible)


@given(least=st.integers(1, 12))
def test_meetings_of_an_empty_year_lie_evenly(least: int) -> None:
    """July and a weekend move a day by some weeks at most; no two come closer than half of their even distance."""
    step = YEAR.days / least
    for one, next_one in pairwise(proposed(least, in_july=True)):
        assert abs((next_one - one).days - step) <= 3


@pytest.mark.parametrize(
    ("country", "day", "is_free"),
    [
        ("SE", MIDSUMMER, True),
        ("NO", MIDSUMMER, False),
        ("SE", date(2027, 12, 24), True),
        ("NO", date(2027, 12, 24), True),
        ("NO", date(2027, 12, 31), True),
        ("NO", date(2027, 5, 17), True),
        ("SE", date(2027, 5, 17), False),
        ("SE", date(2027, 6, 6), True),
        ("NO", date(2027, 3, 25), True),
        ("SE", date(2027, 1, 6), True),
        ("SE", date(2027, 9, 15), False),
    ],
)
def test_people_are_off_work_as_each_country_keeps_it(country: str, day: date, is_free: bool) -> None:
    assert (day in free_days([country], [2027])) is is_free


def _keeping(body: Body, least: int, basis: Basis) -> Body:
    body.meetings_least, body.meetings_basis = least, basis
    return body


@pytest.mark.parametrize("basis", Basis.values)
def test_a_body_is_proposed_days_by_every_basis(body: Body, basis: str) -> None:
    found = days_proposed(_keeping(body, 2, Basis(basis)), date(2026, 11, 22))
    assert len(found) >= 2
    assert all(date(2026, 11, 22) < day and day.weekday() < 5 and day.month != 7 for day in found)


def test_a_body_says_nothing_when_nothing_is_agreed_or_it_ends(body: Body) -> None:
    assert not days_proposed(body, date(2026, 11, 22))
    body.dissolved_on = date(2026, 11, 1)
    assert not days_proposed(_keeping(body, 2, Basis.CALENDAR_YEAR), date(2026, 11, 22))


def test_planned_meetings_are_counted_and_cancelled_ones_are_not(body: Body, seat: Seat) -> None:
    _keeping(body, 2, Basis.CALENDAR_YEAR)
    Meeting.objects.create(body=body, day=date(2027, 3, 2))
    Meeting.objects.create(body=body, day=date(2027, 9, 7), state="cancelled")
    found = [day for day in days_proposed(body, date(2027, 1, 2)) if day.year == 2027]
    assert len(found) == 1
    assert found[0] > date(2027, 6, 1)


def test_all_saints_and_national_days_of_the_other_country_do_not_count(body: Body, seat: Seat) -> None:
    """Only Södertörn sits in the body, so the seventeenth of May is a day like others."""
    _keeping(body, 1, Basis.QUARTER)
    assert date(2027, 5, 17) in days_proposed(body, date(2027, 1, 2))


def test_days_that_lie_close_together_are_told_on_the_form(body: Body, cast: Cast) -> None:
    asked = {"body": body, "viewer": cast("coordinator")}
    for days, is_told in (((1, 40, 80), False), ((1, 40, 53), True)):
        form = MeetingForm(**asked, proposed=[date(2027, 1, 1) + timedelta(number) for number in days])
        assert ("close together" in str(form["proposed"].help_text)) is is_told


def test_a_body_that_meets_by_twelve_months_is_counted_over_the_last_twelve(body: Body) -> None:
    _keeping(body, 4, Basis.ROLLING)
    for day in (date(2026, 3, 2), date(2026, 3, 3), date(2026, 11, 2), date(2027, 2, 1)):
        Meeting.objects.create(body=body, day=day, state=MeetingState.HELD)
    glance = overview(SYSTEM, body, date(2027, 3, 2))
    assert held_words(glance, date(2027, 3, 2)) == "3 of 4 held in the last 12 months."
