"""Pages of organisations: the list, one of them, adding and changing."""

from functools import partial

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from sampakt.kernel import clock
from sampakt.kernel.errors import NotAllowed
from sampakt.organisations import actions, queries
from sampakt.organisations.access import may_add_organisation, may_edit_organisation, may_edit_staff, may_invite
from sampakt.organisations.forms import OrganisationForm, SearchForm, SuccessionForm
from sampakt.organisations.models import Organisation, Register
from sampakt.ui.answers import Crumbs, PageRequest, done, form_page
from sampakt.ui.forms import sent, submitted

ON_A_PAGE = 40


def organisations(request: PageRequest) -> HttpResponse:
    """The registers: every organisation, by name, kind and country."""
    form = SearchForm(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    found = queries.organisations_found(
        request.viewer, words=asked.get("q", ""), kind=asked.get("kind", ""), country=asked.get("country", "")
    )
    context = {
        "form": form,
        "page": Paginator(found, ON_A_PAGE).get_page(request.GET.get("page")),
        "may_add": may_add_organisation(request.viewer),
    }
    return render(request, "organisations/organisations.html", context)


def registers(request: PageRequest) -> HttpResponse:
    """Where the facts come from."""
    return render(request, "organisations/registers.html", {"registers": Register.objects.order_by("name")})


def organisation(request: PageRequest, code: str) -> HttpResponse:
    """One organisation: facts, names, successions; and for those who work with it units, offices and people."""
    shown = _found(request, code)
    context = {
        "page": queries.organisation_page(shown, request.viewer, clock.today()),
        "organisation": shown,
        "may_edit": may_edit_organisation(request.viewer, shown),
        "may_edit_staff": may_edit_staff(request.viewer, shown),
        "may_invite": may_invite(request.viewer, shown),
    }
    return render(request, "organisations/organisation.html", context)


@login_required
def add(request: PageRequest) -> HttpResponse:
    """Add an organisation that no register has."""
    if not may_add_organisation(request.viewer):
        raise NotAllowed
    form = OrganisationForm(sent(request))
    if added := submitted(form, partial(actions.add_organisation, by=request.viewer)):
        return done(request, added.get_absolute_url(), _("%(name)s was added.") % {"name": added})
    return form_page(request, form, title=_("Add an organisation"), crumbs=_crumbs(), submit=_("Add"))


@login_required
def change(request: PageRequest, code: str) -> HttpResponse:
    """Correct what is said of an organisation."""
    changed = _found(request, code)
    if not may_edit_organisation(request.viewer, changed):
        raise NotAllowed
    form = OrganisationForm(sent(request), instance=changed)
    if submitted(form, partial(actions.change_organisation, changed, by=request.viewer)):
        return done(request, changed.get_absolute_url(), _("Saved."))
    return form_page(request, form, title=_("Change the facts"), crumbs=_crumbs(changed))


@login_required
def succeed(request: PageRequest, code: str) -> HttpResponse:
    """Record that an organisation took over from another."""
    successor = _found(request, code)
    if not may_edit_organisation(request.viewer, successor):
        raise NotAllowed
    form = SuccessionForm(sent(request))
    if submitted(form, partial(actions.record_succession, successor, by=request.viewer)):
        return done(request, successor.get_absolute_url(), _("The succession was recorded."))
    return form_page(request, form, title=_("Record a predecessor"), crumbs=_crumbs(successor))


def _found(request: PageRequest, code: str) -> Organisation:
    return get_object_or_404(Organisation.objects.visible_to(request.viewer), code=code)


def _crumbs(organisation: Organisation | None = None) -> Crumbs:
    above = [("/organisations/", _("Organisations"))]
    return [*above, (organisation.get_absolute_url(), organisation.brief)] if organisation else above
