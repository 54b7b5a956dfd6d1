"""Which Word template the papers of a partnership's bodies are set by, where it is not ours."""

from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from sampakt.governance.access import template_seen_by
from sampakt.governance.terms import PaperSort
from sampakt.kernel.models import Record, manager_of
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.models import Space
from sampakt.papers.models import Version


class PaperTemplateQuerySet(models.QuerySet["PaperTemplate"]):
    """Word templates."""

    def visible_to(self, viewer: Viewer) -> Self:
        """Those of the partnerships that the viewer takes part in."""
        return self.filter(template_seen_by(viewer))


class PaperTemplate(Record):
    """A partnership's own Word template for one sort of paper: the very version that was tried and found good."""

    space = models.ForeignKey(Space, models.CASCADE, related_name="+")
    sort = models.CharField(_("paper"), max_length=20, choices=PaperSort)
    file = models.ForeignKey(Version, models.PROTECT, related_name="+", verbose_name=_("Word template"))

    objects: ClassVar[PaperTemplateQuerySet] = manager_of(PaperTemplateQuerySet)

    class Meta:
        verbose_name = _("Word template")
        constraints = (models.UniqueConstraint(fields=["space", "sort"], name="paper_has_one_template"),)

    def __str__(self) -> str:
        return self.get_sort_display()
