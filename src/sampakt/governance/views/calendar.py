"""Calendar files of meetings, and the secret addresses at which calendar programmes read them."""

from hashlib import sha256

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sampakt.governance.actions.feeds import close_feed as shut
from sampakt.governance.actions.feeds import open_feed as opened_for
from sampakt.governance.models import Body, Feed
from sampakt.governance.queries.calendar import entries_of, entry_of, feed_with, feeds_of, owner_of
from sampakt.governance.views.found import body_seen, meeting_seen
from sampakt.governance.views.ics import calendar_of
from sampakt.kernel import clock
from sampakt.kernel.viewer import Viewer
from sampakt.ui.answers import PageRequest, done

FEEDS = "/calendar/"


def meeting_calendar(request: PageRequest, code: str) -> HttpResponseBase:
    """One meeting, to be put into a calendar."""
    meeting = meeting_seen(request, code)
    content = calendar_of([entry_of(request.viewer, meeting)], name=str(meeting.body.name))
    return _answer(request, content, f"{meeting.code}.ics")


def body_calendar(request: PageRequest, code: str) -> HttpResponseBase:
    """The meetings of a body: to somebody who is signed in, or to whoever has a key, as its owner sees them."""
    if "key" in request.GET:
        bodies = Body.objects.filter(code=code)
        feed = feed_with(request.GET["key"], get_object_or_404(bodies))
        if feed is None:
            raise Http404
        viewer = owner_of(feed)
        body = get_object_or_404(bodies.visible_to(viewer))
        return _feed(request, viewer, body)
    if not request.viewer.is_known:
        return redirect_to_login(request.get_full_path())
    return _feed(request, request.viewer, body_seen(request, code))


def own_calendar(request: PageRequest, key: str) -> HttpResponseBase:
    """All the meetings that the owner of a key sees in the partnerships that they take part in."""
    feed = feed_with(key)
    if feed is None:
        raise Http404
    return _feed(request, owner_of(feed), None)


@login_required
def feeds(request: PageRequest) -> HttpResponse:
    """The addresses that one has opened, to be copied into a calendar programme; ``?body=`` asks for that body's."""
    asked = Body.objects.visible_to(request.viewer).filter(code=request.GET.get("body", "")).first()
    opened = feeds_of(request.viewer)
    bodies = {feed.body_id for feed in opened}
    context = {
        "lines": [(feed, settings.ADDRESS + _address(feed)) for feed in opened],
        "has_own": None in bodies,
        "asked": asked if asked and asked.pk not in bodies else None,
    }
    return render(request, "governance/feeds.html", context)


@login_required
@require_POST
def open_feed(request: PageRequest) -> HttpResponse:
    """Open an address for all one's meetings, or for those of the body that is named."""
    code = request.POST.get("body", "")
    body = get_object_or_404(Body.objects.visible_to(request.viewer), code=code) if code else None
    opened_for(by=request.viewer, body=body)
    return done(request, FEEDS, _("The address is open. Copy it into your calendar programme."))


@login_required
@require_POST
def close_feed(request: PageRequest, number: int) -> HttpResponse:
    """Close an address of one's own."""
    feed = get_object_or_404(Feed.objects.visible_to(request.viewer), pk=number)
    shut(feed, by=request.viewer)
    return done(request, FEEDS, _("The address is closed. Calendars that read it no longer get anything."))


def _address(feed: Feed) -> str:
    if feed.body is None:
        return reverse("governance:own_calendar", args=[feed.key])
    return f"{reverse('governance:body_calendar', args=[feed.body.code])}?key={feed.key}"


def _feed(request: PageRequest, viewer: Viewer, body: Body | None) -> HttpResponseBase:
    with translation.override(viewer.language):
        name = str(body.name) if body else _("Meetings in Sampakt")
        content = calendar_of(entries_of(viewer, clock.today(), body), name=name)
    return _answer(request, content, "calendar.ics")


def _answer(request: PageRequest, content: bytes, name: str) -> HttpResponseBase:
    """The file, or that it has not changed since the programme asked last."""
    etag = f'"{sha256(content).hexdigest()[:32]}"'
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=answer) or answer
