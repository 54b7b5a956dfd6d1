"""How the trail tells of what is restricted to those who sit in a body: to them alone, of its meeting or body."""

from copy import copy

from sampakt.governance.models import Body, Decision, Meeting, Task
from sampakt.kernel.saving import Changes
from sampakt.kernel.terms import Audience
from sampakt.kernel.viewer import Viewer
from sampakt.trail.actions import record


def tell(
    verb: str,
    done: Decision | Task,
    *,
    by: Viewer,
    changes: Changes | None = None,
    was_restricted: bool = False,
) -> None:
    """Write that ``by`` did ``verb``; a line about what is restricted, or was until now, does not name it.

    Only those who sit in the body read it: that something was done which nobody else can find would tell of it.
    """
    if done.is_restricted or was_restricted:
        record(verb, _meeting(done) or done.body, by=by, within=among_those_who_sit(done.body))
    else:
        record(verb, done, by=by, changes=changes, within=done.body)


def among_those_who_sit(body: Body) -> Body:
    """The body with the audience that a line about something restricted has. It is never saved."""
    closed = copy(body)
    closed.audience, closed.circle_id = Audience.NAMED, body.seated_id
    return closed


def _meeting(done: Decision | Task) -> Meeting | None:
    if isinstance(done, Decision):
        return done.meeting
    return done.item.meeting if done.item is not None else None
