"""The rules of promises about meetings and decisions, with the worked examples' answers and a plain count beside."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from sampakt.commitments.rules import AsOf, Finding, Piece, Promise, Ref, Release
from sampakt.commitments.terms import Basis, Check, DeedSort, Status
from sampakt.governance.rules.decision_promises import (
    AgreementRequired,
    BasedOnMaterial,
    agreement_required,
    based_on_material,
)
from sampakt.governance.rules.facts import (
    BodyFacts,
    DecisionFacts,
    ItemFacts,
    MaterialFacts,
    MeetingFacts,
    Met,
    SubAgreement,
)
from sampakt.governance.rules.meeting_promises import (
    AgendaItem,
    Meetings,
    ReportsTo,
    agenda_item,
    meetings,
    reports_to,
)
from sampakt.governance.terms import BodySort, DecisionOutcome, Effect, ItemSort

START = date(2021, 12, 3)
PROMISE = Promise(
    id=1,
    space_id=1,
    agreement_id=1,
    check_by=Check.RECORDS,
    starts_on=START,
    ends_on=None,
    warn_days=60,
    audience="partners",
    organisation_id=None,
    circle_id=None,
    superseded_on=None,
    theme_id=None,
)


def on(day: str) -> AsOf:
    return AsOf(date.fromisoformat(day))


def body(number: int, key: str, sort: str = BodySort.WORKING_GROUP, **more: Any) -> BodyFacts:
    plain: dict[str, Any] = {
        "agreement": None,
        "theme": None,
        "starts_on": START,
        "ends_on": None,
        "audience": "partners",
        "organisation_id": None,
        "circle_id": None,
    }
    return BodyFacts(id=number, key=key, sort=sort, name={"en": key}, **plain | more)


LG = body(1, "lg", BodySort.MANAGEMENT_GROUP)
SAG = body(2, "sag", reports_to=1)


def met(*days: str, of: BodyFacts = LG) -> tuple[MeetingFacts, ...]:
    return tuple(MeetingFacts(at, of.id, date.fromisoformat(day)) for at, day in enumerate(days, 1))


def case(*held: MeetingFacts, **more: Any) -> Met:
    return Met(**{"promise": PROMISE, "bodies": (LG, SAG), "meetings": held, **more})


def items(*told: tuple[str, str, dict[str, int]]) -> tuple[ItemFacts, ...]:
    return tuple(
        ItemFacts(at, LG.id, date.fromisoformat(day), sort, **more) for at, (day, sort, more) in enumerate(told, 1)
    )


def stretches(found: Finding) -> dict[int, str]:
    return {stretch.start.year: str(stretch.status) for stretch in found.stretches}


def codes(found: Finding) -> list[str]:
    return [words.code for words in found.words]


YEARLY = Meetings(body="lg")


class TestMeetings:
    def test_the_worked_example_of_the_management_group(self) -> None:
        held = case(*met("2022-11-14", "2023-11-20"))
        found = meetings(YEARLY, held, on("2025-01-01"))
        assert stretches(found) == {2022: "kept", 2023: "kept", 2024: "broken", 2025: "on_track"}
        assert found.status == Status.BROKEN
        assert meetings(YEARLY, held, on("2024-12-30")).status == Status.DUE_SOON
        assert meetings(YEARLY, held, on("2024-12-31")).status == Status.BROKEN
        assert meetings(YEARLY, held, on("2023-12-31")).status == Status.KEPT

    def test_the_worked_example_of_the_working_group(self) -> None:
        days = ("2022-03-01", "2022-10-01", "2023-03-01", "2023-10-01", "2024-04-10")
        held = case(*met(*days, of=SAG))
        terms = Meetings(body="sag", min=2)
        assert meetings(terms, held, on("2024-06-30")).status == Status.ON_TRACK
        found = meetings(terms, held, on("2024-12-31"))
        assert found.status == Status.BROKEN
        assert [(one.done, one.wanted) for one in found.stretches] == [(2, 2), (2, 2), (1, 2)]

    def test_two_on_one_day_are_one(self) -> None:
        twice = case(*met("2022-03-01", "2022-03-01"))
        assert meetings(Meetings(body="lg", min=2), twice, on("2022-12-31")).status == Status.BROKEN

    def test_what_was_never_recorded_is_a_gap(self) -> None:
        assert meetings(YEARLY, case(), on("2023-01-01")).status == Status.NO_EVIDENCE
        assert meetings(Meetings(body="styrelsen"), case(), on("2023-01-01")).status == Status.NO_EVIDENCE

    def test_evidence_that_somebody_attached_counts_but_not_beside_the_same_meeting(self) -> None:
        minutes = Piece(date(2022, 11, 14), Ref("evidence", 1, date(2022, 11, 14)))
        assert meetings(YEARLY, case(attached=(minutes,)), on("2022-12-31")).status == Status.KEPT
        both = case(*met("2022-11-14"), attached=(minutes,))
        assert meetings(Meetings(body="lg", min=2), both, on("2022-12-31")).status == Status.BROKEN

    def test_a_year_that_a_decision_released_asks_for_nothing(self) -> None:
        release = Release(1, date(2023, 12, 1), date(2024, 1, 1), date(2024, 12, 31), "LG", "§ 4")
        held = case(*met("2022-11-14", "2023-11-20"), releases=(release,))
        assert stretches(meetings(YEARLY, held, on("2025-02-01")))[2024] == "waived"

    @pytest.mark.parametrize(
        ("days", "status"),
        [
            (("2022-02-01",), Status.KEPT),
            (("2022-02-01", "2022-09-01"), Status.KEPT),
            (("2022-02-01", "2022-09-01", "2022-10-01"), Status.BROKEN),
        ],
    )
    def test_more_than_the_most_is_broken(self, days: Sequence[str], status: str) -> None:
        found = meetings(Meetings(body="lg", min=1, max=2), case(*met(*days)), on("2022-12-31"))
        assert found.status == status
        assert ("met_too_often" in codes(found)) is (status == Status.BROKEN)

    def test_too_many_stand_until_the_next_year_is_kept(self) -> None:
        terms = Meetings(body="lg", min=1, max=1)
        held = met("2022-02-01", "2022-09-01")
        assert meetings(terms, case(*held), on("2023-05-01")).status == Status.BROKEN
        later = meetings(terms, case(*held, *met("2023-04-01")), on("2023-05-01"))
        assert (later.status, stretches(later)) == (Status.KEPT, {2022: "broken", 2023: "kept"})

    def test_a_meeting_may_lie_a_month_outside_its_year(self) -> None:
        terms = Meetings(body="lg", tolerance_months=1)
        late = case(*met("2022-11-14", "2024-01-20"))
        assert meetings(terms, late, on("2024-01-10")).status == Status.DUE_SOON
        assert stretches(meetings(terms, late, on("2024-01-31"))) == {2022: "kept", 2023: "kept", 2024: "on_track"}
        assert meetings(terms, case(*met("2022-11-14", "2024-02-20")), on("2024-02-01")).status == Status.BROKEN
        early = case(*met("2022-03-01", "2022-12-15"))
        assert stretches(meetings(terms, early, on("2024-02-01"))) == {2022: "kept", 2023: "kept", 2024: "on_track"}

    def test_consultations_lie_in_their_months(self) -> None:
        terms = Meetings(body="lg", per=Basis.HALF_YEAR, in_months=(4, 5, 10, 11))
        held = case(*met("2022-05-31", "2022-09-30"))
        found = meetings(terms, held, on("2022-06-01"))
        assert (found.status, found.due_on) == (Status.KEPT, date(2022, 11, 30))
        assert meetings(terms, held, on("2022-11-29")).status == Status.DUE_SOON
        assert meetings(terms, held, on("2022-11-30")).status == Status.BROKEN
        near = Meetings(body="lg", per=Basis.HALF_YEAR, in_months=(4, 5, 10, 11), tolerance_months=1)
        assert meetings(near, held, on("2022-11-30")).status == Status.KEPT
        with pytest.raises(ValidationError):
            Meetings(body="lg", in_months=(13,))

    def test_whole_term_rolling_and_not_stated(self) -> None:
        ends = replace(PROMISE, ends_on=date(2025, 12, 31))
        held = case(*met("2022-11-14"), promise=ends)
        assert meetings(Meetings(body="lg", per=Basis.TERM), held, on("2024-01-01")).status == Status.KEPT
        rolling = Meetings(body="lg", per=Basis.ROLLING)
        assert meetings(rolling, held, on("2023-06-01")).status == Status.KEPT
        assert meetings(rolling, held, on("2023-11-14")).status == Status.BROKEN
        most = Meetings(body="lg", per=Basis.ROLLING, max=1)
        assert meetings(most, case(*met("2022-11-14", "2023-02-01")), on("2023-03-01")).status == Status.BROKEN
        assert meetings(Meetings(body="lg", per=None), held, on("2023-06-01")).status == Status.NOT_STATED
        each = Meetings(body_sorts=(BodySort.MANAGEMENT_GROUP, BodySort.WORKING_GROUP), per=Basis.ROLLING)
        assert meetings(each, held, on("2023-06-01")).status == Status.NO_EVIDENCE

    def test_each_body_of_a_sort_meets_while_it_is_there(self) -> None:
        other = body(3, "other", starts_on=date(2023, 9, 1))
        gone = body(4, "gone", ends_on=date(2022, 3, 31))
        held = met("2022-03-01", "2023-03-01", of=SAG)
        terms = Meetings(body_sorts=(BodySort.WORKING_GROUP,))
        among = case(*held, bodies=(LG, SAG, other, gone))
        assert meetings(terms, among, on("2023-12-31")).status == Status.KEPT
        found = meetings(terms, among, on("2024-12-31"))
        assert (found.status, [lack.name for lack in found.missing]) == (
            Status.BROKEN,
            [{"en": "sag"}, {"en": "other"}],
        )
        nobody = meetings(Meetings(body_sorts=(BodySort.COUNCIL,)), among, on("2024-12-31"))
        assert nobody.status == Status.NO_EVIDENCE

    def test_every_sub_agreement_is_taken_up(self) -> None:
        subs = (
            SubAgreement(11, {"en": "School"}, START, date(2022, 12, 31)),
            SubAgreement(12, {"en": "Health"}, date(2022, 9, 1), None),
        )
        own = body(3, "health", agreement=12)
        told = items(("2022-05-01", ItemSort.DISCUSSION, {"agreement": 11}))
        among = case(*met("2023-05-01", of=own), bodies=(LG, SAG, own), items=told, subs=subs)
        terms = Meetings(about="sub_agreement")
        assert stretches(meetings(terms, among, on("2023-12-31"))) == {2022: "kept", 2023: "kept"}
        found = meetings(terms, among, on("2024-12-31"))
        assert (found.status, [lack.name for lack in found.missing]) == (Status.BROKEN, [{"en": "Health"}])
        assert meetings(terms, case(subs=()), on("2024-12-31")).status == Status.NO_EVIDENCE

    @given(
        days=st.lists(st.integers(0, 4 * 365), max_size=14),
        least=st.integers(1, 3),
        more=st.integers(0, 2),
        asked=st.integers(0, 4 * 365),
    )
    def test_each_year_is_as_a_plain_count_of_its_days_says(
        self, days: list[int], least: int, more: int, asked: int
    ) -> None:
        start, day = date(2021, 1, 1), date(2021, 1, 1) + timedelta(asked)
        held = tuple(MeetingFacts(at, LG.id, start + timedelta(shift)) for at, shift in enumerate(days, 1))
        among = case(*held, promise=replace(PROMISE, starts_on=start))
        found = meetings(Meetings(body="lg", min=least, max=least + more), among, AsOf(day))
        for stretch in found.stretches:
            counted = {one.on for one in held if one.on.year == stretch.start.year and one.on <= day}
            assert (stretch.status == Status.KEPT) is (least <= len(counted) <= least + more)
            assert (stretch.status == Status.BROKEN) is (
                len(counted) > least + more
                or (len(counted) < least and stretch.end <= day and any(one.on <= stretch.end for one in held))
            )

    @given(days=st.lists(st.integers(0, 3 * 365), max_size=8), tolerance=st.integers(0, 3))
    def test_tolerance_never_breaks_what_was_kept(self, days: list[int], tolerance: int) -> None:
        start = date(2021, 1, 1)
        held = tuple(MeetingFacts(at, LG.id, start + timedelta(shift)) for at, shift in enumerate(sorted(days), 1))
        among = case(*held, promise=replace(PROMISE, starts_on=start))
        strict = meetings(YEARLY, among, on("2024-12-31")).stretches
        loose = meetings(Meetings(body="lg", tolerance_months=tolerance), among, on("2024-12-31")).stretches
        assert sum(one.status == Status.KEPT for one in strict) <= sum(one.status == Status.KEPT for one in loose)
        if tolerance == 0:
            assert strict == loose


class TestAgenda:
    def test_each_year_has_a_meeting_with_such_an_item(self) -> None:
        told = items(
            ("2022-11-14", ItemSort.FOLLOW_UP, {}),
            ("2023-11-20", ItemSort.PLAN, {}),
        )
        terms = AgendaItem(body="lg")
        assert agenda_item(terms, case(items=told), on("2022-12-31")).status == Status.KEPT
        found = agenda_item(terms, case(items=told), on("2023-12-31"))
        assert found.status == Status.BROKEN
        assert [(ref.kind, ref.id) for ref in found.evidence] == [("agenda_item", 1)]
        either = AgendaItem(body="lg", sorts=(ItemSort.FOLLOW_UP, ItemSort.PLAN))
        assert agenda_item(either, case(items=told), on("2023-12-31")).status == Status.KEPT
        assert agenda_item(AgendaItem(body="x"), case(), on("2023-12-31")).status == Status.NO_EVIDENCE

    def test_every_body_that_reports_has_done_so(self) -> None:
        third = body(3, "third", reports_to=1)
        told = items(
            ("2022-11-14", ItemSort.REPORT, {"from_body": 2}),
            ("2022-11-14", ItemSort.REPORT, {"from_body": 3}),
            ("2023-11-14", ItemSort.INFORMATION, {"from_body": 2}),
        )
        among = case(items=told, bodies=(LG, SAG, third))
        terms = ReportsTo(body="lg")
        assert reports_to(terms, among, on("2022-12-31")).status == Status.KEPT
        found = reports_to(terms, among, on("2023-12-31"))
        assert (found.status, [lack.name for lack in found.missing]) == (Status.BROKEN, [{"en": "third"}])
        assert reports_to(ReportsTo(body="sag"), among, on("2023-12-31")).status == Status.NO_EVIDENCE
        assert reports_to(ReportsTo(body="x"), among, on("2023-12-31")).status == Status.NO_EVIDENCE


def decided(number: int, day: str, **more: Any) -> DecisionFacts:
    plain: dict[str, Any] = {"outcome": DecisionOutcome.TAKEN, "effect": Effect.ADOPTS_PLAN}
    return DecisionFacts(number, LG.id, date.fromisoformat(day), **plain | more)


class TestAgreement:
    TERMS = AgreementRequired(body="lg")

    def test_nothing_decided_is_no_evidence(self) -> None:
        assert agreement_required(self.TERMS, case(), on("2023-01-01")).status == Status.NO_EVIDENCE
        put_off = case(decisions=(decided(1, "2022-05-01", outcome=DecisionOutcome.POSTPONED),))
        assert agreement_required(self.TERMS, put_off, on("2023-01-01")).status == Status.NO_EVIDENCE

    def test_a_decision_against_somebody_breaks_it_until_another_replaces_it(self) -> None:
        against = decided(2, "2022-06-01", dissents=1, superseded_on=date(2023, 6, 1))
        among = case(decisions=(decided(1, "2022-05-01"), against))
        assert agreement_required(self.TERMS, among, on("2022-05-31")).status == Status.KEPT
        found = agreement_required(self.TERMS, among, on("2023-05-31"))
        assert (found.status, found.since) == (Status.BROKEN, date(2022, 6, 1))
        healed = agreement_required(self.TERMS, among, on("2023-06-01"))
        assert (healed.status, codes(healed)[0]) == (Status.KEPT, "taken_against")

    def test_a_dissent_after_which_it_was_not_taken_keeps_it(self) -> None:
        refused = case(decisions=(decided(1, "2022-05-01", outcome=DecisionOutcome.NOT_TAKEN, dissents=1),))
        found = agreement_required(self.TERMS, refused, on("2023-01-01"))
        assert (found.status, codes(found)) == (Status.KEPT, ["decisions_counted", "not_taken_for_dissent"])

    def test_what_was_decided_before_the_promise_is_not_asked_about(self) -> None:
        early = case(decisions=(decided(1, "2021-05-01", dissents=1),))
        assert agreement_required(self.TERMS, early, on("2023-01-01")).status == Status.NO_EVIDENCE
        assert agreement_required(AgreementRequired(body="x"), early, on("2023-01-01")).status == Status.NO_EVIDENCE


class TestMaterial:
    TERMS = BasedOnMaterial(body="lg", from_body="sag")

    @pytest.mark.parametrize(
        ("material", "status"),
        [
            ((), Status.NO_EVIDENCE),
            ((MaterialFacts(7, SAG.id, date(2023, 11, 20)),), Status.KEPT),
            ((MaterialFacts(7, SAG.id, date(2023, 11, 21)),), Status.NO_EVIDENCE),
            ((MaterialFacts(7, SAG.id, None),), Status.NO_EVIDENCE),
            ((MaterialFacts(7, LG.id, date(2023, 11, 1)),), Status.NO_EVIDENCE),
        ],
    )
    def test_the_worked_example(self, material: tuple[MaterialFacts, ...], status: str) -> None:
        among = case(decisions=(decided(1, "2023-11-20", material=material),))
        assert based_on_material(self.TERMS, among, on("2023-11-20")).status == status

    def test_the_last_of_each_sort_decides_and_earlier_lacks_are_told(self) -> None:
        paper = (MaterialFacts(7, SAG.id, date(2022, 1, 1)),)
        plans = (decided(1, "2022-11-14"), decided(2, "2023-11-20", material=paper))
        areas = decided(3, "2023-11-20", effect=Effect.SETS_PRIORITIES)
        kept = based_on_material(self.TERMS, case(decisions=plans), on("2024-01-01"))
        assert (kept.status, codes(kept)) == (Status.KEPT, ["rests_on_material", "without_material"])
        assert [ref.kind for ref in kept.evidence] == ["document", "decision"]
        both = based_on_material(self.TERMS, case(decisions=(*plans, areas)), on("2024-01-01"))
        assert (both.status, both.missing[0].name) == (Status.NO_EVIDENCE, {"en": "sag"})
        only = BasedOnMaterial(body="lg", from_body="sag", sorts=(DeedSort.PLAN,))
        assert based_on_material(only, case(decisions=(*plans, areas)), on("2024-01-01")).status == Status.KEPT

    def test_nothing_decided_and_unknown_bodies_are_no_evidence(self) -> None:
        assert based_on_material(self.TERMS, case(), on("2024-01-01")).status == Status.NO_EVIDENCE
        unknown = BasedOnMaterial(body="lg", from_body="x")
        assert codes(based_on_material(unknown, case(), on("2024-01-01"))) == ["missing"]
