"""What stands against recording a decision: who took part, how they stood, and what it names and replaces."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from sampakt.commitments.access import may_see_commitment
from sampakt.governance.access import may_see_decision, may_see_item
from sampakt.governance.actions.effects import (
    Brings,
    objections_to_effect,
    objections_to_ground,
)
from sampakt.governance.actions.holding_fast import objections_to_state
from sampakt.governance.actions.intents import brings_of
from sampakt.governance.models import Body, Decision, Meeting, Recusal, Seat
from sampakt.governance.queries.asked import members_asked
from sampakt.governance.queries.attending import taking_of
from sampakt.governance.queries.counting import EFFECTS, promises_counting
from sampakt.governance.queries.intents import intended
from sampakt.governance.rules.days import is_within
from sampakt.governance.rules.decisions import (
    Stand,
    objections_between_meetings,
    objections_to_deciding,
    objections_to_falling,
    objections_to_superseding,
    paragraph,
    stances_of,
)
from sampakt.governance.terms import Conclusion, DecisionOutcome, GovernanceObjection, MeetingState
from sampakt.kernel import clock
from sampakt.kernel.errors import NotAllowed, Objection
from sampakt.kernel.terms import Audience
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.access import may_see_shared, objections_to_place
from sampakt.organisations.models import Organisation

PUT_OFF = (Conclusion.POSTPONED, Conclusion.WITHDRAWN)
"""What comes of items on which nothing is decided."""
OPEN_TO_MORE = (Audience.PUBLIC, Audience.PARTNERS)
"""Audiences that reach beyond those who sit in a body."""


@dataclass(frozen=True)
class VoteLine:
    """How a member, by the seat, or a party as one stood to a decision, and the reservation if there was one."""

    stance: str
    seat: Seat | None = None
    organisation: Organisation | None = None
    reservation: Text = field(default_factory=Text)


def objections_to_decision(
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
    # What is closed is not asked about as if it were open: who was enough then is not held against today's rule.
    if closed := list(objections_to_touching(before or decision)):
        yield from closed
        return
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
        yield from _objections_to_taking(decision, decision.meeting, votes, is_from_file=is_from_file)
    if decision.outcome == DecisionOutcome.TAKEN:
        is_kept = before is not None and brings is None and brings_the_same(before, decision)
        yield from objections_to_effect(decision, brings or Brings(), by, is_kept=is_kept)
        # A file tells of what stood when it was written, be it possible or not.
        if not is_from_file and (said := _said(brings, before if is_kept else None)) is not None:
            yield from objections_to_ground(decision, said, before)
            yield from _objections_to_type(decision, said, by)


def _objections_to_type(decision: Decision, said: Brings, by: Viewer) -> Iterator[Objection]:
    """Where every promise that such a decision may keep asks for a type, one without any would count for none."""
    if said.deed is not None or said.type or decision.effect not in EFFECTS.values():
        return
    counting = [one for one in promises_counting(by, decision.body) if one.effect == decision.effect]
    if counting and all(one.type for one in counting):
        yield Objection.of(GovernanceObjection.TYPE_MISSING, field="type", type=counting[0].type)


def _said(brings: Brings | None, kept: Decision | None) -> Brings | None:
    """What is said of an effect that is still to come; None where it came already and stays as it is."""
    if kept is None:
        return brings or Brings()
    waiting = intended(kept)
    return None if waiting is None else brings_of(waiting)


def _objections_between_meetings(
    decision: Decision, votes: Sequence[VoteLine], *, is_from_file: bool
) -> Iterator[Objection]:
    """Everybody whom the rule asks has a position, unless it is told of a time when nobody asked Sampakt.

    Of that time a document tells, or a partnership file.
    """
    body = decision.body
    stands = [_stand(line) for line in votes]
    is_of_before = decision.decided_on < clock.day_of(body.created_at)
    if is_of_before and not votes and decision.outcome == DecisionOutcome.TAKEN:
        if not (is_from_file or decision.document_id or decision.is_sample):
            yield Objection.of(GovernanceObjection.POSITIONS_OR_DOCUMENT, field="votes")
        return
    members = members_asked(body, decision.decided_on)
    against = partial(
        objections_between_meetings,
        rule=decision.rule,
        stands=stands,
        members=members,
        quorum=body.quorum,
        needs_every_party=body.needs_every_party,
        names={one.pk: one.brief for one in body.space.organisations.all()},
    )
    yield from against(decision.outcome)
    if not is_from_file and not any(against(DecisionOutcome.TAKEN)):
        asked = [one for one in members if not one.is_vacant]
        yield from objections_to_falling(decision.outcome, decision.rule, stances_of(asked, stands))


def _objections_to_taking(
    decision: Decision, meeting: Meeting, votes: Sequence[VoteLine], *, is_from_file: bool
) -> Iterator[Objection]:
    """Who takes part must be known, unless the minutes were written elsewhere or the meeting is an example.

    A file may tell of minutes that are still open, in which who was there was corrected after the decision: whether it
    holds is asked when they are sent, or adjusted.
    """
    item = decision.item
    if (
        item is not None
        and item.conclusion in PUT_OFF
        and decision.outcome == DecisionOutcome.TAKEN
        and not is_from_file
    ):
        yield Objection.of(GovernanceObjection.ITEM_PUT_OFF, "outcome", conclusion=Conclusion(item.conclusion).label)
    taking = taking_of(meeting, item)
    if taking is None and not (meeting.minutes_id or meeting.is_sample):
        yield Objection.of(GovernanceObjection.NO_ATTENDANCE)
    recused = set(Recusal.objects.filter(item=item).values_list("seat_id", flat=True)) if item is not None else set()
    taking = None if is_from_file else taking
    absent = taking.absent if taking is not None else ()
    names = {one.pk: one.name for one in Organisation.objects.filter(pk__in=absent)} if absent else {}
    stands = [_stand(line) for line in votes]
    against = partial(
        objections_to_deciding, rule=decision.rule, stands=stands, taking=taking, recused=recused, names=names
    )
    yield from against(decision.outcome)
    if taking is not None and not any(against(DecisionOutcome.TAKEN)):
        said = {one.seat: one.stance for one in stands}
        stances = [said.get(seat) for seat in taking.fills.values()]
        yield from objections_to_falling(decision.outcome, decision.rule, stances)


def objections_to_touching(decision: Decision) -> Iterator[Objection]:
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
    if decision.is_restricted:
        yield from _objections_to_closing(decision)
    if supersedes is not None:
        others = supersedes.superseded_by.filter(outcome=DecisionOutcome.TAKEN).exclude(pk=decision.pk)
        yield from objections_to_superseding(
            decision.decided_on,
            supersedes.decided_on,
            is_of_same_body=supersedes.body_id == body.pk and supersedes.pk != decision.pk,
            is_superseded=others.exists(),
            cited=paragraph(supersedes.number, supersedes.year),
        )


def _objections_to_closing(decision: Decision) -> Iterator[Objection]:
    """What holds for all parties is decided where they can read it.

    A restricted decision brings about nothing in the ledger and puts no open one out of force: a record of it would be
    seen by all and name a decision that they may not know of, and one that they may not see would have no evidence.
    """
    document, earlier = decision.document, decision.supersedes
    if document is not None and document.audience in OPEN_TO_MORE:
        yield Objection.of(GovernanceObjection.WIDER_THAN_ITEM, field="document")
    if decision.effect and decision.outcome == DecisionOutcome.TAKEN:
        yield Objection.of(GovernanceObjection.OPEN_EFFECT, field="effect")
    if earlier is not None and not earlier.is_restricted:
        cited = paragraph(earlier.number, earlier.year)
        yield Objection.of(GovernanceObjection.SUPERSEDES_OPENLY, field="supersedes", decision=cited)


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


def brings_the_same(before: Decision, after: Decision) -> bool:
    """Whether nothing changed of what the decision brings about."""
    told = ("effect", "outcome", "commitment_id", "is_restricted")
    return all(getattr(before, name) == getattr(after, name) for name in told)


def _stand(line: VoteLine) -> Stand:
    return Stand(
        name=str(line.seat or line.organisation or ""),
        stance=line.stance,
        seat=line.seat.pk if line.seat else None,
        organisation=line.organisation.pk if line.organisation else None,
    )
