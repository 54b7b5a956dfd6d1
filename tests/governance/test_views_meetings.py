"""Pages of meetings: each works, strangers find nothing, readers may not write, many rows ask no more than one."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sampakt.agreements.models import Partnership
from sampakt.governance.actions import add_seat, change_body
from sampakt.governance.actions.agenda import add_item, add_material, recuse
from sampakt.governance.actions.attendance import AttendanceLine, take_attendance
from sampakt.governance.actions.decisions import decide
from sampakt.governance.actions.meetings import hold_meeting, plan_meeting
from sampakt.governance.actions.minutes import adjust_minutes, send_minutes, write_minutes
from sampakt.governance.actions.proposals import propose
from sampakt.governance.actions.tasks import give_task
from sampakt.governance.models import Attendance, Body, Item, ItemPaper, Meeting, Proposal, Seat
from sampakt.governance.terms import ItemSort, MeetingState, Position, Presence, ProposalState
from sampakt.kernel import clock
from sampakt.kernel.terms import Audience
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import SYSTEM
from sampakt.organisations.models import Organisation, Space
from sampakt.papers.actions import add_document
from sampakt.papers.models import Document
from sampakt.trail.models import TrailLine

from .conftest import Browser, Cast

MOST_IN_LISTS, MOST_ON_A_PAGE = 8, 15

HX = {"HX-Request": "true"}


@pytest.fixture
def meeting(body: Body, chair: Seat, member: Seat) -> Meeting:
    """In three weeks, with nothing on its agenda."""
    return plan_meeting(body, day=clock.today() + timedelta(days=21), by=SYSTEM)


@pytest.fixture
def held(body: Body, chair: Seat, member: Seat) -> Meeting:
    """Held yesterday with both there; the chair adjusts the minutes."""
    held = plan_meeting(body, day=clock.today() - timedelta(days=1), by=SYSTEM)
    hold_meeting(held, by=SYSTEM)
    lines = [
        AttendanceLine(seat=chair, presence=Presence.PRESENT, is_adjuster=True),
        AttendanceLine(seat=member, presence=Presence.REMOTE),
    ]
    take_attendance(held, lines=lines, by=SYSTEM)
    return held


@pytest.fixture
def item(held: Meeting) -> Item:
    return add_item(held, title=Text(sv="Årets plan", en="The plan of the year"), sort=ItemSort.PLAN, by=SYSTEM)


@pytest.fixture
def document(partnership: Partnership) -> Document:
    return add_document(partnership.space, title=Text(en="A draft"), by=SYSTEM)


@pytest.fixture
def rows(meeting: Meeting, item: Item, document: Document, member: Seat, cast: Cast) -> dict[str, Any]:
    """What has an address of its own."""
    body, held = meeting.body, item.meeting
    ahead = add_item(meeting, title=Text(en="Ahead"), by=SYSTEM)
    paper = add_material(ahead, document=document, by=SYSTEM)
    other = add_document(body.space, title=Text(en="Another"), by=SYSTEM)
    conflict = recuse(ahead, seat=member, by=SYSTEM)
    proposal = propose(body, title=Text(en="Take this up"), by=cast("reader"))
    return {
        "body": body.code,
        "meeting": meeting.code,
        "held": held.code,
        "item": item.pk,
        "ahead": ahead.pk,
        "paper": paper.pk,
        "other": other.pk,
        "recusal": conflict.pk,
        "member": member.pk,
        "proposal": proposal.pk,
        "meeting_pk": meeting.pk,
        "day": (clock.today() + timedelta(days=40)).isoformat(),
    }


FORMS = [
    ("/bodies/{body}/meetings/new/", {"day": "{day}", "begins_at": "13:00", "place": "Room 1"}),
    ("/meetings/{meeting}/edit/", {"day": "{day}", "begins_at": "09:30", "ends_at": "11:00"}),
    ("/meetings/{meeting}/cancel/", {"because_sv": "För få kan komma"}),
    ("/meetings/{meeting}/items/new/", {"title_sv": "Ny sak", "sort": "decision"}),
    ("/items/{ahead}/edit/", {"title_sv": "Annan sak", "sort": "discussion"}),
    ("/items/{ahead}/material/", {"document": "{other}", "reach": "partners"}),
    ("/items/{item}/recuse/", {"seat": "{member}", "reason_sv": "Sökande"}),
    ("/bodies/{body}/proposals/new/", {"title_sv": "Ta upp bussen", "reason_sv": "Den går inte"}),
    ("/proposals/{proposal}/edit/", {"title_sv": "Ta upp tåget"}),
    ("/proposals/{proposal}/schedule/", {"meeting": "{meeting_pk}"}),
    ("/proposals/{proposal}/decline/", {"answer_sv": "Det gör andra"}),
]

CONFIRMED = [
    "/meetings/{meeting}/call/",
    "/items/{ahead}/remove/",
    "/materials/{paper}/remove/",
    "/recusals/{recusal}/remove/",
]

WRONG = {"day": "x", "title_sv": "", "because_sv": "", "sort": "", "seat": "", "answer_sv": "", "meeting": ""}


@pytest.mark.parametrize(("path", "values"), FORMS)
def test_every_form_shows_itself_saves_and_says_what_is_wrong(
    browser: Browser, rows: dict[str, Any], path: str, values: dict[str, str]
) -> None:
    address, client = path.format(**rows), browser("coordinator")
    page = client.get(address)
    assert page.status_code == 200
    hidden = dict(re.findall(r'<input type="hidden" name="(version)" value="(\d+)"', page.content.decode()))
    wrong = client.post(address, hidden | WRONG)
    assert wrong.status_code == 422
    assert "aria-invalid" in wrong.content.decode()
    lines = TrailLine.objects.count()
    right = client.post(address, {name: value.format(**rows) for name, value in values.items()} | hidden)
    assert right.status_code == 302, right.content.decode()
    assert TrailLine.objects.count() > lines
    assert 'data-color="success"' in client.get(right["Location"].partition("#")[0]).content.decode()


@pytest.mark.parametrize("path", CONFIRMED)
def test_what_cannot_be_undone_is_asked_about_first(browser: Browser, rows: dict[str, Any], path: str) -> None:
    address, client = path.format(**rows), browser("coordinator")
    lines = TrailLine.objects.count()
    assert client.get(address).status_code == 200
    assert TrailLine.objects.count() == lines
    assert client.post(address).status_code == 302
    assert TrailLine.objects.count() > lines


KEPT = [
    *(path for path, _values in FORMS if "proposals/new" not in path and "/edit/" not in path),
    *CONFIRMED,
    "/meetings/{meeting}/edit/",
    "/meetings/{meeting}/remove/",
    "/meetings/{held}/attendance/",
    "/meetings/{held}/minutes/",
    "/meetings/{held}/send/",
    "/meetings/{held}/reopen/",
    "/meetings/{held}/adjusted/",
    "/meetings/{held}/correct/",
]


@pytest.mark.parametrize("path", KEPT)
def test_readers_are_told_no_strangers_find_nothing_and_passers_by_sign_in(
    browser: Browser, rows: dict[str, Any], path: str
) -> None:
    address = path.format(**rows)
    answers = {who: browser(who).get(address).status_code for who in ("reader", "contact", "stranger", "passer-by")}
    assert answers == {"reader": 403, "contact": 403, "stranger": 404, "passer-by": 302}


@pytest.mark.parametrize("path", ["hold/", "agenda/"])
def test_what_is_only_written_to_asks_who_writes(browser: Browser, rows: dict[str, Any], path: str) -> None:
    address = f"/meetings/{rows['meeting']}/{path}"
    answers = {who: browser(who).post(address).status_code for who in ("reader", "stranger", "passer-by")}
    assert answers == {"reader": 403, "stranger": 404, "passer-by": 302}
    assert browser("coordinator").get(address).status_code == 405


@pytest.mark.parametrize("path", ["/bodies/{body}/meetings/", "/bodies/{body}/proposals/", "/meetings/{meeting}/"])
def test_readers_read_and_strangers_find_nothing(browser: Browser, rows: dict[str, Any], path: str) -> None:
    address = path.format(**rows)
    answers = {who: browser(who).get(address).status_code for who in ("coordinator", "reader", "stranger", "passer-by")}
    assert answers == {"coordinator": 200, "reader": 200, "stranger": 404, "passer-by": 404}


def _read(client: Client, address: str) -> str:
    page = client.get(address)
    assert page.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


def _main_button(client: Client, meeting: Meeting) -> str:
    """The words of the one main button of a meeting's page."""
    page = client.get(meeting.get_absolute_url()).content.decode()
    head = page.partition('class="page__actions"')[2].partition("</header>")[0]
    found: list[str] = re.findall(r'<a class="ds-button" href="([^"]+)">', head)
    assert len(found) <= 1
    return found[0].removeprefix(meeting.get_absolute_url()) if found else ""


def test_the_one_main_button_is_the_next_step(browser: Browser, meeting: Meeting, held: Meeting) -> None:
    client = browser("coordinator")
    assert _main_button(client, meeting) == "items/new/"
    ahead = add_item(meeting, title=Text(sv="Sak"), by=SYSTEM)
    assert _main_button(client, meeting) == "call/"
    client.post(f"{meeting.get_absolute_url()}call/")
    assert _main_button(client, meeting) == ""
    Meeting.objects.filter(pk=meeting.pk).update(day=clock.today())
    assert _main_button(client, meeting) == "attendance/"
    assert ahead.pk
    first = add_item(held, title=Text(sv="Sak"), by=SYSTEM)
    assert _main_button(client, held) == "minutes/"
    write_minutes(first, words=Text(sv="Sagt"), by=SYSTEM)
    assert _main_button(client, held) == "send/"
    send_minutes(held, by=SYSTEM)
    assert _main_button(client, held) == "adjust/"
    assert _main_button(browser("reader"), held) == ""
    client.post(f"{held.get_absolute_url()}adjust/")
    assert _main_button(client, held) == ""
    assert "Adjusted on" in _read(client, held.get_absolute_url())


def test_days_are_proposed_from_how_often_the_body_meets(browser: Browser, body: Body) -> None:
    change_body(body, meetings_least=4, by=SYSTEM)
    client, address = browser("coordinator"), f"/bodies/{body.code}/meetings/new/"
    days = re.findall(r'name="proposed" value="(\d{4}-\d\d-\d\d)"', client.get(address).content.decode())
    assert days
    assert client.post(address, {"proposed": days[0]}).status_code == 302
    assert Meeting.objects.get(body=body).day.isoformat() == days[0]
    other = clock.today() + timedelta(days=200)
    assert client.post(address, {"proposed": days[-1], "day": other.isoformat()}).status_code == 302
    assert Meeting.objects.filter(body=body, day=other).exists()
    assert client.post(address, {"proposed": ""}).status_code == 422


def test_what_is_proposed_is_taken_over_without_typing(
    browser: Browser, body: Body, meeting: Meeting, cast: Cast
) -> None:
    propose(body, title=Text(en="A bus to the campus"), by=cast("reader"))
    client = browser("coordinator")
    page = client.get(meeting.get_absolute_url()).content.decode()
    keys = re.findall(r'name="proposed" value="([^"]+)"', page)
    assert len(keys) > 1
    assert client.post(f"{meeting.get_absolute_url()}agenda/", {"proposed": keys}).status_code == 302
    assert Item.objects.filter(meeting=meeting).count() == len(keys)
    assert Proposal.objects.get().state == ProposalState.SCHEDULED
    assert client.post(f"{meeting.get_absolute_url()}agenda/", {}).status_code == 422


def test_items_are_moved_up_and_down(browser: Browser, meeting: Meeting) -> None:
    first, second = (add_item(meeting, title=Text(sv=title), by=SYSTEM) for title in ("a", "b"))
    client = browser("coordinator")
    assert client.post(f"/items/{second.pk}/move/", {"to": "up"}).status_code == 302
    assert list(Item.objects.filter(meeting=meeting)) == [second, first]
    client.post(f"/items/{second.pk}/move/", {"to": "up"})
    assert list(Item.objects.filter(meeting=meeting)) == [second, first]
    client.post(f"/items/{second.pk}/move/", {"to": "down"})
    assert list(Item.objects.filter(meeting=meeting)) == [first, second]
    assert client.post(f"/items/{second.pk}/move/", {"to": "left"}).status_code == 404


def test_a_new_file_becomes_material_in_one_step(browser: Browser, meeting: Meeting) -> None:
    item = add_item(meeting, title=Text(sv="Sak"), by=SYSTEM)
    file = SimpleUploadedFile("Utkast till plan.txt", b"Planen")
    answer = browser("coordinator").post(f"/items/{item.pk}/material/", {"file": file, "reach": "partners"})
    assert answer.status_code == 302, answer.content.decode()
    assert str(ItemPaper.objects.get(item=item).document) == "Utkast till plan"


def test_material_that_others_read_is_refused_under_a_restricted_item(browser: Browser, meeting: Meeting) -> None:
    item = add_item(meeting, title=Text(sv="Sak"), is_restricted=True, by=SYSTEM)
    file = SimpleUploadedFile("a.txt", b"x")
    answer = browser("coordinator").post(f"/items/{item.pk}/material/", {"file": file, "reach": "partners"})
    assert answer.status_code == 422
    assert not Document.objects.exists()


def test_a_restricted_item_is_left_out_for_others(browser: Browser, meeting: Meeting) -> None:
    item = add_item(meeting, title=Text(sv="Hemligt"), is_restricted=True, by=SYSTEM)
    assert "Hemligt" in _read(browser("coordinator"), meeting.get_absolute_url())
    words = _read(browser("partner"), meeting.get_absolute_url())
    assert "Hemligt" not in words
    assert "if there is anything, is left out here" in words
    assert browser("partner").get(f"/items/{item.pk}/edit/").status_code == 404


def test_attendance_is_one_row_a_seat_and_begins_the_meeting(
    browser: Browser, body: Body, chair: Seat, member: Seat, huddinge: Organisation
) -> None:
    deputy = add_seat(body, position=Position.DEPUTY, organisation=huddinge, by=SYSTEM)
    meeting = plan_meeting(body, day=clock.today(), by=SYSTEM)
    client, address = browser("coordinator"), f"{meeting.get_absolute_url()}attendance/"
    page = client.get(address).content.decode()
    assert page.count('class="ds-fieldset choices"') == 3
    values = {
        f"seat-{chair.pk}": "absent",
        f"seat-{member.pk}": "present",
        f"seat-{deputy.pk}": "present",
        f"for-{deputy.pk}": str(chair.pk),
        f"adjuster-{member.pk}": "on",
    }
    assert client.post(address, values)["Location"].endswith("/minutes/")
    meeting.refresh_from_db()
    assert meeting.state == MeetingState.HELD
    assert Attendance.objects.get(seat=deputy).stands_in_for == chair
    wrong = client.post(address, values | {f"seat-{chair.pk}": "present", f"adjuster-{chair.pk}": "on"})
    assert wrong.status_code == 422
    assert "nobody stands in for it" in wrong.content.decode()


def test_an_absent_adjuster_is_refused(browser: Browser, held: Meeting, chair: Seat, member: Seat) -> None:
    values = {f"seat-{chair.pk}": "absent", f"seat-{member.pk}": "present", f"adjuster-{chair.pk}": "on"}
    page = browser("coordinator").post(f"{held.get_absolute_url()}attendance/", values)
    assert page.status_code == 422
    assert "cannot adjust the minutes" in page.content.decode()


def test_the_body_page_answers_what_one_asks(
    browser: Browser, meeting: Meeting, item: Item, huddinge: Organisation
) -> None:
    body = meeting.body
    change_body(body, meetings_least=4, by=SYSTEM)
    decide(body, item=item, title=Text(en="The plan is adopted"), by=SYSTEM)
    give_task(body, title=Text(en="Send it out"), organisation=huddinge, due_on=clock.today(), item=item, by=SYSTEM)
    words = _read(browser("reader"), body.get_absolute_url())
    assert "in 21 days" in words
    for told in ("§ 1/", "The plan is adopted", "Send it out", "of 4 held"):
        assert told in words
    assert "Propose something" in words
    assert "Plan a meeting" not in words
    assert "Plan a meeting" in _read(browser("coordinator"), body.get_absolute_url())


def test_passers_by_see_that_a_public_body_met_and_what_it_decided(
    browser: Browser, cast: Cast, item: Item, meeting: Meeting
) -> None:
    held, body = item.meeting, meeting.body
    Space.objects.filter(pk=body.space_id).update(audience=Audience.PUBLIC)
    change_body(body, audience=Audience.PUBLIC, by=SYSTEM)
    decide(body, item=item, title=Text(en="The plan is adopted"), by=SYSTEM)
    write_minutes(item, words=Text(sv="Inget för andra"), by=SYSTEM)
    nobody = browser("passer-by")
    assert "The plan is adopted" not in _read(nobody, held.get_absolute_url())
    send_minutes(held, by=SYSTEM)
    adjust_minutes(held, by=cast("coordinator"))
    words = _read(nobody, held.get_absolute_url())
    assert "The plan is adopted" in words
    assert "Inget för andra" not in words
    assert "Rita" not in words
    assert nobody.get(meeting.get_absolute_url()).status_code == 404
    assert "The plan is adopted" in _read(nobody, body.get_absolute_url())
    assert "Send" not in _read(nobody, f"/bodies/{body.code}/meetings/")


def _count(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.fixture
def many(held: Meeting, meeting: Meeting, document: Document, huddinge: Organisation, member: Seat) -> Any:
    body = meeting.body

    def add() -> None:
        for number in range(5):
            day = clock.today() + timedelta(days=50 + Meeting.objects.count())
            plan_meeting(body, day=day, by=SYSTEM)
            for one in (held, meeting):
                item = add_item(one, title=Text(en=f"Item {number}"), by=SYSTEM)
                add_material(item, document=document, by=SYSTEM)
                recuse(item, seat=member, by=SYSTEM)
                propose(body, title=Text(en=f"Proposal {number}"), by=SYSTEM)
            own = add_item(held, title=Text(en=f"Decided {number}"), by=SYSTEM)
            made = decide(body, item=own, title=Text(en=f"Decision {number}"), by=SYSTEM)
            give_task(body, decision=made, title=Text(en="Do"), organisation=huddinge, by=SYSTEM)

    return add


@pytest.mark.parametrize("who", ["coordinator", "reader"])
def test_many_rows_ask_no_more_than_one(
    browser: Browser, rows: dict[str, Any], many: Callable[[], None], who: str
) -> None:
    many()
    client = browser(who)
    lists = ["/bodies/{body}/meetings/", "/bodies/{body}/proposals/"]
    pages = ["/bodies/{body}/", "/meetings/{meeting}/", "/meetings/{held}/"]
    if who == "coordinator":
        pages += ["/meetings/{held}/minutes/", "/meetings/{held}/attendance/"]
    addresses = [path.format(**rows) for path in (*lists, *pages)]
    before = [_count(client, address) for address in addresses]
    many()
    after = [_count(client, address) for address in addresses]
    assert before == after
    assert max(after[: len(lists)]) <= MOST_IN_LISTS
    assert max(after) <= MOST_ON_A_PAGE
