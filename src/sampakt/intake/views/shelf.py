"""Pages of the shelf: documents are dropped, stopped, set aside, taken up again and taken away."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from sampakt.intake import actions
from sampakt.intake.access import may_drop_any
from sampakt.intake.forms import DropForm
from sampakt.intake.models import Reading
from sampakt.intake.queries.shelf import UNFINISHED, counts_by_state, shelf_page, shelves
from sampakt.intake.terms import ReadingState
from sampakt.intake.views.found import reading_found, reading_written
from sampakt.kernel.errors import NotAllowed, Refused
from sampakt.organisations.models import Organisation
from sampakt.ui.answers import PageRequest, confirm_page, done


@login_required
def shelf(request: PageRequest) -> HttpResponse:
    """The documents on the viewer's shelves, and a place to drop more."""
    if not may_drop_any(request.viewer):
        raise NotAllowed
    own = shelves(request.viewer)
    form = DropForm(request.POST or None, request.FILES or None, shelves=own)
    refused: list[tuple[str, Sequence[str]]] = []
    if request.method == "POST" and form.is_valid():
        kept, refused = _drop(request, form.cleaned_data["documents"], form.cleaned_data["organisation"])
        if kept and not refused:
            if len(kept) == 1:
                return HttpResponseRedirect(kept[0].get_absolute_url())
            words = ngettext(
                "%(count)d document lies on the shelf.", "%(count)d documents lie on the shelf.", len(kept)
            )
            return done(request, "/intake/", words % {"count": len(kept)})
    state = request.GET.get("state", "")
    page, lines = shelf_page(request.viewer, state, request.GET.get("page", 1))
    counts = counts_by_state(request.viewer)
    context: dict[str, Any] = {
        "form": form,
        "several": len(own) > 1,
        "refused": refused,
        "page": page,
        "lines": lines,
        "is_reading": any(line.reading.state in UNFINISHED for line in lines),
        "total": sum(counts.values()),
        "states": [(None, _("All"), sum(counts.values()))]
        + [(value, label, counts[value]) for value, label in ReadingState.choices if counts.get(value)],
    }
    return render(request, "intake/shelf.html", context, status=422 if form.errors or refused else 200)


def _drop(
    request: PageRequest, files: Sequence[Any], organisation: Organisation
) -> tuple[list[Reading], list[tuple[str, Sequence[str]]]]:
    """Put files on a shelf, one by one: those that were taken, and those that were not with the reasons."""
    kept: list[Reading] = []
    refused: list[tuple[str, Sequence[str]]] = []
    for file in files:
        try:
            kept.append(actions.drop(file.read(), file.name, organisation=organisation, by=request.viewer))
        except Refused as why:
            refused.append((file.name, [str(objection) for objection in why.objections]))
    return kept, refused


@never_cache
@login_required
@require_GET
def file(request: PageRequest, code: str) -> HttpResponseBase:
    """Fetch the dropped file, to be kept and never shown as a page of ours."""
    found = reading_found(request, code)
    if not found.file:
        if found.document is None:
            raise Http404
        return HttpResponseRedirect(found.document.get_absolute_url())
    return FileResponse(found.file.open(), as_attachment=True, filename=found.name, content_type=found.media_type)


@login_required
@require_POST
def cancel(request: PageRequest, code: str) -> HttpResponse:
    """Stop a reading that waits or is under way."""
    stopped = reading_written(request, code)
    actions.cancel(stopped, by=request.viewer)
    return done(request, stopped.get_absolute_url(), _("The reading was stopped."))


@login_required
@require_POST
def set_aside(request: PageRequest, code: str) -> HttpResponse:
    """Say that nothing is to be made of a document for now."""
    aside = reading_written(request, code)
    actions.set_aside(aside, by=request.viewer)
    return done(request, "/intake/", _("It lies aside, with what you have said to its values."))


@login_required
@require_POST
def take_up(request: PageRequest, code: str) -> HttpResponse:
    """Go on with a document that was set aside, stopped or not read."""
    taken = reading_written(request, code)
    actions.take_up_again(taken, by=request.viewer)
    return HttpResponseRedirect(taken.get_absolute_url())


@login_required
def remove(request: PageRequest, code: str) -> HttpResponse:
    """Take a document off the shelf."""
    removed = reading_written(request, code)
    return confirm_page(
        request,
        partial(actions.remove, removed, by=request.viewer),
        title=_("Take “%(name)s” away?") % {"name": removed.name},
        lead=_("The file goes, and all that was found in it and said to it. It cannot be brought back."),
        crumbs=[("/intake/", _("From documents")), (removed.get_absolute_url(), removed.name)],
        submit=_("Take away"),
        href="/intake/",
        words=_("“%(name)s” is gone.") % {"name": removed.name},
    )
