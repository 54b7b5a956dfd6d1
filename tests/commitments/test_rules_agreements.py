"""Rules about agreements, roles and deeds, with the worked examples' answers."""

from datetime import date, timedelta

import pytest
from pydantic import ValidationError

from sampakt.commitments.rules import AsOf, Piece, Ref, decisions, deeds, family, roles, term
from sampakt.commitments.rules.doing import Doing
from sampakt.commitments.rules.facts import (
    AgreementFacts,
    DeedFacts,
    DocumentFacts,
    LinkFacts,
    OfficeFacts,
    PartyFacts,
    PlaceFacts,
    StepFacts,
    UnitFacts,
)
from sampakt.commitments.terms import Status

from .test_rules_overlays import PROMISE

TODAY = AsOf(date(2026, 11, 21), is_over=False)


def step(kind: str, day: str | None, outcome: str = "proposes", paragraph: str = "") -> StepFacts:
    taken = date.fromisoformat(day) if day else None
    return StepFacts(1, kind, {"sv": kind}, taken, outcome if taken else "", paragraph, True, 4)


def party(code: str, *, signed: str | None = None, steps: tuple[StepFacts, ...] = (), fee: bool = False) -> PartyFacts:
    signed_on = date.fromisoformat(signed) if signed else None
    return PartyFacts(hash(code), hash(code), code, code, "party", signed_on, "", True, fee, None, steps)


def agreement(*parties: PartyFacts, **more: object) -> AgreementFacts:
    plain = {
        "id": 1,
        "space_id": 1,
        "title": {"sv": "Avtalet"},
        "kind": "cooperation",
        "starts_on": None,
        "ends_on": None,
        "ended_on": None,
        "notice_months": None,
        "force_rule": "all_signed",
        "force_count": None,
    }
    return AgreementFacts(**{**plain, **more}, parties=parties)  # type: ignore[arg-type]


def deed(sort: str, day: str, number: int = 1, **more: object) -> DeedFacts:
    plain = {
        "type": "",
        "about": None,
        "organisation_id": None,
        "unit_id": None,
        "theme_id": None,
        "recipient": "",
        "based_on": None,
        "tags": frozenset(),
        "participants": frozenset(),
        "has_note": False,
        "audience": "partners",
        "circle_id": None,
    }
    return DeedFacts(id=number, sort=sort, on=date.fromisoformat(day), **{**plain, **more})  # type: ignore[arg-type]


class TestDecisions:
    chain = decisions.DecisionChain(
        party="huddinge", instances=("executive_committee", "board", "council"), signed_after=True
    )

    def test_one_step_with_its_outcome_and_paragraph(self) -> None:
        terms = decisions.Decision(
            party="huddinge", instance="executive_committee", outcomes=("proposes",), paragraph="§15"
        )
        facts = agreement(party("huddinge", steps=(step("executive_committee", "2021-09-15", paragraph="§ 15"),)))
        assert decisions.decision(terms, facts, TODAY).status == Status.KEPT

    def test_another_outcome_contradicts(self) -> None:
        terms = decisions.Decision(party="huddinge", instance="board", outcomes=("approves",))
        facts = agreement(party("huddinge", steps=(step("board", "2021-09-15", "rejects"),)))
        assert decisions.decision(terms, facts, TODAY).status == Status.BROKEN

    def test_a_chain_is_kept_when_each_instance_decided_in_order(self) -> None:
        steps = (
            step("executive_committee", "2021-09-15"),
            step("board", "2021-09-29"),
            step("council", "2021-10-11", "approves"),
        )
        kept = decisions.decision_chain(
            self.chain, agreement(party("huddinge", signed="2021-12-03", steps=steps)), TODAY
        )
        assert kept.status == Status.KEPT
        early = agreement(party("huddinge", signed="2021-10-01", steps=steps))
        assert decisions.decision_chain(self.chain, early, TODAY).status == Status.BROKEN

    def test_a_chain_under_way_is_on_track_and_names_what_lacks(self) -> None:
        steps = (step("executive_committee", "2021-09-15"), step("board", "2021-09-29"))
        found = decisions.decision_chain(self.chain, agreement(party("huddinge", steps=steps)), TODAY)
        assert found.status == Status.ON_TRACK
        assert [missing.name for missing in found.missing] == [{"code": "council", "of": "step_kind"}]

    def test_an_instance_that_decided_before_the_one_below_it_breaks_the_order(self) -> None:
        steps = (
            step("executive_committee", "2021-10-15"),
            step("board", "2021-09-29"),
            step("council", "2021-11-11", "approves"),
        )
        found = decisions.decision_chain(self.chain, agreement(party("huddinge", steps=steps)), TODAY)
        assert found.status == Status.BROKEN

    def test_signed_ten_days_after_the_start_is_told(self) -> None:
        facts = agreement(
            party("trondheim", signed="2018-01-11"), party("ntnu", signed="2018-01-11"), starts_on=date(2018, 1, 1)
        )
        found = decisions.signed_by(decisions.SignedBy(), facts, TODAY)
        assert found.status == Status.KEPT
        assert found.words[-1].facts == {"days": 10}
        strict = decisions.signed_by(decisions.SignedBy(before_start=True), facts, TODAY)
        assert (strict.status, strict.late_days) == (Status.KEPT_LATE, 10)

    def test_every_party_has_its_own_part_and_the_lacking_are_named(self) -> None:
        approved = (step("board", "2025-09-01", "approves"),)
        facts = agreement(
            party("arboga", signed="2025-09-20", steps=approved, fee=True), party("koping", steps=approved)
        )
        terms = decisions.PartiesComplete(each=("decision", "signature", "fee"))
        found = decisions.parties_complete(terms, facts, TODAY)
        assert found.status == Status.NO_EVIDENCE
        assert [missing.name for missing in found.missing] == [
            {"code": "signature", "of": "part", "party": "koping"},
            {"code": "fee", "of": "part", "party": "koping"},
        ]


class TestTerm:
    trondheim = agreement(
        party("trondheim", signed="2018-01-11"), starts_on=date(2018, 1, 1), ends_on=date(2021, 12, 31)
    )

    def test_the_period_is_the_one_promised(self) -> None:
        terms = term.PeriodAgreed(start=date(2018, 1, 1), end=date(2021, 12, 31), months=48)
        found = term.period(terms, PROMISE, self.trondheim, AsOf(date(2020, 1, 1)))
        assert found.status == Status.KEPT
        assert found.words[0].facts["days"] == 1461
        other = term.PeriodAgreed(end=date(2022, 12, 31))
        assert term.period(other, PROMISE, self.trondheim, TODAY).status == Status.BROKEN

    def test_a_term_without_dates_is_a_question(self) -> None:
        assert term.period(term.PeriodAgreed(months=48), PROMISE, agreement(), TODAY).status == Status.NOT_STATED

    @pytest.mark.parametrize(
        ("decided", "inclusive", "status"),
        [
            ("2021-12-14", False, Status.KEPT),
            ("2021-12-30", False, Status.KEPT),
            ("2021-12-31", False, Status.BROKEN),
            ("2021-12-31", True, Status.KEPT),
            ("2022-01-05", True, Status.BROKEN),
        ],
    )
    def test_before_the_end_means_before_the_last_day(self, decided: str, inclusive: bool, status: Status) -> None:
        terms = term.DecideBefore(outcomes=("project", "permanent", "end"), inclusive=inclusive)
        done = (deed("continuation", decided, tags=frozenset({"project"})),)
        assert term.decide_before(terms, PROMISE, self.trondheim, done, AsOf(date(2022, 6, 1))).status == status

    def test_two_papers_of_three_leave_the_third_overdue_by_name(self) -> None:
        papers = (
            DocumentFacts(1, "mandate", "M", (date(2021, 12, 1),)),
            DocumentFacts(2, "organisation", "O", (date(2021, 12, 1),)),
        )
        facts = agreement(documents=papers, ends_on=date(2021, 12, 31))
        done = (deed("continuation", "2021-12-14"),)
        terms = term.ContinuationPapers(papers=("mandate", "organisation", "financing"))
        found = term.continuation_papers(terms, PROMISE, facts, done, AsOf(date(2021, 12, 20)))
        assert found.status == Status.OVERDUE
        assert found.words[0].facts == {"done": 2, "wanted": 3}
        assert [missing.name for missing in found.missing] == [{"code": "financing", "of": "document_role"}]

    @pytest.mark.parametrize(("signed", "days"), [("2022-03-28", 87), ("2021-03-28", None)])
    def test_a_gap_between_agreements_is_counted_in_days(self, signed: str, days: int | None) -> None:
        links = (LinkFacts(1, "continues", "3.0", 2, date(2021, 12, 31)),)
        found = term.no_gap(term.NoGap(), PROMISE, agreement(party("ntnu", signed=signed), links=links), TODAY)
        assert found.status == (Status.KEPT if days is None else Status.BROKEN)
        if days is not None:
            assert found.words[0].facts["days"] == days

    def test_one_signature_lacks_of_many(self) -> None:
        facts = agreement(party("arboga", signed="2025-09-20"), party("koping"), starts_on=date(2025, 10, 1))
        found = term.in_force(term.InForce(), facts, TODAY)
        assert (found.status, found.words[0].facts) == (Status.OVERDUE, {"done": 1, "wanted": 2})

    def test_leaving_in_shorter_time_than_the_notice_breaks_it(self) -> None:
        facts = agreement(notice_months=12, ended_on=date(2024, 12, 31))
        terms = term.Notice(months=12)
        late = (deed("notice", "2024-06-01"),)
        early = (deed("notice", "2023-12-31"),)
        assert term.notice(terms, facts, late, TODAY).status == Status.BROKEN
        assert term.notice(terms, facts, early, TODAY).status == Status.KEPT
        assert term.notice(terms, None, (), TODAY).status == Status.NOT_STATED

    def test_the_promises_own_notice_holds_where_the_agreement_has_none_recorded(self) -> None:
        terms, ended = term.Notice(months=6), agreement(ended_on=date(2024, 12, 31))
        found = term.notice(terms, agreement(), (), TODAY)
        assert (found.status, [words.code for words in found.words]) == (
            Status.KEPT,
            ["notice_is", "notice_unrecorded"],
        )
        assert found.words[0].facts == {"months": 6}
        assert term.notice(terms, ended, (deed("notice", "2024-09-01"),), TODAY).status == Status.BROKEN


class TestFamily:
    def test_topics_the_text_is_silent_on_are_named(self) -> None:
        facts = agreement(topics={"goals": "stated", "resources": "not_stated"})
        found = family.must_contain(family.MustContain(topics=("goals", "resources", "method")), facts, TODAY)
        assert found.status == Status.BROKEN, "the text is known to be silent on resources"
        assert [missing.name["code"] for missing in found.missing] == ["resources", "method"]
        unread = agreement(topics={"goals": "stated"})
        assert family.must_contain(family.MustContain(topics=("goals", "method")), unread, TODAY).status == (
            Status.NO_EVIDENCE
        )

    def test_of_the_agreements_under_it_only_those_that_last_are_asked(self) -> None:
        last = TODAY.day
        lasting = agreement(topics={"goals": "stated"}, ends_on=last)
        ended = agreement(topics={"goals": "not_stated"}, ended_on=last - timedelta(days=1))
        terms = family.MustContain(topics=("goals",), of="subs")
        found = family.must_contain(terms, agreement(subs=(lasting, ended)), TODAY)
        assert (found.status, found.stands_until) == (Status.KEPT, last + timedelta(days=1))
        assert family.must_contain(terms, agreement(subs=(ended,)), TODAY).status == Status.BROKEN

    def test_a_choice_elsewhere_needs_a_reason_and_some_purposes_allow_none(self) -> None:
        places = PlaceFacts(organisations={"sh": (1, "SH")})
        terms = family.Priority(organisations=("sh",), never_tags=("Growth",))
        among = deed("partner_choice", "2024-01-01", participants=frozenset({1}))
        reasoned = deed("partner_choice", "2024-02-01", participants=frozenset({9}), has_note=True)
        unreasoned = deed("partner_choice", "2024-03-01", participants=frozenset({9}))
        barred = deed("partner_choice", "2024-04-01", has_note=True, tags=frozenset({"growth"}))

        def status(*choices: DeedFacts) -> str:
            return family.priority(terms, choices, places, TODAY).status

        assert status() == Status.NO_EVIDENCE
        assert status(among, reasoned) == Status.KEPT
        said = family.priority(terms, (among, reasoned), places, TODAY).words
        assert [words.code for words in said] == ["choices_counted", "choices_reasoned"], "why one of two is enough"
        assert status(among, unreasoned) == Status.BROKEN
        assert status(among, barred) == Status.BROKEN


class TestRoles:
    def places(self, *held: tuple[str, str | None]) -> PlaceFacts:
        units = tuple(UnitFacts(n, 1, "administration", f"unit {n}", None, None) for n in (1, 2))
        tenures = tuple(
            (n, date.fromisoformat(start), date.fromisoformat(end) if end else None)
            for n, (start, end) in enumerate(held)
        )
        offices = (
            OfficeFacts(1, 1, 1, "contact", "contact 1", None, None, ((9, date(2020, 1, 1), None),)),
            OfficeFacts(2, 1, 2, "contact", "contact 2", None, None, tenures),
        )
        return PlaceFacts(organisations={"huddinge": (1, "Huddinge")}, units=units, offices=offices)

    def found(self, places: PlaceFacts, days: int = 0) -> object:
        terms = roles.RoleFilled(functions=("contact",), per="unit", max_vacancy_days=days)
        return roles.role_filled(terms, None, agreement(), places, TODAY)

    def test_every_unit_has_somebody(self) -> None:
        assert self.found(self.places(("2021-01-01", None))).status == Status.KEPT

    def test_an_empty_seat_is_named_with_since_when(self) -> None:
        found = self.found(self.places(("2021-01-01", "2026-03-13")))
        assert found.status == Status.OVERDUE
        assert [(missing.name, missing.since) for missing in found.missing] == [("unit 2", date(2026, 3, 14))]

    def test_its_sentence_holds_no_number_that_time_makes_false(self) -> None:
        said = {words.code: words.facts for words in self.found(self.places(("2021-01-01", "2026-03-13"))).words}
        assert said["vacant_since"] == {"day": date(2026, 3, 14)}

    def test_a_short_vacancy_is_allowed_for_so_long(self) -> None:
        found = self.found(self.places(("2021-01-01", "2026-11-10")), days=30)
        assert (found.status, found.due_on) == (Status.DUE_SOON, date(2026, 12, 11))
        assert found.stands_until == date(2026, 12, 11)

    def test_a_seat_nobody_is_known_to_have_held_is_a_gap(self) -> None:
        assert self.found(self.places()).status == Status.NO_EVIDENCE


class TestDeeds:
    def doing(self, *done: DeedFacts, **more: object) -> Doing:
        return Doing(PROMISE, done, (), **more)  # type: ignore[arg-type]

    def test_how_often_is_not_stated_is_a_question(self) -> None:
        terms = deeds.Report(type="overview", per=None)
        assert deeds.report(terms, self.doing(deed("report", "2024-01-01", type="overview")), TODAY).status == (
            Status.NOT_STATED
        )

    def test_a_report_to_somebody_else_does_not_count(self) -> None:
        terms = deeds.Report(type="overview", per="once", recipients=("Kommunstyrelsen",))
        wrong = deed("report", "2024-01-01", type="overview", recipient="Nämnden")
        right = deed("report", "2024-01-01", type="overview", recipient="kommunstyrelsen ")
        assert deeds.report(terms, self.doing(wrong), TODAY).status == Status.NO_EVIDENCE
        assert deeds.report(terms, self.doing(right), TODAY).status == Status.KEPT

    def test_each_theme_has_its_activity(self) -> None:
        themes = PlaceFacts(
            themes=((1, "Skola", None, None), (2, "Vård", None, None), (3, "Gammalt", None, date(2020, 1, 1)))
        )
        found = deeds.activity_in_each(
            deeds.ActivityInEach(themes=True), self.doing(deed("event", "2024-01-01", theme_id=1), places=themes), TODAY
        )
        assert [missing.name for missing in found.missing] == ["Vård"]

    def test_a_private_deed_counts_for_nobody_elses_promise(self) -> None:
        private = deed("event", "2024-01-01", audience="own", organisation_id=1)
        assert not self.doing(private).deeds

    def test_evidence_that_people_attached_counts_as_done(self) -> None:
        case = Doing(PROMISE, (), (Piece(date(2024, 1, 1), Ref("evidence", 1)),))
        assert deeds.deliver_by(deeds.DeliverBy(types=("model",)), case, TODAY).status == Status.KEPT

    def test_parameters_that_do_not_fit_are_refused(self) -> None:
        with pytest.raises(ValidationError):
            deeds.Report(type="overview", due="02-30")
        with pytest.raises(ValidationError):
            deeds.Report(type="overview", whatever=1)  # type: ignore[call-arg]

    def test_a_plan_counts_in_the_year_in_which_it_was_adopted_unless_each_year_is_promised_its_own(self) -> None:
        coming = deed("priorities", "2025-11-20", about=date(2026, 12, 31))
        terms = deeds.PlanAdopted.model_validate({"sorts": ["priorities"]})
        own = terms.model_copy(update={"for_period": True})
        years = [
            {
                stretch.start.year: stretch.status
                for stretch in deeds.plan_adopted(one, self.doing(coming), TODAY).stretches
            }
            for one in (terms, own)
        ]
        assert [year.get(2025) for year in years] == [Status.KEPT, Status.OVERDUE]
