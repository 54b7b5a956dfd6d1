"""Organisations, whether from an official register or added by hand, and who succeeded whom."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from sampakt.kernel.alphabet import words_sought
from sampakt.kernel.models import Findable, Record, having_word, manager_of
from sampakt.kernel.text import MultilingualField
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.access import registers_seen_by
from sampakt.organisations.rules import compact_number, written_number
from sampakt.organisations.terms import Country, OrganisationKind, RegisterName


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    """Organisations."""

    def visible_to(self, viewer: Viewer) -> "OrganisationQuerySet":
        """The registers are public, and so is every organisation that anybody added."""
        return self.filter(registers_seen_by(viewer))

    def having(self, words: str) -> "OrganisationQuerySet":
        """Those whose words hold every word sought, as ``having_words``; a number is found however it is written."""
        found = models.Q()
        for word in words_sought(words):
            number = compact_number(word)
            is_number = number != word and number.isdecimal()
            found &= having_word("sought", word) | (
                models.Q(organisation_number__contains=number) if is_number else models.Q()
            )
        return self.filter(found)

    def active(self) -> "OrganisationQuerySet":
        """Those that no other organisation has succeeded."""
        return self.filter(is_active=True)


class Organisation(Record, Findable):
    """A legal person that can be a party: a municipality, a university, an association."""

    found_by = ("name", "names", "short_name", "former_names", "organisation_number", "official_code")

    code = models.SlugField(_("code"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=OrganisationKind)
    country = models.CharField(_("country"), max_length=2, choices=Country)
    name = models.CharField(_("official name"), max_length=200)
    names = MultilingualField(_("name in other languages"), blank=True)
    short_name = models.CharField(_("short name"), max_length=60, blank=True)
    former_names = models.TextField(_("former names"), blank=True, help_text=_("One on each line."))
    organisation_number = models.CharField(_("organisation number"), max_length=20, blank=True)
    official_code = models.CharField(
        _("official code"), max_length=20, blank=True, help_text=_("Municipality or county code, or ROR id.")
    )
    county_code = models.CharField(_("county code"), max_length=4, blank=True)
    website = models.URLField(_("website"), blank=True)
    register = models.CharField(max_length=40, blank=True, editable=False)
    source = models.CharField(_("source"), max_length=400, blank=True)
    source_as_of = models.DateField(_("source's date"), null=True, blank=True)
    is_active = models.BooleanField(_("active"), default=True)

    objects: ClassVar[OrganisationQuerySet] = manager_of(OrganisationQuerySet)

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        constraints = (
            models.UniqueConstraint(
                fields=["country", "organisation_number"],
                condition=~models.Q(organisation_number=""),
                name="organisation_number_is_used_once",
            ),
        )
        indexes = (models.Index(fields=["kind", "country"], name="organisations_of_a_kind"),)

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        self.organisation_number = compact_number(self.organisation_number)

    @property
    def written_number(self) -> str:
        """The organisation number as people write it."""
        return written_number(self.country, self.organisation_number)

    @property
    def brief(self) -> str:
        """The short name where there is one."""
        return self.short_name or self.name

    def get_absolute_url(self) -> str:
        return f"/organisations/{self.code}/"


class Register(models.Model):
    """A register that organisations were taken from: whose, when, and under which terms. Public, like what it holds."""

    name = models.SlugField(max_length=40, primary_key=True)
    title = models.CharField(max_length=200)
    source = models.TextField()
    as_of = models.DateField()
    licence = models.CharField(max_length=200)
    note = models.TextField(blank=True)
    digest = models.CharField(max_length=64)

    def __str__(self) -> str:
        """Its name in the reader's language, or as its file tells it."""
        return str(dict(RegisterName.choices).get(self.name, self.title))


class Succession(models.Model):
    """One organisation took over from another: a merger has several rows with one successor."""

    predecessor = models.ForeignKey(Organisation, models.CASCADE, related_name="successions")
    successor = models.ForeignKey(Organisation, models.CASCADE, related_name="precessions")
    from_on = models.DateField(_("from"))
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("succession")
        constraints = (
            models.UniqueConstraint(fields=["predecessor", "successor"], name="succession_is_told_once"),
            models.CheckConstraint(
                condition=~models.Q(predecessor=models.F("successor")), name="no_organisation_succeeds_itself"
            ),
        )

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"
