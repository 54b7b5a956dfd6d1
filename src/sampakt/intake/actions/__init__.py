"""The verbs of the room: the only code that saves its records."""

from sampakt.intake.actions.confirming import confirm, what_it_would_make
from sampakt.intake.actions.deciding import accept, accept_all, add_value, correct, reject, reopen
from sampakt.intake.actions.dropping import cancel, drop, remove, set_aside, take_up_again
from sampakt.intake.actions.reading import read, settle

__all__ = [
    "accept",
    "accept_all",
    "add_value",
    "cancel",
    "confirm",
    "correct",
    "drop",
    "read",
    "reject",
    "remove",
    "reopen",
    "set_aside",
    "settle",
    "take_up_again",
    "what_it_would_make",
]
