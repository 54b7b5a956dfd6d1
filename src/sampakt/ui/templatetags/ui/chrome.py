"""Tags of the page itself: which room one stands in, crumbs, tabs, filters, pages of a list."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.core.paginator import Page
from django.http import HttpRequest, QueryDict
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from sampakt.ui.templatetags.ui.library import register
from sampakt.ui.writing import page_language as language_of_page

SCHEMES = ("auto", "light", "dark")


@register.simple_tag(takes_context=True)
def scheme(context: Context) -> str:
    """The colours the viewer has chosen: auto, light or dark."""
    request = context.get("request")
    chosen = request.COOKIES.get("scheme") if request else None
    return chosen if chosen in SCHEMES else "auto"


@register.simple_tag
def page_language() -> str:
    """The language of the page, for pages made without a request."""
    return language_of_page()


@register.simple_tag
def languages() -> list[tuple[str, str]]:
    """The languages to choose from, each in its own name."""
    return list(settings.LANGUAGES)


@register.simple_tag
def message_color(level: str) -> str:
    """The design system's colour for a message's level."""
    return {"success": "success", "warning": "warning", "error": "danger"}.get(level, "info")


@register.simple_tag(takes_context=True)
def room_link(context: Context, href: str, label: str) -> SafeString:
    """A link of the main navigation, marked when the page lies beneath it."""
    path = request.path if (request := context.get("request")) else ""
    is_here = path == href if href == "/" else path.startswith(href)
    mark = SafeString(' aria-current="page"' if path == href else ' aria-current="true"') if is_here else ""
    return format_html('<a href="{}"{}>{}</a>', href, mark, label)


@register.simple_tag(takes_context=True)
def query_with(context: Context, **changes: object) -> str:
    """The address's query with some values changed; None or "" takes one away. The list begins at its first page."""
    return _query_with(context["request"], changes)


def _query_with(request: HttpRequest, changes: Mapping[str, object]) -> str:
    query: QueryDict = request.GET.copy()
    query.pop("page", None)
    for name, value in changes.items():
        if value in {None, ""}:
            query.pop(name, None)
        elif isinstance(value, list | tuple):
            query.setlist(name, [str(one) for one in value])
        else:
            query[name] = str(value)
    return f"?{query.urlencode()}" if query else "?"


@register.inclusion_tag("ui/components/crumbs.html")
def crumbs(*links: str) -> dict[str, Any]:
    """Where the page lies: pairs of address and words, from the top down; the page itself is its heading."""
    if len(links) % 2:
        raise ValueError("crumbs takes pairs of address and words")
    steps = list(zip(links[::2], links[1::2], strict=True))
    return {"steps": steps, "last": steps[-1] if steps else None}


@register.inclusion_tag("ui/components/tabs.html", takes_context=True)
def tabs(context: Context, items: Iterable[Mapping[str, Any]], label: str = "") -> dict[str, Any]:
    """Links between the pages of one thing: mappings of label, href, and where wanted current and count."""
    path = request.path if (request := context.get("request")) else ""
    return {
        "label": label,
        "items": [{**item, "current": item.get("current", item["href"].partition("?")[0] == path)} for item in items],
    }


@register.inclusion_tag("ui/components/chips.html", takes_context=True)
def chips(context: Context, name: str, options: Iterable[tuple[Any, ...]], label: str = "") -> dict[str, Any]:
    """Filters in the address: links that set ``name``. Options are (value, words) or (value, words, count)."""
    request = context["request"]
    chosen = request.GET.get(name, "")
    links = []
    for option in options:
        value, words, *count = option
        query = _query_with(request, {name: value})
        links.append(
            {"words": words, "count": count[0] if count else None, "href": query, "current": str(value or "") == chosen}
        )
    return {"links": links, "label": label}


@register.inclusion_tag("ui/components/pager.html", takes_context=True)
def pager(context: Context, page: Page[Any]) -> dict[str, Any]:
    """Links to the other pages of a list, with the filters kept; nothing when there is only one page."""
    request = context["request"]

    def address(number: int) -> str:
        query = request.GET.copy()
        query["page"] = str(number)
        return f"?{query.urlencode()}"

    numbers = [
        {"number": number, "href": address(number)} if isinstance(number, int) else None
        for number in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    ]
    return {
        "page": page,
        "numbers": numbers,
        "previous": address(page.previous_page_number()) if page.has_previous() else "",
        "next": address(page.next_page_number()) if page.has_next() else "",
    }


@register.inclusion_tag("ui/components/crumbs.html")
def crumbs_of(steps: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Where the page lies, from a view's list of (address, words)."""
    steps = list(steps)
    return {"steps": steps, "last": steps[-1] if steps else None}
