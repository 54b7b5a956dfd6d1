"""A seat lets in to the partnership in which it is, while it is held: tried with somebody who has no role there."""

from datetime import date, timedelta

import pytest
from django.test import Client

from sampakt.agreements.models import Partnership
from sampakt.governance.actions import add_seat, fill_seat
from sampakt.governance.models import Body, Meeting, Seat
from sampakt.governance.terms import Position
from sampakt.kernel import clock
from sampakt.kernel.terms import Role
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import SYSTEM
from sampakt.organisations.models import Appointment, Office, Organisation, Person, User
from sampakt.organisations.queries import viewer_for

pytestmark = pytest.mark.django_db
LONG_AGO = date(2022, 1, 1)


@pytest.fixture
def newcomer(sodertorn: Organisation) -> User:
    """Somebody at Södertörn with an account and without a role anywhere."""
    person = Person.objects.create(organisation=sodertorn, name="Nina Ny")
    return User.objects.create_user("nina@example.org", person=person)


@pytest.fixture
def empty(body: Body, sodertorn: Organisation) -> Seat:
    """An observer's seat that nobody holds yet."""
    return add_seat(body, position=Position.OBSERVER, organisation=sodertorn, name=Text(en="Observer"), by=SYSTEM)


@pytest.fixture
def desk(body: Body, sodertorn: Organisation) -> Seat:
    """The secretary's seat, empty too."""
    return add_seat(body, position=Position.SECRETARY, organisation=sodertorn, name=Text(en="Secretary"), by=SYSTEM)


def roles(user: User, partnership: Partnership) -> frozenset[str]:
    """What the user is in the partnership, as if they signed in now."""
    standing = viewer_for(User.objects.get(pk=user.pk), language="en").standing_in(partnership.pk)
    return standing.roles if standing else frozenset()


def test_whoever_sits_reads(partnership: Partnership, empty: Seat, newcomer: User, meeting: Meeting) -> None:
    browser = Client()
    browser.force_login(newcomer)
    doors = [meeting.body.get_absolute_url(), meeting.get_absolute_url(), partnership.get_absolute_url()]
    assert [browser.get(door).status_code for door in doors] == [404, 404, 404]
    fill_seat(empty, person=newcomer.person, starts_on=LONG_AGO, by=SYSTEM)
    assert roles(newcomer, partnership) == {Role.READER}
    assert [browser.get(door).status_code for door in doors] == [200, 200, 200]


def test_the_seat_gives_no_side(empty: Seat, newcomer: User, partnership: Partnership) -> None:
    fill_seat(empty, person=newcomer.person, starts_on=LONG_AGO, by=SYSTEM)
    standing = viewer_for(newcomer, language="en").standing_in(partnership.pk)
    assert standing is not None
    assert not standing.organisations


@pytest.mark.parametrize(("begins", "ends"), [(1, None), (-30, -1)])
def test_only_while_it_is_held(
    begins: int, ends: int | None, empty: Seat, newcomer: User, partnership: Partnership
) -> None:
    today = clock.today()
    last = today + timedelta(ends) if ends else None
    fill_seat(empty, person=newcomer.person, starts_on=today + timedelta(begins), ends_on=last, by=SYSTEM)
    assert not roles(newcomer, partnership)


def test_not_once_the_body_is_no_more(body: Body, empty: Seat, newcomer: User, partnership: Partnership) -> None:
    fill_seat(empty, person=newcomer.person, starts_on=LONG_AGO, by=SYSTEM)
    Body.objects.filter(pk=body.pk).update(dissolved_on=clock.today() - timedelta(1))
    assert not roles(newcomer, partnership)


def test_a_seat_by_office_lets_in_whoever_holds_the_office(
    office_seat: Seat, office: Office, newcomer: User, partnership: Partnership
) -> None:
    Appointment.objects.create(office=office, person=newcomer.person, starts_on=LONG_AGO)
    assert roles(newcomer, partnership) == {Role.CONTACT}, "it is the chair's"


def test_whoever_leads_the_body_records(desk: Seat, newcomer: User, partnership: Partnership) -> None:
    fill_seat(desk, person=newcomer.person, starts_on=clock.today(), by=SYSTEM)
    viewer = viewer_for(newcomer, language="en")
    assert viewer.may_contribute_in(partnership.pk)
    assert not viewer.may_edit_in(partnership.pk)


def test_a_role_and_a_seat_add_up(
    empty: Seat, newcomer: User, partnership: Partnership, sodertorn: Organisation
) -> None:
    newcomer.memberships.create(space=partnership.space, organisation=sodertorn, role=Role.COORDINATOR)
    fill_seat(empty, person=newcomer.person, starts_on=LONG_AGO, by=SYSTEM)
    viewer = viewer_for(newcomer, language="en")
    assert viewer.may_edit_in(partnership.pk)
    assert viewer.acts_for(sodertorn.pk, partnership.pk)
