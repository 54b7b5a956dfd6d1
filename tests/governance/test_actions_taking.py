"""Seats that people give themselves: all who sit there are told at once, and somebody else lets them in."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from sampakt.governance.actions.agenda import add_item
from sampakt.governance.actions.decisions import approve_decision, decide
from sampakt.governance.actions.holdings import change_holding, fill_seat
from sampakt.governance.actions.seats import add_seat, change_seat
from sampakt.governance.actions.taking import confirm_seat
from sampakt.governance.models import Body, Holding, Item, Meeting, Seat
from sampakt.governance.queries.errands import ToDo, errands_of
from sampakt.governance.queries.letting_in import let_in_by_seats
from sampakt.governance.terms import Position
from sampakt.kernel import clock
from sampakt.kernel.errors import NotAllowed, Refused
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import SYSTEM, Viewer
from sampakt.organisations.actions import make_token
from sampakt.organisations.models import Appointment, Office, Organisation, Person, User
from sampakt.post.models import Letter
from sampakt.trail.models import TrailLine

from .conftest import all_for

CLOSED = Text(en="Salaries")


def person_of(viewer: Viewer) -> Person:
    assert viewer.user_id is not None
    person = User.objects.get(pk=viewer.user_id).person
    assert person is not None
    return person


@pytest.fixture
def closed(held: Meeting, cast: Any) -> Item:
    """An item that only those who sit there see."""
    return add_item(held, title=CLOSED, is_restricted=True, by=cast("contact"))


@pytest.fixture
def spare(body: Body, huddinge: Organisation, board: dict[str, Seat]) -> Seat:
    """A deputy's seat of Huddinge that stands empty."""
    return add_seat(body, position=Position.DEPUTY, organisation=huddinge, by=SYSTEM)


@pytest.fixture
def taken(spare: Seat, cast: Any) -> Holding:
    """Huddinge's coordinator took it, back-dated."""
    by = cast("coordinator")
    return fill_seat(spare, person=person_of(by), starts_on=date(2025, 1, 1), by=by)


def sees(viewer: Viewer, item: Item) -> bool:
    return Item.objects.visible_to(viewer).filter(pk=item.pk).exists()


def todos(viewer: Viewer, body: Body) -> list[tuple[ToDo, str, str]]:
    return [(one.todo, one.who, one.href) for one in errands_of(viewer, [body.space_id], clock.today())]


def test_a_seat_that_one_took_opens_nothing_until_another_confirms_it(
    closed: Item, taken: Holding, cast: Any, body: Body
) -> None:
    assert taken.taken_on == clock.today()
    assert not sees(cast("coordinator"), closed)
    assert body.seated_id not in cast("coordinator").circles
    confirm_seat(taken, by=cast("contact"))
    assert sees(cast("coordinator"), closed)
    assert body.seated_id in cast("coordinator").circles
    (line,) = TrailLine.objects.filter(verb="confirm_seat")
    assert line.changes["taken_on"][1] is None


def test_everybody_who_sits_there_is_told_at_once(taken: Holding, cast: Any, body: Body) -> None:
    named = str(taken.person)
    letters = Letter.objects.filter(occasion__startswith="taken ")
    assert {one.to for one in letters} == {
        User.objects.get(pk=cast(who).user_id).email for who in ("contact", "partner's contact", "reader")
    }
    assert all(named in one.subject for one in letters)
    told = (ToDo.CONFIRM, named, f"/holdings/{taken.pk}/confirm/")
    for who in ("contact", "partner's contact", "reader", "partner"):
        assert told in todos(cast(who), body), who
    assert told not in todos(cast("coordinator"), body)
    confirm_seat(taken, by=cast("partner"))
    assert told not in todos(cast("contact"), body)


def test_only_another_who_sits_there_or_coordinates_confirms_it(taken: Holding, cast: Any) -> None:
    lines = TrailLine.objects.count()
    with pytest.raises(Refused, match="Somebody else"):
        confirm_seat(taken, by=cast("coordinator"))
    with pytest.raises(NotAllowed):
        confirm_seat(taken, by=cast("stranger"))
    taken.refresh_from_db()
    assert (taken.taken_on, TrailLine.objects.count()) == (clock.today(), lines)


def test_it_is_confirmed_once(taken: Holding, cast: Any) -> None:
    confirm_seat(taken, by=cast("contact"))
    with pytest.raises(Refused, match="Nothing waits"):
        confirm_seat(taken, by=cast("contact"))


def test_a_seat_given_by_another_opens_all_at_once(closed: Item, spare: Seat, cast: Any) -> None:
    held = fill_seat(spare, person=person_of(cast("coordinator")), starts_on=date(2025, 1, 1), by=cast("lead"))
    assert held.taken_on is None
    assert sees(cast("coordinator"), closed)
    assert not Letter.objects.filter(occasion__startswith="taken ").exists()


def test_a_holding_changed_to_oneself_is_taken_and_one_given_away_is_not(spare: Seat, cast: Any) -> None:
    by = cast("coordinator")
    held = fill_seat(spare, person=None, starts_on=date(2025, 1, 1), by=by)
    change_holding(held, person=person_of(by), by=by)
    assert held.taken_on == clock.today()
    change_holding(held, ends_on=date(2030, 1, 1), by=cast("lead"))
    assert held.taken_on == clock.today()
    change_holding(held, person=person_of(cast("lead")), by=by)
    assert held.taken_on is None


def test_more_days_for_oneself_are_taken_too(spare: Seat, cast: Any) -> None:
    by = cast("coordinator")
    held = fill_seat(spare, person=person_of(by), starts_on=date(2025, 1, 1), ends_on=date(2025, 2, 1), by=cast("lead"))
    change_holding(held, ends_on=None, by=by)
    assert held.taken_on == clock.today()


def test_the_first_to_sit_in_a_body_lets_nobody_in(body: Body, huddinge: Organisation, cast: Any) -> None:
    by = cast("coordinator")
    seat = add_seat(body, position=Position.SECRETARY, organisation=huddinge, by=by)
    assert fill_seat(seat, person=person_of(by), starts_on=date(2025, 1, 1), by=by).taken_on is None


def test_a_seat_tied_to_ones_own_office_is_taken(
    closed: Item, body: Body, spare: Seat, office: Office, cast: Any
) -> None:
    by = cast("coordinator")
    Appointment.objects.create(office=office, person=person_of(by), starts_on=date(2024, 1, 1))
    change_seat(spare, office=office, by=by)
    assert spare.taken_on == clock.today()
    added = add_seat(body, office=office, by=by)
    assert added.taken_on == clock.today()
    assert not sees(by, closed)
    assert (ToDo.CONFIRM_OFFICE, "", f"/seats/{spare.pk}/confirm/") in todos(cast("contact"), body)
    assert ToDo.CONFIRM_OFFICE not in [todo for todo, _who, _href in todos(by, body)]
    with pytest.raises(Refused, match="Somebody else"):
        confirm_seat(spare, by=by)
    confirm_seat(spare, by=cast("contact"))
    assert sees(by, closed)


def test_by_page_and_by_api(closed: Item, spare: Seat, cast: Any, browser: Any, client: Client) -> None:
    """Neither door opens more than the other."""
    by = cast("coordinator")
    sent = {"person": person_of(by).pk, "starts_on": "2025-01-01"}
    browser("coordinator").post(f"/seats/{spare.pk}/fill/", sent)
    by_page = Holding.objects.get(seat=spare)
    assert by_page.taken_on == clock.today()
    address = f"/holdings/{by_page.pk}/confirm/"
    assert browser("coordinator").get(address).status_code == 422
    assert browser("stranger").get(address).status_code == 404
    assert b"gave themselves the seat" in browser("contact").get(address).content
    assert browser("contact").post(address).status_code == 302
    assert sees(by, closed)
    by_page.delete()
    token = make_token(User.objects.get(pk=by.user_id), name="test", may_write=True, by=by)
    headers = {"Authorization": f"Bearer {token}"}
    made = client.post(f"/api/v1/seats/{spare.pk}/holdings", sent, content_type="application/json", headers=headers)
    assert made.json()["taken_on"] == clock.today().isoformat()
    confirm = f"/api/v1/holdings/{made.json()['id']}/confirm"
    assert client.post(confirm, headers=headers).status_code == 422
    assert not sees(cast("coordinator"), closed)


def test_a_chair_who_gave_themselves_the_seat_approves_nothing_of_their_own(
    body: Body, board: dict[str, Seat], huddinge: Organisation, cast: Any
) -> None:
    by = cast("coordinator")
    seat = add_seat(body, position=Position.DEPUTY_CHAIR, organisation=huddinge, by=SYSTEM)
    fill_seat(seat, person=person_of(by), starts_on=date(2025, 1, 1), by=by)
    decision = decide(body, title=CLOSED, votes=all_for(body), by=by)
    with pytest.raises(Refused, match="You recorded the decision"):
        approve_decision(decision, by=by)


def test_those_whom_a_seat_lets_in_are_named(taken: Holding, body: Body, cast: Any) -> None:
    partnership = body.space.partnership
    named = {one.name for one in let_in_by_seats(cast("lead"), partnership, clock.today())}
    assert named == {str(person_of(cast(who))) for who in ("contact", "partner's contact", "reader")}
    assert let_in_by_seats(cast("stranger"), partnership, clock.today()) == []
