"""Decisions: recording what a body decided and how its members stood, correcting and approving it."""

from collections.abc import Iterator, Sequence
from copy import copy
from datetime import date
from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.db.models import F, Max

from sampakt.agreements.models import Agreement, Theme
from sampakt.commitments.models import Commitment
from sampakt.governance.access import may_approve, may_run, may_see_decision
from sampakt.governance.actions.deciding import (
    OPEN_TO_MORE,
    VoteLine,
    brings_the_same,
    objections_to_decision,
    objections_to_touching,
)
from sampakt.governance.actions.effects import (
    Brings,
    bring_about,
    keep_in_step,
    take_back,
)
from sampakt.governance.actions.holding_fast import hold_fast
from sampakt.governance.actions.intents import (
    brings_of,
    fulfil,
    fulfil_adjusted,
    intend,
    objections_to_fulfilling,
)
from sampakt.governance.actions.telling import tell
from sampakt.governance.models import Body, Decision, Item, Meeting, Task, Vote
from sampakt.governance.queries.intents import intended
from sampakt.governance.rules.intents import read
from sampakt.governance.terms import GovernanceObjection, TaskState, Verb
from sampakt.governance.wording import intent_in_words
from sampakt.kernel import clock
from sampakt.kernel.errors import NotAllowed, Objection, refuse_if
from sampakt.kernel.saving import Changes, check, save_changed, save_new
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.access import may_see_shared
from sampakt.papers.models import Document


class DecisionValues(TypedDict, total=False):
    """What can be said of a decision; without a number it is given the next of its body and year."""

    title: Text
    words: Text
    outcome: str
    effect: str
    agreement: Agreement | None
    commitment: Commitment | None
    theme: Theme | None
    document: Document | None
    supersedes: Decision | None
    is_restricted: bool
    decided_on: date
    year: int
    number: int
    is_sample: bool


@transaction.atomic
def decide(
    body: Body,
    *,
    by: Viewer,
    meeting: Meeting | None = None,
    item: Item | None = None,
    votes: Sequence[VoteLine] = (),
    brings: Brings | None = None,
    is_from_file: bool = False,
    has_brought: bool = False,
    number_is_meant: bool = False,
    **values: Unpack[DecisionValues],
) -> Decision:
    """Record what a body decided, under an item or between its meetings, how its members stood, and what it brings.

    Under a restricted item it is restricted. One that is not taken brings about nothing; one between meetings nothing
    until it is approved, and one at a meeting nothing in a promise, unless a file tells that it did (``has_brought``).
    Between meetings everybody whom the body's rule asks has a position; what a partnership file tells
    (``is_from_file``) of the time before the body was kept here need not. A number other than the next of the present
    year is asked about (``number_is_meant``).
    """
    if not may_run(by, body):
        raise NotAllowed
    meeting = item.meeting if item is not None and meeting is None else meeting
    if meeting is not None:
        hold_fast(meeting, by=by)
    if item is not None and item.is_restricted:
        values["is_restricted"] = True
    if meeting is not None:
        values["decided_on"] = meeting.day
    values.setdefault("decided_on", clock.today())
    values.setdefault("year", values["decided_on"].year)
    following = _next_number(body, values["year"])
    values.setdefault("number", following)
    is_in_order = values["number"] == following or number_is_meant or is_from_file
    decision = Decision(body=body, meeting=meeting, item=item, rule=body.decision_rule, **values)
    decision.recorded_by_id = by.user_id
    objections = list(objections_to_decision(decision, by, votes, brings, is_from_file=is_from_file))
    if not is_in_order and values["year"] == clock.today().year and not objections:
        facts = {"number": values["number"], "next": following}
        objections.append(Objection.of(GovernanceObjection.NUMBER_OUT_OF_ORDER, field="number", **facts))
    refuse_if(objections)
    _bring(decision, brings, by, has_brought=has_brought)
    save_new(decision)
    _count(decision, votes)
    tell(Verb.DECIDE, decision, by=by)
    return decision


@transaction.atomic
def change_decision(
    decision: Decision,
    *,
    by: Viewer,
    version: int | None = None,
    votes: Sequence[VoteLine] | None = None,
    brings: Brings | None = None,
    is_from_file: bool = False,
    has_brought: bool = False,
    **values: Unpack[DecisionValues],
) -> Decision:
    """Correct a decision that is not approved yet. What it brought about follows, or is taken back with the outcome.

    A decision of a meeting keeps the meeting's day. What one is to bring about once approved is kept as it was unless
    something else is said (``brings``). Whoever changes anything has recorded what now stands, and leaves it to another
    to approve.
    """
    _allow(decision, by)
    known, was_restricted = _votes_of(decision), decision.is_restricted
    wanted = known if votes is None else list(votes)
    if decision.meeting is not None:
        values.pop("decided_on", None)
    if decision.item is not None and decision.item.is_restricted:
        values["is_restricted"] = True
    would_be = copy(decision)
    for name, value in values.items():
        setattr(would_be, name, value)
    waiting = intended(decision)
    if brings is None and waiting is not None and would_be.effect == decision.effect:
        brings = None if brings_the_same(decision, would_be) else brings_of(waiting)
    refuse_if(objections_to_decision(would_be, by, wanted, brings, before=decision, is_from_file=is_from_file))
    made = _brought(decision, would_be, brings, by, has_brought=has_brought)
    changes = save_changed(decision, {**values, **made}, version=version, beside=wanted != known)
    _tell_intent(decision, changes)
    if wanted != known:
        Vote.objects.filter(decision=decision).delete()
        _count(decision, wanted)
        changes["votes"] = (_told(known), _told(wanted))
    if decision.is_restricted and not was_restricted:
        decision.tasks.update(is_restricted=True)
    if changes:
        decision.recorded_by_id = by.user_id or decision.recorded_by_id
        Decision.objects.filter(pk=decision.pk).update(recorded_by=decision.recorded_by_id)
        tell(Verb.CHANGE_DECISION, decision, by=by, changes=changes, was_restricted=was_restricted)
    return decision


@transaction.atomic
def remove_decision(decision: Decision, *, by: Viewer) -> None:
    """Remove a decision that was recorded by mistake, with what it brought about; nothing may rest on it."""
    _allow(decision, by)
    objections = list(objections_to_touching(decision))
    # An action that they may not see lets go of the decision and stays: a refusal would tell of it.
    given = Task.objects.visible_to(by).filter(decision=decision).exclude(state=TaskState.DROPPED)
    if decision.superseded_by.exists() or given.exists():
        objections.append(Objection.of(GovernanceObjection.DECISION_RESTED_ON))
    refuse_if(objections)
    decision.tasks.update(decision=None)
    Decision.objects.filter(pk=decision.pk).delete()
    take_back(decision, by=by)
    tell(Verb.REMOVE_DECISION, decision, by=by)


@transaction.atomic
def approve_decision(
    decision: Decision, *, by: Viewer, on: date | None = None, version: int | None = None, is_from_file: bool = False
) -> Decision:
    """Approve a decision that was taken between meetings; others are approved with the minutes they stand in.

    It is read by more than one: whoever recorded it, or changed it last, leaves that to another, unless they chair the
    body and it changes no promise and no approved decision. What is approved is what was read: the ``version``, where
    one is said. What it is to bring about comes about now, by the approver, or it is not approved.
    """
    _allow(decision, by)
    # What is held against the rules here is what is approved: nobody changes it in between.
    decision.refresh_from_db(from_queryset=Decision.objects.select_for_update())
    objections = list(objections_to_approving(decision, by, is_from_file=is_from_file))
    if version not in {None, decision.version}:
        objections.append(Objection.of(GovernanceObjection.CHANGED_SINCE_READ))
    day = on or clock.today()
    if not decision.decided_on <= day <= clock.today():
        objections.append(Objection.of(GovernanceObjection.APPROVED_BETWEEN, field="on"))
    refuse_if(objections)
    made = fulfil(decision, by=by)
    changes = save_changed(decision, {**made, "approved_on": day}, version=None)
    _tell_intent(decision, changes)
    tell(Verb.APPROVE_DECISION, decision, by=by, changes=changes)
    return decision


def objections_to_approving(decision: Decision, by: Viewer, *, is_from_file: bool = False) -> Iterator[Objection]:
    """What stands against somebody approving a decision, whatever day it is: told before they are asked to."""
    yield from objections_to_touching(decision)
    if decision.meeting_id is not None:
        yield Objection.of(GovernanceObjection.WITH_MINUTES)
    elif not is_from_file and not may_approve(by, decision):
        yield Objection.of(GovernanceObjection.APPROVED_BY_ANOTHER)
    yield from objections_to_fulfilling(decision, by)


def approve_decisions(meeting: Meeting, *, on: date, by: Viewer) -> int:
    """Approve all that a meeting decided, as part of adjusting its minutes, which tells so. Answers how many.

    What waited for that comes about now.
    """
    if not (by.may_write and may_see_shared(by, meeting.body)):
        raise NotAllowed
    for decision in Decision.objects.filter(meeting=meeting, approved_on=None, intends__isnull=False):
        save_changed(decision, fulfil_adjusted(decision, by=by), version=None)
    waiting = Decision.objects.filter(meeting=meeting, approved_on=None)
    return waiting.update(approved_on=on, version=F("version") + 1)


def _allow(decision: Decision, by: Viewer) -> None:
    """Only those who run the body and see the decision; nobody else changes its meeting meanwhile."""
    if not (may_run(by, decision.body) and may_see_decision(by, decision)):
        raise NotAllowed
    if decision.meeting is not None:
        hold_fast(decision.meeting, by=by)


def _next_number(body: Body, year: int) -> int:
    """The number after the last of that body and year; whoever else decides for the body waits meanwhile."""
    Body.objects.select_for_update().only("pk").get(pk=body.pk)
    return (Decision.objects.filter(body=body, year=year).aggregate(last=Max("number"))["last"] or 0) + 1


def _bring(decision: Decision, brings: Brings | None, by: Viewer, *, has_brought: bool) -> None:
    """Let the decision do what it says, or keep that until somebody approves it."""
    if decision.waits and not has_brought:
        intend(decision, brings or Brings(), by=by)
    else:
        decision.intends = None
        bring_about(decision, brings or Brings(), by=by)


def _brought(
    before: Decision, after: Decision, brings: Brings | None, by: Viewer, *, has_brought: bool
) -> dict[str, Any]:
    """What the decision refers to once what it brings about has followed the change."""
    if brings is None and brings_the_same(before, after):
        keep_in_step(before, after, by=by)
    else:
        # The row lets go first, so that what it made may vanish.
        Decision.objects.filter(pk=before.pk).update(deed=None, waiver=None)
        take_back(before, by=by)
        after.deed = after.waiver = None
        _bring(after, brings, by, has_brought=has_brought)
    return {"deed": after.deed, "waiver": after.waiver, "intends": after.intends}


def _tell_intent(decision: Decision, changes: Changes) -> None:
    """What is meant is told in words; of a promise that not all who see the decision may see, only that it changed."""
    if "intends" not in changes:
        return
    is_open = decision.commitment is None or decision.commitment.audience in OPEN_TO_MORE
    before, after = (
        intent_in_words(read(kept)) if isinstance(kept, dict) and is_open else None for kept in changes["intends"]
    )
    changes["intends"] = (before, after)


def _count(decision: Decision, votes: Sequence[VoteLine]) -> None:
    for line in votes:
        row = Vote(
            decision=decision,
            seat=line.seat,
            organisation=line.organisation,
            stance=line.stance,
            reservation=line.reservation,
        )
        check(row)
        row.save()


def _votes_of(decision: Decision) -> list[VoteLine]:
    rows = Vote.objects.filter(decision=decision).select_related("seat__office", "organisation")
    return [VoteLine(row.stance, row.seat, row.organisation, row.reservation) for row in rows]


def _told(votes: Sequence[VoteLine]) -> list[str]:
    return [f"{line.seat or line.organisation}: {line.stance}" for line in votes]
