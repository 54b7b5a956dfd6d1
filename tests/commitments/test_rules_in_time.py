"""Rules on who was bound on the day asked about, and on what came late or not at all."""

from dataclasses import replace
from datetime import date

import pytest

from sampakt.commitments.rules import AsOf, Finding, decisions, deeds, term
from sampakt.commitments.rules.doing import Doing
from sampakt.commitments.rules.facts import AgreementFacts, LinkFacts, StepFacts
from sampakt.commitments.terms import Status

from .test_rules_agreements import agreement, deed, party
from .test_rules_overlays import PROMISE

START = date(2025, 1, 1)


def joined(day: str) -> AgreementFacts:
    """An agreement of two that signed in time, and of one that joined later without having signed."""
    late = replace(party("mora"), joined_on=date.fromisoformat(day))
    first = (party("falun", signed="2024-12-20"), party("hda", signed="2024-12-10"))
    return agreement(*first, late, starts_on=START)


class TestSignatures:
    in_time = decisions.SignedBy(before_start=True)

    def test_one_that_lacks_when_the_first_day_has_passed_is_overdue(self) -> None:
        facts = agreement(party("falun", signed="2024-12-20"), party("mora"), starts_on=START)
        found = decisions.signed_by(self.in_time, facts, AsOf(date(2025, 1, 10)))
        assert (found.status, found.due_on, [each.name for each in found.missing]) == (Status.OVERDUE, START, ["mora"])

    def test_who_joins_later_is_not_asked_before(self) -> None:
        facts = joined("2026-01-01")
        assert decisions.signed_by(self.in_time, facts, AsOf(date(2025, 6, 1))).status == Status.KEPT
        assert decisions.signed_by(self.in_time, facts, AsOf(date(2026, 6, 1))).missing[0].name == "mora"

    def test_who_joins_later_does_not_undo_that_it_is_in_force(self) -> None:
        found = term.in_force(term.InForce(), joined("2026-01-01"), AsOf(date(2026, 6, 1)))
        assert (found.status, found.since) == (Status.KEPT, START)
        assert len(found.missing) == 1


class TestForce:
    def test_what_came_into_force_after_its_first_day_is_kept_late(self) -> None:
        facts = agreement(party("falun", signed="2024-12-20"), party("hda", signed="2025-02-01"), starts_on=START)
        found = term.in_force(term.InForce(), facts, AsOf(date(2025, 6, 1)))
        assert (found.status, found.late_days, found.due_on) == (Status.KEPT_LATE, 31, START)
        assert found.since == date(2025, 2, 1)

    def test_what_holds_by_decision_waits_for_every_partys_own(self) -> None:
        yes = StepFacts(1, "council", "KF", date(2024, 12, 2), "approves", "", False, 0)
        later, note = replace(yes, decided_on=None, outcome=""), replace(yes, outcome="notes")
        rule = {"force_rule": "decided", "starts_on": START}
        waiting = agreement(party("falun", steps=(yes, note)), party("hda", steps=(yes, later)), **rule)
        found = term.in_force(term.InForce(), waiting, AsOf(date(2025, 6, 1)))
        assert (found.status, found.words[0].facts) == (Status.OVERDUE, {"done": 1, "wanted": 2})
        assert [each.asked_of for each in found.missing] == [hash("hda")]

        signed = party("hda", signed="2024-12-20")
        both = agreement(party("falun", steps=(yes, note)), signed, **rule)
        assert term.in_force(term.InForce(), both, AsOf(date(2025, 6, 1))).status == Status.KEPT


class TestGap:
    facts = agreement(
        party("hda", signed="2025-02-01"), party("falun"), links=(LinkFacts(1, "continues", "1", 2, date(2025, 6, 30)),)
    )

    @pytest.mark.parametrize(
        ("day", "status"),
        [
            (date(2025, 3, 1), Status.NOT_YET_DUE),
            (date(2025, 6, 1), Status.DUE_SOON),
            (date(2025, 7, 1), Status.BROKEN),
        ],
    )
    def test_signatures_are_waited_for_until_the_earlier_one_runs_out(self, day: date, status: Status) -> None:
        found = term.no_gap(term.NoGap(), PROMISE, self.facts, AsOf(day))
        assert (found.status, found.due_on) == (status, date(2025, 6, 30))
        assert len(found.missing) == 1


def revised(*days: str, as_of: date) -> Finding:
    promise = replace(PROMISE, starts_on=date(2023, 8, 1), ends_on=date(2027, 7, 31))
    made = [deed("revision", day, number) for number, day in enumerate(days)]
    return term.revise_every(term.ReviseEvery(months=36), promise, agreement(), made, AsOf(as_of))


def test_a_revision_after_its_day_counts_as_late() -> None:
    found = revised("2026-09-15", as_of=date(2026, 11, 22))
    assert (found.status, found.late_days) == (Status.KEPT_LATE, 46)
    assert revised("2026-09-15", as_of=date(2026, 9, 1)).status == Status.NO_EVIDENCE


def test_a_party_that_leaves_sooner_than_its_notice_breaks_it() -> None:
    gone = replace(party("ludvika", signed="2024-12-30"), left_on=date(2025, 12, 31))
    facts = agreement(party("hda", signed="2024-12-10"), gone, notice_months=6)
    soon = (replace(deed("notice", "2025-10-15"), organisation_id=gone.organisation_id),)
    early = (replace(deed("notice", "2025-06-15"), organisation_id=gone.organisation_id),)
    day = AsOf(date(2026, 2, 1))
    assert term.notice(term.Notice(months=6), facts, soon, day).status == Status.BROKEN
    assert term.notice(term.Notice(months=6), facts, early, day).status == Status.KEPT
    assert term.notice(term.Notice(months=6), facts, soon, AsOf(date(2025, 12, 1))).status == Status.KEPT


def test_what_is_to_come_before_an_end_that_nobody_stated_is_asked_about() -> None:
    doing = Doing(PROMISE, (), (), agreement=agreement())
    day = AsOf(date(2026, 1, 1))
    assert deeds.evaluation(deeds.Evaluation(before="end"), doing, day).status == Status.NOT_STATED
    assert deeds.deliver_by(deeds.DeliverBy(at_end=True), doing, day).status == Status.NOT_STATED
    assert deeds.deliver_by(deeds.DeliverBy(), doing, day).status == Status.NO_EVIDENCE
