"""The renewal radar."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from sampakt.agreements import queries
from sampakt.kernel import clock
from sampakt.ui.answers import PageRequest

ON_A_PAGE = 50


@login_required
def renewals(request: PageRequest) -> HttpResponse:
    """What must be decided, noticed or revised within a year, in the partnerships that the viewer takes part in."""
    today = clock.today()
    lines = queries.renewal_radar(request.viewer, today)
    page = Paginator(lines, ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "agreements/renewals.html", {"page": page, "lines": page.object_list, "today": today})
