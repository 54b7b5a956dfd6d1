"""Units, offices, appointments and people in the API."""

from http import HTTPStatus

from django.shortcuts import get_object_or_404
from ninja import Router, Status

from sampakt.kernel.problems import ApiRequest
from sampakt.organisations import actions
from sampakt.organisations.api import named
from sampakt.organisations.api.schemas import (
    AppointmentIn,
    AppointmentOut,
    AppointmentPatch,
    OfficeIn,
    OfficeOut,
    OfficePatch,
    PersonIn,
    PersonOut,
    PersonPatch,
    UnitIn,
    UnitOut,
    UnitPatch,
)
from sampakt.organisations.models import Appointment, Office, Person, Unit

router = Router(tags=["organisations"])


@router.get("/organisations/{slug:code}/units", response=list[UnitOut], summary="List units")
def list_units(request: ApiRequest, code: str) -> list[Unit]:
    """The units of an organisation, for those who work with it."""
    units = Unit.objects.visible_to(request.auth).filter(organisation=named.organisation(request, code))
    return list(units.select_related("parent").order_by("pk"))


@router.post("/organisations/{slug:code}/units", response={HTTPStatus.CREATED: UnitOut}, summary="Add a unit")
def add_unit(request: ApiRequest, code: str, body: UnitIn) -> Status[Unit]:
    """Add a unit to an organisation."""
    organisation = named.organisation(request, code)
    facts = named.facts_in(body) | {"parent": named.unit(organisation, body.parent)}
    return Status(HTTPStatus.CREATED, actions.add_unit(organisation, by=request.auth, **facts))


@router.get("/organisations/{slug:code}/units/{slug:key}", response=UnitOut, summary="Get a unit")
def get_unit(request: ApiRequest, code: str, key: str) -> Unit:
    """One unit of an organisation."""
    return _unit(request, code, key)


@router.patch("/organisations/{slug:code}/units/{slug:key}", response=UnitOut, summary="Change a unit")
def change_unit(request: ApiRequest, code: str, key: str, body: UnitPatch) -> Unit:
    """Change a unit, or place it under another one."""
    unit, facts = _unit(request, code, key), named.facts_in(body)
    if "parent" in facts:
        facts["parent"] = named.unit(unit.organisation, body.parent)
    return actions.change_unit(unit, by=request.auth, **facts)


@router.get("/organisations/{slug:code}/offices", response=list[OfficeOut], summary="List offices")
def list_offices(request: ApiRequest, code: str) -> list[Office]:
    """The offices of an organisation with those who held them, for those who work with it."""
    offices = Office.objects.visible_to(request.auth).filter(organisation=named.organisation(request, code))
    return list(offices.select_related("unit").prefetch_related("appointments__person").order_by("pk"))


@router.post("/organisations/{slug:code}/offices", response={HTTPStatus.CREATED: OfficeOut}, summary="Add an office")
def add_office(request: ApiRequest, code: str, body: OfficeIn) -> Status[Office]:
    """Add an office to an organisation."""
    organisation = named.organisation(request, code)
    facts = named.facts_in(body) | {"unit": named.unit(organisation, body.unit)}
    return Status(HTTPStatus.CREATED, actions.add_office(organisation, by=request.auth, **facts))


@router.get("/organisations/{slug:code}/offices/{slug:key}", response=OfficeOut, summary="Get an office")
def get_office(request: ApiRequest, code: str, key: str) -> Office:
    """One office of an organisation, with those who held it."""
    return _office(request, code, key)


@router.patch("/organisations/{slug:code}/offices/{slug:key}", response=OfficeOut, summary="Change an office")
def change_office(request: ApiRequest, code: str, key: str, body: OfficePatch) -> Office:
    """Change an office."""
    office, facts = _office(request, code, key), named.facts_in(body)
    if "unit" in facts:
        facts["unit"] = named.unit(office.organisation, body.unit)
    return actions.change_office(office, by=request.auth, **facts)


@router.post(
    "/organisations/{slug:code}/offices/{slug:key}/appointments",
    response={HTTPStatus.CREATED: AppointmentOut},
    summary="Record an appointment",
)
def appoint(request: ApiRequest, code: str, key: str, body: AppointmentIn) -> Status[Appointment]:
    """Record that an office is held."""
    office = _office(request, code, key)
    facts = named.facts_in(body) | {"person": named.person(request, office.organisation, body.person)}
    return Status(HTTPStatus.CREATED, actions.appoint(office, by=request.auth, **facts))


@router.get(
    "/organisations/{slug:code}/appointments/{int:number}", response=AppointmentOut, summary="Get an appointment"
)
def get_appointment(request: ApiRequest, code: str, number: int) -> Appointment:
    """One appointment to an office."""
    return _appointment(request, code, number)


@router.patch(
    "/organisations/{slug:code}/appointments/{int:number}", response=AppointmentOut, summary="Change an appointment"
)
def change_appointment(request: ApiRequest, code: str, number: int, body: AppointmentPatch) -> Appointment:
    """Correct an appointment, or record its last day."""
    appointment, facts = _appointment(request, code, number), named.facts_in(body)
    if "person" in facts:
        facts["person"] = named.person(request, appointment.office.organisation, body.person)
    return actions.change_appointment(appointment, by=request.auth, **facts)


@router.get("/organisations/{slug:code}/people", response=list[PersonOut], summary="List people")
def list_people(request: ApiRequest, code: str) -> list[Person]:
    """The people of an organisation, for those who work with it."""
    people = Person.objects.visible_to(request.auth).filter(organisation=named.organisation(request, code))
    return list(people.order_by("pk"))


@router.post("/organisations/{slug:code}/people", response={HTTPStatus.CREATED: PersonOut}, summary="Register a person")
def add_person(request: ApiRequest, code: str, body: PersonIn) -> Status[Person]:
    """Register somebody who works at an organisation."""
    return Status(
        HTTPStatus.CREATED,
        actions.add_person(named.organisation(request, code), by=request.auth, **named.facts_in(body)),
    )


@router.get("/organisations/{slug:code}/people/{int:number}", response=PersonOut, summary="Get a person")
def get_person(request: ApiRequest, code: str, number: int) -> Person:
    """One of those who work at an organisation."""
    return _person(request, code, number)


@router.patch("/organisations/{slug:code}/people/{int:number}", response=PersonOut, summary="Change a person")
def change_person(request: ApiRequest, code: str, number: int, body: PersonPatch) -> Person:
    """Correct what is known of somebody."""
    return actions.change_person(_person(request, code, number), by=request.auth, **named.facts_in(body))


def _unit(request: ApiRequest, code: str, key: str) -> Unit:
    units = Unit.objects.visible_to(request.auth).select_related("organisation", "parent")
    return get_object_or_404(units, organisation=named.organisation(request, code), key=key)


def _office(request: ApiRequest, code: str, key: str) -> Office:
    offices = Office.objects.visible_to(request.auth).select_related("organisation", "unit")
    return get_object_or_404(offices, organisation=named.organisation(request, code), key=key)


def _appointment(request: ApiRequest, code: str, number: int) -> Appointment:
    appointments = Appointment.objects.visible_to(request.auth).select_related("office__organisation", "person")
    return get_object_or_404(appointments, pk=number, office__organisation=named.organisation(request, code))


def _person(request: ApiRequest, code: str, number: int) -> Person:
    people = Person.objects.visible_to(request.auth).select_related("organisation")
    return get_object_or_404(people, pk=number, organisation=named.organisation(request, code))
