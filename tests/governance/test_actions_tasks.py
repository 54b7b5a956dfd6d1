"""Actions to do are given, carried out and reported back; proposals are taken up or answered."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest

from sampakt.governance.actions import (
    carry_out,
    change_proposal,
    change_task,
    decide,
    decline,
    drop_task,
    fill_seat,
    form_body,
    give_task,
    propose,
    reopen_task,
    report_back,
    schedule,
)
from sampakt.governance.actions.agenda import add_item
from sampakt.governance.actions.meetings import hold_meeting, plan_meeting
from sampakt.governance.actions.minutes import note_adjustment
from sampakt.governance.models import Body, Item, Meeting, Seat, Task
from sampakt.governance.queries.signed import signed_minutes
from sampakt.governance.terms import BodySort, Conclusion, ProposalState, TaskState
from sampakt.kernel import clock
from sampakt.kernel.errors import Conflict, NotAllowed, Refused
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import SYSTEM
from sampakt.organisations.actions import add_office, appoint
from sampakt.organisations.models import Office, Organisation, Person, User
from sampakt.trail.models import TrailLine

pytestmark = pytest.mark.django_db
DAY = date(2024, 11, 20)
TODAY = date(2025, 3, 10)
TITLE = Text(sv="Ta fram en lägesbild", en="Draw up a status report")


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.fixture
def meeting(body: Body) -> Meeting:
    """Held, and an example, so that nobody asks who was there."""
    return hold_meeting(plan_meeting(body, day=DAY, is_sample=True, by=SYSTEM), by=SYSTEM)


@pytest.fixture
def item(meeting: Meeting) -> Item:
    return add_item(meeting, title=TITLE, by=SYSTEM)


@pytest.fixture
def task(body: Body, item: Item, huddinge: Organisation) -> Task:
    return give_task(body, item=item, title=TITLE, organisation=huddinge, due_on=date(2025, 3, 1), by=SYSTEM)


def person_of(viewer: Any) -> Person:
    """Whose account it is."""
    person = User.objects.get(pk=viewer.user_id).person
    assert person is not None
    return person


def codes(act: Callable[..., Any], *args: Any, **kwargs: Any) -> list[str]:
    """The codes of the objections with which it was refused."""
    with pytest.raises(Refused) as refused:
        act(*args, **kwargs)
    return [one.code for one in refused.value.objections]


def test_an_action_is_given_on_the_day_of_its_meeting_or_decision(
    cast: Any, body: Body, item: Item, huddinge: Organisation
) -> None:
    by = cast("coordinator")
    assert give_task(body, item=item, title=TITLE, organisation=huddinge, by=by).given_on == DAY
    decision = decide(body, item=item, title=TITLE, by=by)
    of_decision = give_task(body, decision=decision, title=TITLE, organisation=huddinge, by=by)
    assert (of_decision.given_on, of_decision.item) == (DAY, item)
    assert give_task(body, title=TITLE, organisation=huddinge, by=by).given_on == TODAY


def test_somebody_of_the_partnership_is_to_do_it_by_a_later_day(
    cast: Any, body: Body, office: Office, narvik: Organisation, rector: Person
) -> None:
    by, sodertorn = cast("coordinator"), rector.organisation
    assert codes(give_task, body, title=TITLE, by=by) == ["no_owner"]
    assert codes(give_task, body, title=TITLE, organisation=sodertorn, office=office, by=by) == ["owners_differ"]
    assert codes(give_task, body, title=TITLE, organisation=narvik, by=SYSTEM) == ["no_partner"]
    with pytest.raises(NotAllowed):
        give_task(body, title=TITLE, organisation=narvik, by=by)
    early = {"due_on": TODAY - timedelta(days=1), "by": by}
    assert codes(give_task, body, title=TITLE, person=rector, **early) == ["due_before_given"]
    assert give_task(body, title=TITLE, person=rector, organisation=sodertorn, by=by).person == rector


def test_what_a_meeting_asked_for_stands_in_its_minutes(body: Body, task: Task, item: Item) -> None:
    note_adjustment(item.meeting, on=date(2024, 12, 1), by=SYSTEM)
    task = Task.objects.get(pk=task.pk)
    assert codes(give_task, body, item=item, title=TITLE, organisation=task.organisation, by=SYSTEM) == [
        "minutes_locked"
    ]
    assert codes(change_task, task, title=Text(sv="Något annat"), by=SYSTEM) == ["minutes_locked"]
    assert change_task(task, due_on=date(2025, 6, 1), by=SYSTEM).due_on == date(2025, 6, 1)


def test_an_action_is_carried_out_and_reported_back_to_its_body(cast: Any, body: Body, task: Task) -> None:
    contact, lead = cast("contact"), cast("lead")
    at = hold_meeting(plan_meeting(body, day=date(2025, 3, 5), by=SYSTEM), by=SYSTEM)
    assert codes(report_back, task, at=at, by=lead) == ["not_done"]
    assert codes(carry_out, task, on=TODAY + timedelta(days=1), by=contact) == ["done_in_future"]
    assert codes(carry_out, task, on=task.given_on - timedelta(days=1), by=contact) == ["done_before_given"]
    carry_out(task, on=date(2025, 2, 1), account=Text(sv="Klar"), by=contact)
    assert (task.state, task.done_on, task.account) == (TaskState.DONE, date(2025, 2, 1), Text(sv="Klar"))
    assert list(Task.objects.unreported()) == [task]
    assert codes(carry_out, task, by=contact) == ["not_open"]
    assert codes(report_back, task, at=Meeting.objects.get(day=DAY), by=lead) == ["reported_before_done"]
    planned = plan_meeting(body, day=date(2025, 4, 5), by=SYSTEM)
    assert codes(report_back, task, at=planned, by=lead) == ["wrong_state"]
    with pytest.raises(NotAllowed):
        report_back(task, at=at, by=contact)
    assert report_back(task, at=at, by=lead).reported_at == at
    assert not Task.objects.unreported().exists()
    assert codes(report_back, task, at=at, by=lead) == ["reported_already"]
    reopen_task(task, by=lead)
    assert (task.state, task.done_on, task.reported_at) == (TaskState.OPEN, None, None)
    assert list(TrailLine.objects.order_by("pk").values_list("verb", flat=True))[-3:] == [
        "plan_meeting",
        "report_back",
        "reopen_task",
    ]


def test_adjusting_the_minutes_reports_the_actions_that_the_meeting_followed_up(
    body: Body, task: Task, meeting: Meeting, huddinge: Organisation
) -> None:
    later = plan_meeting(body, day=date(2025, 2, 1), is_sample=True, by=SYSTEM)
    give = partial(give_task, body, organisation=huddinge, given_on=DAY, by=SYSTEM)
    closed, postponed, undone = (give(title=Text(en=name)) for name in ("Closed", "Postponed", "Undone"))
    late = carry_out(give(title=Text(en="Late")), on=date(2025, 2, 2), by=SYSTEM)
    for done in (task, closed, postponed):
        carry_out(done, on=date(2025, 1, 15), by=SYSTEM)
    for about in (task, closed, postponed, undone, late):
        add_item(later, title=about.title, task=about, is_restricted=about == closed, by=SYSTEM)
    later.items.filter(task=postponed).update(conclusion=Conclusion.POSTPONED)
    note_adjustment(hold_meeting(later, by=SYSTEM), on=later.day, by=SYSTEM)
    assert list(Task.objects.filter(reported_at=later)) == [task]
    assert TrailLine.objects.filter(verb="report_back").count() == 1
    assert signed_minutes(later).reported == [task.pk]  # type: ignore[union-attr]


def test_an_action_is_reported_to_no_other_body(body: Body, task: Task) -> None:
    other = form_body(body.space.partnership, name=Text(sv="Annat"), sort=BodySort.STEERING_GROUP, by=SYSTEM)
    at = hold_meeting(plan_meeting(other, day=date(2025, 3, 5), by=SYSTEM), by=SYSTEM)
    carry_out(task, by=SYSTEM)
    assert codes(report_back, task, at=at, by=SYSTEM) == ["other_body"]


def test_whoever_is_to_do_it_says_that_it_is_done(
    cast: Any, body: Body, office: Office, sodertorn: Organisation
) -> None:
    reader, partner = cast("reader"), cast("partner's contact")
    own = give_task(body, title=TITLE, person=person_of(reader), by=SYSTEM)
    assert carry_out(own, by=reader).state == TaskState.DONE
    of_office = give_task(body, title=TITLE, office=office, by=SYSTEM)
    with pytest.raises(NotAllowed):
        carry_out(of_office, by=reader)
    appoint(office, person=person_of(reader), starts_on=date(2024, 1, 1), by=SYSTEM)
    assert carry_out(of_office, by=reader).state == TaskState.DONE
    of_party = give_task(body, title=TITLE, organisation=sodertorn, by=SYSTEM)
    with pytest.raises(NotAllowed):
        carry_out(of_party, by=cast("contact"))
    assert carry_out(of_party, by=partner).state == TaskState.DONE


def test_an_action_is_dropped_with_a_reason(cast: Any, task: Task) -> None:
    with pytest.raises(NotAllowed):
        drop_task(task, because=Text(sv="Nej"), by=cast("contact"))
    assert codes(drop_task, task, because=Text(), by=SYSTEM) == ["dropped_why"]
    assert drop_task(task, because=Text(sv="Överspelad"), by=SYSTEM).state == TaskState.DROPPED
    assert codes(drop_task, task, because=Text(sv="Igen"), by=SYSTEM) == ["not_open"]


def test_what_a_restricted_item_asks_for_is_restricted(
    cast: Any, body: Body, seat: Seat, meeting: Meeting, huddinge: Organisation
) -> None:
    member = cast("partner")
    fill_seat(seat, person=person_of(member), starts_on=date(2022, 1, 1), by=SYSTEM)
    item = add_item(meeting, title=TITLE, is_restricted=True, by=member)
    task = give_task(body, item=item, title=TITLE, organisation=huddinge, by=member)
    assert task.is_restricted
    change_task(task, is_restricted=False, due_on=date(2025, 5, 1), by=member)
    assert task.is_restricted
    for act in (carry_out, reopen_task):
        with pytest.raises(NotAllowed):
            act(task, by=cast("lead"))
    with pytest.raises(NotAllowed):
        give_task(body, item=item, title=TITLE, organisation=huddinge, by=cast("lead"))
    assert not TrailLine.objects.filter(subject_kind="governance.task").exists()


def test_a_restricted_action_is_given_to_somebody_who_sees_it(
    cast: Any, body: Body, seat: Seat, huddinge: Organisation
) -> None:
    member, outside = cast("partner"), person_of(cast("lead"))
    fill_seat(seat, person=person_of(member), starts_on=date(2022, 1, 1), by=SYSTEM)
    secret = {"title": TITLE, "is_restricted": True, "by": member}
    lines = TrailLine.objects.count()
    with pytest.raises(Refused, match="Lead does not sit there") as refused:
        give_task(body, person=outside, **secret)
    assert [(one.code, one.field) for one in refused.value.objections] == [("owner_sits_not", "person")]
    assert (Task.objects.count(), TrailLine.objects.count()) == (0, lines)
    task = give_task(body, person=person_of(member), **secret)
    assert codes(change_task, task, person=outside, by=member) == ["owner_sits_not"]
    assert change_task(task, person=None, organisation=huddinge, by=member).organisation == huddinge


def test_an_open_action_is_restricted_only_when_its_owner_sees_it_then(cast: Any, body: Body, seat: Seat) -> None:
    member = cast("partner")
    fill_seat(seat, person=person_of(member), starts_on=date(2022, 1, 1), by=SYSTEM)
    task = give_task(body, title=TITLE, person=person_of(cast("lead")), by=member)
    assert codes(change_task, task, is_restricted=True, by=member) == ["owner_sits_not"]
    assert not Task.objects.get().is_restricted


def test_an_office_sees_what_is_restricted_by_its_own_seat_or_by_that_of_its_holder(
    cast: Any, seat: Seat, office: Office, office_seat: Seat, huddinge: Organisation
) -> None:
    member, body = cast("partner"), office_seat.body
    fill_seat(seat, person=person_of(member), starts_on=date(2022, 1, 1), by=SYSTEM)
    secret = {"title": TITLE, "is_restricted": True, "by": member}
    assert give_task(body, office=office, **secret).office == office
    other = add_office(huddinge, name=Text(en="Head of schools"), by=SYSTEM)
    assert codes(give_task, body, office=other, **secret) == ["owner_sits_not"]
    appoint(other, person=person_of(cast("contact")), starts_on=date(2025, 1, 1), by=SYSTEM)
    assert codes(give_task, body, office=other, **secret) == ["owner_sits_not"]
    appoint(office, person=person_of(cast("contact")), starts_on=date(2025, 1, 1), by=SYSTEM)
    assert give_task(body, office=other, **secret).office == other


def test_two_writers_do_not_overwrite_each_other(task: Task) -> None:
    change_task(task, title=Text(sv="Ett"), version=1, by=SYSTEM)
    with pytest.raises(Conflict):
        change_task(Task.objects.get(), title=Text(sv="Två"), version=1, by=SYSTEM)


def test_everybody_in_the_partnership_proposes_and_who_runs_the_body_answers(
    cast: Any, body: Body, huddinge: Organisation, sodertorn: Organisation
) -> None:
    reader, lead = cast("reader"), cast("lead")
    proposal = propose(body, title=TITLE, reason=Text(sv="Brådskar"), organisation=huddinge, by=reader)
    assert (proposal.proposed_on, proposal.proposed_by_id, proposal.state) == (
        TODAY,
        reader.user_id,
        ProposalState.WAITING,
    )
    assert codes(propose, body, title=TITLE, organisation=sodertorn, by=reader) == ["speaks_for_another"]
    for who in ("stranger", "passer-by"):
        with pytest.raises(NotAllowed):
            propose(body, title=TITLE, by=cast(who))
    change_proposal(proposal, title=Text(sv="Bättre sagt"), version=1, by=reader)
    for act in (
        lambda: change_proposal(proposal, title=TITLE, by=cast("contact")),
        lambda: decline(proposal, answer=TITLE, by=reader),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert codes(decline, proposal, answer=Text(), by=lead) == ["answer_missing"]
    assert decline(proposal, answer=Text(sv="Tas i budgeten"), by=lead).state == ProposalState.DECLINED
    assert codes(decline, proposal, answer=TITLE, by=lead) == ["not_waiting"]
    assert codes(change_proposal, proposal, title=TITLE, by=reader) == ["not_waiting"]


def test_a_proposal_becomes_an_item_without_being_typed_again(cast: Any, body: Body) -> None:
    lead = cast("lead")
    meeting = plan_meeting(body, day=date(2025, 4, 1), by=SYSTEM)
    proposal = propose(body, title=TITLE, reason=Text(sv="Brådskar"), by=cast("reader"))
    with pytest.raises(NotAllowed):
        schedule(proposal, meeting=meeting, by=cast("contact"))
    item = schedule(proposal, meeting=meeting, by=lead)
    assert (item.title, item.background, item.meeting) == (TITLE, Text(sv="Brådskar"), meeting)
    assert (proposal.state, proposal.item) == (ProposalState.SCHEDULED, item)
    assert codes(schedule, proposal, meeting=meeting, by=lead) == ["not_waiting"]
