"""Pages of meetings: those of a body, planning, changing, calling and cancelling one, and who was there."""

from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sampakt.governance.access import may_run
from sampakt.governance.actions import meetings as actions
from sampakt.governance.actions.attendance import AttendanceLine
from sampakt.governance.actions.holding_fast import objections_to_becoming, objections_to_state, objections_to_whole
from sampakt.governance.actions.minutes import note_adjustment
from sampakt.governance.actions.recording import open_meeting
from sampakt.governance.forms.meetings import AdjustedForm, AttendanceForm, CancelForm, MeetingForm
from sampakt.governance.models import Meeting
from sampakt.governance.queries.agenda import proposed_items
from sampakt.governance.queries.asked import seats_to_ask
from sampakt.governance.queries.cadence import days_proposed
from sampakt.governance.queries.meetings import meeting_page, meetings_of
from sampakt.governance.terms import HELD, MeetingState
from sampakt.governance.views.found import body_named, body_run, meeting_run, meeting_seen, to_meeting, to_meetings
from sampakt.kernel import clock
from sampakt.ui.answers import PageRequest, confirm_page, done, form_page, not_now
from sampakt.ui.forms import sent, submitted
from sampakt.ui.writing import written_day

FORM = "governance/meeting_form.html"
DAYS_PROPOSED = 4


def meetings(request: PageRequest, code: str) -> HttpResponse:
    """The meetings of a body: those ahead, and by year those that were."""
    body = body_named(request, code)
    today = clock.today()
    context = {
        "body": body,
        "found": meetings_of(request.viewer, body, today),
        "today": today,
        "may_run": may_run(request.viewer, body),
    }
    return render(request, "governance/body_meetings.html", context)


def meeting(request: PageRequest, code: str) -> HttpResponse:
    """One meeting, from its plan to its locked minutes, with the next step as its button."""
    shown = meeting_seen(request, code)
    page = meeting_page(request.viewer, shown)
    context: dict[str, Any] = {"meeting": shown, "body": shown.body, "page": page, "today": clock.today()}
    if page.may_run and shown.state in {MeetingState.PLANNED, MeetingState.CALLED}:
        context["proposed"] = proposed_items(request.viewer, shown)
    return render(request, "governance/meeting.html", context)


@login_required
def plan(request: PageRequest, code: str) -> HttpResponse:
    """Plan a meeting on one of the days proposed, or on another."""
    body = body_run(request, code)
    days = days_proposed(body, clock.today())[:DAYS_PROPOSED]
    form = MeetingForm(sent(request), body=body, viewer=request.viewer, proposed=days)
    if planned := submitted(form, partial(actions.plan_meeting, body, by=request.viewer)):
        return done(request, planned.get_absolute_url(), _("The meeting was planned. Now its agenda."))
    title = _("Plan a meeting: %(name)s") % {"name": body}
    return form_page(request, form, title=title, crumbs=to_meetings(body), submit=_("Plan it"), template=FORM)


@login_required
def change(request: PageRequest, code: str) -> HttpResponse:
    """Move a meeting, or correct what is said of it."""
    changed = meeting_run(request, code)
    title, crumbs = _("Change the meeting"), to_meeting(changed)
    if refused := not_now(request, objections_to_state(changed, actions.CHANGEABLE), title=title, crumbs=crumbs):
        return refused
    form = MeetingForm(sent(request), instance=changed, body=changed.body, viewer=request.viewer)
    if submitted(form, partial(actions.change_meeting, changed, by=request.viewer)):
        return done(request, changed.get_absolute_url(), _("Saved."))
    return form_page(request, form, title=title, crumbs=crumbs, template=FORM)


@login_required
def call(request: PageRequest, code: str) -> HttpResponse:
    """Ask before the members are called, and say who they are."""
    called = meeting_run(request, code)
    title, crumbs = _("Call the meeting on %(day)s?") % {"day": written_day(called.day)}, to_meeting(called)
    if refused := not_now(request, actions.objections_to_calling(called), title=title, crumbs=crumbs):
        return refused
    return confirm_page(
        request,
        partial(actions.call_meeting, called, by=request.viewer),
        title=title,
        lead=_("Those who sit in the body get a letter with the agenda and a link to the meeting."),
        crumbs=crumbs,
        submit=_("Call it"),
        href=called.get_absolute_url(),
        words=_("The meeting is called."),
        variant="primary",
    )


@login_required
def cancel(request: PageRequest, code: str) -> HttpResponse:
    """Cancel a meeting, and say why."""
    cancelled = meeting_run(request, code)
    title, crumbs = _("Cancel the meeting on %(day)s?") % {"day": written_day(cancelled.day)}, to_meeting(cancelled)
    objections = objections_to_becoming(cancelled, MeetingState.CANCELLED)
    if refused := not_now(request, objections, title=title, crumbs=crumbs):
        return refused
    form = CancelForm(sent(request))
    if submitted(form, partial(actions.cancel_meeting, cancelled, by=request.viewer)):
        return done(request, cancelled.get_absolute_url(), _("The meeting is cancelled."))
    return form_page(request, form, title=title, crumbs=crumbs, submit=_("Cancel the meeting"), variant="danger")


@login_required
def remove(request: PageRequest, code: str) -> HttpResponse:
    """Remove a meeting that was planned by mistake."""
    removed = meeting_run(request, code)
    title, crumbs = _("Remove the meeting on %(day)s?") % {"day": written_day(removed.day)}, to_meeting(removed)
    if refused := not_now(
        request, actions.objections_to_removing_meeting(removed, request.viewer), title=title, crumbs=crumbs
    ):
        return refused
    return confirm_page(
        request,
        partial(actions.remove_meeting, removed, by=request.viewer),
        title=title,
        lead=_("As if it had never been planned. One that has an agenda, or was called, is cancelled instead."),
        crumbs=crumbs,
        submit=_("Remove"),
        href=f"{removed.body.get_absolute_url()}meetings/",
        words=_("The meeting was removed."),
    )


@login_required
def attendance(request: PageRequest, code: str) -> HttpResponse:
    """Record who was there, a row a seat; the first time that the meeting was held, too. On to the minutes."""
    held = meeting_run(request, code)
    is_open = held.state == MeetingState.HELD
    objections = () if is_open else actions.objections_to_holding(held)
    if refused := not_now(request, objections, title=_("Who was there"), crumbs=to_meeting(held)):
        return refused
    form = AttendanceForm(sent(request), meeting=held, seats=seats_to_ask(held))
    if submitted(form, partial(_take, held, form, request)) is not None:
        return done(request, f"{held.get_absolute_url()}minutes/", _("Recorded. Now the minutes."))
    context = {"form": form, "meeting": held, "body": held.body, "today": clock.today()}
    return render(request, "governance/attendance.html", context, status=422 if form.is_bound else 200)


def _take(meeting: Meeting, form: AttendanceForm, request: PageRequest, **values: Any) -> list[Any]:
    seats = {one.seat.pk: one.seat for one in form.asked}
    lines = [
        AttendanceLine(
            seat=seat,
            presence=values[f"seat-{number}"],
            stands_in_for=seats.get(values.get(f"for-{number}") or 0),
            is_adjuster=values[f"adjuster-{number}"],
        )
        for number, seat in seats.items()
    ]
    return open_meeting(meeting, lines=lines, by=request.viewer, version=values.get("version"))


@login_required
def adjusted_elsewhere(request: PageRequest, code: str) -> HttpResponse:
    """Say on which day minutes that are kept elsewhere were adjusted."""
    adjusted = meeting_run(request, code)
    title, crumbs = _("When were the minutes adjusted?"), to_meeting(adjusted)
    objections = [*objections_to_state(adjusted, (MeetingState.HELD,)), *objections_to_whole(adjusted, request.viewer)]
    if refused := not_now(request, objections, title=title, crumbs=crumbs):
        return refused
    form = AdjustedForm(sent(request))
    if submitted(form, partial(note_adjustment, adjusted, by=request.viewer)):
        return done(request, adjusted.get_absolute_url(), _("The minutes are locked."))
    lead = _("For minutes that were written and signed elsewhere, and are kept here as a document.")
    return form_page(request, form, title=title, crumbs=crumbs, lead=lead)


@login_required
@require_POST
def hold(request: PageRequest, code: str) -> HttpResponse:
    """Record that a meeting whose attendance is not known was held."""
    held = meeting_run(request, code)
    if held.state not in HELD:
        actions.hold_meeting(held, by=request.viewer)
    return redirect(held.get_absolute_url())
