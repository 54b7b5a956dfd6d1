"""What cannot be done as things stand is said before anything is typed, and what was done is not done twice."""

from datetime import date
from typing import Any

import pytest

from sampakt.governance.actions import add_item, add_seat, adjust_minutes, decide, send_minutes, write_minutes
from sampakt.governance.actions.minutes import correct_minutes
from sampakt.governance.actions.tasks import carry_out, give_task, report_back
from sampakt.governance.forms.meetings import AttendanceForm
from sampakt.governance.models import Body, Correction, Decision, Item, Meeting, Proposal, Seat, Task
from sampakt.governance.queries.asked import seats_to_ask
from sampakt.governance.terms import MeetingState, Position
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import SYSTEM
from sampakt.organisations.models import Organisation
from sampakt.trail.models import TrailLine

from .conftest import Browser

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2025-06-02")]
HX = {"HX-Request": "true"}
OF_MEETING = ("edit", "call", "cancel", "remove", "attendance", "adjusted", "send", "reopen", "adjust", "items/new")
OF_ITEM = ("edit", "remove", "material", "recuse", "decide", "actions/new")


@pytest.fixture
def item(held: Meeting) -> Item:
    item = add_item(held, title=Text(en="The budget"), by=SYSTEM)
    write_minutes(item, words=Text(en="Said."), by=SYSTEM)
    return item


def test_forms_of_locked_minutes_say_so_before_anything_is_typed(
    browser: Browser, cast: Any, held: Meeting, item: Item
) -> None:
    decision = decide(held.body, item=item, title=Text(en="The budget"), by=SYSTEM)
    send_minutes(held, by=SYSTEM)
    adjust_minutes(held, by=cast("partner's contact"))
    client = browser("coordinator")
    addresses = [f"/meetings/{held.code}/{path}/" for path in OF_MEETING]
    addresses += [f"/items/{item.pk}/{path}/" for path in OF_ITEM]
    addresses += [f"/decisions/{decision.code}/{path}/" for path in ("edit", "actions/new")]
    for address in addresses:
        answer = client.get(address)
        page = answer.content.decode()
        assert answer.status_code == 422, address
        assert "2 June 2025" in page, address
        assert "<form class" not in page.partition("<main")[2].partition("</main")[0], address
        assert f'href="/meetings/{held.code}/"' in page, address
    assert client.get(f"/meetings/{held.code}/correct/").status_code == 200


def test_only_those_named_are_asked_to_adjust(browser: Browser, held: Meeting, item: Item) -> None:
    address = f"/meetings/{held.code}/adjust/"
    assert "then send them" in browser("partner's contact").get(address).content.decode()
    send_minutes(held, by=SYSTEM)
    for who in ("coordinator", "reader", "contact"):
        answer = browser(who).get(address)
        assert answer.status_code == 422
        assert "You are not named to adjust these minutes." in answer.content.decode()
    assert browser("partner's contact").get(address).status_code == 200


def test_open_minutes_are_not_corrected_beside_them(browser: Browser, held: Meeting) -> None:
    answer = browser("coordinator").get(f"/meetings/{held.code}/correct/")
    assert answer.status_code == 422
    assert "not adjusted yet" in answer.content.decode()


def _word(page: str) -> str:
    return page.partition('name="once" value="')[2].partition('"')[0]


def test_what_is_sent_again_after_going_back_is_done_once(browser: Browser, held: Meeting, item: Item) -> None:
    client = browser("coordinator")
    forms = (
        (f"/meetings/{held.code}/items/new/", {"title_en": "Rent", "sort": "discussion"}, Item),
        (f"/items/{item.pk}/decide/", {"title_en": "Yes", "outcome": "not_taken"}, Decision),
    )
    for address, words, model in forms:
        values = {**words, "once": _word(client.get(address).content.decode())}
        assert len(values["once"]) == 20
        before = model.objects.count()  # type: ignore[attr-defined]
        for _ in range(2):
            assert client.post(address, values).status_code == 302
        assert model.objects.count() == before + 1  # type: ignore[attr-defined]
        again = {**words, "once": _word(client.get(address).content.decode())}
        assert client.post(address, again).status_code == 302
        assert model.objects.count() == before + 2  # type: ignore[attr-defined]


def test_corrections_and_proposals_sent_again_are_recorded_once(
    browser: Browser, cast: Any, held: Meeting, item: Item
) -> None:
    send_minutes(held, by=SYSTEM)
    adjust_minutes(held, by=cast("partner's contact"))
    client = browser("coordinator")
    forms = (
        (f"/meetings/{held.code}/correct/", {"words_en": "It was Tuesday"}, Correction),
        (f"/bodies/{held.body.code}/proposals/new/", {"title_en": "A new rent"}, Proposal),
    )
    for address, words, model in forms:
        values = {**words, "once": _word(client.get(address).content.decode())}
        for _ in range(2):
            assert client.post(address, values).status_code == 302
        assert model.objects.count() == 1  # type: ignore[attr-defined]


def test_other_words_sent_after_going_back_are_never_lost(browser: Browser, held: Meeting) -> None:
    client, address = browser("coordinator"), f"/meetings/{held.code}/items/new/"
    values = {"title_en": "Rent <1>", "sort": "discussion", "once": _word(client.get(address).content.decode())}
    client.post(address, values)
    first = Item.objects.get()
    before = TrailLine.objects.count()
    back = client.post(address, {**values, "title_en": "The rent of 2027"})
    page = back.content.decode()
    assert back.status_code == 422
    assert 'value="The rent of 2027"' in page
    assert f'“<a class="ds-link" href="{first.get_absolute_url()}">Rent &lt;1&gt;</a>”. Open it to change it' in page
    assert (Item.objects.count(), TrailLine.objects.count()) == (1, before)
    assert client.post(address, {**values, "title_en": "The rent of 2027", "once": _word(page)}).status_code == 302
    assert [str(item) for item in Item.objects.order_by("place")] == ["Rent <1>", "The rent of 2027"]
    assert client.post(address, {**values, "step": "another"}).status_code == 302, "which button was pressed is no word"
    assert Item.objects.count() == 2


def test_a_form_opened_in_the_minutes_stays_there_until_it_is_right(
    browser: Browser, held: Meeting, item: Item, huddinge: Organisation
) -> None:
    client, address = browser("coordinator"), f"/items/{item.pk}/actions/new/"
    form = client.get(address, headers=HX).content.decode()
    assert f'hx-post="{address}"' in form
    values = {"title_en": "Pay", "given_on": "2025-05-12", "due_on": "2025-05-01", "owner": f"party:{huddinge.pk}"}
    wrong = client.post(address, values, headers=HX)
    assert wrong.status_code == 422
    assert 'value="Pay"' in wrong.content.decode()
    right = client.post(address, {**values, "due_on": "2025-09-01"}, headers=HX)
    assert (right.status_code, right.headers.get("HX-Refresh")) == (204, "true"), right.content.decode()
    assert Task.objects.get().due_on == date(2025, 9, 1)


def test_a_deputy_stands_in_for_members_only(held: Meeting, board: dict[str, Seat], body: Body) -> None:
    secretary = add_seat(
        body, position=Position.SECRETARY, organisation=board["deputy"].organisation, name=Text(en="Scribe"), by=SYSTEM
    )
    form = AttendanceForm(meeting=held, seats=seats_to_ask(held))
    offered = {key for key, _label in form.fields[f"for-{board['deputy'].pk}"].choices}  # type: ignore[attr-defined]
    assert board["member"].pk in offered
    assert secretary.pk not in offered


def test_an_action_that_was_reported_or_is_not_done_is_not_asked_about(
    browser: Browser, held: Meeting, huddinge: Organisation
) -> None:
    task = give_task(held.body, title=Text(en="Pay"), organisation=huddinge, given_on=held.day, by=SYSTEM)
    address, client = f"/actions/{task.code}/report/", browser("coordinator")
    answer = client.get(address)
    assert (answer.status_code, "has not been carried out yet" in answer.content.decode()) == (422, True)
    report_back(carry_out(task, on=held.day, by=SYSTEM), at=held, by=SYSTEM)
    answer = client.get(address)
    page = answer.content.decode()
    assert (answer.status_code, "already been reported back" in page, "<form" in _main(page)) == (422, True, False)


def test_of_a_locked_meeting_is_said_that_it_is_locked_and_no_more(
    browser: Browser, cast: Any, held: Meeting, item: Item
) -> None:
    send_minutes(held, by=SYSTEM)
    adjust_minutes(held, by=cast("partner's contact"))
    page = _main(browser("coordinator").get(f"/meetings/{held.code}/remove/").content.decode())
    assert "are locked" in page
    assert "Only those who sit" not in page
    assert "on its agenda" not in page


def test_the_page_of_a_meeting_says_which_seats_stand_empty_and_who_corrected(
    browser: Browser, cast: Any, meeting: Meeting, board: dict[str, Seat]
) -> None:
    address = meeting.get_absolute_url()
    before = _main(browser("reader").get(address).content.decode())
    # Of the deputy's seat nobody has said who holds it; another stands empty.
    assert "Vacant" not in before
    add_seat(meeting.body, position=Position.MEMBER, organisation=board["member"].organisation, by=SYSTEM)
    assert _main(browser("reader").get(address).content.decode()).count("Vacant") == 1
    Meeting.objects.filter(pk=meeting.pk).update(state=MeetingState.ADJUSTED, adjusted_on=meeting.day)
    meeting.refresh_from_db()
    correct_minutes(meeting, words=Text(en="It was Tuesday"), by=cast("contact"))
    assert "· Contact</small>" in browser("reader").get(address).content.decode()


def test_what_is_restricted_is_marked_on_the_page_of_its_body(browser: Browser, item: Item) -> None:
    decide(item.meeting.body, item=item, title=Text(en="Salaries"), is_restricted=True, by=SYSTEM)
    page = browser("contact").get(item.meeting.body.get_absolute_url()).content.decode()
    decided = page.partition('id="decided"')[2].partition('id="to-do"')[0]
    assert "Salaries</a> <span" in decided
    assert "Only for those who sit in the body" in decided


def _main(page: str) -> str:
    return page.partition("<main")[2].partition("</main>")[0]
