"""What this room hangs on the pages of lower rooms; and the tabs of a partnership.

Each room brings the tabs of its own pages in a list ``TABS`` in ``panels.py``.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sampakt.agreements.models import DocumentLink, Partnership
from sampakt.agreements.queries import agreement_lines, agreements_found, with_amendments
from sampakt.kernel import clock
from sampakt.kernel.discovery import brought
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.models import Organisation
from sampakt.papers.models import Document
from sampakt.trail.queries import Told
from sampakt.ui.panels import Panel, RowPanel

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


AGREEMENTS_SHOWN = 20
CHOICES_SHOWN = 12


def agreements_of(organisation: Organisation, viewer: Viewer) -> dict[str, object] | None:
    """The agreements that an organisation is party to, as far as the viewer may see them."""
    found = agreements_found(viewer, organisation_id=organisation.pk)[: AGREEMENTS_SHOWN + 1]
    lines = agreement_lines(with_amendments(found, "space__partnership"), clock.today())
    return {"lines": lines[:AGREEMENTS_SHOWN], "has_more": len(lines) > AGREEMENTS_SHOWN} if lines else None


def partnerships_to_choose(page: object, viewer: Viewer) -> dict[str, object] | None:
    """The partnerships that the list of documents can be kept to: one's own, or the public ones for a passer-by.

    Where they are many, the words of the search and the partnerships' own pages are the shorter way.
    """
    seen = Partnership.objects.of(viewer) if viewer.spaces else Partnership.objects.visible_to(viewer)
    first = seen.select_related("space").order_by("code")[: CHOICES_SHOWN + 1]
    options = [(partnership.pk, str(partnership)) for partnership in first]
    return {"options": [("", _("All partnerships")), *options]} if 1 < len(options) <= CHOICES_SHOWN else None


def uses_of(document: Document, viewer: Viewer) -> dict[str, object]:
    """The partnership of a document, and its part in agreements. Two queries."""
    links = DocumentLink.objects.visible_to(viewer).filter(document=document)
    return {
        "home": Partnership.objects.visible_to(viewer).filter(space=document.space_id).first(),
        "links": list(links.select_related("agreement", "step__party__organisation")),
    }


def homes_of(rows: Sequence[Document | Told], viewer: Viewer) -> Mapping[int, dict[str, object]]:
    """The partnerships of many documents, or of many lines of the trail. One query."""
    spaces = {row.space_id for row in rows if row.space_id is not None}
    homes = {found.pk: found for found in Partnership.objects.visible_to(viewer).filter(space__in=spaces)}
    return {row.pk: {"home": homes[row.space_id]} for row in rows if row.space_id in homes}


PANELS = [
    Panel("organisation", "agreements/panels/agreements.html", agreements_of, order=20),
    Panel("documents", "agreements/panels/choose_partnership.html", partnerships_to_choose),
    Panel("document", "agreements/panels/uses.html", uses_of),
]

ROW_PANELS = [
    RowPanel("document_row", "agreements/panels/home.html", homes_of),
    RowPanel("trail_line", "agreements/panels/home.html", homes_of),
]
