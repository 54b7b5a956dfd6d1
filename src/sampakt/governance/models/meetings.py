"""Meetings of a body: what is to be taken up, who was there, and what the minutes say."""

from datetime import date
from typing import ClassVar, Self, TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sampakt.agreements.models import Agreement, Theme
from sampakt.commitments.models import Commitment
from sampakt.governance.access import (
    correction_seen_by,
    item_seen_by,
    meeting_seen_by,
    of_item_seen_by,
    of_meeting_seen_by,
)
from sampakt.governance.models.bodies import Body
from sampakt.governance.models.seats import Seat
from sampakt.governance.terms import HELD, Conclusion, ItemSort, MeetingState, Presence
from sampakt.kernel.codes import new_code
from sampakt.kernel.models import Findable, Record, manager_of
from sampakt.kernel.text import MultilingualField, Text, dated, day_in_words
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.models import Person, User
from sampakt.papers.models import Document

AnyRow = TypeVar("AnyRow", bound=models.Model)


class MeetingQuerySet(models.QuerySet["Meeting"]):
    """Meetings."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Those of the bodies that the viewer sees; outside the partnership only those that were held."""
        return self.filter(meeting_seen_by(viewer))

    def held(self) -> Self:
        """Those that took place."""
        return self.filter(state__in=HELD)

    def with_digest(self) -> Self:
        """With the digest of what was signed, and not all that was."""
        return self.select_related("signed").defer("signed__said")

    def ahead_on(self, day: date) -> Self:
        """Those that are to be held that day or later."""
        return self.filter(state__in=(MeetingState.PLANNED, MeetingState.CALLED), day__gte=day)


class Meeting(Record):
    """A meeting of a body on a day, from ``begins_at`` to ``ends_at`` by the clock of the place; None: not said.

    ``minutes`` is the signed paper where minutes were written elsewhere. Once ``adjusted_on`` is set it is locked.
    """

    body = models.ForeignKey(Body, models.CASCADE, related_name="meetings")
    code = models.CharField(max_length=8, unique=True, default=new_code, editable=False)
    day = models.DateField(_("date"))
    begins_at = models.TimeField(_("begins"), null=True, blank=True)
    ends_at = models.TimeField(_("ends"), null=True, blank=True)
    place = models.CharField(pgettext_lazy("of a meeting", "place"), max_length=200, blank=True)
    link = models.URLField(_("address of the digital meeting"), max_length=500, blank=True)
    state = models.CharField(
        _("how far it has come"), max_length=20, choices=MeetingState, default=MeetingState.PLANNED
    )
    called_on = models.DateField(_("called"), null=True, blank=True)
    cancelled_because = MultilingualField(_("why it was cancelled"), blank=True)
    minutes = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("minutes as a document")
    )
    sent_on = models.DateField(_("minutes sent for adjustment"), null=True, blank=True)
    adjusted_on = models.DateField(_("minutes adjusted"), null=True, blank=True)
    is_sample = models.BooleanField(_("sample data"), default=False)

    objects: ClassVar[MeetingQuerySet] = manager_of(MeetingQuerySet)

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ("day", "id")
        indexes = (models.Index(fields=["body", "day"], name="meetings_of_a_body"),)
        constraints = (
            models.CheckConstraint(
                condition=models.Q(ends_at=None) | models.Q(begins_at__isnull=False, ends_at__gt=models.F("begins_at")),
                name="meeting_ends_after_it_begins",
                violation_error_message=_("The meeting ends before it begins."),
            ),
        )

    @property
    def title(self) -> Text:
        """What the trail calls it: the body's name and the day."""
        return dated(self.body.name, self.day)

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return f"/meetings/{self.code}/"


class OfMeetingQuerySet(models.QuerySet[AnyRow]):
    """Rows that belong to one meeting and are seen by those inside the partnership who see it."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Those of the meetings that the viewer may see."""
        return self.filter(of_meeting_seen_by(viewer))


class Attendance(models.Model):
    """That the holder of a seat was at a meeting, or not. Who it was is kept as it was on that day.

    ``stands_in_for`` is the seat that a deputy took. Those who adjust the minutes sign by ``adjusted_at``.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+", verbose_name=_("seat"))
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("holder")
    )
    presence = models.CharField(_("presence"), max_length=10, choices=Presence, default=Presence.PRESENT)
    stands_in_for = models.ForeignKey(
        Seat, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("stands in for")
    )
    is_adjuster = models.BooleanField(_("adjusts the minutes"), default=False)
    adjusted_at = models.DateTimeField(null=True, blank=True)
    adjusted_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")

    objects: ClassVar["OfMeetingQuerySet[Attendance]"] = manager_of(OfMeetingQuerySet)

    class Meta:
        verbose_name = _("attendance")
        ordering = ("meeting", "seat")
        constraints = (
            models.UniqueConstraint(fields=["meeting", "seat"], name="attendance_is_taken_once"),
            models.UniqueConstraint(
                fields=["meeting", "stands_in_for"],
                condition=models.Q(stands_in_for__isnull=False),
                name="seat_is_stood_in_for_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.seat}: {self.get_presence_display()}"


class ItemQuerySet(models.QuerySet["Item"]):
    """Items of agendas."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Those of the meetings that the viewer sees; a restricted one only by those who sit in the body."""
        return self.filter(item_seen_by(viewer))


class Item(Record, Findable):
    """Something that a meeting takes up, in its ``place`` on the agenda, and what the minutes say of it.

    It may be about an agreement, a commitment, a theme; ``from_body`` is the body whose report or material it takes up,
    ``task`` the action that it follows up.
    """

    found_by = ("title", "minutes")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="items")
    place = models.PositiveSmallIntegerField(_("place"))
    sort = models.CharField(_("sort"), max_length=20, choices=ItemSort, default=ItemSort.DISCUSSION)
    title = MultilingualField(_("what it is about"))
    background = MultilingualField(_("background and proposal"), blank=True)
    minutes = MultilingualField(_("minutes"), blank=True)
    conclusion = models.CharField(_("what came of it"), max_length=20, choices=Conclusion, blank=True)
    agreement = models.ForeignKey(
        Agreement, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("about the agreement")
    )
    commitment = models.ForeignKey(
        Commitment, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("about the commitment")
    )
    theme = models.ForeignKey(
        Theme, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("about the theme")
    )
    from_body = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("from the body")
    )
    task = models.ForeignKey(
        "governance.Task",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="taken_up",
        editable=False,
        verbose_name=_("follows up the action"),
    )
    is_restricted = models.BooleanField(_("only for those who sit in the body"), default=False)

    objects: ClassVar[ItemQuerySet] = manager_of(ItemQuerySet)

    class Meta:
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")
        ordering = ("meeting", "place", "id")

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return f"{self.meeting.get_absolute_url()}#item-{self.pk}"


class OfItemQuerySet(models.QuerySet[AnyRow]):
    """Rows that belong to one item of an agenda and are seen by those inside the partnership who see it."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Those of the items that the viewer may see."""
        return self.filter(of_item_seen_by(viewer))


class ItemPaper(models.Model):
    """A document that an item rests on; ``prepared_by`` is the body that prepared it, where one did."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="papers")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+", verbose_name=_("document"))
    prepared_by = models.ForeignKey(
        Body, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("prepared by")
    )

    objects: ClassVar["OfItemQuerySet[ItemPaper]"] = manager_of(OfItemQuerySet)

    class Meta:
        verbose_name = _("material")
        ordering = ("item", "id")
        constraints = (models.UniqueConstraint(fields=["item", "document"], name="document_is_in_an_item_once"),)

    def __str__(self) -> str:
        return str(self.document)


class Recusal(models.Model):
    """A conflict of interest: the holder of a seat takes no part in an item, and why."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="recusals")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+", verbose_name=_("seat"))
    reason = MultilingualField(_("why"), blank=True)

    objects: ClassVar["OfItemQuerySet[Recusal]"] = manager_of(OfItemQuerySet)

    class Meta:
        verbose_name = _("conflict of interest")
        verbose_name_plural = _("conflicts of interest")
        ordering = ("item", "seat")
        constraints = (models.UniqueConstraint(fields=["item", "seat"], name="recusal_is_recorded_once"),)

    def __str__(self) -> str:
        return f"{self.seat}"


class CorrectionQuerySet(models.QuerySet["Correction"]):
    """Corrections of minutes."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Those of the meetings that the viewer may see; of a restricted item only by those who see the item."""
        return self.filter(correction_seen_by(viewer))


class Correction(Record):
    """What stands beside adjusted minutes, from a day on: they themselves are never changed."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="corrections")
    item = models.ForeignKey(
        Item, models.CASCADE, null=True, blank=True, related_name="corrections", verbose_name=_("agenda item")
    )
    made_on = models.DateField(_("date"))
    words = MultilingualField(_("what is corrected"))
    made_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")

    objects: ClassVar[CorrectionQuerySet] = manager_of(CorrectionQuerySet)

    class Meta:
        verbose_name = _("correction")
        ordering = ("made_on", "id")

    def __str__(self) -> str:
        return f"{day_in_words(self.made_on)}: {self.words}"
