"""A body decides: what is refused, what a decision brings about, and that it is never changed once approved."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from sampakt.commitments.models import Commitment, Deed
from sampakt.governance.actions import (
    Brings,
    VoteLine,
    add_seat,
    approve_decision,
    change_body,
    change_decision,
    decide,
    drop_task,
    fill_seat,
    form_body,
    give_task,
    remove_decision,
)
from sampakt.governance.actions.agenda import add_item, recuse
from sampakt.governance.actions.attendance import AttendanceLine, take_attendance
from sampakt.governance.actions.meetings import hold_meeting, plan_meeting
from sampakt.governance.actions.minutes import note_adjustment
from sampakt.governance.models import Body, Decision, Meeting, Seat, Task
from sampakt.governance.terms import BodySort, DecisionOutcome, DecisionRule, Effect, Position, Presence, Stance
from sampakt.kernel import clock
from sampakt.kernel.errors import Conflict, NotAllowed, Refused
from sampakt.kernel.terms import Audience
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import SYSTEM
from sampakt.organisations.models import Organisation, Person, User
from sampakt.papers.actions import add_document
from sampakt.trail.models import TrailLine

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


@pytest.fixture
def member(cast: Any, seat: Seat) -> Any:
    """Coordinates for Södertörn and sits in the body."""
    viewer = cast("partner")
    person = User.objects.get(pk=viewer.user_id).person
    assert isinstance(person, Person)
    fill_seat(seat, person=person, starts_on=date(2022, 1, 1), by=SYSTEM)
    return viewer


def _attend(meeting: Meeting, *present: tuple[Seat, Presence]) -> None:
    take_attendance(meeting, lines=[AttendanceLine(seat, presence) for seat, presence in present], by=SYSTEM)


def codes(act: Callable[..., Any], *args: Any, **kwargs: Any) -> list[str]:
    """The codes of the objections with which it was refused."""
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    return [one.code for one in refused.value.objections]


def _first(body: Body) -> Organisation:
    return body.space.organisations.get(code="huddinge-kommun")


def _keep_since(body: Body, day: date) -> None:
    Body.objects.filter(pk=body.pk).update(created_at=datetime(day.year, day.month, day.day, 12, tzinfo=UTC))
    body.refresh_from_db()


def test_decisions_are_numbered_by_body_and_year(cast: Any, body: Body, meeting: Meeting) -> None:
    item = add_item(meeting, title=TITLE, by=SYSTEM)
    first = decide(body, item=item, title=TITLE, by=cast("coordinator"))
    assert (first.meeting, first.decided_on, str(first)) == (meeting, DAY, "§ 1/2024 Activity plan")
    assert decide(body, meeting=meeting, title=TITLE, by=SYSTEM).number == 2
    between = decide(body, title=TITLE, votes=all_for(body), by=SYSTEM)
    assert (between.number, between.year, between.decided_on) == (1, 2025, TODAY)
    assert codes(decide, body, title=TITLE, votes=all_for(body), year=2024, number=2, by=SYSTEM) == ["number_taken"]
    far: Any = {"title": TITLE, "number": 7, "votes": all_for(body), "by": SYSTEM}
    assert codes(decide, body, **far) == ["number_out_of_order"]
    assert decide(body, number_is_meant=True, **far).number == 7
    line = TrailLine.objects.filter(verb="decide").order_by("pk")[0]
    assert (line.subject_id, line.subject_name["en"], line.space_id) == (first.pk, "Activity plan", body.space_id)


@pytest.mark.parametrize("who", ["reader", "contact", "stranger", "passer-by"])
def test_only_those_who_run_the_body_decide(cast: Any, body: Body, meeting: Meeting, who: str) -> None:
    decision = decide(body, meeting=meeting, title=TITLE, by=SYSTEM)
    viewer = cast(who)
    for act in (
        lambda: decide(body, title=TITLE, votes=all_for(body), by=viewer),
        lambda: change_decision(decision, title=TITLE, by=viewer),
        lambda: remove_decision(decision, by=viewer),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_the_secretary_of_the_body_decides_for_it(cast: Any, body: Body, huddinge: Organisation) -> None:
    viewer = cast("reader")
    seat = add_seat(body, position=Position.SECRETARY, organisation=huddinge, name=Text(sv="Sekr"), by=SYSTEM)
    person = User.objects.get(pk=viewer.user_id).person
    fill_seat(seat, person=person, starts_on=date(2022, 1, 1), by=SYSTEM)
    assert decide(body, title=TITLE, votes=all_for(body), by=viewer).number == 1
    with pytest.raises(NotAllowed):
        decide(body, title=TITLE, votes=all_for(body), effect=Effect.ADOPTS_PLAN, by=viewer)


def test_who_took_part_must_be_known_and_enough(body: Body, office_seat: Seat, seat: Seat) -> None:
    meeting = plan_meeting(body, day=DAY, by=SYSTEM)
    assert codes(decide, body, meeting=meeting, title=TITLE, by=SYSTEM) == ["wrong_state"]
    hold_meeting(meeting, by=SYSTEM)
    _attend(meeting, (office_seat, Presence.PRESENT), (seat, Presence.ABSENT))
    assert codes(decide, body, meeting=meeting, title=TITLE, by=SYSTEM) == ["no_quorum"]
    assert decide(body, meeting=meeting, title=TITLE, outcome=DecisionOutcome.POSTPONED, by=SYSTEM).number == 1
    change_body(body, quorum=1, needs_every_party=True, by=SYSTEM)
    meeting.refresh_from_db()
    with pytest.raises(Refused) as refused:
        decide(meeting.body, meeting=meeting, title=TITLE, by=SYSTEM)
    assert "Södertörn" in str(refused.value)


def test_a_conflict_of_interest_counts_neither_for_the_quorum_nor_as_a_position(
    body: Body, meeting: Meeting, seat: Seat, office_seat: Seat
) -> None:
    item = add_item(meeting, title=TITLE, by=SYSTEM)
    recuse(item, seat=seat, by=SYSTEM)
    votes = [VoteLine(Stance.FOR, seat=seat), VoteLine(Stance.FOR, seat=office_seat)]
    assert codes(decide, body, item=item, title=TITLE, votes=votes, by=SYSTEM) == ["recused", "no_quorum"]


def test_by_agreement_a_dissent_is_recorded_as_not_taken(
    body: Body, meeting: Meeting, seat: Seat, office_seat: Seat, narvik: Organisation
) -> None:
    change_body(body, decision_rule=DecisionRule.AGREEMENT, by=SYSTEM)
    meeting.refresh_from_db()
    votes = [
        VoteLine(Stance.FOR, seat=office_seat),
        VoteLine(Stance.AGAINST, seat=seat, reservation=Text(sv="För dyrt")),
    ]
    said: dict[str, Any] = {"meeting": meeting, "title": TITLE, "votes": votes, "by": SYSTEM}
    assert codes(decide, meeting.body, **said) == ["dissent"]
    decision = decide(meeting.body, outcome=DecisionOutcome.NOT_TAKEN, **said)
    assert decision.rule == DecisionRule.AGREEMENT
    assert [(vote.seat, vote.stance, vote.reservation.sv) for vote in decision.votes.all()] == [
        (office_seat, "for", ""),
        (seat, "against", "För dyrt"),
    ]
    assert codes(change_decision, decision, outcome=DecisionOutcome.TAKEN, by=SYSTEM) == ["dissent"]
    change_decision(decision, outcome=DecisionOutcome.TAKEN, votes=votes[:1], by=SYSTEM)
    assert decision.votes.count() == 1
    strange = [VoteLine(Stance.FOR, organisation=narvik), VoteLine(Stance.FOR)]
    assert codes(change_decision, decision, votes=strange, by=SYSTEM) == ["no_partner", "whose_position"]


def test_what_a_decision_names_is_of_its_partnership_and_seen(
    cast: Any, body: Body, meeting: Meeting, promise: Commitment, narvik: Organisation
) -> None:
    own = add_document(body.space, title=Text(sv="Eget"), by=SYSTEM, audience=Audience.OWN, organisation=_first(body))
    partner = cast("partner")
    with pytest.raises(NotAllowed):
        decide(body, title=TITLE, document=own, by=partner)
    later = date(2025, 3, 11)
    said: Any = {"title": TITLE, "votes": all_for(body), "by": SYSTEM}
    assert codes(decide, body, decided_on=later, **said) == ["decided_in_future"]
    early: Any = {"decided_on": date(2021, 1, 1), "outcome": DecisionOutcome.NOT_TAKEN}
    assert codes(decide, body, title=TITLE, by=SYSTEM, **early) == ["body_not_there"]
    assert codes(decide, body, effect=Effect.WAIVES, **said) == ["effect_needs"]


def test_a_decision_of_another_body_s_meeting_is_refused(body: Body, meeting: Meeting) -> None:
    other = form_body(body.space.partnership, name=Text(sv="Arbetsgruppen"), sort=BodySort.STEERING_GROUP, by=SYSTEM)
    assert "other_body" in codes(decide, other, meeting=meeting, title=TITLE, by=SYSTEM)


def test_an_approved_decision_is_never_changed_and_a_later_one_supersedes_it(body: Body, meeting: Meeting) -> None:
    meeting.is_sample = True
    meeting.save()
    decision = decide(body, meeting=meeting, title=TITLE, by=SYSTEM)
    note_adjustment(meeting, on=date(2024, 12, 1), by=SYSTEM)
    decision.refresh_from_db()
    assert decision.approved_on == date(2024, 12, 1)
    assert codes(change_decision, decision, title=TITLE, by=SYSTEM) == ["decision_approved"]
    assert codes(remove_decision, decision, by=SYSTEM) == ["decision_approved"]
    assert codes(decide, body, meeting=meeting, title=TITLE, by=SYSTEM) == ["minutes_locked"]
    later = decide(body, title=TITLE, votes=all_for(body), supersedes=decision, by=SYSTEM)
    assert list(Decision.objects.in_force_on(TODAY)) == [decision], "the later one waits to be approved"
    assert codes(decide, body, title=TITLE, votes=all_for(body), supersedes=decision, by=SYSTEM) == [
        "superseded_already"
    ]
    assert codes(change_decision, later, supersedes=later, by=SYSTEM) == ["supersedes_later"]
    approve_decision(later, by=SYSTEM)
    assert list(Decision.objects.in_force_on(TODAY)) == [later]
    assert list(Decision.objects.in_force_on(DAY)) == [decision]
    old = {"decided_on": date(2024, 1, 1), "by": SYSTEM}
    assert "supersedes_later" in codes(decide, body, title=TITLE, supersedes=later, **old)


def test_what_was_decided_between_meetings_is_approved_by_itself(cast: Any, body: Body, meeting: Meeting) -> None:
    by = cast("lead")
    between = decide(body, title=TITLE, votes=all_for(body), decided_on=date(2025, 3, 1), by=by)
    other = cast("coordinator")
    assert codes(approve_decision, between, by=by) == ["approved_by_another"]
    assert codes(approve_decision, between, on=date(2025, 2, 1), by=other) == ["approved_between"]
    assert approve_decision(between, by=other).approved_on == TODAY
    assert codes(approve_decision, between, by=other) == ["decision_approved"]
    at_meeting = decide(body, meeting=meeting, title=TITLE, by=by)
    assert codes(approve_decision, at_meeting, by=by) == ["with_minutes"]


def test_the_chair_approves_what_the_chair_recorded(cast: Any, body: Body, board: dict[str, Seat]) -> None:
    for who, is_enough in (("contact", True), ("reader", False)):
        decision = decide(body, title=TITLE, votes=all_for(body), by=cast(who))
        if is_enough:
            assert approve_decision(decision, by=cast(who)).approved_on == TODAY
        else:
            assert codes(approve_decision, decision, by=cast(who)) == ["approved_by_another"]


def test_between_meetings_a_decision_needs_positions(
    cast: Any, body: Body, board: dict[str, Seat], huddinge: Organisation, sodertorn: Organisation
) -> None:
    _keep_since(body, date(2025, 3, 1))
    change_body(body, decision_rule=DecisionRule.AGREEMENT, by=SYSTEM)
    said: Any = {"title": TITLE, "by": cast("reader")}
    ours, theirs = (VoteLine(Stance.FOR, organisation=one) for one in (huddinge, sodertorn))
    assert codes(decide, body, **said) == ["positions_missing"]
    assert codes(decide, body, votes=[ours], **said) == ["positions_missing"]
    against = VoteLine(Stance.AGAINST, seat=board["member"])
    assert codes(decide, body, votes=[ours, against], **said) == ["dissent"]
    secretary = VoteLine(Stance.FOR, seat=board["secretary"])
    assert codes(decide, body, votes=[ours, theirs, secretary], **said) == ["no_member"]
    assert decide(body, outcome=DecisionOutcome.NOT_TAKEN, votes=[against], **said).number == 1
    assert decide(body, votes=[ours, theirs], **said).number == 2


def test_by_majority_as_many_have_positions_as_a_quorum_needs(body: Body, board: dict[str, Seat]) -> None:
    _keep_since(body, date(2025, 3, 1))
    change_body(body, decision_rule=DecisionRule.MAJORITY, by=SYSTEM)
    said: Any = {"title": TITLE, "by": SYSTEM}
    ours, theirs = (VoteLine(Stance.FOR, seat=board[name]) for name in ("chair", "member"))
    assert codes(decide, body, votes=[ours], **said) == ["too_few_positions"]
    against = replace(theirs, stance=Stance.AGAINST)
    assert codes(decide, body, votes=[ours, against], **said) == ["no_majority"]
    decision = decide(body, votes=[ours, theirs], **said)
    assert codes(change_decision, decision, votes=[ours], by=SYSTEM) == ["too_few_positions"]


def test_what_was_decided_before_the_body_was_kept_rests_on_a_document(body: Body) -> None:
    old: Any = {"title": TITLE, "decided_on": date(2025, 2, 1), "by": SYSTEM}
    assert codes(decide, body, **old) == ["positions_or_document"]
    letter = add_document(body.space, title=Text(sv="Beslut per brev"), by=SYSTEM)
    assert decide(body, document=letter, **old).votes.count() == 0
    assert decide(body, is_from_file=True, **old).recorded_by is None
    assert decide(body, outcome=DecisionOutcome.POSTPONED, **old).number == 3


def test_two_writers_do_not_overwrite_each_other(body: Body) -> None:
    decision = decide(body, title=TITLE, votes=all_for(body), by=SYSTEM)
    change_decision(decision, title=Text(sv="Ett"), version=1, by=SYSTEM)
    with pytest.raises(Conflict):
        change_decision(Decision.objects.get(), title=Text(sv="Två"), version=1, by=SYSTEM)


def test_a_decision_that_others_rest_on_is_not_removed(body: Body, huddinge: Organisation) -> None:
    decision = decide(body, title=TITLE, votes=all_for(body), by=SYSTEM)
    task = give_task(body, decision=decision, title=TITLE, organisation=huddinge, by=SYSTEM)
    assert codes(remove_decision, decision, by=SYSTEM) == ["decision_rested_on"]
    drop_task(task, because=Text(sv="Fel"), by=SYSTEM)
    remove_decision(decision, by=SYSTEM)
    assert Task.objects.get().decision is None


def test_a_restricted_decision_is_named_by_no_trail_and_brings_about_nothing(
    cast: Any, member: Any, body: Body, meeting: Meeting, promise: Commitment
) -> None:
    item = add_item(meeting, title=Text(sv="Hemligt"), is_restricted=True, by=member)
    opened = decide(body, meeting=meeting, title=TITLE, by=member)
    decision = decide(body, item=item, title=Text(sv="Hemligt"), words=Text(sv="Hemligt"), by=member)
    assert decision.is_restricted
    change_decision(decision, title=Text(sv="Hemligt också"), is_restricted=False, by=member)
    assert decision.is_restricted
    give_task(body, decision=decision, title=Text(sv="Hemligt"), organisation=_first(body), by=member)
    said: dict[str, Any] = {"item": item, "title": Text(sv="Hemligt"), "by": member}
    for effect in (Effect.ADOPTS_PLAN, Effect.WAIVES):
        told = {"effect": effect, "commitment": promise, "brings": Brings(instead=TITLE), **said}
        assert codes(decide, body, **told) == ["open_effect"]
    assert codes(change_decision, decision, effect=Effect.SETS_PRIORITIES, by=member) == ["open_effect"]
    assert codes(decide, body, supersedes=opened, **said) == ["supersedes_openly"]
    assert not Deed.objects.exists()
    open_paper = add_document(body.space, title=Text(sv="Öppen"), by=SYSTEM)
    assert codes(decide, body, document=open_paper, **said) == ["wider_than_item"]
    with pytest.raises(NotAllowed):
        change_decision(decision, title=TITLE, by=cast("coordinator"))
    with pytest.raises(NotAllowed):
        decide(body, title=TITLE, is_restricted=True, by=cast("coordinator"))
    lines = TrailLine.objects.filter(verb__in=["decide", "change_decision", "give_task"]).filter(
        circle_id=body.seated_id
    )
    assert lines.count() == 3
    assert not lines.visible_to(cast("coordinator")).exists()
    assert lines.visible_to(cast("partner")).count() == 3
    assert not [line for line in lines if "Hemligt" in f"{line.subject_name}{line.changes}"]
    assert not [line for line in lines if line.subject_kind in {"governance.decision", "governance.task"}]
