"""What the pages of decisions show: one with all that it rests on and brought about, and the register of many."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef

from sampakt.agreements.models import Agreement, Theme
from sampakt.commitments.access import may_see_commitment
from sampakt.commitments.models import Commitment, Deed, Waiver
from sampakt.governance.access import may_approve, may_see_decision, may_see_item, may_see_meeting
from sampakt.governance.models import Attendance, Body, Decision, DecisionQuerySet, Item, Meeting, Task, Vote
from sampakt.governance.queries.hands import hands_in
from sampakt.governance.queries.intents import Intended, intended
from sampakt.governance.queries.tasks import TaskLine, task_lines
from sampakt.governance.rules.intents import Intent
from sampakt.governance.terms import OF_A_COMMITMENT, DecisionOutcome, Effect, MeetingState
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.access import may_see_shared
from sampakt.papers.models import Document

SharedRow = TypeVar("SharedRow", Agreement, Document, Deed)

ON_A_PAGE = 50

NAMED = (
    *("body__space__partnership", "body__organisation", "meeting", "item", "agreement", "theme"),
    *("commitment__agreement", "commitment__superseded_by__agreement", "document", "deed", "waiver"),
    *("waiver__commitment__agreement", "supersedes"),
)
"""What a decision's page and an answer to a programme name."""


@dataclass(frozen=True)
class DecisionPage:
    """A decision on its page. What it names is None where the viewer may not see that; ``votes`` only inside.

    ``successor`` is the promise that replaced the one it changed. It is in force until a later one supersedes it, which
    the viewer may or may not see. It gives actions (``may_give``) until the minutes that it stands in are sent away.
    What it will bring about once approved is ``intended``; ``waits_for`` names those who have not signed the minutes
    that it waits for, nobody while these are written. ``is_without_positions`` tells those inside that nobody knows who
    stood how to what was taken between meetings. One decided between meetings that the viewer recorded is for somebody
    else to approve (``is_for_another``).
    """

    decision: Decision
    meeting: Meeting | None
    item: Item | None
    agreement: Agreement | None
    commitment: Commitment | None
    theme: Theme | None
    document: Document | None
    deed: Deed | None
    waiver: Waiver | None
    intended: Intended | None
    waits_for: Sequence[str]
    successor: Commitment | None
    supersedes: Decision | None
    superseded_by: Decision | None
    is_in_force: bool
    votes: Sequence[Vote]
    is_without_positions: bool
    tasks: Sequence[TaskLine]
    may_edit: bool
    may_approve: bool
    is_for_another: bool
    may_run: bool
    may_give: bool


@dataclass(frozen=True)
class Wanted:
    """Which decisions a register shows; what is empty does not narrow. ``in_force_on`` is a day.

    ``space`` is a partnership's number; ``body``, ``agreement`` and ``commitment`` are codes, ``theme`` a key.
    """

    space: int | None = None
    body: str = ""
    year: int | None = None
    outcome: str = ""
    agreement: str = ""
    commitment: str = ""
    theme: str = ""
    in_force_on: date | None = None
    words: str = ""


@dataclass(frozen=True)
class RegisterRow:
    """A decision in the register, what it is about as far as the viewer may see that, and whether it is in force."""

    decision: Decision
    agreement: Agreement | None
    commitment: Commitment | None
    is_in_force: bool


@dataclass(frozen=True)
class Register:
    """A page of the register, and by which bodies and years it can be narrowed."""

    wanted: Wanted
    count: int
    rows: Sequence[RegisterRow]
    page: Page[Decision]
    bodies: Sequence[Body]
    years: Sequence[int]


def decisions_with_names(viewer: Viewer) -> DecisionQuerySet:
    """The decisions that the viewer may see, with the records that a page or an answer names."""
    return Decision.objects.visible_to(viewer).select_related(*NAMED)


def decision_page(viewer: Viewer, decision: Decision, day: date) -> DecisionPage:
    """A decision, best one of ``decisions_with_names``, with all that hangs on it. Four questions at most,
    and one for a record that one which waits is to name."""
    body, meeting = decision.body, decision.meeting
    is_inside = viewer.is_operator or viewer.is_in(body.space_id)
    hands = hands_in(viewer, body, day)
    later = list(Decision.objects.superseding().filter(supersedes=decision).order_by("pk"))
    is_taken = decision.outcome == DecisionOutcome.TAKEN and decision.decided_on <= day
    is_written = meeting is None or meeting.state == MeetingState.HELD
    is_open = decision.approved_on is None and is_written
    changed = decision.commitment if decision.effect == Effect.CHANGES else None
    waits = hands.runs and is_open and meeting is None
    votes: Sequence[Vote] = _votes(viewer, decision) if is_inside else ()
    return DecisionPage(
        decision=decision,
        meeting=meeting if meeting is not None and may_see_meeting(viewer, _of(meeting, body)) else None,
        item=_item(viewer, decision, sits=hands.sits),
        agreement=_shared(viewer, body, decision.agreement),
        commitment=_commitment(viewer, body, decision.commitment),
        theme=decision.theme,
        document=_shared(viewer, body, decision.document),
        deed=_shared(viewer, body, decision.deed),
        waiver=decision.waiver if decision.waiver and _commitment(viewer, body, decision.waiver.commitment) else None,
        intended=intended_seen(viewer, decision),
        waits_for=_waits_for(viewer, decision),
        successor=_commitment(viewer, body, changed.superseded_by) if changed and decision.intends is None else None,
        supersedes=_decision(viewer, body, decision.supersedes, sits=hands.sits),
        superseded_by=next((one for one in later if _decision(viewer, body, one, sits=hands.sits)), None),
        is_in_force=is_taken
        and (decision.approved_on is not None or (meeting is not None and decision.intends is None))
        and not any(one.decided_on <= day for one in later),
        votes=votes,
        is_without_positions=is_inside and is_taken and meeting is None and not votes,
        tasks=task_lines(viewer, Task.objects.filter(decision=decision), day, hands) if is_inside else (),
        may_edit=hands.runs and is_open,
        may_approve=waits and may_approve(viewer, decision, hands.positions),
        is_for_another=waits and not may_approve(viewer, decision, hands.positions),
        may_run=hands.runs,
        may_give=hands.runs and is_written,
    )


def intended_seen(viewer: Viewer, decision: Decision) -> Intended | None:
    """What the decision will bring about once approved, as far as the viewer may see the records that it concerns."""
    body, waiting = decision.body, intended(decision)
    if waiting is None:
        return None
    if decision.effect in OF_A_COMMITMENT and _commitment(viewer, body, decision.commitment) is None:
        return Intended(Intent())
    waiver = waiting.waiver
    return replace(
        waiting,
        deed=_shared(viewer, body, waiting.deed),
        waiver=waiver if waiver and _commitment(viewer, body, waiver.commitment) else None,
        successor=_commitment(viewer, body, waiting.successor),
    )


def _waits_for(viewer: Viewer, decision: Decision) -> list[str]:
    """Who has yet to sign the minutes of a meeting for which a decision waits. One question, where one waits."""
    meeting = decision.meeting
    if decision.intends is None or meeting is None or meeting.state != MeetingState.IN_ADJUSTMENT:
        return []
    rows = Attendance.objects.visible_to(viewer).filter(meeting=meeting, is_adjuster=True, adjusted_at=None)
    return [
        row.person.name if row.person else str(row.seat)
        for row in rows.select_related("person", "seat__office", "seat__organisation").order_by("pk")
    ]


def register(viewer: Viewer, wanted: Wanted, day: date, page: str = "") -> Register:
    """The decisions that the viewer may see, narrowed, newest first, a page at a time. Four questions."""
    seen = Decision.objects.visible_to(viewer)
    if wanted.space is not None:
        seen = seen.filter(body__space=wanted.space)
    later = Decision.objects.superseding().filter(supersedes=OuterRef("pk"), decided_on__lte=day)
    found = _narrowed(viewer, seen, wanted).annotate(is_superseded=Exists(later))
    related = ("body__space__partnership", "meeting", "agreement", "commitment__agreement", "theme")
    rows = found.select_related(*related).order_by("-decided_on", "-number", "-pk")
    shown = Paginator(rows, ON_A_PAGE).get_page(page)
    bodies = Body.objects.visible_to(viewer).filter(Exists(seen.filter(body=OuterRef("pk"))))
    return Register(
        wanted=wanted,
        count=shown.paginator.count,
        rows=[_row(viewer, one, day) for one in shown.object_list],
        page=shown,
        bodies=list(bodies.select_related("space__partnership").order_by("space", "pk")),
        years=list(seen.order_by("-year").values_list("year", flat=True).distinct()),
    )


def decisions_found(viewer: Viewer, wanted: Wanted) -> DecisionQuerySet:
    """The decisions that the viewer may see, narrowed, newest first, with the records that an answer names."""
    seen = decisions_with_names(viewer)
    if wanted.space is not None:
        seen = seen.filter(body__space=wanted.space)
    return _narrowed(viewer, seen, wanted).order_by("-decided_on", "-number", "-pk")


def _narrowed(viewer: Viewer, found: DecisionQuerySet, wanted: Wanted) -> DecisionQuerySet:
    """Those that fit. By what the viewer may see only: nothing hidden is told by what is about it."""
    if wanted.body:
        found = found.filter(body__code=wanted.body)
    if wanted.year is not None:
        found = found.filter(year=wanted.year)
    if wanted.outcome:
        found = found.filter(outcome=wanted.outcome)
    if wanted.agreement:
        found = found.filter(agreement__in=Agreement.objects.visible_to(viewer).filter(code=wanted.agreement))
    if wanted.commitment:
        found = found.filter(commitment__in=Commitment.objects.visible_to(viewer).filter(code=wanted.commitment))
    if wanted.theme:
        found = found.filter(theme__key=wanted.theme)
    if wanted.in_force_on is not None:
        found = found.in_force_on(wanted.in_force_on)
    return found.having(wanted.words) if wanted.words else found


def _row(viewer: Viewer, decision: Decision, day: date) -> RegisterRow:
    return RegisterRow(
        decision=decision,
        agreement=_shared(viewer, decision.body, decision.agreement),
        commitment=_commitment(viewer, decision.body, decision.commitment),
        is_in_force=decision.outcome == DecisionOutcome.TAKEN
        and decision.decided_on <= day
        and not decision.is_superseded,  # type: ignore[attr-defined]  # an annotation
    )


def _votes(viewer: Viewer, decision: Decision) -> list[Vote]:
    votes = Vote.objects.filter(decision=decision)
    return list(votes.select_related("seat__office", "seat__organisation", "organisation").order_by("pk"))


def _shared(viewer: Viewer, body: Body, named: SharedRow | None) -> SharedRow | None:
    """What a decision names, if the viewer may see it; it stands in the body's own space, which is at hand."""
    if named is None:
        return None
    named.space = body.space
    return named if may_see_shared(viewer, named) else None


def _commitment(viewer: Viewer, body: Body, commitment: Commitment | None) -> Commitment | None:
    if commitment is None:
        return None
    commitment.space = commitment.agreement.space = body.space
    return commitment if may_see_commitment(viewer, commitment) else None


def _decision(viewer: Viewer, body: Body, decision: Decision | None, *, sits: bool) -> Decision | None:
    if decision is None:
        return None
    decision.body = body
    return decision if may_see_decision(viewer, decision, sits=sits) else None


def _item(viewer: Viewer, decision: Decision, *, sits: bool) -> Item | None:
    """The item it was taken under, for those inside who see it. Whoever sees the decision has been asked already."""
    item, meeting = decision.item, decision.meeting
    if item is None or meeting is None:
        return None
    item.meeting = _of(meeting, decision.body)
    return item if may_see_item(viewer, item, sits=sits) else None


def _of(meeting: Meeting, body: Body) -> Meeting:
    meeting.body = body
    return meeting
