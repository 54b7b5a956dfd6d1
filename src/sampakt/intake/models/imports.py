"""Lists of agreements that somebody dropped, what was said of their columns, and the agreements they became."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from sampakt.agreements.models import Agreement
from sampakt.intake.access import list_seen_by
from sampakt.intake.terms import ListState
from sampakt.kernel.codes import new_code
from sampakt.kernel.models import Record, manager_of
from sampakt.kernel.terms import Audience
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.models import Organisation, User


class AgreementListQuerySet(models.QuerySet["AgreementList"]):
    """Dropped lists."""

    def visible_to(self, viewer: Viewer) -> "AgreementListQuerySet":
        """Those of the organisations whose shelves the viewer sees."""
        return self.filter(list_seen_by(viewer))


class AgreementList(Record):
    """A list that was dropped for an organisation: its rows as they stand, and what people said of them so far.

    ``sheets`` holds for each sheet its name and its rows, as ``rules.tables`` read them once. ``mapping`` tells by the
    number of a column what it tells; ``parties`` by a name that no register knows what sort of organisation it is.
    """

    audience = Audience.OWN

    code = models.CharField(max_length=8, unique=True, default=new_code, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+", verbose_name=_("on whose behalf"))
    state = models.CharField(_("state"), max_length=10, choices=ListState, default=ListState.OPEN)
    name = models.CharField(_("file name"), max_length=200)
    sha256 = models.CharField(_("checksum (SHA-256)"), max_length=64)
    sheets = models.JSONField(default=list)
    sheet = models.PositiveIntegerField(_("sheet"), default=0)
    mapping = models.JSONField(_("columns"), null=True, blank=True)
    parties = models.JSONField(_("organisations to add"), default=dict, blank=True)
    left_out = models.JSONField(_("rows left out"), default=list, blank=True)
    reach = models.CharField(_("who sees the agreements"), max_length=10, choices=Audience, default=Audience.PARTNERS)
    counts = models.JSONField(_("what became of the rows"), default=dict, blank=True)
    job = models.CharField(max_length=20, blank=True, editable=False)
    dropped_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("dropped by")
    )
    imported_at = models.DateTimeField(_("taken in"), null=True, blank=True)

    objects: ClassVar[AgreementListQuerySet] = manager_of(AgreementListQuerySet)

    class Meta:
        verbose_name = _("list of agreements")
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/intake/lists/{self.code}/"

    @property
    def circle_id(self) -> None:
        """Nobody is named: whoever works for the organisation sees the whole list, or nothing of it."""
        return

    @property
    def is_open(self) -> bool:
        """Whether something can still be said of it."""
        return self.state == ListState.OPEN


class ColumnsKeptQuerySet(models.QuerySet["ColumnsKept"]):
    """What was said of columns."""

    def visible_to(self, viewer: Viewer) -> "ColumnsKeptQuerySet":
        """Those of the organisations whose shelves the viewer sees."""
        return self.filter(list_seen_by(viewer))


class ColumnsKept(models.Model):
    """What an organisation said that the columns under certain headings tell; the next such list is read so."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    headings = models.CharField(max_length=64)
    mapping = models.JSONField(default=dict)

    objects: ClassVar[ColumnsKeptQuerySet] = manager_of(ColumnsKeptQuerySet)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["organisation", "headings"], name="columns_are_told_once_for_headings"),
        )

    def __str__(self) -> str:
        return f"columns {self.headings[:8]}"


class ListedAgreementQuerySet(models.QuerySet["ListedAgreement"]):
    """Agreements that came from lists."""

    def visible_to(self, viewer: Viewer) -> "ListedAgreementQuerySet":
        """Those of the organisations whose shelves the viewer sees."""
        return self.filter(list_seen_by(viewer))


class ListedAgreement(models.Model):
    """By what the agreement of a row is known again in an organisation's next list, and what the row told last.

    ``group`` is what the agreements of one partnership have in common: its name, or the same parties.
    """

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="+")
    key = models.CharField(max_length=64)
    group = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    told = models.JSONField(default=dict)

    objects: ClassVar[ListedAgreementQuerySet] = manager_of(ListedAgreementQuerySet)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["organisation", "key"], name="listed_agreement_is_known_by_one_key"),
        )
        indexes = (models.Index(fields=["organisation", "group"], name="listed_agreements_by_group"),)

    def __str__(self) -> str:
        return f"listed {self.key[:8]}"

    @property
    def facts(self) -> Mapping[str, Any]:
        """What the row told, by the names of ``rules.tables.Told``."""
        facts: Mapping[str, Any] = self.told
        return facts
