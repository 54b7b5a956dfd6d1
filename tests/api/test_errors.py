"""How the API says no: one form for every problem, and what each status tells."""

import json
from typing import Any

import pytest
from django.test import Client

from sampakt.config.management.commands.openapi import described

from .conftest import CODE, World

pytestmark = pytest.mark.django_db
DESCRIPTION = json.loads(described())
OPERATIONS = [
    (method, path, operation)
    for path, operations in DESCRIPTION["paths"].items()
    for method, operation in operations.items()
]


def client_of(world: World, who: str, **kind: Any) -> Client:
    return Client(headers={"Authorization": f"Bearer {world.key_of(who, **kind)}"})


def send(client: Client, method: str, path: str, body: object) -> Any:
    data = body if isinstance(body, bytes) else json.dumps(body)
    return client.generic(method, f"/api/v1{path}", data, content_type="application/json")


def test_every_operation_declares_every_problem_and_has_a_name() -> None:
    for _, path, operation in OPERATIONS:
        answers = operation["responses"]
        assert {"400", "401", "403", "404", "409", "422"} <= set(answers), path
        assert answers["409"]["content"]["application/problem+json"]["schema"]["$ref"].endswith("/ConflictProblem")
        assert "WWW-Authenticate" in answers["401"]["headers"]
        assert operation["summary"]
        assert operation["description"]
    names = [operation["operationId"] for _, _, operation in OPERATIONS]
    assert len(set(names)) == len(names)


def test_no_body_takes_what_it_does_not_know() -> None:
    bodies = {
        content["schema"]["$ref"].rpartition("/")[2]
        for _, _, operation in OPERATIONS
        for media, content in operation.get("requestBody", {}).get("content", {}).items()
        if media == "application/json"
    }
    assert len(bodies) > 30
    assert {name for name in bodies if DESCRIPTION["components"]["schemas"][name].get("additionalProperties")} == set()


SWEDISH = {"Accept-Language": "sv"}


def test_unknown_fields_and_questions_are_refused_by_name(world: World) -> None:
    client = client_of(world, "coordinator")
    body = {"version": 1, "langage": "sv", "name": {"sv": "Nytt", "de": "Neu"}}
    answer = send(client, "PATCH", "/partnerships/huddinge-sodertorn", body)
    assert answer.status_code == 422
    assert {one["field"] for one in answer.json()["objections"]} == {"langage", "name.de"}
    answer = client.get("/api/v1/commitments?partnerhip=huddinge-sodertorn")
    assert [one["field"] for one in answer.json()["objections"]] == ["partnerhip"]
    assert client.get("/api/v1/agreements?limit=501").status_code == 422
    assert client.get(f"/api/v1/agreements/{CODE}/life?as_of=9999-12-31").status_code == 422


@pytest.mark.parametrize(
    ("address", "change"),
    [
        ("/partnerships/huddinge-sodertorn", {"language": "nb"}),
        ("/partnerships/huddinge-sodertorn/themes/school", {"position": 5}),
        (f"/agreements/{CODE}", {"notice_months": 6}),
        (f"/agreements/{CODE}/parties/huddinge-kommun", {"role": "party", "registration_numbers": ["KS 1"]}),
        (f"/commitments/{CODE}", {"clause": "§ 4"}),
        (f"/deeds/{CODE}", {"recipient": "KS"}),
        (f"/evidence/{CODE}", {"words": "Annat"}),
        (f"/documents/{CODE}", {"author": "Huddinge"}),
    ],
)
def test_a_conflict_holds_the_record_as_it_stands(world: World, address: str, change: dict[str, Any]) -> None:
    client = client_of(world, "coordinator")
    assert send(client, "PATCH", address, change | {"version": 1}).status_code == 200
    answer = send(client, "PATCH", address, change | {"version": 1})
    assert answer.status_code == 409
    assert answer["Content-Type"] == "application/problem+json"
    current = answer.json()["current"]
    assert current == client.get(f"/api/v1{address}").json()
    assert current["version"] == 2
    assert {name: current[name] for name in change} == change


def test_a_verb_that_conflicts_tells_the_record_above_it(world: World) -> None:
    client = client_of(world, "coordinator")
    body = {"version": 7, "signed_on": "2025-01-01", "even_if_undecided": True}
    answer = send(client, "POST", f"/agreements/{CODE}/parties/huddinge-kommun/sign", body)
    assert answer.status_code == 409
    assert answer.json()["current"]["organisation"] == "huddinge-kommun"


def test_what_cannot_be_read_is_400(world: World) -> None:
    client = client_of(world, "coordinator")
    for body, words in (
        (b"{", "Det som skickades gick inte att läsa: skriv det som JSON."),
        (b"[" * 100_000, "Det som skickades är nästlat i för många led."),
        (b"\xff", "Det som skickades gick inte att läsa: skriv det som JSON."),
        (b'{"words": "\\u0000"}', "Text kan inte innehålla tecknet NUL."),
    ):
        place = "/api/v1/partnerships/huddinge-sodertorn/notes"
        answer = client.post(place, body, content_type="application/json", headers=SWEDISH)
        assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
        assert answer.json()["detail"] == words
    assert client.get("/api/v1/agreements?search=%00").status_code == 400


def test_what_is_not_there_is_404_as_a_problem(world: World) -> None:
    for address in ("/nothing", "/agreements/", "/agreements/a b", f"/agreements/{'9' * 30}", "/waivers/" + "9" * 30):
        answer = Client().get(f"/api/v1{address}")
        assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("commitments?status=x", "x är inget av de ord som är kända här: "),
        ("commitments?limit=9999", "9999 passar inte här: ≤ 500."),
        (f"agreements/{CODE}/life?as_of=ig%C3%A5r", "igår är inget datum"),
    ],
)
def test_a_fault_names_what_was_sent(world: World, question: str, words: str) -> None:
    answer = client_of(world, "coordinator").get(f"/api/v1/{question}", headers=SWEDISH)
    assert answer.json()["objections"][0]["message"].startswith(words)


def test_a_number_where_text_is_wanted_is_told_so(world: World) -> None:
    body = {"kind": "other", "name": {"sv": 7}}
    answer = client_of(world, "coordinator").post(
        "/api/v1/organisations/huddinge-kommun/units",
        json.dumps(body),
        content_type="application/json",
        headers=SWEDISH,
    )
    assert "7 är ingen text: sätt det inom citattecken." in [one["message"] for one in answer.json()["objections"]]


@pytest.mark.parametrize(
    ("parameters", "said"),
    [
        (
            {"per": "vecka", "type": "report"},
            {"parameters.per": "per: vecka är inget av de ord som är kända här: calendar_year,"},
        ),
        ({"typ": "report"}, {"parameters.typ": "typ: typ är ingen känd nyckel: menade du type?"}),
    ],
)
def test_a_faulty_parameter_of_a_kind_is_told_once_in_the_readers_words(
    world: World, parameters: dict[str, Any], said: dict[str, str]
) -> None:
    client = client_of(world, "coordinator")
    body = {"agreement": CODE, "title": {"sv": "Rapporter"}, "kind": "report", "parameters": parameters}
    answer = client.post("/api/v1/commitments", json.dumps(body), content_type="application/json", headers=SWEDISH)
    assert answer.status_code == 422, answer.content
    told = answer.json()["objections"]
    fields = [one["field"] for one in told]
    assert len(set(fields)) == len(fields)
    for field, words in said.items():
        (message,) = [one["message"] for one in told if one["field"] == field]
        assert message.startswith(words)


@pytest.mark.parametrize(
    ("sent", "body", "status", "words"),
    [
        ("POST /organisations/huddinge-kommun/units", {"kind": "x"}, 422, "Det som skickades har inte den form"),
        ("GET /partnerships/nowhere", None, 404, "Här finns inget som du får se."),
        ("PUT /partnerships/huddinge-sodertorn", {}, 405, "Adressen tar bara emot GET, PATCH."),
        ("POST /organisations/narvik-kommune/units", {"kind": "other", "name": {"sv": "X"}}, 403, "Du ser detta"),
    ],
)
def test_every_no_is_in_the_readers_language_and_of_one_form(
    world: World, sent: str, body: object, status: int, words: str
) -> None:
    method, path = sent.split()
    answer = client_of(world, "coordinator").generic(
        method, f"/api/v1{path}", json.dumps(body), content_type="application/json", headers=SWEDISH
    )
    assert answer.status_code == status, answer.content
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["detail"].startswith(words)
    assert not any("Field required" in one["message"] for one in answer.json()["objections"])
