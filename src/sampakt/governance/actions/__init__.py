"""Verbs of the room: the only code that saves."""

from sampakt.governance.actions.bodies import (
    BodyValues,
    change_body,
    dissolve_body,
    form_body,
    objections_to_removing_body,
    remove_body,
)
from sampakt.governance.actions.decisions import (
    DecisionValues,
    VoteLine,
    approve_decision,
    change_decision,
    decide,
    remove_decision,
)
from sampakt.governance.actions.effects import Brings
from sampakt.governance.actions.holdings import HoldingValues, change_holding, fill_seat, remove_holding
from sampakt.governance.actions.proposals import ProposalValues, change_proposal, decline, propose, schedule
from sampakt.governance.actions.seats import (
    SeatValues,
    add_seat,
    change_seat,
    end_seat,
    objections_to_removing_seat,
    remove_seat,
)
from sampakt.governance.actions.tasks import (
    TaskValues,
    carry_out,
    change_task,
    drop_task,
    give_task,
    reopen_task,
    report_back,
)

__all__ = [
    "BodyValues",
    "Brings",
    "DecisionValues",
    "HoldingValues",
    "ProposalValues",
    "SeatValues",
    "TaskValues",
    "VoteLine",
    "add_seat",
    "approve_decision",
    "carry_out",
    "change_body",
    "change_decision",
    "change_holding",
    "change_proposal",
    "change_seat",
    "change_task",
    "decide",
    "decline",
    "dissolve_body",
    "drop_task",
    "end_seat",
    "fill_seat",
    "form_body",
    "give_task",
    "objections_to_removing_body",
    "objections_to_removing_seat",
    "propose",
    "remove_body",
    "remove_decision",
    "remove_holding",
    "remove_seat",
    "reopen_task",
    "report_back",
    "schedule",
]
