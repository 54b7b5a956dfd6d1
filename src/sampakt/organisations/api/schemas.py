"""What organisations, their units, offices and people look like in the API."""

from ninja import Field, ModelSchema, Schema

from sampakt.kernel.schemas import NOT_SENT, Changed, Day, Sent, TextData
from sampakt.kernel.terms import Language, Role
from sampakt.organisations.models import (
    Appointment,
    Invitation,
    Membership,
    Office,
    Organisation,
    OrganisationRole,
    Person,
    Succession,
    Unit,
)
from sampakt.organisations.terms import Country, OfficeFunction, OrganisationKind, UnitKind


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


class UnitPatch(Changed):
    """What to change of a unit; ``parent`` is the key of the unit above it."""

    name: TextData = NOT_SENT
    kind: UnitKind = NOT_SENT
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


class OfficePatch(Changed):
    """What to change of an office; ``unit`` is the key of the unit that it belongs to."""

    name: TextData = NOT_SENT
    function: OfficeFunction = NOT_SENT
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


class PersonPatch(Changed):
    """What to change of what is known of somebody."""

    name: str = Field(NOT_SENT, max_length=120)
    email: str = Field(NOT_SENT, max_length=254)


class SuccessionOut(ModelSchema):
    """One organisation took over from another; both by their codes."""

    predecessor: str = Field(alias="predecessor.code")
    successor: str = Field(alias="successor.code")

    class Meta:
        model = Succession
        fields = ("from_on", "note")


class SuccessionIn(Sent):
    """Whom the organisation took over from, and since when."""

    predecessor: str = Field(max_length=80, description="The code of the organisation that is active no longer.")
    from_on: Day
    note: str = Field("", max_length=300)


class MemberOut(Schema):
    """Somebody with a role: for a whole organisation, or in one partnership on its behalf."""

    id: int
    name: str
    organisation: str = Field(alias="organisation.code")
    role: Role

    @staticmethod
    def resolve_name(given: Membership | OrganisationRole) -> str:
        """The name by which the others know them."""
        return str(given.user)


class InvitationOut(ModelSchema):
    """An open invitation; its secret link stands only in the letter."""

    organisation: str = Field(alias="organisation.code")
    partnership: str | None = Field(None, alias="space.home.code")

    class Meta:
        model = Invitation
        fields = ("id", "name", "email", "role", "language", "invited_at", "ends_on")


class InvitationIn(Sent):
    """Somebody to invite by letter, in a language, to take a role."""

    name: str = Field(max_length=120)
    email: str = Field(max_length=254, examples=["klara@example.org"])
    role: Role
    language: Language
