"""The room in the API: reading with and without a key, writing with one, and saying no in one way."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sampakt.agreements.models import Agreement
from sampakt.commitments.models import Commitment, Deed, Evidence, Statement
from sampakt.kernel.terms import Audience
from sampakt.organisations.actions import make_token
from sampakt.organisations.models import Organisation

Asks = Callable[..., Any]
REPORT = {"title": {"sv": "En rapport"}, "kind": "report", "parameters": {"type": "interim report"}}


@pytest.fixture
def asks(client: Client, cast: Any, users: Any) -> Asks:
    """A request with the key of somebody by name; ``nobody`` sends none."""

    def ask(who: str, method: str, path: str, body: Any = None) -> Any:
        headers = {}
        if who != "nobody":
            secret = make_token(users(who), name="test", may_write=True, by=cast(who))
            headers = {"Authorization": f"Bearer {secret}"}
        extra = {"data": body, "content_type": "application/json"} if body is not None else {}
        return getattr(client, method)(f"/api/v1{path}", headers=headers, **extra)

    return ask


def test_lists_the_ledger_and_assessments(
    asks: Asks, promise: Callable[..., Commitment], deed: Callable[..., Deed]
) -> None:
    commitment = promise(parameters={"type": "interim report", "per": "once"})
    deed()
    listed = asks("reader", "get", "/commitments").json()
    assert (listed["count"], listed["items"][0]["code"]) == (1, commitment.code)
    assert listed["items"][0]["assessment"]["status"] == "kept"
    past = asks("reader", "get", "/assessments?as_of=2024-10-31").json()["items"][0]
    assert (past["status"] != "kept", past["as_of"], past["has_evidence"]) == (True, "2024-10-31", False)
    assert past["explanation"]
    assert asks("reader", "get", "/commitments?evidence=false").json()["count"] == 0
    assert asks("reader", "get", "/commitments?side=owes&tone=kept").json()["count"] == 1
    one = asks("reader", "get", f"/commitments/{commitment.code}?as_of=2024-10-31").json()
    assert one["assessment"] == past


def test_everybody_reads_what_is_public_and_nothing_else(
    asks: Asks, promise: Callable[..., Commitment], agreement: Agreement
) -> None:
    for record in (agreement, agreement.space):
        record.audience = Audience.PUBLIC
        record.save()
    public, inside = promise(audience=Audience.PUBLIC), promise(audience=Audience.PARTNERS)
    assert asks("nobody", "get", f"/commitments/{public.code}").status_code == 200
    assert asks("nobody", "get", f"/commitments/{inside.code}").status_code == 404
    assert asks("nobody", "get", "/commitments?partnership=huddinge-sodertorn").json()["count"] == 1
    assert asks("nobody", "post", f"/commitments/{public.code}/move", {"position": 1}).status_code == 401


def test_as_many_queries_for_many_rows_as_for_one(asks: Asks, promise: Callable[..., Commitment]) -> None:
    first, counts = promise(), []
    asks("reader", "get", "/commitments")
    known = {"space": first.space, "agreement": first.agreement, "title": first.title, "kind": "report"}
    for many in (0, 150):
        Commitment.objects.bulk_create(
            Commitment(reference=f"B{number}", parameters=first.parameters, **known) for number in range(many)
        )
        with CaptureQueriesContext(connection) as asked:
            assert len(asks("reader", "get", "/commitments?limit=100").json()["items"]) == min(many + 1, 100)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_promise_from_first_to_last(
    asks: Asks, agreement: Agreement, huddinge: Organisation, promise: Callable[..., Commitment]
) -> None:
    sent = REPORT | {"agreement": agreement.code, "owes": [huddinge.code]}
    added = asks("coordinator", "post", "/commitments", sent)
    assert added.status_code == 201
    assert (added.json()["reference"], added.json()["owes"]) == ("HS-01", [huddinge.code])
    place = f"/commitments/{added.json()['code']}"
    changed = asks("coordinator", "patch", place, {"version": 1, "clause": "§ 4", "owes": []})
    assert (changed.json()["clause"], changed.json()["owes"], changed.json()["version"]) == ("§ 4", [], 2)
    assert asks("coordinator", "patch", place, {"version": 1, "clause": "§ 5"}).status_code == 409
    later = promise()
    assert asks("coordinator", "post", f"{place}/move", {"position": 9}).json()["position"] == 9
    replaced = asks(
        "coordinator", "post", f"{place}/supersede", {"superseded_on": "2025-01-01", "superseded_by": later.code}
    )
    assert replaced.json()["assessment"]["status"] == "superseded"
    assert asks("coordinator", "delete", place).status_code == 204
    assert asks("coordinator", "get", place).status_code == 404


def test_says_every_reason_at_once(asks: Asks, agreement: Agreement) -> None:
    sent = REPORT | {"agreement": agreement.code, "parameters": {"times": 0}}
    answer = asks("coordinator", "post", "/commitments", sent)
    assert answer.status_code == 422
    assert {one["field"] for one in answer.json()["objections"]} == {"parameters.type", "parameters.times"}
    assert not Commitment.objects.exists()


@pytest.mark.parametrize(("who", "status"), [("reader", 403), ("contact", 403), ("stranger", 404), ("nobody", 404)])
def test_others_write_no_promises(
    who: str, status: int, asks: Asks, agreement: Agreement, promise: Callable[..., Commitment]
) -> None:
    commitment = promise()
    assert asks(who, "post", "/commitments", REPORT | {"agreement": agreement.code}).status_code == status
    place = f"/commitments/{commitment.code}"
    assert asks(who, "patch", place, {"version": 1, "clause": "x"}).status_code == status
    assert asks(who, "delete", place).status_code == status
    assert Commitment.objects.count() == 1


def test_what_people_say(asks: Asks, promise: Callable[..., Commitment], sodertorn: Organisation) -> None:
    commitment = promise()
    said = asks("contact", "post", "/statements", {"commitment": commitment.code, "verdict": "partly"})
    assert (said.status_code, said.json()["stated_on"]) == (201, "2025-03-10")
    assert asks("reader", "get", f"/statements?commitment={commitment.code}").json()["count"] == 1
    assert asks("stranger", "get", "/statements").json()["count"] == 0
    decision = {"commitment": commitment.code, "body": "KS", "decided_on": "2025-02-01", "reference": "§ 1"}
    waived = asks("coordinator", "post", "/waivers", decision | {"reason": {"sv": "Utgår"}})
    assert waived.status_code == 201
    ended = asks("coordinator", "post", f"/waivers/{waived.json()['id']}/end", {"ends_on": "2025-03-01"})
    assert ended.json()["ends_on"] == "2025-03-01"
    assert asks("reader", "get", "/waivers").json()["count"] == 1
    word = {"commitment": commitment.code, "organisation": sodertorn.code, "agrees": True}
    assert asks("partner", "post", "/confirmations", word).status_code == 201
    assert asks("contact", "post", "/confirmations", word).status_code == 403
    assert asks("partner", "post", "/confirmations", word | {"agrees": False}).status_code == 422
    assert asks("reader", "get", "/confirmations").json()["items"][0]["organisation"] == sodertorn.code


def test_a_record_of_work_from_first_to_last(asks: Asks, sodertorn: Organisation, agreement: Agreement) -> None:
    sent = {
        "partnership": "huddinge-sodertorn",
        "sort": "report",
        "title": {"sv": "Rapport"},
        "done_on": "2025-03-01",
        "participants": [sodertorn.code],
    }
    added = asks("contact", "post", "/deeds", sent)
    assert added.status_code == 201
    assert added.json()["participants"] == [sodertorn.code]
    place = f"/deeds/{added.json()['code']}"
    assert asks("contact", "patch", place, {"version": 1, "recipient": "KS"}).json()["recipient"] == "KS"
    words = {"version": 2, "type": " Gemensam  ansökan ", "tags": ["hälsa", "Hälsa", "skola"]}
    changed = asks("contact", "patch", place, words).json()
    assert (changed["type"], changed["tags"]) == ("Gemensam ansökan", ["hälsa", "skola"])
    assert asks("contact", "patch", place, {"version": 3, "tags": ["two\nlines"]}).status_code == 422
    assert asks("reader", "get", "/deeds?partnership=huddinge-sodertorn").json()["count"] == 1
    assert asks("stranger", "get", place).status_code == 404
    assert asks("reader", "delete", place).status_code == 403
    assert asks("contact", "delete", place).status_code == 204
    assert not Deed.objects.exists()


def test_evidence_from_first_to_last(
    asks: Asks, promise: Callable[..., Commitment], own: dict[str, Any], cast: Any
) -> None:
    commitment, private = promise(), promise(**own)
    sent = {
        "partnership": "huddinge-sodertorn",
        "title": {"sv": "Sidan"},
        "dated_on": "2025-03-01",
        "url": "https://example.org/",
        "commitments": [commitment.code, private.code],
    }
    added = asks("contact", "post", "/evidence", sent)
    assert (added.status_code, added.json()["state"]) == (201, "in_review")
    place = f"/evidence/{added.json()['code']}"
    assert asks("partner", "get", place).json()["commitments"] == [commitment.code]
    assert asks("contact", "post", f"{place}/approve").status_code == 403
    assert asks("partner", "post", f"{place}/return", {"why": "Which page?"}).json()["state"] == "draft"
    assert asks("contact", "post", f"{place}/submit").json()["state"] == "in_review"
    assert asks("partner", "post", f"{place}/approve").json()["state"] == "approved"
    assert asks("contact", "delete", f"{place}/commitments/{private.code}").json()["commitments"] == [commitment.code]
    assert asks("contact", "put", f"{place}/commitments/{private.code}").status_code == 200
    assert asks("reader", "get", "/evidence?state=approved").json()["count"] == 1
    assert Evidence.objects.get().uses.count() == 2
    assert asks("contact", "delete", place).status_code == 422
    assert asks("partner", "post", f"{place}/withdraw", {"why": ""}).status_code == 422
    assert asks("partner", "post", f"{place}/withdraw", {"why": "Another year's"}).json()["state"] == "expired"
    sent = {"partnership": "huddinge-sodertorn", "title": {"sv": "Ny"}, "dated_on": "2025-03-01", "words": "Ny"}
    place = f"/evidence/{asks('contact', 'post', '/evidence', sent).json()['code']}"
    assert asks("partner", "post", f"{place}/return", {"why": "Which?"}).json()["state"] == "draft"
    assert asks("reader", "delete", place).status_code == 403
    assert asks("contact", "delete", place).status_code == 204


def test_private_records_are_not_told_of(
    asks: Asks, deed: Callable[..., Deed], piece: Callable[..., Evidence], own: dict[str, Any], cast: Any
) -> None:
    hidden, shown = deed(**own), piece(by=cast("contact"), **own)
    assert asks("partner", "get", "/deeds").json()["count"] == 0
    assert asks("partner", "get", "/evidence").json()["count"] == 0
    for place in (f"/deeds/{hidden.code}", f"/evidence/{shown.code}"):
        assert asks("partner", "get", place).status_code == 404
        assert asks("coordinator", "get", place).status_code == 200


def test_a_session_only_reads(client: Client, users: Any, promise: Callable[..., Commitment]) -> None:
    commitment = promise()
    client.force_login(users("coordinator"))
    assert client.get("/api/v1/commitments").json()["count"] == 1
    sent = {"commitment": commitment.code, "verdict": "partly"}
    assert client.post("/api/v1/statements", sent, content_type="application/json").status_code == 403
    assert not Statement.objects.exists()
