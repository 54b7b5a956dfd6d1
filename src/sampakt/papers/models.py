"""Documents and their versions."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sampakt.kernel.codes import new_code
from sampakt.kernel.models import Findable, Record, manager_of
from sampakt.kernel.text import MultilingualField
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.models import Shared, SharedQuerySet, User
from sampakt.papers.access import version_seen_by


class DocumentQuerySet(SharedQuerySet["Document"]):
    """Documents."""


class Document(Record, Findable, Shared):
    """A paper that people refer to. It may be known without its file: then only its date, author and place are kept."""

    found_by = ("title", "author", "reference")

    code = models.CharField(max_length=8, unique=True, default=new_code, editable=False)
    key = models.SlugField(_("key"), max_length=80)
    title = MultilingualField(_("title"))
    author = models.CharField(
        _("author"), max_length=200, blank=True, help_text=_("An office or a body, not a person.")
    )
    reference = models.CharField(
        pgettext_lazy("of a document", "reference"),
        max_length=100,
        blank=True,
        help_text=_("Registration number or other reference."),
    )
    dated_on = models.DateField(_("dated"), null=True, blank=True)
    url = models.URLField(_("address"), max_length=500, blank=True)
    secrecy_ground = models.CharField(_("ground for secrecy"), max_length=200, blank=True)
    is_sample = models.BooleanField(_("sample data"), default=False)

    objects: ClassVar[DocumentQuerySet] = manager_of(DocumentQuerySet)

    class Meta(Shared.Meta):
        abstract = False
        verbose_name = _("document")
        constraints = (
            *Shared.Meta.constraints,
            models.UniqueConstraint(fields=["space", "key"], name="document_has_its_own_key"),
        )
        indexes = (models.Index(fields=["space", "-dated_on"], name="documents_of_a_space"),)

    def __str__(self) -> str:
        return str(self.title)

    def get_absolute_url(self) -> str:
        return f"/documents/{self.code}/"


class VersionQuerySet(models.QuerySet["Version"]):
    """Versions of documents."""

    def visible_to(self, viewer: Viewer) -> "VersionQuerySet":
        """Those of the documents that the viewer may see."""
        return self.filter(version_seen_by(viewer))


class Version(Findable):
    """One file of a document, as it was uploaded; never changed. ``text`` is what could be read in it.

    A version may be known without its file, when that is kept elsewhere: then only its number, date and note are here.
    """

    found_by = ("name", "text")

    document = models.ForeignKey(Document, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    file = models.FileField(upload_to="papers/%Y/%m/", blank=True)
    name = models.CharField(_("file name"), max_length=200, blank=True)
    media_type = models.CharField(max_length=120, blank=True)
    size = models.PositiveBigIntegerField(_("size"), default=0)
    sha256 = models.CharField(_("checksum (SHA-256)"), max_length=64, blank=True)
    text = models.TextField(blank=True)
    dated_on = models.DateField(_("dated"), null=True, blank=True)
    note = models.CharField(_("what changed"), max_length=300, blank=True)
    uploaded_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[VersionQuerySet] = manager_of(VersionQuerySet)

    class Meta:
        verbose_name = _("version of a document")
        ordering = ("-number",)
        constraints = (models.UniqueConstraint(fields=["document", "number"], name="version_has_its_own_number"),)

    def __str__(self) -> str:
        return f"{self.name} ({self.number})"
