"""The room in the API: it reads and writes as the pages do, and says no as they do."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sampakt.agreements import actions
from sampakt.agreements.models import Agreement, Partnership
from sampakt.kernel.terms import Audience
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import SYSTEM
from sampakt.organisations.actions import make_token
from sampakt.organisations.models import Organisation, User
from sampakt.papers.actions import add_document

from .conftest import Cast

HERE = "/api/v1/partnerships/huddinge-sodertorn"


class Programme:
    """A programme with the key of somebody, or with none."""

    def __init__(self, key: str = "") -> None:
        self.client = Client(headers={"Authorization": f"Bearer {key}"} if key else {})

    def get(self, path: str, status: int = 200) -> Any:
        response = self.client.get(path)
        assert response.status_code == status, response.content
        return response.json()

    def send(self, method: str, path: str, body: object, status: int) -> Any:
        response = self.client.generic(method, path, json.dumps(body), content_type="application/json")
        assert response.status_code == status, response.content
        return response.json()

    def post(self, path: str, body: object, status: int = 201) -> Any:
        return self.send("POST", path, body, status)

    def patch(self, path: str, body: object, status: int = 200) -> Any:
        return self.send("PATCH", path, body, status)


@pytest.fixture
def programme(cast: Cast) -> Callable[[str], Programme]:
    """A programme of somebody by that name."""

    def of(name: str) -> Programme:
        if name == "passer-by":
            return Programme()
        viewer = cast(name)
        user = User.objects.get(pk=viewer.user_id)
        return Programme(make_token(user, name="test", may_write=True, by=viewer))

    return of


Programmes = Callable[[str], Programme]


def test_a_partnership_is_read_and_changed(programme: Programmes, partnership: Partnership) -> None:
    found = programme("reader").get(HERE)
    assert found["organisations"] == ["huddinge-kommun", "sodertorns-hogskola"]
    assert found["audience"] == "partners"
    assert [row["code"] for row in programme("reader").get("/api/v1/partnerships")["items"]] == [partnership.code]
    assert programme("stranger").get("/api/v1/partnerships")["count"] == 0
    programme("stranger").get(HERE, 404)
    programme("passer-by").get(HERE, 404)
    change = {"version": 1, "name": {"sv": "Nytt namn"}, "audience": "public"}
    programme("reader").patch(HERE, change, 403)
    changed = programme("coordinator").patch(HERE, change)
    assert (changed["name"]["sv"], changed["audience"], changed["version"]) == ("Nytt namn", "public", 2)
    programme("coordinator").patch(HERE, {"version": 1, "name": {"sv": "Annat"}}, 409)
    assert programme("passer-by").get(HERE)["name"]["sv"] == "Nytt namn"


def test_a_partnership_is_started_by_those_who_may(programme: Programmes) -> None:
    body = {"organisation": "narvik-kommune", "name": {"nb": "Nordpakten"}, "language": "nb"}
    assert programme("stranger").post("/api/v1/partnerships", body)["code"] == "nordpakten"
    programme("reader").post("/api/v1/partnerships", body, 403)
    programme("stranger").post("/api/v1/partnerships", body | {"code": "nordpakten"}, 422)
    programme("stranger").post("/api/v1/partnerships", body | {"organisation": "nowhere"}, 404)


def test_themes_and_notes(programme: Programmes, huddinge: Organisation) -> None:
    coordinator, partner = programme("coordinator"), programme("partner")
    theme = coordinator.post(f"{HERE}/themes", {"name": {"sv": "Skola"}})
    coordinator.patch(f"{HERE}/themes/skola", {"version": theme["version"], "ends_on": "2027-01-01"})
    assert partner.get(f"{HERE}/themes")[0]["ends_on"] == "2027-01-01"
    programme("contact").post(f"{HERE}/themes", {"name": {"sv": "Vård"}}, 403)
    coordinator.post(f"{HERE}/notes", {"words": "Alla ser"})
    own = {"words": "Bara vi", "audience": "own", "organisation": huddinge.code}
    coordinator.post(f"{HERE}/notes", own)
    partner.post(f"{HERE}/notes", own, 403)
    assert [row["words"] for row in coordinator.get(f"{HERE}/notes")["items"]] == ["Bara vi", "Alla ser"]
    assert [row["words"] for row in partner.get(f"{HERE}/notes")["items"]] == ["Alla ser"]
    programme("stranger").get(f"{HERE}/notes", 404)


def test_an_agreement_is_drafted_corrected_signed_amended_and_ended(programme: Programmes) -> None:
    coordinator = programme("coordinator")
    body = {
        "kind": "cooperation",
        "title": {"sv": "Trepartsavtal"},
        "starts_on": "2024-01-01",
        "ends_on": "2026-12-31",
        "parties": ["huddinge-kommun", "sodertorns-hogskola"],
    }
    programme("contact").post(f"{HERE}/agreements", body, 403)
    made = coordinator.post(f"{HERE}/agreements", body)
    here = f"/api/v1/agreements/{made['code']}"
    assert made["partnership"] == "huddinge-sodertorn"
    assert [row["organisation"] for row in coordinator.get(f"{here}/parties")] == body["parties"]
    coordinator.patch(here, {"version": 1, "notice_months": 6, "continuation_papers": ["mandate"]})
    refused = coordinator.patch(here, {"version": 2, "ends_on": "2023-01-01"}, 422)
    assert refused["objections"][0]["field"] == "ends_on"

    life = coordinator.get(f"{here}/life?as_of=2024-01-05")
    assert life["state"] == "draft"
    assert {"organisation": "huddinge-kommun", "decision": True, "signature": True} in life["waiting_for"]
    for organisation in body["parties"]:
        party = f"{here}/parties/{organisation}"
        coordinator.post(f"{party}/sign", {"version": 1, "signed_on": "2024-01-11"}, 200)
        coordinator.post(f"{party}/sign", {"version": 1, "signed_on": "2024-01-11"}, 422)
    life = coordinator.get(f"{here}/life?as_of=2024-06-01")
    assert (life["state"], life["retroactive_days"], life["period_days"]) == ("in_force", 10, 1096)
    assert coordinator.get(f"{here}/life?as_of=9999-12-31", 422)

    amendment = {"version": 2, "summary": {"sv": "Ett år till"}, "decided_on": "2025-01-01", "from_on": "2025-02-01"}
    coordinator.post(f"{here}/amendments", amendment, 422)
    coordinator.post(f"{here}/amendments", amendment | {"terms": {"ends_on": "2027-12-31"}})
    told = coordinator.get(f"{here}/amendments")
    assert told[0]["changes"] == [{"term": "ends_on", "before": "2026-12-31", "after": "2027-12-31"}]
    coordinator.post(f"{here}/end", {"version": 3, "ended_on": "2025-12-31", "decided_on": "2025-10-01"}, 200)
    assert coordinator.get(f"{here}/life?as_of=2026-01-05")["state"] == "ended"


def test_parts_of_an_agreement(programme: Programmes, agreement: Agreement, huddinge: Organisation) -> None:
    coordinator, here = programme("coordinator"), f"/api/v1/agreements/{agreement.code}"
    coordinator.post(f"{here}/parties", {"organisation": "arboga-kommun"})
    coordinator.post(f"{here}/parties", {"organisation": "arboga-kommun"}, 422)
    party = f"{here}/parties/huddinge-kommun"
    changed = coordinator.patch(party, {"version": 1, "registration_numbers": ["KS 1", "KS 2"]})
    assert changed["registration_numbers"] == ["KS 1", "KS 2"]
    step = coordinator.post(f"{party}/steps", {"kind": "board", "instance": {"sv": "KS"}, "spoke": ["S"]})
    taken = {"version": step["version"], "decided_on": "2021-12-01", "outcome": "approves"}
    assert coordinator.patch(f"{here}/steps/{step['id']}", taken)["outcome"] == "approves"
    fee = {"amount_minor": 6900000, "currency": "SEK", "period": "agreement_year", "payer": "arboga-kommun"}
    assert coordinator.post(f"{party}/fees", fee)["payer"] == "arboga-kommun"
    coordinator.send("PUT", f"{here}/topics/vat", {"state": "asked", "asked_of": "arboga-kommun"}, 200)
    coordinator.send("PUT", f"{here}/topics/magic", {"state": "asked"}, 422)
    claim = coordinator.post(f"{here}/claims", {"field": "ends_on", "value": "2030-01-01", "source": {"sv": "Webb"}})
    coordinator.post(f"{here}/claims", {"field": "ends_on", "value": "i mars", "source": {"sv": "Webb"}}, 422)
    assert coordinator.post(f"{here}/claims/{claim['id']}/choose", {}, 200)["is_chosen"]
    coordinator.post(f"{here}/impact-assessments", {"subject": "child", "conclusion": {"sv": "Bra"}})
    coordinator.post(f"{here}/goals", {"organisation": huddinge.code, "kind": "plan", "name": {"sv": "Budget"}})
    coordinator.post(f"{here}/links", {"relation": "continues", "other_title": {"sv": "Det gamla"}})
    document = add_document(agreement.space, title=Text(sv="Papper"), by=SYSTEM)
    coordinator.post(f"{here}/documents", {"document": document.code, "role": "minutes", "step": step["id"]})

    reader = programme("reader")
    counts = {
        "parties": 3,
        "steps": 1,
        "fees": 1,
        "topics": 1,
        "claims": 1,
        "impact-assessments": 1,
        "goals": 1,
        "links": 1,
        "documents": 1,
        "amendments": 0,
    }
    for part, count in counts.items():
        assert len(reader.get(f"{here}/{part}")) == count, part
        programme("stranger").get(f"{here}/{part}", 404)
    assert reader.get(here)["ends_on"] == "2030-01-01"
    reader.post(f"{here}/goals", {"organisation": huddinge.code, "kind": "plan", "name": {"sv": "B"}}, 403)


def test_an_own_document_and_an_own_agreement_stay_ones_own(
    programme: Programmes, agreement: Agreement, huddinge: Organisation, cast: Cast
) -> None:
    own = {"audience": Audience.OWN, "organisation": huddinge, "by": cast("coordinator")}
    document = add_document(agreement.space, title=Text(sv="Vår linje"), **own)
    actions.attach_document(agreement, document=document, role="other", by=cast("coordinator"))
    actions.draft_agreement(agreement.space.partnership, title=Text(sv="Vårt"), kind="other", **own)
    here = f"/api/v1/agreements/{agreement.code}"
    for name, count in (("coordinator", 1), ("partner", 0)):
        assert len(programme(name).get(f"{here}/documents")) == count
        assert programme(name).get("/api/v1/agreements?search=vårt")["count"] == count
    programme("partner").post(f"{here}/documents", {"document": document.code, "role": "annex"}, 404)


def test_lists_are_kept_to_what_is_asked_for(programme: Programmes, agreement: Agreement) -> None:
    reader = programme("reader")
    for query, count in (
        ("", 1),
        ("?search=partnerskap", 1),
        ("?kind=sub", 0),
        ("?partnership=huddinge-sodertorn", 1),
        ("?organisation=sodertorns-hogskola", 1),
        ("?organisation=arboga-kommun", 0),
    ):
        assert reader.get(f"/api/v1/agreements{query}")["count"] == count, query
    reader.get("/api/v1/agreements?partnership=none", 404)


def test_renewals_are_told(programme: Programmes, agreement: Agreement) -> None:
    for party in agreement.parties.all():
        actions.sign(party, signed_on=date(2022, 1, 1), by=SYSTEM)
    told = programme("reader").get("/api/v1/renewals?as_of=2025-06-01")
    assert {row["kind"] for row in told} == {"decide_by", "last_day"}
    assert {row["agreement"] for row in told} == {agreement.code}
    assert programme("stranger").get("/api/v1/renewals?as_of=2025-06-01") == []


def test_many_agreements_take_no_more_queries(programme: Programmes, agreement: Agreement) -> None:
    reader = programme("reader")

    def queries(path: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            reader.get(path)
        return len(captured)

    paths = ("/api/v1/agreements", "/api/v1/partnerships", f"{HERE}/notes")
    few = [queries(path) for path in paths]
    for number in range(20):
        actions.draft_agreement(
            agreement.space.partnership, title=Text(sv=f"Avtal {number}"), kind="sub", parent=agreement, by=SYSTEM
        )
        actions.write_note(agreement.space.partnership, words="Not", agreement=agreement, by=SYSTEM)
    many = [queries(path) for path in paths]
    assert all(count <= before for count, before in zip(many, few, strict=True)), (few, many)
