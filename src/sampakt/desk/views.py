"""The start page and the search."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from sampakt.desk import queries
from sampakt.kernel import clock
from sampakt.ui.answers import PageRequest


@require_safe
def start(request: PageRequest) -> HttpResponse:
    """What needs me, my partnerships and what comes; or, before signing in, what Sampakt is."""
    today = clock.today()
    if not request.viewer.is_known:
        return render(request, "desk/welcome.html", {"page": queries.welcome(request.viewer, today)})
    page = queries.start_page(request.viewer, today)
    return render(request, "desk/start.html", {"page": page, "today": today})


@login_required
@require_safe
def needs(request: PageRequest) -> HttpResponse:
    """All that needs me, a page at a time."""
    today = clock.today()
    found = queries.needs_page(request.viewer, today, request.GET.get("page", ""))
    return render(request, "desk/needs.html", {"found": found, "today": today})


@require_safe
def search(request: PageRequest) -> HttpResponse:
    """Everything with the words asked for, by kind; or all of one kind, a page at a time."""
    query, kind = request.GET.get("q", ""), request.GET.get("kind", "")
    if not kind:
        found = queries.everything_found(request.viewer, query)
        return render(request, "desk/search.html", {"query": query.strip(), "found": found})
    one = queries.group_found(request.viewer, query, kind, request.GET.get("page", ""))
    if one is None:
        raise Http404
    group, page = one
    return render(request, "desk/search_kind.html", {"query": query.strip(), "group": group, "page": page})
