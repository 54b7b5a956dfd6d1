"""Meetings as calendar files (RFC 5545, 7986): the same identity each time, so that a change updates what is there."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from icalendar import Calendar, Event, vDuration

from sampakt.governance.models import Meeting
from sampakt.governance.queries.calendar import Entry
from sampakt.governance.terms import HELD, MeetingState
from sampakt.kernel.period import A_DAY

MAKER = "-//Sampakt//Sampakt//EN"
ASK_AGAIN = timedelta(hours=6)


def calendar_of(entries: Sequence[Entry], *, name: str) -> bytes:
    """A calendar of meetings under a name, with the time zone that their clocks follow."""
    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", vDuration(ASK_AGAIN), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(ASK_AGAIN))
    for entry in entries:
        calendar.add_component(_event(entry))
    days = [entry.meeting.day for entry in entries if entry.meeting.begins_at]
    if days:
        # A whole year around them, so that both of the year's changes of the clock are told.
        calendar.add_missing_timezones(date(min(days).year, 1, 1), date(max(days).year + 1, 1, 1))
    return bytes(calendar.to_ical())


def _event(entry: Entry) -> Event:
    meeting = entry.meeting
    address = settings.ADDRESS + meeting.get_absolute_url()
    language = {"LANGUAGE": get_language() or "en"}
    event = Event()
    event.add("uid", f"meeting-{meeting.code}@sampakt")
    event.add("dtstamp", entry.changed_at)
    event.add("last-modified", entry.changed_at)
    event.add("created", meeting.created_at)
    event.add("sequence", meeting.version - 1)
    event.add("summary", _summary(meeting), parameters=language)
    event.add("description", _description(entry, address), parameters=language)
    event.add("status", _STATUS.get(MeetingState(meeting.state), "CONFIRMED"))
    event.add("url", address)
    if place := ", ".join(filter(None, (entry.place, entry.link))):
        event.add("location", place)
    if entry.link:
        event.add("conference", entry.link, parameters={"VALUE": "URI", "FEATURE": "VIDEO"})
    _add_time(event, meeting)
    return event


_STATUS = {MeetingState.PLANNED: "TENTATIVE", MeetingState.CANCELLED: "CANCELLED"}


def _add_time(event: Event, meeting: Meeting) -> None:
    """By the clock where the installation stands; a day without a clock takes nobody's whole day."""
    if meeting.begins_at is None:
        event.add("dtstart", meeting.day)
        event.add("dtend", meeting.day + A_DAY)
        event.add("transp", "TRANSPARENT")
        return
    zone = ZoneInfo(settings.TIME_ZONE)
    event.add("dtstart", datetime.combine(meeting.day, meeting.begins_at, zone))
    if meeting.ends_at is not None:
        event.add("dtend", datetime.combine(meeting.day, meeting.ends_at, zone))


def _summary(meeting: Meeting) -> str:
    name = str(meeting.body.name)
    return _("Cancelled: %(name)s") % {"name": name} if meeting.state == MeetingState.CANCELLED else name


def _description(entry: Entry, address: str) -> str:
    meeting = entry.meeting
    lines = [str(meeting.body.space.partnership.name)]
    if meeting.state == MeetingState.CANCELLED and meeting.cancelled_because:
        lines += ["", str(meeting.cancelled_because)]
    if entry.agenda:
        lines += ["", _("Agenda"), *(f"{number}. {title}" for number, title in enumerate(entry.agenda, start=1))]
    words = _("Minutes and decisions: %(address)s") if meeting.state in HELD else _("Agenda and material: %(address)s")
    return "\n".join([*lines, "", words % {"address": address}])
