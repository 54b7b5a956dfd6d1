"""Units, offices, people, and who holds which office."""

from collections.abc import Iterator
from datetime import date
from typing import TypedDict, TypeVar, Unpack

from django.db import transaction

from sampakt.kernel.errors import NotAllowed, Objection, refuse_if
from sampakt.kernel.saving import save_changed, save_new
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.access import may_edit_staff
from sampakt.organisations.models import Appointment, Office, Organisation, Person, Unit
from sampakt.organisations.rules import Tenure, code_from, is_above_itself, is_overlapping
from sampakt.organisations.terms import OrganisationObjection, Verb
from sampakt.trail.actions import record

Keyed = TypeVar("Keyed", Unit, Office)


class UnitFacts(TypedDict, total=False):
    """What can be said of a unit."""

    name: Text
    kind: str
    parent: Unit | None
    starts_on: date | None
    ends_on: date | None
    is_sample: bool


class OfficeFacts(TypedDict, total=False):
    """What can be said of an office."""

    name: Text
    function: str
    unit: Unit | None
    starts_on: date | None
    ends_on: date | None
    is_sample: bool


class AppointmentFacts(TypedDict, total=False):
    """Who holds an office on which days."""

    person: Person | None
    starts_on: date
    ends_on: date | None
    is_sample: bool


class PersonFacts(TypedDict, total=False):
    """What work needs to know of a person."""

    name: str
    email: str


@transaction.atomic
def add_unit(organisation: Organisation, *, by: Viewer, key: str = "", **facts: Unpack[UnitFacts]) -> Unit:
    """Add a unit; without a key, one is made from its name."""
    _ask(by, organisation)
    unit = Unit(organisation=organisation, **facts)
    unit.key = key or _free_key(unit)
    refuse_if([*_against_unit(unit, unit.parent), *_against_days(unit.starts_on, unit.ends_on)])
    save_new(unit)
    record(Verb.ADD_UNIT, unit, by=by)
    return unit


@transaction.atomic
def change_unit(unit: Unit, *, by: Viewer, version: int | None = None, **facts: Unpack[UnitFacts]) -> Unit:
    """Change a unit, or place it under another one."""
    _ask(by, unit.organisation)
    starts_on, ends_on = facts.get("starts_on", unit.starts_on), facts.get("ends_on", unit.ends_on)
    refuse_if([*_against_unit(unit, facts.get("parent", unit.parent)), *_against_days(starts_on, ends_on)])
    if changes := save_changed(unit, facts, version=version):
        record(Verb.CHANGE_UNIT, unit, by=by, changes=changes)
    return unit


@transaction.atomic
def add_office(organisation: Organisation, *, by: Viewer, key: str = "", **facts: Unpack[OfficeFacts]) -> Office:
    """Add an office; without a key, one is made from its name."""
    _ask(by, organisation)
    office = Office(organisation=organisation, **facts)
    office.key = key or _free_key(office)
    refuse_if([*_against_place(organisation, office.unit), *_against_days(office.starts_on, office.ends_on)])
    save_new(office)
    record(Verb.ADD_OFFICE, office, by=by)
    return office


@transaction.atomic
def change_office(office: Office, *, by: Viewer, version: int | None = None, **facts: Unpack[OfficeFacts]) -> Office:
    """Change an office."""
    _ask(by, office.organisation)
    starts_on, ends_on = facts.get("starts_on", office.starts_on), facts.get("ends_on", office.ends_on)
    unit = facts.get("unit", office.unit)
    refuse_if([*_against_place(office.organisation, unit), *_against_days(starts_on, ends_on)])
    if changes := save_changed(office, facts, version=version):
        record(Verb.CHANGE_OFFICE, office, by=by, changes=changes)
    return office


@transaction.atomic
def appoint(office: Office, *, by: Viewer, **facts: Unpack[AppointmentFacts]) -> Appointment:
    """Record that an office is held from a day on; by whom may be left unsaid."""
    _ask(by, office.organisation)
    appointment = Appointment(office=office, **facts)
    refuse_if(_against_appointment(appointment, appointment.person, appointment.starts_on, appointment.ends_on))
    save_new(appointment)
    record(Verb.APPOINT, appointment, by=by, organisation_id=office.organisation_id)
    return appointment


@transaction.atomic
def change_appointment(
    appointment: Appointment, *, by: Viewer, version: int | None = None, **facts: Unpack[AppointmentFacts]
) -> Appointment:
    """Correct who held an office, or when."""
    return _change_appointment(appointment, Verb.CHANGE_APPOINTMENT, by, version, facts)


@transaction.atomic
def end_appointment(appointment: Appointment, *, ends_on: date, by: Viewer, version: int | None = None) -> Appointment:
    """Record the last day on which somebody held an office."""
    return _change_appointment(appointment, Verb.END_APPOINTMENT, by, version, {"ends_on": ends_on})


@transaction.atomic
def add_person(organisation: Organisation, *, by: Viewer, **facts: Unpack[PersonFacts]) -> Person:
    """Register somebody who works at an organisation."""
    _ask(by, organisation)
    person = save_new(Person(organisation=organisation, **facts))
    record(Verb.ADD_PERSON, person, by=by)
    return person


@transaction.atomic
def change_person(person: Person, *, by: Viewer, version: int | None = None, **facts: Unpack[PersonFacts]) -> Person:
    """Correct somebody's name or address."""
    _ask(by, person.organisation)
    if changes := save_changed(person, facts, version=version):
        record(Verb.CHANGE_PERSON, person, by=by, changes=changes)
    return person


def _ask(by: Viewer, organisation: Organisation) -> None:
    if not may_edit_staff(by, organisation):
        raise NotAllowed


def _change_appointment(
    appointment: Appointment, verb: Verb, by: Viewer, version: int | None, facts: AppointmentFacts
) -> Appointment:
    _ask(by, appointment.office.organisation)
    person = facts.get("person", appointment.person)
    starts_on, ends_on = facts.get("starts_on", appointment.starts_on), facts.get("ends_on", appointment.ends_on)
    refuse_if(_against_appointment(appointment, person, starts_on, ends_on))
    if changes := save_changed(appointment, facts, version=version):
        record(verb, appointment, by=by, changes=changes, organisation_id=appointment.office.organisation_id)
    return appointment


def _free_key(row: Keyed) -> str:
    """A key made from the first language that the name is said in, unlike those of the organisation's other rows."""
    plain = code_from(next(iter(row.name.as_data().values()), "")) or row._meta.model_name or ""
    taken = set(type(row)._base_manager.filter(organisation=row.organisation).values_list("key", flat=True))
    numbered = (f"{plain[:55]}-{number}" for number in range(2, len(taken) + 3))
    return plain if plain not in taken else next(key for key in numbered if key not in taken)


def _against_days(starts_on: date | None, ends_on: date | None) -> Iterator[Objection]:
    if starts_on and ends_on and ends_on < starts_on:
        yield Objection.of(OrganisationObjection.ENDS_BEFORE_START, field="ends_on")


def _against_place(organisation: Organisation, unit: Unit | None, field: str = "unit") -> Iterator[Objection]:
    if unit and unit.organisation_id != organisation.pk:
        yield Objection.of(OrganisationObjection.UNIT_OF_ANOTHER, field=field)


def _against_unit(unit: Unit, parent: Unit | None) -> Iterator[Objection]:
    yield from _against_place(unit.organisation, parent, field="parent")
    if parent and unit.pk:
        parents = dict(unit.organisation.units.values_list("pk", "parent_id"))
        if is_above_itself(unit.pk, parent.pk, parents):
            yield Objection.of(OrganisationObjection.UNIT_ABOVE_ITSELF, field="parent")


def _against_appointment(
    appointment: Appointment, person: Person | None, starts_on: date, ends_on: date | None
) -> Iterator[Objection]:
    yield from _against_days(starts_on, ends_on)
    if person is None:
        return
    if person.organisation_id != appointment.office.organisation_id:
        yield Objection.of(OrganisationObjection.HOLDER_UNKNOWN, field="person")
    same_holder = Appointment.objects.filter(office=appointment.office, person=person).exclude(pk=appointment.pk)
    if is_overlapping(Tenure(starts_on, ends_on), [held.facts() for held in same_holder]):
        yield Objection.of(OrganisationObjection.HELD_ALREADY, field="person", name=person.name)
