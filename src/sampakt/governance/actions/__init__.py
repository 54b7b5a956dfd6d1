"""Verbs of the room: the only code that saves."""

from sampakt.governance.actions.bodies import (
    BodyValues,
    change_body,
    dissolve_body,
    form_body,
    objections_to_removing_body,
    remove_body,
)
from sampakt.governance.actions.holdings import HoldingValues, change_holding, fill_seat, remove_holding
from sampakt.governance.actions.seats import (
    SeatValues,
    add_seat,
    change_seat,
    end_seat,
    objections_to_removing_seat,
    remove_seat,
)

__all__ = [
    "BodyValues",
    "HoldingValues",
    "SeatValues",
    "add_seat",
    "change_body",
    "change_holding",
    "change_seat",
    "dissolve_body",
    "end_seat",
    "fill_seat",
    "form_body",
    "objections_to_removing_body",
    "objections_to_removing_seat",
    "remove_body",
    "remove_holding",
    "remove_seat",
]
