"""Pages of evidence and its way from draft to approved, withdrawn or removed."""

from functools import partial

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sampakt.commitments import actions
from sampakt.commitments.access import may_approve, may_change_evidence, may_state
from sampakt.commitments.forms import EvidenceForm, ReturnForm, WithdrawForm
from sampakt.commitments.models import Commitment, Evidence
from sampakt.commitments.queries.pages import evidence_found, evidence_page
from sampakt.commitments.queries.review import why_not
from sampakt.commitments.terms import CommitmentObjection, EvidenceState
from sampakt.commitments.views.found import commitment_at, crumbs_to_commitment, evidence_at
from sampakt.kernel import clock
from sampakt.kernel.errors import NotAllowed, Objection, Refused
from sampakt.papers.forms import reaching, uploading
from sampakt.ui.answers import Crumbs, PageRequest, confirm_page, done, form_page
from sampakt.ui.forms import submitted
from sampakt.ui.writing import written_day

ON_A_PAGE = 50


@login_required
def evidence_list(request: PageRequest) -> HttpResponse:
    """Evidence in every partnership that the viewer takes part in, by how far it has come."""
    state = request.GET.get("state", "")
    found = evidence_found(request.viewer, state=state if state in EvidenceState.values else "")
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    chips = [("", _("All")), *((state.value, state.label) for state in EvidenceState if state != EvidenceState.EXPIRED)]
    return render(request, "commitments/evidence_list.html", {"page": page, "states": chips})


def evidence(request: PageRequest, code: str) -> HttpResponse:
    """One piece of evidence: what it consists of, how far it has come, and what it supports."""
    return _evidence_page(request, evidence_at(request, code))


def _evidence_page(request: PageRequest, shown: Evidence, **refused: object) -> HttpResponse:
    """The page of a piece of evidence; ``refused`` is the number that it was not tied to, and why (422)."""
    may = may_approve(request.viewer, shown)
    context = {
        "evidence": shown,
        "page": evidence_page(shown, request.viewer, clock.today()),
        "why_not": why_not(shown, request.viewer),
        "may_change": may_change_evidence(request.viewer, shown),
        "may_approve": may,
        "objections": actions.objections_to_approving(shown, request.viewer) if may else [],
    }
    return render(request, "commitments/evidence.html", context | refused, status=422 if refused else 200)


@login_required
def add_evidence(request: PageRequest, code: str) -> HttpResponse:
    """Attach evidence to a promise and send it for approval."""
    commitment = commitment_at(request, code)
    if not may_state(request.viewer, commitment):
        raise NotAllowed
    form = EvidenceForm(request.POST or None, request.FILES or None, space=commitment.space, viewer=request.viewer)
    act = partial(
        reaching(uploading(actions.add_evidence)),
        commitment.space,
        commitments=[commitment],
        state=EvidenceState.IN_REVIEW,
        by=request.viewer,
    )
    if submitted(form, act):
        words = _("The evidence was sent for approval. It counts once somebody else has approved it.")
        return done(request, commitment.get_absolute_url(), words)
    return form_page(
        request,
        form,
        title=_("Attach evidence"),
        lead=str(commitment.title),
        crumbs=crumbs_to_commitment(commitment),
        submit=_("Send for approval"),
    )


@login_required
def change_evidence(request: PageRequest, code: str) -> HttpResponse:
    """Correct a piece of evidence."""
    changed = evidence_at(request, code)
    if not may_change_evidence(request.viewer, changed):
        raise NotAllowed
    form = EvidenceForm(request.POST or None, instance=changed, space=changed.space, viewer=request.viewer)
    if submitted(form, partial(reaching(actions.change_evidence), changed, by=request.viewer)):
        return done(request, changed.get_absolute_url(), _("Saved."))
    return form_page(request, form, title=_("Change the evidence"), crumbs=_crumbs_to_evidence(changed))


@login_required
@require_POST
def submit_evidence(request: PageRequest, code: str) -> HttpResponse:
    """Send a draft for approval."""
    sent = evidence_at(request, code)
    actions.submit_evidence(sent, by=request.viewer)
    return done(request, sent.get_absolute_url(), _("Sent for approval."))


@login_required
@require_POST
def approve_evidence(request: PageRequest, code: str) -> HttpResponse:
    """Approve what somebody else recorded."""
    approved = evidence_at(request, code)
    actions.approve_evidence(approved, by=request.viewer)
    ended = approved.valid_until
    words = _("Approved. The evidence counts from today.")
    if ended is not None and ended < clock.today():
        words = _("Approved, but it was valid to %(day)s and does not count: give it a later day if it still holds.")
        words %= {"day": written_day(ended)}
    return done(request, approved.get_absolute_url(), words)


@login_required
def return_evidence(request: PageRequest, code: str) -> HttpResponse:
    """Send evidence back with the reason."""
    returned = evidence_at(request, code)
    if not may_approve(request.viewer, returned):
        raise NotAllowed
    form = ReturnForm(request.POST or None)
    if submitted(form, partial(actions.return_evidence, returned, by=request.viewer)):
        return done(request, returned.get_absolute_url(), _("Sent back."))
    return form_page(
        request, form, title=_("Send the evidence back"), crumbs=_crumbs_to_evidence(returned), submit=_("Send back")
    )


@login_required
def withdraw_evidence(request: PageRequest, code: str) -> HttpResponse:
    """Say, with the reason, that approved evidence counts no longer."""
    withdrawn = evidence_at(request, code)
    if not may_change_evidence(request.viewer, withdrawn):
        raise NotAllowed
    form = WithdrawForm(request.POST or None)
    if submitted(form, partial(actions.withdraw_evidence, withdrawn, by=request.viewer)):
        return done(request, withdrawn.get_absolute_url(), _("Withdrawn. It counts no longer."))
    return form_page(
        request,
        form,
        title=_("Withdraw the evidence"),
        lead=_("The commitments that it supports are assessed again without it. The evidence and its history stay."),
        crumbs=_crumbs_to_evidence(withdrawn),
        submit=_("Withdraw"),
    )


@login_required
def remove_evidence(request: PageRequest, code: str) -> HttpResponse:
    """Remove a draft that supports nothing."""
    removed = evidence_at(request, code)
    if not may_change_evidence(request.viewer, removed):
        raise NotAllowed
    return confirm_page(
        request,
        partial(actions.remove_evidence, removed, by=request.viewer),
        title=_("Remove “%(title)s”?") % {"title": removed},
        lead=_("The draft goes. The document or the record that it points to stays."),
        crumbs=_crumbs_to_evidence(removed),
        submit=_("Remove"),
        href="/evidence/",
        words=_("“%(title)s” was removed.") % {"title": removed},
    )


@login_required
@require_POST
def detach_evidence(request: PageRequest, code: str, commitment: str) -> HttpResponse:
    """Say that the evidence supports a promise no longer."""
    piece, supported = evidence_at(request, code), commitment_at(request, commitment)
    actions.detach_evidence(piece, commitment=supported, by=request.viewer)
    return done(request, piece.get_absolute_url(), _("Detached."))


@login_required
@require_POST
def attach_evidence(request: PageRequest, code: str) -> HttpResponse:
    """Let the evidence support one more promise, named by its reference."""
    piece = evidence_at(request, code)
    reference = request.POST.get("reference", "").strip()
    seen = Commitment.objects.visible_to(request.viewer).select_related("agreement__space", "space")
    supported = seen.filter(space=piece.space_id, reference__iexact=reference).first()
    if supported is None:
        unknown = Objection.of(CommitmentObjection.COMMITMENT_UNKNOWN, reference=reference)
        return _evidence_page(request, piece, reference=reference, faults=[unknown])
    try:
        actions.attach_evidence(piece, commitment=supported, by=request.viewer)
    except Refused as refused:
        return _evidence_page(request, piece, reference=reference, faults=refused.objections)
    return done(request, piece.get_absolute_url(), _("Attached to %(reference)s.") % {"reference": supported.reference})


def _crumbs_to_evidence(evidence: Evidence) -> Crumbs:
    home = evidence.space.partnership.get_absolute_url()
    return [
        (home, str(evidence.space.partnership)),
        (f"{home}commitments/", _("Commitments")),
        (evidence.get_absolute_url(), str(evidence)),
    ]
