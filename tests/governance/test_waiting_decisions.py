"""What a decision between meetings is to bring about comes about when another approves it, and not before."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from sampakt.agreements.models import Agreement
from sampakt.commitments.actions import record_deed, register_commitment, remove_deed, supersede_commitment, waive
from sampakt.commitments.models import Commitment, Deed, Waiver
from sampakt.commitments.terms import DeedSort, Strength
from sampakt.governance.actions import Brings, approve_decision, change_decision, decide, remove_decision
from sampakt.governance.models import Body, Decision, Seat
from sampakt.governance.terms import DecisionOutcome, Effect
from sampakt.kernel import clock
from sampakt.kernel.errors import NotAllowed, Refused
from sampakt.kernel.terms import Audience
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import SYSTEM
from sampakt.trail.models import TrailLine

from .conftest import Browser, Cast, all_for

pytestmark = pytest.mark.django_db
TODAY = date(2025, 3, 10)
TITLE = Text(sv="Verksamhetsplan", en="Activity plan")
PLAN = Brings(type="verksamhetsplan", covers_from=date(2026, 1, 1), covers_until=date(2026, 12, 31))
OTHERWISE = Brings(instead=Text(sv="En rapport"), holds_from=date(2025, 4, 1), holds_until=date(2025, 12, 31))


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)


def decided(body: Body, by: Any, effect: Effect, brings: Brings | None = None, **values: Any) -> Decision:
    return decide(body, title=TITLE, votes=all_for(body), effect=effect, brings=brings, by=by, **values)


def codes(act: Callable[..., Any], *args: Any, **kwargs: Any) -> list[str]:
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    return [one.code for one in refused.value.objections]


def meant(decision: Decision) -> Any:
    return Decision.objects.values_list("intends", flat=True).get(pk=decision.pk)


def lines() -> list[str]:
    return list(TrailLine.objects.order_by("pk").values_list("verb", flat=True))


def test_a_plan_is_adopted_when_the_decision_is_approved(cast: Cast, body: Body) -> None:
    before = len(lines())
    decision = decided(body, cast("coordinator"), Effect.ADOPTS_PLAN, PLAN)
    assert (Deed.objects.count(), decision.deed, lines()[before:]) == (0, None, ["decide"])
    assert decision.intends == {
        "type": "verksamhetsplan",
        "covers_from": "2026-01-01",
        "covers_until": "2026-12-31",
    }
    approve_decision(decision, by=cast("lead"))
    decision.refresh_from_db()
    deed = Deed.objects.get()
    assert (decision.deed, decision.intends, deed.done_on) == (deed, None, TODAY)
    assert (deed.type, deed.covers_until, deed.sort) == ("verksamhetsplan", date(2026, 12, 31), DeedSort.PLAN)
    assert sorted(lines()[before + 1 :]) == ["approve_decision", "record_deed"]
    assert TrailLine.objects.get(verb="record_deed").by_user_id == cast("lead").user_id


def test_a_promise_is_set_aside_or_replaced_by_whoever_approves(cast: Cast, body: Body, promise: Commitment) -> None:
    by, other = cast("coordinator"), cast("lead")
    waived = decided(body, by, Effect.WAIVES, OTHERWISE, commitment=promise)
    changed = decided(body, by, Effect.CHANGES, OTHERWISE, commitment=promise)
    promise.refresh_from_db()
    assert (Waiver.objects.count(), Commitment.objects.count(), promise.superseded_on) == (0, 1, None)
    assert approve_decision(waived, by=other).waiver == Waiver.objects.get()
    approve_decision(changed, by=other)
    promise.refresh_from_db()
    assert promise.superseded_by is not None
    assert (promise.superseded_on, promise.superseded_by.ends_on) == (date(2025, 4, 1), date(2025, 12, 31))


def test_a_correction_keeps_what_is_meant_until_something_else_is_said(cast: Cast, body: Body) -> None:
    by = cast("coordinator")
    decision = decided(body, by, Effect.ADOPTS_PLAN, PLAN)
    change_decision(decision, title=Text(sv="Annat"), by=by)
    assert meant(decision)["type"] == "verksamhetsplan"
    before = len(lines())
    change_decision(decision, brings=Brings(type="årsplan"), by=by)
    assert (meant(decision), Deed.objects.count(), lines()[before:]) == ({"type": "årsplan"}, 0, ["change_decision"])
    told = TrailLine.objects.get(verb="change_decision", changes__has_key="intends").changes["intends"]
    assert told[0]["en"] == "verksamhetsplan · about the time from 1 January 2026 to 31 December 2026"
    change_decision(decision, outcome=DecisionOutcome.POSTPONED, by=by)
    assert meant(decision) is None
    change_decision(decision, outcome=DecisionOutcome.TAKEN, effect=Effect.SETS_PRIORITIES, by=by)
    assert meant(decision) == {}
    approve_decision(decision, by=cast("lead"))
    assert Deed.objects.get().sort == DeedSort.PRIORITIES


def test_a_decision_that_waits_is_removed_and_leaves_the_ledger_alone(
    cast: Cast, body: Body, agreement: Agreement, promise: Commitment
) -> None:
    later = register_commitment(agreement, by=SYSTEM, title=Text(sv="Ny"), strength=Strength.BINDING, kind="statement")
    decision = decided(body, cast("coordinator"), Effect.CHANGES, OTHERWISE, commitment=promise)
    supersede_commitment(promise, superseded_on=date(2025, 1, 1), superseded_by=later, by=SYSTEM)
    remove_decision(Decision.objects.get(pk=decision.pk), by=cast("coordinator"))
    promise.refresh_from_db()
    assert (promise.superseded_by, promise.superseded_on) == (later, date(2025, 1, 1))


def test_what_has_changed_meanwhile_is_told_and_nothing_is_half_done(
    cast: Cast, body: Body, promise: Commitment
) -> None:
    by, other = cast("coordinator"), cast("lead")
    changed = decided(body, by, Effect.CHANGES, OTHERWISE, commitment=promise)
    deed = record_deed(body.space, by=SYSTEM, sort=DeedSort.PLAN, title=TITLE, done_on=TODAY)
    planned = decided(body, by, Effect.ADOPTS_PLAN, Brings(deed=deed))
    waiver = waive(promise, by=SYSTEM, body="Rådet", decided_on=TODAY, reference="1", reason=Text(sv="Avbröts"))
    waived = decided(body, by, Effect.WAIVES, Brings(waiver=waiver), commitment=promise)
    supersede_commitment(promise, superseded_on=date(2025, 1, 1), by=SYSTEM)
    remove_deed(deed, by=SYSTEM)
    Waiver.objects.filter(pk=waiver.pk).delete()
    before = lines()
    assert codes(approve_decision, changed, by=other) == ["replaced_meanwhile"]
    assert codes(approve_decision, planned, by=other) == ["intended_gone"]
    assert codes(approve_decision, waived, by=other) == ["intended_gone"]
    Decision.objects.filter(pk=planned.pk).update(intends={"covers_from": "soon"})
    assert codes(approve_decision, Decision.objects.get(pk=planned.pk), by=other) == ["intended_gone"]
    assert not Decision.objects.exclude(approved_on=None).exists()
    assert (lines(), Deed.objects.count(), Commitment.objects.count()) == (before, 0, 1)


def test_whoever_may_not_do_it_by_hand_does_not_approve_it(
    cast: Cast, body: Body, board: dict[str, Seat], promise: Commitment
) -> None:
    chair, by = cast("contact"), cast("coordinator")
    changed = decided(body, by, Effect.CHANGES, OTHERWISE, commitment=promise)
    assert codes(approve_decision, changed, by=chair) == ["not_theirs_to_bring"]
    plan = decided(body, by, Effect.ADOPTS_PLAN, PLAN)
    assert approve_decision(plan, by=chair).deed == Deed.objects.get()
    with pytest.raises(NotAllowed):
        decided(body, cast("reader"), Effect.CHANGES, OTHERWISE, commitment=promise)
    promise.audience, promise.organisation = Audience.OWN, body.space.organisations.get(code="huddinge-kommun")
    promise.save()
    assert codes(approve_decision, changed, by=cast("partner")) == ["not_theirs_to_bring"]


def test_one_recorded_before_decisions_waited_brings_about_nothing_twice(cast: Cast, body: Body) -> None:
    by = cast("coordinator")
    old = decided(body, by, Effect.ADOPTS_PLAN, PLAN, has_brought=True)
    deed = Deed.objects.get()
    assert (old.deed, old.intends) == (deed, None)
    change_decision(old, title=Text(sv="Annat"), by=by)
    deed.refresh_from_db()
    assert deed.title == Text(sv="Annat")
    approve_decision(old, by=cast("lead"))
    assert Deed.objects.get() == old.deed


def test_the_page_says_what_will_come_and_what_came(browser: Browser, cast: Cast, body: Body) -> None:
    decision = decided(body, cast("coordinator"), Effect.ADOPTS_PLAN, PLAN)
    page = browser("lead").get(decision.get_absolute_url()).content.decode()
    assert "Once the decision is approved, it will be recorded that a plan was adopted." in page
    assert "about the time from 1 January 2026 to 31 December 2026" in page
    assert "In force." not in page
    asked = browser("lead").get(f"{decision.get_absolute_url()}approve/").content.decode()
    assert "it will be recorded that a plan was adopted" in asked
    form = browser("lead").get(f"{decision.get_absolute_url()}edit/").content.decode()
    assert 'value="verksamhetsplan"' in form
    assert 'value="2026-01-01"' in form
    browser("lead").post(f"{decision.get_absolute_url()}approve/")
    page = browser("lead").get(decision.get_absolute_url()).content.decode()
    assert Deed.objects.get().get_absolute_url() in page
    assert "In force." in page
    assert "Once the decision" not in page
    assert browser("passer-by").get(decision.get_absolute_url()).status_code in {302, 404}


def test_the_form_keeps_a_record_that_it_does_not_ask_for(browser: Browser, cast: Cast, body: Body) -> None:
    deed = record_deed(body.space, by=SYSTEM, sort=DeedSort.PLAN, title=TITLE, done_on=TODAY)
    decision = decided(body, cast("coordinator"), Effect.ADOPTS_PLAN, Brings(deed=deed))
    said = {f"stance-party-{one.pk}": "for" for one in body.space.organisations.all()}
    sent = {"title_sv": "Plan", "outcome": "taken", "effect": "adopts_plan", "type": "årsplan", **said}
    answer = browser("coordinator").post(
        f"{decision.get_absolute_url()}edit/", {**sent, "decided_on": "2025-03-10", "version": decision.version}
    )
    assert answer.status_code == 302, answer.content.decode()
    decision.refresh_from_db()
    assert decision.intends == {"type": "årsplan", "deed": deed.code}


def test_what_is_gone_is_told_on_the_form_and_left_out_when_it_is_saved(
    browser: Browser, cast: Cast, body: Body
) -> None:
    deed = record_deed(body.space, by=SYSTEM, sort=DeedSort.PLAN, title=TITLE, done_on=TODAY)
    decision = decided(body, cast("coordinator"), Effect.ADOPTS_PLAN, Brings(type="årsplan", deed=deed))
    remove_deed(deed, by=SYSTEM)
    address = decision.get_absolute_url()
    page = browser("coordinator").get(f"{address}edit/").content.decode()
    assert "What the decision named is no longer there: the record of work." in page
    said = {f"stance-party-{one.pk}": "for" for one in body.space.organisations.all()}
    sent = {"title_sv": TITLE.sv, "title_en": TITLE.en, "outcome": "taken", "effect": "adopts_plan", "type": "årsplan"}
    sent |= {**said, "decided_on": "2025-03-10", "version": str(decision.version)}
    assert browser("coordinator").post(f"{address}edit/", sent).status_code == 302
    assert meant(decision) == {"type": "årsplan"}
    approve_decision(Decision.objects.get(pk=decision.pk), by=cast("lead"))
    assert Deed.objects.get().type == "årsplan"


def test_whoever_may_not_approve_it_is_told_before_they_are_asked(
    browser: Browser, cast: Cast, body: Body, board: dict[str, Seat], promise: Commitment
) -> None:
    changed = decided(body, cast("coordinator"), Effect.CHANGES, OTHERWISE, commitment=promise)
    address = f"{changed.get_absolute_url()}approve/"
    for who, why in (("contact", "you may not do yourself"), ("coordinator", "You recorded the decision")):
        answer = browser(who).get(address)
        page = answer.content.decode()
        assert (answer.status_code, why in page, "Approve the decision" in page) == (422, True, False), who
    assert "Approve the decision" in browser("lead").get(address).content.decode()


def test_that_something_goes_on_is_decided_of_something(
    cast: Cast, body: Body, agreement: Agreement, promise: Commitment
) -> None:
    by = cast("coordinator")
    with pytest.raises(Refused) as refused:
        decided(body, by, Effect.CONTINUES)
    assert [(one.code, one.field) for one in refused.value.objections] == [("effect_needs", "agreement")]
    assert not Decision.objects.exists()
    assert decided(body, by, Effect.CONTINUES, agreement=agreement).intends == {}
    assert decided(body, by, Effect.CONTINUES, commitment=promise).intends == {}
