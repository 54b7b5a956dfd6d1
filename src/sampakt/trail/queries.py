"""Questions to the trail."""

from django.db import models

from sampakt.kernel.viewer import Viewer
from sampakt.trail.actions import seal
from sampakt.trail.models import TrailLine, TrailQuerySet


def lines_about(subject: models.Model, viewer: Viewer) -> TrailQuerySet:
    """What was done to one record, newest first, as far as the viewer may know."""
    return TrailLine.objects.visible_to(viewer).about(subject)


def lines_of_space(space_id: int, viewer: Viewer) -> TrailQuerySet:
    """What was done in one space, newest first, as far as the viewer may know."""
    return TrailLine.objects.visible_to(viewer).filter(space_id=space_id)


def first_broken_seal() -> TrailLine | None:
    """The first line whose digest does not fit what it says; None when the whole trail is as it was written."""
    before = ""
    for line in TrailLine.objects.order_by("id").iterator(chunk_size=2000):
        if seal(line, before) != line.digest:
            return line
        before = line.digest
    return None
