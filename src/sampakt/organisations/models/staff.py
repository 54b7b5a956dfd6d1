"""Units, offices, people, and who held which office when."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from sampakt.kernel.models import Findable, Record, manager_of
from sampakt.kernel.text import MultilingualField, Text, dated
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.access import staff_seen_by
from sampakt.organisations.models.registers import Organisation
from sampakt.organisations.rules import Tenure
from sampakt.organisations.terms import OfficeFunction, UnitKind


class UnitQuerySet(models.QuerySet["Unit"]):
    """Units."""

    def visible_to(self, viewer: Viewer) -> "UnitQuerySet":
        """Those of organisations that the viewer works for or with."""
        return self.filter(staff_seen_by(viewer))


class Unit(Record):
    """An administration, a committee, a faculty: a part of an organisation, in a tree."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="units")
    key = models.SlugField(_("key"), max_length=60)
    name = MultilingualField(_("name"))
    kind = models.CharField(_("kind"), max_length=20, choices=UnitKind)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("part of")
    )
    starts_on = models.DateField(_("since"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    is_sample = models.BooleanField(_("sample data"), default=False)

    objects: ClassVar[UnitQuerySet] = manager_of(UnitQuerySet)

    class Meta:
        verbose_name = _("unit")
        constraints = (models.UniqueConstraint(fields=["organisation", "key"], name="unit_has_its_own_key"),)

    def __str__(self) -> str:
        return str(self.name)


class OfficeQuerySet(models.QuerySet["Office"]):
    """Offices."""

    def visible_to(self, viewer: Viewer) -> "OfficeQuerySet":
        """Those of organisations that the viewer works for or with."""
        return self.filter(staff_seen_by(viewer))

    def held_on(self, day: date) -> "OfficeQuerySet":
        """Those that somebody holds that day."""
        holding = Appointment.objects.held_on(day).filter(office=models.OuterRef("pk"))
        return self.filter(models.Exists(holding))


class Office(Record):
    """A post that outlives its holders: deputy municipal director, contact person of an administration."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="offices")
    key = models.SlugField(_("key"), max_length=60)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="offices", verbose_name=_("unit")
    )
    name = MultilingualField(_("name"))
    function = models.CharField(_("function"), max_length=30, choices=OfficeFunction, default=OfficeFunction.OTHER)
    starts_on = models.DateField(_("exists since"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    is_sample = models.BooleanField(_("sample data"), default=False)

    objects: ClassVar[OfficeQuerySet] = manager_of(OfficeQuerySet)

    class Meta:
        verbose_name = _("office")
        constraints = (models.UniqueConstraint(fields=["organisation", "key"], name="office_has_its_own_key"),)

    def __str__(self) -> str:
        return str(self.name)


class PersonQuerySet(models.QuerySet["Person"]):
    """People."""

    def visible_to(self, viewer: Viewer) -> "PersonQuerySet":
        """Those of organisations that the viewer works for or with."""
        return self.filter(staff_seen_by(viewer))


class Person(Record, Findable):
    """Somebody who holds an office or signs in. Only what work needs: a name and an address."""

    found_by = ("name",)

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="people")
    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("e-mail"), blank=True)

    objects: ClassVar[PersonQuerySet] = manager_of(PersonQuerySet)

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")

    def __str__(self) -> str:
        return self.name


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    """Appointments."""

    def visible_to(self, viewer: Viewer) -> "AppointmentQuerySet":
        """Those to offices that the viewer may see."""
        return self.filter(staff_seen_by(viewer, "office__"))

    def held_on(self, day: date) -> "AppointmentQuerySet":
        """Those that last that day."""
        return self.filter(models.Q(ends_on=None) | models.Q(ends_on__gte=day), starts_on__lte=day)


class Appointment(Record):
    """Days on which an office is held. Who holds it may be left unsaid: that it is held is what promises ask for.

    ``taken_on`` is the day on which its holder gave themselves an office that has a seat in a body where others sit,
    until somebody else has seen that.
    """

    office = models.ForeignKey(Office, models.CASCADE, related_name="appointments")
    person = models.ForeignKey(
        Person, models.SET_NULL, null=True, blank=True, related_name="appointments", verbose_name=_("holder")
    )
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"), null=True, blank=True)
    taken_on = models.DateField(_("given to oneself"), null=True, blank=True, editable=False)
    is_sample = models.BooleanField(_("sample data"), default=False)

    objects: ClassVar[AppointmentQuerySet] = manager_of(AppointmentQuerySet)

    class Meta:
        verbose_name = _("appointment")
        ordering = ("starts_on", "id")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("starts_on")),
                name="appointment_ends_after_it_starts",
                violation_error_message=_("The last day comes before the first."),
            ),
        )

    @property
    def title(self) -> Text:
        """What the trail calls it: the office's name and the first day."""
        return dated(self.office.name, self.starts_on)

    def __str__(self) -> str:
        return str(self.title)

    def facts(self) -> Tenure:
        """The appointment as the rules see it."""
        return Tenure(self.starts_on, self.ends_on)
