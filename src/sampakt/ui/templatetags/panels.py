"""The tags that show what the rooms above hang on a page."""

from collections.abc import Sequence
from typing import Any

from django import template
from django.template.context import RequestContext
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from sampakt.kernel.viewer import NOBODY
from sampakt.ui.panels import shown, shown_in_rows

register = template.Library()


@register.simple_tag(takes_context=True)
def panels(context: RequestContext, place: str, subject: Any) -> SafeString:
    """All panels for ``place`` about ``subject``: ``{% panels "organisation" organisation %}``."""
    engine = context.template.engine if context.template else None
    parts = []
    for name, values in shown(place, subject, context.get("viewer") or NOBODY):
        with context.push(**values):
            parts.append((engine.get_template(name).render(context) if engine else "",))
    return format_html_join("", "{}", parts)


@register.simple_tag(takes_context=True)
def row_panels(context: RequestContext, place: str, row: Any, rows: Sequence[Any]) -> SafeString:
    """All panels for one of ``rows``: ``{% row_panels "partnership_row" partnership partnerships %}`` within the loop.

    The panels are asked about all rows when the first is drawn, and not again in the same request.
    """
    engine = context.template.engine if context.template else None
    asked = vars(context.request).setdefault("_row_panels", {})
    if (place, id(rows)) not in asked:
        # The rows are kept beside the answer, so that no other list gets their id.
        asked[place, id(rows)] = rows, shown_in_rows(place, rows, context.get("viewer") or NOBODY)
    parts = []
    for name, contexts in asked[place, id(rows)][1]:
        if (values := contexts.get(row.pk)) is not None:
            with context.push(**values):
                parts.append((engine.get_template(name).render(context) if engine else "",))
    return format_html_join("", "{}", parts)
