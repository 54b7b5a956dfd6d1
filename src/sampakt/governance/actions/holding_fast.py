"""What every change of a meeting begins with: it is kept from other writers, and asked how far it has come."""

from collections.abc import Iterator, Mapping

from sampakt.governance.access import may_run, may_see_item, sees_all
from sampakt.governance.actions.telling import among_those_who_sit
from sampakt.governance.models import Item, Meeting
from sampakt.governance.rules.meetings import OPEN_AGENDA, may_become
from sampakt.governance.terms import INSTEAD, GovernanceObjection, MeetingState, Verb
from sampakt.kernel.errors import Conflict, NotAllowed, Objection, refuse_if
from sampakt.kernel.viewer import Viewer
from sampakt.trail.actions import record


def take_hold(meeting: Meeting) -> Meeting:
    """The meeting as it stands, which nobody else changes until this is done."""
    current = Meeting.objects.select_for_update().get(pk=meeting.pk)
    for column in Meeting._meta.concrete_fields:
        setattr(meeting, column.attname, getattr(current, column.attname))
    return meeting


def hold_fast(meeting: Meeting, *, by: Viewer, version: int | None = None) -> Meeting:
    """The same for those who run its body. Raises Conflict when somebody saved it after the writer saw ``version``."""
    take_hold(meeting)
    if not may_run(by, meeting.body):
        raise NotAllowed
    if version is not None and meeting.version != version:
        raise Conflict(meeting)
    return meeting


def hold_item_fast(item: Item, *, by: Viewer) -> Meeting:
    """The meeting of an item that is to be changed: by those who run its body, and see the item."""
    meeting = hold_fast(item.meeting, by=by)
    if not may_see_item(by, item):
        raise NotAllowed
    refuse_if(objections_to_state(meeting, OPEN_AGENDA))
    return meeting


def objections_to_state(meeting: Meeting, allowed: tuple[MeetingState, ...]) -> Iterator[Objection]:
    """Minutes once adjusted are locked; whatever else is not of the time is told with how far the meeting has come."""
    if meeting.state in allowed:
        return
    if meeting.state == MeetingState.ADJUSTED and meeting.adjusted_on is not None:
        yield Objection.of(GovernanceObjection.MINUTES_LOCKED, date=meeting.adjusted_on)
    else:
        yield wrong_state(meeting)


def objections_to_becoming(meeting: Meeting, wanted: MeetingState) -> Iterator[Objection]:
    """What stands against the meeting's coming into a state."""
    if may_become(meeting.state, wanted):
        return
    yield from objections_to_state(meeting, ())


def objections_to_whole(meeting: Meeting, by: Viewer, *, is_from_file: bool = False) -> Iterator[Objection]:
    """Steps that rest on all of a meeting are for those who see all of it, whether or not anything is kept from others.

    A file may say them of a meeting in which nothing is kept from anybody: one that it tells of for the first time.
    """
    if sees_all(by, meeting.body):
        return
    if is_from_file and not Item.objects.filter(meeting=meeting, is_restricted=True).exists():
        return
    yield Objection.of(GovernanceObjection.SITS_ONLY)


def wrong_state(meeting: Meeting) -> Objection:
    """The objection that names how far the meeting has come, and what is done instead."""
    return Objection.of(GovernanceObjection.WRONG_STATE, instead=INSTEAD[MeetingState(meeting.state)])


def record_of_item(
    verb: Verb,
    item: Item,
    *,
    by: Viewer,
    changes: Mapping[str, tuple[object, object]] | None = None,
    is_restricted: bool = False,
) -> None:
    """One line in the trail about an item; of a restricted one, for those who sit there, with its meeting."""
    body = item.meeting.body
    if item.is_restricted or is_restricted:
        record(verb, item.meeting, by=by, within=among_those_who_sit(body))
    else:
        record(verb, item, by=by, within=body, changes=changes)
