"""Every verb: the right person, one line in the trail, and nothing changed for the wrong one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.core import serializers
from django.db import models

from sampakt.agreements import actions
from sampakt.agreements import models as tables
from sampakt.agreements.models import Agreement, Partnership, Party
from sampakt.agreements.terms import (
    ClaimField,
    DocumentRole,
    FeePeriod,
    GoalKind,
    ImpactSubject,
    Outcome,
    Relation,
    StepKind,
    Topic,
    TopicState,
    Verb,
)
from sampakt.kernel import clock
from sampakt.kernel.errors import Conflict, NotAllowed, Refused
from sampakt.kernel.money import Money
from sampakt.kernel.terms import Audience
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import SYSTEM, Viewer
from sampakt.organisations.models import Organisation
from sampakt.papers.actions import add_document
from sampakt.papers.models import Document
from sampakt.trail.models import TrailLine

from .conftest import Cast


@dataclass
class Stage:
    """All that the verbs act on."""

    partnership: Partnership
    agreement: Agreement
    other: Agreement
    party: Party
    narvik: Organisation
    document: Document
    theme: tables.Theme
    link: tables.AgreementLink
    step: tables.DecisionStep
    fee: tables.FeeTerm
    claim: tables.Claim
    impact: tables.ImpactAssessment
    amendment: tables.Amendment
    goal: tables.GoalLink
    paper: tables.DocumentLink
    note: tables.Note


@pytest.fixture
def stage(
    partnership: Partnership, agreement: Agreement, party: Party, narvik: Organisation, huddinge: Organisation
) -> Stage:
    text = Text(sv="Ord")
    other = actions.draft_agreement(partnership, by=SYSTEM, kind="strategy", title=Text(sv="Strategi"))
    document = add_document(partnership.space, by=SYSTEM, title=text)
    stage = Stage(
        partnership=partnership,
        agreement=agreement,
        other=other,
        party=party,
        narvik=narvik,
        document=document,
        theme=actions.add_theme(partnership, by=SYSTEM, name=text),
        link=actions.link_agreements(agreement, relation=Relation.RESTS_ON, other=other, by=SYSTEM),
        step=actions.plan_step(party, by=SYSTEM, kind=StepKind.BOARD, instance=text),
        fee=actions.set_fee(party, amount=Money(100, "SEK"), period=FeePeriod.ONCE, by=SYSTEM),
        claim=actions.claim(agreement, field=ClaimField.ENDS_ON, value="2026-12-31", source=text, by=SYSTEM),
        impact=actions.assess_impact(agreement, subject=ImpactSubject.CHILD, conclusion=text, by=SYSTEM),
        amendment=actions.amend(
            agreement,
            summary=text,
            decided_on=date(2024, 5, 2),
            from_on=date(2024, 6, 1),
            worded=[("Meetings", "one", "two")],
            by=SYSTEM,
        ),
        goal=actions.link_goal(agreement, organisation=huddinge, kind=GoalKind.GOAL, name=text, by=SYSTEM),
        paper=actions.attach_document(agreement, document=document, role=DocumentRole.ANNEX, by=SYSTEM),
        note=actions.write_note(partnership, words="A note", by=SYSTEM),
    )
    TrailLine.objects.all().delete()
    return stage


Act = Callable[[Stage, Viewer], Any]
TEXT = Text(sv="Andra ord")
VERBS: dict[Verb, Act] = {
    Verb.CHANGE_PARTNERSHIP: lambda on, by: actions.change_partnership(on.partnership, name=TEXT, by=by),
    Verb.ADD_THEME: lambda on, by: actions.add_theme(on.partnership, name=TEXT, by=by),
    Verb.CHANGE_THEME: lambda on, by: actions.change_theme(on.theme, name=TEXT, by=by),
    Verb.REMOVE_THEME: lambda on, by: actions.remove_theme(on.theme, by=by),
    Verb.DRAFT_AGREEMENT: lambda on, by: actions.draft_agreement(on.partnership, kind="sub", title=TEXT, by=by),
    Verb.CHANGE_AGREEMENT: lambda on, by: actions.change_agreement(on.agreement, title=TEXT, by=by),
    Verb.REMOVE_AGREEMENT: lambda on, by: actions.remove_agreement(on.other, by=by),
    Verb.END_AGREEMENT: lambda on, by: actions.end_agreement(on.agreement, ended_on=date(2024, 6, 30), by=by),
    Verb.PLACE_UNDER: lambda on, by: actions.place_under(on.agreement, parent=on.other, by=by),
    Verb.LINK_AGREEMENTS: lambda on, by: actions.link_agreements(
        on.agreement, relation=Relation.CONTINUES, other=on.other, by=by
    ),
    Verb.UNLINK_AGREEMENTS: lambda on, by: actions.unlink_agreements(on.link, by=by),
    Verb.AMEND: lambda on, by: actions.amend(
        on.agreement,
        summary=TEXT,
        decided_on=date(2024, 5, 2),
        from_on=date(2024, 6, 1),
        terms={"notice_months": 6},
        by=by,
    ),
    Verb.REMOVE_AMENDMENT: lambda on, by: actions.remove_amendment(on.amendment, by=by),
    Verb.ADD_PARTY: lambda on, by: actions.add_party(on.agreement, organisation=on.narvik, by=by),
    Verb.CHANGE_PARTY: lambda on, by: actions.change_party(on.party, registration_numbers=["KS-2026/1"], by=by),
    Verb.REMOVE_PARTY: lambda on, by: actions.remove_party(on.party, by=by),
    Verb.SIGN: lambda on, by: actions.sign(on.party, signed_on=date(2021, 12, 3), even_if_undecided=True, by=by),
    Verb.PLAN_STEP: lambda on, by: actions.plan_step(on.party, kind=StepKind.COUNCIL, instance=TEXT, by=by),
    Verb.RECORD_STEP: lambda on, by: actions.record_step(
        on.step, decided_on=date(2021, 10, 6), outcome=Outcome.APPROVES, paragraph="§ 9", by=by
    ),
    Verb.CHANGE_STEP: lambda on, by: actions.change_step(on.step, planned_on=date(2021, 10, 6), by=by),
    Verb.REMOVE_STEP: lambda on, by: actions.remove_step(on.step, by=by),
    Verb.SET_FEE: lambda on, by: actions.set_fee(on.party, amount=Money(5, "SEK"), period=FeePeriod.TERM, by=by),
    Verb.CHANGE_FEE: lambda on, by: actions.change_fee(on.fee, amount=Money(7, "NOK"), period=FeePeriod.TERM, by=by),
    Verb.REMOVE_FEE: lambda on, by: actions.remove_fee(on.fee, by=by),
    Verb.ANSWER_TOPIC: lambda on, by: actions.answer_topic(
        on.agreement, topic=Topic.NOTICE, state=TopicState.STATED, by=by
    ),
    Verb.CLAIM: lambda on, by: actions.claim(on.agreement, field=ClaimField.TITLE, value="x", source=TEXT, by=by),
    Verb.CHOOSE_CLAIM: lambda on, by: actions.choose_claim(on.claim, by=by),
    Verb.REMOVE_CLAIM: lambda on, by: actions.remove_claim(on.claim, by=by),
    Verb.ASSESS_IMPACT: lambda on, by: actions.assess_impact(
        on.agreement, subject=ImpactSubject.CLIMATE, conclusion=TEXT, by=by
    ),
    Verb.REMOVE_IMPACT: lambda on, by: actions.remove_impact(on.impact, by=by),
    Verb.LINK_GOAL: lambda on, by: actions.link_goal(
        on.agreement, organisation=on.party.organisation, kind=GoalKind.PLAN, name=TEXT, by=by
    ),
    Verb.UNLINK_GOAL: lambda on, by: actions.unlink_goal(on.goal, by=by),
    Verb.ATTACH_DOCUMENT: lambda on, by: actions.attach_document(
        on.agreement, document=on.document, role=DocumentRole.MINUTES, by=by
    ),
    Verb.DETACH_DOCUMENT: lambda on, by: actions.detach_document(on.paper, by=by),
    Verb.WRITE_NOTE: lambda on, by: actions.write_note(on.partnership, words="More", by=by),
    Verb.CHANGE_NOTE: lambda on, by: actions.change_note(on.note, words="Other", by=by),
    Verb.REMOVE_NOTE: lambda on, by: actions.remove_note(on.note, by=by),
}
CONTRIBUTED = {Verb.ATTACH_DOCUMENT, Verb.DETACH_DOCUMENT, Verb.WRITE_NOTE}
BESIDE_AGREEMENTS = {
    Verb.CHANGE_PARTNERSHIP,
    Verb.ADD_THEME,
    Verb.CHANGE_THEME,
    Verb.REMOVE_THEME,
    Verb.DRAFT_AGREEMENT,
    Verb.WRITE_NOTE,
    Verb.CHANGE_NOTE,
    Verb.REMOVE_NOTE,
}
ELSEWHERE = {Verb.START_PARTNERSHIP, Verb.WITHDRAW_SIGNATURE, Verb.REGISTER_AGREEMENT}
"""Verbs that the table cannot hold: their tests are in the files beside this one, of lists in those of intake."""


def everything() -> str:
    """All rows of the room and the documents, to see that nothing changed."""
    rows: list[models.Model] = []
    for name in (*tables.__all__, "Document"):
        model = Document if name == "Document" else getattr(tables, name)
        if isinstance(model, type) and issubclass(model, models.Model):
            rows += model._base_manager.order_by("pk")
    return serializers.serialize("json", rows)


def test_every_verb_is_tried() -> None:
    assert set(VERBS) | ELSEWHERE == set(Verb)


@pytest.mark.parametrize("verb", VERBS)
def test_a_coordinator_does_it_and_the_trail_tells_it_once(stage: Stage, cast: Cast, verb: Verb) -> None:
    before = everything()
    coordinator = cast("coordinator")

    VERBS[verb](stage, coordinator)

    assert everything() != before
    line = TrailLine.objects.get()
    assert (line.verb, line.by_user_id, line.space_id) == (verb, coordinator.user_id, stage.partnership.pk)
    assert line.audience == Audience.PARTNERS
    assert line.subject_id


@pytest.mark.parametrize(
    ("verb", "who"),
    [
        (verb, who)
        for verb in VERBS
        for who in ("passer-by", "stranger", "reader", "contact")
        if who != "contact" or verb not in CONTRIBUTED
    ],
)
def test_the_wrong_person_changes_nothing(stage: Stage, cast: Cast, verb: Verb, who: str) -> None:
    viewer, before = cast(who), everything()

    with pytest.raises(NotAllowed):
        VERBS[verb](stage, viewer)

    assert everything() == before
    assert not TrailLine.objects.exists()


@pytest.mark.parametrize("verb", sorted(CONTRIBUTED))
def test_a_contact_person_contributes(stage: Stage, cast: Cast, verb: Verb) -> None:
    VERBS[verb](stage, cast("contact"))
    assert TrailLine.objects.get().verb == verb


@pytest.mark.parametrize("verb", [verb for verb in VERBS if verb not in BESIDE_AGREEMENTS])
def test_on_an_agreement_that_only_one_sees_the_trail_tells_only_that_one(
    stage: Stage, cast: Cast, verb: Verb, huddinge: Organisation
) -> None:
    """And the partner's coordinator, who edits elsewhere in the space, cannot touch it."""
    Agreement.objects.update(audience=Audience.OWN, organisation=huddinge)
    for part in (stage.agreement, stage.other):
        part.refresh_from_db()
    for field in ("party", "link", "claim", "impact", "amendment", "goal", "paper"):
        row = getattr(stage, field)
        setattr(stage, field, type(row).objects.get(pk=row.pk))
    stage.step, stage.fee = tables.DecisionStep.objects.get(), tables.FeeTerm.objects.get()

    with pytest.raises(NotAllowed):
        VERBS[verb](stage, cast("partner"))
    VERBS[verb](stage, cast("coordinator"))

    line = TrailLine.objects.get()
    assert (line.audience, line.organisation_id) == (Audience.OWN, huddinge.pk)


VERSIONED: dict[str, Act] = {
    "partnership": lambda on, by: actions.change_partnership(on.partnership, name=TEXT, version=0, by=by),
    "theme": lambda on, by: actions.change_theme(on.theme, name=TEXT, version=0, by=by),
    "agreement": lambda on, by: actions.change_agreement(on.agreement, title=TEXT, version=0, by=by),
    "party": lambda on, by: actions.change_party(on.party, position=9, version=0, by=by),
    "step": lambda on, by: actions.change_step(on.step, position=9, version=0, by=by),
    "fee": lambda on, by: actions.change_fee(on.fee, invoice_month=2, version=0, by=by),
    "note": lambda on, by: actions.change_note(on.note, words="Other", version=0, by=by),
}


@pytest.mark.parametrize("what", VERSIONED)
def test_nobody_overwrites_what_somebody_else_saved_in_between(stage: Stage, cast: Cast, what: str) -> None:
    before = everything()

    with pytest.raises(Conflict):
        VERSIONED[what](stage, cast("coordinator"))

    assert everything() == before
    assert not TrailLine.objects.exists()


def test_a_change_that_changes_nothing_leaves_no_line(stage: Stage, cast: Cast) -> None:
    actions.change_agreement(stage.agreement, title=stage.agreement.title, by=cast("coordinator"))
    assert not TrailLine.objects.exists()


@pytest.mark.parametrize("code", ["new", "load"])
def test_no_partnership_stands_where_a_page_does(huddinge: Organisation, code: str) -> None:
    assert actions.start_partnership(huddinge, by=SYSTEM, name=Text(en=code)).code == f"{code}-2"
    with pytest.raises(Refused):
        actions.start_partnership(huddinge, by=SYSTEM, name=Text(en="Other"), code=code)


def test_a_question_is_no_answer(agreement: Agreement) -> None:
    question = Text(sv="Kan en part säga upp avtalet?")
    actions.answer_topic(agreement, topic="notice", state=TopicState.ASKED, words=question, by=SYSTEM)
    with pytest.raises(Refused, match="These words are the question"):
        actions.answer_topic(agreement, topic="notice", state=TopicState.STATED, words=question, by=SYSTEM)
    answer = Text(sv="Ja, med sex månaders uppsägningstid.")
    item = actions.answer_topic(agreement, topic="notice", state=TopicState.STATED, words=answer, by=SYSTEM)
    assert item.words == answer


def test_what_an_agreement_means_is_not_assessed_in_the_future(agreement: Agreement) -> None:
    tomorrow = clock.today() + timedelta(days=1)
    with pytest.raises(Refused, match="cannot be dated in the future"):
        actions.assess_impact(
            agreement, subject=ImpactSubject.CHILD, conclusion=Text(sv="Inga"), assessed_on=tomorrow, by=SYSTEM
        )
