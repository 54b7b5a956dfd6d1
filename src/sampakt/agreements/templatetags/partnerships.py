"""Tags for what stands above every page of a partnership, so that the rooms above only say which one it is."""

from typing import Any

from django import template
from django.template import Context

from sampakt.agreements.models import Partnership
from sampakt.agreements.panels import tabs_of
from sampakt.agreements.queries import PartnershipPage
from sampakt.agreements.queries.frame import PartnershipHead, partnership_head
from sampakt.kernel import clock
from sampakt.kernel.viewer import NOBODY

register = template.Library()


@register.simple_tag(takes_context=True, name="partnership_head")
def head_of(context: Context, partnership: Partnership) -> PartnershipHead:
    """Who shares the partnership, and the agreement it is known by: ``{% partnership_head partnership as head %}``.

    The pages that show its agreements have fetched them already.
    """
    page = context.get("page")
    known = [line.agreement for line in page.family] if isinstance(page, PartnershipPage) else None
    return partnership_head(partnership, context.get("viewer") or NOBODY, clock.today(), known)


@register.simple_tag(takes_context=True)
def partnership_tabs(context: Context, partnership: Partnership) -> list[dict[str, Any]]:
    """Its tabs, whichever rooms bring them: ``{% partnership_tabs partnership as found %}{% tabs found %}``."""
    return tabs_of(partnership, context.get("viewer") or NOBODY)
