"""What the verbs on parties, decision chains, fees, claims and papers do, and what they refuse."""

from datetime import date, timedelta

import pytest

from sampakt.agreements import actions
from sampakt.agreements.models import Agreement, Claim, Partnership, Party
from sampakt.agreements.queries import life_of
from sampakt.agreements.terms import (
    AgreementKind,
    ClaimField,
    DocumentRole,
    FeePeriod,
    GoalKind,
    Outcome,
    PartyRole,
    StepKind,
    Topic,
    TopicState,
    Verb,
)
from sampakt.kernel import clock
from sampakt.kernel.errors import NotAllowed, Refused
from sampakt.kernel.money import Money
from sampakt.kernel.terms import Audience, Role
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import SYSTEM
from sampakt.organisations.models import Membership, Office, Organisation, User
from sampakt.papers.actions import add_document
from sampakt.trail.models import TrailLine

from .conftest import Cast

WORDS = Text(sv="Ord")
SIGNED = date(2021, 12, 3)


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[tuple[str, str]]:
    return [(objection.code, objection.field) for objection in refused.value.objections]


class TestParties:
    def test_a_party_shares_the_space_from_then_on(
        self, agreement: Agreement, partnership: Partnership, narvik: Organisation
    ) -> None:
        added = actions.add_party(agreement, organisation=narvik, by=SYSTEM)

        assert added.position == 3
        assert partnership.space.organisations.contains(narvik)

    @pytest.mark.parametrize("role", [PartyRole.ADDRESSEE, PartyRole.FUNDER])
    def test_who_is_only_addressed_or_pays_does_not(
        self, agreement: Agreement, partnership: Partnership, narvik: Organisation, role: PartyRole
    ) -> None:
        added = actions.add_party(agreement, organisation=narvik, role=role, by=SYSTEM)
        assert not partnership.space.organisations.contains(narvik)
        actions.change_party(added, role=PartyRole.OBSERVER, by=SYSTEM)
        assert partnership.space.organisations.contains(narvik)
        actions.change_party(added, role=role, by=SYSTEM)
        assert not partnership.space.organisations.contains(narvik)

    def test_removed_it_leaves_the_space_with_its_people_unless_another_agreement_keeps_it(
        self, agreement: Agreement, partnership: Partnership, partner: Party, cast: Cast
    ) -> None:
        second = actions.draft_agreement(partnership, by=SYSTEM, kind=AgreementKind.SUB, title=WORDS)
        again = actions.add_party(second, organisation=partner.organisation, by=SYSTEM)
        cast("partner")

        actions.remove_party(partner, by=SYSTEM)
        assert partnership.space.organisations.contains(partner.organisation)
        actions.remove_party(again, by=SYSTEM)

        assert not partnership.space.organisations.contains(partner.organisation)
        assert not Membership.objects.filter(organisation=partner.organisation).exists()

    def test_nobody_shuts_themselves_out(self, party: Party, cast: Cast, partnership: Partnership) -> None:
        actions.remove_party(party, by=cast("coordinator"))
        assert partnership.space.organisations.contains(party.organisation)

    def test_an_organisation_is_a_party_once(self, agreement: Agreement, huddinge: Organisation) -> None:
        with pytest.raises(Refused) as refused:
            actions.add_party(
                agreement,
                organisation=huddinge,
                joined_on=date(2024, 1, 2),
                left_on=date(2024, 1, 1),
                by=SYSTEM,
            )
        assert codes(refused) == [("left_before_joining", "left_on"), ("already_party", "organisation")]

    def test_the_signatory_is_an_office_of_its_own(self, party: Party, sodertorn: Organisation) -> None:
        rector = Office.objects.create(organisation=sodertorn, key="rector", name=WORDS)
        with pytest.raises(Refused) as refused:
            actions.change_party(party, signatory=rector, by=SYSTEM)
        assert codes(refused) == [("office_of_another", "signatory")]

    def test_one_that_signed_is_neither_removed_nor_unbound(self, party: Party) -> None:
        actions.sign(party, signed_on=SIGNED, by=SYSTEM)
        with pytest.raises(Refused) as refused:
            actions.remove_party(party, by=SYSTEM)
        assert codes(refused) == [("already_signed", "")]
        with pytest.raises(Refused) as refused:
            actions.change_party(party, role=PartyRole.OBSERVER, by=SYSTEM)
        assert codes(refused) == [("already_signed", "role")]


class TestSigning:
    def test_signed_and_withdrawn(self, party: Party, huddinge: Organisation, cast: Cast) -> None:
        director = Office.objects.create(organisation=huddinge, key="director", name=WORDS)
        actions.sign(party, signed_on=SIGNED, signatory=director, by=cast("coordinator"))
        party.refresh_from_db()
        assert (party.signed_on, party.signatory, party.version) == (SIGNED, director, 2)

        TrailLine.objects.all().delete()
        actions.withdraw_signature(party, by=cast("coordinator"))
        assert TrailLine.objects.get().verb == Verb.WITHDRAW_SIGNATURE
        with pytest.raises(Refused) as refused:
            actions.withdraw_signature(party, by=cast("coordinator"))
        assert codes(refused) == [("not_signed", "")]
        with pytest.raises(NotAllowed):
            actions.withdraw_signature(party, by=cast("reader"))

    def test_all_that_stands_against_it_is_told_at_once(
        self, agreement: Agreement, narvik: Organisation, sodertorn: Organisation
    ) -> None:
        observer = actions.add_party(agreement, organisation=narvik, role=PartyRole.OBSERVER, by=SYSTEM)
        actions.end_agreement(agreement, ended_on=date(2024, 1, 31), by=SYSTEM)
        actions.plan_step(observer, by=SYSTEM, kind=StepKind.BOARD, instance=WORDS)
        foreign = Office.objects.create(organisation=sodertorn, key="rector", name=WORDS)

        with pytest.raises(Refused) as refused:
            actions.sign(observer, signed_on=clock.today() + timedelta(days=1), signatory=foreign, by=SYSTEM)
        assert codes(refused) == [
            ("not_a_party", ""),
            ("signed_in_future", "signed_on"),
            ("has_ended", "signed_on"),
            ("office_of_another", "signatory"),
            ("not_decided", "signed_on"),
        ]
        assert Party.objects.get(pk=observer.pk).signed_on is None

    def test_the_decision_comes_first_unless_somebody_says_otherwise(self, party: Party) -> None:
        step = actions.plan_step(party, by=SYSTEM, kind=StepKind.COUNCIL, instance=WORDS)
        with pytest.raises(Refused):
            actions.sign(party, signed_on=SIGNED, by=SYSTEM)
        actions.record_step(step, decided_on=date(2021, 12, 6), outcome=Outcome.APPROVES, by=SYSTEM)
        with pytest.raises(Refused):
            actions.sign(party, signed_on=SIGNED, by=SYSTEM)
        actions.sign(party, signed_on=SIGNED, even_if_undecided=True, by=SYSTEM)
        with pytest.raises(Refused) as refused:
            actions.sign(party, signed_on=SIGNED, even_if_undecided=True, by=SYSTEM)
        assert codes(refused) == [("already_signed", "")]

    @pytest.mark.parametrize(
        ("outcome", "decided_on", "code"),
        [
            (Outcome.REJECTS, SIGNED, "rejected_it"),
            (Outcome.APPROVES, SIGNED + timedelta(days=1), "decided_later"),
            (Outcome.REFERS_BACK, SIGNED, "not_decided"),
        ],
    )
    def test_why_it_cannot_be_signed_is_said(self, party: Party, outcome: Outcome, decided_on: date, code: str) -> None:
        step = actions.plan_step(party, by=SYSTEM, kind=StepKind.COUNCIL, instance=WORDS)
        actions.record_step(step, decided_on=decided_on, outcome=outcome, by=SYSTEM)
        with pytest.raises(Refused) as refused:
            actions.sign(party, signed_on=SIGNED, by=SYSTEM)
        assert codes(refused) == [(code, "signed_on")]
        assert str(refused.value.objections[0])
        assert Party.objects.get(pk=party.pk).signed_on is None


class TestChains:
    def test_told_as_it_went(self, party: Party) -> None:
        step = actions.plan_step(
            party,
            by=SYSTEM,
            kind=StepKind.EXECUTIVE_COMMITTEE,
            instance=Text(sv="Kommunstyrelsens arbetsutskott"),
            decided_on=date(2021, 9, 15),
            outcome=Outcome.PROPOSES,
            paragraph="§ 15",
            spoke=["S", "M", "M", "V"],
            is_sample=False,
        )
        assert TrailLine.objects.latest("pk").verb == Verb.RECORD_STEP
        actions.plan_step(party, by=SYSTEM, kind=StepKind.BOARD, instance=Text(sv="Kommunstyrelsen"))
        assert TrailLine.objects.latest("pk").verb == Verb.PLAN_STEP
        assert [row.position for row in party.steps.all()] == [1, 2]
        assert step.spoke == ["S", "M", "M", "V"]

    def test_an_outcome_has_a_date_and_no_decision_is_taken_tomorrow(self, party: Party) -> None:
        step = actions.plan_step(party, by=SYSTEM, kind=StepKind.BOARD, instance=WORDS)
        with pytest.raises(Refused) as refused:
            actions.change_step(step, outcome=Outcome.APPROVES, by=SYSTEM)
        assert codes(refused) == [("step_without_date", "decided_on")]
        with pytest.raises(Refused) as refused:
            actions.record_step(step, decided_on=clock.today() + timedelta(days=1), outcome=Outcome.APPROVES, by=SYSTEM)
        assert codes(refused) == [("decided_in_future", "decided_on")]
        step.refresh_from_db()
        assert (step.outcome, step.decided_on) == ("", None)


class TestFees:
    def test_set_and_changed(self, party: Party, narvik: Organisation) -> None:
        fee = actions.set_fee(
            party,
            amount=Money.of(69_000, "SEK"),
            period=FeePeriod.AGREEMENT_YEAR,
            payer=narvik,
            invoice_month=10,
            by=SYSTEM,
        )
        actions.change_fee(fee, amount=Money.of(70_000, "SEK"), by=SYSTEM)
        fee.refresh_from_db()
        assert (fee.money, fee.invoice_month, fee.version) == (Money(7_000_000, "SEK"), 10, 2)

    def test_neither_negative_nor_ending_before_it_starts_nor_in_a_thirteenth_month(self, party: Party) -> None:
        with pytest.raises(Refused) as refused:
            actions.set_fee(
                party,
                amount=Money(1, "SEK"),
                period=FeePeriod.ONCE,
                starts_on=date(2024, 1, 2),
                ends_on=date(2024, 1, 1),
                by=SYSTEM,
            )
        assert codes(refused) == [("ends_before_start", "ends_on")]
        with pytest.raises(Refused):
            actions.set_fee(party, period=FeePeriod.ONCE, by=SYSTEM, amount=Money(-1, "SEK"))
        for month in (0, 13):
            with pytest.raises(Refused) as refused:
                actions.set_fee(party, period=FeePeriod.ONCE, by=SYSTEM, amount=Money(1, "SEK"), invoice_month=month)
            assert codes(refused) == [("no_month", "invoice_month")]
        assert not party.fees.exists()


class TestContent:
    def test_a_topic_is_answered_once_and_changed_after_that(
        self, agreement: Agreement, sodertorn: Organisation
    ) -> None:
        first = actions.answer_topic(
            agreement, topic=Topic.NOTICE, state=TopicState.ASKED, asked_of=sodertorn, words=WORDS, by=SYSTEM
        )
        assert first.asked_on == clock.today()
        second = actions.answer_topic(
            agreement, topic=Topic.NOTICE, state=TopicState.STATED, place="§ 7", version=1, by=SYSTEM
        )
        assert (second.pk, second.version, agreement.content.count()) == (first.pk, 2, 1)

    def test_a_goal_is_a_partys_own_and_its_key_is_used_once(self, agreement: Agreement, narvik: Organisation) -> None:
        own = agreement.parties.earliest("pk").organisation
        actions.link_goal(agreement, organisation=own, kind=GoalKind.GOAL, name=WORDS, key="goal", by=SYSTEM)
        with pytest.raises(Refused) as refused:
            actions.link_goal(agreement, organisation=narvik, kind=GoalKind.GOAL, name=WORDS, key="goal", by=SYSTEM)
        assert codes(refused) == [("not_a_party", "organisation"), ("key_taken", "key")]


class TestClaims:
    def claim(self, agreement: Agreement, value: str, field: str = ClaimField.SIGNED_ON, **values: object) -> Claim:
        return actions.claim(agreement, field=field, value=value, source=WORDS, by=SYSTEM, **values)  # type: ignore[arg-type]

    def test_both_are_kept_one_is_chosen_and_written_and_may_be_chosen_anew(
        self, agreement: Agreement, party: Party, partner: Party
    ) -> None:
        first, second = self.claim(agreement, "2021-03-28"), self.claim(agreement, "2022-03-28")
        actions.choose_claim(first, by=SYSTEM)
        actions.choose_claim(second, by=SYSTEM)

        assert list(agreement.claims.values_list("value", "is_chosen")) == [("2021-03-28", False), ("2022-03-28", True)]
        assert {row.signed_on for row in agreement.parties.all()} == {date(2022, 3, 28)}

    def test_about_one_party_it_is_written_there_only(self, agreement: Agreement, party: Party, partner: Party) -> None:
        actions.choose_claim(self.claim(agreement, "2022-03-28", organisation=party.organisation), by=SYSTEM)
        number = self.claim(agreement, "KS-1", ClaimField.REGISTRATION_NUMBER, organisation=party.organisation)
        actions.choose_claim(number, by=SYSTEM)
        actions.choose_claim(number, by=SYSTEM)

        assert Party.objects.get(pk=party.pk).signed_on == date(2022, 3, 28)
        assert Party.objects.get(pk=party.pk).registration_numbers == ["KS-2021/1682.103", "KS-1"]
        assert Party.objects.get(pk=partner.pk).signed_on is None

    def test_dates_and_title_are_written_and_facts_without_a_field_stay_claims(self, agreement: Agreement) -> None:
        for field, value in (
            (ClaimField.STARTS_ON, "2021-11-01"),
            (ClaimField.ENDS_ON, "2032-12-31"),
            (ClaimField.TITLE, "Nytt namn"),
            (ClaimField.AMOUNT, "64 million"),
            (ClaimField.REGISTRATION_NUMBER, "KS-2"),
        ):
            actions.choose_claim(self.claim(agreement, value, field), by=SYSTEM)
        agreement = Agreement.objects.get(pk=agreement.pk)
        assert (agreement.starts_on, agreement.ends_on) == (date(2021, 11, 1), date(2032, 12, 31))
        assert agreement.title.sv == "Nytt namn"
        assert agreement.claims.filter(is_chosen=True).count() == 5

    def test_what_does_not_fit_is_refused(self, agreement: Agreement, narvik: Organisation) -> None:
        with pytest.raises(Refused) as refused:
            self.claim(agreement, "28 March", organisation=narvik)
        assert codes(refused) == [("not_a_date", "value"), ("not_a_party", "organisation")]
        tomorrow = self.claim(agreement, (clock.today() + timedelta(days=1)).isoformat())
        with pytest.raises(Refused) as refused:
            actions.choose_claim(tomorrow, by=SYSTEM)
        assert codes(refused) == [("signed_in_future", "value")]
        end = self.claim(agreement, "2020-01-01", ClaimField.ENDS_ON)
        with pytest.raises(Refused):
            actions.choose_claim(end, by=SYSTEM)
        assert not agreement.claims.filter(is_chosen=True).exists()


class TestPapers:
    def test_a_document_plays_a_part_once_in_its_own_partnership(
        self, agreement: Agreement, partnership: Partnership, party: Party, huddinge: Organisation
    ) -> None:
        elsewhere = actions.start_partnership(huddinge, by=SYSTEM, name=WORDS)
        other = actions.draft_agreement(elsewhere, by=SYSTEM, kind=AgreementKind.MAIN, title=WORDS)
        foreign = actions.plan_step(
            actions.add_party(other, organisation=huddinge, by=SYSTEM), by=SYSTEM, kind=StepKind.BOARD, instance=WORDS
        )
        paper = add_document(elsewhere.space, by=SYSTEM, title=WORDS)
        with pytest.raises(Refused) as refused:
            actions.attach_document(agreement, document=paper, role=DocumentRole.ANNEX, step=foreign, by=SYSTEM)
        assert codes(refused) == [("document_elsewhere", "document"), ("step_of_another", "step")]

        own = add_document(partnership.space, by=SYSTEM, title=WORDS)
        actions.attach_document(agreement, document=own, role=DocumentRole.ANNEX, by=SYSTEM)
        with pytest.raises(Refused) as refused:
            actions.attach_document(agreement, document=own, role=DocumentRole.ANNEX, by=SYSTEM)
        assert codes(refused) == [("attached_already", "document")]

    def test_the_trail_tells_nobody_of_a_document_that_they_may_not_see(
        self, agreement: Agreement, partnership: Partnership, cast: Cast, huddinge: Organisation
    ) -> None:
        coordinator = cast("coordinator")
        secret = add_document(
            partnership.space, by=coordinator, title=WORDS, audience=Audience.OWN, organisation=huddinge
        )
        TrailLine.objects.all().delete()
        actions.attach_document(agreement, document=secret, role=DocumentRole.ANNEX, by=coordinator)

        assert TrailLine.objects.visible_to(coordinator).exists()
        assert not TrailLine.objects.visible_to(cast("partner")).exists()
        with pytest.raises(NotAllowed):
            actions.attach_document(agreement, document=secret, role=DocumentRole.MINUTES, by=cast("partner"))


def test_all_but_one_have_signed_and_the_agreement_waits_for_that_one(
    agreement: Agreement, party: Party, partner: Party, narvik: Organisation
) -> None:
    third = actions.add_party(agreement, organisation=narvik, by=SYSTEM)
    for signing in (party, partner):
        actions.sign(signing, signed_on=SIGNED, by=SYSTEM)
    waiting = life_of([agreement], date(2022, 6, 1))[agreement.pk].waiting_for
    assert [(row.party, row.decision, row.signature) for row in waiting] == [(third.pk, True, True)]


def test_a_membership_survives_for_those_whose_organisation_stays(
    agreement: Agreement, partnership: Partnership, partner: Party, huddinge: Organisation
) -> None:
    user = User.objects.create_user("somebody@example.org")
    Membership.objects.create(space=partnership.space, user=user, organisation=huddinge, role=Role.READER)
    actions.remove_party(partner, by=SYSTEM)
    assert Membership.objects.get().user == user
