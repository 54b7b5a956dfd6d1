"""The tabs of a partnership: each room brings those of its own pages in a list ``TABS`` in ``panels.py``."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sampakt.agreements.models import Partnership
from sampakt.kernel.discovery import brought
from sampakt.kernel.viewer import Viewer

Words = str | Promise


def to_all(viewer: Viewer, partnership: Partnership) -> bool:
    """A tab for everybody who sees the partnership."""
    return True


def to_those_inside(viewer: Viewer, partnership: Partnership) -> bool:
    """A tab for those who take part in the partnership."""
    return viewer.is_operator or viewer.is_in(partnership.pk)


@dataclass(frozen=True)
class Tab:
    """A page of a partnership: ``path`` follows the partnership's address, ``order`` is its place among the others."""

    label: Words
    path: str
    order: int
    shown_to: Callable[[Viewer, Partnership], bool] = to_all


TABS = [
    Tab(_("Overview"), "", 10),
    Tab(_("Agreements"), "agreements/", 20),
    Tab(_("Documents"), "documents/", 70),
    Tab(_("Notes"), "notes/", 80, to_those_inside),
    Tab(_("People"), "people/", 85, to_those_inside),
    Tab(_("History"), "history/", 90, to_those_inside),
]


@cache
def _tabs() -> tuple[Tab, ...]:
    found = (tab for room in brought("panels") for tab in getattr(room, "TABS", ()))
    return tuple(sorted(found, key=lambda tab: tab.order))


def tabs_of(partnership: Partnership, viewer: Viewer) -> list[dict[str, object]]:
    """The tabs of all rooms that the viewer may open, for the tag ``tabs``. No query."""
    address = partnership.get_absolute_url()
    return [
        {"label": tab.label, "href": f"{address}{tab.path}"} for tab in _tabs() if tab.shown_to(viewer, partnership)
    ]
