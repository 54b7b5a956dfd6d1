"""Tags of records in a space: who sees them."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from sampakt.kernel.terms import Audience
from sampakt.papers.forms import Reach
from sampakt.papers.models import Document, Version
from sampakt.papers.terms import Media
from sampakt.ui.templatetags.ui.words import icon

register = template.Library()

_SHAPES = {Audience.PUBLIC: "globe", Audience.PARTNERS: "people", Audience.OWN: "padlock", Audience.NAMED: "padlock"}


@register.simple_tag
def reach_of(record: Any) -> SafeString:
    """Who sees a record of a space, in words with a shape: ``{% reach_of document %}``.

    One of an organisation's own, or for named people, names them: fetch ``organisation`` and ``circle`` along.
    """
    audience = Audience(record.audience)
    reach = Reach(
        audience,
        record.organisation if audience == Audience.OWN else None,
        record.circle if audience == Audience.NAMED else None,
    )
    private = SafeString(" reach--narrow") if audience in {Audience.OWN, Audience.NAMED} else ""
    return format_html('<span class="reach{}">{}{}</span>', private, icon(_SHAPES[audience]), reach)


@register.simple_tag
def newest_file(document: Document) -> Version | None:
    """The newest of the versions fetched along that has its file here: ``{% newest_file document as newest %}``."""
    return next((version for version in document.versions.all() if version.file), None)


@register.simple_tag
def media_word(version: Version) -> str:
    """What sort of file a version is: PDF, Word document …"""
    return str(Media(version.media_type).label) if version.media_type in Media.values else version.media_type
