"""Meetings, decisions, actions and proposals in the API: the whole cycle, who sees what, and what is refused."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sampakt.agreements.models import Agreement
from sampakt.commitments.actions import register_commitment, supersede_commitment
from sampakt.commitments.models import Deed
from sampakt.commitments.terms import Check, Strength
from sampakt.governance.actions import add_seat, change_body, decide, fill_seat, give_task, propose
from sampakt.governance.actions.agenda import add_item, add_material, recuse
from sampakt.governance.actions.meetings import hold_meeting, plan_meeting
from sampakt.governance.actions.minutes import note_adjustment
from sampakt.governance.models import Body, Decision, Meeting, Seat
from sampakt.governance.terms import DecisionRule, Position
from sampakt.kernel import clock
from sampakt.kernel.terms import Audience
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import SYSTEM
from sampakt.organisations.actions import make_token
from sampakt.organisations.models import Organisation, Person, User
from sampakt.papers.actions import add_document

Asks = Callable[..., Any]
TODAY = date(2025, 3, 10)
TITLE = Text(sv="Verksamhetsplan", en="Activity plan")


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.fixture
def asks(client: Client, cast: Any) -> Asks:
    """A request with the key of somebody by name; ``passer-by`` sends none."""

    def ask(who: str, method: str, path: str, body: Any = None, *, may_write: bool = True) -> Any:
        viewer, headers = cast(who), {}
        if viewer.user_id is not None:
            user = User.objects.get(pk=viewer.user_id)
            headers = {"Authorization": f"Bearer {make_token(user, name='test', may_write=may_write, by=viewer)}"}
        extra = {"data": body, "content_type": "application/json"} if body is not None else {}
        return getattr(client, method)(f"/api/v1{path}", headers=headers, **extra)

    return ask


@pytest.fixture
def chair(cast: Any, seat: Seat) -> Seat:
    """Södertörn's coordinator sits in the member's seat and adjusts what Huddinge's lead writes."""
    person = User.objects.get(pk=cast("partner").user_id).person
    fill_seat(seat, person=person, starts_on=date(2022, 1, 1), by=SYSTEM)
    return seat


@pytest.fixture
def meeting(body: Body) -> Meeting:
    """Held, and an example, so that nobody asks who was there."""
    return hold_meeting(plan_meeting(body, day=date(2025, 3, 1), is_sample=True, by=SYSTEM), by=SYSTEM)


def _codes(answer: Any) -> list[str]:
    assert answer.status_code == 422, answer.content
    return [one["code"] for one in answer.json()["objections"]]


def publish(body: Body) -> None:
    """Let everyone see the partnership and its body."""
    body.space.audience = Audience.PUBLIC
    body.space.save()
    change_body(body, audience=Audience.PUBLIC, by=SYSTEM)


def test_a_meeting_from_plan_to_locked_minutes(asks: Asks, body: Body, chair: Seat) -> None:
    planned = asks("lead", "post", f"/bodies/{body.code}/meetings", {"day": "2025-03-10", "begins_at": "09:00"})
    assert planned.status_code == 201, planned.content
    path = f"/meetings/{planned.json()['code']}"
    assert asks("lead", "patch", path, {"version": 1, "place": "Rådhuset"}).json()["place"] == "Rådhuset"
    assert asks("lead", "patch", path, {"version": 1, "place": "Igen"}).status_code == 409
    propose(body, title=Text(sv="Nytt tema"), by=SYSTEM)
    keys = [one["key"] for one in asks("lead", "get", f"{path}/proposed").json() if one["why"] == "proposal"]
    (taken,) = asks("lead", "post", f"{path}/take-up", {"keys": keys}).json()
    assert taken["title"] == {"sv": "Nytt tema", "nb": "", "en": ""}
    added = asks("lead", "post", f"{path}/items", {"title": {"sv": "Plan"}, "sort": "plan", "place": 1}).json()
    assert [one["id"] for one in asks("reader", "get", f"{path}/items").json()["items"]] == [added["id"], taken["id"]]
    asks("lead", "post", f"/items/{added['id']}/move", {"place": 2})
    assert asks("lead", "post", f"{path}/call", {}).json()["state"] == "called"
    assert asks("lead", "post", f"{path}/hold").json()["state"] == "held"
    lines = {"lines": [{"seat": chair.key, "presence": "remote", "is_adjuster": True}]}
    strange = {"lines": [*lines["lines"], {"seat": "no-such-seat", "stands_in_for": 999_999}]}
    refused = asks("lead", "put", f"{path}/attendance", strange)
    assert refused.status_code == 422
    told = [(one["field"], one["code"]) for one in refused.json()["objections"]]
    assert told == [("lines.1.seat", "not_of_body"), ("lines.1.stands_in_for", "not_of_body")]
    assert asks("reader", "put", f"{path}/attendance", strange).status_code == 403
    (attended,) = asks("lead", "put", f"{path}/attendance", lines).json()
    assert (attended["seat"], attended["name"], attended["is_adjuster"]) == (chair.key, "Partner", True)
    written = {"words": {"sv": "Antogs."}, "version": added["version"]}
    assert asks("lead", "put", f"/items/{added['id']}/minutes", written).json()["minutes"]["sv"] == "Antogs."
    assert asks("lead", "put", f"/items/{added['id']}/minutes", written).status_code == 409
    noted = {"words": {}, "conclusion": "noted"}
    assert asks("lead", "put", f"/items/{taken['id']}/minutes", noted).json()["conclusion"] == "noted"
    decided = asks(
        "lead",
        "post",
        f"/bodies/{body.code}/decisions",
        {
            "item": added["id"],
            "title": {"sv": "Planen antas"},
            "effect": "adopts_plan",
            "brings": {"type": "verksamhetsplan", "covers_from": "2025-01-01"},
            "votes": [{"seat": chair.key, "stance": "for"}],
        },
    )
    assert decided.status_code == 201, decided.content
    told = decided.json()
    assert (told["number"], told["year"], told["decided_on"], told["item"]) == (1, 2025, "2025-03-10", added["id"])
    assert told["deed"] == Deed.objects.get().code
    assert [(one["seat"], one["stance"]) for one in told["votes"]] == [(chair.key, "for")]
    assert _codes(asks("lead", "post", f"{path}/corrections", {"words": {"sv": "Fel"}})) == ["not_adjusted"]
    assert asks("lead", "post", f"{path}/send").json()["state"] == "in_adjustment"
    assert _codes(asks("lead", "post", f"{path}/adjust")) == ["not_adjuster"]
    assert asks("partner", "post", f"{path}/adjust").json()["state"] == "adjusted"
    assert asks("reader", "get", f"/decisions/{told['code']}").json()["approved_on"] == "2025-03-10"
    assert _codes(asks("lead", "patch", f"/decisions/{told['code']}", {"version": 2, "title": {"sv": "X"}})) == [
        "decision_approved"
    ]
    assert _codes(asks("lead", "patch", f"/items/{added['id']}", {"version": 2, "title": {"sv": "X"}})) == [
        "minutes_locked"
    ]
    corrected = asks("lead", "post", f"{path}/corrections", {"words": {"sv": "Ska vara 2026."}, "item": added["id"]})
    assert corrected.status_code == 201
    assert asks("reader", "get", f"{path}/corrections").json()["count"] == 1


def test_what_a_body_may_not_decide_is_refused_with_its_reasons(
    asks: Asks, body: Body, office_seat: Seat, chair: Seat
) -> None:
    change_body(body, decision_rule=DecisionRule.AGREEMENT, by=SYSTEM)
    meeting = hold_meeting(plan_meeting(body, day=date(2025, 3, 1), by=SYSTEM), by=SYSTEM)
    sent: dict[str, Any] = {"meeting": meeting.code, "title": {"sv": "Budget"}}
    path = f"/bodies/{body.code}/decisions"
    assert _codes(asks("lead", "post", path, sent)) == ["no_attendance"]
    lines = [{"seat": chair.key, "presence": "present"}, {"seat": office_seat.key, "presence": "absent"}]
    asks("lead", "put", f"/meetings/{meeting.code}/attendance", {"lines": lines})
    assert _codes(asks("lead", "post", path, sent)) == ["no_quorum"]
    lines[1]["presence"] = "remote"
    asks("lead", "put", f"/meetings/{meeting.code}/attendance", {"lines": lines})
    sent["votes"] = [{"seat": chair.key, "stance": "against", "reservation": {"sv": "För dyrt"}}]
    assert _codes(asks("lead", "post", path, sent)) == ["dissent"]
    fell = asks("lead", "post", path, sent | {"outcome": "not_taken"}).json()
    assert (fell["outcome"], fell["votes"][0]["reservation"]["sv"]) == ("not_taken", "För dyrt")
    assert asks("lead", "delete", f"/decisions/{fell['code']}").status_code == 204
    assert asks("lead", "post", path, sent | {"votes": [{"seat": "nobody", "stance": "for"}]}).status_code == 404


def test_a_commitment_is_waived_or_changed_and_decided_between_meetings(
    asks: Asks, agreement: Agreement, body: Body
) -> None:
    promise = register_commitment(
        agreement,
        by=SYSTEM,
        title=Text(sv="Två rapporter"),
        strength=Strength.BINDING,
        check_by=Check.STATED,
        kind="statement",
    )
    path = f"/bodies/{body.code}/decisions"
    votes = [{"organisation": code, "stance": "for"} for code in ("huddinge-kommun", "sodertorns-hogskola")]
    sent: dict[str, Any] = {"title": {"sv": "En rapport"}, "effect": "waives", "commitment": promise.code}
    assert _codes(asks("lead", "post", path, sent)) == ["positions_or_document", "instead_missing"]
    sent["votes"] = votes
    waived = asks("lead", "post", path, sent | {"brings": {"instead": {"sv": "En rapport"}}}).json()
    assert (waived["waiver"], waived["intends"]["instead"]["sv"]) == (None, "En rapport")
    code = waived["code"]
    later = {"version": 1, "effect": "changes", "brings": {"instead": {"sv": "En rapport"}, "holds_from": "2025-04-01"}}
    changed = asks("lead", "patch", f"/decisions/{code}", later).json()
    assert (changed["effect"], changed["intends"]["holds_from"]) == ("changes", "2025-04-01")
    promise.refresh_from_db()
    assert (promise.superseded_by, promise.waivers.count()) == (None, 0)
    nothing = asks("lead", "patch", f"/decisions/{code}", {"version": 2, "effect": None}).json()
    assert (nothing["effect"], nothing["intends"]) == (None, None)
    assert _codes(asks("lead", "post", f"/decisions/{code}/approve", {})) == ["approved_by_another"]
    assert _codes(asks("partner", "post", f"/decisions/{code}/approve", {"on": "2025-01-01"})) == ["approved_between"]
    assert asks("partner", "post", f"/decisions/{code}/approve", {}).json()["approved_on"] == "2025-03-10"
    later = asks("lead", "post", path, {"title": {"sv": "Ny"}, "supersedes": code, "votes": votes}).json()
    assert later["supersedes"] == code
    again = {"version": 1, "effect": "waives", "commitment": promise.code, "brings": {"instead": {"sv": "Ingen"}}}
    assert asks("lead", "patch", f"/decisions/{later['code']}", again).status_code == 200
    supersede_commitment(promise, superseded_on=TODAY, by=SYSTEM)
    approved = asks("partner", "post", f"/decisions/{later['code']}/approve", {}).json()
    assert (approved["waiver"], approved["intends"]) == (promise.waivers.get().pk, None)
    listed = asks("reader", "get", "/partnerships/huddinge-sodertorn/decisions?in_force_on=2025-03-10").json()
    assert [one["code"] for one in listed["items"]] == [later["code"]]
    assert asks("reader", "get", f"/partnerships/huddinge-sodertorn/decisions?body={body.code}&year=2024").json() == {
        "items": [],
        "count": 0,
    }


def test_what_a_meeting_decides_of_a_promise_waits_for_its_minutes(
    asks: Asks, agreement: Agreement, meeting: Meeting
) -> None:
    about: dict[str, Any] = {"strength": Strength.BINDING, "check_by": Check.STATED, "kind": "statement"}
    promise = register_commitment(agreement, by=SYSTEM, title=Text(sv="Två rapporter"), **about)
    sent: dict[str, Any] = {"title": {"sv": "En rapport"}, "effect": "waives", "commitment": promise.code}
    sent |= {"meeting": meeting.code, "brings": {"instead": {"sv": "En rapport"}}}
    told = asks("lead", "post", f"/bodies/{meeting.body.code}/decisions", sent).json()
    assert (told["waiver"], told["intends"]["instead"]["sv"]) == (None, "En rapport")
    adjust = f"/meetings/{meeting.code}/adjusted"
    assert _codes(asks("lead", "post", adjust, {"on": "2025-03-01"})) == ["adjusted_by_another"]


def test_an_action_is_given_carried_out_and_reported(asks: Asks, body: Body, meeting: Meeting, rector: Person) -> None:
    sent: dict[str, Any] = {"title": {"sv": "Lägesbild"}, "organisation": "huddinge-kommun", "due_on": "2025-05-01"}
    sent["given_on"] = "2025-02-01"
    assert _codes(asks("lead", "post", f"/bodies/{body.code}/actions", {"title": {"sv": "Ingens"}})) == ["no_owner"]
    given = asks("lead", "post", f"/bodies/{body.code}/actions", sent)
    assert given.status_code == 201, given.content
    path = f"/actions/{given.json()['code']}"
    patch = {"version": 1, "organisation": "sodertorns-hogskola", "person": rector.pk}
    assert asks("lead", "patch", path, patch).json()["person"] == rector.pk
    asks("lead", "patch", path, {"version": 2, "organisation": "huddinge-kommun", "person": None})
    assert asks("reader", "post", f"{path}/carry-out", {}).status_code == 403
    done = asks("contact", "post", f"{path}/carry-out", {"on": "2025-02-20", "account": {"sv": "Klar"}}).json()
    assert (done["state"], done["account"]["sv"]) == ("done", "Klar")
    assert asks("lead", "post", f"{path}/report", {"meeting": meeting.code}).json()["reported_at"] == meeting.code
    assert asks("reader", "get", f"/bodies/{body.code}/actions?state=open").json()["count"] == 0
    assert asks("lead", "post", f"{path}/reopen").json()["state"] == "open"
    assert asks("lead", "post", f"{path}/drop", {"because": {"sv": "Överspelad"}}).json()["state"] == "dropped"


def test_proposals_are_made_and_answered(asks: Asks, body: Body) -> None:
    made = asks("reader", "post", f"/bodies/{body.code}/proposals", {"title": {"sv": "Nytt tema"}})
    assert made.status_code == 201
    path = f"/proposals/{made.json()['id']}"
    better = {"version": 1, "title": {"sv": "Ett nytt tema"}, "organisation": "huddinge-kommun"}
    assert asks("reader", "patch", path, better).json()["organisation"] == "huddinge-kommun"
    planned = plan_meeting(body, day=date(2025, 4, 1), by=SYSTEM)
    assert asks("reader", "post", f"{path}/schedule", {"meeting": planned.code}).status_code == 403
    taken = asks("lead", "post", f"{path}/schedule", {"meeting": planned.code}).json()
    assert (taken["state"], taken["item"]) == ("scheduled", planned.items.get().pk)
    other = propose(body, title=TITLE, by=SYSTEM)
    declined = asks("lead", "post", f"/proposals/{other.pk}/decline", {"answer": {"sv": "Nej"}}).json()
    assert (declined["state"], declined["answer"]["sv"]) == ("declined", "Nej")
    assert asks("reader", "get", f"/bodies/{body.code}/proposals?state=declined").json()["count"] == 1


def test_material_and_conflicts_of_interest(asks: Asks, body: Body, chair: Seat, sodertorn: Organisation) -> None:
    meeting = plan_meeting(body, day=date(2025, 4, 1), by=SYSTEM)
    item = add_item(meeting, title=TITLE, by=SYSTEM)
    paper = add_document(body.space, title=Text(sv="Underlag"), by=SYSTEM)
    own = add_document(body.space, title=Text(sv="Eget"), audience=Audience.OWN, organisation=sodertorn, by=SYSTEM)
    sent = {"document": paper.code, "prepared_by": body.code}
    (material,) = asks("lead", "post", f"/items/{item.pk}/material", sent).json()["material"]
    assert (material["document"], material["prepared_by"]) == (paper.code, body.code)
    assert asks("lead", "post", f"/items/{item.pk}/material", {"document": own.code}).status_code == 404
    hidden = add_material(item, document=own, by=SYSTEM)
    assert len(asks("reader", "get", f"/items/{item.pk}").json()["material"]) == 1
    assert len(asks("partner", "get", f"/items/{item.pk}").json()["material"]) == 2
    assert asks("lead", "delete", f"/material/{hidden.pk}").status_code == 404
    assert asks("lead", "delete", f"/material/{material['id']}").status_code == 204
    recused = {"seat": chair.key, "reason": {"sv": "Släkt"}}
    (recusal,) = asks("lead", "post", f"/items/{item.pk}/recusals", recused).json()["recusals"]
    assert asks("lead", "delete", f"/recusals/{recusal['id']}").status_code == 204
    assert asks("lead", "delete", f"/items/{item.pk}").status_code == 204
    assert asks("lead", "delete", f"/meetings/{meeting.code}").status_code == 422
    assert asks("partner", "delete", f"/meetings/{meeting.code}").status_code == 204


def test_what_is_restricted_is_seen_by_no_door(
    asks: Asks, cast: Any, chair: Seat, meeting: Meeting, huddinge: Organisation
) -> None:
    member, body = cast("partner"), meeting.body
    item = add_item(meeting, title=Text(sv="Hemlig"), is_restricted=True, by=member)
    hidden = decide(body, item=item, title=Text(sv="Hemligt"), by=member)
    task = give_task(body, decision=hidden, title=Text(sv="Hemlig"), organisation=huddinge, by=member)
    later = decide(body, meeting=meeting, title=TITLE, supersedes=hidden, by=member)
    proposal = propose(body, title=TITLE, by=member)
    proposal.item = item
    proposal.save()
    for path in (f"/items/{item.pk}", f"/decisions/{hidden.code}", f"/actions/{task.code}"):
        assert asks("lead", "get", path).status_code == 404, path
        assert asks("partner", "get", path).status_code == 200, path
    assert asks("lead", "get", f"/meetings/{meeting.code}/items").json()["count"] == 0
    assert asks("lead", "get", f"/bodies/{body.code}/actions").json()["count"] == 0
    assert asks("lead", "get", f"/decisions/{later.code}").json()["supersedes"] is None
    assert asks("partner", "get", f"/decisions/{later.code}").json()["supersedes"] == hidden.code
    assert asks("lead", "get", f"/proposals/{proposal.pk}").json()["item"] is None
    assert asks("lead", "post", f"/items/{item.pk}/recusals", {"seat": chair.key}).status_code == 404
    listed = asks("lead", "get", "/partnerships/huddinge-sodertorn/decisions?search=hemligt").json()
    assert listed["count"] == 0


def test_outsiders_see_that_a_public_body_met_and_what_it_decided(
    asks: Asks, body: Body, meeting: Meeting, huddinge: Organisation
) -> None:
    change = {"version": meeting.version, "link": "https://meet.example.org/1", "place": "Rådhuset"}
    assert asks("lead", "patch", f"/meetings/{meeting.code}", change).status_code == 200
    ahead = plan_meeting(body, day=date(2025, 4, 1), by=SYSTEM)
    item = add_item(meeting, title=TITLE, by=SYSTEM)
    decision = decide(body, item=item, title=TITLE, by=SYSTEM)
    task = give_task(body, item=item, title=TITLE, organisation=huddinge, by=SYSTEM)
    proposal = propose(body, title=TITLE, by=SYSTEM)
    secret = (
        f"/meetings/{ahead.code}",
        f"/items/{item.pk}",
        f"/decisions/{decision.code}",
        f"/actions/{task.code}",
        f"/proposals/{proposal.pk}",
    )
    for path in (f"/meetings/{meeting.code}", *secret):
        assert asks("passer-by", "get", path).status_code in {401, 404}, path
        assert asks("stranger", "get", path).status_code == 404, path
    publish(body)
    seen = asks("stranger", "get", f"/meetings/{meeting.code}").json()
    assert (seen["state"], seen["place"], seen["link"]) == ("held", "", "")
    for path in secret:
        assert asks("stranger", "get", path).status_code == 404, path
    for listed in ("items", "attendance", "corrections"):
        assert asks("stranger", "get", f"/meetings/{meeting.code}/{listed}").json()["count"] == 0
    meeting.refresh_from_db()
    note_adjustment(meeting, on=date(2025, 3, 5), by=SYSTEM)
    told = asks("stranger", "get", f"/decisions/{decision.code}").json()
    assert (told["title"]["sv"], told["votes"], told["item"]) == ("Verksamhetsplan", [], None)
    assert asks("stranger", "get", f"/meetings/{meeting.code}/proposed").status_code == 403
    assert asks("stranger", "post", f"/bodies/{body.code}/proposals", {"title": {"sv": "X"}}).status_code == 403


@pytest.mark.parametrize("who", ["reader", "contact"])
def test_who_does_not_run_the_body_writes_nothing(asks: Asks, body: Body, meeting: Meeting, who: str) -> None:
    item = add_item(meeting, title=TITLE, by=SYSTEM)
    decision = decide(body, meeting=meeting, title=TITLE, by=SYSTEM)
    for method, path, sent in (
        ("post", f"/bodies/{body.code}/meetings", {"day": "2025-04-01"}),
        ("patch", f"/meetings/{meeting.code}", {"version": 1, "place": "X"}),
        ("post", f"/meetings/{meeting.code}/cancel", {"because": {"sv": "X"}}),
        ("post", f"/meetings/{meeting.code}/items", {"title": {"sv": "X"}}),
        ("put", f"/items/{item.pk}/minutes", {"words": {"sv": "X"}}),
        ("put", f"/meetings/{meeting.code}/attendance", {"lines": []}),
        ("post", f"/bodies/{body.code}/decisions", {"title": {"sv": "X"}}),
        ("delete", f"/decisions/{decision.code}", None),
        ("post", f"/bodies/{body.code}/actions", {"title": {"sv": "X"}, "organisation": "huddinge-kommun"}),
    ):
        assert asks(who, method, path, sent).status_code == 403, path
        assert asks("lead", method, path, sent, may_write=False).status_code == 403, path


def test_as_many_questions_for_many_rows_as_for_few(
    asks: Asks, cast: Any, meeting: Meeting, agreement: Agreement, huddinge: Organisation
) -> None:
    body = meeting.body
    seat = add_seat(body, position=Position.CHAIR, organisation=huddinge, by=SYSTEM)
    person = User.objects.get(pk=cast("coordinator").user_id).person
    fill_seat(seat, person=person, starts_on=date(2022, 1, 1), by=SYSTEM)
    cast("reader")
    before: Decision | None = None

    def add() -> None:
        nonlocal before
        item = add_item(meeting, title=TITLE, agreement=agreement, is_restricted=True, by=cast("coordinator"))
        paper = add_document(
            body.space, title=TITLE, audience=Audience.OWN, organisation=huddinge, by=cast("coordinator")
        )
        add_material(item, document=paper, prepared_by=body, by=cast("coordinator"))
        recuse(item, seat=seat, by=cast("coordinator"))
        before = decide(body, item=item, title=TITLE, agreement=agreement, supersedes=before, by=cast("coordinator"))
        give_task(body, decision=before, title=TITLE, organisation=huddinge, by=cast("coordinator"))
        propose(body, title=TITLE, organisation=huddinge, by=cast("coordinator"))

    def counts() -> dict[str, int]:
        found = {}
        for path in (
            f"/bodies/{body.code}/meetings",
            f"/meetings/{meeting.code}/items",
            "/partnerships/huddinge-sodertorn/decisions",
            f"/bodies/{body.code}/actions",
            f"/bodies/{body.code}/proposals",
        ):
            asks("coordinator", "get", path)
            with CaptureQueriesContext(connection) as questions:
                answer = asks("coordinator", "get", path)
            assert answer.status_code == 200
            found[path] = len([one for one in questions if one["sql"].startswith("SELECT")])
        return found

    add()
    add()
    few = counts()
    for _ in range(6):
        add()
    assert counts() == few
