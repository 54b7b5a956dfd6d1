"""Meetings in the API: planned, called, held; who was there; minutes sent, adjusted and corrected."""

from http import HTTPStatus
from typing import Any

from django.db.models import QuerySet
from ninja import Router, Status
from ninja.pagination import paginate

from sampakt.governance.actions import attendance, meetings, minutes, taking_up
from sampakt.governance.api import named
from sampakt.governance.api.meeting_schemas import (
    AgendaItemOut,
    AttendanceListIn,
    AttendanceOut,
    CallIn,
    CancelIn,
    CorrectionIn,
    CorrectionOut,
    MeetingIn,
    MeetingOut,
    MeetingPatch,
    OnDayIn,
    ProposedItemOut,
    TakeUpIn,
)
from sampakt.governance.models import Attendance, Correction, Meeting
from sampakt.governance.queries import proposed_items
from sampakt.governance.queries.signed import attendance_as_signed
from sampakt.kernel.problems import ApiRequest
from sampakt.kernel.schemas import Pages
from sampakt.kernel.text import Text

router = Router(tags=["meetings"])


@router.get("/bodies/{slug:code}/meetings", response=list[MeetingOut], summary="List meetings")
@paginate(Pages)
def list_meetings(request: ApiRequest, code: str) -> QuerySet[Meeting]:
    """The meetings of a body, the latest first."""
    found = Meeting.objects.visible_to(request.auth).filter(body=named.body(request, code))
    return found.with_digest().select_related("body__space", "minutes").order_by("-day", "-pk")


@router.post("/bodies/{slug:code}/meetings", response={HTTPStatus.CREATED: MeetingOut}, summary="Plan a meeting")
def plan_meeting(request: ApiRequest, code: str, body: MeetingIn) -> Status[Meeting]:
    """Plan a meeting of a body."""
    of = named.body(request, code)
    planned = meetings.plan_meeting(of, by=request.auth, **named.facts_of_meeting(request, body, of))
    return Status(HTTPStatus.CREATED, planned)


@router.get("/meetings/{slug:code}", response=MeetingOut, summary="Get a meeting")
def get_meeting(request: ApiRequest, code: str) -> Meeting:
    """One meeting by its code."""
    return named.meeting(request, code)


@router.patch("/meetings/{slug:code}", response=MeetingOut, summary="Change a meeting")
def change_meeting(request: ApiRequest, code: str, body: MeetingPatch) -> Meeting:
    """Move a meeting or correct what is said of it; those who were called get a letter."""
    meeting = named.meeting(request, code)
    facts = named.facts_of_meeting(request, body, meeting.body)
    return meetings.change_meeting(meeting, by=request.auth, **facts)


@router.delete("/meetings/{slug:code}", response={HTTPStatus.NO_CONTENT: None}, summary="Remove a meeting")
def remove_meeting(request: ApiRequest, code: str) -> Status[None]:
    """Remove a meeting that was planned by mistake and has nothing in it."""
    meetings.remove_meeting(named.meeting(request, code), by=request.auth)
    return Status(HTTPStatus.NO_CONTENT, None)


@router.post("/meetings/{slug:code}/call", response=MeetingOut, summary="Call a meeting")
def call_meeting(request: ApiRequest, code: str, body: CallIn) -> Meeting:
    """Call those who sit in the body; with a day, record that they were called by other means."""
    return meetings.call_meeting(named.meeting(request, code), on=body.on, by=request.auth)


@router.post("/meetings/{slug:code}/cancel", response=MeetingOut, summary="Cancel a meeting")
def cancel_meeting(request: ApiRequest, code: str, body: CancelIn) -> Meeting:
    """Cancel a meeting that was planned or called."""
    because = Text.of(body.because.model_dump())
    return meetings.cancel_meeting(named.meeting(request, code), because=because, by=request.auth)


@router.post("/meetings/{slug:code}/hold", response=MeetingOut, summary="Record that a meeting was held")
def hold_meeting(request: ApiRequest, code: str) -> Meeting:
    """Record that a meeting is being held, or was."""
    return meetings.hold_meeting(named.meeting(request, code), by=request.auth)


@router.get("/meetings/{slug:code}/attendance", response=list[AttendanceOut], summary="List who was there")
@paginate(Pages)
def list_attendance(request: ApiRequest, code: str) -> list[Attendance]:
    """Who was at a meeting, for those inside the partnership; once the minutes are locked as they name them."""
    meeting = named.meeting(request, code)
    rows = Attendance.objects.visible_to(request.auth).filter(meeting=meeting)
    return attendance_as_signed(meeting, rows.select_related("seat", "person", "stands_in_for").order_by("seat"))


@router.put("/meetings/{slug:code}/attendance", response=list[AttendanceOut], summary="Record who was there")
def take_attendance(request: ApiRequest, code: str, body: AttendanceListIn) -> list[Attendance]:
    """Record who was at a meeting, in place of what was recorded before."""
    meeting = named.meeting(request, code)
    named.run_by(request, meeting.body)
    seats = named.seats_of(
        meeting.body,
        {
            f"lines.{place}.{name}": getattr(line, name)
            for place, line in enumerate(body.lines)
            for name in ("seat", "stands_in_for")
            if getattr(line, name) is not None
        },
    )
    lines = [
        attendance.AttendanceLine(seats[line.seat], line.presence, seats.get(line.stands_in_for), line.is_adjuster)
        for line in body.lines
    ]
    attendance.take_attendance(meeting, lines=lines, version=body.version, by=request.auth)
    rows = Attendance.objects.filter(meeting=meeting)
    return list(rows.select_related("seat", "person", "stands_in_for").order_by("seat"))


@router.get("/meetings/{slug:code}/proposed", response=list[ProposedItemOut], summary="List what to take up")
def list_proposed(request: ApiRequest, code: str) -> list[Any]:
    """What the agenda should take up by the records and does not yet; for those who run the body."""
    meeting = named.meeting(request, code)
    named.run_by(request, meeting.body)
    return list(proposed_items(request.auth, meeting))


@router.post("/meetings/{slug:code}/take-up", response=list[AgendaItemOut], summary="Take up what is proposed")
def take_up(request: ApiRequest, code: str, body: TakeUpIn) -> list[Any]:
    """Make what is proposed into items, last on the agenda; what is no longer proposed is passed over."""
    made = taking_up.take_up(named.meeting(request, code), proposed=body.keys, by=request.auth)
    return list(named.items_with_names(request).filter(pk__in=[item.pk for item in made]).order_by("place", "pk"))


@router.post("/meetings/{slug:code}/send", response=MeetingOut, summary="Send minutes for adjustment")
def send_minutes(request: ApiRequest, code: str) -> Meeting:
    """Send the minutes to those who adjust them."""
    return minutes.send_minutes(named.meeting(request, code), by=request.auth)


@router.post("/meetings/{slug:code}/reopen", response=MeetingOut, summary="Take minutes back")
def reopen_minutes(request: ApiRequest, code: str) -> Meeting:
    """Take the minutes back from adjustment to change them."""
    return minutes.reopen_minutes(named.meeting(request, code), by=request.auth)


@router.post("/meetings/{slug:code}/adjust", response=MeetingOut, summary="Adjust minutes")
def adjust_minutes(request: ApiRequest, code: str) -> Meeting:
    """Sign the minutes as one of those named to adjust them; with the last signature they are locked."""
    return minutes.adjust_minutes(named.meeting(request, code), by=request.auth)


@router.post("/meetings/{slug:code}/adjusted", response=MeetingOut, summary="Record that minutes were adjusted")
def note_adjustment(request: ApiRequest, code: str, body: OnDayIn) -> Meeting:
    """Record that minutes kept as a document were adjusted on a day."""
    return minutes.note_adjustment(named.meeting(request, code), on=body.on, by=request.auth)


@router.get("/meetings/{slug:code}/corrections", response=list[CorrectionOut], summary="List corrections")
@paginate(Pages)
def list_corrections(request: ApiRequest, code: str) -> QuerySet[Correction]:
    """What stands beside the adjusted minutes of a meeting, for those inside the partnership."""
    found = Correction.objects.visible_to(request.auth).filter(meeting=named.meeting(request, code))
    return found.order_by("made_on", "pk")


@router.post(
    "/meetings/{slug:code}/corrections", response={HTTPStatus.CREATED: CorrectionOut}, summary="Correct minutes"
)
def correct_minutes(request: ApiRequest, code: str, body: CorrectionIn) -> Status[Correction]:
    """Put a correction beside adjusted minutes."""
    item = named.item(request, body.item) if body.item is not None else None
    words = Text.of(body.words.model_dump())
    made = minutes.correct_minutes(named.meeting(request, code), words=words, item=item, by=request.auth)
    return Status(HTTPStatus.CREATED, made)
