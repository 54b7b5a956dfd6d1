"""Pages about one party to an agreement: its role, its signature, its fees and the steps of its decision."""

from functools import partial

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.translation import gettext as _

from sampakt.agreements import actions
from sampakt.agreements.forms.parties import (
    FeeForm,
    NewPartyForm,
    PartyForm,
    PlanStepForm,
    RecordStepForm,
    SignForm,
    StepForm,
    in_money,
)
from sampakt.agreements.models import Agreement, FeeTerm
from sampakt.agreements.rules import party_decided_on
from sampakt.agreements.terms import Currency
from sampakt.agreements.views.found import agreement_kept, fee_kept, party_kept, step_kept, to_agreement
from sampakt.ui.answers import PageRequest, confirm_page, done, form_page
from sampakt.ui.forms import sent, submitted


@login_required
def add(request: PageRequest, code: str) -> HttpResponse:
    """Add a party to an agreement."""
    agreement = agreement_kept(request, code)
    form = NewPartyForm(sent(request))
    if party := submitted(form, partial(actions.add_party, agreement, by=request.viewer)):
        return done(request, _part(agreement, "parties"), _("%(name)s was added.") % {"name": party})
    lead = _("A party shares the partnership from now on: those who act for it see what is for all parties.")
    crumbs = to_agreement(agreement, "parties")
    return form_page(request, form, title=_("Add a party"), crumbs=crumbs, submit=_("Add"), lead=lead)


@login_required
def change(request: PageRequest, code: str, number: int) -> HttpResponse:
    """Change what is said of a party."""
    party = party_kept(request, code, number)
    form = PartyForm(sent(request), instance=party)
    if submitted(form, partial(actions.change_party, party, by=request.viewer)):
        return done(request, _part(party.agreement, "parties"), _("Saved."))
    return form_page(request, form, title=str(party), crumbs=to_agreement(party.agreement, "parties"))


@login_required
def remove(request: PageRequest, code: str, number: int) -> HttpResponse:
    """Remove a party that was added by mistake."""
    party = party_kept(request, code, number)
    return confirm_page(
        request,
        partial(actions.remove_party, party, by=request.viewer),
        title=_("Remove %(name)s?") % {"name": party},
        lead=_(
            "Its decision chain and its fees go with it. It no longer shares the partnership, unless another agreement "
            "lets it. A party that took part and left gets its last day instead."
        ),
        crumbs=to_agreement(party.agreement, "parties"),
        submit=_("Remove"),
        href=_part(party.agreement, "parties"),
        words=_("%(name)s was removed.") % {"name": party},
    )


@login_required
def sign(request: PageRequest, code: str, number: int) -> HttpResponse:
    """Record that a party signed."""
    party = party_kept(request, code, number)
    has_decided = not party.steps.exists() or party_decided_on(party.facts()) is not None
    form = SignForm(sent(request), instance=party, has_decided=has_decided)
    if submitted(form, partial(actions.sign, party, by=request.viewer)):
        words = _("The signature of %(name)s was recorded.") % {"name": party}
        return done(request, _part(party.agreement, "parties"), words)
    title = _("When did %(name)s sign?") % {"name": party}
    crumbs = to_agreement(party.agreement, "parties")
    return form_page(request, form, title=title, crumbs=crumbs, submit=_("Record the signature"))


@login_required
def withdraw_signature(request: PageRequest, code: str, number: int) -> HttpResponse:
    """Take back a signature that was recorded by mistake."""
    party = party_kept(request, code, number)
    return confirm_page(
        request,
        partial(actions.withdraw_signature, party, by=request.viewer),
        title=_("Take back the signature of %(name)s?") % {"name": party},
        lead=_("Only for a signature that was recorded by mistake. The agreement waits for this party again."),
        crumbs=to_agreement(party.agreement, "parties"),
        submit=_("Take it back"),
        href=_part(party.agreement, "parties"),
        words=_("The signature was taken back."),
    )


@login_required
def set_fee(request: PageRequest, code: str, number: int) -> HttpResponse:
    """Set what a party pays."""
    party = party_kept(request, code, number)
    currency = Currency.NOK if party.organisation.country == "NO" else Currency.SEK
    form = FeeForm(sent(request), initial={"currency": currency})
    if fee := submitted(form, partial(in_money(actions.set_fee), party, by=request.viewer)):
        said = _("The fee was recorded.")
        return done(request, _part(party.agreement, "fees"), f"{said} {_outside(fee)}".strip())
    title = _("What does %(name)s pay?") % {"name": party}
    return form_page(request, form, title=title, crumbs=to_agreement(party.agreement, "fees"))


@login_required
def change_fee(request: PageRequest, code: str, number: int) -> HttpResponse:
    """Change a fee."""
    fee = fee_kept(request, code, number)
    form = FeeForm(sent(request), instance=fee)
    if submitted(form, partial(in_money(actions.change_fee), fee, by=request.viewer)):
        said = _("Saved.")
        return done(request, _part(fee.party.agreement, "fees"), f"{said} {_outside(fee)}".strip())
    title = _("What does %(name)s pay?") % {"name": fee.party}
    return form_page(request, form, title=title, crumbs=to_agreement(fee.party.agreement, "fees"))


@login_required
def remove_fee(request: PageRequest, code: str, number: int) -> HttpResponse:
    """Remove a fee that was never agreed."""
    fee = fee_kept(request, code, number)
    return confirm_page(
        request,
        partial(actions.remove_fee, fee, by=request.viewer),
        title=_("Remove the fee?"),
        lead=_("Only for a fee that was never agreed. One that has run out gets its last day instead."),
        crumbs=to_agreement(fee.party.agreement, "fees"),
        submit=_("Remove"),
        href=_part(fee.party.agreement, "fees"),
        words=_("The fee was removed."),
    )


@login_required
def plan_step(request: PageRequest, code: str, number: int) -> HttpResponse:
    """Plan a step in a party's decision chain, or tell one that was taken."""
    party = party_kept(request, code, number)
    form = PlanStepForm(sent(request))
    if submitted(form, partial(actions.plan_step, party, by=request.viewer)):
        return done(request, _part(party.agreement, "decisions"), _("The step was added."))
    title = _("Add a step: %(name)s") % {"name": party}
    crumbs = to_agreement(party.agreement, "decisions")
    return form_page(request, form, title=title, crumbs=crumbs, submit=_("Add"))


@login_required
def record_step(request: PageRequest, code: str, number: int) -> HttpResponse:
    """Record how an instance handled the matter."""
    step = step_kept(request, code, number)
    form = RecordStepForm(sent(request), instance=step)
    if submitted(form, partial(actions.record_step, step, by=request.viewer)):
        return done(request, _part(step.party.agreement, "decisions"), _("The decision was recorded."))
    title = _("%(instance)s: what was decided?") % {"instance": step}
    crumbs = to_agreement(step.party.agreement, "decisions")
    return form_page(request, form, title=title, crumbs=crumbs, submit=_("Record"))


@login_required
def change_step(request: PageRequest, code: str, number: int) -> HttpResponse:
    """Plan a step anew, move it, or correct what is said of it."""
    step = step_kept(request, code, number)
    form = StepForm(sent(request), instance=step)
    if submitted(form, partial(actions.change_step, step, by=request.viewer)):
        return done(request, _part(step.party.agreement, "decisions"), _("Saved."))
    return form_page(request, form, title=str(step), crumbs=to_agreement(step.party.agreement, "decisions"))


@login_required
def remove_step(request: PageRequest, code: str, number: int) -> HttpResponse:
    """Remove a step that is not part of the chain."""
    step = step_kept(request, code, number)
    return confirm_page(
        request,
        partial(actions.remove_step, step, by=request.viewer),
        title=_("Remove the step “%(instance)s”?") % {"instance": step},
        lead=_("What is said of it, its dates and its outcome go with it. Its documents stay."),
        crumbs=to_agreement(step.party.agreement, "decisions"),
        submit=_("Remove"),
        href=_part(step.party.agreement, "decisions"),
        words=_("The step was removed."),
    )


def _part(agreement: Agreement, part: str) -> str:
    return f"{agreement.get_absolute_url()}#{part}"


def _outside(fee: FeeTerm) -> str:
    """A warning about a fee whose days lie outside the agreement's term."""
    return _("Its days reach outside the agreement's term: check them.") if fee.reaches_outside else ""
