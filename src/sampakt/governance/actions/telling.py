"""How the trail tells of what may be restricted to those who sit in a body: of its meeting or body, and no more."""

from sampakt.governance.models import Decision, Meeting, Task
from sampakt.kernel.saving import Changes
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
    """Write that ``by`` did ``verb``; a line about what is restricted, or was until now, does not name it."""
    if done.is_restricted or was_restricted:
        record(verb, _meeting(done) or done.body, by=by, within=done.body)
    else:
        record(verb, done, by=by, changes=changes, within=done.body)


def _meeting(done: Decision | Task) -> Meeting | None:
    if isinstance(done, Decision):
        return done.meeting
    return done.item.meeting if done.item is not None else None
