"""A decision between meetings is read by two: approved by another than whoever said last what it says, and as read."""

from datetime import date
from typing import Any

import pytest

from sampakt.agreements.models import Agreement
from sampakt.commitments.actions import register_commitment, supersede_commitment
from sampakt.commitments.models import Commitment
from sampakt.commitments.terms import Check, Strength
from sampakt.governance.actions import Brings, VoteLine, approve_decision, change_decision, decide
from sampakt.governance.actions.meetings import hold_meeting, plan_meeting
from sampakt.governance.models import Body, Decision, Meeting, Seat
from sampakt.governance.queries.decisions import decision_page, decisions_with_names
from sampakt.governance.terms import Effect, Stance
from sampakt.kernel import clock
from sampakt.kernel.errors import Refused
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import SYSTEM
from sampakt.organisations.models import Organisation
from sampakt.trail.models import TrailLine

from .conftest import Browser, Cast, all_for

pytestmark = pytest.mark.django_db
TODAY = date(2025, 3, 10)
TITLE, OTHER = Text(sv="Ett yttrande"), Text(sv="Något helt annat")


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.fixture
def promise(agreement: Agreement, huddinge: Organisation) -> Commitment:
    return promised(agreement, huddinge)


def promised(agreement: Agreement, organisation: Organisation) -> Commitment:
    about: Any = {"strength": Strength.BINDING, "check_by": Check.STATED, "kind": "statement"}
    title, ends_on = Text(sv="Två rapporter om året"), date(2026, 12, 31)
    return register_commitment(agreement, by=SYSTEM, owes=[organisation], title=title, ends_on=ends_on, **about)


def decided(body: Body, by: Any, **values: Any) -> Decision:
    return decide(body, **({"title": TITLE, "votes": all_for(body), "by": by} | values))


def refused(act: Any, *args: Any, **kwargs: Any) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as no:
        act(*args, **kwargs)
    return [(one.code, one.field) for one in no.value.objections]


def test_whoever_changed_it_last_leaves_the_approval_to_another(cast: Cast, body: Body, promise: Commitment) -> None:
    lead, by = cast("lead"), cast("coordinator")
    decision = decided(body, lead)
    brings = Brings(instead=Text(sv="En rapport"))
    change_decision(decision, title=OTHER, effect=Effect.CHANGES, commitment=promise, brings=brings, by=by)
    before = TrailLine.objects.count()
    assert refused(approve_decision, Decision.objects.get(), by=by) == [("approved_by_another", "")]
    promise.refresh_from_db()
    assert (promise.superseded_on, TrailLine.objects.count()) == (None, before)
    assert Decision.objects.get().approved_on is None
    assert approve_decision(Decision.objects.get(), by=lead).approved_on == TODAY


def test_positions_alone_are_a_change_too(cast: Cast, body: Body) -> None:
    lead, by = cast("lead"), cast("coordinator")
    decision = decided(body, lead)
    read, lines = decision.version, [VoteLine(Stance.ABSTAINS, one.seat, one.organisation) for one in all_for(body)]
    change_decision(decision, votes=[*lines[1:], *all_for(body)[:1]], by=by)
    kept = Decision.objects.get()
    assert (kept.recorded_by_id, kept.version, decision.version) == (by.user_id, read + 1, read + 1)
    assert refused(approve_decision, kept, by=by) == [("approved_by_another", "")]
    assert refused(approve_decision, kept, version=read, by=lead) == [("changed_since_read", "")]


def test_nothing_changed_makes_nobody_its_writer(cast: Cast, body: Body, board: dict[str, Seat]) -> None:
    lead, by = cast("lead"), cast("coordinator")
    decision = decided(body, lead)
    change_decision(decision, title=TITLE, by=by)
    assert Decision.objects.get().recorded_by_id == lead.user_id
    change_decision(decision, title=OTHER, by=SYSTEM)
    assert Decision.objects.get().recorded_by_id == lead.user_id
    chair = cast("contact")
    change_decision(decision, title=TITLE, by=chair)
    assert approve_decision(Decision.objects.get(), by=chair).approved_on == TODAY


def test_what_was_changed_after_it_was_opened_is_not_approved(browser: Browser, cast: Cast, body: Body) -> None:
    decision = decided(body, cast("coordinator"))
    page = f"{decision.get_absolute_url()}approve/"
    read = decision.version
    assert f'name="version" value="{read}"' in browser("lead").get(page).content.decode()
    change_decision(decision, title=OTHER, by=cast("coordinator"))
    answer = browser("lead").post(page, {"version": read})
    assert answer.status_code == 422
    assert "The decision was changed after you opened it." in answer.content.decode()
    assert Decision.objects.get().approved_on is None
    assert browser("lead").post(page, {"version": read + 1}).status_code == 302
    assert Decision.objects.get().approved_on == TODAY


LATE = Brings(instead=Text(sv="En rapport"), holds_from=date(2026, 1, 1), holds_until=date(2025, 12, 31))
PLAN = Brings(type="plan", covers_from=date(2026, 1, 1), covers_until=date(2025, 12, 31))


WRONG = [
    (Effect.ADOPTS_PLAN, PLAN, "covers_until"),
    (Effect.WAIVES, LATE, "holds_until"),
    (Effect.CHANGES, LATE, "holds_until"),
    (Effect.CHANGES, Brings(instead=Text(sv="Nytt"), holds_from=date(2027, 1, 1)), "holds_until"),
]


@pytest.mark.parametrize("wrong", WRONG)
def test_days_in_the_wrong_order_are_refused_when_it_is_recorded(
    cast: Cast, body: Body, promise: Commitment, wrong: tuple[Effect, Brings, str]
) -> None:
    effect, brings, field = wrong
    lines = TrailLine.objects.count()
    about = {"effect": effect, "commitment": promise}
    assert refused(decided, body, cast("lead"), brings=brings, **about) == [("ends_before", field)]
    assert (Decision.objects.count(), TrailLine.objects.count()) == (0, lines)
    decision = decided(body, cast("lead"))
    assert refused(change_decision, decision, brings=brings, by=cast("lead"), **about) == [("ends_before", field)]
    assert Decision.objects.get().effect == ""


def test_what_is_meant_follows_the_day_of_the_decision(cast: Cast, body: Body, promise: Commitment) -> None:
    brings = Brings(instead=Text(sv="En rapport"), holds_until=date(2025, 2, 1))
    about = {"effect": Effect.WAIVES, "commitment": promise, "decided_on": date(2025, 1, 10)}
    decision = decided(body, cast("lead"), brings=brings, **about)
    assert refused(change_decision, decision, decided_on=TODAY, by=cast("lead")) == [("ends_before", "holds_until")]
    change_decision(decision, title=OTHER, by=cast("lead"))


def test_a_promise_is_not_replaced_by_itself_nor_twice(
    cast: Cast, body: Body, agreement: Agreement, huddinge: Organisation, promise: Commitment
) -> None:
    later = promised(agreement, huddinge)
    about = {"effect": Effect.CHANGES, "commitment": promise}
    itself = refused(decided, body, cast("lead"), brings=Brings(successor=promise), **about)
    assert itself == [("replaces_itself", "successor")]
    supersede_commitment(promise, superseded_on=TODAY, superseded_by=later, by=SYSTEM)
    twice = refused(decided, body, cast("lead"), brings=Brings(instead=Text(sv="Nytt")), **about)
    assert twice == [("replaced_meanwhile", "commitment")]
    back = refused(
        decided, body, cast("lead"), brings=Brings(successor=promise), effect=Effect.CHANGES, commitment=later
    )
    assert back == [("replaces_itself", "successor")]
    assert not Decision.objects.exists()
    known = decided(body, cast("lead"), brings=Brings(successor=later), **about)
    approve_decision(known, by=cast("coordinator"))
    promise.refresh_from_db()
    assert (promise.superseded_by, promise.superseded_on) == (later, TODAY)


def test_the_panels_of_other_pages_say_what_nobody_has_approved(
    browser: Browser, cast: Cast, body: Body, promise: Commitment
) -> None:
    decision = decided(body, cast("coordinator"), commitment=promise)
    pages = (body.space.partnership.get_absolute_url(), promise.get_absolute_url())
    for page in pages:
        assert "not approved yet" in browser("lead").get(page).content.decode(), page
    approve_decision(decision, by=cast("lead"))
    for page in pages:
        assert "not approved yet" not in browser("lead").get(page).content.decode(), page


def test_what_is_only_recorded_puts_nothing_approved_out_of_force(cast: Cast, body: Body) -> None:
    lead, other = cast("lead"), cast("coordinator")
    first = approve_decision(decided(body, lead), by=other)
    meeting = plan_meeting(body, day=TODAY, by=SYSTEM)
    hold_meeting(meeting, by=SYSTEM)
    Meeting.objects.filter(pk=meeting.pk).update(is_sample=True)
    meeting.refresh_from_db()
    later = decided(body, lead, meeting=meeting, supersedes=first)
    page = decision_page(lead, decisions_with_names(lead).get(pk=first.pk), TODAY)
    assert (page.is_in_force, page.superseded_by) == (True, None)
    assert first in Decision.objects.in_force_on(TODAY)
    Decision.objects.filter(pk=later.pk).update(approved_on=TODAY)
    page = decision_page(lead, decisions_with_names(lead).get(pk=first.pk), TODAY)
    assert (page.is_in_force, page.superseded_by) == (False, later)
    assert first not in Decision.objects.in_force_on(TODAY)
