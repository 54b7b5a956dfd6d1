"""Decisions: recording what a body decided and how its members stood, correcting and approving it."""

from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.db.models import F, Max
from django.utils import timezone

from sampakt.agreements.models import Agreement, Theme
from sampakt.commitments.access import may_see_commitment
from sampakt.commitments.models import Commitment
from sampakt.governance.access import may_approve, may_run, may_see_decision, may_see_item
from sampakt.governance.actions.effects import (
    Brings,
    bring_about,
    keep_in_step,
    objections_to_effect,
    take_back,
)
from sampakt.governance.actions.holding_fast import hold_fast, objections_to_state
from sampakt.governance.actions.telling import tell
from sampakt.governance.models import Body, Decision, Item, Meeting, Recusal, Seat, Vote
from sampakt.governance.queries.asked import members_asked
from sampakt.governance.queries.attending import taking_of
from sampakt.governance.rules.days import is_within
from sampakt.governance.rules.decisions import (
    Stand,
    objections_between_meetings,
    objections_to_deciding,
    objections_to_superseding,
    paragraph,
)
from sampakt.governance.terms import DecisionOutcome, GovernanceObjection, MeetingState, TaskState, Verb
from sampakt.kernel import clock
from sampakt.kernel.errors import NotAllowed, Objection, refuse_if
from sampakt.kernel.saving import check, save_changed, save_new
from sampakt.kernel.terms import Audience
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.access import may_see_shared, objections_to_place
from sampakt.organisations.models import Organisation
from sampakt.papers.models import Document

OPEN_TO_MORE = (Audience.PUBLIC, Audience.PARTNERS)
"""Audiences that reach beyond those who sit in a body."""


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


@dataclass(frozen=True)
class VoteLine:
    """How a member, by the seat, or a party as one stood to a decision, and the reservation if there was one."""

    stance: str
    seat: Seat | None = None
    organisation: Organisation | None = None
    reservation: Text = field(default_factory=Text)


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
    number_is_meant: bool = False,
    **values: Unpack[DecisionValues],
) -> Decision:
    """Record what a body decided, under an item or between its meetings, how its members stood, and what it brings.

    Under a restricted item it is restricted. One that is not taken brings about nothing. Between meetings everybody
    whom the body's rule asks has a position; what a partnership file tells (``is_from_file``) of the time before the
    body was kept here need not. A number other than the next of the present year is asked about (``number_is_meant``).
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
    decision.recorded_by_id = None if is_from_file else by.user_id
    objections = list(_objections(decision, by, votes, brings, is_from_file=is_from_file))
    if not is_in_order and values["year"] == clock.today().year and not objections:
        facts = {"number": values["number"], "next": following}
        objections.append(Objection.of(GovernanceObjection.NUMBER_OUT_OF_ORDER, field="number", **facts))
    refuse_if(objections)
    bring_about(decision, brings or Brings(), by=by)
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
    **values: Unpack[DecisionValues],
) -> Decision:
    """Correct a decision that is not approved yet. What it brought about follows, or is taken back with the outcome.

    A decision of a meeting keeps the meeting's day.
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
    refuse_if(_objections(would_be, by, wanted, brings, before=decision, is_from_file=is_from_file))
    made = _brought(decision, would_be, brings, by)
    changes = save_changed(decision, {**values, **made}, version=version)
    if wanted != known:
        Vote.objects.filter(decision=decision).delete()
        _count(decision, wanted)
        changes["votes"] = (_told(known), _told(wanted))
    if decision.is_restricted and not was_restricted:
        decision.tasks.update(is_restricted=True)
    if changes:
        tell(Verb.CHANGE_DECISION, decision, by=by, changes=changes, was_restricted=was_restricted)
    return decision


@transaction.atomic
def remove_decision(decision: Decision, *, by: Viewer) -> None:
    """Remove a decision that was recorded by mistake, with what it brought about; nothing may rest on it."""
    _allow(decision, by)
    objections = list(_objections_to_touching(decision))
    given = decision.tasks.exclude(state=TaskState.DROPPED)
    if decision.superseded_by.exists() or given.exists():
        objections.append(Objection.of(GovernanceObjection.DECISION_RESTED_ON))
    refuse_if(objections)
    decision.tasks.update(decision=None)
    Decision.objects.filter(pk=decision.pk).delete()
    take_back(decision, by=by)
    tell(Verb.REMOVE_DECISION, decision, by=by)


@transaction.atomic
def approve_decision(decision: Decision, *, by: Viewer, on: date | None = None, is_from_file: bool = False) -> Decision:
    """Approve a decision that was taken between meetings; others are approved with the minutes they stand in.

    It is read by more than one: whoever recorded it leaves that to another, unless they chair the body.
    """
    _allow(decision, by)
    objections = list(_objections_to_touching(decision))
    if decision.meeting_id is not None:
        objections.append(Objection.of(GovernanceObjection.WITH_MINUTES))
    elif not is_from_file and not may_approve(by, decision):
        objections.append(Objection.of(GovernanceObjection.APPROVED_BY_ANOTHER))
    day = on or clock.today()
    if not decision.decided_on <= day <= clock.today():
        objections.append(Objection.of(GovernanceObjection.APPROVED_BETWEEN, field="on"))
    refuse_if(objections)
    changes = save_changed(decision, {"approved_on": day}, version=None)
    tell(Verb.APPROVE_DECISION, decision, by=by, changes=changes)
    return decision


def approve_decisions(meeting: Meeting, *, on: date, by: Viewer) -> int:
    """Approve all that a meeting decided, as part of adjusting its minutes, which tells so. Answers how many."""
    if not (by.may_write and may_see_shared(by, meeting.body)):
        raise NotAllowed
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


def _objections(
    decision: Decision,
    by: Viewer,
    votes: Sequence[VoteLine],
    brings: Brings | None,
    *,
    before: Decision | None = None,
    is_from_file: bool = False,
) -> Iterator[Objection]:
    """What stands against the decision as it would be. Raises NotAllowed on what is not theirs to see."""
    body = decision.body
    yield from _objections_to_touching(before or decision)
    if decision.decided_on > clock.today():
        yield Objection.of(GovernanceObjection.DECIDED_IN_FUTURE, field="decided_on")
    if not is_within(decision.decided_on, None, body.formed_on, body.dissolved_on):
        yield Objection.of(GovernanceObjection.BODY_NOT_THERE, field="decided_on")
    same = Decision.objects.filter(body=body, year=decision.year, number=decision.number)
    if same.exclude(pk=decision.pk).exists():
        yield Objection.of(GovernanceObjection.NUMBER_TAKEN, field="number", number=decision.number, year=decision.year)
    yield from _objections_to_related(decision, by, before)
    yield from _objections_to_voters(body, votes)
    if decision.meeting is None:
        yield from _objections_between_meetings(decision, votes, is_from_file=is_from_file)
    else:
        yield from _objections_to_taking(decision, decision.meeting, votes)
    if decision.outcome == DecisionOutcome.TAKEN:
        is_kept = before is not None and brings is None and _brings_the_same(before, decision)
        yield from objections_to_effect(decision, brings or Brings(), by, is_kept=is_kept)


def _objections_between_meetings(
    decision: Decision, votes: Sequence[VoteLine], *, is_from_file: bool
) -> Iterator[Objection]:
    """Everybody whom the rule asks has a position, unless it is told of a time when nobody asked Sampakt.

    Of that time a document tells, or a partnership file.
    """
    body = decision.body
    stands = [_stand(line) for line in votes]
    is_of_before = decision.decided_on < timezone.localdate(body.created_at)
    if is_of_before and not votes and decision.outcome == DecisionOutcome.TAKEN:
        if not (is_from_file or decision.document_id or decision.is_sample):
            yield Objection.of(GovernanceObjection.POSITIONS_OR_DOCUMENT, field="votes")
        return
    yield from objections_between_meetings(
        decision.outcome,
        decision.rule,
        stands,
        members_asked(body, decision.decided_on),
        quorum=body.quorum,
        needs_every_party=body.needs_every_party,
        names={one.pk: one.brief for one in body.space.organisations.all()},
    )


def _objections_to_taking(decision: Decision, meeting: Meeting, votes: Sequence[VoteLine]) -> Iterator[Objection]:
    """Who takes part must be known, unless the minutes were written elsewhere or the meeting is an example."""
    item = decision.item
    taking = taking_of(meeting, item)
    if taking is None and not (meeting.minutes_id or meeting.is_sample):
        yield Objection.of(GovernanceObjection.NO_ATTENDANCE)
    recused = set(Recusal.objects.filter(item=item).values_list("seat_id", flat=True)) if item is not None else set()
    absent = taking.absent if taking is not None else ()
    names = {one.pk: one.name for one in Organisation.objects.filter(pk__in=absent)} if absent else {}
    stands = [_stand(line) for line in votes]
    yield from objections_to_deciding(decision.outcome, decision.rule, stands, taking, recused=recused, names=names)


def _objections_to_touching(decision: Decision) -> Iterator[Objection]:
    """A decision is recorded at a meeting that was held and whose minutes are still being written."""
    if decision.approved_on is not None:
        yield Objection.of(GovernanceObjection.DECISION_APPROVED, date=decision.approved_on)
    elif decision.meeting is not None:
        yield from objections_to_state(decision.meeting, (MeetingState.HELD,))


def _objections_to_related(decision: Decision, by: Viewer, before: Decision | None) -> Iterator[Objection]:
    body, document, supersedes = decision.body, decision.document, decision.supersedes
    meeting, item = decision.meeting, decision.item
    if (meeting is not None and meeting.body_id != body.pk) or (
        item is not None and item.meeting_id != decision.meeting_id
    ):
        yield Objection.of(GovernanceObjection.OTHER_BODY, field="item" if item else "meeting", body=body)
    if decision.item is not None and not may_see_item(by, decision.item):
        raise NotAllowed
    if decision.is_restricted and not may_see_decision(by, decision):
        raise NotAllowed
    yield from objections_to_place(
        body.space_id,
        agreement=decision.agreement,
        commitment=decision.commitment,
        theme=decision.theme,
        document=document,
    )
    _see_related(decision, by, before)
    if decision.is_restricted and document is not None and document.audience in OPEN_TO_MORE:
        yield Objection.of(GovernanceObjection.WIDER_THAN_ITEM, field="document")
    if supersedes is not None:
        others = supersedes.superseded_by.filter(outcome=DecisionOutcome.TAKEN).exclude(pk=decision.pk)
        yield from objections_to_superseding(
            decision.decided_on,
            supersedes.decided_on,
            is_of_same_body=supersedes.body_id == body.pk and supersedes.pk != decision.pk,
            is_superseded=others.exists(),
            cited=paragraph(supersedes.number, supersedes.year),
        )


def _see_related(decision: Decision, by: Viewer, before: Decision | None) -> None:
    """A record that one may not see is one that does not exist; what was named before is not asked about again."""
    seen: dict[str, bool] = {
        "agreement": decision.agreement is None or may_see_shared(by, decision.agreement),
        "document": decision.document is None or may_see_shared(by, decision.document),
        "commitment": decision.commitment is None or may_see_commitment(by, decision.commitment),
        "supersedes": decision.supersedes is None or may_see_decision(by, decision.supersedes),
    }
    for name, is_seen in seen.items():
        is_new = before is None or getattr(before, f"{name}_id") != getattr(decision, f"{name}_id")
        if is_new and not is_seen:
            raise NotAllowed


def _objections_to_voters(body: Body, votes: Sequence[VoteLine]) -> Iterator[Objection]:
    inside = set(body.space.organisations.values_list("pk", flat=True)) if any(v.organisation for v in votes) else ()
    for line in votes:
        if line.seat is not None and line.seat.body_id != body.pk:
            yield Objection.of(GovernanceObjection.NOT_OF_BODY, field="votes", seat=line.seat)
        if line.organisation is not None and line.organisation.pk not in inside:
            yield Objection.of(GovernanceObjection.NO_PARTNER, field="votes", organisation=line.organisation)


def _brought(before: Decision, after: Decision, brings: Brings | None, by: Viewer) -> dict[str, Any]:
    """What the decision refers to once what it brings about has followed the change."""
    if brings is None and _brings_the_same(before, after):
        keep_in_step(before, after, by=by)
    else:
        # The row lets go first, so that what it made may vanish.
        Decision.objects.filter(pk=before.pk).update(deed=None, waiver=None)
        take_back(before, by=by)
        after.deed = after.waiver = None
        bring_about(after, brings or Brings(), by=by)
    return {"deed": after.deed, "waiver": after.waiver}


def _brings_the_same(before: Decision, after: Decision) -> bool:
    told = ("effect", "outcome", "commitment_id", "is_restricted")
    return all(getattr(before, name) == getattr(after, name) for name in told)


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


def _stand(line: VoteLine) -> Stand:
    return Stand(
        name=str(line.seat or line.organisation or ""),
        stance=line.stance,
        seat=line.seat.pk if line.seat else None,
        organisation=line.organisation.pk if line.organisation else None,
    )


def _told(votes: Sequence[VoteLine]) -> list[str]:
    return [f"{line.seat or line.organisation}: {line.stance}" for line in votes]
