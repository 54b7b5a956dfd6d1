"""The page of the trail."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from sampakt.trail.queries import trail_page
from sampakt.ui.answers import PageRequest


@login_required
def trail(request: PageRequest) -> HttpResponse:
    """What was done where the viewer takes part, newest first; ``?by=me`` only their own, ``?before=`` older ones."""
    before = request.GET.get("before", "")
    only_own = request.GET.get("by") == "me"
    page = trail_page(request.viewer, only_own=only_own, before=int(before) if before.isdecimal() else None)
    whose = [("", _("Everybody")), ("me", _("Only mine"))]
    return render(request, "trail/trail.html", {"page": page, "whose": whose})
