"""What holds for every promise: its beginning, releases, supersession, people's judgement and statements."""

from dataclasses import replace
from datetime import date

import pytest

from sampakt.commitments.rules import (
    AsOf,
    Finding,
    Judgement,
    Missing,
    Promise,
    Ref,
    Release,
    Stretch,
    frame,
    judge_statements,
    with_judgement,
)
from sampakt.commitments.rules.overlays import StatementDue
from sampakt.commitments.terms import NEEDS_SOMEBODY, Check, Status, Verdict

PROMISE = Promise(
    id=1,
    space_id=1,
    agreement_id=1,
    check_by=Check.RECORDS,
    starts_on=date(2022, 1, 1),
    ends_on=None,
    warn_days=60,
    audience="partners",
    organisation_id=None,
    circle_id=None,
    superseded_on=None,
    theme_id=None,
)
BROKEN = Finding(Status.BROKEN)


def framed(promise: Promise, day: date, releases: tuple[Release, ...] = (), expires: date | None = None) -> Finding:
    return frame(promise, releases, expires, AsOf(day), lambda: BROKEN)


def test_before_it_begins_nothing_is_due() -> None:
    found = framed(PROMISE, date(2021, 12, 31))
    assert (found.status, found.stands_until) == (Status.NOT_YET_DUE, date(2022, 1, 1))


@pytest.mark.parametrize("status", NEEDS_SOMEBODY)
def test_of_a_draft_nothing_is_lacking_or_due(status: Status) -> None:
    found = Finding(status, due_on=date(2023, 1, 1), since=date(2023, 1, 1), stands_until=date(2024, 1, 1))
    draft = frame(replace(PROMISE, is_of_draft=True), (), None, AsOf(date(2023, 6, 1)), lambda: found)
    assert (draft.status, draft.due_on, draft.since) == (Status.NOT_YET_DUE, None, None)
    assert draft.stands_until == date(2024, 1, 1)
    assert [words.code for words in draft.words] == ["nobody_signed"]


def test_what_is_there_counts_in_a_draft_too() -> None:
    kept = Finding(Status.KEPT, due_on=date(2023, 1, 1))
    draft = frame(replace(PROMISE, is_of_draft=True), (), None, AsOf(date(2023, 6, 1)), lambda: kept)
    assert (draft.status, draft.due_on) == (Status.KEPT, None)


def test_a_decision_releases_from_its_first_day_to_its_last() -> None:
    release = Release(7, date(2022, 6, 1), date(2022, 1, 1), date(2022, 12, 31), "Styringsgruppen", "12/22")
    assert framed(PROMISE, date(2022, 5, 31), (release,)).status == Status.BROKEN
    assert framed(PROMISE, date(2022, 5, 31), (release,)).stands_until == date(2022, 6, 1)
    assert framed(PROMISE, date(2022, 6, 1), (release,)).status == Status.WAIVED
    assert framed(PROMISE, date(2022, 6, 1), (release,)).stands_until == date(2023, 1, 1)
    assert framed(PROMISE, date(2023, 1, 1), (release,)).status == Status.BROKEN


def test_what_was_superseded_is_so_from_that_day_on() -> None:
    promise = replace(PROMISE, superseded_on=date(2023, 1, 1))
    assert framed(promise, date(2022, 12, 31)).status == Status.BROKEN
    assert framed(promise, date(2022, 12, 31)).stands_until == date(2023, 1, 1)
    assert framed(promise, date(2023, 1, 1)).status == Status.SUPERSEDED


def test_evidence_that_runs_out_makes_the_answer_old() -> None:
    assert framed(PROMISE, date(2022, 3, 1), expires=date(2022, 4, 1)).stands_until == date(2022, 4, 1)


@pytest.mark.parametrize(
    ("verdict", "status"),
    [
        (Verdict.FULFILLED, Status.KEPT),
        (Verdict.PARTLY, Status.ON_TRACK),
        (Verdict.NOT_FULFILLED, Status.BROKEN),
        (Verdict.CANNOT_SAY, Status.ON_TRACK),
    ],
)
def test_records_that_exist_are_judged_by_a_person(verdict: Verdict, status: Status) -> None:
    judged = replace(PROMISE, check_by=Check.JUDGED)
    kept = Finding(Status.KEPT, stretches=(Stretch(date(2022, 1, 1), date(2022, 12, 31), Status.KEPT, 1, 1),))
    as_of = AsOf(date(2022, 6, 1))
    assert with_judgement(judged, kept, (), as_of).status == Status.ON_TRACK
    said = (Judgement(1, date(2022, 5, 1), verdict),)
    assert with_judgement(judged, kept, said, as_of).status == status
    assert with_judgement(judged, kept, said, AsOf(date(2023, 6, 1))).status == Status.ON_TRACK
    assert with_judgement(PROMISE, kept, (), as_of).status == Status.KEPT


def test_what_waits_for_a_judgement_is_on_track_without_a_day_that_lies_behind() -> None:
    judged = replace(PROMISE, check_by=Check.JUDGED)
    kept = Finding(Status.KEPT, due_on=date(2022, 12, 31), since=date(2022, 3, 1))
    before = with_judgement(judged, kept, (), AsOf(date(2022, 6, 1)))
    assert (before.status, before.due_on, before.stands_until) == (Status.ON_TRACK, kept.due_on, kept.due_on)
    after = with_judgement(judged, kept, (), AsOf(date(2026, 6, 1)))
    assert (after.status, after.due_on, after.since) == (Status.ON_TRACK, None, date(2022, 3, 1))
    partly = (Judgement(1, date(2026, 5, 1), Verdict.PARTLY),)
    assert with_judgement(judged, kept, partly, AsOf(date(2026, 6, 1))).due_on is None


def test_what_somebody_judged_broken_is_so_since_their_word_and_not_due_later() -> None:
    judged = replace(PROMISE, check_by=Check.JUDGED)
    kept = Finding(Status.KEPT, due_on=date(2022, 12, 31))
    said = (Judgement(1, date(2022, 5, 1), Verdict.NOT_FULFILLED),)
    found = with_judgement(judged, kept, said, AsOf(date(2022, 6, 1)))
    assert (found.status, found.due_on, found.since) == (Status.BROKEN, None, date(2022, 5, 1))


def test_the_judgement_of_what_is_done_once_does_not_grow_old() -> None:
    judged = replace(PROMISE, check_by=Check.JUDGED)
    said = (Judgement(1, date(2022, 5, 1), Verdict.FULFILLED),)
    assert with_judgement(judged, Finding(Status.KEPT), said, AsOf(date(2026, 6, 1))).status == Status.KEPT


def test_no_judgement_makes_a_gap_in_the_records_good() -> None:
    judged = replace(PROMISE, check_by=Check.JUDGED)
    said = (Judgement(1, date(2022, 5, 1), Verdict.FULFILLED),)
    gap = Finding(Status.NO_EVIDENCE)
    assert with_judgement(judged, gap, said, AsOf(date(2022, 6, 1))).status == Status.NO_EVIDENCE


def stated(day: str, *said: tuple[str, Verdict]) -> Finding:
    judgements = [Judgement(number, date.fromisoformat(on), verdict) for number, (on, verdict) in enumerate(said)]
    return judge_statements(StatementDue(), PROMISE, judgements, AsOf(date.fromisoformat(day)))


def test_an_aim_nobody_spoke_for_is_not_checkable_and_asked_for() -> None:
    found = stated("2022-06-01")
    assert (found.status, found.due_on) == (Status.NOT_CHECKABLE, date(2023, 1, 31))


def test_a_persons_word_stands_until_the_next_is_due() -> None:
    word = ("2023-01-20", Verdict.FULFILLED)
    assert stated("2023-01-25", word).status == Status.KEPT
    assert stated("2024-01-30", word).status == Status.KEPT
    old = stated("2024-02-01", word)
    assert (old.status, old.due_on) == (Status.NOT_CHECKABLE, date(2024, 1, 31))
    assert stated("2023-01-25", word).due_on == date(2024, 1, 31)


def test_who_never_answered_is_asked_for_the_last_year_not_the_first() -> None:
    assert stated("2026-06-01").due_on == date(2026, 1, 31)


def test_the_last_word_counts() -> None:
    found = stated("2023-06-01", ("2023-01-20", Verdict.FULFILLED), ("2023-05-20", Verdict.NOT_FULFILLED))
    assert found.status == Status.BROKEN


@pytest.mark.parametrize("status", [Status.NO_EVIDENCE, Status.OVERDUE, Status.DUE_SOON])
def test_a_word_alone_keeps_nothing_that_records_are_to_show_but_it_is_told(status: Status) -> None:
    word = Judgement(5, date(2024, 3, 1), Verdict.FULFILLED)
    found = with_judgement(PROMISE, Finding(status), [word], AsOf(date(2024, 4, 1)))
    assert (found.status, found.evidence) == (status, ())
    assert [words.code for words in found.words] == ["stated_not_shown"]
    assert found.stands_until == date(2025, 3, 1)
    assert with_judgement(PROMISE, Finding(status), [word], AsOf(date(2025, 3, 1))) == Finding(status)


def test_a_word_that_agrees_with_the_records_or_says_less_is_told_as_it_is() -> None:
    day = AsOf(date(2024, 4, 1))
    for verdict in (Verdict.PARTLY, Verdict.NOT_FULFILLED):
        found = with_judgement(PROMISE, BROKEN, [Judgement(5, date(2024, 3, 1), verdict)], day)
        assert [words.code for words in found.words] == [f"judged_{verdict}"]
    kept = with_judgement(PROMISE, Finding(Status.KEPT), [Judgement(5, date(2024, 3, 1), Verdict.FULFILLED)], day)
    assert [words.code for words in kept.words] == ["judged_fulfilled"]


def before_the_start(found: Finding, *, draft: bool = False, day: date = date(2021, 6, 1)) -> Finding:
    formality = replace(PROMISE, is_formality=True, is_of_draft=draft)
    return frame(formality, (), None, AsOf(day), lambda: found)


def test_a_formality_is_judged_before_the_first_day_and_what_lacks_is_named() -> None:
    lacking = Finding(Status.NO_EVIDENCE, missing=(Missing("KI"),))
    waiting = before_the_start(lacking)
    assert (waiting.status, waiting.missing, waiting.due_on) == (Status.NOT_YET_DUE, lacking.missing, None)
    assert waiting.stands_until == PROMISE.starts_on
    begun = before_the_start(lacking.with_(evidence=(Ref("party", 1, date(2021, 5, 1)),)))
    assert (begun.status, begun.missing) == (Status.ON_TRACK, lacking.missing)
    assert before_the_start(Finding(Status.KEPT)).status == Status.KEPT
    assert before_the_start(BROKEN).status == Status.BROKEN
    assert before_the_start(lacking, day=date(2022, 1, 1)) == lacking


def test_a_formality_is_due_before_the_first_day_only_where_the_text_says_so() -> None:
    lacking = Finding(Status.NO_EVIDENCE, missing=(Missing("KI"),), due_on=PROMISE.starts_on)
    early = before_the_start(lacking, day=date(2021, 10, 1))
    assert (early.status, early.stands_until) == (Status.NOT_YET_DUE, date(2021, 11, 2))
    assert before_the_start(lacking, day=date(2021, 11, 2)).status == Status.DUE_SOON


@pytest.mark.parametrize("status", NEEDS_SOMEBODY)
def test_a_formality_of_a_draft_waits_for_the_first_day(status: Status) -> None:
    found = before_the_start(Finding(status, missing=(Missing("KI"),)), draft=True)
    assert (found.status, found.missing, found.stands_until) == (Status.NOT_YET_DUE, (), PROMISE.starts_on)
    assert before_the_start(Finding(Status.KEPT), draft=True).status == Status.KEPT
