"""Who sees and changes what; and that the two ways of saying it are one."""

import dataclasses
import itertools

import pytest

from sampakt.kernel.codes import new_code
from sampakt.kernel.terms import Audience
from sampakt.organisations import access
from sampakt.organisations.models import Appointment, Circle, Office, Organisation, Person, Space, Unit
from sampakt.papers.models import Document

from .conftest import Cast

EVERYBODY = (
    "operator",
    "administrator",
    "own coordinator",
    "own reader",
    "lead",
    "coordinator",
    "contact",
    "reader",
    "partner",
    "partner's reader",
    "stranger",
    "passer-by",
)


@pytest.mark.parametrize("name", EVERYBODY)
def test_organisations_are_public(cast: Cast, name: str, huddinge: Organisation) -> None:
    assert access.may_see_organisation(cast.viewer(name), huddinge)
    assert Organisation.objects.visible_to(cast.viewer(name)).filter(pk=huddinge.pk).exists()


@pytest.mark.parametrize(
    ("name", "facts", "staff", "invites"),
    [
        ("operator", True, True, True),
        ("administrator", True, True, True),
        ("own coordinator", False, True, False),
        ("own reader", False, False, False),
        ("lead", False, True, False),
        ("coordinator", False, True, False),
        ("contact", False, False, False),
        ("reader", False, False, False),
        ("stranger", False, False, False),
        ("passer-by", False, False, False),
    ],
)
def test_who_changes_an_organisation(cast: Cast, name: str, facts: bool, staff: bool, invites: bool) -> None:
    huddinge = cast.huddinge
    cast.user("administrator")
    viewer = cast.viewer(name)
    assert access.may_edit_organisation(viewer, huddinge) is facts
    assert access.may_edit_staff(viewer, huddinge) is staff
    assert access.may_invite(viewer, huddinge) is invites


@pytest.mark.parametrize("name", EVERYBODY)
def test_nobody_writes_with_a_key_that_only_reads(cast: Cast, huddinge: Organisation, name: str) -> None:
    viewer = dataclasses.replace(cast.viewer(name), may_write=False)
    assert not access.may_edit_organisation(viewer, huddinge)
    assert not access.may_edit_staff(viewer, huddinge)
    assert not access.may_invite(viewer, huddinge, cast.space.pk)
    assert not access.may_add_organisation(viewer)


def test_a_partner_keeps_the_records_of_one_that_nobody_looks_after(
    cast: Cast, huddinge: Organisation, sodertorn: Organisation, narvik: Organisation
) -> None:
    assert access.may_edit_staff(cast.viewer("coordinator"), sodertorn)
    assert not access.may_edit_organisation(cast.viewer("coordinator"), sodertorn)  # a register tells its facts
    assert not access.may_edit_staff(cast.viewer("coordinator"), narvik)
    cast.user("administrator")
    assert not access.may_edit_staff(cast.viewer("partner"), huddinge)


def test_coordinators_invite_into_their_partnership(cast: Cast, sodertorn: Organisation, space: Space) -> None:
    assert access.may_invite(cast.viewer("coordinator"), sodertorn, space.pk)
    assert not access.may_invite(cast.viewer("contact"), sodertorn, space.pk)
    assert not access.may_invite(cast.viewer("coordinator"), sodertorn)


@pytest.mark.parametrize(
    ("name", "may"), [("coordinator", True), ("administrator", True), ("contact", False), ("passer-by", False)]
)
def test_who_adds_organisations(cast: Cast, name: str, may: bool) -> None:
    assert access.may_add_organisation(cast.viewer(name)) is may


def test_accounts_are_their_owners_own(cast: Cast) -> None:
    user = cast.user("reader")
    assert access.may_use_account(cast.viewer("reader"), user.pk)
    assert not access.may_use_account(cast.viewer("operator"), user.pk)


@pytest.mark.parametrize("name", EVERYBODY)
def test_staff_in_sql_and_python_are_one(cast: Cast, name: str, huddinge: Organisation, narvik: Organisation) -> None:
    viewer = cast.viewer(name)
    for organisation in (huddinge, narvik):
        unit = Unit.objects.create(organisation=organisation, key="u", name="Unit", kind="other")
        office = Office.objects.create(organisation=organisation, key="o", name="Office")
        appointment = Appointment.objects.create(office=office, starts_on="2024-01-01")
        person = Person.objects.create(organisation=organisation, name="Somebody")
        seen = access.may_see_staff(viewer, organisation)
        for row in (unit, office, appointment, person):
            assert type(row).objects.visible_to(viewer).filter(pk=row.pk).exists() is seen, row


@pytest.mark.parametrize("name", EVERYBODY)
def test_spaces_in_sql_and_python_are_one(cast: Cast, name: str, space: Space) -> None:
    viewer = cast.viewer(name)
    for one in (space, Space.objects.create(audience=Audience.PUBLIC), Space.objects.create()):
        assert Space.objects.visible_to(viewer).filter(pk=one.pk).exists() is access.may_see_space(viewer, one)


@pytest.mark.parametrize("name", EVERYBODY)
def test_shared_records_in_sql_and_python_are_one(
    cast: Cast, name: str, space: Space, huddinge: Organisation, sodertorn: Organisation
) -> None:
    circle = Circle.objects.create(space=space, name="The three")
    circle.members.add(cast.user("contact"))
    viewer = cast.viewer(name)
    for public, audience, organisation in itertools.product((True, False), Audience, (huddinge, sodertorn)):
        space.audience = Audience.PUBLIC if public else Audience.PARTNERS
        space.save()
        document = Document(space=space, organisation=organisation, audience=audience, circle=circle, title="Paper")
        document.key = new_code()
        document.save()
        in_sql = Document.objects.visible_to(viewer).filter(pk=document.pk).exists()
        assert in_sql is Document.objects.visible_by_halves(viewer).filter(pk=document.pk).exists()
        assert access.may_see_shared(viewer, document) is in_sql, (audience, organisation)
        within = Document.objects.within(viewer, viewer.spaces).filter(pk=document.pk).exists()
        assert within is (in_sql and viewer.is_in(space.pk)), (audience, organisation)


def test_named_people_see_what_others_do_not(cast: Cast, space: Space, huddinge: Organisation) -> None:
    circle = Circle.objects.create(space=space, name="The three")
    circle.members.add(cast.user("contact"))
    record = Document(space=space, audience=Audience.NAMED, circle=circle, title="Paper")
    assert access.may_see_shared(cast.viewer("contact"), record)
    assert not access.may_see_shared(cast.viewer("lead"), record)
    assert not access.may_edit_shared(cast.viewer("lead"), record)
    assert access.may_contribute_to(cast.viewer("contact"), record)
    assert not access.may_edit_shared(cast.viewer("contact"), record)
