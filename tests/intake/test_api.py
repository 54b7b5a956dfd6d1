"""Documents on a shelf in the API: dropped, gone through and confirmed by a programme; nobody else knows of them."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.intake.shelf import AGREEMENT, viewer_of

from sampakt.agreements.models import Agreement
from sampakt.intake.actions import read
from sampakt.intake.models import Reading
from sampakt.organisations.actions import make_token
from sampakt.organisations.models import Organisation, User

BASE = "/api/v1/intake"


@pytest.fixture
def client(huddinge: Organisation) -> Client:
    return programme(huddinge, "somebody")


def programme(organisation: Organisation, name: str, *, may_write: bool = True) -> Client:
    viewer = viewer_of(organisation, name)
    key = make_token(User.objects.get(pk=viewer.user_id), name="test", may_write=may_write, by=viewer)
    return Client(headers={"Authorization": f"Bearer {key}"})


def send(client: Client, method: str, path: str, body: object = None, status: int = 200) -> Any:
    sent = "" if body is None else json.dumps(body)
    response = client.generic(method, BASE + path, sent, content_type="application/json")
    assert response.status_code == status, response.content
    return response.json() if response.content else None


def drop(client: Client, organisation: str = "huddinge-kommun", status: int = 201, text: str = AGREEMENT) -> Any:
    file = SimpleUploadedFile("avtal.txt", text.encode(), "text/plain")
    response = client.post(BASE, {"file": file, "organisation": organisation})
    assert response.status_code == status, response.content
    return response.json()


def test_from_a_document_to_a_partnership(client: Client) -> None:
    made = drop(client)
    assert (made["state"], made["organisation"], len(made["job"])) == ("waiting", "huddinge-kommun", 8)
    read(Reading.objects.get())
    here = f"/{made['code']}"
    found = send(client, "GET", here)
    assert found["state"] == "read"
    party = next(value for value in found["values"] if value["field"] == "party")
    assert party["value"]["name"] in found["text"][party["span_start"] : party["span_end"]]
    promise = next(value for value in found["values"] if value["field"] == "commitment")
    sure = send(client, "POST", f"{here}/accept-sure", {})
    assert party["number"] in [value["number"] for value in sure]
    assert [one["state"] for one in send(client, "POST", f"{here}/reject", {"numbers": [promise["number"]]})] == [
        "rejected"
    ]
    title = next(value for value in found["values"] if value["field"] == "title")
    put = f"{here}/values/{title['number']}"
    corrected = send(client, "PUT", put, {"version": title["version"], "to": "Avtal om samverkan"})
    assert (corrected["state"], corrected["corrected"]) == ("corrected", "Avtal om samverkan")
    assert send(client, "PUT", put, {"version": title["version"], "to": "Avtal"}, 409)["current"]["version"] == 2
    send(client, "POST", f"{here}/values", {"field": "theme", "to": "klimat", "span_start": 0, "span_end": 5}, 201)
    wrong = send(client, "POST", f"{here}/values", {"field": "date", "to": {"day": "maj", "role": "end"}}, 422)
    assert [(one["code"], one["field"]) for one in wrong["objections"]] == [("no_day", "day")]
    plan = send(client, "POST", f"{here}/plan", {"code": "from-a-document"})
    assert plan["data"]["partnership"]["code"] == "from-a-document"
    assert plan["obstacles"] == []
    confirmed = send(client, "POST", f"{here}/confirm", {"code": "from-a-document"})
    assert confirmed["partnership"] == "from-a-document"
    assert send(client, "GET", here)["agreement"] == confirmed["agreement"]
    send(client, "POST", f"{here}/confirm", {}, 422)

    later = drop(client, text=AGREEMENT.replace("2030", "2032"))
    read(Reading.objects.get(code=later["code"]))
    here = f"/{later['code']}"
    send(client, "POST", f"{here}/accept-sure", {"at_least": 0})
    candidates = send(client, "GET", f"{here}/candidates")
    assert [one["agreement"] for one in candidates] == [confirmed["agreement"]]
    plan = send(client, "POST", f"{here}/plan", {"into": confirmed["agreement"]})
    differs = next(one for one in plan["differences"] if one["compared"] == "differs" and one["field"] == "ends_on")
    send(client, "POST", f"{here}/confirm", {"into": confirmed["agreement"], "choose": [differs["number"]]})
    assert str(Agreement.objects.get().ends_on) == "2032-12-31"


def test_stopped_set_aside_taken_up_and_removed(client: Client) -> None:
    made = drop(client)
    here = f"/{made['code']}"
    for verb, state in (("cancel", "cancelled"), ("set-aside", "set_aside"), ("take-up", "waiting")):
        assert send(client, "POST", f"{here}/{verb}")["state"] == state
    assert send(client, "GET", "?state=waiting")["count"] == 1
    assert send(client, "GET", "?organisation=narvik-kommune")["count"] == 0
    send(client, "DELETE", here, status=204)
    assert send(client, "GET", "")["items"] == []


def test_what_no_reader_reads_is_refused(client: Client) -> None:
    assert [one["code"] for one in drop(client, status=422, text="")["objections"]] == ["empty"]


def test_nobody_else_knows_of_a_shelf(client: Client, narvik: Organisation, huddinge: Organisation) -> None:
    made = drop(client)
    read(Reading.objects.get())
    number = Reading.objects.get().values.first().pk  # type: ignore[union-attr]  # there are values
    stranger = programme(narvik, "stranger")
    assert send(stranger, "GET", "")["count"] == 0
    here = f"/{made['code']}"
    for method, path, body in (
        ("GET", "", None),
        ("DELETE", "", None),
        ("POST", "/cancel", None),
        ("POST", "/accept", {"numbers": [number]}),
        ("PUT", f"/values/{number}", {"version": 1, "to": "x"}),
        ("GET", "/candidates", None),
        ("POST", "/plan", {}),
        ("POST", "/confirm", {}),
    ):
        send(stranger, method, here + path, body, 404)
    drop(stranger, status=403)
    reads = programme(huddinge, "reads", may_write=False)
    send(reads, "GET", here)
    send(reads, "POST", f"{here}/accept", {"numbers": [number]}, 403)
    drop(reads, status=403)


def test_values_of_another_document_are_not_found(client: Client) -> None:
    one, other = drop(client), drop(client, text=AGREEMENT + "!")
    for reading in Reading.objects.all():
        read(reading)
    number = Reading.objects.get(code=other["code"]).values.first().pk  # type: ignore[union-attr]  # there are values
    send(client, "POST", f"/{one['code']}/accept", {"numbers": [number]}, 404)
