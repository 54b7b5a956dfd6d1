"""Pages of what was done."""

from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from sampakt.agreements.models import Partnership
from sampakt.commitments import actions
from sampakt.commitments.access import may_change_deed, may_record
from sampakt.commitments.forms import DeedForm, DeedSearchForm
from sampakt.commitments.models import Commitment, Deed
from sampakt.commitments.queries.pages import (
    deed_asked_by,
    deed_page,
    deeds_found,
)
from sampakt.commitments.views.found import (
    commitment_at,
    crumbs_to_commitment,
    crumbs_to_deeds,
    deed_at,
    partnership_at,
)
from sampakt.kernel.errors import NotAllowed
from sampakt.papers.forms import reaching, uploading
from sampakt.ui.answers import Crumbs, PageRequest, confirm_page, done, form_page
from sampakt.ui.forms import submitted

ON_A_PAGE = 50


@login_required
def deeds(request: PageRequest) -> HttpResponse:
    """What was done in every partnership that the viewer takes part in."""
    return render(request, "commitments/deeds.html", _deeds(request, None))


def deeds_of_partnership(request: PageRequest, code: str) -> HttpResponse:
    """What was done in one partnership."""
    partnership = partnership_at(request, code)
    context = _deeds(request, partnership) | {"may_record": may_record(request.viewer, partnership.pk)}
    return render(request, "commitments/partnership_deeds.html", context)


def deed(request: PageRequest, code: str) -> HttpResponse:
    """One thing that was done."""
    shown = deed_at(request, code)
    context = {
        "deed": shown,
        "page": deed_page(shown, request.viewer),
        "may_change": may_change_deed(request.viewer, shown),
    }
    return render(request, "commitments/deed.html", context)


@login_required
def record_deed(request: PageRequest, code: str) -> HttpResponse:
    """Record what was done; ``?commitment=`` fills in what a promise asks for, ``?sort=`` its sort."""
    partnership = partnership_at(request, code)
    if not may_record(request.viewer, partnership.pk):
        raise NotAllowed
    asked = _asking(request)
    form = DeedForm(
        request.POST or None,
        request.FILES or None,
        space=partnership.space,
        viewer=request.viewer,
        initial=deed_asked_by(asked) if asked else {"sort": request.GET.get("sort", "")},
    )
    act = reaching(uploading(actions.record_deed))
    if recorded := submitted(form, partial(act, partnership.space, by=request.viewer)):
        target = asked if asked is not None else recorded
        return done(request, target.get_absolute_url(), _("“%(title)s” was recorded.") % {"title": recorded})
    crumbs = crumbs_to_commitment(asked) if asked else crumbs_to_deeds(partnership)
    return form_page(
        request,
        form,
        title=_("What was done?"),
        lead=str(asked.title) if asked else "",
        crumbs=crumbs,
        submit=_("Record"),
        template="commitments/deed_form.html",
    )


@login_required
def change_deed(request: PageRequest, code: str) -> HttpResponse:
    """Correct the record of something done."""
    changed = deed_at(request, code)
    if not may_change_deed(request.viewer, changed):
        raise NotAllowed
    form = DeedForm(request.POST or None, instance=changed, space=changed.space, viewer=request.viewer)
    if submitted(form, partial(reaching(actions.change_deed), changed, by=request.viewer)):
        return done(request, changed.get_absolute_url(), _("Saved."))
    crumbs = _crumbs_to_deed(changed)
    return form_page(request, form, title=_("Change the record"), crumbs=crumbs, template="commitments/deed_form.html")


@login_required
def remove_deed(request: PageRequest, code: str) -> HttpResponse:
    """Remove the record of something that was not done."""
    removed = deed_at(request, code)
    if not may_change_deed(request.viewer, removed):
        raise NotAllowed
    return confirm_page(
        request,
        partial(actions.remove_deed, removed, by=request.viewer),
        title=_("Remove “%(title)s”?") % {"title": removed},
        lead=_("The record goes, and the commitments that it counted for are assessed again. The document stays."),
        crumbs=_crumbs_to_deed(removed),
        submit=_("Remove"),
        href=f"{removed.space.partnership.get_absolute_url()}deeds/",
        words=_("“%(title)s” was removed.") % {"title": removed},
    )


def _deeds(request: PageRequest, partnership: Partnership | None) -> dict[str, Any]:
    form = DeedSearchForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    found = deeds_found(
        request.viewer,
        space=partnership.pk if partnership else None,
        words=asked.get("words", ""),
        sort=asked.get("sort", ""),
    )
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    return {"form": form, "page": page, "partnership": partnership}


def _asking(request: PageRequest) -> Commitment | None:
    """The promise for whose sake something is recorded."""
    code = request.GET.get("commitment", "")
    return commitment_at(request, code) if code else None


def _crumbs_to_deed(deed: Deed) -> Crumbs:
    return crumbs_to_deeds(deed.space.partnership, (deed.get_absolute_url(), str(deed)))
