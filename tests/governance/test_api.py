"""The room in the API: bodies, their composition, seats and who held them."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sampakt.governance.actions import add_seat, change_body, fill_seat, form_body
from sampakt.governance.models import Body, Holding, Seat
from sampakt.governance.terms import BodySort
from sampakt.kernel.terms import Audience
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import SYSTEM
from sampakt.organisations.actions import make_token
from sampakt.organisations.models import Office, Organisation, Person, User

Asks = Callable[..., Any]
COUNCIL = {"name": {"sv": "Rådet"}, "sort": "council"}
BODIES = "/partnerships/huddinge-sodertorn/bodies"


@pytest.fixture
def asks(client: Client, cast: Any) -> Asks:
    """A request with the key of somebody by name; ``passer-by`` sends none."""

    def ask(who: str, method: str, path: str, body: Any = None) -> Any:
        viewer, headers = cast(who), {}
        if viewer.user_id is not None:
            user = User.objects.get(pk=viewer.user_id)
            headers = {"Authorization": f"Bearer {make_token(user, name='test', may_write=True, by=viewer)}"}
        extra = {"data": body, "content_type": "application/json"} if body is not None else {}
        return getattr(client, method)(f"/api/v1{path}", headers=headers, **extra)

    return ask


def publish(body: Body) -> None:
    """Let everyone see the partnership and its body."""
    body.space.audience = Audience.PUBLIC
    body.space.save()
    change_body(body, audience=Audience.PUBLIC, by=SYSTEM)


def test_a_body_from_first_to_last(asks: Asks, body: Body, huddinge: Organisation) -> None:
    sent = {
        **COUNCIL,
        "task": {"sv": "Leda arbetet"},
        "agreement": None,
        "reports_to": body.code,
        "balance": "ratio",
        "party_seats": {"huddinge-kommun": 2, "sodertorns-hogskola": 1},
        "turns": ["sodertorns-hogskola", "huddinge-kommun"],
        "turn_months": 24,
        "quorum": 3,
        "needs_every_party": True,
        "turns_from": "2022-01-01",
        "formed_on": "2022-01-01",
    }
    formed = asks("coordinator", "post", BODIES, sent)
    assert formed.status_code == 201
    told = formed.json()
    known = {name: told[name] for name in ("key", "reports_to", "balance", "decision_rule", "audience", "version")}
    assert known == {
        "key": "radet",
        "reports_to": body.code,
        "balance": "ratio",
        "decision_rule": None,
        "audience": "partners",
        "version": 1,
    }
    assert (told["party_seats"], told["turns"]) == (sent["party_seats"], sent["turns"])
    assert (told["quorum"], told["needs_every_party"]) == (3, True)
    path = f"/bodies/{told['code']}"
    change = {
        "version": 1,
        "quorum": None,
        "needs_every_party": False,
        "balance": None,
        "party_seats": {},
        "turns": ["huddinge-kommun"],
        "turn_months": None,
    }
    changed = asks("partner", "patch", path, change).json()
    assert (changed["balance"], changed["party_seats"], changed["turns"]) == (None, {}, ["huddinge-kommun"])
    assert (changed["quorum"], changed["needs_every_party"]) == (None, False)
    assert asks("partner", "patch", path, {"version": changed["version"], "quorum": 0}).status_code == 422
    assert asks("partner", "patch", path, change).status_code == 409
    assert asks("coordinator", "post", f"{path}/dissolve", {"on": "2021-01-01"}).status_code == 422
    dissolved = asks("coordinator", "post", f"{path}/dissolve", {"on": "2025-12-31", "version": changed["version"]})
    assert dissolved.json()["dissolved_on"] == "2025-12-31"
    assert [one["code"] for one in asks("reader", "get", BODIES).json()["items"]] == [body.code, told["code"]]
    assert asks("reader", "delete", path).status_code == 403
    assert asks("coordinator", "delete", path).status_code == 204
    assert asks("coordinator", "get", path).status_code == 404


def test_seats_and_who_held_them_from_first_to_last(asks: Asks, body: Body, office: Office, rector: Person) -> None:
    path = f"/bodies/{body.code}/seats"
    chair = asks("coordinator", "post", path, {"position": "chair", "office": f"huddinge-kommun/{office.key}"}).json()
    assert (chair["organisation"], chair["office"]) == ("huddinge-kommun", f"huddinge-kommun/{office.key}")
    sent = {"organisation": "sodertorns-hogskola", "name": {"sv": "Dekan"}, "key": "dean"}
    dean = asks("coordinator", "post", path, sent).json()
    deputy = {"position": "deputy", "organisation": "sodertorns-hogskola", "deputy_for": "dean"}
    assert asks("coordinator", "post", path, deputy).json()["deputy_for"] == "dean"
    held = f"/seats/{dean['id']}/holdings"
    filled = asks("partner", "post", held, {"person": rector.pk, "starts_on": "2022-01-01"})
    assert (filled.status_code, filled.json()["name"]) == (201, "Rita Rektor")
    again = asks("partner", "post", held, {"starts_on": "2023-01-01"})
    assert (again.status_code, again.json()["objections"][0]["code"]) == (422, "already_held")
    holding = f"/holdings/{filled.json()['id']}"
    ended = asks("partner", "patch", holding, {"version": 1, "ends_on": "2022-12-31"}).json()
    assert asks("reader", "get", holding).json() == ended
    assert [one["ends_on"] for one in asks("reader", "get", held).json()["items"]] == ["2022-12-31"]
    assert asks("coordinator", "delete", f"/seats/{dean['id']}").status_code == 422
    last = asks("coordinator", "post", f"/seats/{dean['id']}/end", {"on": "2023-06-30"}).json()
    renamed = {"version": last["version"], "group": "deans", "name": {"sv": "Dekanen"}}
    assert asks("coordinator", "patch", f"/seats/{dean['id']}", renamed).json()["group"] == "deans"
    assert asks("coordinator", "delete", holding).status_code == 204
    assert asks("coordinator", "get", holding).status_code == 404
    assert asks("coordinator", "delete", f"/seats/{chair['id']}").status_code == 204
    assert asks("coordinator", "get", f"/seats/{chair['id']}").status_code == 404


def test_the_composition_of_any_day(asks: Asks, body: Body, office_seat: Seat, seat: Seat, rector: Person) -> None:
    fill_seat(seat, person=rector, starts_on=date(2022, 3, 1), by=SYSTEM)
    change_body(body, turns=[seat.organisation], by=SYSTEM)
    told = asks("reader", "get", f"/bodies/{body.code}/composition?on=2022-06-01").json()
    assert told == {
        "body": body.code,
        "on": "2022-06-01",
        "seats": [
            {
                "id": office_seat.pk,
                "key": office_seat.key,
                "position": "chair",
                "organisation": "huddinge-kommun",
                "is_vacant": True,
                "vacant_since": "2022-01-01",
                "holders": [],
            },
            {
                "id": seat.pk,
                "key": seat.key,
                "position": "member",
                "organisation": "sodertorns-hogskola",
                "is_vacant": False,
                "vacant_since": None,
                "holders": [{"name": rector.name, "starts_on": "2022-03-01", "ends_on": None}],
            },
        ],
        "parties": [
            {"organisation": "huddinge-kommun", "seats": 1, "held": 0},
            {"organisation": "sodertorns-hogskola", "seats": 1, "held": 1},
        ],
        "outside": 0,
        "vacant": 1,
        "faults": [
            {
                "fault": "no_chair",
                "seat": office_seat.key,
                "organisation": "sodertorns-hogskola",
                "since": "2022-01-01",
            },
            {"fault": "unbalanced", "seat": None, "organisation": None, "since": "2022-03-01"},
        ],
        "stretches": [
            {
                "starts_on": "2022-03-01",
                "ends_on": None,
                "days": 93,
                "parties": [
                    {"organisation": "huddinge-kommun", "seats": 1, "held": 0},
                    {"organisation": "sodertorns-hogskola", "seats": 1, "held": 1},
                ],
            }
        ],
        "turns": [{"starts_on": None, "ends_on": None, "chair": "sodertorns-hogskola", "deputy": None}],
    }
    assert asks("reader", "get", f"/bodies/{body.code}/composition").json()["vacant"] == 1


def test_everybody_reads_what_is_public_but_no_names(asks: Asks, body: Body, seat: Seat, rector: Person) -> None:
    holding = fill_seat(seat, person=rector, starts_on=date(2022, 1, 1), by=SYSTEM)
    paths = (f"/bodies/{body.code}", f"/bodies/{body.code}/composition", f"/bodies/{body.code}/seats")
    for path in (*paths, f"/seats/{seat.pk}"):
        assert asks("passer-by", "get", path).status_code == 404
    publish(body)
    for path in (*paths, f"/seats/{seat.pk}"):
        answer = asks("passer-by", "get", path)
        assert answer.status_code == 200
        assert rector.name not in answer.content.decode()
    (open_seat,) = asks("passer-by", "get", paths[1]).json()["seats"]
    assert (open_seat["is_vacant"], open_seat["holders"]) == (False, None)
    assert asks("passer-by", "get", f"/seats/{seat.pk}/holdings").json()["items"] == []
    assert asks("stranger", "get", f"/holdings/{holding.pk}").status_code == 404
    assert asks("stranger", "patch", f"/holdings/{holding.pk}", {"version": 1}).status_code == 404
    assert asks("stranger", "post", f"/bodies/{body.code}/seats", {"whose": {"sv": "x"}}).status_code == 403
    assert asks("passer-by", "post", BODIES, COUNCIL).status_code == 401
    assert (Seat.objects.count(), Holding.objects.get().person) == (1, rector)


def test_a_hidden_body_or_agreement_is_not_named(asks: Asks, body: Body, huddinge: Organisation) -> None:
    own: dict[str, Any] = {"audience": Audience.OWN, "organisation": huddinge}
    above = form_body(body.space.partnership, name=Text(sv="Ägarna"), sort=BodySort.COUNCIL, by=SYSTEM, **own)
    change_body(body, reports_to=above, by=SYSTEM)
    assert asks("lead", "get", f"/bodies/{body.code}").json()["reports_to"] == above.code
    assert asks("partner", "get", f"/bodies/{body.code}").json()["reports_to"] is None
    assert asks("partner", "post", BODIES, {**COUNCIL, "reports_to": above.code}).status_code == 404


def test_as_many_queries_for_many_rows_as_for_one(
    asks: Asks, body: Body, seat: Seat, huddinge: Organisation, sodertorn: Organisation
) -> None:
    change_body(body, party_seats={huddinge: 1}, turns=[huddinge], by=SYSTEM)
    fill_seat(seat, person=None, starts_on=date(2022, 1, 1), by=SYSTEM)
    paths = (BODIES, f"/bodies/{body.code}/seats", f"/bodies/{body.code}/composition")

    def counts() -> list[int]:
        found = []
        for path in paths:
            with CaptureQueriesContext(connection) as asked:
                assert asks("reader", "get", path).status_code == 200
            found.append(len(asked))
        return found

    counts()
    few = counts()
    for number in range(8):
        name = Text(sv=f"Grupp {number}")
        form_body(
            body.space.partnership,
            name=name,
            sort=BodySort.WORKING_GROUP,
            reports_to=body,
            party_seats={huddinge: 1},
            by=SYSTEM,
        )
        fill_seat(add_seat(body, organisation=sodertorn, by=SYSTEM), person=None, starts_on=date(2022, 1, 1), by=SYSTEM)
    assert counts() == few
