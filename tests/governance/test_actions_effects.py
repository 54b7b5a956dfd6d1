"""What decisions bring about: plans, promises set aside or changed, and what goes with the decision again."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from sampakt.agreements.models import Agreement
from sampakt.commitments.actions import register_commitment, supersede_commitment, waive
from sampakt.commitments.models import Commitment, Deed, Waiver
from sampakt.commitments.terms import Check, DeedSort, Strength
from sampakt.governance.actions import (
    Brings,
    change_decision,
    decide,
    remove_decision,
)
from sampakt.governance.actions.attendance import AttendanceLine, take_attendance
from sampakt.governance.actions.meetings import hold_meeting, plan_meeting
from sampakt.governance.models import Body, Decision, Meeting, Seat
from sampakt.governance.terms import DecisionOutcome, Effect, Presence
from sampakt.kernel import clock
from sampakt.kernel.errors import Refused
from sampakt.kernel.terms import Audience
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import SYSTEM
from sampakt.organisations.models import Organisation

from .conftest import all_for

pytestmark = pytest.mark.django_db

DAY = date(2024, 11, 20)

TODAY = date(2025, 3, 10)

TITLE = Text(sv="Verksamhetsplan", en="Activity plan")


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.fixture
def meeting(body: Body, office_seat: Seat, seat: Seat) -> Meeting:
    """Held, with both members there."""
    meeting = hold_meeting(plan_meeting(body, day=DAY, by=SYSTEM), by=SYSTEM)
    _attend(meeting, (office_seat, Presence.PRESENT), (seat, Presence.REMOTE))
    return meeting


def _attend(meeting: Meeting, *present: tuple[Seat, Presence]) -> None:
    take_attendance(meeting, lines=[AttendanceLine(seat, presence) for seat, presence in present], by=SYSTEM)


def codes(act: Callable[..., Any], *args: Any, **kwargs: Any) -> list[str]:
    """The codes of the objections with which it was refused."""
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    return [one.code for one in refused.value.objections]


def test_a_plan_that_is_adopted_is_recorded_as_done_and_vanishes_with_the_decision(
    cast: Any, body: Body, meeting: Meeting, agreement: Agreement
) -> None:
    by = cast("coordinator")
    brings = Brings(type="verksamhetsplan", covers_from=date(2025, 1, 1), covers_until=date(2025, 12, 31))
    decision = decide(body, meeting=meeting, title=TITLE, effect=Effect.ADOPTS_PLAN, brings=brings, by=by)
    deed = Deed.objects.get()
    assert decision.deed == deed
    assert (deed.sort, deed.type, deed.done_on, deed.covers_from) == (
        DeedSort.PLAN,
        "verksamhetsplan",
        DAY,
        date(2025, 1, 1),
    )
    change_decision(decision, title=Text(sv="Plan för 2025"), number=7, by=by)
    deed.refresh_from_db()
    assert (deed.title, deed.key, deed.covers_from) == (
        Text(sv="Plan för 2025"),
        f"{body.key}-2024-7",
        date(2025, 1, 1),
    )
    change_decision(decision, outcome=DecisionOutcome.NOT_TAKEN, by=by)
    assert (decision.deed, Deed.objects.count()) == (None, 0)
    change_decision(decision, outcome=DecisionOutcome.TAKEN, effect=Effect.CONTINUES, agreement=agreement, by=by)
    assert Deed.objects.get().sort == DeedSort.CONTINUATION
    remove_decision(decision, by=by)
    assert not Deed.objects.exists()


def test_a_record_that_was_there_before_stays_when_the_decision_goes(body: Body, meeting: Meeting) -> None:
    deed = Deed.objects.create(
        space=body.space, key="plan", sort=DeedSort.PLAN, title=TITLE, done_on=DAY, audience=Audience.PARTNERS
    )
    decision = decide(
        body, meeting=meeting, title=TITLE, effect=Effect.ADOPTS_PLAN, brings=Brings(deed=deed), by=SYSTEM
    )
    assert decision.deed == deed
    change_decision(decision, title=Text(sv="Annat"), by=SYSTEM)
    remove_decision(decision, by=SYSTEM)
    deed.refresh_from_db()
    assert deed.title == TITLE


def test_a_commitment_is_set_aside_by_a_decision_alone_as_long_as_it_says(
    cast: Any, body: Body, meeting: Meeting, promise: Commitment
) -> None:
    by = cast("coordinator")
    brings = Brings(instead=Text(sv="En rapport"), holds_until=date(2025, 12, 31))
    decision = decide(
        body,
        meeting=meeting,
        title=TITLE,
        effect=Effect.WAIVES,
        commitment=promise,
        brings=brings,
        has_brought=True,
        by=by,
    )
    waiver = Waiver.objects.get()
    assert decision.waiver == waiver
    assert (waiver.reference, waiver.body, waiver.starts_on, waiver.ends_on, waiver.reason) == (
        "§ 1/2024",
        "The steering group",
        DAY,
        date(2025, 12, 31),
        Text(sv="En rapport"),
    )
    change_decision(decision, number=3, by=by)
    waiver.refresh_from_db()
    assert waiver.reference == "§ 3/2024"
    remove_decision(decision, by=by)
    assert not Waiver.objects.exists()


def test_a_waiver_that_was_there_before_is_named_and_stays(body: Body, meeting: Meeting, promise: Commitment) -> None:
    waiver = waive(promise, by=SYSTEM, body="Rådet", decided_on=DAY, reference="Bilaga 1", reason=Text(sv="Avbröts"))
    decision = decide(
        body,
        meeting=meeting,
        title=TITLE,
        effect=Effect.WAIVES,
        commitment=promise,
        brings=Brings(waiver=waiver),
        has_brought=True,
        by=SYSTEM,
    )
    assert decision.waiver == waiver
    change_decision(decision, effect="", by=SYSTEM)
    assert decision.waiver is None
    assert Waiver.objects.get() == waiver


def test_a_changed_commitment_is_replaced_by_one_like_it_and_comes_back_with_the_decision(
    cast: Any, body: Body, meeting: Meeting, promise: Commitment, huddinge: Organisation
) -> None:
    by = cast("coordinator")
    brings = Brings(instead=Text(sv="En rapport om året"), holds_from=date(2025, 1, 1))
    decision = decide(
        body,
        meeting=meeting,
        title=TITLE,
        effect=Effect.CHANGES,
        commitment=promise,
        brings=brings,
        has_brought=True,
        by=by,
    )
    promise.refresh_from_db()
    later = promise.superseded_by
    assert later is not None
    assert (promise.superseded_on, later.starts_on, later.ends_on) == (
        date(2025, 1, 1),
        date(2025, 1, 1),
        promise.ends_on,
    )
    assert (later.title, later.kind, [end.organisation for end in later.ends.all()]) == (
        Text(sv="En rapport om året"),
        "statement",
        [huddinge],
    )
    change_decision(decision, number=9, by=by)
    remove_decision(Decision.objects.get(), by=by)
    promise.refresh_from_db()
    assert (promise.superseded_on, promise.superseded_by) == (None, None)
    assert not Commitment.objects.filter(pk=later.pk).exists()


def test_a_promise_that_replaces_another_may_be_registered_already(
    agreement: Agreement, body: Body, meeting: Meeting, promise: Commitment
) -> None:
    later = register_commitment(
        agreement,
        by=SYSTEM,
        title=Text(sv="Ny"),
        strength=Strength.BINDING,
        check_by=Check.STATED,
        kind="statement",
    )
    said: dict[str, Any] = {"meeting": meeting, "title": TITLE, "effect": Effect.CHANGES, "by": SYSTEM}
    brings = Brings(successor=later)
    decision = decide(body, votes=all_for(body), commitment=promise, brings=brings, has_brought=True, **said)
    promise.refresh_from_db()
    assert promise.superseded_by == later
    remove_decision(decision, by=SYSTEM)
    assert Commitment.objects.filter(pk=later.pk).exists()
    supersede_commitment(promise, superseded_on=date(2024, 1, 1), by=SYSTEM)
    assert codes(decide, body, commitment=promise, brings=Brings(successor=later), **said) == ["replaced_meanwhile"]
