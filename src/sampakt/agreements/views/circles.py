"""Pages of the named people in a partnership, for those people themselves."""

from functools import partial

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from sampakt.agreements import queries
from sampakt.agreements.forms.partnerships import CircleForm
from sampakt.agreements.models import Partnership
from sampakt.agreements.views.found import partnership_contributed, partnership_inside, to_partnership
from sampakt.organisations import actions
from sampakt.organisations.access import may_change_circle
from sampakt.organisations.models import Circle
from sampakt.trail.queries import lines_about, told
from sampakt.ui.answers import Crumbs, PageRequest, confirm_page, done, form_page
from sampakt.ui.forms import sent, submitted


@login_required
def make(request: PageRequest, code: str) -> HttpResponse:
    """Name the people who may share something that the others do not see."""
    partnership = partnership_contributed(request, code)
    form = CircleForm(sent(request), people=queries.people_inside(partnership))
    if circle := submitted(form, partial(actions.make_circle, partnership.space, by=request.viewer)):
        return done(
            request, _of(partnership, circle), _("“%(name)s” can now share notes and documents.") % {"name": circle}
        )
    lead = _("Notes and documents for named people are seen by them alone. You are one of them yourself.")
    return form_page(
        request, form, title=_("Name some people"), crumbs=_crumbs(partnership), submit=_("Save"), lead=lead
    )


@login_required
def show(request: PageRequest, code: str, number: int) -> HttpResponse:
    """Who some named people are, what they share, and what was done with their circle."""
    partnership, circle = _found(request, code, number)
    context = {
        "partnership": partnership,
        "circle": circle,
        "shared": queries.shared_among(circle, request.viewer),
        "lines": told(lines_about(circle, request.viewer)),
        "may_change": may_change_circle(request.viewer, circle),
    }
    return render(request, "agreements/circle.html", context)


@login_required
def change(request: PageRequest, code: str, number: int) -> HttpResponse:
    """Say anew who the named people are, or what they are called."""
    partnership, circle = _found(request, code, number)
    form = CircleForm(sent(request), instance=circle, people=queries.people_inside(partnership))
    if submitted(form, partial(actions.change_circle, circle, by=request.viewer)):
        is_there = request.viewer.is_operator or circle.members.filter(pk=request.viewer.user_id).exists()
        return done(request, _of(partnership, circle) if is_there else _people(partnership), _("Saved."))
    lead = _("Who is added sees all that these people have shared. Who is taken away sees none of it any more.")
    return form_page(
        request,
        form,
        title=_("Change the named people"),
        crumbs=[*_crumbs(partnership), (_of(partnership, circle), circle.name)],
        submit=_("Save"),
        lead=lead,
    )


@login_required
def dissolve(request: PageRequest, code: str, number: int) -> HttpResponse:
    """Dissolve a circle that shares nothing any more."""
    partnership, circle = _found(request, code, number)
    return confirm_page(
        request,
        partial(actions.dissolve_circle, circle, by=request.viewer),
        title=_("Dissolve “%(name)s”?") % {"name": circle},
        lead=_("The people are no longer named as those who share something. They keep their roles."),
        crumbs=[*_crumbs(partnership), (_of(partnership, circle), circle.name)],
        submit=_("Dissolve"),
        href=_people(partnership),
        words=_("The circle was dissolved."),
    )


def _found(request: PageRequest, code: str, number: int) -> tuple[Partnership, Circle]:
    """The partnership and the circle; 404 for everybody who is not one of its people."""
    partnership = partnership_inside(request, code)
    circles = queries.circles_of(partnership, request.viewer).prefetch_related("members__person")
    return partnership, get_object_or_404(circles, pk=number)


def _people(partnership: Partnership) -> str:
    return f"{partnership.get_absolute_url()}people/"


def _of(partnership: Partnership, circle: Circle) -> str:
    return f"{_people(partnership)}circles/{circle.pk}/"


def _crumbs(partnership: Partnership) -> Crumbs:
    return [*to_partnership(partnership), (_people(partnership), _("People"))]
