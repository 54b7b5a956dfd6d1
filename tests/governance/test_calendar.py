"""Meetings in people's calendars: files, feeds at secret addresses, moved and cancelled ones."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from icalendar import Calendar, Event
from tests.governance.conftest import Browser, Cast

from sampakt.governance.actions.bodies import change_body
from sampakt.governance.actions.feeds import close_feed, open_feed
from sampakt.governance.actions.meetings import cancel_meeting, change_meeting, plan_meeting
from sampakt.governance.models import Body, Feed, Item, Meeting
from sampakt.governance.queries.calendar import entries_of
from sampakt.governance.terms import MeetingState
from sampakt.governance.views.ics import calendar_of
from sampakt.kernel.errors import NotAllowed
from sampakt.kernel.terms import Audience
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import NOBODY, SYSTEM
from sampakt.organisations.models import Membership, Organisation, User
from sampakt.trail.models import TrailLine

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2026-11-22")]

STOCKHOLM = ZoneInfo("Europe/Stockholm")
ADDRESS = "http://localhost:8000"


@pytest.fixture
def meeting(body: Body) -> Meeting:
    return plan_meeting(
        body, day=date(2027, 3, 9), begins_at=time(13), ends_at=time(15, 30), place="Kommunalhuset, Huddinge", by=SYSTEM
    )


def _items(meeting: Meeting) -> None:
    Item.objects.create(meeting=meeting, place=1, title=Text(sv="Uppföljning", en="Follow-up"))
    Item.objects.create(meeting=meeting, place=2, title=Text(sv="Hemligt", en="Secret"), is_restricted=True)


def _read(content: bytes) -> Calendar:
    """The calendar, if it is one as RFC 5545 asks."""
    assert content.endswith(b"END:VCALENDAR\r\n")
    lines = content.split(b"\r\n")
    assert all(b"\n" not in line and b"\r" not in line and len(line) <= 75 for line in lines)
    content.decode()
    calendar = Calendar.from_ical(content)
    assert not calendar.errors
    assert calendar["version"] == "2.0"
    assert calendar["prodid"]
    zones = {zone["tzid"] for zone in calendar.walk("VTIMEZONE")}
    for event in calendar.walk("VEVENT"):
        assert not event.errors
        assert {"UID", "DTSTAMP", "DTSTART", "SEQUENCE", "SUMMARY", "URL", "LAST-MODIFIED", "STATUS"} <= set(event)
        assert str(event["dtstamp"].to_ical()).endswith("Z'")
        if isinstance(event["dtstart"].dt, datetime):
            assert event["dtstart"].params["TZID"] in zones
    return calendar


def _fetched(client: Client, address: str, **headers: str) -> Calendar:
    answer = client.get(address, headers=headers)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    return _read(answer.content)


def _events(calendar: Calendar) -> dict[str, Event]:
    return {str(event["uid"]): event for event in calendar.walk("VEVENT")}


def _only(calendar: Calendar) -> Event:
    (event,) = calendar.walk("VEVENT")
    return event


def test_a_meeting_says_when_where_and_what(meeting: Meeting, browser: Browser) -> None:
    _items(meeting)
    event = _only(_fetched(browser("contact"), f"/meetings/{meeting.code}/calendar.ics"))
    assert event["uid"] == f"meeting-{meeting.code}@sampakt"
    assert event["dtstart"].dt == datetime(2027, 3, 9, 13, tzinfo=STOCKHOLM)
    assert event["dtend"].dt - event["dtstart"].dt == timedelta(hours=2.5)
    assert event["summary"] == "The steering group"
    assert event["location"] == "Kommunalhuset, Huddinge"
    assert event["url"] == f"{ADDRESS}/meetings/{meeting.code}/"
    assert event["status"] == "TENTATIVE"
    assert "1. Follow-up" in event["description"]
    assert "Secret" not in event["description"]


@pytest.mark.parametrize(
    ("day", "hours"),
    [
        (date(2027, 3, 26), 1),  # winter
        (date(2027, 3, 28), 2),  # the clock was put on that night
        (date(2027, 10, 29), 2),  # summer
        (date(2027, 10, 31), 1),  # the clock was put back that night
    ],
)
def test_the_clock_is_right_on_both_sides_of_its_changes(body: Body, day: date, hours: int, browser: Browser) -> None:
    """As the file's own time zone tells, and not the reader's."""
    planned = plan_meeting(body, day=day, begins_at=time(9), by=SYSTEM)
    calendar = _fetched(browser("contact"), f"/meetings/{planned.code}/calendar.ics")
    (zone,) = calendar.walk("VTIMEZONE")
    told = datetime.combine(day, time(9)).replace(tzinfo=zone.to_tz(lookup_tzid=False))
    assert told.utcoffset() == timedelta(hours=hours)
    assert told.astimezone(UTC) == datetime.combine(day, time(9 - hours), UTC)


def test_a_day_without_a_clock_takes_nobody_s_whole_day(body: Body, browser: Browser) -> None:
    planned = plan_meeting(body, day=date(2027, 3, 9), by=SYSTEM)
    calendar = _fetched(browser("contact"), f"/meetings/{planned.code}/calendar.ics")
    event = _only(calendar)
    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2027, 3, 9), date(2027, 3, 10))
    assert event["dtstart"].params["VALUE"] == "DATE"
    assert event["transp"] == "TRANSPARENT"
    assert not calendar.walk("VTIMEZONE")


def test_a_meeting_that_is_moved_or_cancelled_updates_and_is_not_doubled(meeting: Meeting, cast: Cast) -> None:
    feed = open_feed(body=meeting.body, by=cast("contact"))
    address = f"/bodies/{meeting.body.code}/calendar.ics?key={feed.key}"
    held = _events(_fetched(Client(), address))
    change_meeting(meeting, day=date(2027, 3, 16), link="https://example.org/room", by=SYSTEM)
    moved = _events(_fetched(Client(), address))
    assert moved.keys() == held.keys()
    (uid,) = moved
    assert moved[uid]["sequence"] > held[uid]["sequence"]
    assert moved[uid]["dtstart"].dt.date() == date(2027, 3, 16)
    assert moved[uid]["conference"] == "https://example.org/room"
    cancel_meeting(meeting, because=Text(sv="Sjukdom", en="Illness"), by=SYSTEM)
    cancelled = _events(_fetched(Client(), address))
    assert cancelled.keys() == held.keys()
    assert cancelled[uid]["sequence"] > moved[uid]["sequence"]
    assert cancelled[uid]["status"] == "CANCELLED"
    assert cancelled[uid]["last-modified"].dt >= moved[uid]["last-modified"].dt
    assert "Cancelled" in cancelled[uid]["summary"] or "Inställt" in cancelled[uid]["summary"]


def test_a_programme_is_told_that_nothing_has_changed(meeting: Meeting, cast: Cast) -> None:
    address = f"/calendar/{open_feed(by=cast('contact')).key}.ics"
    first = Client().get(address)
    again = Client().get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    change_meeting(meeting, place="Flemingsberg", by=SYSTEM)
    assert Client().get(address, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_a_key_shows_what_its_owner_sees_and_no_more(meeting: Meeting, cast: Cast, huddinge: Organisation) -> None:
    other = Meeting.objects.create(body=meeting.body, day=date(2027, 6, 1))
    body = meeting.body
    addresses = {name: f"/calendar/{open_feed(by=cast(name)).key}.ics" for name in ("contact", "partner", "stranger")}
    codes = {f"meeting-{one.code}@sampakt" for one in (meeting, other)}
    assert _events(_fetched(Client(), addresses["contact"])).keys() == codes
    assert not _events(_fetched(Client(), addresses["stranger"]))
    body.audience, body.organisation = Audience.OWN, huddinge
    body.save()
    assert _events(_fetched(Client(), addresses["contact"])).keys() == codes
    assert not _events(_fetched(Client(), addresses["partner"]))
    Membership.objects.filter(user=cast("contact").user_id).delete()
    assert not _events(_fetched(Client(), addresses["contact"]))


def test_a_key_of_a_body_opens_no_other_and_ends_with_its_owner(meeting: Meeting, cast: Cast) -> None:
    feed = open_feed(body=meeting.body, by=cast("contact"))
    path = f"/bodies/{meeting.body.code}/calendar.ics"
    assert Client().get(f"{path}?key={feed.key}").status_code == 200
    assert Client().get(f"{path}?key=").status_code == 404
    assert Client().get(f"{path}?key=guessed").status_code == 404
    assert Client().get(f"/calendar/{feed.key}.ics").status_code == 404
    own = open_feed(by=cast("contact"))
    assert Client().get(f"{path}?key={own.key}").status_code == 404
    User.objects.filter(pk=feed.user_id).update(is_active=False)
    assert Client().get(f"{path}?key={feed.key}").status_code == 404
    assert Client().get(f"/calendar/{own.key}.ics").status_code == 404


def test_without_a_key_one_signs_in(meeting: Meeting, browser: Browser) -> None:
    path = f"/bodies/{meeting.body.code}/calendar.ics"
    answer = Client().get(path)
    assert answer.status_code == 302
    assert "/account/login/" in answer["Location"]
    assert len(_events(_fetched(browser("reader"), path))) == 1
    assert browser("stranger").get(path).status_code == 404
    assert browser("stranger").get(f"/meetings/{meeting.code}/calendar.ics").status_code == 404


def test_an_address_is_opened_shown_again_and_closed(meeting: Meeting, browser: Browser) -> None:
    client = browser("contact")
    page = client.get("/calendar/", {"body": meeting.body.code})
    assert "Open an address for The steering group" in page.content.decode()
    client.post("/calendar/open/", {"body": meeting.body.code})
    client.post("/calendar/open/")
    client.post("/calendar/open/")
    own, of_body = sorted(Feed.objects.all(), key=lambda feed: feed.body_id or 0)
    page = client.get("/calendar/").content.decode()
    assert f"{ADDRESS}/calendar/{own.key}.ics" in page
    assert f"{ADDRESS}/bodies/{meeting.body.code}/calendar.ics?key={of_body.key}" in page
    assert "Open an address" not in page
    assert own.key not in browser("partner").get("/calendar/").content.decode()
    assert browser("partner").post(f"/calendar/{own.pk}/close/").status_code == 404
    assert client.get(f"/calendar/{own.pk}/close/").status_code == 405
    assert client.post(f"/calendar/{own.pk}/close/").status_code == 302
    assert Client().get(f"/calendar/{own.key}.ics").status_code == 404
    verbs = list(TrailLine.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs[-3:] == ["open_feed", "open_feed", "close_feed"]
    assert own.key not in str(list(TrailLine.objects.values()))


def test_only_somebody_who_sees_the_body_opens_its_address(meeting: Meeting, cast: Cast) -> None:
    for name in ("passer-by", "stranger"):
        with pytest.raises(NotAllowed):
            open_feed(body=meeting.body, by=cast(name))
    with pytest.raises(NotAllowed):
        open_feed(by=NOBODY)
    with pytest.raises(NotAllowed):
        close_feed(open_feed(by=cast("contact")), by=cast("partner"))


def test_a_feed_asks_two_questions_however_many_meetings(
    meeting: Meeting, cast: Cast, django_assert_num_queries: Any
) -> None:
    Meeting.objects.bulk_create(
        Meeting(body=meeting.body, day=date(2026, 1, 1) + timedelta(days), begins_at=time(9)) for days in range(40)
    )
    old = Meeting.objects.create(body=meeting.body, day=date(2020, 1, 1))
    viewer = cast("contact")
    with django_assert_num_queries(2):
        entries = entries_of(viewer, date(2026, 11, 22))
    assert len(entries) == 41
    assert old.pk not in {entry.meeting.pk for entry in entries}
    assert len(_events(_read(calendar_of(entries, name="Möten, överallt; alltid")))) == 41


def test_the_title_of_the_calendar_is_in_its_owner_s_language(meeting: Meeting, cast: Cast) -> None:
    viewer = cast("contact")
    User.objects.filter(pk=viewer.user_id).update(language="sv")
    calendar = _fetched(Client(), f"/calendar/{open_feed(by=viewer).key}.ics")
    assert calendar["x-wr-calname"] == "Möten i Sampakt"
    assert _only(calendar)["summary"] == "Styrgruppen"


def test_outsiders_are_told_that_it_was_held_and_not_where(body: Body, meeting: Meeting, browser: Browser) -> None:
    """Nor by which address others join: whoever has that can join, too."""
    body.space.audience = Audience.PUBLIC
    body.space.save()
    change_body(body, audience=Audience.PUBLIC, by=SYSTEM)
    Meeting.objects.filter(pk=meeting.pk).update(
        day=date(2025, 3, 11), state=MeetingState.HELD, link="https://video.example.org/secret"
    )
    address = meeting.get_absolute_url()
    addresses = (f"{address}calendar.ics", address, f"/bodies/{body.code}/meetings/")
    for who, is_told in (("stranger", False), ("reader", True)):
        for address in addresses:
            page = browser(who).get(address).content.decode()
            assert ("Kommunalhuset" in page) is is_told, (who, address)
            assert "video.example.org" not in page or is_told, (who, address)
