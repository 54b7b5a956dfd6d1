"""What the room hangs on a partnership's page: the partnership as a file."""

from collections.abc import Mapping
from typing import Any

from sampakt.agreements.models import Partnership
from sampakt.kernel.viewer import Viewer
from sampakt.ui.panels import Panel


def _of_partnership(partnership: Partnership, viewer: Viewer) -> Mapping[str, Any] | None:
    if not (viewer.is_in(partnership.pk) or viewer.is_operator):
        return None
    return {"home": partnership.get_absolute_url(), "may_load": viewer.may_edit_in(partnership.pk)}


PANELS = [Panel("partnership_aside", "transfer/panels/file.html", _of_partnership, order=900)]
