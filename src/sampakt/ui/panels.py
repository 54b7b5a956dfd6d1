"""Panels: a page leaves a place, and the rooms above hang something on it without the page knowing them.

A room brings a list ``PANELS`` in ``panels.py``; the page says ``{% panels "organisation" organisation %}``.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sampakt.kernel.discovery import brought
from sampakt.kernel.viewer import Viewer

Context = Mapping[str, Any]


@dataclass(frozen=True)
class Panel:
    """A part of another room's page. ``context(subject, viewer)`` says what its template shows, None to stay away."""

    place: str
    template: str
    context: Callable[[Any, Viewer], Context | None]
    order: int = 100


@cache
def panels_at(place: str) -> tuple[Panel, ...]:
    """The panels for a place, in their order."""
    found = (panel for room in brought("panels") for panel in getattr(room, "PANELS", ()) if panel.place == place)
    return tuple(sorted(found, key=lambda panel: panel.order))


def shown(place: str, subject: object, viewer: Viewer) -> Iterator[tuple[str, Context]]:
    """The template and the context of each panel that has something to say about ``subject`` to the viewer."""
    for panel in panels_at(place):
        context = panel.context(subject, viewer)
        if context is not None:
            yield panel.template, context
