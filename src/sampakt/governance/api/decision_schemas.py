"""What the API sends and takes of decisions, of what is to be done after them, and of what bodies should take up."""

from datetime import date
from typing import Annotated, Any

from ninja import Field, Schema

from sampakt.commitments.access import may_see_commitment
from sampakt.commitments.api.schemas import staff_name
from sampakt.governance.api.meeting_schemas import (
    ABOUT_AGREEMENT,
    ABOUT_COMMITMENT,
    ABOUT_THEME,
    DOCUMENT,
    RESTRICTED,
    SeatName,
)
from sampakt.governance.api.named import is_inside, seen_with_body, sees_decision, sees_restricted
from sampakt.governance.models import Decision, Proposal, Task
from sampakt.governance.queries.decisions import intended_seen
from sampakt.governance.queries.intents import Intended
from sampakt.governance.terms import DecisionOutcome, DecisionRule, Effect, ProposalState, Stance, TaskState
from sampakt.kernel.schemas import NOT_SENT, Changed, Day, SeenVersion, Sent, TextData
from sampakt.kernel.words import OwnWordOrNone

OWNER = "The code of the party that is to do it."
OFFICE = "The office whose holder is to do it, as organisation/key."
PERSON = "The number of the person who is to do it."
ITEM = "The number of the agenda item that it came of."

Number = Annotated[int, Field(ge=1, le=2**15 - 1)]
Identity = Annotated[int, Field(ge=1, le=2**63 - 1)]


class PositionOut(Schema):
    """How a member, by the seat's key, or a party as one stood to a decision, and the reservation if there was one."""

    seat: str | None = Field(None, alias="seat.key")
    organisation: str | None = Field(None, alias="organisation.code")
    stance: Stance
    reservation: TextData


class PositionIn(Sent):
    """How a member, by the seat's key or number, or a party as one, by its code, stood to a decision."""

    seat: SeatName | None = None
    organisation: str | None = None
    stance: Stance
    reservation: TextData = TextData()


class BringsIn(Sent):
    """What a decision brings about: what was done and the days it is about, or what was agreed instead and how long.

    What is recorded already is named: a deed, a waiver, or the commitment that replaces the one that is changed.
    """

    type: OwnWordOrNone = ""
    covers_from: Day | None = None
    covers_until: Day | None = None
    instead: TextData = TextData()
    holds_from: Day | None = None
    holds_until: Day | None = None
    deed: str | None = Field(None, description="The code of what was done.")
    waiver: Identity | None = Field(None, description="The number of the waiver.")
    successor: str | None = Field(None, description="The code of the commitment.")


class IntendsOut(Schema):
    """What a decision between meetings will bring about once it is approved; nothing of it holds before."""

    type: str = Field(alias="said.type")
    covers_from: date | None = Field(alias="said.covers_from")
    covers_until: date | None = Field(alias="said.covers_until")
    instead: TextData = Field(alias="said.instead")
    holds_from: date | None = Field(alias="said.holds_from")
    holds_until: date | None = Field(alias="said.holds_until")
    deed: str | None = Field(None, alias="deed.code")
    waiver: int | None = Field(None, alias="waiver.pk")
    successor: str | None = Field(None, alias="successor.code")


class DecisionOut(Schema):
    """A decision, how members stood to it for those inside the partnership, and what it made, or will make.

    Once approved it is never changed. What it names is null where who asks may not see that.
    """

    code: str
    body: str = Field(alias="body.code")
    meeting: str | None = Field(None, alias="meeting.code")
    item: int | None
    year: int
    number: int
    decided_on: date
    title: TextData
    words: TextData
    outcome: DecisionOutcome
    rule: DecisionRule | None
    effect: Effect | None
    agreement: str | None
    commitment: str | None
    theme: str | None = Field(None, alias="theme.key")
    document: str | None
    supersedes: str | None
    deed: str | None
    waiver: int | None
    intends: IntendsOut | None
    votes: list[PositionOut]
    approved_on: date | None
    is_restricted: bool
    is_sample: bool
    version: int

    @staticmethod
    def resolve_item(decision: Decision, context: Any) -> int | None:
        """The number of the agenda item, for those inside who see it."""
        request, item = context["request"], decision.item
        if item is None or not is_inside(request, decision.body):
            return None
        return item.pk if not item.is_restricted or sees_restricted(request, decision.body) else None

    @staticmethod
    def resolve_rule(decision: Decision) -> str | None:
        """None when nothing is agreed."""
        return decision.rule or None

    @staticmethod
    def resolve_effect(decision: Decision) -> str | None:
        """None when its words are all."""
        return decision.effect or None

    @staticmethod
    def resolve_agreement(decision: Decision, context: Any) -> str | None:
        """The code of the agreement, if who asks may see it."""
        seen = seen_with_body(context["request"].auth, decision.body, decision.agreement)
        return seen.code if seen else None

    @staticmethod
    def resolve_commitment(decision: Decision, context: Any) -> str | None:
        """The code of the commitment, if who asks may see it."""
        return (
            decision.commitment.code if decision.commitment and _sees(decision, decision.commitment, context) else None
        )

    @staticmethod
    def resolve_document(decision: Decision, context: Any) -> str | None:
        """The code of the document, if who asks may see it."""
        seen = seen_with_body(context["request"].auth, decision.body, decision.document)
        return seen.code if seen else None

    @staticmethod
    def resolve_supersedes(decision: Decision, context: Any) -> str | None:
        """The code of the earlier decision, if who asks may see it."""
        earlier = decision.supersedes
        if earlier is None:
            return None
        earlier.body = decision.body
        return earlier.code if sees_decision(context["request"], earlier) else None

    @staticmethod
    def resolve_deed(decision: Decision, context: Any) -> str | None:
        """The code of what was done, if who asks may see it."""
        seen = seen_with_body(context["request"].auth, decision.body, decision.deed)
        return seen.code if seen else None

    @staticmethod
    def resolve_waiver(decision: Decision, context: Any) -> int | None:
        """The number of the waiver, if who asks may see its commitment."""
        waiver = decision.waiver
        return waiver.pk if waiver and _sees(decision, waiver.commitment, context) else None

    @staticmethod
    def resolve_intends(decision: Decision, context: Any) -> Intended | None:
        """What waits for its approval, if anything does."""
        return intended_seen(context["request"].auth, decision)

    @staticmethod
    def resolve_votes(decision: Decision, context: Any) -> list[Any]:
        """For those inside the partnership."""
        return list(decision.votes.all()) if is_inside(context["request"], decision.body) else []


class DecisionIn(Sent):
    """A decision to record: under an item, at a meeting, or between meetings. It gets the next number of its year."""

    title: TextData
    words: TextData = TextData()
    meeting: str | None = Field(None, description="The code of the meeting.")
    item: Identity | None = Field(None, description=ITEM)
    outcome: DecisionOutcome = DecisionOutcome.TAKEN
    effect: Effect | None = None
    agreement: str | None = Field(None, description=ABOUT_AGREEMENT)
    commitment: str | None = Field(None, description=ABOUT_COMMITMENT)
    theme: str | None = Field(None, description=ABOUT_THEME)
    document: str | None = Field(None, description=DOCUMENT)
    supersedes: str | None = Field(None, description="The code of the decision that it supersedes.")
    is_restricted: bool = Field(default=False, description=RESTRICTED)
    decided_on: Day = Field(NOT_SENT, description="When it was taken between meetings; otherwise that of its meeting.")
    number: Number = NOT_SENT
    number_is_meant: bool = Field(default=False, description="That a number which is not the next one is meant.")
    votes: list[PositionIn] = Field([], max_length=500)
    brings: BringsIn | None = None


class DecisionPatch(Changed):
    """What to correct of a decision that is not approved, and the version that was read."""

    title: TextData = NOT_SENT
    words: TextData = NOT_SENT
    outcome: DecisionOutcome = NOT_SENT
    effect: Effect | None = None
    agreement: str | None = Field(None, description=ABOUT_AGREEMENT)
    commitment: str | None = Field(None, description=ABOUT_COMMITMENT)
    theme: str | None = Field(None, description=ABOUT_THEME)
    document: str | None = Field(None, description=DOCUMENT)
    supersedes: str | None = Field(None, description="The code of the decision that it supersedes.")
    is_restricted: bool = Field(NOT_SENT, description=RESTRICTED)
    decided_on: Day = NOT_SENT
    number: Number = NOT_SENT
    votes: list[PositionIn] = Field(NOT_SENT, max_length=500)
    brings: BringsIn = NOT_SENT


class ApprovedIn(Sent):
    """The day on which a decision was approved, today unless another is said, and the version that was read."""

    on: Day | None = None
    version: int | None = Field(None, description="Refused when the decision was changed after this version.")


class DecisionFilter(Schema):
    """Which decisions: of a body, of a year, by outcome, about something, in force on a day, with words."""

    body: str = Field("", description="The code of the body.")
    year: int | None = Field(None, ge=1900, le=2200)
    outcome: DecisionOutcome | None = None
    agreement: str = Field("", description=ABOUT_AGREEMENT)
    commitment: str = Field("", description=ABOUT_COMMITMENT)
    theme: str = Field("", description=ABOUT_THEME)
    in_force_on: Day | None = None
    search: str = Field("", max_length=200)


class TaskOut(Schema):
    """An action to do: what a body asked of whom by when, and what came of it."""

    code: str
    body: str = Field(alias="body.code")
    decision: str | None
    item: int | None = Field(alias="item_id")
    title: TextData
    organisation: str | None = Field(None, alias="organisation.code")
    office: str | None
    person: int | None = Field(alias="person_id")
    given_on: date
    due_on: date | None
    state: TaskState
    done_on: date | None
    account: TextData = Field(description="What was done, or why it was dropped.")
    reported_at: str | None = Field(None, alias="reported_at.code")
    is_restricted: bool
    is_sample: bool
    version: int

    @staticmethod
    def resolve_decision(task: Task, context: Any) -> str | None:
        """The code of the decision that gave it, if who asks may see it."""
        if task.decision is None:
            return None
        task.decision.body = task.body
        return task.decision.code if sees_decision(context["request"], task.decision) else None

    @staticmethod
    def resolve_office(task: Task) -> str | None:
        """By its organisation and key."""
        return staff_name(task.office)


class TaskIn(Sent):
    """An action to give: by a decision, under an item, or between meetings."""

    title: TextData
    decision: str | None = Field(None, description="The code of the decision that it carries out.")
    item: Identity | None = Field(None, description=ITEM)
    organisation: str | None = Field(None, description=OWNER)
    office: str | None = Field(None, description=OFFICE)
    person: Identity | None = Field(None, description=PERSON)
    given_on: Day = NOT_SENT
    due_on: Day | None = None
    is_restricted: bool = Field(default=False, description=RESTRICTED)


class TaskPatch(Changed):
    """What to correct of an action, and the version that was read; what is left out stays as it is."""

    title: TextData = NOT_SENT
    organisation: str | None = Field(None, description=OWNER)
    office: str | None = Field(None, description=OFFICE)
    person: Identity | None = Field(None, description=PERSON)
    given_on: Day = NOT_SENT
    due_on: Day | None = None
    is_restricted: bool = Field(NOT_SENT, description=RESTRICTED)


class CarriedOutIn(Sent):
    """When an action was carried out, today unless another day is said, and what was done."""

    on: Day | None = None
    account: TextData = TextData()
    version: SeenVersion | None = None


class DropIn(Sent):
    """Why an action is not to be done after all."""

    because: TextData


class ReportedIn(Sent):
    """The meeting at which an action was reported back."""

    meeting: str = Field(description="The code of the meeting.")


class ProposalOut(Schema):
    """Something that somebody wants a body to take up, and what came of it."""

    id: int
    body: str = Field(alias="body.code")
    title: TextData
    reason: TextData
    organisation: str | None = Field(None, alias="organisation.code")
    proposed_on: date
    state: ProposalState
    answer: TextData
    item: int | None
    version: int

    @staticmethod
    def resolve_item(proposal: Proposal, context: Any) -> int | None:
        """The number of the agenda item, if who asks may see it."""
        item = proposal.item
        if item is None:
            return None
        return item.pk if not item.is_restricted or sees_restricted(context["request"], proposal.body) else None


class ProposalIn(Sent):
    """Something that a body should take up, on one's own behalf or that of an organisation that one acts for."""

    title: TextData
    reason: TextData = TextData()
    organisation: str | None = Field(None, description="The organisation's code.")


class ProposalPatch(Changed):
    """How to put a proposal better while it waits, and the version that was read."""

    title: TextData = NOT_SENT
    reason: TextData = NOT_SENT
    organisation: str | None = Field(None, description="The organisation's code.")


class ScheduleIn(Sent):
    """The meeting that takes a proposal up."""

    meeting: str = Field(description="The code of the meeting.")


class AnswerIn(Sent):
    """Why a proposal is not taken up."""

    answer: TextData


def _sees(decision: Decision, commitment: Any, context: Any) -> bool:
    """Whether who asks may see a commitment; it stands in the body's own space, which is at hand."""
    commitment.space = commitment.agreement.space = decision.body.space
    return may_see_commitment(context["request"].auth, commitment)
