"""Actions to do: giving them, carrying them out, and reporting back to the body that asked."""

from collections.abc import Iterator
from copy import copy
from datetime import date
from typing import TypedDict, Unpack

from django.db import transaction
from django.db.models import F

from sampakt.governance.access import may_carry_out, may_run, may_see_decision, may_see_item, may_see_task, sits_by
from sampakt.governance.actions.holding_fast import objections_to_state, take_hold
from sampakt.governance.actions.telling import tell
from sampakt.governance.models import Body, Decision, Item, Meeting, Task
from sampakt.governance.rules.tasks import objections_to_owner, objections_to_reporting
from sampakt.governance.terms import HELD, INSTEAD, Conclusion, GovernanceObjection, MeetingState, TaskState, Verb
from sampakt.kernel import clock
from sampakt.kernel.errors import NotAllowed, Objection, refuse_if
from sampakt.kernel.saving import save_changed, save_new
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.access import may_see_shared, may_see_staff
from sampakt.organisations.models import Office, Organisation, Person


class TaskValues(TypedDict, total=False):
    """What can be said of an action: what is to be done, by whom, given when and due when."""

    title: Text
    organisation: Organisation | None
    office: Office | None
    person: Person | None
    given_on: date
    due_on: date | None
    is_restricted: bool
    is_sample: bool


@transaction.atomic
def give_task(
    body: Body,
    *,
    by: Viewer,
    decision: Decision | None = None,
    item: Item | None = None,
    **values: Unpack[TaskValues],
) -> Task:
    """Ask somebody to do something, by a decision, under an item, or between meetings.

    Without a day it is given on that of the meeting or decision, else today. Of what is restricted it is restricted,
    and then whoever is asked sits in the body: nobody else would hear of it.
    """
    if not may_run(by, body):
        raise NotAllowed
    item = decision.item if item is None and decision is not None else item
    if (decision is not None and decision.is_restricted) or (item is not None and item.is_restricted):
        values["is_restricted"] = True
    if "given_on" not in values:
        values["given_on"] = decision.decided_on if decision else item.meeting.day if item else clock.today()
    task = Task(body=body, decision=decision, item=item, **values)
    refuse_if([*_objections_to_minutes(task), *_objections(task, by)])
    save_new(task)
    tell(Verb.GIVE_TASK, task, by=by)
    return task


@transaction.atomic
def change_task(task: Task, *, by: Viewer, version: int | None = None, **values: Unpack[TaskValues]) -> Task:
    """Correct what is to be done, by whom, or by when; what adjusted minutes say of it stays said."""
    if not (may_run(by, task.body) and may_see_task(by, task)):
        raise NotAllowed
    was_restricted = task.is_restricted
    if _is_bound_to_be_restricted(task):
        values["is_restricted"] = True
    would_be = copy(task)
    for name, value in values.items():
        setattr(would_be, name, value)
    is_told_otherwise = would_be.title != task.title or would_be.given_on != task.given_on
    refuse_if([*(_objections_to_minutes(task) if is_told_otherwise else ()), *_objections(would_be, by, before=task)])
    if changes := save_changed(task, values, version=version):
        tell(Verb.CHANGE_TASK, task, by=by, changes=changes, was_restricted=was_restricted)
    return task


@transaction.atomic
def carry_out(
    task: Task, *, by: Viewer, on: date | None = None, account: Text | None = None, version: int | None = None
) -> Task:
    """Record that an action was carried out, and what was done; without a day, today."""
    if not may_carry_out(by, task):
        raise NotAllowed
    day = on or clock.today()
    objections = []
    if task.state != TaskState.OPEN:
        objections.append(Objection.of(GovernanceObjection.NOT_OPEN))
    if day > clock.today():
        objections.append(Objection.of(GovernanceObjection.DONE_IN_FUTURE, field="on"))
    if day < task.given_on:
        objections.append(Objection.of(GovernanceObjection.DONE_BEFORE_GIVEN, field="on", date=task.given_on))
    refuse_if(objections)
    values = {"state": TaskState.DONE, "done_on": day, "account": account or Text()}
    tell(Verb.CARRY_OUT, task, by=by, changes=save_changed(task, values, version=version))
    return task


@transaction.atomic
def reopen_task(task: Task, *, by: Viewer) -> Task:
    """Take back that an action was carried out, reported or dropped: it is still to be done."""
    if not (may_run(by, task.body) and may_see_task(by, task)):
        raise NotAllowed
    values = {"state": TaskState.OPEN, "done_on": None, "account": Text(), "reported_at": None}
    if changes := save_changed(task, values, version=None):
        tell(Verb.REOPEN_TASK, task, by=by, changes=changes)
    return task


@transaction.atomic
def drop_task(task: Task, *, because: Text, by: Viewer) -> Task:
    """Record that an action is not to be done after all, and why."""
    if not (may_run(by, task.body) and may_see_task(by, task)):
        raise NotAllowed
    objections = []
    if task.state != TaskState.OPEN:
        objections.append(Objection.of(GovernanceObjection.NOT_OPEN))
    if not because:
        objections.append(Objection.of(GovernanceObjection.DROPPED_WHY, field="because"))
    refuse_if(objections)
    changes = save_changed(task, {"state": TaskState.DROPPED, "account": because}, version=None)
    tell(Verb.DROP_TASK, task, by=by, changes=changes)
    return task


@transaction.atomic
def report_back(task: Task, *, at: Meeting, by: Viewer) -> Task:
    """Record at which meeting of the body an action that was carried out was reported back to it."""
    if not (may_run(by, task.body) and may_see_task(by, task)):
        raise NotAllowed
    refuse_if([*objections_to_hearing(task), *_objections_to_meeting(task, at)])
    changes = save_changed(task, {"reported_at": at}, version=None)
    tell(Verb.REPORT_BACK, task, by=by, changes=changes)
    return task


def objections_to_hearing(task: Task) -> Iterator[Objection]:
    """A body hears of an action once, when it has been carried out."""
    if task.state != TaskState.DONE:
        yield Objection.of(GovernanceObjection.NOT_DONE)
    if task.reported_at_id is not None:
        yield Objection.of(GovernanceObjection.REPORTED_ALREADY)


def report_followed_up(meeting: Meeting, *, by: Viewer) -> None:
    """Report back the actions carried out that a meeting followed up, as part of adjusting its minutes.

    An item that was postponed or withdrawn told nothing of its action; one that fewer see than the action, or more,
    leaves it to somebody who says so by hand.
    """
    if not (by.may_write and may_see_shared(by, meeting.body)):
        raise NotAllowed
    items = meeting.items.exclude(conclusion__in=(Conclusion.POSTPONED, Conclusion.WITHDRAWN))
    same = items.filter(is_restricted=F("task__is_restricted")).values("task")
    waiting = Task.objects.unreported().filter(pk__in=same, body=meeting.body_id, done_on__lte=meeting.day)
    for task in waiting.select_related("body__space", "item__meeting").order_by("pk"):
        tell(Verb.REPORT_BACK, task, by=by, changes=save_changed(task, {"reported_at": meeting}, version=None))


def _objections(task: Task, by: Viewer, before: Task | None = None) -> Iterator[Objection]:
    """What stands against the action as it would be. Raises NotAllowed on what is not theirs to see."""
    decision, item = task.decision, task.item
    if (decision is not None and not may_see_decision(by, decision)) or (item and not may_see_item(by, item)):
        raise NotAllowed
    if task.is_restricted and not may_see_task(by, task):
        raise NotAllowed
    if (decision and decision.body_id != task.body_id) or (item and item.meeting.body_id != task.body_id):
        yield Objection.of(GovernanceObjection.OTHER_BODY, field="decision" if decision else "item", body=task.body)
    if task.due_on is not None and task.due_on < task.given_on:
        yield Objection.of(GovernanceObjection.DUE_BEFORE_GIVEN, field="due_on")
    yield from objections_to_owner(
        task.organisation_id,
        office_of=task.office.organisation_id if task.office else None,
        person_of=task.person.organisation_id if task.person else None,
        is_said=any((task.organisation, task.office, task.person)),
    )
    named = ("organisation_id", "office_id", "person_id")
    is_same = before is not None and all(getattr(before, name) == getattr(task, name) for name in named)
    if task.is_restricted and not (is_same and before is not None and before.is_restricted):
        yield from _objections_to_hiding(task)
    if is_same:
        return
    organisations = (task.organisation, *(one.organisation for one in (task.office, task.person) if one is not None))
    if any(one is not None and not may_see_staff(by, one) for one in organisations):
        raise NotAllowed
    inside = set(task.body.space.organisations.values_list("pk", flat=True))
    for organisation in dict.fromkeys(one for one in organisations if one is not None):
        if organisation.pk not in inside:
            yield Objection.of(GovernanceObjection.NO_PARTNER, field="organisation", organisation=organisation)


def _objections_to_hiding(task: Task) -> Iterator[Objection]:
    """Whoever is asked by name or office must see what they are asked: a party has somebody there, or is told."""
    owner = task.person or task.office
    if owner is not None and not sits_by(task.body_id, person_id=task.person_id, office_id=task.office_id):
        field = "person" if task.person is not None else "office"
        yield Objection.of(GovernanceObjection.OWNER_SITS_NOT, field=field, owner=owner)


def _objections_to_minutes(task: Task) -> Iterator[Objection]:
    """What is given at a meeting stands in its minutes, which are written while they are open."""
    meeting = task.item.meeting if task.item else task.decision.meeting if task.decision else None
    if meeting is not None:
        take_hold(meeting)
        yield from objections_to_state(meeting, (MeetingState.HELD,))


def _objections_to_meeting(task: Task, at: Meeting) -> Iterator[Objection]:
    if at.body_id != task.body_id:
        yield Objection.of(GovernanceObjection.OTHER_BODY, field="at", body=task.body)
    elif at.state not in HELD:
        yield Objection.of(GovernanceObjection.WRONG_STATE, field="at", instead=INSTEAD[MeetingState(at.state)])
    else:
        yield from objections_to_reporting(task.done_on, at.day)


def _is_bound_to_be_restricted(task: Task) -> bool:
    """Whether what it was given by is restricted."""
    return any(one is not None and one.is_restricted for one in (task.decision, task.item))
