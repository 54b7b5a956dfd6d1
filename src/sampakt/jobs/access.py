"""Who sees a job and may stop it: who asked for it. What Sampakt itself asked for, operators see."""

from typing import TYPE_CHECKING

from django.db.models import Q

from sampakt.kernel.viewer import Viewer

if TYPE_CHECKING:
    from sampakt.jobs.models import Job


def seen_by(viewer: Viewer) -> Q:
    """As a condition in SQL; the same as ``may_see``."""
    if viewer.user_id is None:
        return Q() if viewer.is_operator else Q(pk__in=())
    own = Q(user_id=viewer.user_id)
    return own | Q(user_id=None) if viewer.is_operator else own


def may_see(viewer: Viewer, job: "Job") -> bool:
    """The same in Python."""
    if viewer.user_id is None:
        return viewer.is_operator
    return job.user_id == viewer.user_id or (viewer.is_operator and job.user_id is None)


def may_stop(viewer: Viewer, job: "Job") -> bool:
    """Who sees it stops it, in a session that may write."""
    return viewer.may_write and may_see(viewer, job)
