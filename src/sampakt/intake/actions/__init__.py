"""The verbs of the room: the only code that saves its records."""

from sampakt.intake.actions.confirming import confirm, what_it_would_make
from sampakt.intake.actions.deciding import accept, accept_all, add_value, correct, reject, reopen
from sampakt.intake.actions.dropping import cancel, drop, remove, set_aside, take_up_again
from sampakt.intake.actions.importing import import_list, start_import
from sampakt.intake.actions.listing import (
    choose_reach,
    choose_sheet,
    drop_list,
    leave_out,
    remove_list,
    tell_columns,
    tell_parties,
)
from sampakt.intake.actions.reading import read, settle

__all__ = [
    "accept",
    "accept_all",
    "add_value",
    "cancel",
    "choose_reach",
    "choose_sheet",
    "confirm",
    "correct",
    "drop",
    "drop_list",
    "import_list",
    "leave_out",
    "read",
    "reject",
    "remove",
    "remove_list",
    "reopen",
    "set_aside",
    "settle",
    "start_import",
    "take_up_again",
    "tell_columns",
    "tell_parties",
    "what_it_would_make",
]
