"""Pages about what an agreement says, what sources claim, what it was weighed against, and what it is tied to."""

from functools import partial

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from sampakt.agreements import actions
from sampakt.agreements.forms.content import ClaimForm, GoalForm, ImpactForm, TopicForm
from sampakt.agreements.models import Agreement, Claim, GoalLink, ImpactAssessment
from sampakt.agreements.terms import Topic, TopicState
from sampakt.agreements.views.found import agreement_kept, documents_of, to_agreement
from sampakt.kernel import clock
from sampakt.ui.answers import PageRequest, confirm_page, done, form_page
from sampakt.ui.forms import sent, submitted


@login_required
def answer_topic(request: PageRequest, code: str, topic: str) -> HttpResponse:
    """Say whether the text says anything on a topic; ``?asked`` begins with that somebody was asked."""
    agreement = agreement_kept(request, code)
    if topic not in Topic.values:
        raise Http404
    item = agreement.content.filter(topic=topic).first()
    initial = {"state": TopicState.ASKED, "asked_on": clock.today()} if "asked" in request.GET else {}
    form = TopicForm(sent(request), instance=item, agreement=agreement, initial=initial)
    if submitted(form, partial(actions.answer_topic, agreement, topic=topic, by=request.viewer)):
        return done(request, _part(agreement, "content"), _("Saved."))
    crumbs = to_agreement(agreement, "content")
    lead = _("What does the agreement say about it? When it says nothing, ask, and note whom.")
    return form_page(request, form, title=Topic(topic).label, crumbs=crumbs, lead=lead)


@login_required
def claim(request: PageRequest, code: str) -> HttpResponse:
    """Record what a source says about one fact."""
    agreement = agreement_kept(request, code)
    documents = documents_of(request, agreement.space_id)
    form = ClaimForm(sent(request), agreement=agreement, documents=documents)
    if submitted(form, partial(actions.claim, agreement, by=request.viewer)):
        return done(request, _part(agreement, "claims"), _("The claim was recorded."))
    lead = _("When sources differ, record what each of them says. Nothing is overwritten: then choose which holds.")
    crumbs = to_agreement(agreement, "claims")
    return form_page(request, form, title=_("What does a source say?"), crumbs=crumbs, lead=lead)


@login_required
def choose_claim(request: PageRequest, code: str, number: int) -> HttpResponse:
    """Choose which source holds until somebody knows better."""
    chosen = _claim(request, code, number)
    facts = {"value": chosen.written, "fact": chosen.get_field_display()}
    return confirm_page(
        request,
        partial(actions.choose_claim, chosen, by=request.viewer),
        title=_("%(fact)s: does “%(value)s” hold?") % facts,
        lead=_("The value is written where the fact has a field. What the other sources say stays beside it."),
        crumbs=to_agreement(chosen.agreement, "claims"),
        submit=_("Let it hold"),
        href=_part(chosen.agreement, "claims"),
        words=_("“%(value)s” holds from now on.") % facts,
        variant="primary",
    )


@login_required
def remove_claim(request: PageRequest, code: str, number: int) -> HttpResponse:
    """Remove a claim that no source makes."""
    removed = _claim(request, code, number)
    return confirm_page(
        request,
        partial(actions.remove_claim, removed, by=request.viewer),
        title=_("Remove the claim “%(value)s”?") % {"value": removed.written},
        lead=_("Only for a claim that no source makes. What it wrote while it was chosen stays."),
        crumbs=to_agreement(removed.agreement, "claims"),
        submit=_("Remove"),
        href=_part(removed.agreement, "claims"),
        words=_("The claim was removed."),
    )


@login_required
def assess_impact(request: PageRequest, code: str) -> HttpResponse:
    """Record what the agreement was found to mean."""
    agreement = agreement_kept(request, code)
    documents = documents_of(request, agreement.space_id)
    form = ImpactForm(sent(request), agreement=agreement, documents=documents)
    if submitted(form, partial(actions.assess_impact, agreement, by=request.viewer)):
        return done(request, _part(agreement, "impacts"), _("The impact assessment was recorded."))
    crumbs = to_agreement(agreement, "impacts")
    return form_page(request, form, title=_("Record an impact assessment"), crumbs=crumbs)


@login_required
def remove_impact(request: PageRequest, code: str, number: int) -> HttpResponse:
    """Remove an impact assessment that was recorded by mistake."""
    agreement = agreement_kept(request, code)
    found = get_object_or_404(ImpactAssessment, pk=number, agreement=agreement)
    found.agreement = agreement
    return confirm_page(
        request,
        partial(actions.remove_impact, found, by=request.viewer),
        title=_("Remove the impact assessment “%(subject)s”?") % {"subject": found},
        lead=_("Only for one that was recorded by mistake. Its document stays."),
        crumbs=to_agreement(agreement, "impacts"),
        submit=_("Remove"),
        href=_part(agreement, "impacts"),
        words=_("The impact assessment was removed."),
    )


@login_required
def link_goal(request: PageRequest, code: str) -> HttpResponse:
    """Tie the agreement to one of a party's own goals or plans."""
    agreement = agreement_kept(request, code)
    form = GoalForm(sent(request), agreement=agreement)
    if submitted(form, partial(actions.link_goal, agreement, by=request.viewer)):
        return done(request, _part(agreement, "goals"), _("The goal was tied to the agreement."))
    crumbs = to_agreement(agreement, "goals")
    return form_page(request, form, title=_("Tie to a goal or plan"), crumbs=crumbs)


@login_required
def unlink_goal(request: PageRequest, code: str, number: int) -> HttpResponse:
    """Remove a tie to a goal."""
    agreement = agreement_kept(request, code)
    found = get_object_or_404(GoalLink, pk=number, agreement=agreement)
    found.agreement = agreement
    return confirm_page(
        request,
        partial(actions.unlink_goal, found, by=request.viewer),
        title=_("Remove the tie to “%(name)s”?") % {"name": found},
        lead=_("The goal itself is the party's own and is not touched."),
        crumbs=to_agreement(agreement, "goals"),
        submit=_("Remove"),
        href=_part(agreement, "goals"),
        words=_("The tie was removed."),
    )


def _claim(request: PageRequest, code: str, number: int) -> Claim:
    agreement = agreement_kept(request, code)
    claims = Claim.objects.select_related("organisation", "agreement__space__partnership__space")
    found: Claim = get_object_or_404(claims, pk=number, agreement=agreement)
    return found


def _part(agreement: Agreement, part: str) -> str:
    return f"{agreement.get_absolute_url()}#{part}"
