"""What a body's page tells at a glance: when it meets, what it decided last, what is to be done, what waits for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from sampakt.commitments.rules.recurring import periods_of
from sampakt.commitments.terms import Basis
from sampakt.governance.access import may_run
from sampakt.governance.models import Body, Decision, Meeting, Proposal, Task
from sampakt.governance.terms import HELD, MeetingState, ProposalState, TaskState
from sampakt.kernel.period import A_DAY, Period, add_months
from sampakt.kernel.viewer import Viewer

LATEST = 5
MOST_TASKS = 30


@dataclass(frozen=True)
class Overview:
    """A body today. ``held`` meetings count in the ``period``; ``wanted`` is how many it is to have, None: not said.

    ``unrecorded`` were to be held and nothing says whether they were; ``last`` is the latest that was.
    """

    coming: Sequence[Meeting]
    unrecorded: Sequence[Meeting]
    last: Meeting | None
    held: int
    wanted: int | None
    period: Period
    is_rolling: bool
    decisions: Sequence[Decision]
    late: Sequence[Task]
    open: Sequence[Task]
    unreported: Sequence[Task]
    proposals: int
    is_inside: bool
    may_run: bool


def overview(viewer: Viewer, body: Body, day: date) -> Overview:
    """A body on a day, as far as the viewer may know of it. Four queries, and one for whether they run it."""
    is_inside = viewer.is_operator or viewer.is_in(body.space_id)
    period = _period(body, day)
    since = min(period.start, date(day.year - 2, 1, 1))
    meetings = list(Meeting.objects.visible_to(viewer).filter(body=body, day__gte=since).order_by("day", "pk"))
    for meeting in meetings:
        meeting.body = body
    held = [one for one in meetings if one.state in HELD and one.day <= day]
    ahead = [one for one in meetings if one.state in {MeetingState.PLANNED, MeetingState.CALLED}]
    decisions = list(Decision.objects.visible_to(viewer).filter(body=body).order_by("-decided_on", "-number")[:LATEST])
    tasks = _tasks(viewer, body) if is_inside else []
    opened = [task for task in tasks if task.state == TaskState.OPEN]
    late = [task for task in opened if task.due_on is not None and task.due_on < day]
    waiting = Proposal.objects.visible_to(viewer).filter(body=body, state=ProposalState.WAITING)
    return Overview(
        coming=[one for one in ahead if one.day >= day],
        unrecorded=[one for one in ahead if one.day < day],
        last=held[-1] if held else None,
        held=sum(period.start <= one.day <= period.end for one in held),
        wanted=body.meetings_least or None,
        period=period,
        is_rolling=body.meetings_basis == Basis.ROLLING,
        decisions=decisions,
        late=late,
        open=[task for task in opened if task not in late],
        unreported=[task for task in tasks if task.state == TaskState.DONE],
        proposals=waiting.count() if is_inside else 0,
        is_inside=is_inside,
        may_run=may_run(viewer, body),
    )


def _tasks(viewer: Viewer, body: Body) -> list[Task]:
    """What is open, or was carried out and is not reported; the earliest due first."""
    wanted = Q(state=TaskState.OPEN) | Q(state=TaskState.DONE, reported_at=None)
    rows = Task.objects.visible_to(viewer).filter(wanted, body=body)
    related = ("organisation", "office__organisation", "person")
    found = list(rows.select_related(*related).order_by("due_on", "pk")[:MOST_TASKS])
    return sorted(found, key=lambda task: (task.due_on is None, task.due_on or date.max, task.pk))


def _period(body: Body, day: date) -> Period:
    """The period in which meetings are counted that holds the day; the calendar year where that says more."""
    year = Period(date(day.year, 1, 1), date(day.year, 12, 31))
    if body.meetings_basis == Basis.CALENDAR_YEAR:
        return year
    if body.meetings_basis == Basis.ROLLING:
        return Period(add_months(day, -12) + A_DAY, day)
    agreement = body.agreement
    start = (agreement.starts_on if agreement else None) or body.formed_on
    if start is None or start > day:
        return year
    end = body.dissolved_on or (agreement.ends_on if agreement else None)
    periods = periods_of(body.meetings_basis, start, end, day)
    return next((one for one in periods if one.start <= day <= one.end), year)
