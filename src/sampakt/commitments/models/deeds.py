"""What was done, and the pieces of evidence that show it."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from sampakt.agreements.models import Theme
from sampakt.commitments.access import use_seen_by
from sampakt.commitments.models.commitments import Commitment
from sampakt.commitments.terms import DeedSort, EvidenceKind, EvidenceState
from sampakt.kernel.codes import new_code
from sampakt.kernel.models import Findable, Record, manager_of
from sampakt.kernel.terms import Audience
from sampakt.kernel.text import MultilingualField
from sampakt.kernel.viewer import Viewer
from sampakt.kernel.words import OwnWordField, OwnWordsField
from sampakt.organisations.models import Organisation, Shared, SharedQuerySet, Unit, User
from sampakt.papers.models import Document


class DeedQuerySet(SharedQuerySet["Deed"]):
    """Deeds."""


class Deed(Record, Findable, Shared):
    """Something done that promises may ask for: a report delivered, a plan adopted, an event held, a letter sent.

    ``type`` narrows its sort in the partnership's own words ("interim report"); ``tags`` name what it touches.
    """

    found_by = ("title", "type", "recipient")

    code = models.CharField(max_length=8, unique=True, default=new_code, editable=False)
    key = models.SlugField(_("key"), max_length=80)
    sort = models.CharField(_("sort"), max_length=20, choices=DeedSort)
    type = OwnWordField(_("type"), blank=True)
    title = MultilingualField(_("what was done"))
    done_on = models.DateField(_("date"))
    covers_from = models.DateField(_("about the period from"), null=True, blank=True)
    covers_until = models.DateField(_("about the period to"), null=True, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit"))
    theme = models.ForeignKey(Theme, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("theme"))
    recipient = models.CharField(_("recipient"), max_length=120, blank=True)
    document = models.ForeignKey(
        Document, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("document")
    )
    based_on = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("rests on")
    )
    participants = models.ManyToManyField(Organisation, related_name="+", blank=True, verbose_name=_("who took part"))
    tags = OwnWordsField(_("tags"))
    note = MultilingualField(_("note"), blank=True)
    recorded_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    is_sample = models.BooleanField(_("sample data"), default=False)

    objects: ClassVar[DeedQuerySet] = manager_of(DeedQuerySet)

    class Meta(Shared.Meta):
        abstract = False
        verbose_name = _("record of work")
        ordering = ("-done_on", "-id")
        constraints = (
            *Shared.Meta.constraints,
            models.UniqueConstraint(fields=["space", "key"], name="deed_has_its_own_key"),
        )
        indexes = (
            models.Index(fields=["space", "sort", "done_on"], name="deeds_of_a_sort"),
            models.Index(fields=["space"], condition=models.Q(audience=Audience.PUBLIC), name="deeds_open_to_all"),
        )

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return f"/deeds/{self.code}/"


class EvidenceQuerySet(SharedQuerySet["Evidence"]):
    """Pieces of evidence."""


class Evidence(Record, Shared):
    """A document, link, record or written account that shows something; one piece may support several promises.

    It counts once approved and until ``valid_until``; ``dated_on`` is the day of what it shows.
    """

    code = models.CharField(max_length=8, unique=True, default=new_code, editable=False)
    key = models.SlugField(_("key"), max_length=80)
    title = MultilingualField(_("what it shows"))
    kind = models.CharField(_("kind"), max_length=10, choices=EvidenceKind)
    dated_on = models.DateField(_("date of what it shows"))
    document = models.ForeignKey(
        Document, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("document")
    )
    deed = models.ForeignKey(Deed, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("record"))
    url = models.URLField(_("address"), max_length=500, blank=True)
    words = models.TextField(_("account"), blank=True)
    state = models.CharField(_("state"), max_length=10, choices=EvidenceState, default=EvidenceState.DRAFT)
    approved_on = models.DateField(_("approved"), null=True, blank=True)
    approved_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    valid_until = models.DateField(_("valid to"), null=True, blank=True)
    recorded_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    is_sample = models.BooleanField(_("sample data"), default=False)

    objects: ClassVar[EvidenceQuerySet] = manager_of(EvidenceQuerySet)

    class Meta(Shared.Meta):
        abstract = False
        verbose_name = _("evidence")
        ordering = ("-dated_on", "-id")
        constraints = (
            *Shared.Meta.constraints,
            models.UniqueConstraint(fields=["space", "key"], name="evidence_has_its_own_key"),
        )

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return f"/evidence/{self.code}/"


class EvidenceUseQuerySet(models.QuerySet["EvidenceUse"]):
    """Which evidence supports which promise."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Those of which the viewer may see both the evidence and the promise."""
        return self.filter(use_seen_by(viewer))


class EvidenceUse(models.Model):
    """A piece of evidence supports a promise."""

    evidence = models.ForeignKey(Evidence, models.CASCADE, related_name="uses")
    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="evidence_uses")

    objects: ClassVar[EvidenceUseQuerySet] = manager_of(EvidenceUseQuerySet)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["evidence", "commitment"], name="evidence_supports_a_promise_once"),
        )

    def __str__(self) -> str:
        return f"{self.evidence} → {self.commitment}"
