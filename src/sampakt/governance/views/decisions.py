"""Pages of decisions: one of them, the register of a partnership, and recording, correcting and approving them."""

from datetime import date
from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from sampakt.agreements.views.found import partnership_seen
from sampakt.governance.actions import decisions as actions
from sampakt.governance.actions.deciding import objections_to_touching
from sampakt.governance.actions.holding_fast import objections_to_state
from sampakt.governance.forms.decisions import ApprovalForm, DecisionForm, RegisterForm, deciding
from sampakt.governance.models import Body, Decision, Item
from sampakt.governance.queries.asked import voters_between, voters_of
from sampakt.governance.queries.decisions import Wanted, decision_page
from sampakt.governance.queries.decisions import register as decided
from sampakt.governance.terms import Effect, ItemSort, MeetingState
from sampakt.governance.views.found import (
    DONE_ALREADY,
    body_run,
    decision_run,
    decision_seen,
    ids_for,
    item_run,
    to_body,
    to_item,
    to_meeting,
)
from sampakt.governance.wording import ONCE_APPROVED
from sampakt.kernel import clock
from sampakt.ui.answers import Crumbs, PageRequest, confirm_page, done, done_here, form_page, not_now
from sampakt.ui.forms import DayField, sent, submitted
from sampakt.ui.once import only_once, was_done

FORM = "governance/decision_form.html"


def decision(request: PageRequest, code: str) -> HttpResponse:
    """One decision: its words, how members stood, what it brought about, and what is to be done."""
    shown = decision_seen(request, code)
    today = clock.today()
    page = decision_page(request.viewer, shown, today)
    context = {"decision": shown, "body": shown.body, "page": page, "today": today}
    return render(request, "governance/decision.html", context)


def register(request: PageRequest, code: str) -> HttpResponse:
    """The decisions of a partnership's bodies, to be searched and narrowed; the address says by what."""
    partnership = partnership_seen(request, code)
    form = RegisterForm(request.GET)
    wanted = Wanted(space=partnership.pk, **form.wanted())
    found = decided(request.viewer, wanted, clock.today(), request.GET.get("page", ""))
    form.offer(bodies=found.bodies, years=found.years)
    context = {"partnership": partnership, "form": form, "found": found, "today": clock.today()}
    return render(request, "governance/partnership_decisions.html", context)


@login_required
def decide(request: PageRequest, number: int) -> HttpResponse:
    """Record what was decided under an item; what the item says is there already."""
    item = item_run(request, number)
    title, crumbs = _("Decision: %(title)s") % {"title": item}, to_item(item)
    objections = objections_to_state(item.meeting, (MeetingState.HELD,))
    if refused := not_now(request, objections, title=title, crumbs=crumbs):
        return refused
    if was_done(request):
        return done_here(request, crumbs[-1][0], DONE_ALREADY)
    body = item.meeting.body
    voters = voters_of(item.meeting, item)
    form = DecisionForm(
        sent(request),
        body=body,
        viewer=request.viewer,
        voters=voters,
        initial=_of_item(item),
        auto_id=ids_for(request, item),
    )
    act = deciding(partial(actions.decide, body, item=item, by=request.viewer), form, _language(body))
    if made := submitted(form, only_once(request, act)):
        return done_here(request, crumbs[-1][0], _("%(decision)s was recorded.") % {"decision": cited(made)})
    return _form_page(request, form, title=title, crumbs=crumbs, submit=_("Record"), item=item)


@login_required
def decide_between(request: PageRequest, code: str) -> HttpResponse:
    """Record a decision that a body took between its meetings."""
    body = body_run(request, code)
    if was_done(request):
        return done(request, to_body(body)[-1][0], DONE_ALREADY)
    initial = {"decided_on": clock.today()}
    voters = voters_between(body, _day_said(request, clock.today()))
    form = DecisionForm(sent(request), body=body, viewer=request.viewer, voters=voters, initial=initial)
    act = deciding(partial(actions.decide, body, by=request.viewer), form, _language(body))
    if made := submitted(form, only_once(request, act)):
        return done_here(request, made.get_absolute_url(), _("%(decision)s was recorded.") % {"decision": cited(made)})
    title = _("Decision between meetings: %(name)s") % {"name": body}
    return _form_page(request, form, title=title, crumbs=to_body(body), submit=_("Record"))


@login_required
def change_decision(request: PageRequest, code: str) -> HttpResponse:
    """Correct a decision that is not approved yet."""
    changed = decision_run(request, code)
    title, crumbs = _("Correct the decision"), to_decision(changed)
    if refused := not_now(request, objections_to_touching(changed), title=title, crumbs=crumbs):
        return refused
    body = changed.body
    voters = (
        voters_of(changed.meeting, changed.item)
        if changed.meeting is not None
        else voters_between(body, _day_said(request, changed.decided_on), changed)
    )
    form = DecisionForm(sent(request), instance=changed, body=body, viewer=request.viewer, voters=voters)
    act = deciding(partial(actions.change_decision, changed, by=request.viewer), form, _language(body))
    if submitted(form, act):
        return done(request, changed.get_absolute_url(), _("Saved."))
    return _form_page(request, form, title=title, crumbs=crumbs)


@login_required
def remove_decision(request: PageRequest, code: str) -> HttpResponse:
    """Remove a decision that was recorded by mistake."""
    removed = decision_run(request, code)
    crumbs = to_item(removed.item) if removed.item else to_body(removed.body)
    return confirm_page(
        request,
        partial(actions.remove_decision, removed, by=request.viewer),
        title=_("Remove %(decision)s?") % {"decision": cited(removed)},
        lead=_("It goes with the positions taken and with what it brought about. An approved one is superseded."),
        crumbs=to_decision(removed),
        submit=_("Remove"),
        href=crumbs[-1][0],
        words=_("%(decision)s was removed.") % {"decision": cited(removed)},
    )


@login_required
def approve_decision(request: PageRequest, code: str) -> HttpResponse:
    """Approve a decision that was taken between meetings."""
    approved = decision_run(request, code)
    title, crumbs = _("Approve %(decision)s?") % {"decision": cited(approved)}, to_decision(approved)
    objections = actions.objections_to_approving(approved, request.viewer)
    if refused := not_now(request, objections, title=title, crumbs=crumbs):
        return refused
    form = ApprovalForm(sent(request), initial={"version": approved.version})
    if submitted(form, partial(actions.approve_decision, approved, by=request.viewer)):
        words = _("%(decision)s is approved.") % {"decision": cited(approved)}
        return done(request, approved.get_absolute_url(), words)
    return form_page(
        request,
        form,
        title=title,
        lead=_approving_lead(approved),
        crumbs=crumbs,
        submit=_("Approve the decision"),
        variant="primary",
    )


def _approving_lead(approved: Decision) -> str:
    """That it is final, and what it will bring about."""
    lead = _("Once approved it is never changed. A later decision may supersede it.")
    if approved.intends is None or not approved.effect:
        return lead
    return f"{lead} {ONCE_APPROVED[Effect(approved.effect)]}"


def cited(decision: Decision) -> str:
    """The decision's number, as it is cited."""
    return f"§ {decision.number}/{decision.year}"


def to_decision(decision: Decision) -> Crumbs:
    """The way to a page beneath one decision."""
    above = to_meeting(decision.meeting) if decision.meeting else to_body(decision.body)
    return [*above, (decision.get_absolute_url(), cited(decision))]


USUAL = {ItemSort.PLAN: Effect.ADOPTS_PLAN, ItemSort.PRIORITIES: Effect.SETS_PRIORITIES}
"""What a decision under an item of that sort usually brings about."""


def _of_item(item: Item) -> dict[str, Any]:
    """What a decision takes over from its item, so that nothing is written twice."""
    return {
        "title": item.title,
        "effect": USUAL.get(ItemSort(item.sort), ""),
        "agreement": item.agreement_id,
        "commitment": item.commitment_id,
        "theme": item.theme_id,
        "is_restricted": item.is_restricted,
    }


def _day_said(request: PageRequest, otherwise: date) -> date:
    """The day that the form sends, so that it asks those who sat in the body then."""
    try:
        said: date = DayField().clean(request.POST.get("decided_on", ""))
    except ValidationError:
        return otherwise
    return said


def _language(body: Body) -> str:
    language: str = body.space.partnership.language
    return language


def _form_page(request: PageRequest, form: DecisionForm, **about: Any) -> HttpResponse:
    return form_page(request, form, template=FORM, **about)
