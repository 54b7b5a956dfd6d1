"""The room in the API: organisations, and their units, offices, appointments and people."""

from http import HTTPStatus
from typing import Any

from django.shortcuts import get_object_or_404
from ninja import Field, ModelSchema, Query, Router, Schema, Status
from ninja.pagination import paginate

from sampakt.kernel.problems import ApiRequest
from sampakt.kernel.schemas import NOT_SENT, Changed, Day, Pages, Sent, TextData
from sampakt.kernel.text import Text
from sampakt.organisations import actions, queries
from sampakt.organisations.models import Appointment, Office, Organisation, OrganisationQuerySet, Person, Unit
from sampakt.organisations.terms import Country, OfficeFunction, OrganisationKind, UnitKind

router = Router(tags=["organisations"])
prefix = "/organisations"


class OrganisationFilter(Schema):
    """Which organisations to list."""

    search: str = Field("", description="Words of the name, a former name, the number or the code.")
    kind: OrganisationKind | None = None
    country: Country | None = None


class OrganisationOut(ModelSchema):
    """An organisation as the registers or its own administrators tell it."""

    names: TextData
    former_names: list[str]
    from_register: str = Field(alias="register", description="The register it stands in; empty when somebody added it.")

    class Meta:
        model = Organisation
        fields = (
            "code",
            "kind",
            "country",
            "name",
            "short_name",
            "organisation_number",
            "official_code",
            "county_code",
            "website",
            "source",
            "source_as_of",
            "is_active",
            "version",
        )

    @staticmethod
    def resolve_former_names(organisation: Organisation) -> list[str]:
        """One for each line."""
        return organisation.former_names.splitlines()


class OrganisationIn(Sent):
    """An organisation that no register has; without a code, one is made from its name."""

    code: str = Field("", max_length=80)
    kind: OrganisationKind
    country: Country
    name: str = Field(max_length=200)
    names: TextData = TextData()
    short_name: str = Field("", max_length=60)
    former_names: list[str] = []
    organisation_number: str = Field("", max_length=20)
    official_code: str = Field("", max_length=20)
    county_code: str = Field("", max_length=4)
    website: str = Field("", max_length=200)
    source: str = Field("", max_length=400)
    source_as_of: Day | None = None


class OrganisationPatch(Changed):
    """What to change, and the version that was read; what is left out stays as it is."""

    kind: OrganisationKind = NOT_SENT
    country: Country = NOT_SENT
    name: str = Field(NOT_SENT, max_length=200)
    names: TextData = NOT_SENT
    short_name: str = Field(NOT_SENT, max_length=60)
    former_names: list[str] = NOT_SENT
    organisation_number: str = Field(NOT_SENT, max_length=20)
    official_code: str = Field(NOT_SENT, max_length=20)
    website: str = Field(NOT_SENT, max_length=200)
    is_active: bool = NOT_SENT


class UnitOut(ModelSchema):
    """A part of an organisation; ``parent`` is the key of the unit above it."""

    name: TextData
    parent: str | None = Field(None, alias="parent.key")

    class Meta:
        model = Unit
        fields = ("key", "kind", "starts_on", "ends_on", "is_sample", "version")


class UnitIn(Sent):
    """A unit to add."""

    name: TextData
    kind: UnitKind
    parent: str | None = None
    starts_on: Day | None = None
    ends_on: Day | None = None


class AppointmentOut(ModelSchema):
    """Days on which an office was held, and by whom where that is said."""

    person: str | None = Field(None, alias="person.name")

    class Meta:
        model = Appointment
        fields = ("id", "starts_on", "ends_on", "is_sample", "version")


class OfficeOut(ModelSchema):
    """An office with all its appointments."""

    name: TextData
    unit: str | None = Field(None, alias="unit.key")
    appointments: list[AppointmentOut]

    class Meta:
        model = Office
        fields = ("key", "function", "starts_on", "ends_on", "is_sample", "version")

    @staticmethod
    def resolve_appointments(office: Office) -> list[Appointment]:
        """Oldest first."""
        return list(office.appointments.all())


class OfficeIn(Sent):
    """An office to add."""

    name: TextData
    function: OfficeFunction = OfficeFunction.OTHER
    unit: str | None = None
    starts_on: Day | None = None
    ends_on: Day | None = None


class AppointmentIn(Sent):
    """An appointment to record; ``person`` is the number of one of the organisation's people."""

    person: int | None = None
    starts_on: Day
    ends_on: Day | None = None


class AppointmentPatch(Changed):
    """A correction of an appointment, or its last day."""

    person: int | None = None
    starts_on: Day = NOT_SENT
    ends_on: Day | None = None


class PersonOut(ModelSchema):
    """Somebody who works at an organisation."""

    class Meta:
        model = Person
        fields = ("id", "name", "email", "version")


class PersonIn(Sent):
    """Somebody to register."""

    name: str = Field(max_length=120)
    email: str = Field("", max_length=254)


@router.get("", response=list[OrganisationOut], summary="List organisations")
@paginate(Pages)
def list_organisations(request: ApiRequest, asked: Query[OrganisationFilter]) -> OrganisationQuerySet:
    """Organisations in alphabetical order, those of the registers and those that anybody added."""
    return queries.organisations_found(
        request.auth, words=asked.search, kind=asked.kind or "", country=asked.country or ""
    )


@router.post("", response={HTTPStatus.CREATED: OrganisationOut}, summary="Add an organisation")
def add_organisation(request: ApiRequest, body: OrganisationIn) -> Status[Organisation]:
    """Add an organisation that no register has."""
    return Status(HTTPStatus.CREATED, actions.add_organisation(by=request.auth, **_facts(body)))


@router.get("/{slug:code}", response=OrganisationOut, summary="Get an organisation")
def get_organisation(request: ApiRequest, code: str) -> Organisation:
    """One organisation by its code."""
    return _organisation(request, code)


@router.patch("/{slug:code}", response=OrganisationOut, summary="Change an organisation")
def change_organisation(request: ApiRequest, code: str, body: OrganisationPatch) -> Organisation:
    """Correct what is said of an organisation."""
    return actions.change_organisation(_organisation(request, code), by=request.auth, **_facts(body))


@router.get("/{slug:code}/units", response=list[UnitOut], summary="List units")
def list_units(request: ApiRequest, code: str) -> list[Unit]:
    """The units of an organisation, for those who work with it."""
    units = Unit.objects.visible_to(request.auth).filter(organisation=_organisation(request, code))
    return list(units.select_related("parent").order_by("pk"))


@router.post("/{slug:code}/units", response={HTTPStatus.CREATED: UnitOut}, summary="Add a unit")
def add_unit(request: ApiRequest, code: str, body: UnitIn) -> Status[Unit]:
    """Add a unit to an organisation."""
    organisation = _organisation(request, code)
    facts = _facts(body) | {"parent": _own(organisation.units, body.parent)}
    return Status(HTTPStatus.CREATED, actions.add_unit(organisation, by=request.auth, **facts))


@router.get("/{slug:code}/offices", response=list[OfficeOut], summary="List offices")
def list_offices(request: ApiRequest, code: str) -> list[Office]:
    """The offices of an organisation with those who held them, for those who work with it."""
    offices = Office.objects.visible_to(request.auth).filter(organisation=_organisation(request, code))
    return list(offices.select_related("unit").prefetch_related("appointments__person").order_by("pk"))


@router.post("/{slug:code}/offices", response={HTTPStatus.CREATED: OfficeOut}, summary="Add an office")
def add_office(request: ApiRequest, code: str, body: OfficeIn) -> Status[Office]:
    """Add an office to an organisation."""
    organisation = _organisation(request, code)
    facts = _facts(body) | {"unit": _own(organisation.units, body.unit)}
    return Status(HTTPStatus.CREATED, actions.add_office(organisation, by=request.auth, **facts))


@router.post(
    "/{slug:code}/offices/{slug:key}/appointments",
    response={HTTPStatus.CREATED: AppointmentOut},
    summary="Record an appointment",
)
def appoint(request: ApiRequest, code: str, key: str, body: AppointmentIn) -> Status[Appointment]:
    """Record that an office is held."""
    organisation = _organisation(request, code)
    office = get_object_or_404(Office.objects.visible_to(request.auth), organisation=organisation, key=key)
    facts = _facts(body) | {"person": _person(request, organisation, body.person)}
    return Status(HTTPStatus.CREATED, actions.appoint(office, by=request.auth, **facts))


@router.patch("/{slug:code}/appointments/{int:number}", response=AppointmentOut, summary="Change an appointment")
def change_appointment(request: ApiRequest, code: str, number: int, body: AppointmentPatch) -> Appointment:
    """Correct an appointment, or record its last day."""
    organisation = _organisation(request, code)
    appointments = Appointment.objects.visible_to(request.auth).select_related("office__organisation")
    appointment = get_object_or_404(appointments, pk=number, office__organisation=organisation)
    facts = _facts(body)
    if "person" in facts:
        facts["person"] = _person(request, organisation, body.person)
    return actions.change_appointment(appointment, by=request.auth, **facts)


@router.get("/{slug:code}/people", response=list[PersonOut], summary="List people")
def list_people(request: ApiRequest, code: str) -> list[Person]:
    """The people of an organisation, for those who work with it."""
    people = Person.objects.visible_to(request.auth).filter(organisation=_organisation(request, code))
    return list(people.order_by("pk"))


@router.post("/{slug:code}/people", response={HTTPStatus.CREATED: PersonOut}, summary="Register a person")
def add_person(request: ApiRequest, code: str, body: PersonIn) -> Status[Person]:
    """Register somebody who works at an organisation."""
    return Status(HTTPStatus.CREATED, actions.add_person(_organisation(request, code), by=request.auth, **_facts(body)))


def _organisation(request: ApiRequest, code: str) -> Organisation:
    return get_object_or_404(Organisation.objects.visible_to(request.auth), code=code)


def _own(units: Any, key: str | None) -> Unit | None:
    return get_object_or_404(units, key=key) if key else None


def _person(request: ApiRequest, organisation: Organisation, number: int | None) -> Person | None:
    people = Person.objects.visible_to(request.auth)
    return get_object_or_404(people, organisation=organisation, pk=number) if number else None


def _facts(body: Schema) -> dict[str, Any]:
    """What was said in the body, as the actions take it."""
    facts = body.model_dump(exclude_unset=True)
    for name in ("name", "names"):
        if isinstance(facts.get(name), dict):
            facts[name] = Text.of(facts[name])
    if isinstance(facts.get("former_names"), list):
        facts["former_names"] = "\n".join(facts["former_names"])
    return facts
