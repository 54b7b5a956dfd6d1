"""Actions to do, and proposals: those of a body, those that nobody has reported, and those of one's own."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet

from sampakt.governance.access import may_propose, may_run, may_see_decision, task_within
from sampakt.governance.models import Body, Decision, Meeting, Proposal, Task, TaskQuerySet
from sampakt.governance.queries.hands import Hands, hands_in
from sampakt.governance.queries.signed import task_as_signed
from sampakt.governance.rules.tasks import SOON, is_due_soon, is_late
from sampakt.governance.terms import ProposalState, TaskState
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.models import Appointment, Organisation
from sampakt.trail.access import own_spaces

MOST_PAST = 200
MOST_MEETINGS = 20

NAMED = (
    *("body__space__partnership", "decision", "item__meeting", "organisation", "office__organisation"),
    *("person__organisation", "reported_at"),
)
"""What a line about an action names."""


@dataclass(frozen=True)
class TaskLine:
    """An action: by whom, whether it is late, and the decision that gave it if the viewer may see that.

    ``owner`` is the person, the holder of the office or the party that is to do it; ``party`` whose they are.
    """

    task: Task
    owner: str
    party: Organisation | None
    decision: Decision | None
    is_late: bool
    is_due_soon: bool
    is_unreported: bool
    may_carry_out: bool


@dataclass(frozen=True)
class BodyTasks:
    """A body's actions: still to be done, late ones first; carried out and not reported; those that are settled."""

    open: Sequence[TaskLine]
    unreported: Sequence[TaskLine]
    past: Sequence[TaskLine]
    may_run: bool

    @property
    def late(self) -> int:
        """How many should have been carried out by now."""
        return sum(line.is_late for line in self.open)


@dataclass(frozen=True)
class TaskPage:
    """An action on its page, with the meetings of its body at which it may be reported back.

    ``by_minutes`` is the action as the minutes in which it was given say it, where it was changed since.
    """

    line: TaskLine
    meetings: Sequence[Meeting]
    may_run: bool
    by_minutes: Task | None = None


@dataclass(frozen=True)
class BodyProposals:
    """What is proposed to a body: waiting, oldest first, and answered, newest first."""

    waiting: Sequence[Proposal]
    answered: Sequence[Proposal]
    coming: Sequence[Meeting]
    may_propose: bool
    may_run: bool


def tasks_with_names(viewer: Viewer) -> TaskQuerySet:
    """The actions that the viewer may see, with the records that a page or an answer names."""
    return Task.objects.visible_to(viewer).select_related(*NAMED)


def task_lines(viewer: Viewer, tasks: TaskQuerySet, day: date, hands: Hands) -> list[TaskLine]:
    """Actions of one body as lines, those that are due first, as far as the viewer sees them. One question."""
    rows = tasks.visible_to(viewer).select_related(*NAMED).order_by(F("due_on").asc(nulls_last=True), "pk")
    return [_line(viewer, row, day, hands) for row in rows]


def tasks_of(viewer: Viewer, body: Body, day: date) -> BodyTasks:
    """A body's actions as the viewer sees them. Two questions."""
    hands = hands_in(viewer, body, day)
    lines = task_lines(viewer, Task.objects.filter(body=body), day, hands)
    settled = [line for line in lines if line.task.state != TaskState.OPEN and not line.is_unreported]
    return BodyTasks(
        open=[line for line in lines if line.task.state == TaskState.OPEN],
        unreported=[line for line in lines if line.is_unreported],
        past=sorted(settled, key=lambda line: (line.task.done_on or line.task.given_on, line.task.pk), reverse=True)[
            :MOST_PAST
        ],
        may_run=hands.runs,
    )


def task_page(viewer: Viewer, task: Task, day: date) -> TaskPage:
    """An action on its own page: one of ``tasks_with_names``. Four questions at most."""
    hands = hands_in(viewer, task.body, day)
    line = _line(viewer, task, day, hands)
    held = Meeting.objects.visible_to(viewer).filter(body=task.body_id).held()
    meetings = (
        list(held.filter(day__gte=task.done_on).order_by("-day")[:20]) if line.is_unreported and task.done_on else []
    )
    return TaskPage(line=line, meetings=meetings, may_run=hands.runs, by_minutes=task_as_signed(task))


def unreported(viewer: Viewer, spaces: Collection[int]) -> TaskQuerySet:
    """The actions in some of the viewer's spaces that were carried out and of which their body has not heard."""
    found = Task.objects.filter(task_within(viewer, spaces)).unreported()
    return found.select_related(*NAMED).order_by("done_on", "pk")


def open_tasks(viewer: Viewer, spaces: Collection[int], day: date) -> TaskQuerySet:
    """The viewer's own actions that are late or soon due, first those that are latest."""
    due = Task.objects.filter(task_within(viewer, spaces), state=TaskState.OPEN, due_on__lte=day + SOON)
    due = due.filter(is_to_be_done_by(viewer, day))
    return due.select_related(*NAMED).order_by("due_on", "pk")


def is_to_be_done_by(viewer: Viewer, day: date) -> Q:
    """The actions that are the viewer's: by name, by an office they hold, or as somebody who acts for the party.

    Where a party has named an office or a person, it is theirs.
    """
    held = Appointment.objects.held_on(day).filter(person__user=viewer.user_id)
    own = Q(person__user=viewer.user_id) | Q(person=None, office__in=held.values("office"))
    for organisation, spaces in own_spaces(viewer).items():
        where = [space for space in spaces if viewer.may_contribute_in(space)]
        if where:
            own |= Q(organisation=organisation, person=None, office=None, body__space__in=where)
    return own


def proposals_of(viewer: Viewer, body: Body, day: date) -> BodyProposals:
    """What is proposed to a body, and the meetings ahead that may take it up. Three questions at most."""
    seen: QuerySet[Proposal] = Proposal.objects.visible_to(viewer).filter(body=body)
    rows = list(
        seen.select_related("organisation", "proposed_by__person", "item__meeting").order_by("proposed_on", "pk")
    )
    coming = Meeting.objects.visible_to(viewer).filter(body=body).ahead_on(day)
    return BodyProposals(
        waiting=[row for row in rows if row.state == ProposalState.WAITING],
        answered=[row for row in reversed(rows) if row.state != ProposalState.WAITING],
        coming=list(coming.order_by("day")),
        may_propose=may_propose(viewer, body),
        may_run=may_run(viewer, body),
    )


def _line(viewer: Viewer, task: Task, day: date, hands: Hands) -> TaskLine:
    space = task.body.space_id
    acts = viewer.may_contribute_in(space) and viewer.acts_for(task.organisation_id, space)
    is_own = (hands.person is not None and task.person_id == hands.person) or task.office_id in hands.offices
    is_unreported = task.state == TaskState.DONE and task.reported_at_id is None
    decision = task.decision
    if decision is not None:
        decision.body = task.body
    return TaskLine(
        task=task,
        owner=owner_of(task),
        party=_party_of(task),
        decision=decision if decision is not None and may_see_decision(viewer, decision, sits=hands.sits) else None,
        is_late=is_late(task.state, task.due_on, day),
        is_due_soon=is_due_soon(task.state, task.due_on, day),
        is_unreported=is_unreported,
        may_carry_out=viewer.may_write and task.state == TaskState.OPEN and (is_own or acts or hands.runs),
    )


def owner_of(task: Task) -> str:
    """Who is to do it, by name."""
    return str(task.person or task.office or task.organisation or "–")


def _party_of(task: Task) -> Organisation | None:
    whose = task.person or task.office
    return whose.organisation if whose is not None else task.organisation
