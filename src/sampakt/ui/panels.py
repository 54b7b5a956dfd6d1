"""Panels: a page leaves a place, and the rooms above hang something on it without the page knowing them.

A room brings a list ``PANELS`` in ``panels.py``; the page says ``{% panels "organisation" organisation %}``. A list of
many leaves a place in each row: ``ROW_PANELS``, and ``{% row_panels "partnership_row" partnership partnerships %}``.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
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


@dataclass(frozen=True)
class RowPanel:
    """A part of every row of another room's list. ``contexts(rows, viewer)`` answers for all rows at once.

    It maps the numbers of the rows that it has something to say about to what its template shows there.
    """

    place: str
    template: str
    contexts: Callable[[Sequence[Any], Viewer], Mapping[int, Context]]
    order: int = 100


@cache
def row_panels_at(place: str) -> tuple[RowPanel, ...]:
    """The panels for a place in every row, in their order."""
    found = (panel for room in brought("panels") for panel in getattr(room, "ROW_PANELS", ()) if panel.place == place)
    return tuple(sorted(found, key=lambda panel: panel.order))


def shown_in_rows(place: str, rows: Sequence[Any], viewer: Viewer) -> list[tuple[str, Mapping[int, Context]]]:
    """The template of each panel, and what it shows in which row; each panel is asked once, however many the rows."""
    return [(panel.template, panel.contexts(rows, viewer)) for panel in row_panels_at(place)]
