"""Secret addresses at which calendar programmes read: opened and closed by their owners."""

import secrets

from django.db import transaction

from sampakt.governance.access import may_see
from sampakt.governance.models import Body, Feed
from sampakt.governance.terms import Verb
from sampakt.kernel.errors import NotAllowed
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.models import User
from sampakt.trail.actions import record

KEY_BYTES = 32


@transaction.atomic
def open_feed(*, by: Viewer, body: Body | None = None) -> Feed:
    """Open one's address for a body's meetings, or for all that one sees. One that is open already is answered."""
    if by.user_id is None or not (body is None or may_see(by, body)):
        raise NotAllowed
    feed, is_new = Feed.objects.get_or_create(
        user_id=by.user_id, body=body, defaults={"key": secrets.token_urlsafe(KEY_BYTES)}
    )
    if is_new:
        record(Verb.OPEN_FEED, feed, by=by, organisation_id=_employer(by.user_id))
    return feed


@transaction.atomic
def close_feed(feed: Feed, *, by: Viewer) -> None:
    """Close an address of one's own: whoever has it reads nothing more there."""
    if by.user_id is None or feed.user_id != by.user_id:
        raise NotAllowed
    record(Verb.CLOSE_FEED, feed, by=by, organisation_id=_employer(by.user_id))
    feed.delete()


def _employer(user_id: int) -> int | None:
    person = User.objects.select_related("person").get(pk=user_id).person
    return person.organisation_id if person else None
