"""Meetings: planning, calling, moving, cancelling and holding them."""

from collections.abc import Iterator
from datetime import date, time
from typing import TypedDict, Unpack

from django.db import transaction
from django.db.models import F

from sampakt.governance.access import may_run
from sampakt.governance.actions.calling import write_to_members
from sampakt.governance.actions.holding_fast import (
    hold_fast,
    objections_to_becoming,
    objections_to_state,
    objections_to_whole,
)
from sampakt.governance.models import Body, Decision, Meeting, Proposal, Task
from sampakt.governance.rules.meetings import objections_to_day
from sampakt.governance.terms import HELD, GovernanceObjection, MeetingState, ProposalState, Verb
from sampakt.kernel import clock
from sampakt.kernel.errors import NotAllowed, Objection, refuse_if
from sampakt.kernel.saving import save_changed, save_new
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.access import may_see_shared, objections_to_place
from sampakt.papers.models import Document
from sampakt.trail.actions import record

WHEN_AND_WHERE = frozenset({"day", "begins_at", "ends_at", "place", "link"})
"""What those who are called to a meeting go by: they are told when it changes."""

CHANGEABLE = (MeetingState.PLANNED, MeetingState.CALLED, MeetingState.HELD, MeetingState.IN_ADJUSTMENT)
"""States in which the facts of a meeting may still be corrected."""


class MeetingValues(TypedDict, total=False):
    """What can be said of a meeting."""

    day: date
    begins_at: time | None
    ends_at: time | None
    place: str
    link: str
    minutes: Document | None
    is_sample: bool


@transaction.atomic
def plan_meeting(body: Body, *, by: Viewer, **values: Unpack[MeetingValues]) -> Meeting:
    """Plan a meeting on a day; on one that has passed, so that it can be recorded that it was held."""
    if not may_run(by, body):
        raise NotAllowed
    meeting = Meeting(body=body, **values)
    refuse_if(_objections(meeting, by, values))
    save_new(meeting)
    record(Verb.PLAN_MEETING, meeting, by=by, within=body)
    return meeting


@transaction.atomic
def change_meeting(
    meeting: Meeting, *, by: Viewer, version: int | None = None, **values: Unpack[MeetingValues]
) -> Meeting:
    """Move a meeting or correct what is said of it; those who were called to one that is moved get a letter."""
    hold_fast(meeting, by=by, version=version)
    refuse_if(objections_to_state(meeting, CHANGEABLE))
    refuse_if(_objections(meeting, by, values))
    before = meeting.day
    changes = save_changed(meeting, values, version=version)
    if changes:
        if meeting.state == MeetingState.CALLED and not WHEN_AND_WHERE.isdisjoint(changes):
            write_to_members(meeting, "changed", moved_from=before if before != meeting.day else None)
        record(Verb.CHANGE_MEETING, meeting, by=by, changes=changes, within=meeting.body)
    return meeting


@transaction.atomic
def call_meeting(meeting: Meeting, *, by: Viewer, on: date | None = None) -> Meeting:
    """Call those who sit in the body: each who can be written to gets a letter that leads to the meeting.

    ``on`` records that it was called that day, by other means; then nobody is written to.
    """
    hold_fast(meeting, by=by)
    refuse_if(objections_to_calling(meeting, on))
    called_on = on or clock.today()
    changes = save_changed(meeting, {"state": MeetingState.CALLED, "called_on": called_on}, version=None)
    if on is None:
        write_to_members(meeting, "called")
    record(Verb.CALL_MEETING, meeting, by=by, changes=changes, within=meeting.body)
    return meeting


@transaction.atomic
def cancel_meeting(meeting: Meeting, *, because: Text, by: Viewer) -> Meeting:
    """Cancel a meeting that was planned or called. What was proposed for it waits for another."""
    hold_fast(meeting, by=by)
    refuse_if(objections_to_becoming(meeting, MeetingState.CANCELLED))
    was_called = meeting.state == MeetingState.CALLED
    values = {"state": MeetingState.CANCELLED, "cancelled_because": because}
    changes = save_changed(meeting, values, version=None)
    Proposal.objects.filter(item__meeting=meeting, state=ProposalState.SCHEDULED).update(
        state=ProposalState.WAITING, item=None, version=F("version") + 1
    )
    if was_called and meeting.day >= clock.today():
        write_to_members(meeting, "cancelled")
    record(Verb.CANCEL_MEETING, meeting, by=by, changes=changes, within=meeting.body)
    return meeting


@transaction.atomic
def hold_meeting(meeting: Meeting, *, by: Viewer) -> Meeting:
    """Record that the meeting is being held, or was."""
    hold_fast(meeting, by=by)
    refuse_if(objections_to_holding(meeting))
    changes = save_changed(meeting, {"state": MeetingState.HELD}, version=None)
    record(Verb.HOLD_MEETING, meeting, by=by, changes=changes, within=meeting.body)
    return meeting


@transaction.atomic
def remove_meeting(meeting: Meeting, *, by: Viewer) -> None:
    """Remove a meeting that was planned by mistake and has nothing in it yet. Any other is cancelled."""
    hold_fast(meeting, by=by)
    refuse_if(objections_to_removing_meeting(meeting, by))
    Meeting.objects.filter(pk=meeting.pk).delete()
    record(Verb.REMOVE_MEETING, meeting, by=by, within=meeting.body)


def objections_to_holding(meeting: Meeting) -> Iterator[Objection]:
    """A meeting is held once, when its day has come."""
    yield from objections_to_state(meeting, (MeetingState.PLANNED, MeetingState.CALLED))
    if meeting.state not in HELD and meeting.day > clock.today():
        yield Objection.of(GovernanceObjection.NOT_HELD_YET, field="day")


def objections_to_calling(meeting: Meeting, on: date | None = None) -> Iterator[Objection]:
    """Nobody is called to what is over; ``on`` is the day of a call that was made by other means."""
    wrong = list(objections_to_becoming(meeting, MeetingState.CALLED))
    yield from wrong
    if not wrong and on is None and meeting.day < clock.today():
        yield Objection.of(GovernanceObjection.IN_THE_PAST, field="day")


def objections_to_removing_meeting(meeting: Meeting, by: Viewer) -> Iterator[Objection]:
    """Whoever was called must hear that a meeting is cancelled, and what stands on its agenda must not vanish."""
    # Of one that can never be removed nothing more is to be said.
    for found in (list(objections_to_state(meeting, (MeetingState.PLANNED,))), list(objections_to_whole(meeting, by))):
        if found:
            yield from found
            return
    has_decisions = Decision.objects.filter(meeting=meeting).exists()
    if has_decisions or meeting.items.exists() or Task.objects.filter(reported_at=meeting).exists():
        yield Objection.of(GovernanceObjection.MEETING_HAS_ITEMS)


def _objections(meeting: Meeting, by: Viewer, values: MeetingValues) -> Iterator[Objection]:
    """What stands against the meeting once it has ``values``. Raises NotAllowed on a paper that they may not see."""
    body, day = meeting.body, values.get("day", meeting.day)
    if meeting.pk is None or day != meeting.day:
        yield from objections_to_day(day, body.formed_on, body.dissolved_on)
        others = Meeting.objects.filter(body=body, day=day).exclude(pk=meeting.pk)
        if others.exclude(state=MeetingState.CANCELLED).exists():
            yield Objection.of(GovernanceObjection.SAME_DAY, field="day", date=day)
        if meeting.state in HELD and day > clock.today():
            yield Objection.of(GovernanceObjection.NOT_HELD_YET, field="day")
    if values.get("ends_at", meeting.ends_at) and not values.get("begins_at", meeting.begins_at):
        yield Objection.of(GovernanceObjection.BEGINS_WHEN, field="begins_at")
    minutes = values.get("minutes")
    if minutes is not None and (meeting.pk is None or minutes.pk != meeting.minutes_id):
        yield from objections_to_place(body.space_id, minutes=minutes)
        # A paper that one may not see is one that does not exist.
        if not may_see_shared(by, minutes):
            raise NotAllowed
