"""The verbs of the room: the only code that saves its records."""

from sampakt.organisations.actions.accounts import (
    accept_invitation,
    change_account,
    invite,
    make_token,
    objections_to_accepting,
    open_account,
    revoke_token,
    set_language,
    use_token,
    withdraw_invitation,
)
from sampakt.organisations.actions.circles import change_circle, dissolve_circle, make_circle
from sampakt.organisations.actions.registers import add_organisation, change_organisation, record_succession
from sampakt.organisations.actions.roles import give_role, join_space, leave_space, take_role
from sampakt.organisations.actions.seeding import seed_registers
from sampakt.organisations.actions.staff import (
    add_office,
    add_person,
    add_unit,
    appoint,
    change_appointment,
    change_office,
    change_person,
    change_unit,
    end_appointment,
)

__all__ = [
    "accept_invitation",
    "add_office",
    "add_organisation",
    "add_person",
    "add_unit",
    "appoint",
    "change_account",
    "change_appointment",
    "change_circle",
    "change_office",
    "change_organisation",
    "change_person",
    "change_unit",
    "dissolve_circle",
    "end_appointment",
    "give_role",
    "invite",
    "join_space",
    "leave_space",
    "make_circle",
    "make_token",
    "objections_to_accepting",
    "open_account",
    "record_succession",
    "revoke_token",
    "seed_registers",
    "set_language",
    "take_role",
    "use_token",
    "withdraw_invitation",
]
