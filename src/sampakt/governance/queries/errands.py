"""What somebody is to see to in their bodies: one's own actions, minutes, proposals to answer, meetings, answers."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce, TruncDate

from sampakt.governance.access import sitting, task_within
from sampakt.governance.models import Attendance, Body, Holding, Meeting, Proposal, Seat, Task
from sampakt.governance.queries.tasks import is_to_be_done_by
from sampakt.governance.rules.tasks import SOON
from sampakt.governance.terms import LEADING, MeetingState, ProposalState, TaskState
from sampakt.kernel.asking import asked_as
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.models import Appointment, Membership, OrganisationRole

CALLED_AHEAD = timedelta(days=21)
"""So long before its day a meeting that is planned is to be called."""

HEARD = timedelta(days=14)
"""So long whoever proposed something reads on the start page that it was declined, or is taken up."""

MOST = 20

Rows = (
    QuerySet[Task] | QuerySet[Meeting] | QuerySet[Proposal] | QuerySet[Holding] | QuerySet[Seat] | QuerySet[Attendance]
)


class ToDo(StrEnum):
    """What is to be done."""

    TASK = "task"
    ADJUST = "adjust"
    ANSWER = "answer"
    CALL = "call"
    HEAR = "hear"
    TAKEN_UP = "taken_up"
    CONFIRM = "confirm"
    CONFIRM_OFFICE = "confirm_office"
    REPLACE = "replace"
    GIVE_ON = "give_on"


HREFS = {
    ToDo.TASK: "/actions/%s/",
    ToDo.ADJUST: "/meetings/%s/",
    ToDo.ANSWER: "/bodies/%s/proposals/",
    ToDo.CALL: "/meetings/%s/",
    ToDo.HEAR: "/bodies/%s/proposals/",
    ToDo.TAKEN_UP: "/meetings/%s/",
    ToDo.CONFIRM: "/holdings/%s/confirm/",
    ToDo.CONFIRM_OFFICE: "/seats/%s/confirm/",
    ToDo.REPLACE: "/meetings/%s/",
    ToDo.GIVE_ON: "/actions/%s/",
}
"""Where each is done."""


@dataclass(frozen=True)
class ErrandLine:
    """One thing to see to: in which body and partnership, on which day, and where it is done.

    ``day`` is when an action is due or a meeting is held, and since when minutes or a proposal have waited. ``who`` is
    whom it is about where that is somebody else: who gave themselves a seat, or no longer sits there.
    """

    todo: ToDo
    title: Text
    day: date
    href: str
    body: Text
    space: int
    who: str = ""


def errands_of(viewer: Viewer, spaces: Collection[int], day: date) -> list[ErrandLine]:
    """What the viewer is to see to in some of their spaces, by day. One question.

    Proposals and meetings concern those who lead the body; where nobody who leads it has an account, nobody is troubled
    here but whoever opens the body's page.
    """
    if not viewer.is_known or not spaces:
        return []
    rows = asked_as(("errands", viewer.key, tuple(spaces), day), lambda: _asked(viewer, spaces, day))
    return [
        ErrandLine(ToDo(what), title, on, HREFS[ToDo(what)] % which, body, space, who)
        for what, title, on, which, body, space, who in rows
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
        _rows(
            Proposal.objects.filter(
                state=ProposalState.SCHEDULED,
                proposed_by=viewer.user_id,
                changed_at__date__gte=day - HEARD,
                item__meeting__isnull=False,
                body__in=seen,
            ).annotate(answered_on=TruncDate("changed_at")),
            ToDo.TAKEN_UP,
            "title",
            "answered_on",
            "item__meeting__code",
        ),
        *_of_others(viewer, spaces, day, seen),
    ]
    together: QuerySet[Any, Any] = parts[0].union(*parts[1:], all=True).order_by("on", "what", "which")[:MOST]
    return together


def _of_others(viewer: Viewer, spaces: Collection[int], day: date, seen: QuerySet[Body]) -> list[QuerySet[Any, Any]]:
    """What others did or can no longer do, for those who sit in the body or coordinate its partnership.

    Whoever gave themselves a seat there; minutes that wait for somebody who no longer sits there; and actions of
    somebody who has left the body and takes no part in the partnership in any other way.
    """
    edited = [space for space in spaces if viewer.may_edit_in(space)]
    own = seen.filter(Q(pk__in=sitting(viewer, is_given=True).values("body")) | Q(space__in=edited))
    run = seen.filter(Q(pk__in=sitting(viewer, LEADING).values("body")) | Q(space__in=edited))
    taken = Holding.objects.held_on(day).filter(taken_on__isnull=False, person__isnull=False, seat__body__in=own)
    lasting = Appointment.objects.filter(Q(ends_on=None) | Q(ends_on__gte=day), taken_on__isnull=False)
    appointed = Subquery(lasting.filter(office=OuterRef("office")).order_by("taken_on").values("taken_on")[:1])
    tied = (
        Seat.objects.existing_on(day)
        .filter(office__isnull=False, body__in=own)
        .annotate(since=Coalesce("taken_on", appointed))
        .filter(since__isnull=False)
    )
    holding = Appointment.objects.held_on(day).filter(person__user=viewer.user_id).values("office")
    named = Attendance.objects.filter(is_adjuster=True, adjusted_at=None, person__isnull=False)
    waiting = named.filter(meeting__state=MeetingState.IN_ADJUSTMENT, meeting__body__in=run)
    tasks = Task.objects.filter(
        task_within(viewer, spaces), state=TaskState.OPEN, due_on__lte=day + SOON, person__isnull=False, body__in=run
    )
    takes_part = Exists(Membership.objects.filter(space=OuterRef("body__space"), user__person=OuterRef("person")))
    is_employed = Exists(
        OrganisationRole.objects.filter(organisation__spaces=OuterRef("body__space"), user__person=OuterRef("person"))
    )
    sat_there = Exists(Holding.objects.filter(seat__body=OuterRef("body"), person=OuterRef("person")))
    return [
        _rows(
            taken.exclude(person__user=viewer.user_id),
            ToDo.CONFIRM,
            "seat__body__name",
            "taken_on",
            "pk",
            body="seat__body",
            who="person__name",
        ),
        _rows(tied.exclude(office__in=holding), ToDo.CONFIRM_OFFICE, "body__name", "since", "pk"),
        _rows(
            waiting.filter(~_sits("meeting__body", day)),
            ToDo.REPLACE,
            "meeting__body__name",
            "meeting__sent_on",
            "meeting__code",
            body="meeting__body",
            who="person__name",
        ),
        _rows(
            tasks.filter(sat_there, ~_sits("body", day), ~takes_part, ~is_employed),
            ToDo.GIVE_ON,
            "title",
            "due_on",
            "code",
            who="person__name",
        ),
    ]


def _sits(body: str, day: date) -> Q:
    """Whether the person that a row names sits in the body that it names, by name or by office."""
    there = Seat.objects.existing_on(day).filter(body=OuterRef(OuterRef(body)))
    held = Holding.objects.held_on(day).filter(person=OuterRef("person"), seat__in=there.values("pk"))
    followed = Appointment.objects.held_on(day).filter(person=OuterRef("person"), office__in=there.values("office"))
    return Q(Exists(held)) | Q(Exists(followed))


def _rows(
    rows: Rows, todo: ToDo, title: str, day: str, code: str, *, body: str = "body", who: str = ""
) -> QuerySet[Any, Any]:
    """Rows of one sort, in the columns that all sorts have."""
    return rows.order_by().values(
        what=Value(todo.value, output_field=CharField()),
        words=F(title),
        on=F(day),
        which=Cast(code, CharField()),
        of=F(f"{body}__name"),
        in_space=F(f"{body}__space"),
        whom=F(who) if who else Value("", output_field=CharField()),
    )
