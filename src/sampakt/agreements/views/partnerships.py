"""Pages of a partnership: the list, its overview, its agreements, its themes, its history."""

from functools import partial

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from sampakt.agreements import actions, queries
from sampakt.agreements.access import may_start_any
from sampakt.agreements.forms.partnerships import PartnershipForm, SearchForm, ThemeForm
from sampakt.agreements.models import Partnership, Theme
from sampakt.agreements.views.found import partnership_inside, partnership_kept, partnership_seen, to_partnership
from sampakt.kernel import clock
from sampakt.papers.forms import SearchForm as DocumentSearchForm
from sampakt.papers.queries import documents_found
from sampakt.trail.queries import lines_of_space, told
from sampakt.ui.answers import PageRequest, confirm_page, done, form_page
from sampakt.ui.forms import sent, submitted

PARTNERSHIPS_ON_A_PAGE = 25
LINES_ON_A_PAGE = 50
DOCUMENTS_ON_A_PAGE = 40


def partnerships(request: PageRequest) -> HttpResponse:
    """The partnerships that the viewer takes part in, then those that everyone may see."""
    form = SearchForm(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    viewer = request.viewer
    found = queries.partnerships_found(viewer, words=words)
    page = Paginator(found, PARTNERSHIPS_ON_A_PAGE).get_page(request.GET.get("page"))
    lines = queries.partnership_lines(found[max(page.start_index() - 1, 0) : page.end_index()], viewer, clock.today())
    context = {
        "form": form,
        "page": page,
        "own": [line for line in lines if viewer.is_in(line.partnership.pk)],
        "others": [line for line in lines if not viewer.is_in(line.partnership.pk)],
        "shown": [line.partnership for line in lines],
        "may_start": may_start_any(viewer),
    }
    return render(request, "agreements/partnerships.html", context)


def partnership(request: PageRequest, code: str) -> HttpResponse:
    """What a partnership is: who shares it, the family of its agreements, what comes, its themes."""
    shown = partnership_seen(request, code)
    page = queries.partnership_page(shown, request.viewer, clock.today())
    return render(request, "agreements/partnership.html", {"partnership": shown, "page": page})


def agreements(request: PageRequest, code: str) -> HttpResponse:
    """The agreements of a partnership, as a family."""
    shown = partnership_seen(request, code)
    page = queries.partnership_page(shown, request.viewer, clock.today())
    return render(request, "agreements/partnership_agreements.html", {"partnership": shown, "page": page})


def documents(request: PageRequest, code: str) -> HttpResponse:
    """The documents of a partnership."""
    shown = partnership_seen(request, code)
    form = DocumentSearchForm(request.GET)
    words = form.cleaned_data["q"] if form.is_valid() else ""
    found = documents_found(request.viewer, words=words, space_id=shown.pk)
    context = {
        "partnership": shown,
        "form": form,
        "page": Paginator(found, DOCUMENTS_ON_A_PAGE).get_page(request.GET.get("page")),
        "may_contribute": request.viewer.may_contribute_in(shown.pk),
    }
    return render(request, "agreements/partnership_documents.html", context)


@login_required
def history(request: PageRequest, code: str) -> HttpResponse:
    """What was done in a partnership, newest first; ``?before=`` older ones."""
    shown = partnership_inside(request, code)
    lines = lines_of_space(shown.pk, request.viewer)
    before = request.GET.get("before", "")
    if before.isdecimal():
        lines = lines.filter(pk__lt=int(before))
    found = list(lines[: LINES_ON_A_PAGE + 1])
    context = {
        "partnership": shown,
        "lines": told(found[:LINES_ON_A_PAGE]),
        "older": found[LINES_ON_A_PAGE - 1].pk if len(found) > LINES_ON_A_PAGE else None,
    }
    return render(request, "agreements/partnership_history.html", context)


@login_required
def change(request: PageRequest, code: str) -> HttpResponse:
    """Change what a partnership says of itself, or whether everyone sees it."""
    changed = partnership_kept(request, code)
    form = PartnershipForm(sent(request), instance=changed)
    if submitted(form, partial(actions.change_partnership, changed, by=request.viewer)):
        return done(request, changed.get_absolute_url(), _("Saved."))
    return form_page(request, form, title=_("Change the partnership"), crumbs=to_partnership(changed))


@login_required
def add_theme(request: PageRequest, code: str) -> HttpResponse:
    """Add an area that the partnership works in."""
    partnership = partnership_kept(request, code)
    form = ThemeForm(sent(request))
    if theme := submitted(form, partial(actions.add_theme, partnership, by=request.viewer)):
        return done(request, _themes(partnership), _("%(name)s was added.") % {"name": theme})
    return form_page(request, form, title=_("Add a theme"), crumbs=to_partnership(partnership), submit=_("Add"))


@login_required
def change_theme(request: PageRequest, code: str, key: str) -> HttpResponse:
    """Rename a theme, or give it a last day."""
    partnership = partnership_kept(request, code)
    theme = _theme(partnership, key)
    form = ThemeForm(sent(request), instance=theme)
    if submitted(form, partial(actions.change_theme, theme, by=request.viewer)):
        return done(request, _themes(partnership), _("Saved."))
    return form_page(request, form, title=str(theme), crumbs=to_partnership(partnership))


@login_required
def remove_theme(request: PageRequest, code: str, key: str) -> HttpResponse:
    """Remove a theme that nothing is recorded under."""
    partnership = partnership_kept(request, code)
    theme = _theme(partnership, key)
    return confirm_page(
        request,
        partial(actions.remove_theme, theme, by=request.viewer),
        title=_("Remove the theme “%(name)s”?") % {"name": theme},
        lead=_("A theme that you have worked in gets a last day instead, so that its history stays."),
        crumbs=to_partnership(partnership),
        submit=_("Remove"),
        href=_themes(partnership),
        words=_("The theme was removed."),
    )


def _theme(partnership: Partnership, key: str) -> Theme:
    theme: Theme = get_object_or_404(Theme.objects.select_related("space__partnership"), space=partnership.pk, key=key)
    return theme


def _themes(partnership: Partnership) -> str:
    return f"{partnership.get_absolute_url()}#themes"
