"""What is kept of background work: the job in a table, and what a running one says beside it."""

from sampakt.jobs.models.jobs import Job, JobQuerySet

__all__ = ["Job", "JobQuerySet"]
