"""Proposals to a body: making them, taking them up at a meeting, and answering why not."""

from datetime import date
from typing import TypedDict, Unpack

from django.db import transaction

from sampakt.commitments.terms import CommitmentObjection
from sampakt.governance.access import may_propose, may_run
from sampakt.governance.actions.agenda import add_item
from sampakt.governance.models import Body, Item, Meeting, Proposal
from sampakt.governance.terms import GovernanceObjection, ProposalState, Verb
from sampakt.kernel import clock
from sampakt.kernel.errors import NotAllowed, Objection, refuse_if
from sampakt.kernel.saving import save_changed, save_new
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.models import Organisation
from sampakt.post.actions import write_letter
from sampakt.trail.actions import record


class ProposalValues(TypedDict, total=False):
    """What can be said of a proposal: what should be taken up, why, and on whose behalf."""

    title: Text
    reason: Text
    organisation: Organisation | None
    proposed_on: date


@transaction.atomic
def propose(body: Body, *, by: Viewer, **values: Unpack[ProposalValues]) -> Proposal:
    """Propose that a body take something up; without a day, today."""
    if not may_propose(by, body):
        raise NotAllowed
    values.setdefault("proposed_on", clock.today())
    _speak_for(body, by, values.get("organisation"))
    proposal = save_new(Proposal(body=body, proposed_by_id=by.user_id, **values))
    record(Verb.PROPOSE, proposal, by=by, within=body)
    return proposal


@transaction.atomic
def change_proposal(
    proposal: Proposal, *, by: Viewer, version: int | None = None, **values: Unpack[ProposalValues]
) -> Proposal:
    """Put a proposal better while it waits: whoever made it, or who runs the body."""
    is_own = by.user_id is not None and proposal.proposed_by_id == by.user_id
    if not (may_propose(by, proposal.body) if is_own else may_run(by, proposal.body)):
        raise NotAllowed
    if values.get("organisation", proposal.organisation) != proposal.organisation:
        _speak_for(proposal.body, by, values.get("organisation"))
    _refuse_unless_waiting(proposal)
    if changes := save_changed(proposal, values, version=version):
        record(Verb.CHANGE_PROPOSAL, proposal, by=by, changes=changes, within=proposal.body)
    return proposal


@transaction.atomic
def schedule(proposal: Proposal, *, meeting: Meeting, by: Viewer) -> Item:
    """Take a proposal up: it becomes an item on the agenda of one of the body's meetings."""
    if not may_run(by, proposal.body):
        raise NotAllowed
    _refuse_unless_waiting(proposal)
    if meeting.body_id != proposal.body_id:
        refuse_if([Objection.of(GovernanceObjection.OTHER_BODY, field="meeting", body=proposal.body)])
    item = add_item(meeting, title=proposal.title, background=proposal.reason, by=by)
    changes = save_changed(proposal, {"state": ProposalState.SCHEDULED, "item": item}, version=None)
    record(Verb.SCHEDULE, proposal, by=by, changes=changes, within=proposal.body)
    _tell_proposer(proposal, meeting=meeting, by=by)
    return item


@transaction.atomic
def decline(proposal: Proposal, *, answer: Text, by: Viewer) -> Proposal:
    """Answer why a proposal is not taken up."""
    if not may_run(by, proposal.body):
        raise NotAllowed
    _refuse_unless_waiting(proposal)
    if not answer:
        refuse_if([Objection.of(GovernanceObjection.ANSWER_MISSING, field="answer")])
    changes = save_changed(proposal, {"state": ProposalState.DECLINED, "answer": answer}, version=None)
    record(Verb.DECLINE, proposal, by=by, changes=changes, within=proposal.body)
    _tell_proposer(proposal, by=by)
    return proposal


def _tell_proposer(proposal: Proposal, *, by: Viewer, meeting: Meeting | None = None) -> None:
    """Write to whoever proposed it what came of it: the meeting that takes it up, or the answer."""
    proposer = proposal.proposed_by
    if proposer is None or proposer.pk == by.user_id or not proposer.is_active:
        return
    write_letter(
        to=proposer.email,
        template="governance/letters/answer.txt",
        language=proposer.language or proposal.body.space.partnership.language,
        occasion=f"proposal {proposal.pk} {proposal.version}",
        name=str(proposer),
        body=proposal.body,
        proposal=proposal,
        meeting=meeting,
    )


def _refuse_unless_waiting(proposal: Proposal) -> None:
    """Hold the proposal until this is done, so that it is answered once."""
    state = Proposal.objects.select_for_update().values_list("state", flat=True).get(pk=proposal.pk)
    if state != ProposalState.WAITING:
        refuse_if([Objection.of(GovernanceObjection.NOT_WAITING)])


def _speak_for(body: Body, by: Viewer, organisation: Organisation | None) -> None:
    """A proposal is made on one's own behalf, or that of an organisation that one acts for there."""
    if organisation is None or by.is_operator or by.acts_for(organisation.pk, body.space_id):
        return
    refuse_if([Objection.of(CommitmentObjection.SPEAKS_FOR_ANOTHER, field="organisation", organisation=organisation)])
