"""Pages of decisions and actions: each works, strangers find nothing, many rows ask no more than one."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sampakt.agreements.models import Agreement
from sampakt.commitments.models import Deed
from sampakt.governance.actions import change_body
from sampakt.governance.actions.agenda import add_item
from sampakt.governance.actions.deciding import VoteLine
from sampakt.governance.actions.decisions import approve_decision, decide
from sampakt.governance.actions.tasks import carry_out, give_task
from sampakt.governance.models import Body, Decision, Item, Meeting, Seat, Task, Vote
from sampakt.governance.terms import DecisionOutcome, DecisionRule, Stance, TaskState
from sampakt.kernel.terms import Audience
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import SYSTEM
from sampakt.organisations.models import Organisation, Space
from sampakt.trail.models import TrailLine

from .conftest import Browser, all_for

REGISTER = "/partnerships/huddinge-sodertorn/decisions/"
MOST_IN_LISTS, MOST_ON_A_PAGE = 8, 15


@pytest.fixture
def item(held: Meeting, agreement: Agreement) -> Item:
    return add_item(held, title=Text(sv="Årets plan", en="The plan of the year"), agreement=agreement, by=SYSTEM)


@pytest.fixture
def decision(item: Item) -> Decision:
    return decide(item.meeting.body, item=item, title=Text(en="The plan"), words=Text(en="It is adopted."), by=SYSTEM)


@pytest.fixture
def task(decision: Decision, huddinge: Organisation) -> Task:
    due_on = date(2025, 9, 1)
    return give_task(
        decision.body, decision=decision, title=Text(en="Send it out"), organisation=huddinge, due_on=due_on, by=SYSTEM
    )


@pytest.fixture
def rows(item: Item, decision: Decision, task: Task, huddinge: Organisation, board: dict[str, Seat]) -> dict[str, Any]:
    """What has an address of its own."""
    between = decide(
        item.meeting.body,
        votes=all_for(item.meeting.body),
        title=Text(en="By letter"),
        decided_on=date(2025, 8, 1),
        by=SYSTEM,
    )
    finished = give_task(item.meeting.body, title=Text(en="Done"), organisation=huddinge, by=SYSTEM)
    return {
        "body": item.meeting.body.code,
        "item": item.pk,
        "decision": decision.code,
        "between": between.code,
        "task": task.code,
        "finished": carry_out(finished, by=SYSTEM).code,
        "party": f"party:{huddinge.pk}",
        "member": board["member"].pk,
        "chair": board["chair"].pk,
    }


DECISION = {"title_sv": "Planen", "words_sv": "Antas", "outcome": "taken"}
FORMS = [
    ("/items/{item}/decide/", DECISION),
    (
        "/bodies/{body}/decisions/new/",
        DECISION | {"decided_on": "2025-06-01", "stance-seat-{chair}": "for", "stance-seat-{member}": "for"},
    ),
    ("/decisions/{decision}/edit/", DECISION | {"title_sv": "Årets plan"}),
    ("/decisions/{decision}/actions/new/", {"title_sv": "Trycka", "owner": "{party}", "due_on": "2025-12-01"}),
    ("/items/{item}/actions/new/", {"title_sv": "Trycka", "owner": "{party}"}),
    ("/bodies/{body}/actions/new/", {"title_sv": "Trycka", "owner": "{party}"}),
    ("/actions/{task}/edit/", {"title_sv": "Skicka", "owner": "{party}", "due_on": "2025-10-01"}),
    ("/actions/{task}/done/", {"on": "2025-08-30", "account_sv": "Skickad"}),
    ("/actions/{task}/drop/", {"because_sv": "Den är redan ute"}),
]
CONFIRMED = ["/decisions/{between}/approve/", "/decisions/{between}/remove/", "/actions/{finished}/reopen/"]
WRONG = {"title_sv": "", "title_en": "", "outcome": "", "owner": "", "on": "x", "because_sv": ""}


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
    right = client.post(address, {name.format(**rows): value.format(**rows) for name, value in values.items()} | hidden)
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


@pytest.mark.parametrize("path", [*(path for path, _values in FORMS if "done" not in path), *CONFIRMED])
def test_those_who_do_not_run_the_body_are_told_no(browser: Browser, rows: dict[str, Any], path: str) -> None:
    address = path.format(**rows)
    answers = {who: browser(who).get(address).status_code for who in ("contact", "lead", "stranger", "passer-by")}
    assert answers == {"contact": 200, "lead": 200, "stranger": 404, "passer-by": 302}  # the contact person chairs
    assert browser("partner's contact").get(address).status_code == 403


@pytest.mark.parametrize("path", ["/decisions/{decision}/", "/actions/{task}/", "/bodies/{body}/actions/", REGISTER])
def test_readers_read_and_strangers_find_nothing(browser: Browser, rows: dict[str, Any], path: str) -> None:
    address = path.format(**rows)
    answers = {who: browser(who).get(address).status_code for who in ("reader", "stranger", "passer-by")}
    assert answers == {"reader": 200, "stranger": 404, "passer-by": 404}


def _read(client: Client, address: str) -> str:
    page = client.get(address)
    assert page.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


def test_a_decision_takes_over_what_its_item_says(browser: Browser, item: Item, agreement: Agreement) -> None:
    page = browser("coordinator").get(f"/items/{item.pk}/decide/").content.decode()
    assert 'value="The plan of the year"' in page
    assert f'<option value="{agreement.pk}" selected' in page
    assert 'class="form stack inline"' in page
    by_script = browser("coordinator").get(f"/items/{item.pk}/decide/", headers={"HX-Request": "true"})
    assert f'id="id_{item.pk}_title_0"' in by_script.content.decode()


def test_a_dissent_under_agreement_is_recorded_as_not_taken(
    browser: Browser, body: Body, item: Item, board: dict[str, Seat]
) -> None:
    change_body(body, decision_rule=DecisionRule.AGREEMENT, by=SYSTEM)
    client, address, member = browser("coordinator"), f"/items/{item.pk}/decide/", board["member"].pk
    against = DECISION | {f"stance-seat-{member}": "against", f"reservation-seat-{member}": "För dyrt"}
    refused = client.post(address, against)
    assert refused.status_code == 422
    assert "Record that the decision was not taken" in refused.content.decode()
    assert client.post(address, against | {"outcome": "not_taken"}).status_code == 302
    vote = Vote.objects.get()
    assert (vote.stance, vote.reservation) == (Stance.AGAINST, Text(sv="För dyrt"))
    words = _read(browser("reader"), Decision.objects.get().get_absolute_url())
    assert "Not taken" in words
    assert "För dyrt" in words


@pytest.mark.parametrize("path", ["/items/{item}/decide/", "/bodies/{body}/decisions/new/"])
def test_what_everybody_is_for_is_not_recorded_as_not_taken(
    browser: Browser, body: Body, item: Item, board: dict[str, Seat], path: str
) -> None:
    address = path.format(item=item.pk, body=body.code)
    said = {f"stance-seat-{board[name].pk}": "for" for name in ("chair", "member")}
    values = DECISION | {"outcome": "not_taken", "decided_on": "2025-05-20"}
    refused = browser("coordinator").post(address, values | said)
    assert refused.status_code == 422
    assert "Of 2 who take part 2 are for, which is enough." in refused.content.decode()
    assert browser("coordinator").post(address, values | dict.fromkeys(said, "abstains")).status_code == 302


def test_a_decision_adopts_a_plan_and_keeps_it_when_its_words_change(browser: Browser, item: Item) -> None:
    client = browser("coordinator")
    plan = {"effect": "adopts_plan", "type": "activity plan", "covers_from": "2026-01-01", "covers_until": "2026-12-31"}
    assert client.post(f"/items/{item.pk}/decide/", DECISION | plan).status_code == 302
    decision, deed = Decision.objects.get(), Deed.objects.get()
    assert (deed.type, deed.covers_until) == ("activity plan", date(2026, 12, 31))
    address = f"{decision.get_absolute_url()}edit/"
    assert 'value="activity plan"' in client.get(address).content.decode()
    changed = DECISION | plan | {"words_sv": "Antas nu", "version": decision.version}
    assert client.post(address, changed).status_code == 302
    decision.refresh_from_db()
    assert (decision.deed, decision.words.sv) == (deed, "Antas nu")
    later = changed | {"covers_until": "2027-12-31", "version": decision.version}
    assert client.post(address, later).status_code == 302
    assert Deed.objects.get().covers_until == date(2027, 12, 31)
    assert deed.get_absolute_url().rsplit("/", 2)[0] in client.get(decision.get_absolute_url()).content.decode()


def test_a_decision_that_stands_is_not_changed(browser: Browser, rows: dict[str, Any]) -> None:
    between = Decision.objects.get(code=rows["between"])
    approve_decision(between, by=SYSTEM)
    values = DECISION | {"decided_on": "2025-08-01", "version": between.version}
    page = browser("coordinator").post(f"/decisions/{between.code}/edit/", values)
    assert page.status_code == 422
    assert "supersedes it" in page.content.decode()


def test_an_action_is_reported_at_a_meeting_that_was_held(browser: Browser, task: Task, meeting: Meeting) -> None:
    client, address = browser("coordinator"), f"/actions/{task.code}/report/"
    client.post(f"/actions/{task.code}/done/", {"on": "2025-06-01"})
    page = client.get(address)
    assert page.status_code == 422
    assert "No meeting has been held since it was carried out." in page.content.decode()
    assert 'name="at"' not in page.content.decode()


def test_an_action_goes_from_given_to_reported(browser: Browser, task: Task, held: Meeting) -> None:
    client = browser("coordinator")
    assert "Late" in _read(client, f"/bodies/{task.body.code}/actions/")
    done = {"on": held.day.isoformat(), "account_sv": "Skickad"}
    assert client.post(f"/actions/{task.code}/done/", done).status_code == 302
    assert "Carried out, not reported" in _read(client, task.get_absolute_url())
    wrong = client.post(f"/actions/{task.code}/report/", {"at": ""})
    assert wrong.status_code == 422
    assert client.post(f"/actions/{task.code}/report/", {"at": held.pk}).status_code == 302
    task.refresh_from_db()
    assert (task.state, task.reported_at) == (TaskState.DONE, held)
    assert "Reported" in _read(browser("reader"), task.get_absolute_url())


def test_whoever_it_was_given_to_says_that_it_is_done(browser: Browser, task: Task) -> None:
    address = f"/actions/{task.code}/done/"
    assert browser("contact").get(address).status_code == 200
    assert browser("partner's contact").get(address).status_code == 403
    assert browser("stranger").get(address).status_code == 404
    assert browser("passer-by").get(address).status_code == 302


def test_the_register_is_narrowed_by_its_address(browser: Browser, rows: dict[str, Any], body: Body) -> None:
    client = browser("reader")
    decide(
        body,
        title=Text(en="Nothing came of it"),
        outcome=DecisionOutcome.POSTPONED,
        decided_on=date(2024, 3, 1),
        by=SYSTEM,
    )
    assert "3 decisions" in _read(client, REGISTER)
    for query, shown in (
        ("words=letter", "By letter"),
        ("year=2024", "Nothing came of it"),
        ("outcome=postponed", "Nothing came of it"),
        (f"body={body.code}&words=plan", "The plan"),
        ("in_force_on=2025-06-01", "The plan"),
    ):
        words = _read(client, f"{REGISTER}?{query}")
        assert "1 decision " in words, query
        assert shown in words
    assert "No decision fits" in _read(client, f"{REGISTER}?words=zzz")
    for odd in ("year=abc", "outcome=king", "in_force_on=x", "body=%00", "page=99"):
        assert client.get(f"{REGISTER}?{odd}").status_code == 200
    for odd, said in (("year=abc", "Year: abc"), ("year=1999", "Year: 1999"), ("body=zzz", "Body: zzz")):
        assert f"something that is not here: {said}" in _read(client, f"{REGISTER}?{odd}")
    assert "not here" not in _read(client, f"{REGISTER}?year=2024&body={body.code}")


def test_agreements_tell_what_was_decided_about_them(
    browser: Browser, item: Item, agreement: Agreement, decision: Decision
) -> None:
    other = decide(decision.body, item=item, title=Text(en="About it"), agreement=agreement, by=SYSTEM)
    words = _read(browser("reader"), agreement.get_absolute_url())
    assert str(other.title) in words
    assert "The plan of the year" in words
    assert "The plan" in _read(browser("reader"), agreement.space.partnership.get_absolute_url())


def test_passers_by_read_what_a_public_body_approved(browser: Browser, rows: dict[str, Any], body: Body) -> None:
    Space.objects.filter(pk=body.space_id).update(audience=Audience.PUBLIC)
    change_body(body, audience=Audience.PUBLIC, by=SYSTEM)
    between = Decision.objects.get(code=rows["between"])
    nobody = browser("passer-by")
    assert nobody.get(between.get_absolute_url()).status_code == 404
    approve_decision(between, by=SYSTEM)
    assert "By letter" in _read(nobody, between.get_absolute_url())
    words = _read(nobody, REGISTER)
    assert "By letter" in words
    assert "The plan" not in words
    assert nobody.get(f"/actions/{rows['task']}/").status_code == 404


def _count(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.fixture
def many(rows: dict[str, Any], item: Item, decision: Decision, huddinge: Organisation) -> Callable[[], None]:
    def add() -> None:
        body = item.meeting.body
        for number in range(5):
            votes = [VoteLine(Stance.FOR, organisation=huddinge)]
            more = decide(body, item=item, title=Text(en=f"Decision {number}"), votes=votes, by=SYSTEM)
            for given in (more, decision):
                task = give_task(body, decision=given, title=Text(en="Do"), organisation=huddinge, by=SYSTEM)
                if number % 2:
                    carry_out(task, by=SYSTEM)

    return add


@pytest.mark.parametrize("who", ["coordinator", "reader"])
def test_many_rows_ask_no_more_than_one(
    browser: Browser, rows: dict[str, Any], many: Callable[[], None], who: str
) -> None:
    many()
    client = browser(who)
    lists = [REGISTER, f"/bodies/{rows['body']}/actions/"]
    pages = [f"/decisions/{rows['decision']}/", f"/actions/{rows['task']}/"]
    before = [_count(client, address) for address in (*lists, *pages)]
    many()
    after = [_count(client, address) for address in (*lists, *pages)]
    assert before == after
    assert max(after[:2]) <= MOST_IN_LISTS
    assert max(after[2:]) <= MOST_ON_A_PAGE
