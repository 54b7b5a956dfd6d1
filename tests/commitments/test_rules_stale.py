"""When a promise is stale, and which level is told."""

from datetime import date, timedelta

import pytest

from sampakt.commitments.rules.stale import Standing, levels_to_tell, stale_since
from sampakt.commitments.terms import EscalationLevel, Status

TODAY = date(2026, 11, 21)
LONG_AGO = date(2020, 1, 1)
PERSON, UNIT, LEAD = EscalationLevel


def _standing(status: str, due: int | None = None, since: int | None = None, **more: object) -> Standing:
    def day(days: int | None) -> date | None:
        return None if days is None else TODAY + timedelta(days=days)

    values = {"asks_for_statement": False, "noted_on": LONG_AGO, **more}
    return Standing(status=status, due_on=day(due), since_on=day(since), **values)  # type: ignore[arg-type]


def _told(standing: Standing) -> list[EscalationLevel]:
    return [level for level, _since in levels_to_tell(standing, TODAY)]


@pytest.mark.parametrize(
    ("standing", "levels"),
    [
        (_standing(Status.KEPT, due=-40), []),
        (_standing(Status.ON_TRACK, due=40), []),
        (_standing(Status.WAIVED, due=-40), []),
        (_standing(Status.DUE_SOON, due=6), [PERSON]),
        (_standing(Status.OVERDUE, due=-1), [PERSON]),
        (_standing(Status.OVERDUE, due=-13), [PERSON]),
        (_standing(Status.OVERDUE, due=-14), [PERSON, UNIT]),
        (_standing(Status.OVERDUE, due=-27), [PERSON, UNIT]),
        (_standing(Status.BROKEN, due=-28), [PERSON, UNIT, LEAD]),
        (_standing(Status.NO_EVIDENCE, since=-28), [PERSON, UNIT, LEAD]),
        (_standing(Status.NO_EVIDENCE, noted_on=TODAY), [PERSON]),
        (_standing(Status.NOT_CHECKABLE, due=-90), []),
        (_standing(Status.NOT_CHECKABLE, due=31, asks_for_statement=True), []),
        (_standing(Status.NOT_CHECKABLE, due=30, asks_for_statement=True), [PERSON]),
        (_standing(Status.KEPT, due=30, asks_for_statement=True), [PERSON]),
        (_standing(Status.NOT_CHECKABLE, due=-14, asks_for_statement=True), [PERSON, UNIT]),
    ],
)
def test_who_is_told(standing: Standing, levels: list[EscalationLevel]) -> None:
    assert _told(standing) == levels


def test_nobody_is_late_before_the_promise_is_registered() -> None:
    registered = TODAY - timedelta(days=3)
    assert stale_since(_standing(Status.OVERDUE, due=-900, noted_on=registered), TODAY) == registered


def test_what_is_due_and_what_is_late_are_told_about_the_same_day() -> None:
    due = _standing(Status.DUE_SOON, due=6)
    late = Standing(Status.OVERDUE, False, due.due_on, due.due_on, LONG_AGO)
    assert [*levels_to_tell(due, TODAY)] == [*levels_to_tell(late, TODAY + timedelta(days=7))]
