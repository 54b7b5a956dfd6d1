"""The tag that shows what the rooms above hang on a page."""

from typing import Any

from django import template
from django.template.context import RequestContext
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from sampakt.kernel.viewer import NOBODY
from sampakt.ui.panels import shown

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
