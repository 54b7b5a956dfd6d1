"""Stored answers: a cache that can be thrown away and rebuilt, and who has been told of what went stale."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from sampakt.commitments.access import OPEN, commitment_reached
from sampakt.commitments.models.commitments import Commitment, WordQuerySet
from sampakt.commitments.rules.engine import ENGINE
from sampakt.commitments.terms import EscalationLevel, Status
from sampakt.kernel.models import manager_of
from sampakt.kernel.terms import Audience
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.models import Space


class StoredAssessmentQuerySet(WordQuerySet["StoredAssessment"]):
    """Stored answers."""

    def open_to(self, viewer: Viewer, *, is_own: bool = False) -> Self:
        """Those that tell by themselves that the viewer may see them; ``is_own``: all are in the viewer's spaces."""
        if viewer.is_operator or is_own:
            return self.filter(reach__in=OPEN)
        public = models.Q(space_id__in=Space.objects.filter(audience=Audience.PUBLIC).values("pk"))
        seen = models.Q(reach=Audience.PUBLIC) & public
        return self.filter(seen | models.Q(reach__in=OPEN, space_id__among=viewer.spaces) if viewer.spaces else seen)

    def of_other_rules(self) -> Self:
        """Those that an older version of Sampakt found, whose rules or words may have been others."""
        return self.exclude(engine=ENGINE)

    def reached(self, viewer: Viewer) -> Self:
        """Those whose promise says that the viewer may see it, when all are in the viewer's spaces."""
        return self.filter(commitment_reached(viewer, "commitment__"))


class StoredAssessment(models.Model):
    """The answer for today, as last computed. It stands until ``stands_until`` unless a record changes first.

    ``reach`` says to whom the promise and its agreement are open: ``public``, ``partners``, or nothing where only the
    promise itself can tell. With ``agreement_id`` it stands here so that thousands can be counted from an index.
    ``engine`` says with which rules and words it was found.
    """

    commitment = models.OneToOneField(Commitment, models.CASCADE, primary_key=True, related_name="assessment")
    space_id = models.BigIntegerField()
    agreement_id = models.BigIntegerField(default=0)
    reach = models.CharField(max_length=10, blank=True, default="")
    status = models.CharField(max_length=20, choices=Status)
    due_on = models.DateField(null=True)
    since_on = models.DateField(null=True)
    stands_until = models.DateField(null=True, db_index=True)
    has_evidence = models.BooleanField(default=False)
    finding = models.JSONField(default=dict)
    assessed_on = models.DateField()
    engine = models.CharField(max_length=40, blank=True, default="")

    objects: ClassVar[StoredAssessmentQuerySet] = manager_of(StoredAssessmentQuerySet)

    class Meta:
        indexes = (
            # All that is counted and sought over many partnerships stands in it, so that the rows need not be read.
            models.Index(
                fields=["space_id", "status", "due_on", "reach", "has_evidence", "agreement_id", "commitment"],
                name="how_a_space_stands",
            ),
        )

    def __str__(self) -> str:
        return f"{self.commitment_id}: {self.status}"


class Escalation(models.Model):
    """Somebody was told that a promise has gone stale."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="escalations")
    level = models.CharField(_("told"), max_length=10, choices=EscalationLevel)
    stale_since = models.DateField()
    told_on = models.DateField()

    objects: ClassVar["WordQuerySet[Escalation]"] = manager_of(WordQuerySet)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["commitment", "level", "stale_since"], name="each_level_is_told_once"),
        )

    def __str__(self) -> str:
        return f"{self.commitment_id}: {self.level}"
