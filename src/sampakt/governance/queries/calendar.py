"""Meetings as calendars show them, and the secret addresses at which calendars read."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q

from sampakt.governance.models import Body, Feed, Item, Meeting
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.queries import viewer_for

REMEMBERED = timedelta(days=400)
"""How long past meetings stay in a feed: last year's are at hand, ten years' are not sent every hour."""
_NAMED = ("body__space__partnership",)


@dataclass(frozen=True)
class Entry:
    """A meeting with the titles of its agenda that anybody who sees the agenda may read, and its latest change.

    Where it is held, and the address of a digital one, are for those inside the partnership; for others empty.
    """

    meeting: Meeting
    agenda: Sequence[Text]
    changed_at: datetime
    place: str = ""
    link: str = ""


def owner_of(feed: Feed) -> Viewer:
    """The viewer that the owner of a feed is today; it only reads."""
    return viewer_for(feed.user, language=feed.user.language or "sv", may_write=False)


def feed_with(key: str, body: Body | None = None) -> Feed | None:
    """The feed that a key opens, of somebody whose account is active; None when there is none."""
    feeds = Feed.objects.filter(user__is_active=True, body=body)
    return feeds.select_related("user__person").filter(key=key).first()


def feeds_of(viewer: Viewer) -> list[Feed]:
    """The addresses that the viewer has opened: for all their meetings first, then those of one body."""
    feeds = Feed.objects.visible_to(viewer).select_related("body__space__partnership")
    return sorted(feeds, key=lambda feed: (feed.body_id is not None, feed.pk))


def entry_of(viewer: Viewer, meeting: Meeting) -> Entry:
    """One meeting, as the viewer may know of it. One query."""
    return _entries(viewer, [meeting])[0]


def entries_of(viewer: Viewer, today: date, body: Body | None = None) -> list[Entry]:
    """The meetings of a body, or of all bodies in the partnerships that the viewer takes part in. Two queries."""
    bodies = Q(body__space__in=list(viewer.spaces)) if body is None else Q(body=body)
    meetings = Meeting.objects.visible_to(viewer).filter(bodies, day__gte=today - REMEMBERED)
    return _entries(viewer, list(meetings.select_related(*_NAMED)))


def _entries(viewer: Viewer, meetings: Sequence[Meeting]) -> list[Entry]:
    agenda: dict[int, list[Text]] = defaultdict(list)
    changed = {meeting.pk: meeting.changed_at for meeting in meetings}
    # A calendar is copied to telephones and shown to secretaries: restricted items stay here, also for those who sit.
    items = Item.objects.visible_to(viewer).filter(meeting__in=list(changed), is_restricted=False)
    for pk, title, changed_at in items.values_list("meeting", "title", "changed_at"):
        agenda[pk].append(title)
        changed[pk] = max(changed[pk], changed_at)
    return [
        Entry(meeting, agenda[meeting.pk], changed[meeting.pk], meeting.place, meeting.link)
        if viewer.is_operator or viewer.is_in(meeting.body.space_id)
        else Entry(meeting, agenda[meeting.pk], changed[meeting.pk])
        for meeting in meetings
    ]
