"""The room in the API, and what the API says when it says no."""

import dataclasses
import json
from typing import Any

import pytest
from django.test import Client

from sampakt.organisations import actions
from sampakt.organisations.models import Organisation
from sampakt.trail.models import TrailLine

from .conftest import Cast

BASE = "/api/v1/organisations"


class Programme:
    """A programme with the key of somebody, or with none."""

    def __init__(self, key: str = "") -> None:
        self.client = Client(headers={"Authorization": f"Bearer {key}"} if key else {})

    def get(self, path: str, status: int = 200) -> Any:
        response = self.client.get(BASE + path)
        assert response.status_code == status, response.content
        return response.json()

    def send(self, method: str, path: str, body: object, status: int) -> Any:
        data = body if isinstance(body, bytes) else json.dumps(body)
        response = self.client.generic(method, BASE + path, data, content_type="application/json")
        assert response.status_code == status, response.content
        if status >= 400:
            assert response["Content-Type"] == "application/problem+json"
            assert response.json()["status"] == status
        return response.json()

    def post(self, path: str, body: object, status: int = 201) -> Any:
        return self.send("POST", path, body, status)

    def patch(self, path: str, body: object, status: int = 200) -> Any:
        return self.send("PATCH", path, body, status)


def programme_of(cast: Cast, name: str, *, may_write: bool = True) -> Programme:
    return Programme(actions.make_token(cast.user(name), name="test", may_write=may_write, by=cast.viewer(name)))


@pytest.mark.django_db
def test_everybody_reads_the_registers() -> None:
    listed = Programme().get("?search=huddinge")
    assert listed["count"] == 1
    assert listed["items"][0] | {"source": ""} == {
        "code": "huddinge-kommun",
        "kind": "municipality",
        "country": "SE",
        "name": "Huddinge kommun",
        "names": {"sv": "", "nb": "", "en": ""},
        "short_name": "Huddinge",
        "former_names": [],
        "organisation_number": "2120000068",
        "official_code": "0126",
        "county_code": "01",
        "website": "",
        "from_register": "se-municipalities",
        "source": "",
        "source_as_of": "2026-09-18",
        "is_active": True,
        "version": 1,
    }
    assert Programme().get("/huddinge-kommun") == listed["items"][0]


@pytest.mark.django_db
def test_lists_are_filtered_and_paged() -> None:
    first = Programme().get("?kind=municipality&country=NO&limit=2")
    assert (first["count"], len(first["items"])) == (357, 2)
    second = Programme().get("?kind=municipality&country=NO&limit=2&offset=2")
    assert not {one["code"] for one in first["items"]} & {one["code"] for one in second["items"]}
    assert Programme().get("?kind=circus", 422)["objections"][0]["field"] == "kind"


@pytest.mark.django_db
def test_what_is_not_there_is_404() -> None:
    assert Programme().get("/nothing", 404)["title"] == "Not Found"


@pytest.mark.django_db
def test_a_list_takes_the_same_number_of_queries_for_one_and_for_many(django_assert_num_queries: Any) -> None:
    for limit in (1, 100):
        with django_assert_num_queries(2):
            Programme().get(f"?limit={limit}")


def test_adding_and_changing(cast: Cast) -> None:
    programme = programme_of(cast, "coordinator")
    made = programme.post(
        "", {"name": "Stiftelsen Prov", "kind": "foundation", "country": "SE", "former_names": ["A", "B"]}
    )
    assert (made["code"], made["former_names"]) == ("stiftelsen-prov", ["A", "B"])
    assert TrailLine.objects.get(verb="add_organisation").by_user_id == cast.user("coordinator").pk
    cast.space.organisations.add(Organisation.objects.get(code="stiftelsen-prov"))
    changed = programme.patch("/stiftelsen-prov", {"version": 1, "names": {"en": "Test Foundation"}})
    assert (changed["names"]["en"], changed["name"], changed["version"]) == ("Test Foundation", "Stiftelsen Prov", 2)
    stale = programme.patch("/stiftelsen-prov", {"version": 1, "short_name": "P"}, 409)
    assert "2" in stale["detail"]


def test_refusals_name_every_objection(cast: Cast) -> None:
    body = {"name": "Other", "kind": "other", "country": "SE", "organisation_number": "1", "code": "ntnu"}
    problem = programme_of(cast, "coordinator").post("", body, 422)
    assert [objection["code"] for objection in problem["objections"]] == ["number_wrong", "code_taken"]
    assert problem["objections"][0]["field"] == "organisation_number"


@pytest.mark.parametrize(
    ("body", "status"),
    [({}, 422), (b"{", 400), ({"name": "a\0b", "kind": "other", "country": "SE"}, 400), ({"name": None}, 422)],
)
def test_bodies_that_cannot_be_read_are_refused(cast: Cast, body: object, status: int) -> None:
    programme_of(cast, "coordinator").post("", body, status)


def test_null_is_no_value_for_a_name(cast: Cast) -> None:
    programme_of(cast, "administrator").patch("/huddinge-kommun", {"version": 1, "name": None}, 422)


def test_who_may_not_write(cast: Cast) -> None:
    cast.user("administrator")
    body = {"version": 1, "short_name": "H"}
    Programme().patch("/huddinge-kommun", body, 401)
    Programme("sampakt_wrong").patch("/huddinge-kommun", body, 401)
    programme_of(cast, "reader").patch("/huddinge-kommun", body, 403)
    programme_of(cast, "administrator", may_write=False).patch("/huddinge-kommun", body, 403)
    session = Programme()
    session.client = cast.client("administrator")
    session.patch("/huddinge-kommun", body, 403)
    assert Organisation.objects.get(code="huddinge-kommun").version == 1


@pytest.mark.django_db
def test_a_wrong_key_reads_nothing_either() -> None:
    assert Programme("sampakt_wrong").get("", 401)["title"] == "Unauthorized"


def test_units_offices_appointments_and_people(cast: Cast) -> None:
    programme = programme_of(cast, "coordinator")
    unit = programme.post("/huddinge-kommun/units", {"name": {"sv": "Skolan"}, "kind": "administration"})
    below = {"name": {"sv": "Grundskolan"}, "kind": "department", "parent": unit["key"]}
    assert programme.post("/huddinge-kommun/units", below)["parent"] == "skolan"
    programme.post(
        "/huddinge-kommun/offices", {"name": {"sv": "Kontaktperson"}, "unit": "skolan", "function": "contact"}
    )
    person = programme.post("/huddinge-kommun/people", {"name": "Anna Exempel"})
    held = programme.post(
        "/huddinge-kommun/offices/kontaktperson/appointments", {"person": person["id"], "starts_on": "2024-01-01"}
    )
    ended = programme.patch(
        f"/huddinge-kommun/appointments/{held['id']}", {"version": held["version"], "ends_on": "2024-06-30"}
    )
    assert (ended["ends_on"], ended["person"]) == ("2024-06-30", "Anna Exempel")
    unnamed = programme.patch(
        f"/huddinge-kommun/appointments/{held['id']}", {"version": ended["version"], "person": None}
    )
    assert unnamed["person"] is None
    assert [one["key"] for one in programme.get("/huddinge-kommun/units")] == ["skolan", "grundskolan"]
    office = programme.get("/huddinge-kommun/offices")[0]
    assert (office["unit"], office["appointments"][0]["ends_on"]) == ("skolan", "2024-06-30")
    assert programme.get("/huddinge-kommun/people")[-1]["name"] == "Anna Exempel"
    programme.post("/huddinge-kommun/units", below | {"parent": "nothing"}, 404)


def test_strangers_see_no_units_offices_or_people(cast: Cast, huddinge: Organisation) -> None:
    actions.add_unit(huddinge, name=_text("Skolan"), kind="administration", by=cast.viewer("administrator"))
    for part in ("units", "offices", "people"):
        assert programme_of(cast, "stranger").get(f"/huddinge-kommun/{part}") == []
        assert Programme().get(f"/huddinge-kommun/{part}") == []
    programme_of(cast, "stranger").post("/huddinge-kommun/people", {"name": "X"}, 403)


def test_every_operation_declares_the_same_problems() -> None:
    from sampakt.config.management.commands.openapi import described

    schema = json.loads(described())
    for operations in schema["paths"].values():
        for operation in operations.values():
            assert {"400", "401", "403", "404", "409", "422"} <= set(operation["responses"])
            assert operation["summary"]
    assert schema["components"]["securitySchemes"]["Key"] == {"type": "http", "scheme": "bearer"}


def test_a_session_reads_but_is_not_the_viewer_of_pages(cast: Cast) -> None:
    assert dataclasses.replace(cast.viewer("reader"), may_write=False).is_known
    assert cast.client("reader").get(f"{BASE}/huddinge-kommun/people").json()
    assert Client().get(f"{BASE}/huddinge-kommun/people").json() == []


def _text(words: str) -> Any:
    from sampakt.kernel.text import Text

    return Text(sv=words)
