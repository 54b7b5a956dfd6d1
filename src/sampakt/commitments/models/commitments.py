"""The promise, and who stands at its two ends."""

from collections.abc import Collection
from typing import ClassVar, Self, TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from sampakt.agreements.models import Agreement, Theme
from sampakt.commitments.access import commitment_seen_by, commitment_within, word_seen_by, word_within
from sampakt.commitments.terms import Check, Side, Strength
from sampakt.kernel.codes import new_code
from sampakt.kernel.models import FoundInIndex, Record, manager_of
from sampakt.kernel.text import MultilingualField
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.models import Office, Organisation, Shared, SharedQuerySet, Unit

Row = TypeVar("Row", bound=models.Model)


class CommitmentQuerySet(SharedQuerySet["Commitment"]):
    """Commitments."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Those that the viewer may see, of agreements that they may see."""
        return self.filter(commitment_seen_by(viewer))

    def within(self, viewer: Viewer, spaces: Collection[int]) -> Self:
        """Those that the viewer may see in some of the spaces they take part in."""
        return self.filter(commitment_within(viewer, spaces))


class Commitment(Record, FoundInIndex, Shared):
    """A promise with a rule: ``kind`` names the rule, ``parameters`` fill it in.

    Without dates of its own it lasts as its agreement.
    """

    found_by = ("reference", "title", "clause")

    code = models.CharField(max_length=8, unique=True, default=new_code, editable=False)
    reference = models.CharField(_("reference"), max_length=20)
    position = models.PositiveIntegerField(default=0)
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="+", verbose_name=_("agreement"))
    title = MultilingualField(_("the promise"))
    clause = models.CharField(_("clause"), max_length=60, blank=True)
    strength = models.CharField(_("strength"), max_length=1, choices=Strength, default=Strength.BINDING)
    check_by = models.CharField(_("who says whether it is kept"), max_length=1, choices=Check, default=Check.RECORDS)
    kind = models.CharField(_("kind"), max_length=40)
    parameters = models.JSONField(_("terms of the rule"), default=dict, blank=True)
    theme = models.ForeignKey(Theme, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("theme"))
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit"))
    responsible = models.ForeignKey(
        Office, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("responsible office")
    )
    starts_on = models.DateField(_("holds from"), null=True, blank=True)
    ends_on = models.DateField(_("holds to"), null=True, blank=True)
    warn_days = models.PositiveSmallIntegerField(_("warn so many days before"), default=60)
    superseded_by = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="supersedes")
    superseded_on = models.DateField(_("superseded from"), null=True, blank=True)
    note = MultilingualField(_("note"), blank=True)

    objects: ClassVar[CommitmentQuerySet] = manager_of(CommitmentQuerySet)

    class Meta(Shared.Meta):
        abstract = False
        verbose_name = _("commitment")
        ordering = ("space", "position", "reference")
        constraints = (
            *Shared.Meta.constraints,
            models.UniqueConstraint(fields=["space", "reference"], name="commitment_has_its_own_reference"),
            models.CheckConstraint(
                condition=models.Q(ends_on=None)
                | models.Q(starts_on=None)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="commitment_ends_after_it_starts",
                violation_error_message=_("The last day comes before the first."),
            ),
        )
        indexes = (
            models.Index(fields=["kind"], name="commitments_of_a_kind"),
            models.Index(fields=["space", "position", "reference"], name="commitments_in_order"),
            # All that a search asks, so that it reads the index and not the promises.
            models.Index(
                fields=["space", "head", "agreement", "audience", "organisation", "circle"], name="commitments_sought"
            ),
            models.Index(fields=["id"], condition=models.Q(is_longer=True), name="commitments_with_more_words"),
        )

    def __str__(self) -> str:
        return f"{self.reference} {self.title}"

    def get_absolute_url(self) -> str:
        return f"/commitments/{self.code}/"


class WordQuerySet(models.QuerySet[Row]):
    """Rows that belong to one commitment and are seen by those who see it."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Those of the commitments that the viewer may see."""
        return self.filter(word_seen_by(viewer))

    def within(self, viewer: Viewer, spaces: Collection[int]) -> Self:
        """Those of the commitments that the viewer may see in some of the spaces they take part in."""
        return self.filter(word_within(viewer, spaces))


class CommitmentParty(models.Model):
    """An organisation at one end of a promise. A promise without any is made by all parties to all."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="ends")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("organisation"))
    side = models.CharField(_("end"), max_length=5, choices=Side)

    objects: ClassVar["WordQuerySet[CommitmentParty]"] = manager_of(WordQuerySet)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["commitment", "organisation", "side"], name="end_of_a_promise_is_named_once"
            ),
        )
        indexes = (models.Index(fields=["organisation", "side"], name="promises_of_an_organisation"),)

    def __str__(self) -> str:
        return f"{self.organisation} {self.get_side_display()}"
