"""The page of the trail."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from sampakt.kernel.viewer import Viewer
from sampakt.trail.queries import trail_page


@login_required
def trail(request: HttpRequest) -> HttpResponse:
    """What was done where the viewer takes part, newest first; ``?by=me`` only their own, ``?before=`` older ones."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    before = request.GET.get("before", "")
    only_own = request.GET.get("by") == "me"
    page = trail_page(viewer, only_own=only_own, before=int(before) if before.isdecimal() else None)
    whose = [("", _("Everybody")), ("me", _("Only mine"))]
    return render(request, "trail/trail.html", {"page": page, "whose": whose})
