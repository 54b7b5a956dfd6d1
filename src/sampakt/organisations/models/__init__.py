"""Tables of the room."""

from sampakt.organisations.models.registers import Organisation, OrganisationQuerySet, Register, Succession
from sampakt.organisations.models.spaces import Circle, Membership, Shared, SharedQuerySet, Space
from sampakt.organisations.models.staff import Appointment, Office, OfficeQuerySet, Person, PersonQuerySet, Unit
from sampakt.organisations.models.users import (
    Invitation,
    InvitationQuerySet,
    OrganisationRole,
    RoleQuerySet,
    Token,
    User,
)

__all__ = [
    "Appointment",
    "Circle",
    "Invitation",
    "InvitationQuerySet",
    "Membership",
    "Office",
    "OfficeQuerySet",
    "Organisation",
    "OrganisationQuerySet",
    "OrganisationRole",
    "Person",
    "PersonQuerySet",
    "Register",
    "RoleQuerySet",
    "Shared",
    "SharedQuerySet",
    "Space",
    "Succession",
    "Token",
    "Unit",
    "User",
]
