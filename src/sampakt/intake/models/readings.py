"""Documents that somebody dropped, and the values that were found in them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from sampakt.agreements.models import Agreement
from sampakt.intake.access import reading_seen_by
from sampakt.intake.rules.filing.remarks import SURE
from sampakt.intake.terms import TAKEN, ReadingState, ValueField, ValueState
from sampakt.kernel.codes import new_code
from sampakt.kernel.models import Record, manager_of
from sampakt.kernel.terms import Audience
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.models import Organisation, Space, User
from sampakt.papers.models import Document


class ReadingQuerySet(models.QuerySet["Reading"]):
    """Dropped documents."""

    def visible_to(self, viewer: Viewer) -> "ReadingQuerySet":
        """Those on the shelves that the viewer sees."""
        return self.filter(reading_seen_by(viewer))


class Reading(Record):
    """A document on an organisation's shelf: what came of reading it, and what was made of it.

    Nobody outside the organisation sees it. ``text`` is what the places of its values count in. Once it is confirmed
    it changes no more, and its file is that of ``document``.
    """

    audience = Audience.OWN

    code = models.CharField(max_length=8, unique=True, default=new_code, editable=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("on the shelf of"))
    state = models.CharField(_("state"), max_length=10, choices=ReadingState, default=ReadingState.WAITING)
    file = models.FileField(upload_to="intake/%Y/%m/", blank=True)
    name = models.CharField(_("file name"), max_length=200)
    media_type = models.CharField(max_length=120)
    size = models.PositiveBigIntegerField(_("size"), default=0)
    sha256 = models.CharField(_("checksum (SHA-256)"), max_length=64)
    dropped_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("dropped by")
    )
    job = models.CharField(max_length=20, blank=True, editable=False)
    fault = models.CharField(_("why it was not read"), max_length=40, blank=True)
    fault_facts = models.JSONField(_("what the fault names"), default=dict, blank=True)
    text = models.TextField(blank=True)
    language = models.CharField(_("language"), max_length=2, blank=True)
    pages = models.PositiveIntegerField(_("pages"), default=0)
    pages_left = models.PositiveIntegerField(_("pages without words"), default=0)
    not_stated = models.JSONField(_("not stated"), default=list, blank=True)
    read_at = models.DateTimeField(_("read at"), null=True, blank=True)
    space = models.ForeignKey(Space, models.SET_NULL, null=True, blank=True, related_name="+")
    agreement = models.ForeignKey(Agreement, models.SET_NULL, null=True, blank=True, related_name="+")
    document = models.ForeignKey(Document, models.SET_NULL, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    confirmed_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("confirmed by")
    )

    objects: ClassVar[ReadingQuerySet] = manager_of(ReadingQuerySet)

    class Meta:
        verbose_name = _("dropped document")
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(fields=["organisation", "sha256"], name="document_lies_once_on_a_shelf"),
        )
        indexes = (models.Index(fields=["organisation", "state", "-id"], name="readings_of_a_shelf"),)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/intake/{self.code}/"

    @property
    def circle_id(self) -> None:
        """Nobody is named: the whole shelf is seen, or nothing of it."""
        return

    @property
    def dropped_at(self) -> datetime:
        """When it came."""
        return self.created_at

    @property
    def is_open(self) -> bool:
        """Whether values can be accepted, corrected and rejected now."""
        return self.state == ReadingState.READ


class ValueQuerySet(models.QuerySet["Value"]):
    """Found values."""

    def visible_to(self, viewer: Viewer) -> "ValueQuerySet":
        """Those of the documents that the viewer sees."""
        return self.filter(reading_seen_by(viewer, "reading__"))


class Value(Record):
    """One value that was found in a document, the words it stands on, and what somebody said to it.

    ``value`` is as it was read and ``corrected`` as somebody corrected it, both as ``rules.keeping`` keeps them. One
    that a reader added by hand need not have a place in the text.
    """

    reading = models.ForeignKey(Reading, models.CASCADE, related_name="values")
    field = models.CharField(_("field"), max_length=20, choices=ValueField)
    place = models.PositiveIntegerField()
    value = models.JSONField(_("as it was read"))
    span_start = models.PositiveIntegerField(null=True, blank=True)
    span_end = models.PositiveIntegerField(null=True, blank=True)
    confidence = models.FloatField(_("confidence"))
    why = models.CharField(_("why"), max_length=60, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=ValueState, default=ValueState.OPEN)
    corrected = models.JSONField(_("as it was corrected"), null=True, blank=True)
    decided_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("said by")
    )

    objects: ClassVar[ValueQuerySet] = manager_of(ValueQuerySet)

    class Meta:
        verbose_name = _("found value")
        ordering = ("place", "id")
        constraints = (
            models.UniqueConstraint(fields=["reading", "place"], name="value_has_its_own_place"),
            models.CheckConstraint(
                condition=models.Q(span_start=None, span_end=None) | models.Q(span_start__lt=models.F("span_end")),
                name="value_stands_on_words",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_field_display()}: {self.held}"

    @property
    def held(self) -> Mapping[str, Any] | str:
        """What the value is now: as it was corrected, or else as it was read."""
        held: Mapping[str, Any] | str = self.value if self.corrected is None else self.corrected
        return held

    @property
    def is_taken(self) -> bool:
        """Whether somebody stands for it."""
        return self.state in TAKEN

    @property
    def is_sure(self) -> bool:
        """Whether it was read with some certainty."""
        return self.confidence >= SURE
