"""Offices that people give themselves, where these have a seat in a body: told at once, and confirmed by another."""

from datetime import date, timedelta
from typing import Any

import pytest

from sampakt.governance.actions.seats import add_seat, change_seat
from sampakt.governance.actions.taking import confirm_seat
from sampakt.governance.models import Body, Item, Seat
from sampakt.governance.queries.errands import ToDo
from sampakt.governance.queries.letting_in import let_in_by_seats
from sampakt.kernel import clock
from sampakt.kernel.errors import Refused
from sampakt.kernel.viewer import SYSTEM
from sampakt.organisations.actions import appoint, change_appointment, end_appointment
from sampakt.organisations.models import Appointment, Office
from sampakt.post.models import Letter
from sampakt.trail.models import TrailLine

from .test_actions_taking import closed, person_of, sees, spare, todos

pytestmark = pytest.mark.django_db
__all__ = ("closed", "spare")
SINCE = date(2024, 1, 1)


@pytest.fixture
def tied(closed: Item, spare: Seat, office: Office) -> Seat:
    """A seat of an office that nobody holds yet, in a body where others sit and keep something to themselves."""
    return change_seat(spare, office=office, by=SYSTEM)


def test_an_office_that_one_gives_oneself_opens_nothing_until_another_confirms_it(
    closed: Item, tied: Seat, office: Office, body: Body, cast: Any
) -> None:
    by = cast("coordinator")
    made = appoint(office, person=person_of(by), starts_on=SINCE, by=by)
    made.refresh_from_db()
    assert made.taken_on == clock.today()
    assert not sees(by, closed)
    assert body.seated_id not in cast("coordinator").circles
    assert str(made.person) not in {
        one.name for one in let_in_by_seats(cast("lead"), body.space.partnership, clock.today())
    }
    letters = Letter.objects.filter(occasion__startswith="taken appointment ")
    assert letters.count() == 3
    told = (ToDo.CONFIRM_OFFICE, "", f"/seats/{tied.pk}/confirm/")
    assert told in todos(cast("contact"), body)
    assert told not in todos(by, body)
    lines = TrailLine.objects.count()
    with pytest.raises(Refused, match="Somebody else"):
        confirm_seat(tied, by=by)
    assert TrailLine.objects.count() == lines
    confirm_seat(tied, by=cast("contact"))
    assert sees(by, closed)
    assert body.seated_id in cast("coordinator").circles
    assert TrailLine.objects.filter(verb="confirm_seat").count() == 1
    with pytest.raises(Refused, match="Nothing waits"):
        confirm_seat(tied, by=cast("contact"))


def test_one_who_is_appointed_by_another_or_sits_there_already_loses_nothing(
    closed: Item, tied: Seat, office: Office, cast: Any
) -> None:
    by, other = cast("coordinator"), cast("reader")
    appoint(office, person=person_of(other), starts_on=SINCE, by=SYSTEM)
    assert sees(other, closed)
    mine = appoint(office, person=person_of(by), starts_on=SINCE, by=by)
    assert (sees(by, closed), sees(other, closed)) == (False, True)
    end_appointment(mine, ends_on=clock.today() - timedelta(days=1), by=by)
    change_appointment(mine, ends_on=None, by=by)
    assert not sees(by, closed)
    change_appointment(mine, person=None, by=SYSTEM)
    change_appointment(mine, person=person_of(by), by=SYSTEM)
    assert sees(by, closed)


def test_an_office_without_a_seat_is_nobody_s_door(office: Office, cast: Any) -> None:
    by = cast("coordinator")
    appoint(office, person=person_of(by), starts_on=SINCE, by=by)
    assert Appointment.objects.get().taken_on is None


def test_a_seat_tied_to_an_office_that_one_will_hold_is_taken_until_another_alone_holds_it(
    closed: Item, body: Body, office: Office, cast: Any
) -> None:
    by, other = cast("coordinator"), cast("reader")
    mine = appoint(office, person=person_of(by), starts_on=clock.today() + timedelta(days=1), by=by)
    seat = add_seat(body, office=office, by=by)
    assert seat.taken_on == clock.today()
    theirs = appoint(office, person=person_of(other), starts_on=SINCE, by=cast("lead"))
    seat.refresh_from_db()
    assert seat.taken_on == clock.today()
    Appointment.objects.filter(pk__in=(mine.pk, theirs.pk)).delete()
    appoint(office, person=person_of(other), starts_on=SINCE, by=cast("lead"))
    seat.refresh_from_db()
    assert seat.taken_on is None


def test_the_body_s_page_says_what_nobody_has_confirmed(tied: Seat, office: Office, cast: Any, browser: Any) -> None:
    by, words = cast("coordinator"), "Given to oneself, not confirmed yet"
    appoint(office, person=person_of(by), starts_on=SINCE, by=by)
    assert words in browser("contact").get(tied.body.get_absolute_url()).content.decode()
    confirm_seat(tied, by=cast("contact"))
    assert words not in browser("contact").get(tied.body.get_absolute_url()).content.decode()
