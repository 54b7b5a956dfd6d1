"""The renewal radar."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render

from sampakt.agreements import queries
from sampakt.kernel import clock
from sampakt.ui.answers import PageRequest


@login_required
def renewals(request: PageRequest) -> HttpResponse:
    """What must be decided, noticed or revised within a year, in the partnerships that the viewer takes part in."""
    today = clock.today()
    lines = queries.renewal_radar(request.viewer, today)
    return render(request, "agreements/renewals.html", {"lines": lines, "today": today})
