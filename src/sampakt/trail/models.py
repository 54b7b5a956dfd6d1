"""The line of the trail. It names its subjects by number, not by key, so that it outlives them."""

from functools import reduce
from operator import or_
from typing import ClassVar

from django.db import models

from sampakt.kernel.models import manager_of
from sampakt.kernel.terms import Audience
from sampakt.kernel.viewer import Viewer
from sampakt.trail.access import seen_by


class TrailQuerySet(models.QuerySet["TrailLine"]):
    """Lines of the trail."""

    def visible_to(self, viewer: Viewer) -> "TrailQuerySet":
        """The lines about records that the viewer may see."""
        return self.filter(seen_by(viewer))

    def about(self, *subjects: models.Model) -> "TrailQuerySet":
        """The lines about one record, or about several."""
        ids: dict[str, list[int]] = {}
        for subject in subjects:
            ids.setdefault(subject._meta.label_lower, []).append(subject.pk)
        of_each = (models.Q(subject_kind=kind, subject_id__in=of_kind) for kind, of_kind in ids.items())
        return self.filter(reduce(or_, of_each, models.Q(pk__in=())))


class TrailLine(models.Model):
    """One thing that somebody did: never changed, never removed; each line seals the one before it (``digest``)."""

    at = models.DateTimeField(db_index=True)
    by_user_id = models.BigIntegerField(null=True)
    by_name = models.CharField(max_length=200)
    verb = models.CharField(max_length=80)
    subject_kind = models.CharField(max_length=80)
    subject_id = models.BigIntegerField()
    subject_name = models.JSONField(default=dict)
    changes = models.JSONField(default=dict)
    space_id = models.BigIntegerField(null=True)
    organisation_id = models.BigIntegerField(null=True)
    audience = models.CharField(max_length=10, choices=Audience, default=Audience.PARTNERS)
    circle_id = models.BigIntegerField(null=True)
    digest = models.CharField(max_length=64)

    objects: ClassVar[TrailQuerySet] = manager_of(TrailQuerySet)

    class Meta:
        ordering = ("-id",)
        indexes = (
            models.Index(fields=["subject_kind", "subject_id"], name="trail_of_a_record"),
            models.Index(fields=["space_id", "-id"], name="trail_of_a_space"),
        )

    def __str__(self) -> str:
        return f"{self.by_name}: {self.verb}"

    def said(self) -> list[object]:
        """All that the line says, in the order that its seal covers."""
        return [
            self.at.isoformat(),
            self.by_user_id,
            self.by_name,
            self.verb,
            self.subject_kind,
            self.subject_id,
            self.subject_name,
            self.changes,
            self.space_id,
            self.organisation_id,
            self.audience,
            self.circle_id,
        ]
