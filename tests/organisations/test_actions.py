"""Each verb: does it; refuses with the right objections; not by the wrong person; leaves one line in the trail."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from sampakt.kernel.errors import Conflict, NotAllowed, Refused
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import SYSTEM
from sampakt.organisations import actions
from sampakt.organisations.models import (
    Appointment,
    Office,
    Organisation,
    Person,
    Succession,
    Unit,
)
from sampakt.organisations.terms import OrganisationObjection as Why
from sampakt.trail.models import TrailLine

from .conftest import As, Cast, codes_of, the_line

STARTS = date(2024, 1, 1)


# Organisations


def test_adding_an_organisation(as_: As) -> None:
    added = actions.add_organisation(
        name="Stiftelsen Älvros",
        kind="foundation",
        country="SE",
        organisation_number="802000-0009",
        by=as_("coordinator"),
    )
    assert (added.code, added.organisation_number) == ("stiftelsen-alvros", "8020000009")
    assert (the_line().verb, the_line().organisation_id) == ("add_organisation", added.pk)


def test_a_second_organisation_of_a_name_gets_a_code_of_its_own(as_: As) -> None:
    added = actions.add_organisation(name="Huddinge kommun", kind="other", country="ZZ", by=as_("coordinator"))
    assert added.code == "huddinge-kommun-2"


def test_the_same_organisation_is_not_added_twice(as_: As) -> None:
    as_kommune = {"name": "Ås Kommune", "kind": "municipality", "country": "NO", "by": as_("coordinator")}
    with pytest.raises(Refused) as refused:
        actions.add_organisation(**as_kommune)
    assert [(each.code, each.field) for each in refused.value.objections] == [(Why.NAME_TAKEN, "name")]
    assert "as-kommune" in str(refused.value.objections[0])
    numbered = {**as_kommune, "organisation_number": "974760673"}
    assert actions.add_organisation(**numbered).code == "as-kommune-2", "another number, another organisation"


def test_adding_refuses_wrong_and_taken_numbers_and_codes(as_: As) -> None:
    count = Organisation.objects.count()
    with pytest.raises(Refused) as refused:
        actions.add_organisation(
            name="Other", kind="other", country="SE", organisation_number="212000-0069", code="ntnu", by=as_("lead")
        )
    assert codes_of(refused) == [Why.NUMBER_WRONG, Why.CODE_TAKEN]
    assert "212000" in str(refused.value.objections[0])
    with pytest.raises(Refused) as refused:
        actions.add_organisation(
            name="Other", kind="other", country="SE", organisation_number="212000-0068", by=as_("lead")
        )
    assert codes_of(refused) == [Why.NUMBER_TAKEN]
    assert "Huddinge kommun" in str(refused.value.objections[0])
    assert Organisation.objects.count() == count
    assert not TrailLine.objects.exists()


def test_adding_refuses_what_the_fields_do_not_hold(as_: As) -> None:
    with pytest.raises(Refused) as refused:
        actions.add_organisation(name="", kind="circus", country="SE", by=as_("lead"))
    assert {objection.field for objection in refused.value.objections} == {"name", "kind"}


@pytest.mark.parametrize("name", ["reader", "contact", "passer-by"])
def test_readers_add_no_organisation(as_: As, name: str) -> None:
    with pytest.raises(NotAllowed):
        actions.add_organisation(name="Other", kind="other", country="SE", by=as_(name))


def test_changing_an_organisation(as_: As, huddinge: Organisation) -> None:
    viewer = as_("administrator")
    actions.change_organisation(huddinge, website="https://huddinge.se", version=1, by=viewer)
    huddinge.refresh_from_db()
    assert (huddinge.website, huddinge.version) == ("https://huddinge.se", 2)
    assert the_line().changes == {"website": ["", "https://huddinge.se"]}


def test_a_change_that_changes_nothing_leaves_no_line(as_: As, huddinge: Organisation) -> None:
    actions.change_organisation(huddinge, name=huddinge.name, version=1, by=as_("administrator"))
    assert not TrailLine.objects.exists()


def test_two_writers_do_not_overwrite_each_other(as_: As, huddinge: Organisation) -> None:
    actions.change_organisation(huddinge, short_name="H", version=1, by=as_("administrator"))
    with pytest.raises(Conflict) as conflict:
        actions.change_organisation(huddinge, short_name="Hu", version=1, by=as_("administrator"))
    assert conflict.value.current.short_name == "H"  # type: ignore[attr-defined]
    assert TrailLine.objects.count() == 1


def test_changing_the_country_checks_the_number_anew(as_: As, huddinge: Organisation) -> None:
    with pytest.raises(Refused) as refused:
        actions.change_organisation(huddinge, country="NO", by=as_("administrator"))
    assert codes_of(refused) == [Why.NUMBER_WRONG]


@pytest.mark.parametrize("name", ["coordinator", "partner", "reader", "stranger", "passer-by"])
def test_only_administrators_change_what_a_register_tells(as_: As, huddinge: Organisation, name: str) -> None:
    with pytest.raises(NotAllowed):
        actions.change_organisation(huddinge, short_name="H", by=as_(name))


def test_recording_a_succession(huddinge: Organisation, narvik: Organisation) -> None:
    actions.record_succession(huddinge, predecessor=narvik, from_on=STARTS, by=SYSTEM)
    narvik.refresh_from_db()
    assert not narvik.is_active
    assert the_line().verb == "record_succession"
    with pytest.raises(Refused) as refused:
        actions.record_succession(huddinge, predecessor=narvik, from_on=STARTS, by=SYSTEM)
    assert codes_of(refused) == [Why.SUCCESSION_KNOWN]
    with pytest.raises(Refused) as refused:
        actions.record_succession(huddinge, predecessor=huddinge, from_on=STARTS, by=SYSTEM)
    assert codes_of(refused) == [Why.SUCCEEDS_ITSELF]


def test_readers_record_no_succession(as_: As, huddinge: Organisation, narvik: Organisation) -> None:
    with pytest.raises(NotAllowed):
        actions.record_succession(huddinge, predecessor=narvik, from_on=STARTS, by=as_("own reader"))
    assert not Succession.objects.filter(successor=huddinge).exists()


# Units, offices, appointments, people


@pytest.fixture
def unit(huddinge: Organisation) -> Unit:
    return Unit.objects.create(organisation=huddinge, key="school", name=Text(sv="Skolan"), kind="administration")


@pytest.fixture
def office(huddinge: Organisation) -> Office:
    return Office.objects.create(organisation=huddinge, key="contact", name=Text(sv="Kontakt"))


@pytest.fixture
def anna(huddinge: Organisation) -> Person:
    return Person.objects.create(organisation=huddinge, name="Anna Exempel")


def test_adding_a_unit(as_: As, huddinge: Organisation, unit: Unit) -> None:
    added = actions.add_unit(huddinge, name=Text(sv="Skolan"), kind="department", parent=unit, by=as_("coordinator"))
    assert (added.key, added.parent) == ("skolan", unit)
    again = actions.add_unit(huddinge, name=Text(sv="Skolan"), kind="department", by=as_("coordinator"))
    assert again.key == "skolan-2"
    assert TrailLine.objects.filter(verb="add_unit").count() == 2


def test_a_unit_stands_in_its_own_organisation(as_: As, sodertorn: Organisation, unit: Unit) -> None:
    with pytest.raises(Refused) as refused:
        actions.add_unit(
            sodertorn,
            name=Text(sv="Annan"),
            kind="other",
            parent=unit,
            starts_on=STARTS,
            ends_on=STARTS - timedelta(days=1),
            by=as_("partner"),
        )
    assert codes_of(refused) == [Why.UNIT_OF_ANOTHER, Why.ENDS_BEFORE_START]
    assert not sodertorn.units.exists()


def test_a_unit_cannot_be_placed_under_itself(as_: As, unit: Unit) -> None:
    below = Unit.objects.create(organisation=unit.organisation, key="below", name="Below", kind="other", parent=unit)
    with pytest.raises(Refused) as refused:
        actions.change_unit(unit, parent=below, by=as_("coordinator"))
    assert codes_of(refused) == [Why.UNIT_ABOVE_ITSELF]
    actions.change_unit(below, parent=None, version=1, by=as_("coordinator"))
    assert the_line().verb == "change_unit"


def test_adding_and_changing_an_office(as_: As, huddinge: Organisation, unit: Unit) -> None:
    office = actions.add_office(huddinge, name=Text(sv="Kontaktperson"), function="contact", by=as_("coordinator"))
    actions.change_office(office, unit=unit, version=1, by=as_("coordinator"))
    office.refresh_from_db()
    assert (office.key, office.unit) == ("kontaktperson", unit)
    assert list(TrailLine.objects.order_by("id").values_list("verb", flat=True)) == ["add_office", "change_office"]
    with pytest.raises(Refused) as refused:
        actions.change_office(office, starts_on=STARTS, ends_on=STARTS - timedelta(days=1), by=as_("coordinator"))
    assert codes_of(refused) == [Why.ENDS_BEFORE_START]


def test_appointing_with_and_without_a_name(as_: As, office: Office, anna: Person) -> None:
    held = actions.appoint(office, person=anna, starts_on=STARTS, ends_on=date(2024, 6, 30), by=as_("coordinator"))
    actions.appoint(office, starts_on=date(2024, 9, 1), by=as_("coordinator"))
    assert held.facts().ends_on == date(2024, 6, 30)
    assert office.appointments.count() == 2
    line = TrailLine.objects.filter(verb="appoint").first()
    assert line
    assert line.organisation_id == office.organisation_id


def test_appointing_refuses_outsiders_wrong_days_and_the_same_twice(
    as_: As, office: Office, anna: Person, sodertorn: Organisation
) -> None:
    outsider = Person.objects.create(organisation=sodertorn, name="Somebody")
    with pytest.raises(Refused) as refused:
        actions.appoint(
            office, person=outsider, starts_on=STARTS, ends_on=STARTS - timedelta(days=1), by=as_("coordinator")
        )
    assert codes_of(refused) == [Why.ENDS_BEFORE_START, Why.HOLDER_UNKNOWN]
    actions.appoint(office, person=anna, starts_on=STARTS, by=as_("coordinator"))
    with pytest.raises(Refused) as refused:
        actions.appoint(office, person=anna, starts_on=date(2025, 1, 1), by=as_("coordinator"))
    assert codes_of(refused) == [Why.HELD_ALREADY]
    assert office.appointments.count() == 1


def test_ending_and_correcting_an_appointment(as_: As, office: Office) -> None:
    held = actions.appoint(office, starts_on=STARTS, by=as_("coordinator"))
    actions.end_appointment(held, ends_on=date(2024, 3, 31), version=1, by=as_("coordinator"))
    actions.change_appointment(held, starts_on=date(2024, 2, 1), version=2, by=as_("coordinator"))
    held.refresh_from_db()
    assert (held.starts_on, held.ends_on) == (date(2024, 2, 1), date(2024, 3, 31))
    verbs = list(TrailLine.objects.order_by("id").values_list("verb", flat=True))
    assert verbs == ["appoint", "end_appointment", "change_appointment"]
    with pytest.raises(Refused) as refused:
        actions.end_appointment(held, ends_on=STARTS, by=as_("coordinator"))
    assert codes_of(refused) == [Why.ENDS_BEFORE_START]


def test_adding_and_correcting_a_person(as_: As, huddinge: Organisation) -> None:
    person = actions.add_person(huddinge, name="Anna Exempel", by=as_("coordinator"))
    actions.change_person(person, email="anna@example.org", version=1, by=as_("coordinator"))
    assert list(TrailLine.objects.order_by("id").values_list("verb", flat=True)) == ["add_person", "change_person"]
    with pytest.raises(Refused) as refused:
        actions.change_person(person, email="not an address", by=as_("coordinator"))
    assert [objection.field for objection in refused.value.objections] == ["email"]


@pytest.mark.parametrize("name", ["own reader", "contact", "reader", "stranger", "passer-by"])
def test_who_may_not_touch_units_offices_and_people(
    cast: Cast, unit: Unit, office: Office, anna: Person, name: str
) -> None:
    by, huddinge = cast.viewer(name), cast.huddinge
    held = Appointment.objects.create(office=office, starts_on=STARTS)
    forbidden: list[Callable[[], object]] = [
        lambda: actions.add_unit(huddinge, name=Text(sv="x"), kind="other", by=by),
        lambda: actions.change_unit(unit, kind="other", by=by),
        lambda: actions.add_office(huddinge, name=Text(sv="x"), by=by),
        lambda: actions.change_office(office, function="owner", by=by),
        lambda: actions.appoint(office, starts_on=STARTS, by=by),
        lambda: actions.change_appointment(held, starts_on=STARTS, by=by),
        lambda: actions.end_appointment(held, ends_on=STARTS, by=by),
        lambda: actions.add_person(huddinge, name="x", by=by),
        lambda: actions.change_person(anna, name="x", by=by),
    ]
    for act in forbidden:
        with pytest.raises(NotAllowed):
            act()
    assert not TrailLine.objects.exists()
