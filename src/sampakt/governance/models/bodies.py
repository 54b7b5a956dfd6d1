"""Joint bodies: their mandate, to whom they report, and what is agreed of their composition and chair."""

from datetime import date
from typing import ClassVar, Self, TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from sampakt.agreements.models import Agreement, Theme
from sampakt.commitments.terms import Basis
from sampakt.governance.access import of_body_seen_by
from sampakt.governance.terms import Balance, BodySort, DecisionRule
from sampakt.kernel.codes import new_code
from sampakt.kernel.models import Findable, Record, manager_of
from sampakt.kernel.text import MultilingualField
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.models import Circle, Organisation, Shared, SharedQuerySet


def existing_on(day: date, path: str = "") -> models.Q:
    """Bodies formed by that day and not yet dissolved on it; ``path`` leads from the row to its body (``"body__"``)."""

    def q(**conditions: object) -> models.Q:
        return models.Q(**{f"{path}{name}": value for name, value in conditions.items()})

    formed = q(formed_on=None) | q(formed_on__lte=day)
    return formed & (q(dissolved_on=None) | q(dissolved_on__gte=day))


def begun_on(day: date, path: str = "") -> models.Q:
    """Bodies that had begun: on their own first day, or where none is said on that of their agreement."""

    def q(**conditions: object) -> models.Q:
        return models.Q(**{f"{path}{name}": value for name, value in conditions.items()})

    of_agreement = q(agreement__starts_on=None) | q(agreement__starts_on__lte=day)
    return q(formed_on__lte=day) | q(formed_on=None) & of_agreement


class BodyQuerySet(SharedQuerySet["Body"]):
    """Bodies."""

    def existing_on(self, day: date) -> Self:
        """Those formed by that day and not yet dissolved on it."""
        return self.filter(existing_on(day))

    def begun_on(self, day: date) -> Self:
        """Those that had begun: on their own first day, or where none is said on that of their agreement."""
        return self.filter(begun_on(day))


class Body(Record, Findable, Shared):
    """A group in which the parties meet: a steering group, a council, a working group.

    ``formed_on`` is its first day, ``dissolved_on`` its last; None where it is not known or goes on. How often it meets
    is ``meetings_least`` to ``meetings_most`` in each ``meetings_basis``. Without a ``quorum`` more than half of the
    counted seats must be there for it to decide. ``seated`` are those who sit in it, as an audience.
    """

    found_by = ("name", "task")

    code = models.CharField(max_length=8, unique=True, default=new_code, editable=False)
    key = models.SlugField(_("key"), max_length=60)
    sort = models.CharField(_("sort"), max_length=20, choices=BodySort)
    name = MultilingualField(_("name"))
    task = MultilingualField(_("task"), blank=True)
    limits = MultilingualField(_("limits of what it may decide"), blank=True)
    appointed_by = MultilingualField(_("who appoints"), blank=True)
    decision_rule = models.CharField(_("how it decides"), max_length=10, choices=DecisionRule, blank=True)
    meetings_least = models.PositiveSmallIntegerField(_("meetings, at least"), null=True, blank=True)
    meetings_most = models.PositiveSmallIntegerField(_("meetings, at most"), null=True, blank=True)
    meetings_basis = models.CharField(
        _("meetings counted in each"), max_length=20, choices=Basis, default=Basis.CALENDAR_YEAR
    )
    quorum = models.PositiveSmallIntegerField(_("members needed to decide"), null=True, blank=True)
    needs_every_party = models.BooleanField(_("every party must be there"), default=False)
    reports_to = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="told_by", verbose_name=_("reports to")
    )
    agreement = models.ForeignKey(
        Agreement, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("agreement it is set up by")
    )
    theme = models.ForeignKey(Theme, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("theme"))
    balance = models.CharField(_("seats of the parties"), max_length=10, choices=Balance, blank=True)
    turn_months = models.PositiveSmallIntegerField(_("months in each turn of the chair"), null=True, blank=True)
    turns_from = models.DateField(_("first day of the first turn"), null=True, blank=True)
    deputy_chair_of = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("deputy chair from")
    )
    formed_on = models.DateField(_("formed"), null=True, blank=True)
    dissolved_on = models.DateField(_("last day"), null=True, blank=True)
    seated = models.OneToOneField(Circle, models.RESTRICT, related_name="+", editable=False)
    is_sample = models.BooleanField(_("sample data"), default=False)

    objects: ClassVar[BodyQuerySet] = manager_of(BodyQuerySet)

    class Meta(Shared.Meta):
        abstract = False
        verbose_name = _("body")
        verbose_name_plural = _("bodies")
        constraints = (
            *Shared.Meta.constraints,
            models.UniqueConstraint(fields=["space", "key"], name="body_has_its_own_key"),
            models.CheckConstraint(
                condition=models.Q(dissolved_on=None)
                | models.Q(formed_on=None)
                | models.Q(dissolved_on__gte=models.F("formed_on")),
                name="body_ends_after_it_is_formed",
                violation_error_message=_("The last day comes before the first."),
            ),
            models.CheckConstraint(
                condition=models.Q(meetings_most=None)
                | models.Q(meetings_least=None)
                | models.Q(meetings_most__gte=models.F("meetings_least")),
                name="body_meets_at_least_before_at_most",
                violation_error_message=_("The least number of meetings is more than the most."),
            ),
        )

    def __str__(self) -> str:
        return str(self.name)

    def get_absolute_url(self) -> str:
        return f"/bodies/{self.code}/"

    @property
    def begins_on(self) -> date | None:
        """Its own first day; where none is said, that of the agreement that sets it up."""
        return self.formed_on or (self.agreement.starts_on if self.agreement else None)

    def has_begun_on(self, day: date) -> bool:
        """The same as ``begun_on`` of one: until then its seats may be filled, and none of them stands empty."""
        return self.begins_on is None or self.begins_on <= day


AnyPart = TypeVar("AnyPart", bound=models.Model)


class OfBodyQuerySet(models.QuerySet[AnyPart]):
    """Rows that belong to one body and are seen by those who see it."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Those of the bodies that the viewer may see."""
        return self.filter(of_body_seen_by(viewer))


class PartySeats(models.Model):
    """How many seats a party has in a body whose parties have different numbers."""

    body = models.ForeignKey(Body, models.CASCADE, related_name="party_seats")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("party"))
    seats = models.PositiveSmallIntegerField(_("seats"))

    objects: ClassVar[OfBodyQuerySet["PartySeats"]] = manager_of(OfBodyQuerySet)

    class Meta:
        verbose_name = _("seats of a party")
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=["body", "organisation"], name="party_seats_are_said_once"),)

    def __str__(self) -> str:
        return f"{self.organisation}: {self.seats}"


class ChairTurn(models.Model):
    """A party that chairs: the only one, or in its ``place`` among those that take turns."""

    body = models.ForeignKey(Body, models.CASCADE, related_name="turns")
    place = models.PositiveSmallIntegerField(_("place"))
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("party"))

    objects: ClassVar[OfBodyQuerySet["ChairTurn"]] = manager_of(OfBodyQuerySet)

    class Meta:
        verbose_name = _("turn of the chair")
        ordering = ("body", "place")
        constraints = (models.UniqueConstraint(fields=["body", "place"], name="chair_turn_has_its_own_place"),)

    def __str__(self) -> str:
        return f"{self.place}: {self.organisation}"
