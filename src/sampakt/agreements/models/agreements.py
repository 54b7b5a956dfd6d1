"""Agreements, how they stand to one another, and the documents and notes that belong to them."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, ClassVar, Self, TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sampakt.agreements.access import document_link_seen_by, link_seen_by, note_seen_by, part_seen_by, part_within
from sampakt.agreements.rules import AgreementFacts
from sampakt.agreements.terms import AgreementKind, DocumentRole, ForceRule, Relation
from sampakt.kernel.codes import new_code
from sampakt.kernel.models import Findable, Record, manager_of
from sampakt.kernel.text import MultilingualField, shortened
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.models import Shared, SharedQuerySet, User
from sampakt.papers.models import Document

if TYPE_CHECKING:
    from sampakt.agreements.models.content import Amendment
    from sampakt.agreements.models.parties import Party

Row = TypeVar("Row", bound=models.Model)


class AgreementQuerySet(SharedQuerySet["Agreement"]):
    """Agreements."""


class Agreement(Record, Findable, Shared):
    """A document that promises something: an agreement between parties, or a strategy that promises one-sidedly.

    ``ends_on`` empty means open-ended. Its state on a day (draft, in force, lapsed …) is computed, never stored.
    """

    found_by = ("title", "purpose", "code")

    code = models.CharField(max_length=8, unique=True, default=new_code, editable=False)
    key = models.SlugField(_("key"), max_length=60)
    kind = models.CharField(_("kind"), max_length=30, choices=AgreementKind)
    title = MultilingualField(_("title"))
    purpose = MultilingualField(_("purpose"), blank=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("stands under")
    )
    starts_on = models.DateField(_("first day"), null=True, blank=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    force_rule = models.CharField(_("comes into force"), max_length=20, choices=ForceRule, default=ForceRule.ALL_SIGNED)
    force_count = models.PositiveSmallIntegerField(_("number of signatures needed"), null=True, blank=True)
    notice_months = models.PositiveSmallIntegerField(_("notice period, months"), null=True, blank=True)
    revise_every_months = models.PositiveSmallIntegerField(_("revised every, months"), null=True, blank=True)
    decide_months_before = models.PositiveSmallIntegerField(
        _("decide on what follows, months before the end"), null=True, blank=True
    )
    continuation_papers = models.JSONField(_("papers needed to continue"), default=list, blank=True)
    ended_on = models.DateField(_("held to"), null=True, blank=True)
    end_decided_on = models.DateField(_("end decided"), null=True, blank=True)
    end_reason = MultilingualField(_("why it ended"), blank=True)
    is_sample = models.BooleanField(_("sample data"), default=False)

    objects: ClassVar[AgreementQuerySet] = manager_of(AgreementQuerySet)

    class Meta(Shared.Meta):
        abstract = False
        verbose_name = _("agreement")
        constraints = (
            *Shared.Meta.constraints,
            models.UniqueConstraint(fields=["space", "key"], name="agreement_has_its_own_key"),
            models.CheckConstraint(
                condition=models.Q(ends_on=None)
                | models.Q(starts_on=None)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="agreement_ends_after_it_starts",
                violation_error_message=_("The last day comes before the first."),
            ),
        )
        indexes = (models.Index(fields=["ends_on"], name="agreements_by_last_day"),)

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return f"/agreements/{self.code}/"

    def facts(self, parties: "Iterable[Party]" = (), amendments: "Iterable[Amendment]" = ()) -> AgreementFacts:
        """The agreement as the rules see it, with its parties (their steps prefetched) and its amendments."""
        return AgreementFacts(
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            force_rule=self.force_rule,
            force_count=self.force_count,
            notice_months=self.notice_months,
            revise_every_months=self.revise_every_months,
            decide_months_before=self.decide_months_before,
            ended_on=self.ended_on,
            end_decided_on=self.end_decided_on,
            parties=tuple(party.facts() for party in parties),
            amendments=tuple(amendment.facts() for amendment in amendments),
        )


class PartQuerySet(models.QuerySet[Row]):
    """Rows that belong to one agreement and are seen by those who see it."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Those of the agreements that the viewer may see."""
        return self.filter(part_seen_by(viewer))

    def within(self, viewer: Viewer, spaces: Collection[int]) -> Self:
        """Those of the agreements that the viewer may see in some of the spaces they take part in."""
        return self.filter(part_within(viewer, spaces))


class AgreementLinkQuerySet(models.QuerySet["AgreementLink"]):
    """Links between agreements."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Those of which the viewer may see both ends."""
        return self.filter(link_seen_by(viewer))


class AgreementLink(models.Model):
    """How an agreement stands to another one, in Sampakt or only known by name."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="links")
    relation = models.CharField(_("relation"), max_length=20, choices=Relation)
    other = models.ForeignKey(
        Agreement, models.CASCADE, null=True, blank=True, related_name="linked_from", verbose_name=_("other agreement")
    )
    other_title = MultilingualField(_("or its name"), blank=True)
    note = MultilingualField(_("note"), blank=True)

    objects: ClassVar[AgreementLinkQuerySet] = manager_of(AgreementLinkQuerySet)

    class Meta:
        verbose_name = _("link between agreements")
        ordering = ("relation", "id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(other=None) | ~models.Q(other=models.F("agreement")),
                name="no_agreement_is_linked_to_itself",
                violation_error_message=_("An agreement cannot come after itself."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.agreement} {self.get_relation_display()} {self.other or self.other_title}"


class DocumentLinkQuerySet(models.QuerySet["DocumentLink"]):
    """Documents of agreements."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Those whose document and agreement the viewer may both see."""
        return self.filter(document_link_seen_by(viewer))


class DocumentLink(models.Model):
    """A document's part in an agreement, in one party's decision, or in one step of it."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="document_links")
    document = models.ForeignKey(Document, models.CASCADE, related_name="+", verbose_name=_("document"))
    role = models.CharField(_("part"), max_length=20, choices=DocumentRole)
    step = models.ForeignKey(
        "agreements.DecisionStep",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="document_links",
        verbose_name=_("step in a decision chain"),
    )

    objects: ClassVar[DocumentLinkQuerySet] = manager_of(DocumentLinkQuerySet)

    class Meta:
        verbose_name = _("document of an agreement")
        ordering = ("role", "id")
        constraints = (
            models.UniqueConstraint(fields=["agreement", "document", "role"], name="document_plays_a_part_once"),
        )

    def __str__(self) -> str:
        return f"{self.document}: {self.get_role_display()}"


class NoteQuerySet(SharedQuerySet["Note"]):
    """Notes."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Those that the viewer may see, on agreements that they may see."""
        return self.filter(note_seen_by(viewer))


class Note(Record, Findable, Shared):
    """Something jotted down in a partnership: for all parties, for one's own organisation, or for named people."""

    found_by = ("words",)

    agreement = models.ForeignKey(Agreement, models.CASCADE, null=True, blank=True, related_name="notes")
    words = models.TextField(pgettext_lazy("jotted down", "note"))
    written_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")

    objects: ClassVar[NoteQuerySet] = manager_of(NoteQuerySet)

    class Meta(Shared.Meta):
        abstract = False
        verbose_name = pgettext_lazy("jotted down", "note")
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return shortened(self.words, 60)
