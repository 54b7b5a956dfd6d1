"""Decision chains: how far a party has come, what is late, and what was taken in the wrong order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sampakt.agreements.rules.facts import PartyFacts, StepFacts
from sampakt.agreements.terms import APPROVING, ChainFault, ChainStatus, Outcome

LEGALITY_REVIEW = timedelta(days=21)
"""In Sweden a municipal decision may be appealed for three weeks after the notice of its minutes was posted."""


@dataclass(frozen=True)
class Fault:
    """Something out of order at one step."""

    step: int
    code: ChainFault


@dataclass(frozen=True)
class ChainState:
    """How far a party had come on a day. ``late_days`` counts from the planned day of the step that is next."""

    status: ChainStatus
    done: int
    steps: int
    next_step: int | None
    next_on: date | None
    late_days: int
    decided_on: date | None
    faults: tuple[Fault, ...]

    @property
    def is_in_order(self) -> bool:
        """Whether the steps were taken one after the other, and the signature came last."""
        return not self.faults


def party_decided_on(party: PartyFacts) -> date | None:
    """The day on which the party said yes: when the last instance of its chain approved.

    An instance that only takes note decides nothing. A party without a chain has decided when it signs.
    """
    deciding = [step for step in party.steps if not step.is_information]
    if not deciding:
        return party.signed_on
    last = deciding[-1]
    return last.decided_on if last.outcome in APPROVING else None


def rejected_by(party: PartyFacts, day: date) -> StepFacts | None:
    """The last step that said no by ``day``, while no later yes has overruled it; None where none stands in the way."""
    if chain_state(party, day).status != ChainStatus.REJECTED:
        return None
    said_no = [step for step in party.steps if step.outcome == Outcome.REJECTS and step.is_taken_by(day)]
    return said_no[-1]


def chain_state(party: PartyFacts, day: date) -> ChainState:
    """How far the party had come with its decision when ``day`` was over."""
    steps = party.steps
    waiting = [step for step in steps if not step.is_taken_by(day)]
    next_step = waiting[0] if waiting else None
    decided = party_decided_on(party)
    if decided is not None and decided > day:
        decided = None
    late = 0
    if next_step is not None and next_step.planned_on is not None:
        late = max((day - next_step.planned_on).days, 0)
    return ChainState(
        status=_status(steps, day, decided, late),
        done=len(steps) - len(waiting),
        steps=len(steps),
        next_step=next_step.id if next_step else None,
        next_on=next_step.planned_on if next_step else None,
        late_days=late,
        decided_on=decided,
        faults=tuple(_faults(party, day)),
    )


def _status(steps: Sequence[StepFacts], day: date, decided: date | None, late: int) -> ChainStatus:
    if decided is not None:
        return ChainStatus.DECIDED
    if any(step.outcome == Outcome.REJECTS and step.is_taken_by(day) for step in steps):
        return ChainStatus.REJECTED
    if not steps:
        return ChainStatus.NOT_PLANNED
    return ChainStatus.LATE if late else ChainStatus.UNDER_WAY


def _faults(party: PartyFacts, day: date) -> list[Fault]:
    faults = []
    steps = party.steps
    for place, step in enumerate(steps):
        earlier = [other.decided_on for other in steps[:place] if other.decided_on and other.is_taken_by(day)]
        if not step.is_taken_by(day):
            if any(later.is_taken_by(day) for later in steps[place + 1 :]):
                faults.append(Fault(step.id, ChainFault.SKIPPED))
        elif step.decided_on is not None and earlier and step.decided_on < max(earlier):
            faults.append(Fault(step.id, ChainFault.OUT_OF_ORDER))
        if party.has_signed_by(day) and not step.is_information and not _was_taken_before_signing(step, party):
            faults.append(Fault(step.id, ChainFault.SIGNED_BEFORE))
    return faults


def _was_taken_before_signing(step: StepFacts, party: PartyFacts) -> bool:
    return step.decided_on is not None and party.signed_on is not None and step.decided_on <= party.signed_on


def appeal_ends_on(country: str, notice_posted_on: date | None) -> date | None:
    """The last day for an appeal, reckoned from the notice; None when the law reckons otherwise or none is known."""
    if country == "SE" and notice_posted_on is not None:
        return notice_posted_on + LEGALITY_REVIEW
    return None
