"""Invitations, named people, successions and the trail in the API: asked for by the actions' own rules."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from sampakt.agreements.actions import link_agreements, place_under, register_agreement, unlink_agreements
from sampakt.commitments.actions import change_deed
from sampakt.kernel.terms import Audience
from sampakt.kernel.text import Text
from sampakt.organisations.models import Circle, Invitation, Membership, Organisation, User
from sampakt.organisations.queries import viewer_for
from sampakt.papers.actions import add_document
from sampakt.post.models import Letter

from .conftest import CODE, World

pytestmark = pytest.mark.django_db
SECRET, OPEN = Text(sv="Hemligheten"), Text(sv="Det öppna")
Asks = Callable[..., Any]
PARTNERSHIP = "/partnerships/huddinge-sodertorn"
SOMEBODY = {"name": "Tora Tänkt", "email": "tora@example.org", "language": "nb"}


@pytest.fixture
def asks(world: World) -> Asks:
    """What the API answers to somebody's programme; nobody's has no key."""

    def ask(who: str, method: str, path: str, body: object = None, status: int = 200) -> Any:
        client = Client(headers={"Authorization": f"Bearer {world.key_of(who)}"} if who else {})
        answer = client.generic(method, f"/api/v1{path}", json.dumps(body), content_type="application/json")
        assert answer.status_code == status, answer.content
        return json.loads(answer.content) if answer.content else None

    return ask


def test_an_administrator_invites_and_withdraws(asks: Asks, world: World) -> None:
    place = "/organisations/huddinge-kommun/invitations"
    made = asks("reader", "POST", place, SOMEBODY | {"role": "coordinator"}, 201)
    assert (made["organisation"], made["partnership"], made["role"]) == ("huddinge-kommun", None, "coordinator")
    assert "digest" not in made
    assert Letter.objects.filter(to="tora@example.org").count() == 1
    assert asks("reader", "GET", place) == [made]
    assert asks("reader", "GET", f"{place}/{made['id']}") == made
    assert asks("reader", "POST", place, SOMEBODY | {"role": "coordinator"}, 422)["objections"]
    reading = Client(headers={"Authorization": f"Bearer {world.key_of('reader', may_write=False)}"})
    assert reading.get(f"/api/v1{place}").json() == [made]
    assert reading.delete(f"/api/v1{place}/{made['id']}").status_code == 403
    for who, status in (("partner", 403), ("outsider", 403), ("", 401)):
        asks(who, "GET", place, status=status)
        asks(who, "POST", place, SOMEBODY | {"role": "reader"}, status)
        asks(who, "DELETE", f"{place}/{made['id']}", status=status)
    asks("reader", "DELETE", f"{place}/{made['id']}", status=204)
    assert not Invitation.objects.exists()


def test_a_coordinator_invites_into_the_partnership(asks: Asks, world: World) -> None:
    place = f"{PARTNERSHIP}/invitations"
    sent = SOMEBODY | {"role": "contact", "organisation": "sodertorns-hogskola"}
    made = asks("coordinator", "POST", place, sent, 201)
    assert (made["organisation"], made["partnership"]) == ("sodertorns-hogskola", world.partnership.code)
    assert asks("partner", "GET", place) == [made]
    assert asks("partner", "GET", f"{place}/{made['id']}") == made
    wrong = sent | {"organisation": "narvik-kommune"}
    assert asks("coordinator", "POST", place, wrong, 422)["objections"][0]["code"] == "not_in_space"
    for who, status in (("outsider", 404), ("", 404)):
        asks(who, "GET", place, status=status)
        asks(who, "DELETE", f"{place}/{made['id']}", status=status)
    asks("partner", "DELETE", f"{place}/{made['id']}", status=204)
    asks("partner", "GET", f"{place}/{made['id']}", status=404)


def test_roles_for_whole_organisations_are_told_inside_and_taken_by_administrators(asks: Asks, world: World) -> None:
    inside = asks("coordinator", "GET", f"{PARTNERSHIP}/organisation-roles")
    known = {(held["name"], held["organisation"], held["role"]) for held in inside}
    assert known == {
        ("Coordinator", "huddinge-kommun", "administrator"),
        ("Partner", "sodertorns-hogskola", "administrator"),
        ("Reader", "huddinge-kommun", "administrator"),
    }
    for who in ("outsider", ""):
        asks(who, "GET", f"{PARTNERSHIP}/organisation-roles", status=404)
    world.partnership.space.audience = Audience.PUBLIC
    world.partnership.space.save()
    assert asks("outsider", "GET", f"{PARTNERSHIP}/organisation-roles") == []
    place = "/organisations/huddinge-kommun/roles"
    held = asks("reader", "GET", place)
    assert held == [one for one in inside if one["organisation"] == "huddinge-kommun"]
    for who, status in (("partner", 403), ("outsider", 403), ("", 401)):
        asks(who, "GET", place, status=status)
        asks(who, "DELETE", f"{place}/{held[0]['id']}", status=status)
    asks("reader", "DELETE", f"{place}/{held[0]['id']}", status=204)
    assert asks("reader", "GET", place) == held[1:]
    assert asks("reader", "DELETE", f"{place}/{held[1]['id']}", status=422)["objections"]


def test_named_people_are_known_to_themselves_alone(asks: Asks) -> None:
    place = f"{PARTNERSHIP}/circles"
    sent = {"name": "Förhandlarna", "members": ["coordinator@example.org", "Partner@example.org"]}
    made = asks("coordinator", "POST", place, sent, 201)
    assert sorted(member["name"] for member in made["members"]) == ["Coordinator", "Partner"]
    assert asks("partner", "GET", place) == [made]
    assert asks("partner", "GET", f"{place}/{made['id']}") == made
    asks("coordinator", "POST", place, sent, 422)
    asks("coordinator", "POST", place, sent | {"members": ["outsider@example.org"]}, 404)
    asks("coordinator", "POST", place, sent | {"members": []}, 422)
    assert asks("reader", "GET", place) == []
    asks("reader", "GET", f"{place}/{made['id']}", status=404)
    asks("reader", "POST", place, sent, 403)
    for who in ("outsider", ""):
        asks(who, "GET", place, status=404)
        asks(who, "POST", place, sent, 404)
    assert Circle.objects.filter(is_of_seats=False).count() == 1
    one = f"{place}/{made['id']}"
    asks("reader", "PUT", one, sent | {"version": 1}, 404)
    numbers = [member["account"] for member in made["members"]]
    changed = asks("partner", "PUT", one, {"name": "De två", "members": numbers, "version": 1})
    assert changed == made | {"name": "De två", "version": 2}
    outsider = User.objects.get(email="outsider@example.org").pk
    asks("partner", "PUT", one, {"name": "De två", "members": [*numbers, outsider], "version": 2}, 404)
    assert Membership.objects.filter(user__email="coordinator@example.org").delete()[0]
    changed = asks("partner", "PUT", one, {"name": "Två", "members": numbers, "version": 2})
    assert len(changed["members"]) == 2  # who left the partnership may stand there still
    lost = asks("partner", "PUT", one, {"name": "Vi", "members": numbers, "version": 1}, 409)
    assert lost["current"] == changed
    asks("reader", "DELETE", one, status=404)
    asks("partner", "DELETE", one, status=204)
    assert asks("partner", "GET", place) == []


def test_a_succession_is_recorded_and_read_by_everybody(asks: Asks) -> None:
    place = "/organisations/huddinge-kommun/successions"
    known = asks("", "GET", place)
    sent = {"predecessor": "botkyrka-kommun", "from_on": "2027-01-01", "note": "Sammanslagning"}
    for who, status in (("partner", 403), ("", 401)):
        asks(who, "POST", place, sent, status)
    made = asks("reader", "POST", place, sent, 201)
    assert made == sent | {"successor": "huddinge-kommun"}
    assert asks("", "GET", place) == [*known, made]
    assert made in asks("", "GET", "/organisations/botkyrka-kommun/successions")
    assert not Organisation.objects.get(code="botkyrka-kommun").is_active
    assert asks("reader", "POST", place, sent, 422)["objections"][0]["code"] == "succession_known"
    asks("reader", "POST", place, sent | {"predecessor": "nowhere"}, 404)


def test_the_trail_is_read_by_those_inside_page_by_page(asks: Asks, world: World) -> None:
    code = world.partnership.code
    whole = asks("coordinator", "GET", f"/trail?partnership={code}&limit=500")
    assert whole["older"] is None
    assert {"start_partnership", "add_party"} <= {line["verb"] for line in whole["items"]}
    assert {line["partnership"] for line in whole["items"]} == {code}
    first = asks("coordinator", "GET", f"/trail?partnership={code}&limit=2")
    rest = asks("coordinator", "GET", f"/trail?partnership={code}&before={first['older']}")
    assert [*first["items"], *rest["items"]] == whole["items"]
    asks("outsider", "GET", f"/trail?partnership={code}", status=404)
    assert {line["partnership"] for line in asks("outsider", "GET", "/trail")["items"]} == {None}


def test_the_trail_does_not_tell_of_what_is_the_others_own(asks: Asks, world: World) -> None:
    user = world.users["coordinator"]
    own = {"audience": Audience.OWN, "organisation": Organisation.objects.get(code="huddinge-kommun")}
    title = world.document.title
    add_document(world.partnership.space, by=viewer_for(user, language="en"), title=title, key="own", **own)  # type: ignore[arg-type]
    told = {who: asks(who, "GET", "/trail")["items"] for who in ("reader", "partner")}
    (line,) = [line for line in told["reader"] if line["verb"] == "add_document" and line not in told["partner"]]
    assert line["partnership"] == world.partnership.code


def test_no_line_names_what_its_reader_may_not_know_of(asks: Asks, world: World) -> None:
    by, space = viewer_for(world.users["coordinator"], language="en"), world.partnership.space
    huddinge = Organisation.objects.get(code="huddinge-kommun")
    own: dict[str, Any] = {"audience": Audience.OWN, "organisation": huddinge}
    parties = [huddinge]
    hidden = register_agreement(world.partnership, parties=parties, by=by, kind="cooperation", title=SECRET, **own)
    open_one = register_agreement(world.partnership, parties=parties, by=by, kind="cooperation", title=OPEN)
    link = link_agreements(world.agreement, relation="rests_on", other=hidden, by=by)
    unlink_agreements(link, by=by)
    place_under(open_one, parent=hidden, by=by)
    paper = add_document(space, by=by, title=SECRET, **own)
    change_deed(world.deed, by=by, document=paper)
    told = {who: asks(who, "GET", "/trail?limit=500")["items"] for who in ("reader", "partner")}
    assert str(told["reader"]).count(SECRET.sv) >= 4
    assert SECRET.sv not in str(told["partner"])
    changes = [line["changes"] for line in told["partner"] if line["verb"] in {"place_under", "change_deed"}]
    assert [next(iter(change.values()))[1]["en"] for change in changes] == ["another record", "another record"]
    theirs = Client(headers={"Accept-Language": "en"})
    theirs.force_login(world.users["partner"])
    assert SECRET.sv not in theirs.get("/partnerships/huddinge-sodertorn/history/").content.decode()


def test_a_topic_answered_in_between_is_told_as_it_stands(asks: Asks) -> None:
    place = f"/agreements/{CODE}/topics/term"
    assert asks("reader", "GET", place)["state"] == "stated"
    asks("coordinator", "PUT", place, {"version": 1, "state": "not_stated"})
    conflict = asks("coordinator", "PUT", place, {"version": 1, "state": "stated"}, 409)
    assert conflict["current"] == asks("coordinator", "GET", place)
    asks("reader", "GET", f"/agreements/{CODE}/topics/notice", status=404)


def test_a_document_names_its_partnership_by_its_code(asks: Asks, world: World) -> None:
    code = PARTNERSHIP.rpartition("/")[2]
    made = asks("coordinator", "POST", "/documents", {"partnership": code, "title": {"sv": "Protokoll"}}, 201)
    assert made["partnership"] == code
    assert asks("coordinator", "GET", f"/documents?partnership={code}&search=protokoll")["count"] == 1
    assert asks("coordinator", "GET", "/documents?partnership=another")["count"] == 0
    asks("coordinator", "POST", "/documents", {"title": {"sv": "Ingenstans"}}, 422)
    asks("outsider", "POST", "/documents", {"partnership": code, "title": {"sv": "Utanför"}}, 404)
