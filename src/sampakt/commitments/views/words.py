"""Pages on which people say how a promise stands, that something else was agreed, or that they agree."""

from functools import partial

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from sampakt.commitments import actions
from sampakt.commitments.access import may_edit, may_state
from sampakt.commitments.forms import ConfirmationForm, EndWaiverForm, StatementForm, WaiverForm
from sampakt.commitments.models import Commitment, Statement, Waiver
from sampakt.commitments.views.found import commitment_at, crumbs_to_commitment, spoken_for
from sampakt.kernel import clock
from sampakt.kernel.errors import NotAllowed
from sampakt.organisations.models import Appointment, OrganisationQuerySet
from sampakt.papers.forms import uploading
from sampakt.ui.answers import PageRequest, done, form_page
from sampakt.ui.forms import submitted


@login_required
def state(request: PageRequest, code: str) -> HttpResponse:
    """Say how a promise stands, in one form: a word, why, the day, and what shows it."""
    commitment = commitment_at(request, code)
    if not may_state(request.viewer, commitment):
        raise NotAllowed
    form = StatementForm(
        request.POST or None,
        request.FILES or None,
        viewer=request.viewer,
        organisations=spoken_for(request, commitment.space_id),
        initial={"office": _office(request, commitment)},
    )
    if submitted(form, partial(uploading(actions.report), commitment, by=request.viewer)):
        told = (
            _("Thank you. Your statement was recorded. What you attached counts once somebody else has approved it.")
            if form.cleaned_data.get("file") or form.cleaned_data.get("url")
            else _("Thank you. Your statement was recorded.")
        )
        return done(request, commitment.get_absolute_url(), told)
    return form_page(
        request,
        form,
        title=_("How does %(reference)s stand?") % {"reference": commitment.reference},
        lead=str(commitment.title),
        crumbs=crumbs_to_commitment(commitment),
        submit=_("Say how it stands"),
    )


@login_required
def confirm(request: PageRequest, code: str) -> HttpResponse:
    """Confirm or dispute, as the other party, that a promise was kept."""
    commitment = commitment_at(request, code)
    organisations = _owed(request, commitment)
    if not may_state(request.viewer, commitment) or not organisations:
        raise NotAllowed
    form = ConfirmationForm(request.POST or None, viewer=request.viewer, organisations=organisations)
    known = (
        {"by": request.viewer} if len(organisations) > 1 else {"by": request.viewer, "organisation": organisations[0]}
    )
    if submitted(form, partial(actions.confirm, commitment, **known)):
        return done(request, commitment.get_absolute_url(), _("Recorded."))
    return form_page(
        request,
        form,
        title=_("Was %(reference)s kept?") % {"reference": commitment.reference},
        lead=str(commitment.title),
        crumbs=crumbs_to_commitment(commitment),
        submit=_("Record"),
    )


@login_required
def waive(request: PageRequest, code: str) -> HttpResponse:
    """Record the decision that something else holds."""
    commitment = _edited(request, code)
    form = WaiverForm(request.POST or None, commitment=commitment, viewer=request.viewer)
    if submitted(form, partial(actions.waive, commitment, by=request.viewer)):
        return done(request, commitment.get_absolute_url(), _("Recorded."))
    lead = _("Only a decision releases from a commitment: it needs its body, its day and its number.")
    return form_page(
        request,
        form,
        title=_("Something else was agreed"),
        lead=lead,
        crumbs=crumbs_to_commitment(commitment),
        submit=_("Record"),
    )


@login_required
def change_waiver(request: PageRequest, code: str, pk: int) -> HttpResponse:
    """Correct what is recorded of such a decision."""
    commitment = _edited(request, code)
    waiver = get_object_or_404(commitment.waivers, pk=pk)
    form = WaiverForm(request.POST or None, instance=waiver, commitment=commitment, viewer=request.viewer)
    if submitted(form, partial(actions.change_waiver, waiver, by=request.viewer)):
        return done(request, commitment.get_absolute_url(), _("Saved."))
    return form_page(request, form, title=_("Something else was agreed"), crumbs=crumbs_to_commitment(commitment))


@login_required
def end_waiver(request: PageRequest, code: str, pk: int) -> HttpResponse:
    """Record the last day on which something else holds."""
    commitment = _edited(request, code)
    waiver: Waiver = get_object_or_404(commitment.waivers, pk=pk)
    form = EndWaiverForm(request.POST or None, instance=waiver)
    if submitted(form, partial(actions.end_waiver, waiver, by=request.viewer)):
        return done(request, commitment.get_absolute_url(), _("Recorded."))
    lead = _("From the day after, the commitment holds again.")
    return form_page(
        request,
        form,
        title=_("Until when does something else hold?"),
        lead=lead,
        crumbs=crumbs_to_commitment(commitment),
        submit=_("Record"),
    )


def _edited(request: PageRequest, code: str) -> Commitment:
    commitment = commitment_at(request, code)
    if not may_edit(request.viewer, commitment):
        raise NotAllowed
    return commitment


def _owed(request: PageRequest, commitment: Commitment) -> OrganisationQuerySet:
    """Those to whom the promise is owed and for whom the viewer speaks."""
    return spoken_for(request, commitment.space_id).filter(pk__in=actions.owed_to(commitment))


def _office(request: PageRequest, commitment: Commitment) -> str:
    """The responsible office, when the viewer holds it; else the one in which they spoke last."""
    office = commitment.responsible
    held = Appointment.objects.held_on(clock.today()).filter(office=office, person__user=request.viewer.user_id)
    if office is not None and held.exists():
        return str(office.name)
    last: Statement | None = commitment.statements.filter(stated_by_id=request.viewer.user_id).first()
    return last.office if last else ""
