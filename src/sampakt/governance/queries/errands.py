"""What somebody is to see to in their bodies: one's own actions, minutes, proposals to answer, meetings, answers."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import CharField, F, QuerySet, Value
from django.db.models.functions import TruncDate

from sampakt.governance.access import sitting, task_within
from sampakt.governance.models import Attendance, Body, Meeting, Proposal, Task
from sampakt.governance.queries.tasks import is_to_be_done_by
from sampakt.governance.rules.tasks import SOON
from sampakt.governance.terms import LEADING, MeetingState, ProposalState, TaskState
from sampakt.kernel.asking import asked_as
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import Viewer

CALLED_AHEAD = timedelta(days=21)
"""So long before its day a meeting that is planned is to be called."""

HEARD = timedelta(days=14)
"""So long whoever proposed something reads on the start page that it was declined."""

MOST = 20

Rows = QuerySet[Task] | QuerySet[Meeting] | QuerySet[Proposal]


class ToDo(StrEnum):
    """What is to be done."""

    TASK = "task"
    ADJUST = "adjust"
    ANSWER = "answer"
    CALL = "call"
    HEAR = "hear"


HREFS = {
    ToDo.TASK: "/actions/%s/",
    ToDo.ADJUST: "/meetings/%s/",
    ToDo.ANSWER: "/bodies/%s/proposals/",
    ToDo.CALL: "/meetings/%s/",
    ToDo.HEAR: "/bodies/%s/proposals/",
}
"""Where each is done."""


@dataclass(frozen=True)
class ErrandLine:
    """One thing to see to: in which body and partnership, on which day, and where it is done.

    ``day`` is when an action is due or a meeting is held, and since when minutes or a proposal have waited.
    """

    todo: ToDo
    title: Text
    day: date
    href: str
    body: Text
    space: int


def errands_of(viewer: Viewer, spaces: Collection[int], day: date) -> list[ErrandLine]:
    """What the viewer is to see to in some of their spaces, by day. One question.

    Proposals and meetings concern those who lead the body; where nobody who leads it has an account, nobody is troubled
    here but whoever opens the body's page.
    """
    if not viewer.is_known or not spaces:
        return []
    rows = asked_as(("errands", viewer.key, tuple(spaces), day), lambda: _asked(viewer, spaces, day))
    return [
        ErrandLine(ToDo(what), title, on, HREFS[ToDo(what)] % which, body, space)
        for what, title, on, which, body, space in rows
    ]


def _asked(viewer: Viewer, spaces: Collection[int], day: date) -> QuerySet[Any, Any]:
    """The rows of all sorts, by day."""
    seen = Body.objects.within(viewer, spaces)
    led = seen.filter(pk__in=sitting(viewer, LEADING).values("body"))
    tasks = Task.objects.filter(task_within(viewer, spaces), is_to_be_done_by(viewer, day))
    signing = Attendance.objects.filter(person__user=viewer.user_id, is_adjuster=True, adjusted_at=None)
    parts = [
        _rows(tasks.filter(state=TaskState.OPEN, due_on__lte=day + SOON), ToDo.TASK, "title", "due_on", "code"),
        _rows(
            Meeting.objects.filter(state=MeetingState.IN_ADJUSTMENT, body__in=seen, pk__in=signing.values("meeting")),
            ToDo.ADJUST,
            "body__name",
            "sent_on",
            "code",
        ),
        _rows(
            Proposal.objects.filter(state=ProposalState.WAITING, body__in=led),
            ToDo.ANSWER,
            "title",
            "proposed_on",
            "body__code",
        ),
        _rows(
            Meeting.objects.filter(state=MeetingState.PLANNED, day__range=(day, day + CALLED_AHEAD), body__in=led),
            ToDo.CALL,
            "body__name",
            "day",
            "code",
        ),
        _rows(
            Proposal.objects.filter(
                state=ProposalState.DECLINED,
                proposed_by=viewer.user_id,
                changed_at__date__gte=day - HEARD,
                body__in=seen,
            ).annotate(answered_on=TruncDate("changed_at")),
            ToDo.HEAR,
            "title",
            "answered_on",
            "body__code",
        ),
    ]
    together: QuerySet[Any, Any] = parts[0].union(*parts[1:], all=True).order_by("on", "what", "which")[:MOST]
    return together


def _rows(rows: Rows, todo: ToDo, title: str, day: str, code: str) -> QuerySet[Any, Any]:
    """Rows of one sort, in the columns that all sorts have."""
    return rows.order_by().values(
        what=Value(todo.value, output_field=CharField()),
        words=F(title),
        on=F(day),
        which=F(code),
        of=F("body__name"),
        in_space=F("body__space"),
    )
