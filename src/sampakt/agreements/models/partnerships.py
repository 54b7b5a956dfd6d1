"""Partnerships and the themes they work on."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from sampakt.kernel.alphabet import ALPHABETS, SORTED_LETTERS, sort_code
from sampakt.kernel.models import Findable, Record, manager_of
from sampakt.kernel.terms import Language
from sampakt.kernel.text import MultilingualField, Text
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.access import space_seen_by
from sampakt.organisations.models import Space


class PartnershipQuerySet(models.QuerySet["Partnership"]):
    """Partnerships."""

    def visible_to(self, viewer: Viewer) -> "PartnershipQuerySet":
        """The public ones, and those in which the viewer has a role."""
        return self.filter(space_seen_by(viewer, "space__"))

    def by_name(self, viewer: Viewer) -> "PartnershipQuerySet":
        """Those in which the viewer has a role before the others, each by name in the viewer's language."""
        own_first = models.Case(
            models.When(pk__among=viewer.spaces, then=0), default=1, output_field=models.IntegerField()
        )
        language = viewer.language if viewer.language in ALPHABETS else "sv"
        return self.order_by(own_first, f"sorted_{language}", "code")

    def of(self, viewer: Viewer) -> "PartnershipQuerySet":
        """Those in which the viewer has a role."""
        return self.filter(pk__among=viewer.spaces)


class Partnership(Record, Findable):
    """What some organisations do together: one space, a family of agreements, and their promises.

    Its number is its space's number.
    """

    found_by = ("code", "name", "summary")
    collected = ("sought", "sorted_sv", "sorted_nb", "sorted_en")

    space = models.OneToOneField(Space, models.CASCADE, primary_key=True, related_name="partnership")
    code = models.SlugField(_("code"), max_length=60, unique=True)
    name = MultilingualField(_("name"))
    summary = MultilingualField(_("in short"), blank=True)
    language = models.CharField(_("working language"), max_length=2, choices=Language, default=Language.SV)
    is_sample = models.BooleanField(_("sample data"), default=False)
    # Where the name stands in each language's alphabet: thousands of partnerships are too many to sort when asked.
    sorted_sv = models.CharField(max_length=2 * SORTED_LETTERS, blank=True, editable=False)
    sorted_nb = models.CharField(max_length=2 * SORTED_LETTERS, blank=True, editable=False)
    sorted_en = models.CharField(max_length=2 * SORTED_LETTERS, blank=True, editable=False)

    objects: ClassVar[PartnershipQuerySet] = manager_of(PartnershipQuerySet)

    class Meta:
        verbose_name = _("partnership")

    def __str__(self) -> str:
        return str(self.name)

    def get_absolute_url(self) -> str:
        return f"/partnerships/{self.code}/"

    def set_sought(self) -> None:
        """Collect the words, and where the name stands in each alphabet."""
        super().set_sought()
        for language in Language.values:
            words = Text.of(self.name).said_in(language).words
            setattr(self, f"sorted_{language}", sort_code(words, ALPHABETS[language]))


class ThemeQuerySet(models.QuerySet["Theme"]):
    """Themes."""

    def visible_to(self, viewer: Viewer) -> "ThemeQuerySet":
        """Those of the partnerships that the viewer may see."""
        return self.filter(space_seen_by(viewer, "space__"))

    def active_on(self, day: date) -> "ThemeQuerySet":
        """Those that the partnership works in that day."""
        begun = models.Q(starts_on=None) | models.Q(starts_on__lte=day)
        return self.filter(begun & (models.Q(ends_on=None) | models.Q(ends_on__gte=day)))


class Theme(Record):
    """An area that the partnership works in, for as long as it does."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="+")
    key = models.SlugField(_("key"), max_length=60)
    name = MultilingualField(_("name"))
    position = models.PositiveSmallIntegerField(default=0)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("to"), null=True, blank=True)

    objects: ClassVar[ThemeQuerySet] = manager_of(ThemeQuerySet)

    class Meta:
        verbose_name = _("theme")
        ordering = ("position", "id")
        constraints = (
            models.UniqueConstraint(fields=["space", "key"], name="theme_has_its_own_key"),
            models.CheckConstraint(
                condition=models.Q(ends_on=None)
                | models.Q(starts_on=None)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="theme_ends_after_it_starts",
                violation_error_message=_("The last day comes before the first."),
            ),
        )

    def __str__(self) -> str:
        return str(self.name)
