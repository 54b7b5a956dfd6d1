"""What the last file of a partnership held."""

from typing import ClassVar

from django.db import models

from sampakt.kernel.models import manager_of
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.access import inside_seen_by
from sampakt.organisations.models import Space


class LoadedFileQuerySet(models.QuerySet["LoadedFile"]):
    """Memories of files."""

    def visible_to(self, viewer: Viewer) -> "LoadedFileQuerySet":
        """Those of the partnerships that the viewer takes part in."""
        return self.filter(inside_seen_by(viewer))


class LoadedFile(models.Model):
    """What the last file of a partnership held, by full names and in its order.

    What a later file holds no more is removed only if it stands here: what people recorded in Sampakt no file removes.
    A file is also written out in this order.
    """

    space = models.OneToOneField(Space, models.CASCADE, primary_key=True, related_name="+")
    holds = models.JSONField(default=list)
    loaded_at = models.DateTimeField(auto_now=True)

    objects: ClassVar[LoadedFileQuerySet] = manager_of(LoadedFileQuerySet)

    def __str__(self) -> str:
        return f"file of {self.space}"
