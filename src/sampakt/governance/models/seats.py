"""Seats, and who has held them when."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from sampakt.agreements.models import Theme
from sampakt.governance.access import holding_seen_by, of_body_seen_by
from sampakt.governance.models.bodies import Body
from sampakt.governance.terms import VOTING, Position
from sampakt.kernel.models import Record, manager_of
from sampakt.kernel.text import MultilingualField, Text, dated
from sampakt.kernel.viewer import Viewer
from sampakt.kernel.words import OwnWordField
from sampakt.organisations.models import Office, Organisation, Person
from sampakt.organisations.rules import Tenure


class SeatQuerySet(models.QuerySet["Seat"]):
    """Seats."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Those of the bodies that the viewer may see."""
        return self.filter(of_body_seen_by(viewer))

    def existing_on(self, day: date) -> Self:
        """Those that were there that day, by their own days."""
        begun = models.Q(starts_on=None) | models.Q(starts_on__lte=day)
        lasting = models.Q(ends_on=None) | models.Q(ends_on__gte=day)
        return self.filter(begun, lasting)

    def counted_on(self, day: date) -> Self:
        """Those that were there that day, by their own days, and count in their body's composition."""
        return self.existing_on(day).filter(position__in=VOTING)


class Seat(Record):
    """A place in a body: of a party, or of somebody who is no party (``whose``).

    One of an ``office`` follows its holder; any other is filled by people, one after another. ``group`` is the
    partnership's own word for what its holder represents ("elected members"). A deputy names the seat it stands in for,
    or none: then it stands in for any of its party. ``starts_on`` and ``ends_on`` are None where the body's days hold.
    ``taken_on`` is the day on which a holder of the office tied the seat to it, until somebody else has seen that.
    """

    body = models.ForeignKey(Body, models.CASCADE, related_name="seats")
    key = models.SlugField(_("key"), max_length=60)
    position = models.CharField(_("position"), max_length=20, choices=Position, default=Position.MEMBER)
    name = MultilingualField(_("what the seat is called"), blank=True)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("party")
    )
    whose = MultilingualField(_("whose it is, when no party's"), blank=True)
    office = models.ForeignKey(
        Office, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("office")
    )
    theme = models.ForeignKey(Theme, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("theme"))
    group = OwnWordField(_("group"), blank=True)
    deputy_for = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="deputies", verbose_name=_("stands in for")
    )
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    taken_on = models.DateField(_("given to oneself"), null=True, blank=True, editable=False)
    is_sample = models.BooleanField(_("sample data"), default=False)

    objects: ClassVar[SeatQuerySet] = manager_of(SeatQuerySet)

    class Meta:
        verbose_name = _("seat")
        ordering = ("body", "pk")
        constraints = (
            models.UniqueConstraint(fields=["body", "key"], name="seat_has_its_own_key"),
            models.CheckConstraint(
                condition=models.Q(ends_on=None)
                | models.Q(starts_on=None)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="seat_ends_after_it_starts",
                violation_error_message=_("The last day comes before the first."),
            ),
        )

    @property
    def called(self) -> Text | str:
        """Its own name, else its office's, else what its position is called."""
        return self.name or (self.office.name if self.office else self.get_position_display())

    def __str__(self) -> str:
        return str(self.called)

    def get_absolute_url(self) -> str:
        return f"{self.body.get_absolute_url()}#seat-{self.pk}"

    def get_filling_url(self) -> str:
        """Where somebody is put in the seat: an office is appointed to, any other seat is filled."""
        if self.office is None:
            return f"/seats/{self.pk}/fill/"
        return f"{self.office.organisation.get_absolute_url()}offices/{self.office_id}/appoint/"


class HoldingQuerySet(models.QuerySet["Holding"]):
    """Who held seats."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Those of bodies that the viewer sees, in partnerships that they take part in."""
        return self.filter(holding_seen_by(viewer))

    def held_on(self, day: date) -> Self:
        """Those that last that day."""
        return self.filter(models.Q(ends_on=None) | models.Q(ends_on__gte=day), starts_on__lte=day)


class Holding(Record):
    """Days on which somebody held a seat that belongs to no office. Who may be left unsaid.

    ``taken_on`` is the day on which its holder gave it to themselves, until somebody else has seen that.
    """

    seat = models.ForeignKey(Seat, models.CASCADE, related_name="holdings")
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("holder")
    )
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("last day"), null=True, blank=True)
    taken_on = models.DateField(_("given to oneself"), null=True, blank=True, editable=False)
    is_sample = models.BooleanField(_("sample data"), default=False)

    objects: ClassVar[HoldingQuerySet] = manager_of(HoldingQuerySet)

    class Meta:
        verbose_name = _("time in a seat")
        verbose_name_plural = _("times in seats")
        ordering = ("starts_on", "id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("starts_on")),
                name="holding_ends_after_it_starts",
                violation_error_message=_("The last day comes before the first."),
            ),
        )

    @property
    def title(self) -> Text:
        """What the trail calls it: what the seat is called and the first day."""
        return dated(self.seat.called, self.starts_on)

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return self.seat.get_absolute_url()

    def facts(self) -> Tenure:
        """The days as the rules see them."""
        return Tenure(self.starts_on, self.ends_on)
