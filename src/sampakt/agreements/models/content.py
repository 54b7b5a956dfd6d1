"""What an agreement says, what sources claim about it, what it was weighed against, and how it was amended."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sampakt.agreements.models.agreements import Agreement, PartQuerySet
from sampakt.agreements.rules import DATED, AmendmentFacts, ClaimFacts, date_claimed, told
from sampakt.agreements.terms import ClaimField, GoalKind, ImpactSubject, Topic, TopicState
from sampakt.kernel.models import Record, manager_of
from sampakt.kernel.text import MultilingualField, day_in_words
from sampakt.organisations.models import Organisation
from sampakt.papers.models import Document


class ContentItem(Record):
    """One topic of the checklist: what the agreement says about it, or that it is silent and somebody must ask."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="content")
    topic = models.CharField(_("topic"), max_length=20, choices=Topic)
    state = models.CharField(_("state"), max_length=12, choices=TopicState)
    words = MultilingualField(_("what it says, or what to ask"), blank=True)
    place = models.CharField(_("place in the text"), max_length=60, blank=True)
    asked_on = models.DateField(_("asked"), null=True, blank=True)
    asked_of = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("asked of")
    )

    objects: ClassVar["PartQuerySet[ContentItem]"] = manager_of(PartQuerySet)

    class Meta:
        verbose_name = _("topic of an agreement")
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["agreement", "topic"], name="topic_is_answered_once"),)

    def __str__(self) -> str:
        return f"{self.get_topic_display()}: {self.get_state_display()}"


class Claim(Record):
    """What one source says about one fact. Two may differ: both are kept, one is chosen, the conflict is shown."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="claims")
    field = models.CharField(_("fact"), max_length=30, choices=ClaimField)
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("about the party")
    )
    value = models.CharField(_("value"), max_length=300)
    source = MultilingualField(_("source"))
    source_dated_on = models.DateField(_("source's date"), null=True, blank=True)
    document = models.ForeignKey(
        Document, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("document")
    )
    is_chosen = models.BooleanField(_("chosen"), default=False)
    note = MultilingualField(_("note"), blank=True)

    objects: ClassVar["PartQuerySet[Claim]"] = manager_of(PartQuerySet)

    class Meta:
        verbose_name = _("claim")
        ordering = ("field", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["agreement", "field"],
                condition=models.Q(is_chosen=True, organisation=None),
                name="one_claim_is_chosen",
            ),
            models.UniqueConstraint(
                fields=["agreement", "field", "organisation"],
                condition=models.Q(is_chosen=True),
                name="one_claim_is_chosen_for_a_party",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_field_display()}: {self.written}"

    @property
    def written(self) -> str:
        """The value as people write it: a day as the language does."""
        day = date_claimed(self.value) if self.field in DATED else None
        return day_in_words(day) if day else self.value

    def facts(self) -> ClaimFacts:
        """The claim as the rules see it."""
        return ClaimFacts(self.pk, self.field, self.value, self.organisation_id, self.is_chosen)


class ImpactAssessment(Record):
    """What the agreement was found to mean for children, sustainability, the economy, the climate or equality."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="impact_assessments")
    subject = models.CharField(_("about"), max_length=20, choices=ImpactSubject)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("made by")
    )
    assessed_on = models.DateField(_("made"), null=True, blank=True)
    has_consequences = models.BooleanField(_("has consequences"), null=True, blank=True)
    conclusion = MultilingualField(_("conclusion"))
    document = models.ForeignKey(Document, models.SET_NULL, null=True, blank=True, related_name="+")
    is_sample = models.BooleanField(_("sample data"), default=False)

    objects: ClassVar["PartQuerySet[ImpactAssessment]"] = manager_of(PartQuerySet)

    class Meta:
        verbose_name = _("impact assessment")
        ordering = ("id",)

    def __str__(self) -> str:
        return self.get_subject_display()


class Amendment(Record):
    """A change of terms agreed on afterwards. ``changes`` holds rows of ``term``, ``before`` and ``after``."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="amendments")
    summary = MultilingualField(_("in short"))
    decided_on = models.DateField(_("decided"))
    from_on = models.DateField(_("holds from"))
    changes = models.JSONField(_("changed terms"), default=list)
    document = models.ForeignKey(Document, models.SET_NULL, null=True, blank=True, related_name="+")
    is_sample = models.BooleanField(_("sample data"), default=False)

    objects: ClassVar["PartQuerySet[Amendment]"] = manager_of(PartQuerySet)

    class Meta:
        verbose_name = _("amendment")
        ordering = ("from_on", "id")

    def __str__(self) -> str:
        return str(self.summary)

    def facts(self) -> AmendmentFacts:
        """The amendment as the rules see it."""
        return told(self.decided_on, self.from_on, self.changes)


class GoalLink(Record):
    """What of a party's own goals, plans and steering documents the agreement is tied to."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="goal_links")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("whose"))
    kind = models.CharField(_("kind"), max_length=20, choices=GoalKind)
    key = models.SlugField(_("key"), max_length=60)
    name = MultilingualField(_("name"))
    reference = models.CharField(pgettext_lazy("of a document", "reference"), max_length=100, blank=True)
    url = models.URLField(_("address"), max_length=500, blank=True)
    linked_on = models.DateField(_("since"), null=True, blank=True)

    objects: ClassVar["PartQuerySet[GoalLink]"] = manager_of(PartQuerySet)

    class Meta:
        verbose_name = _("link to a goal")
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["agreement", "key"], name="goal_link_has_its_own_key"),)

    def __str__(self) -> str:
        return str(self.name)
