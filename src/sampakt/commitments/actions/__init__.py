"""Verbs of the room: the only code that saves."""

from sampakt.commitments.actions.commitments import (
    change_commitment,
    move_commitment,
    objections_to_removing,
    proposed_reference,
    register_commitment,
    remove_commitment,
    supersede_commitment,
)
from sampakt.commitments.actions.deeds import change_deed, record_deed, remove_deed
from sampakt.commitments.actions.evidence import (
    add_evidence,
    approve_evidence,
    attach_evidence,
    change_evidence,
    detach_evidence,
    objections_to_approving,
    report,
    return_evidence,
    submit_evidence,
)
from sampakt.commitments.actions.words import (
    change_confirmation,
    change_statement,
    change_waiver,
    confirm,
    end_waiver,
    owed_to,
    state,
    waive,
)

__all__ = [
    "add_evidence",
    "approve_evidence",
    "attach_evidence",
    "change_commitment",
    "change_confirmation",
    "change_deed",
    "change_evidence",
    "change_statement",
    "change_waiver",
    "confirm",
    "detach_evidence",
    "end_waiver",
    "move_commitment",
    "objections_to_approving",
    "objections_to_removing",
    "owed_to",
    "proposed_reference",
    "record_deed",
    "register_commitment",
    "remove_commitment",
    "remove_deed",
    "report",
    "return_evidence",
    "state",
    "submit_evidence",
    "supersede_commitment",
    "waive",
]
