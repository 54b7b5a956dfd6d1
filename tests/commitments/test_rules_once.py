"""Promises kept once, and those that hold or do not hold on a day."""

from datetime import date

from sampakt.commitments.rules import AsOf, Missing, Piece, Ref, Words, judge_once, judge_standing
from sampakt.commitments.terms import Status

DUE = date(2021, 12, 31)
DONE = (Piece(date(2021, 5, 1), Ref("deed", 1)),)


def test_what_has_a_deadline_goes_from_not_due_to_overdue() -> None:
    def status(day: date, missed: str = Status.OVERDUE) -> str:
        return judge_once([], AsOf(day), due_on=DUE, warn_days=60, missed=missed).status

    assert status(date(2021, 1, 1)) == Status.NOT_YET_DUE
    assert status(date(2021, 10, 31)) == Status.NOT_YET_DUE
    assert status(date(2021, 11, 1)) == Status.DUE_SOON
    assert status(DUE) == Status.OVERDUE
    assert status(DUE, missed=Status.BROKEN) == Status.BROKEN


def test_the_day_on_which_time_changes_it_is_told() -> None:
    first = judge_once([], AsOf(date(2021, 1, 1)), due_on=DUE, warn_days=60)
    assert first.stands_until == date(2021, 11, 1)
    assert judge_once([], AsOf(first.stands_until), due_on=DUE, warn_days=60).status == Status.DUE_SOON
    running = judge_once([], AsOf(DUE, is_over=False), due_on=DUE, warn_days=60)
    assert (running.status, running.stands_until) == (Status.DUE_SOON, date(2022, 1, 1))


def test_done_in_time_is_kept_and_done_later_tells_the_days() -> None:
    assert judge_once(DONE, AsOf(date(2022, 1, 1)), due_on=DUE, warn_days=60).status == Status.KEPT
    late = judge_once([Piece(date(2022, 1, 10), Ref("deed", 1))], AsOf(date(2022, 2, 1)), due_on=DUE, warn_days=60)
    assert (late.status, late.late_days) == (Status.KEPT_LATE, 10)


def test_without_a_deadline_what_lacks_is_a_gap() -> None:
    assert judge_once([], AsOf(DUE), due_on=None, warn_days=60).status == Status.NO_EVIDENCE
    cells = (("1", "Skola"), ("2", "Vård"))
    half = judge_once([Piece(DUE, Ref("deed", 1), cell="2")], AsOf(DUE), due_on=None, warn_days=60, cells=cells)
    assert (half.status, half.missing) == (Status.NO_EVIDENCE, (Missing("Skola"),))


def test_a_record_of_tomorrow_does_not_count_today() -> None:
    ahead = [Piece(date(2021, 6, 2), Ref("deed", 1))]
    assert judge_once(ahead, AsOf(date(2021, 6, 1)), due_on=None, warn_days=60).status == Status.NO_EVIDENCE


def test_contradiction_breaks_lack_is_a_gap_and_nothing_is_never_kept() -> None:
    ref = Ref("party", 1)
    assert judge_standing(has=(ref,), lacks=()).status == Status.KEPT
    assert judge_standing(has=(ref,), lacks=(Missing("x"),)).status == Status.NO_EVIDENCE
    assert judge_standing(has=(), lacks=()).status == Status.NO_EVIDENCE
    assert judge_standing(has=(ref,), lacks=(), contradicts=(Words("rejected"),)).status == Status.BROKEN
