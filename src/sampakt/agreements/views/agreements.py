"""Pages of an agreement: itself, a new one, its terms, its end, its place among others, its amendments."""

from datetime import date
from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from sampakt.agreements import actions, queries
from sampakt.agreements.forms.agreements import (
    AgreementForm,
    AmendmentForm,
    EndForm,
    LinkForm,
    NewAgreementForm,
    PlaceForm,
    with_parties,
    with_terms,
)
from sampakt.agreements.models import Agreement, AgreementLink, Amendment, Partnership
from sampakt.agreements.rules import as_held_on
from sampakt.agreements.terms import BOUND, AgreementKind
from sampakt.agreements.views.found import (
    agreement_kept,
    agreement_seen,
    documents_of,
    partnership_kept,
    to_agreement,
    to_partnership,
)
from sampakt.kernel import clock
from sampakt.kernel.period import A_DAY, Period
from sampakt.kernel.text import Text
from sampakt.papers.forms import reaching
from sampakt.ui.answers import PageRequest, confirm_page, done, form_page
from sampakt.ui.forms import sent, submitted


def agreement(request: PageRequest, code: str) -> HttpResponse:
    """One agreement: its life, its parties and what they decided, what it says, and its papers."""
    shown = agreement_seen(request, code)
    page = queries.agreement_page(shown, request.viewer, clock.today())
    context = {
        "agreement": shown,
        "partnership": shown.space.partnership,
        "page": page,
        "notes": queries.note_rows(page.notes, request.viewer),
    }
    return render(request, "agreements/agreement.html", context)


@login_required
def new(request: PageRequest, code: str) -> HttpResponse:
    """Draft an agreement from a few fields; its promises come next.

    ``?under=`` names the one it stands under, ``?continues=`` the one that it continues and is filled in from.
    """
    partnership = partnership_kept(request, code)
    form = NewAgreementForm(
        sent(request), initial=_proposed(request, partnership), partnership=partnership, viewer=request.viewer
    )
    register = with_parties(actions.register_agreement)
    if drafted := submitted(form, partial(register, partnership, by=request.viewer)):
        words = _("“%(title)s” was drafted. Add its commitments now, or later.") % {"title": drafted}
        return done(request, f"{partnership.get_absolute_url()}commitments/new/?agreement={drafted.code}", words)
    lead = _("Only what is needed to begin. Decisions, signatures, fees and papers are added on the agreement's page.")
    crumbs = [*to_partnership(partnership), (f"{partnership.get_absolute_url()}agreements/", _("Agreements"))]
    submit = _("Draft, and go on to its commitments")
    return form_page(request, form, title=_("New agreement"), crumbs=crumbs, submit=submit, lead=lead)


@login_required
def change(request: PageRequest, code: str) -> HttpResponse:
    """Correct the terms of an agreement, or who sees it."""
    changed = agreement_kept(request, code)
    form = AgreementForm(sent(request), instance=changed, space=changed.space, viewer=request.viewer)
    if submitted(form, partial(reaching(actions.change_agreement), changed, by=request.viewer)):
        return done(request, changed.get_absolute_url(), _("Saved."))
    lead = _("Correct what was written wrongly. Terms that the parties agreed anew are recorded as an amendment.")
    return form_page(request, form, title=_("Correct the agreement"), crumbs=to_agreement(changed), lead=lead)


@login_required
def end(request: PageRequest, code: str) -> HttpResponse:
    """Record that an agreement ends."""
    ended = agreement_kept(request, code)
    form = EndForm(sent(request), instance=ended, initial={"ended_on": ended.ended_on or ended.ends_on})

    def act(*, end_decided_on: date | None, end_reason: Text, **values: Any) -> Agreement:
        return actions.end_agreement(ended, decided_on=end_decided_on, reason=end_reason, by=request.viewer, **values)

    if submitted(form, act):
        return done(request, ended.get_absolute_url(), _("The end was recorded."))
    lead = _("The agreement and its history stay. Its commitments are no longer assessed after the last day.")
    title, submit = _("End the agreement"), _("Record the end")
    return form_page(request, form, title=title, crumbs=to_agreement(ended), submit=submit, lead=lead, variant="danger")


@login_required
def remove(request: PageRequest, code: str) -> HttpResponse:
    """Remove a draft that nobody has signed."""
    removed = agreement_kept(request, code)
    partnership = removed.space.partnership
    return confirm_page(
        request,
        partial(actions.remove_agreement, removed, by=request.viewer),
        title=_("Remove “%(title)s”?") % {"title": removed},
        lead=_(
            "Its parties, decision chains, fees, checklist, claims and notes go with it and cannot be brought back. "
            "Its documents stay."
        ),
        crumbs=to_agreement(removed),
        submit=_("Remove"),
        href=f"{partnership.get_absolute_url()}agreements/",
        words=_("“%(title)s” was removed.") % {"title": removed},
    )


@login_required
def place(request: PageRequest, code: str) -> HttpResponse:
    """Let an agreement stand under another one of its partnership."""
    moved = agreement_kept(request, code)
    family = Agreement.objects.visible_to(request.viewer).filter(space=moved.space_id).order_by("starts_on", "pk")
    form = PlaceForm(sent(request), instance=moved, family=family)
    if submitted(form, partial(actions.place_under, moved, by=request.viewer)):
        return done(request, moved.get_absolute_url(), _("Moved."))
    return form_page(request, form, title=_("Move in the family"), crumbs=to_agreement(moved), submit=_("Move"))


@login_required
def link(request: PageRequest, code: str) -> HttpResponse:
    """Say how an agreement stands to another one."""
    linked = agreement_kept(request, code)
    others = Agreement.objects.visible_to(request.viewer).exclude(pk=linked.pk).order_by("space", "starts_on", "pk")
    form = LinkForm(sent(request), others=others)
    if submitted(form, partial(actions.link_agreements, linked, by=request.viewer)):
        return done(request, f"{linked.get_absolute_url()}#family", _("The link was recorded."))
    lead = _("An agreement that continues or replaces another one settles what follows it.")
    return form_page(
        request, form, title=_("Link to another agreement"), crumbs=to_agreement(linked, "family"), lead=lead
    )


@login_required
def unlink(request: PageRequest, code: str, number: int) -> HttpResponse:
    """Remove a link to another agreement."""
    linked = agreement_kept(request, code)
    links = AgreementLink.objects.visible_to(request.viewer).select_related("agreement__space", "other")
    found = get_object_or_404(links, pk=number, agreement=linked)
    return confirm_page(
        request,
        partial(actions.unlink_agreements, found, by=request.viewer),
        title=_("Remove the link?"),
        lead=str(found),
        crumbs=to_agreement(linked, "family"),
        submit=_("Remove"),
        href=f"{linked.get_absolute_url()}#family",
        words=_("The link was removed."),
    )


@login_required
def amend(request: PageRequest, code: str) -> HttpResponse:
    """Record terms that the parties agreed anew; with ``?extend`` they hold from the day after the last one."""
    amended = agreement_kept(request, code)
    documents = documents_of(request, amended.space_id)
    extends = "extend" in request.GET and amended.ends_on is not None
    initial = {"from_on": amended.ends_on + A_DAY} if extends and amended.ends_on else {}
    form = AmendmentForm(sent(request), agreement=amended, documents=documents, initial=initial)
    if submitted(form, partial(with_terms(actions.amend), amended, by=request.viewer)):
        return done(request, f"{amended.get_absolute_url()}#amendments", _("The amendment was recorded."))
    lead = _("Change the terms that were agreed anew; what held before is kept beside them.")
    if extends:
        lead = _("Write the new last day, or leave it empty if the agreement now holds until further notice.")
    title, submit = _("Extend the agreement") if extends else _("Amend the agreement"), _("Record the amendment")
    return form_page(request, form, title=title, crumbs=to_agreement(amended, "amendments"), submit=submit, lead=lead)


@login_required
def remove_amendment(request: PageRequest, code: str, number: int) -> HttpResponse:
    """Take back an amendment that was recorded by mistake."""
    amended = agreement_kept(request, code)
    found = get_object_or_404(Amendment, pk=number, agreement=amended)
    found.agreement = amended
    return confirm_page(
        request,
        partial(actions.remove_amendment, found, by=request.viewer),
        title=_("Take back the amendment “%(summary)s”?") % {"summary": found},
        lead=_("Only for one that was recorded by mistake. The terms are again as they were before it."),
        crumbs=to_agreement(amended, "amendments"),
        submit=_("Take it back"),
        href=amended.get_absolute_url(),
        words=_("The amendment was taken back."),
    )


def _proposed(request: PageRequest, partnership: Partnership) -> dict[str, Any]:
    """What a fresh agreement of the partnership most likely is: between those who share it, or as the one before it."""
    family = Agreement.objects.visible_to(request.viewer).filter(space=partnership.pk)
    if before := family.filter(code=request.GET.get("continues", "")).first():
        return _as_before(before)
    above = family.filter(code=request.GET.get("under", "")).first()
    sharing = partnership.space.organisations.order_by("pk")[:4]
    proposed = {f"party_{place}": organisation for place, organisation in enumerate(sharing, 1)}
    kind = AgreementKind.SUB if above else AgreementKind.COOPERATION
    return {**proposed, "kind": kind, "parent": above}


def _as_before(before: Agreement) -> dict[str, Any]:
    """What an agreement that continues another one most likely is: alike, from the day after it and for as long."""
    parties = before.parties.filter(role__in=BOUND, left_on=None).select_related("organisation").order_by("pk")[:4]
    held = as_held_on(before.facts(amendments=before.amendments.all()), clock.today())
    starts_on = ends_on = None
    if held.ends_on is not None:
        starts_on = held.ends_on + A_DAY
        if held.starts_on is not None:
            ends_on = Period(held.starts_on, held.ends_on).following().end
    return {
        **{f"party_{place}": party.organisation for place, party in enumerate(parties, 1)},
        "title": before.title,
        "kind": before.kind,
        "parent": before.parent_id,
        "continues": before,
        "starts_on": starts_on,
        "ends_on": ends_on,
    }
