"""Tags for rows: what needs doing, steps in time, trees, tables."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from sampakt.kernel import clock
from sampakt.ui.templatetags.ui.chrome import query_with
from sampakt.ui.templatetags.ui.library import register
from sampakt.ui.templatetags.ui.statuses import status as status_of
from sampakt.ui.templatetags.ui.words import day as day_of
from sampakt.ui.writing import written_distance


@register.simple_block_tag
def todo_list(content: str) -> SafeString:
    """A list of ``todo`` rows, in order of date."""
    return format_html('<ol class="todos">{}</ol>', content)


@register.simple_block_tag
def todo(
    content: str,
    title: str,
    href: str = "",
    *,
    status: str = "",
    due: date | None = None,
    when: str = "",
    today: date | None = None,
    label: str = "",
    action: str = "",
) -> SafeString:
    """One thing that needs somebody: when, its status, the thing, why (the content), and one button to ``action``."""
    words = format_html('<a href="{}">{}</a>', href, title) if href else format_html("{}", title)
    now = today or clock.today()
    told = when or (written_distance(due, now) if due else _("No date"))
    near = format_html("<small>{}</small>", told)
    return format_html(
        '<li class="todo"><p class="todo__when">{}{}</p><div class="todo__what">{}<p class="todo__title">{}</p>'
        '<div class="todo__why">{}</div></div>{}</li>',
        day_of(due, "short" if due.year == now.year else "dated") if due else "",
        near,
        status_of(status) if status else "",
        words,
        content,
        format_html('<a class="ds-button" data-variant="secondary" href="{}">{}</a>', action, label)
        if action and label
        else "",
    )


@register.inclusion_tag("ui/components/timeline.html")
def timeline(steps: Iterable[Mapping[str, Any]], *, today: date | None = None) -> dict[str, Any]:
    """Dated steps, in the order given: mappings of day, title, and maybe words, href, status, done, ends_on."""
    now = today or clock.today()
    return {
        "steps": [{**step, "past": step.get("done", bool(step.get("day") and step["day"] <= now))} for step in steps]
    }


@register.inclusion_tag("ui/components/tree.html")
def tree(nodes: Iterable[Mapping[str, Any]], label: str = "") -> dict[str, Any]:
    """A family of things: nested mappings of label, and where wanted href, note, status, current and children."""
    return {"nodes": nodes, "label": label, "top": True}


@register.simple_block_tag
def table(content: str, caption: str, *, show_caption: bool = False) -> SafeString:
    """A table that becomes cards on a phone: ``td`` needs ``data-label``, the cell that names the row ``data-main``."""
    hidden = "" if show_caption else mark_safe(' class="ds-sr-only"')
    return format_html(
        '<div class="table"><table class="ds-table"><caption{}>{}</caption>{}</table></div>', hidden, caption, content
    )


@register.simple_tag(takes_context=True)
def sort_heading(context: Context, label: str, key: str, *, number: bool = False) -> SafeString:
    """A column's heading that sorts the table by ``?sort=key``, and by ``-key`` when it is chosen again."""
    chosen = context["request"].GET.get("sort", "")
    direction = {key: "ascending", f"-{key}": "descending"}.get(chosen)
    following = f"-{key}" if direction == "ascending" else key
    return format_html(
        '<th scope="col"{}{}><a class="sort" href="{}">{}<span class="ds-sr-only"> {}</span></a></th>',
        format_html(' aria-sort="{}"', direction) if direction else "",
        mark_safe(' class="number"') if number else "",
        query_with(context, sort=following),
        label,
        _("(sort)"),
    )
