"""What people say about a promise: statements, waivers, confirmations."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from sampakt.commitments.models.commitments import Commitment, WordQuerySet
from sampakt.commitments.terms import Verdict
from sampakt.kernel.models import Record, manager_of
from sampakt.kernel.text import MultilingualField, Text, day_in_words
from sampakt.organisations.models import Organisation, User
from sampakt.papers.models import Document


class Statement(Record):
    """A person's word on how a promise stands, on a day, with the reasons."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="statements")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("on behalf of")
    )
    stated_on = models.DateField(_("date"))
    verdict = models.CharField(_("how it stands"), max_length=20, choices=Verdict)
    words = MultilingualField(_("why"), blank=True)
    office = models.CharField(_("by the office"), max_length=120, blank=True)
    stated_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    is_sample = models.BooleanField(_("sample data"), default=False)

    objects: ClassVar["WordQuerySet[Statement]"] = manager_of(WordQuerySet)

    class Meta:
        verbose_name = _("statement")
        ordering = ("-stated_on", "-id")

    @property
    def title(self) -> Text:
        """What the trail calls it: the promise that it is about."""
        title: Text = self.commitment.title
        return title

    @property
    def gist(self) -> Text | str:
        """Why it stands so, in the writer's words; without any, how it stands and who says so."""
        if self.words:
            return Text.of(self.words)
        about = {"verdict": self.get_verdict_display(), "party": self.organisation.brief if self.organisation else ""}
        return (_("Stated by %(party)s: %(verdict)s") if self.organisation else _("Stated: %(verdict)s")) % about

    def __str__(self) -> str:
        return f"{day_in_words(self.stated_on)}: {self.get_verdict_display()}"


class Waiver(Record):
    """A recorded decision that something else holds than was promised, for a time or for good."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="waivers")
    body = models.CharField(_("decided by"), max_length=200)
    decided_on = models.DateField(_("decided"))
    reference = models.CharField(_("paragraph or case number"), max_length=100)
    starts_on = models.DateField(_("holds from"))
    ends_on = models.DateField(_("holds to"), null=True, blank=True)
    reason = MultilingualField(_("what was agreed instead"))
    document = models.ForeignKey(
        Document, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("document")
    )
    is_sample = models.BooleanField(_("sample data"), default=False)

    objects: ClassVar["WordQuerySet[Waiver]"] = manager_of(WordQuerySet)

    class Meta:
        verbose_name = _("waiver")
        ordering = ("-decided_on", "-id")

    @property
    def title(self) -> Text:
        """What the trail calls it: the promise that it is about."""
        title: Text = self.commitment.title
        return title

    def __str__(self) -> str:
        return f"{self.body} {day_in_words(self.decided_on)} {self.reference}"


class Confirmation(Record):
    """The other party's word: it confirms that a promise was kept, or disputes it."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="confirmations")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("party"))
    given_on = models.DateField(_("date"))
    agrees = models.BooleanField(_("confirms"))
    words = MultilingualField(_("why"), blank=True)
    given_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    is_sample = models.BooleanField(_("sample data"), default=False)

    objects: ClassVar["WordQuerySet[Confirmation]"] = manager_of(WordQuerySet)

    class Meta:
        verbose_name = _("confirmation")
        ordering = ("-given_on", "-id")
        indexes = (models.Index(fields=["commitment"], condition=models.Q(agrees=False), name="what_is_disputed"),)

    @property
    def title(self) -> Text:
        """What the trail calls it: the promise that it is about."""
        title: Text = self.commitment.title
        return title

    def __str__(self) -> str:
        return f"{self.organisation} {day_in_words(self.given_on)}"
