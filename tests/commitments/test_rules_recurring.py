"""Promises that come back, year by year: the worked examples' answers, and what must hold whatever the dates."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sampakt.commitments.rules import AsOf, Finding, Piece, Ref, demands_of, judge_recurring
from sampakt.commitments.rules.recurring import judge_rolling
from sampakt.commitments.terms import Basis, Status
from sampakt.kernel.period import add_months

SIGNED = date(2021, 12, 3)


def held(*days: str) -> list[Piece]:
    return [Piece(date.fromisoformat(day), Ref("deed", number)) for number, day in enumerate(days, 1)]


def yearly(
    pieces: list[Piece], day: str, *, times: int = 1, due: tuple[int, int] | None = None, repairable: bool = False
) -> Finding:
    as_of = AsOf(date.fromisoformat(day))
    demands = demands_of(Basis.CALENDAR_YEAR, SIGNED, None, add_months(as_of.day, 13), times=times, due=due)
    return judge_recurring(demands, pieces, as_of, warn_days=60, repairable=repairable)


def of_years(finding: Finding) -> dict[int, str]:
    return {stretch.end.year: stretch.status for stretch in finding.stretches}


def test_a_short_first_year_asks_nothing_and_a_missed_year_is_broken() -> None:
    finding = yearly(held("2022-11-14", "2023-11-20"), "2025-01-01")
    assert of_years(finding) == {
        2022: Status.KEPT,
        2023: Status.KEPT,
        2024: Status.BROKEN,
        2025: Status.ON_TRACK,
    }
    assert finding.status == Status.BROKEN


def test_half_of_two_by_midsummer_is_on_track_and_at_the_end_broken() -> None:
    meetings = held("2022-03-01", "2022-10-01", "2023-03-01", "2023-10-01", "2024-04-10")
    assert yearly(meetings, "2024-06-30", times=2).status == Status.ON_TRACK
    late = yearly(meetings, "2024-12-31", times=2)
    assert late.status == Status.BROKEN
    assert (late.stretches[-1].done, late.stretches[-1].wanted) == (1, 2)


def test_today_the_last_day_is_not_yet_lost() -> None:
    meetings = held("2023-11-20")
    demands = demands_of(Basis.CALENDAR_YEAR, date(2023, 1, 1), None, date(2025, 1, 31))
    today = AsOf(date(2024, 12, 31), is_over=False)
    finding = judge_recurring(demands, meetings, today, warn_days=60, repairable=False)
    assert finding.status == Status.DUE_SOON
    assert finding.stands_until == date(2025, 1, 1)


def test_what_was_never_recorded_is_a_gap_not_a_breach() -> None:
    assert yearly([], "2024-03-01").status == Status.NO_EVIDENCE


def test_the_first_record_says_nothing_of_the_years_before_it() -> None:
    assert of_years(yearly(held("2024-02-01"), "2026-03-01")) == {
        2022: Status.NO_EVIDENCE,
        2023: Status.NO_EVIDENCE,
        2024: Status.KEPT,
        2025: Status.BROKEN,
        2026: Status.ON_TRACK,
    }


def test_of_several_years_overdue_the_day_and_the_words_are_of_the_last() -> None:
    came = [Piece(date(2023, 3, 1), Ref("deed", 1), about=date(2022, 12, 31))]
    missed = yearly(came, "2025-05-01", due=(3, 31), repairable=True)
    said = next(words for words in missed.words if words.code == "counted")
    assert (missed.due_on, said.facts["period"]) == (date(2025, 3, 31), "2024")


def test_a_broken_promise_is_told_with_the_day_that_was_missed() -> None:
    missed = yearly(held("2024-02-01"), "2026-11-22")
    said = next(words for words in missed.words if words.code == "counted")
    assert (missed.status, missed.due_on, said.facts["period"]) == (Status.BROKEN, date(2025, 12, 31), "2025")


def test_what_is_due_within_its_year_may_be_so_early_in_it() -> None:
    spans = demands_of(Basis.CALENDAR_YEAR, SIGNED, None, date(2024, 12, 31), due=(3, 31), is_within=True)
    assert [(demand.period.end.year, demand.due_on) for demand in spans] == [
        (2022, date(2022, 3, 31)),
        (2023, date(2023, 3, 31)),
        (2024, date(2024, 3, 31)),
    ]
    after = demands_of(Basis.CALENDAR_YEAR, SIGNED, None, date(2022, 12, 31), due=(3, 31))
    assert after[0].due_on == date(2023, 3, 31)


def test_a_missed_year_stands_until_the_running_one_is_kept() -> None:
    assert yearly(held("2022-05-05"), "2024-05-01").status == Status.BROKEN
    assert yearly(held("2022-05-05", "2024-04-30"), "2024-05-01").status == Status.KEPT


def test_a_report_that_may_still_come_is_overdue_and_then_late() -> None:
    came = [Piece(date(2023, 3, 1), Ref("deed", 1), about=date(2022, 12, 31))]
    missed = yearly(came, "2024-05-01", due=(3, 31), repairable=True)
    assert missed.status == Status.OVERDUE
    assert missed.due_on == date(2024, 3, 31)
    came.append(Piece(date(2024, 5, 10), Ref("deed", 2), about=date(2023, 12, 31)))
    late = yearly(came, "2024-05-11", due=(3, 31), repairable=True)
    assert of_years(late)[2023] == Status.KEPT_LATE


def test_a_report_due_after_its_year_is_asked_for_in_time() -> None:
    came = [Piece(date(2023, 3, 1), Ref("deed", 1), about=date(2022, 12, 31))]
    finding = yearly(came, "2024-02-15", due=(3, 31), repairable=True)
    assert (finding.status, finding.due_on) == (Status.DUE_SOON, date(2024, 3, 31))


def test_while_a_year_runs_its_report_cannot_come_and_the_last_one_decides() -> None:
    came = [Piece(date(2024, 4, 15), Ref("deed", 1), about=date(2023, 12, 31))]
    came += [Piece(date(2023, 3, 1), Ref("deed", 2), about=date(2022, 12, 31))]
    finding = yearly(came, "2024-09-01", due=(3, 31), repairable=True)
    assert (finding.status, finding.late_days, finding.due_on) == (Status.KEPT_LATE, 15, date(2025, 3, 31))


def test_every_cell_must_have_its_own_and_the_lacking_are_named() -> None:
    cells = (("1", {"sv": "Skola"}), ("2", {"sv": "Vård"}))
    as_of = AsOf(date(2023, 6, 1))
    demands = demands_of(Basis.CALENDAR_YEAR, date(2022, 1, 1), None, date(2024, 1, 1), cells=cells)
    pieces = [Piece(date(2022, 4, 1), Ref("deed", 1), cell="1"), Piece(date(2022, 9, 1), Ref("deed", 2), cell="1")]
    finding = judge_recurring(demands, pieces, as_of, warn_days=30, repairable=False)
    assert finding.status == Status.BROKEN
    assert [missing.name for missing in finding.missing] == [{"sv": "Vård"}]


@pytest.mark.parametrize(
    ("start", "basis", "asked"),
    [
        (date(2024, 7, 1), Basis.CALENDAR_YEAR, [2024, 2025]),
        (date(2024, 7, 2), Basis.CALENDAR_YEAR, [2025]),
        (date(2024, 9, 1), Basis.AGREEMENT_YEAR, [2025, 2026]),
    ],
)
def test_a_partial_year_counts_from_six_months(start: date, basis: Basis, asked: list[int]) -> None:
    demands = demands_of(basis, start, None, date(2025, 12, 31))
    assert [demand.period.end.year for demand in demands] == asked


def test_half_years_and_tertials_follow_the_calendar() -> None:
    halves = demands_of(Basis.HALF_YEAR, date(2024, 1, 1), None, date(2024, 12, 31))
    assert [(half.period.start.month, half.period.end.month) for half in halves] == [(1, 6), (7, 12)]
    tertials = demands_of(Basis.TERTIAL, date(2024, 1, 1), None, date(2024, 12, 31))
    assert [tertial.period.end.month for tertial in tertials] == [4, 8, 12]


def test_the_end_of_the_agreement_cuts_the_last_year() -> None:
    demands = demands_of(Basis.CALENDAR_YEAR, date(2022, 1, 1), date(2024, 3, 31), date(2026, 1, 1))
    assert [demand.period.end.year for demand in demands] == [2022, 2023]


def test_any_twelve_months_look_back_from_the_day() -> None:
    pieces = held("2023-02-01", "2024-03-01")

    def asked(day: str) -> str:
        return judge_rolling(
            pieces, AsOf(date.fromisoformat(day)), times=1, starts_on=date(2022, 1, 1), warn_days=30
        ).status

    assert asked("2023-06-01") == Status.KEPT
    assert asked("2024-01-20") == Status.DUE_SOON
    assert asked("2024-02-15") == Status.BROKEN
    assert asked("2024-03-02") == Status.KEPT


days = st.dates(date(2022, 1, 1), date(2026, 12, 31))


@given(done=st.lists(days, max_size=8), asked=days, later=st.integers(1, 400), times=st.integers(1, 3))
def test_the_answer_stands_until_the_day_it_says(done: list[date], asked: date, later: int, times: int) -> None:
    def finding(day: date) -> Finding:
        known = [piece for piece in pieces if piece.on <= asked]
        as_of = AsOf(day)
        demands = demands_of(Basis.CALENDAR_YEAR, date(2022, 1, 1), None, add_months(day, 13), times=times)
        return judge_recurring(demands, known, as_of, warn_days=60, repairable=False)

    pieces = [Piece(day, Ref("deed", number)) for number, day in enumerate(done)]
    now = finding(asked)
    then = asked + timedelta(days=later)
    if now.stands_until is None or then < now.stands_until:
        assert finding(then).status == now.status


@given(done=st.lists(days, max_size=6), asked=days)
def test_later_records_do_not_change_a_past_answer(done: list[date], asked: date) -> None:
    pieces = [Piece(day, Ref("deed", number)) for number, day in enumerate(done)]
    until_then = [piece for piece in pieces if piece.on <= asked]
    demands = demands_of(Basis.CALENDAR_YEAR, date(2022, 1, 1), None, add_months(asked, 13))
    with_later = judge_recurring(demands, pieces, AsOf(asked), warn_days=60, repairable=False)
    assert with_later == judge_recurring(demands, until_then, AsOf(asked), warn_days=60, repairable=False)
