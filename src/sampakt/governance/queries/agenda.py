"""What is proposed for the agenda of a meeting, from the records: nobody types it again."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from sampakt.commitments.models import Commitment
from sampakt.commitments.terms import NEEDS_SOMEBODY
from sampakt.governance.models import Body, Decision, Item, Meeting, Proposal, Task
from sampakt.governance.rules.agenda import (
    AHEAD,
    Errand,
    OnAgenda,
    Standing,
    Suggestion,
    keeping_effects,
    promised_sort,
    suggestions,
)
from sampakt.governance.terms import DecisionOutcome, ItemSort, MeetingState, ProposalState, TaskState, Why
from sampakt.governance.wording import in_every_language, report_from
from sampakt.kernel.terms import Audience
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import Viewer


@dataclass(frozen=True)
class ProposedItem:
    """Something to take up, with the title it would have; ``about`` is the record that gives reason to."""

    key: str
    why: Why
    sort: ItemSort
    title: Text
    due_on: date | None
    about: Commitment | Task | Proposal | Body | None


def proposed_items(viewer: Viewer, meeting: Meeting) -> list[ProposedItem]:
    """What the meeting should take up and does not yet, as far as the viewer may know of it. Six queries."""
    body = meeting.body
    commitments = {one.pk: one for one in _commitments(viewer, meeting)}
    tasks = {one.pk: one for one in _tasks(viewer, meeting)}
    waiting = Proposal.objects.visible_to(viewer).filter(body=body, state=ProposalState.WAITING)
    proposals = {one.pk: one for one in waiting.order_by("proposed_on", "pk")}
    told_by = Body.objects.visible_to(viewer).existing_on(meeting.day).filter(reports_to=body)
    bodies = {one.pk: one for one in told_by.order_by("pk")}
    found = suggestions(
        meeting.day,
        items=_items(viewer, meeting),
        errands=[Errand(one.pk, one.state, one.due_on, one.reported_at_id is not None) for one in tasks.values()],
        reporting=list(bodies),
        standings=[
            Standing(one.pk, one.assessment.status, one.assessment.due_on, promised_sort(one.kind, one.parameters))
            for one in commitments.values()
        ],
        proposals=list(proposals),
    )
    records: dict[Why, dict[int, Any]] = {
        Why.ACTION: tasks,
        Why.UNREPORTED: tasks,
        Why.REPORT: bodies,
        Why.DUE: commitments,
        Why.NEEDS: commitments,
        Why.PROPOSAL: proposals,
    }
    return [_proposed(one, records[one.why][one.about] if one.about is not None else None, body) for one in found]


def _proposed(one: Suggestion, about: Any, body: Body) -> ProposedItem:
    if about is None:
        title = in_every_language(one.sort.label)
    elif isinstance(about, Body):
        title = report_from(about.name)
    else:
        title = about.title
    if isinstance(about, Task | Proposal):
        about.body = body
    return ProposedItem(one.key, one.why, one.sort, title, one.due_on, about)


def _commitments(viewer: Viewer, meeting: Meeting) -> Sequence[Commitment]:
    """The promises that need the body, as far as all who see its agenda may know of them.

    One that fewer see is not proposed: its title would stand where others read it. A body of a theme takes up its own.
    """
    body = meeting.body
    open_to_all = (Audience.PUBLIC, Audience.PARTNERS)
    reach = Q(audience__in=open_to_all, agreement__audience__in=open_to_all)
    wanted = Q(assessment__status__in=NEEDS_SOMEBODY) | Q(
        assessment__status__in=AHEAD, assessment__due_on__lte=meeting.day
    )
    rows = Commitment.objects.visible_to(viewer).in_space(body.space_id).filter(reach, wanted)
    if body.theme_id is not None:
        rows = rows.filter(theme=body.theme_id)
    found = rows.select_related("assessment", "agreement__space").order_by("position", "pk")
    # What a promise says of another body is for that one to take up.
    named = [one for one in found if one.parameters.get("body", body.key) == body.key]
    keepers = _keepers(viewer, body, named)
    return [one for one in named if (kept_by := keepers(one)) is None or body.pk in kept_by]


def _keepers(
    viewer: Viewer, body: Body, promises: Sequence[Commitment]
) -> Callable[[Commitment], Collection[int] | None]:
    """The bodies that have kept a promise whose rule names none, by what they decided; None while nothing tells so.

    One question, if any promise is of that kind.
    """
    effects = {one.pk: keeping_effects(one.kind, one.parameters) for one in promises if "body" not in one.parameters}
    asked = {effect for of in effects.values() for effect in of}
    if not asked:
        return lambda one: None
    decided = Decision.objects.visible_to(viewer).filter(body__space=body.space_id, effect__in=asked)
    rows = set(decided.filter(outcome=DecisionOutcome.TAKEN).order_by().values_list("effect", "body_id"))
    return lambda one: {by for effect, by in rows if effect in effects.get(one.pk, ())} or None


def _tasks(viewer: Viewer, meeting: Meeting) -> Sequence[Task]:
    wanted = Q(state=TaskState.DONE, reported_at=None) | Q(state=TaskState.OPEN, due_on__lte=meeting.day)
    return list(Task.objects.visible_to(viewer).filter(wanted, body=meeting.body_id).order_by("due_on", "pk"))


def _items(viewer: Viewer, meeting: Meeting) -> list[OnAgenda]:
    """What the body takes up at its meetings in the calendar year, as far as the viewer sees it.

    Were something not proposed because of an item that they do not see, they would know that there is one.
    """
    of_year = Item.objects.visible_to(viewer).filter(meeting__body=meeting.body_id, meeting__day__year=meeting.day.year)
    rows = of_year.exclude(meeting__state=MeetingState.CANCELLED).order_by()
    columns = ("sort", "meeting_id", "commitment_id", "task_id", "from_body_id")
    return [OnAgenda(sort, at == meeting.pk, *about) for sort, at, *about in rows.values_list(*columns)]
