"""What a meeting decides of a promise comes about when its minutes are adjusted, by another than whoever wrote it."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.utils.html import escape

from sampakt.agreements.models import Agreement
from sampakt.commitments.actions import register_commitment, supersede_commitment
from sampakt.commitments.models import Commitment, Deed, Waiver
from sampakt.commitments.terms import Check, Strength
from sampakt.governance.actions import (
    AttendanceLine,
    Brings,
    adjust_minutes,
    approve_decision,
    change_decision,
    decide,
    note_adjustment,
    remove_decision,
    reopen_minutes,
    send_minutes,
    take_attendance,
)
from sampakt.governance.models import Body, Decision, Meeting, Seat
from sampakt.governance.queries.decisions import decision_page, decisions_with_names
from sampakt.governance.queries.touching import touching
from sampakt.governance.terms import Effect, MeetingState, Presence
from sampakt.kernel import clock
from sampakt.kernel.errors import NotAllowed, Refused
from sampakt.kernel.terms import Audience
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import SYSTEM
from sampakt.organisations.models import Organisation, User
from sampakt.trail.models import TrailLine

from .conftest import Browser, Cast, all_for

pytestmark = pytest.mark.django_db
TODAY = date(2025, 6, 2)
TITLE = Text(sv="En rapport om året", en="One report a year")
OTHERWISE = Brings(instead=Text(sv="En rapport"), holds_from=date(2025, 7, 1), holds_until=date(2025, 12, 31))


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.fixture
def promise(agreement: Agreement, huddinge: Organisation) -> Commitment:
    about: Any = {"strength": Strength.BINDING, "check_by": Check.STATED, "kind": "statement"}
    title, ends_on = Text(sv="Två rapporter om året"), date(2026, 12, 31)
    return register_commitment(agreement, by=SYSTEM, owes=[huddinge], title=title, ends_on=ends_on, **about)


@pytest.fixture
def changed(cast: Cast, held: Meeting, promise: Commitment) -> Decision:
    """Recorded by the coordinator."""
    by = cast("coordinator")
    return decided(held, by, effect=Effect.CHANGES, commitment=promise, brings=OTHERWISE)


def decided(meeting: Meeting, by: Any, **values: Any) -> Decision:
    return decide(meeting.body, **({"meeting": meeting, "title": TITLE, "by": by} | values))


def codes(act: Any, *args: Any, **kwargs: Any) -> list[str]:
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    return [one.code for one in refused.value.objections]


def ledger(promise: Commitment) -> tuple[int, int, date | None]:
    promise.refresh_from_db()
    return Waiver.objects.count(), Commitment.objects.count(), promise.superseded_on


def test_it_waits_for_the_last_signature_of_somebody_who_could_not_do_it_by_hand(
    cast: Cast, held: Meeting, promise: Commitment, changed: Decision
) -> None:
    waived = decided(held, cast("lead"), effect=Effect.WAIVES, commitment=promise, brings=OTHERWISE)
    assert (changed.intends, waived.waiver) == (waived.intends, None)
    assert ledger(promise) == (0, 1, None)
    assert not Decision.objects.in_force_on(TODAY).exists()
    send_minutes(held, by=cast("reader"))
    assert ledger(promise) == (0, 1, None)
    signer = cast("partner's contact")
    adjust_minutes(held, by=signer)
    assert ledger(promise) == (1, 2, date(2025, 7, 1))
    changed.refresh_from_db()
    waived.refresh_from_db()
    assert (changed.intends, waived.intends, waived.waiver) == (None, None, Waiver.objects.get())
    assert changed.approved_on == TODAY
    assert Decision.objects.in_force_on(TODAY).count() == 2
    by = set(TrailLine.objects.filter(verb__in=("waive", "supersede_commitment")).values_list("by_user_id", flat=True))
    assert by == {signer.user_id}


def test_a_plan_counts_from_the_meeting(cast: Cast, held: Meeting) -> None:
    decision = decided(held, cast("coordinator"), effect=Effect.ADOPTS_PLAN)
    assert (decision.deed, decision.intends) == (Deed.objects.get(), None)
    assert Decision.objects.in_force_on(TODAY).get() == decision


def test_it_is_corrected_and_removed_without_a_trace_in_the_ledger(
    cast: Cast, promise: Commitment, changed: Decision
) -> None:
    by = cast("coordinator")
    change_decision(changed, effect=Effect.WAIVES, brings=OTHERWISE, by=by)
    assert changed.intends == {"instead": {"sv": "En rapport"}, "holds_from": "2025-07-01", "holds_until": "2025-12-31"}
    change_decision(changed, effect=Effect.ADOPTS_PLAN, brings=Brings(type="årsplan"), by=by)
    assert (changed.intends, Deed.objects.get().type) == (None, "årsplan")
    change_decision(changed, effect=Effect.CHANGES, brings=OTHERWISE, by=by)
    assert (changed.deed, Deed.objects.count()) == (None, 0)
    remove_decision(Decision.objects.get(), by=by)
    assert ledger(promise) == (0, 1, None)


def test_whoever_may_not_do_it_by_hand_does_not_record_it(cast: Cast, held: Meeting, promise: Commitment) -> None:
    with pytest.raises(NotAllowed):
        decided(held, cast("reader"), effect=Effect.WAIVES, commitment=promise, brings=OTHERWISE)


def test_nobody_adjusts_alone_what_they_wrote(
    cast: Cast, held: Meeting, board: dict[str, Seat], promise: Commitment, changed: Decision
) -> None:
    by = cast("contact")
    Decision.objects.update(recorded_by=by.user_id)
    chair, member = (AttendanceLine(board[name], Presence.PRESENT) for name in ("chair", "member"))
    take_attendance(held, lines=[replace(chair, is_adjuster=True), member], by=SYSTEM)
    before = TrailLine.objects.count()
    assert codes(send_minutes, held, by=by) == ["adjusted_by_another"]
    Meeting.objects.filter(pk=held.pk).update(state=MeetingState.IN_ADJUSTMENT)
    assert codes(adjust_minutes, held, by=by) == ["adjusted_by_another"]
    Meeting.objects.filter(pk=held.pk).update(state=MeetingState.HELD, is_sample=True)
    assert codes(note_adjustment, held, on=TODAY, by=by) == ["adjusted_by_another"]
    assert (ledger(promise), TrailLine.objects.count()) == ((0, 1, None), before)
    take_attendance(held, lines=[replace(chair, is_adjuster=True), replace(member, is_adjuster=True)], by=SYSTEM)
    send_minutes(held, by=by)
    adjust_minutes(held, by=by)
    assert ledger(promise) == (0, 1, None)
    page = decision_page(by, decisions_with_names(by).get(), TODAY)
    assert (page.waits_for, page.is_in_force) == (
        [str(User.objects.get(pk=cast("partner's contact").user_id).person)],
        False,
    )
    reopen_minutes(held, by=by)
    send_minutes(held, by=by)
    adjust_minutes(held, by=cast("partner's contact"))
    assert ledger(promise) == (0, 1, None), "minutes that were taken back are signed by everybody anew"
    adjust_minutes(held, by=by)
    assert ledger(promise) == (0, 2, date(2025, 7, 1))


def test_minutes_on_paper_are_noted_by_another(cast: Cast, held: Meeting, changed: Decision) -> None:
    Meeting.objects.filter(pk=held.pk).update(is_sample=True)
    Decision.objects.update(recorded_by=cast("reader").user_id)
    assert codes(note_adjustment, held, on=TODAY, by=cast("reader")) == ["adjusted_by_another"]
    note_adjustment(held, on=TODAY, by=cast("contact"))
    assert Commitment.objects.count() == 2


def test_what_puts_an_approved_decision_out_of_force_is_read_by_two(
    cast: Cast, held: Meeting, body: Body, board: dict[str, Seat]
) -> None:
    by = cast("contact")
    earlier = decide(body, title=TITLE, votes=all_for(body, date(2025, 5, 2)), decided_on=date(2025, 5, 2), by=SYSTEM)
    approve_decision(earlier, by=SYSTEM)
    decision = decided(held, by, supersedes=earlier)
    lines = [AttendanceLine(board["chair"], Presence.PRESENT, is_adjuster=True)]
    take_attendance(held, lines=[*lines, AttendanceLine(board["member"], Presence.PRESENT)], by=SYSTEM)
    assert codes(send_minutes, held, by=by) == ["adjusted_by_another"]
    change_decision(decision, supersedes=None, by=by)
    send_minutes(held, by=by)


def test_not_even_the_chair_approves_alone_what_changes_a_promise(
    cast: Cast, body: Body, board: dict[str, Seat], promise: Commitment
) -> None:
    chair = cast("contact")
    about: Any = {"effect": Effect.WAIVES, "commitment": promise, "brings": OTHERWISE}
    waived = decide(body, title=TITLE, votes=all_for(body), by=cast("coordinator"), **about)
    Decision.objects.update(recorded_by=chair.user_id)
    waived.refresh_from_db()
    assert "approved_by_another" in codes(approve_decision, waived, by=chair)
    assert approve_decision(waived, by=cast("lead")).waiver == Waiver.objects.get()


def test_what_has_changed_meanwhile_is_told_and_the_minutes_are_taken_back(
    cast: Cast, held: Meeting, promise: Commitment, changed: Decision
) -> None:
    send_minutes(held, by=SYSTEM)
    supersede_commitment(promise, superseded_on=date(2025, 1, 1), by=SYSTEM)
    before, signer = TrailLine.objects.count(), cast("partner's contact")
    assert codes(adjust_minutes, held, by=signer) == ["replaced_meanwhile"]
    promise.audience, promise.organisation = Audience.OWN, promise.space.organisations.get(code="huddinge-kommun")
    promise.save()
    assert codes(adjust_minutes, held, by=signer) == ["intended_gone"], "nor is a promise named that they may not see"
    assert (TrailLine.objects.count(), Decision.objects.get().approved_on) == (before, None)
    reopen_minutes(held, by=SYSTEM)
    assert codes(send_minutes, held, by=SYSTEM) == ["replaced_meanwhile"]
    change_decision(Decision.objects.get(), effect="", by=SYSTEM)
    send_minutes(held, by=SYSTEM)
    adjust_minutes(held, by=signer)
    assert Decision.objects.get().approved_on == TODAY


def test_one_that_came_about_before_decisions_waited_stays_and_comes_about_once(
    cast: Cast, held: Meeting, promise: Commitment
) -> None:
    about: Any = {"effect": Effect.WAIVES, "commitment": promise, "brings": OTHERWISE}
    old = decided(held, cast("coordinator"), has_brought=True, **about)
    assert (old.waiver, old.intends) == (Waiver.objects.get(), None)
    send_minutes(held, by=SYSTEM)
    adjust_minutes(held, by=cast("partner's contact"))
    assert ledger(promise) == (1, 1, None)


def test_pages_say_what_will_come_and_whom_it_waits_for(
    browser: Browser, cast: Cast, held: Meeting, promise: Commitment, changed: Decision
) -> None:
    told = "Once the minutes are adjusted, the commitment will be replaced by another."
    page = browser("lead").get(changed.get_absolute_url()).content.decode()
    assert f"{told} The minutes have not been sent to those who adjust them." in page
    assert "In force." not in page
    send_minutes(held, by=SYSTEM)
    name = User.objects.get(pk=cast("partner's contact").user_id).person
    page = browser("lead").get(changed.get_absolute_url()).content.decode()
    assert f"{told} It waits for the signature of {escape(str(name))}." in page
    assert told in browser("lead").get("/partnerships/huddinge-sodertorn/decisions/").content.decode()
    assert told in browser("lead").get(promise.get_absolute_url()).content.decode()
    adjust_minutes(held, by=cast("partner's contact"))
    for address in (changed.get_absolute_url(), promise.get_absolute_url()):
        assert told not in browser("lead").get(address).content.decode()
    assert "In force." in browser("lead").get(changed.get_absolute_url()).content.decode()
    assert touching(cast("lead"), promise).decisions[0].intends is None
