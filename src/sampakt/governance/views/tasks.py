"""Pages of actions to do: those of a body, one of them, and giving, carrying out, reporting and dropping one."""

from functools import partial

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from sampakt.governance.access import may_carry_out, may_run
from sampakt.governance.actions import tasks as actions
from sampakt.governance.actions.holding_fast import objections_to_state
from sampakt.governance.forms.tasks import CarryOutForm, DropForm, ReportForm, TaskForm, owned
from sampakt.governance.models import Body, Decision, Item, Meeting, Task
from sampakt.governance.queries.tasks import task_page, tasks_of
from sampakt.governance.terms import HELD, GovernanceObjection, MeetingState
from sampakt.governance.views.decisions import cited, to_decision
from sampakt.governance.views.found import (
    DONE_ALREADY,
    body_inside,
    body_run,
    decision_run,
    ids_for,
    item_run,
    task_seen,
    to_item,
    to_tasks,
)
from sampakt.kernel import clock
from sampakt.kernel.errors import NotAllowed, Objection
from sampakt.ui.answers import Crumbs, PageRequest, confirm_page, done, done_here, form_page, not_now
from sampakt.ui.forms import sent, submitted
from sampakt.ui.once import only_once, was_done


def tasks(request: PageRequest, code: str) -> HttpResponse:
    """What a body has asked for: late, open, carried out and not reported, and what is behind it."""
    body = body_inside(request, code)
    context = {
        "body": body,
        "found": tasks_of(request.viewer, body, clock.today()),
        "today": clock.today(),
    }
    return render(request, "governance/body_tasks.html", context)


def task(request: PageRequest, code: str) -> HttpResponse:
    """One action: what is to be done, by whom, by when, and what came of it."""
    shown = task_seen(request, code)
    context = {
        "task": shown,
        "body": shown.body,
        "today": clock.today(),
        "page": task_page(request.viewer, shown, clock.today()),
    }
    return render(request, "governance/task.html", context)


@login_required
def give(request: PageRequest, code: str) -> HttpResponse:
    """Give an action that no item or decision stands behind."""
    body = body_run(request, code)
    return _give(request, body, to_tasks(body))


@login_required
def give_under_item(request: PageRequest, number: int) -> HttpResponse:
    """Give an action under an item of an agenda."""
    item = item_run(request, number)
    return _give(request, item.meeting.body, to_item(item), item=item)


@login_required
def give_by_decision(request: PageRequest, code: str) -> HttpResponse:
    """Give an action that a decision calls for."""
    decision = decision_run(request, code)
    crumbs = to_item(decision.item) if decision.item and decision.approved_on is None else to_decision(decision)
    return _give(request, decision.body, crumbs, decision=decision, item=decision.item)


def _give(
    request: PageRequest, body: Body, crumbs: Crumbs, *, decision: Decision | None = None, item: Item | None = None
) -> HttpResponse:
    title = _("New action to do")
    if decision is not None:
        title = _("New action to do, by %(decision)s") % {"decision": cited(decision)}
    elif item is not None:
        title = _("New action to do: %(title)s") % {"title": item}
    meeting = decision.meeting if decision is not None else item.meeting if item is not None else None
    objections = () if meeting is None else objections_to_state(meeting, (MeetingState.HELD,))
    if refused := not_now(request, objections, title=title, crumbs=crumbs):
        return refused
    if was_done(request):
        return done_here(request, crumbs[-1][0], DONE_ALREADY)
    form = TaskForm(sent(request), body=body, viewer=request.viewer, auto_id=ids_for(request, item))
    act = partial(actions.give_task, body, by=request.viewer, decision=decision, item=item)
    if given := submitted(form, only_once(request, owned(act))):
        return done_here(request, crumbs[-1][0], _("“%(title)s” was given.") % {"title": given})
    return form_page(request, form, title=title, crumbs=crumbs, submit=_("Add"), template="governance/task_form.html")


@login_required
def change(request: PageRequest, code: str) -> HttpResponse:
    """Change who does it, or by when."""
    changed = _task_run(request, code)
    form = TaskForm(sent(request), instance=changed, body=changed.body, viewer=request.viewer)
    if submitted(form, owned(partial(actions.change_task, changed, by=request.viewer))):
        return done(request, changed.get_absolute_url(), _("Saved."))
    return form_page(request, form, title=_("Change the action"), crumbs=to_task(changed))


@login_required
def carry_out(request: PageRequest, code: str) -> HttpResponse:
    """Say that an action is carried out, and what was done."""
    carried = task_seen(request, code)
    if not may_carry_out(request.viewer, carried):
        raise NotAllowed
    form = CarryOutForm(sent(request))
    if submitted(form, partial(actions.carry_out, carried, by=request.viewer)):
        words = _("Carried out. It is reported to the body at its next meeting.")
        return done(request, carried.get_absolute_url(), words)
    lead = _("The body is told at its next meeting.")
    return form_page(
        request, form, title=_("Carried out: %(title)s") % {"title": carried}, crumbs=to_task(carried), lead=lead
    )


@login_required
def report_back(request: PageRequest, code: str) -> HttpResponse:
    """Say at which meeting an action was reported back to the body."""
    reported = _task_run(request, code)
    since = reported.done_on or reported.given_on
    held = Meeting.objects.visible_to(request.viewer).filter(body=reported.body, state__in=HELD, day__gte=since)
    title, crumbs = _("Reported back: %(title)s") % {"title": reported}, to_task(reported)
    objections = list(actions.objections_to_hearing(reported))
    if not objections and not held:
        objections = [Objection.of(GovernanceObjection.NO_MEETING_SINCE)]
    if refused := not_now(request, objections, title=title, crumbs=crumbs):
        return refused
    form = ReportForm(sent(request), meetings=held.order_by("-day"))
    if submitted(form, partial(actions.report_back, reported, by=request.viewer)):
        return done(request, reported.get_absolute_url(), _("Recorded."))
    return form_page(request, form, title=title, crumbs=crumbs, submit=_("Record"))


@login_required
def reopen(request: PageRequest, code: str) -> HttpResponse:
    """Open an action again that turned out not to be done."""
    reopened = _task_run(request, code)
    return confirm_page(
        request,
        partial(actions.reopen_task, reopened, by=request.viewer),
        title=_("Open “%(title)s” again?") % {"title": reopened},
        lead=_("What was said of it when it was closed is taken back."),
        crumbs=to_task(reopened),
        submit=_("Open it again"),
        href=reopened.get_absolute_url(),
        words=_("It is open again."),
        variant="primary",
    )


@login_required
def drop(request: PageRequest, code: str) -> HttpResponse:
    """Say that an action is not to be carried out after all, and why."""
    dropped = _task_run(request, code)
    form = DropForm(sent(request))
    if submitted(form, partial(actions.drop_task, dropped, by=request.viewer)):
        return done(request, dropped.get_absolute_url(), _("Recorded."))
    title = _("Drop “%(title)s”?") % {"title": dropped}
    return form_page(request, form, title=title, crumbs=to_task(dropped), submit=_("Drop"))


def to_task(task: Task) -> Crumbs:
    """The way to a page beneath one action."""
    return [*to_tasks(task.body), (task.get_absolute_url(), str(task))]


def _task_run(request: PageRequest, code: str) -> Task:
    found = task_seen(request, code)
    if not may_run(request.viewer, found.body):
        raise NotAllowed
    return found
