"""Something of everything that a paper may say, in records that are never saved: Word templates are tried on it."""

from datetime import UTC, date, datetime, time
from typing import Any

from sampakt.agreements.models import Agreement, Partnership, Theme
from sampakt.commitments.models import Commitment
from sampakt.commitments.queries.ledger import Row
from sampakt.governance.models import Body, Correction, Decision, Item, ItemPaper, Meeting, Recusal, Seat, Task, Vote
from sampakt.governance.queries.bodies import BodyPage, Holder, SeatLine
from sampakt.governance.queries.handover import HandoverPack, PastMeeting
from sampakt.governance.queries.meeting_lines import DecisionLine, ItemLine, MeetingPage, PresenceLine, Quorum
from sampakt.governance.terms import (
    BodySort,
    Conclusion,
    DecisionOutcome,
    DecisionRule,
    Effect,
    MeetingState,
    Position,
    Presence,
    Stance,
)
from sampakt.kernel.text import Text
from sampakt.organisations.models import Organisation, Space
from sampakt.papers.models import Document

DAY = date(2027, 3, 9)
WORDS = Text(sv="Exempel", nb="Eksempel", en="Example")


def example_page() -> MeetingPage:
    """A meeting of which everything is recorded."""
    body, seat = _body(), _seat()
    meeting = Meeting(
        body=body,
        code="EXAMPLE",
        day=DAY,
        begins_at=time(13),
        ends_at=time(15),
        place="Stadshuset",
        link="https://example.org/",
        state=MeetingState.HELD,
        called_on=DAY,
        minutes=_document(),
        is_sample=True,
    )
    item = Item(meeting=meeting, title=WORDS, background=WORDS, minutes=WORDS, theme=Theme(name=WORDS))
    item.conclusion, item.is_restricted = Conclusion.NOTED, True
    decided = DecisionLine(_decision(body), [Vote(seat=seat, stance=Stance.AGAINST, reservation=WORDS)], [_task(body)])
    correction = Correction(meeting=meeting, made_on=DAY, words=WORDS)
    line = ItemLine(
        item=item,
        number=1,
        agreement=Agreement(title=WORDS),
        commitment=Commitment(title=WORDS),
        from_body=body,
        follows_up=_task(body),
        papers=[ItemPaper(item=item, document=_document(), prepared_by=body)],
        recusals=[Recusal(item=item, seat=seat, reason=WORDS)],
        quorum=None,
        decisions=[decided],
        tasks=[_task(body)],
        corrections=[correction],
    )
    there = PresenceLine(
        seat=seat,
        name="Exempel Exempelsson",
        presence=Presence.PRESENT,
        stands_in_for=seat,
        is_adjuster=True,
        adjusted_at=datetime(2027, 3, 12, tzinfo=UTC),
    )
    return MeetingPage(
        meeting=meeting,
        body=body,
        items=[line],
        is_partial=True,
        attendance=[there],
        digest="0" * 64,
        quorum=Quorum(there=1, needed=1, absent=[_party()], is_quorate=True),
        decisions=[decided],
        corrections=[correction],
        reported=[_task(body)],
        is_inside=True,
    )


def example_pack() -> HandoverPack:
    """A handover with something of everything."""
    body, seat = _body(), _seat()
    meeting = Meeting(body=body, code="EXAMPLE", day=DAY, begins_at=time(13), place="Stadshuset")
    holder = Holder("Exempel Exempelsson", DAY, None)
    seats = [SeatLine(seat, [holder], [], [], is_vacant=False, vacant_since=None)]
    nothing: list[Any] = []
    page = BodyPage(
        body=body,
        day=DAY,
        seats=seats,
        former=nothing,
        coming=nothing,
        composition=nothing,
        outside=0,
        vacant=0,
        faults=nothing,
        stretches=nothing,
        turns=nothing,
        reports_to=body,
        told_by=nothing,
        agreement=Agreement(title=WORDS),
        sees_people=True,
        may_edit=False,
        represented=(),
    )
    promise = Row(Commitment(reference="S0-1", title=WORDS), None)
    return HandoverPack(
        seat=seat,
        body=body,
        day=DAY,
        page=page,
        own=[_task(body)],
        others=[_task(body)],
        decisions=[_decision(body)],
        coming=[meeting],
        past=[PastMeeting(meeting, _document(), [_document()])],
        promises=[promise],
        own_promises=[promise],
    )


def _party() -> Organisation:
    return Organisation(pk=1, code="example", name="Exempelstads kommun")


def _body() -> Body:
    space = Space()
    space.partnership = Partnership(space=space, code="example", name=WORDS)
    body = Body(space=space, code="EXAMPLE", sort=BodySort.STEERING_GROUP, name=WORDS, task=WORDS, limits=WORDS)
    body.appointed_by, body.decision_rule, body.is_sample = WORDS, DecisionRule.AGREEMENT, True
    return body


def _seat() -> Seat:
    return Seat(pk=1, position=Position.CHAIR, name=WORDS, organisation=_party())


def _document() -> Document:
    return Document(code="EXAMPLE", title=WORDS, dated_on=DAY)


def _decision(body: Body) -> Decision:
    return Decision(
        body=body,
        code="EXAMPLE",
        year=2027,
        number=2,
        decided_on=DAY,
        title=WORDS,
        words=WORDS,
        outcome=DecisionOutcome.NOT_TAKEN,
        rule=DecisionRule.AGREEMENT,
        effect=Effect.ADOPTS_PLAN,
        supersedes=Decision(body=body, year=2026, number=1),
        is_restricted=True,
    )


def _task(body: Body) -> Task:
    return Task(body=body, title=WORDS, organisation=_party(), given_on=DAY, due_on=DAY)
