"""Pages on which a list of agreements is looked through and taken in."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from sampakt.intake import actions
from sampakt.intake.access import may_drop_any, may_drop_for
from sampakt.intake.forms.importing import ColumnsForm, ListForm, PartiesForm, ReachForm
from sampakt.intake.models import AgreementList
from sampakt.intake.queries.shelf import shelves
from sampakt.intake.queries.tables import Looked, looked_at, partnerships_of
from sampakt.intake.terms import LineState
from sampakt.intake.views import workbooks
from sampakt.jobs.models import Job
from sampakt.jobs.queries import job_seen
from sampakt.kernel.errors import NotAllowed, Refused
from sampakt.ui.answers import PageRequest, confirm_page
from sampakt.ui.forms import put_back

LISTS, SHOWN, FAULTY_SHOWN = 50, 20, 50


@login_required
def lists(request: PageRequest) -> HttpResponse:
    """The lists that were dropped, and a place to drop another."""
    if not may_drop_any(request.viewer):
        raise NotAllowed
    own = shelves(request.viewer)
    form = ListForm(request.POST or None, request.FILES or None, shelves=own)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            listed = actions.drop_list(
                told["file"].read(), told["file"].name, organisation=told["organisation"], by=request.viewer
            )
        except Refused as refused:
            put_back(form, refused)
        else:
            return HttpResponseRedirect(listed.get_absolute_url())
    dropped = AgreementList.objects.visible_to(request.viewer).defer("sheets").select_related("organisation")
    context = {"form": form, "several": len(own) > 1, "lists": dropped[:LISTS]}
    return render(request, "intake/lists.html", context, status=422 if form.errors else 200)


@login_required
@require_GET
def template(request: PageRequest) -> HttpResponse:
    """Fetch an empty list to fill in."""
    if not may_drop_any(request.viewer):
        raise NotAllowed
    return workbooks.template()


@login_required
@never_cache
@require_GET
def listed(request: PageRequest, code: str) -> HttpResponse:
    """One list: its columns, its parties, what is wrong, and what its rows would become."""
    return _page(request, _found(request, code))


@login_required
@require_POST
def sheet(request: PageRequest, code: str) -> HttpResponse:
    """Look at another sheet."""
    told = request.POST.get("sheet", "")
    number = int(told) if told.isdecimal() and len(told) < 6 else -1
    return _said(request, code, lambda found: actions.choose_sheet(found, sheet=number, by=request.viewer))


@login_required
@require_POST
def columns(request: PageRequest, code: str) -> HttpResponse:
    """Say what the columns tell."""
    found = _written(request, code)
    form = ColumnsForm(request.POST, guesses=looked_at(found, request.viewer).guesses)
    if not form.is_valid():
        return _page(request, found, columns=form)
    return _said(request, code, lambda one: actions.tell_columns(one, columns=form.told(), by=request.viewer))


@login_required
@require_POST
def parties(request: PageRequest, code: str) -> HttpResponse:
    """Say what the organisations are that no register has."""
    found = _written(request, code)
    form = PartiesForm(request.POST, unknown=looked_at(found, request.viewer).unknown)
    if not form.is_valid():
        return _page(request, found, parties=form)
    return _said(request, code, lambda one: actions.tell_parties(one, kinds=form.told(), by=request.viewer))


@login_required
@require_POST
def rows(request: PageRequest, code: str) -> HttpResponse:
    """Leave out rows, or take them back: of those shown, exactly the marked ones are left out."""
    found = _written(request, code)
    shown, marked = _numbers(request, "shown"), _numbers(request, "row")
    left = (set(found.left_out) - shown) | (marked & shown)
    return _said(request, code, lambda one: actions.leave_out(one, rows=left, by=request.viewer))


@login_required
@require_POST
def take_in(request: PageRequest, code: str) -> HttpResponse:
    """Have the list taken in."""
    found = _written(request, code)
    form = ReachForm(request.POST)
    if not form.is_valid():
        return _page(request, found, reach=form)

    def act(one: AgreementList) -> None:
        if one.reach != form.cleaned_data["reach"]:
            actions.choose_reach(one, reach=form.cleaned_data["reach"], by=request.viewer)
        actions.start_import(one, by=request.viewer, leave_faulty="leave_faulty" in request.POST)

    return _said(request, code, act)


@login_required
@require_GET
def left_out(request: PageRequest, code: str) -> HttpResponse:
    """Fetch the rows that are faulty or left out, to mend them."""
    found = _found(request, code)
    looked = looked_at(found, request.viewer)
    cells = {row.number: row.cells for row in looked.table.rows} if looked.table else {}
    lines = looked.in_state(LineState.FAULTY, LineState.LEFT)
    told = ((line.entry.row, cells[line.entry.row], "; ".join(fault[2] for fault in line.faults)) for line in lines)
    headings = looked.table.headings.cells if looked.table else ()
    width = looked.table.width if looked.table else 0
    return workbooks.left_out(_("rows-left-out.xlsx"), [*headings, *[""] * (width - len(headings))], told)


@login_required
def remove(request: PageRequest, code: str) -> HttpResponse:
    """Take a list away."""
    found = _written(request, code)
    return confirm_page(
        request,
        partial(actions.remove_list, found, by=request.viewer),
        title=_("Take “%(name)s” away?") % {"name": found.name},
        lead=_("What was said of its columns is kept, and the agreements that it became stay."),
        crumbs=[("/intake/lists/", _("Lists of agreements")), (found.get_absolute_url(), found.name)],
        submit=_("Take away"),
        href="/intake/lists/",
        words=_("“%(name)s” is gone.") % {"name": found.name},
    )


def _found(request: PageRequest, code: str) -> AgreementList:
    """A list that the viewer sees; else 404."""
    seen = AgreementList.objects.visible_to(request.viewer).select_related("organisation")
    return get_object_or_404(seen, code=code)


def _written(request: PageRequest, code: str) -> AgreementList:
    """The same, for those who may say something of it; else 403."""
    found = _found(request, code)
    if not may_drop_for(request.viewer, found.organisation_id):
        raise NotAllowed
    return found


def _said(request: PageRequest, code: str, act: Callable[[AgreementList], object]) -> HttpResponse:
    """Do something to a list and look at it anew; refused, the page says why."""
    found = _written(request, code)
    try:
        act(found)
    except Refused as refused:
        return _page(request, _found(request, code), objections=refused.objections)
    return HttpResponseRedirect(found.get_absolute_url())


def _numbers(request: PageRequest, name: str) -> set[int]:
    return {int(told) for told in request.POST.getlist(name) if told.isdecimal() and len(told) < 9}


def _page(request: PageRequest, found: AgreementList, **forms: Any) -> HttpResponse:
    job = Job.objects.visible_to(request.viewer).filter(code=found.job).first() if found.job else None
    looked = looked_at(found, request.viewer)
    status = 422 if forms else 200
    context: dict[str, Any] = {
        "listed": found,
        "looked": looked,
        "job": job_seen(job) if job is not None and found.is_open else None,
        "may_say": found.is_open and may_drop_for(request.viewer, found.organisation_id),
        "columns": forms.get("columns") or ColumnsForm(guesses=looked.guesses),
        "parties": forms.get("parties") or PartiesForm(unknown=looked.unknown),
        "reach": forms.get("reach") or ReachForm(initial={"reach": found.reach}),
        "objections": forms.get("objections", ()),
        **_lines(request, looked),
    }
    if not found.is_open:
        context["partnerships"] = partnerships_of(looked)
    return render(request, "intake/list.html", context, status=status)


def _lines(request: PageRequest, looked: Looked) -> dict[str, Any]:
    """The lines to show: what is wrong, a page at a time, and the first of those that would be taken in."""
    wrong = Paginator(looked.in_state(LineState.FAULTY, LineState.LEFT), FAULTY_SHOWN)
    good = looked.in_state(LineState.CHANGED) + looked.in_state(LineState.NEW)
    return {
        "wrong": wrong.get_page(request.GET.get("page", 1)),
        "good": good[:SHOWN],
        "more": len(good) - SHOWN,
        "count": looked.counts,
        "to_take_in": len(good),
    }
