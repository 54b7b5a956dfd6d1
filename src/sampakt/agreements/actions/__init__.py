"""The verbs of the room: the only code that saves its records."""

from sampakt.agreements.actions.agreements import (
    change_agreement,
    draft_agreement,
    end_agreement,
    remove_agreement,
)
from sampakt.agreements.actions.amending import amend, remove_amendment
from sampakt.agreements.actions.chains import change_step, plan_step, record_step, remove_step
from sampakt.agreements.actions.content import (
    answer_topic,
    assess_impact,
    choose_claim,
    claim,
    link_goal,
    remove_claim,
    remove_impact,
    unlink_goal,
)
from sampakt.agreements.actions.documents import (
    attach_document,
    change_note,
    detach_document,
    remove_note,
    write_note,
)
from sampakt.agreements.actions.family import link_agreements, place_under, unlink_agreements
from sampakt.agreements.actions.listed import Listed, ListedClaim, ListedParty, claim_listed, register_listed
from sampakt.agreements.actions.parties import (
    add_party,
    change_fee,
    change_party,
    remove_fee,
    remove_party,
    set_fee,
    sign,
    withdraw_signature,
)
from sampakt.agreements.actions.partnerships import (
    add_theme,
    change_partnership,
    change_theme,
    remove_theme,
    start_partnership,
)
from sampakt.agreements.actions.registering import file_document, register_agreement

__all__ = [
    "Listed",
    "ListedClaim",
    "ListedParty",
    "add_party",
    "add_theme",
    "amend",
    "answer_topic",
    "assess_impact",
    "attach_document",
    "change_agreement",
    "change_fee",
    "change_note",
    "change_partnership",
    "change_party",
    "change_step",
    "change_theme",
    "choose_claim",
    "claim",
    "claim_listed",
    "detach_document",
    "draft_agreement",
    "end_agreement",
    "file_document",
    "link_agreements",
    "link_goal",
    "place_under",
    "plan_step",
    "record_step",
    "register_agreement",
    "register_listed",
    "remove_agreement",
    "remove_amendment",
    "remove_claim",
    "remove_fee",
    "remove_impact",
    "remove_note",
    "remove_party",
    "remove_step",
    "remove_theme",
    "set_fee",
    "sign",
    "start_partnership",
    "unlink_agreements",
    "unlink_goal",
    "withdraw_signature",
    "write_note",
]
