"""Verbs of background work: ask for it, stop it, do it, and keep order among what is left."""

from sampakt.jobs.actions.asking import cancel_job, start_job
from sampakt.jobs.actions.keeping import prune, rescue
from sampakt.jobs.actions.running import run

__all__ = ["cancel_job", "prune", "rescue", "run", "start_job"]
