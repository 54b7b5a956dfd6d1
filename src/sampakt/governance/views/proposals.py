"""Pages of proposals to a body: anybody who takes part proposes; the chair takes it up, or answers why not."""

from functools import partial

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from sampakt.governance.actions import proposals as actions
from sampakt.governance.forms.proposals import DeclineForm, ProposalForm, ScheduleForm
from sampakt.governance.models import Meeting
from sampakt.governance.queries.tasks import proposals_of
from sampakt.governance.views.found import (
    DONE_ALREADY,
    body_inside,
    body_proposed_to,
    proposal_answered,
    proposal_seen,
    to_proposals,
)
from sampakt.kernel import clock
from sampakt.ui.answers import PageRequest, done, form_page
from sampakt.ui.forms import sent, submitted
from sampakt.ui.once import only_once, was_done


def proposals(request: PageRequest, code: str) -> HttpResponse:
    """What waits for a body to take up, and what came of the rest."""
    body = body_inside(request, code)
    context = {
        "body": body,
        "found": proposals_of(request.viewer, body, clock.today()),
    }
    return render(request, "governance/body_proposals.html", context)


@login_required
def propose(request: PageRequest, code: str) -> HttpResponse:
    """Propose something that a body should take up."""
    body = body_proposed_to(request, code)
    if was_done(request):
        return done(request, to_proposals(body)[-1][0], DONE_ALREADY)
    form = ProposalForm(sent(request), body=body, viewer=request.viewer)
    if submitted(form, only_once(request, partial(actions.propose, body, by=request.viewer))):
        words = _("Proposed. The chair puts it on an agenda, or answers why not.")
        return done(request, to_proposals(body)[-1][0], words)
    title = _("Propose something to %(name)s") % {"name": body}
    return form_page(request, form, title=title, crumbs=to_proposals(body), submit=_("Propose"), once=True)


@login_required
def change(request: PageRequest, number: int) -> HttpResponse:
    """Word a proposal anew while it waits."""
    changed = proposal_seen(request, number)
    form = ProposalForm(sent(request), instance=changed, body=changed.body, viewer=request.viewer)
    if submitted(form, partial(actions.change_proposal, changed, by=request.viewer)):
        return done(request, to_proposals(changed.body)[-1][0], _("Saved."))
    return form_page(request, form, title=_("Change the proposal"), crumbs=to_proposals(changed.body))


@login_required
def schedule(request: PageRequest, number: int) -> HttpResponse:
    """Put a proposal on the agenda of a coming meeting."""
    scheduled = proposal_answered(request, number)
    body = scheduled.body
    ahead = Meeting.objects.visible_to(request.viewer).filter(body=body).ahead_on(clock.today())
    if not ahead:
        return form_page(
            request,
            ScheduleForm(meetings=ahead),
            title=_("Take up “%(title)s”") % {"title": scheduled},
            crumbs=to_proposals(body),
            template="governance/no_meeting_ahead.html",
            body=body,
        )
    form = ScheduleForm(sent(request), meetings=ahead, initial={"meeting": ahead[0]})
    if item := submitted(form, partial(actions.schedule, scheduled, by=request.viewer)):
        words = _("“%(title)s” is on the agenda.") % {"title": item}
        return done(request, item.get_absolute_url(), words)
    title = _("Take up “%(title)s”") % {"title": scheduled}
    return form_page(request, form, title=title, crumbs=to_proposals(body), submit=_("Put it on the agenda"))


@login_required
def decline(request: PageRequest, number: int) -> HttpResponse:
    """Answer why a proposal is not taken up."""
    declined = proposal_answered(request, number)
    form = DeclineForm(sent(request))
    if submitted(form, partial(actions.decline, declined, by=request.viewer)):
        return done(request, to_proposals(declined.body)[-1][0], _("Answered."))
    title = _("Decline “%(title)s”?") % {"title": declined}
    return form_page(request, form, title=title, crumbs=to_proposals(declined.body), submit=_("Answer"))
