"""The job as who asked for it sees it. The queue that the worker takes it from is django-tasks'."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from sampakt.jobs.access import seen_by
from sampakt.jobs.terms import UNFINISHED, Fault, JobState
from sampakt.kernel.codes import new_code
from sampakt.kernel.models import manager_of
from sampakt.kernel.terms import Language
from sampakt.kernel.viewer import Viewer


class JobQuerySet(models.QuerySet["Job"]):
    """Jobs."""

    def visible_to(self, viewer: Viewer) -> "JobQuerySet":
        """Those that the viewer asked for."""
        return self.filter(seen_by(viewer))

    def asked_by(self, viewer: Viewer) -> "JobQuerySet":
        """Those that the viewer asked for, or, of Sampakt itself, that it did."""
        return self.filter(user=None) if viewer.user_id is None else self.filter(user_id=viewer.user_id)

    def unfinished(self) -> "JobQuerySet":
        """Those that wait or are being done."""
        return self.filter(state__in=UNFINISHED)


class Job(models.Model):
    """One piece of work in the background. How far a running one has come is not here but on its board."""

    code = models.CharField(max_length=8, default=new_code, unique=True, editable=False)
    sort = models.CharField(max_length=60)
    payload = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)
    """Of sort and payload: the same asked for again while it is unfinished is the same job."""
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    language = models.CharField(max_length=2, choices=Language)
    about = models.CharField(max_length=300, blank=True)
    leads_to = models.CharField(max_length=300, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=JobState, default=JobState.WAITING)
    note = models.CharField(max_length=60, blank=True)
    facts = models.JSONField(default=dict)
    fault = models.CharField(max_length=20, choices=Fault, blank=True)
    objections = models.JSONField(default=list)
    tries = models.PositiveSmallIntegerField(default=0)
    queued = models.CharField(max_length=36, blank=True)
    """Its place in the queue, by django-tasks' number."""
    asked_at = models.DateTimeField(auto_now_add=True)
    due_at = models.DateTimeField(null=True)
    begun_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True, db_index=True)

    objects: ClassVar[JobQuerySet] = manager_of(JobQuerySet)

    class Meta:
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(
                fields=["user", "digest"],
                condition=models.Q(state__in=UNFINISHED),
                name="job_is_not_asked_for_twice_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=UNFINISHED, ended_at=None)
                | (~models.Q(state__in=UNFINISHED) & models.Q(ended_at__isnull=False)),
                name="job_that_has_ended_says_when",
            ),
        )
        indexes = (models.Index(fields=["state"], name="jobs_by_state"),)

    def __str__(self) -> str:
        return f"{self.sort} {self.code}"

    @property
    def is_unfinished(self) -> bool:
        """Whether it waits or is being done."""
        return self.state in UNFINISHED
