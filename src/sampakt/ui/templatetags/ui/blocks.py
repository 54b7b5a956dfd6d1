"""Tags that hold content: cards, sections, alerts, buttons, tags, facts, empty and refused states."""

from collections.abc import Iterable
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from sampakt.kernel.errors import Objection
from sampakt.ui.templatetags.ui.library import register
from sampakt.ui.templatetags.ui.words import icon as icon_of

VARIANTS = ("primary", "secondary", "tertiary", "danger")


@register.simple_block_tag
def card(
    content: str, title: str = "", href: str = "", link: str = "", *, level: int = 2, id: str = "", tone: str = ""
) -> SafeString:
    """A white card; ``href`` and ``link`` stand right of the title. ``tone`` is a colour of the design system."""
    return format_html(
        '<section class="card"{}{}{}>{}{}</section>',
        _attribute("id", id),
        _attribute("data-color", tone),
        _labelled(id, title),
        _heading(title, href, link, level, id),
        content,
    )


@register.simple_block_tag
def section(
    content: str, title: str = "", href: str = "", link: str = "", *, level: int = 2, id: str = ""
) -> SafeString:
    """A part of the page with its own heading, without an edge."""
    return format_html(
        '<section class="section stack"{}{}>{}{}</section>',
        _attribute("id", id),
        _labelled(id, title),
        _heading(title, href, link, level, id),
        content,
    )


@register.simple_block_tag
def disclosure(content: str, summary: str, *, open: bool = False) -> SafeString:
    """Content that is folded until asked for; it works without a script."""
    return format_html(
        '<details class="fold"{}><summary>{}</summary><div class="fold__content">{}</div></details>',
        mark_safe(" open") if open else "",
        summary,
        content,
    )


@register.simple_block_tag
def alert(content: str, color: str = "info", title: str = "", *, level: int = 2, news: bool = False) -> SafeString:
    """A word of info, success, warning or danger; ``news`` when it came just now and must be read out."""
    role = {"danger": "alert"}.get(color, "status") if news else ""
    heading = format_html('<h{0} class="ds-heading" data-size="2xs">{1}</h{0}>', level, title) if title else ""
    return format_html(
        '<div class="ds-alert" data-color="{}"{}>{}<div>{}</div></div>',
        color,
        _attribute("role", role),
        heading,
        content,
    )


@register.simple_tag
def button(
    label: str,
    variant: str = "primary",
    *,
    icon: str = "",
    name: str = "",
    value: str = "",
    type: str = "submit",
    form: str = "",
) -> SafeString:
    """A button of the form it stands in: primary (one a page), secondary, tertiary or danger."""
    return format_html(
        '<button class="ds-button" type="{}"{}{}{}{}>{}{}</button>',
        type,
        _variant(variant),
        _attribute("name", name),
        _attribute("value", value),
        _attribute("form", form),
        icon_of(icon) if icon else "",
        label,
    )


@register.simple_tag
def button_link(label: str, href: str, variant: str = "primary", *, icon: str = "") -> SafeString:
    """A link that looks like a button: it leads to where one acts."""
    return format_html(
        '<a class="ds-button" href="{}"{}>{}{}</a>', href, _variant(variant), icon_of(icon) if icon else "", label
    )


@register.simple_tag
def button_blocked(label: str, objections: Iterable[Objection], variant: str = "secondary") -> SafeString:
    """A greyed button with the reasons why it cannot be pressed beside it. A plain button is drawn elsewhere."""
    return format_html(
        '<div class="blocked"><button class="ds-button" type="button" aria-disabled="true"{}>{}</button>{}</div>',
        _variant(variant),
        label,
        objections_list(objections),
    )


@register.simple_tag(name="objections")
def objections_list(objections: Iterable[Objection]) -> SafeString:
    """The reasons why something was refused, each in its own line; nothing when there are none."""
    lines = format_html_join("", "<li>{}</li>", ((str(objection),) for objection in objections))
    return format_html('<ul class="objections">{}</ul>', lines) if lines else SafeString("")


@register.simple_tag
def tag(label: str, color: str = "neutral", *, icon: str = "") -> SafeString:
    """A small word on a tint: a state, a sort, a role. For the status of a promise use ``status``."""
    return format_html(
        '<span class="ds-tag" data-color="{}">{}<span>{}</span></span>', color, icon_of(icon) if icon else "", label
    )


@register.simple_tag
def progress(done: int, of: int, label: str) -> SafeString:
    """How far something that takes a while is: a bar under its label, and the numbers; only the label while unknown."""
    if not of:
        return format_html('<p class="progress"><label>{} <progress></progress></label></p>', label)
    return format_html(
        '<p class="progress"><label>{} <progress max="{}" value="{}"></progress></label> <span>{}</span></p>',
        label,
        of,
        min(done, of),
        _("%(done)s of %(of)s") % {"done": done, "of": of},
    )


@register.simple_tag
def badge(count: int, label: str = "") -> SafeString:
    """A number in a pill; ``label`` says to listeners what it counts. Nothing when it is nought."""
    if not count:
        return SafeString("")
    spoken = format_html('<span class="ds-sr-only"> {}</span>', label) if label else ""
    return format_html('<span class="count">{}{}</span>', count, spoken)


@register.simple_tag
def sample_mark() -> SafeString:
    """The mark on everything that was made up to show Sampakt."""
    return format_html('<span class="sample">{}</span>', _("Sample data"))


@register.inclusion_tag("ui/components/empty_state.html")
def empty_state(title: str, words: str = "", label: str = "", href: str = "", *, icon: str = "") -> dict[str, Any]:
    """What to say where there is nothing yet: what belongs here, and the one thing to do about it."""
    return {"title": title, "words": words, "label": label, "href": href, "icon": icon}


@register.simple_block_tag
def facts(content: str) -> SafeString:
    """A row of terms with their values; holds ``fact`` blocks."""
    return format_html('<dl class="facts">{}</dl>', content)


@register.simple_block_tag
def fact(content: str, term: str) -> SafeString:
    """One term and its value; left out when the value is empty."""
    return format_html("<div><dt>{}</dt><dd>{}</dd></div>", term, content) if content.strip() else SafeString("")


@register.simple_tag
def facts_of(pairs: Iterable[tuple[str, Any]]) -> SafeString:
    """A row of terms with their values, from pairs."""
    return format_html('<dl class="facts">{}</dl>', format_html_join("", "<div><dt>{}</dt><dd>{}</dd></div>", pairs))


def _attribute(name: str, value: str) -> SafeString:
    return format_html(' {}="{}"', name, value) if value else SafeString("")


def _labelled(id: str, title: str) -> SafeString:
    return _attribute("aria-labelledby", f"{id}-heading" if id and title else "")


def _variant(variant: str) -> SafeString:
    if variant not in VARIANTS:
        raise ValueError(f"{variant} is not a variant of a button: use one of {', '.join(VARIANTS)}")
    if variant == "danger":
        return SafeString(' data-color="danger"')
    return _attribute("data-variant", "" if variant == "primary" else variant)


def _heading(title: str, href: str, link: str, level: int, id: str) -> SafeString:
    if not title:
        return SafeString("")
    more = format_html('<a href="{}">{}</a>', href, link) if href and link else ""
    words = format_html('<a href="{}">{}</a>', href, title) if href and not link else title
    return format_html(
        '<header class="part-head"><h{0} class="part-head__words part-head__words--{0}"{1}>{2}</h{0}>{3}</header>',
        level,
        _attribute("id", f"{id}-heading" if id else ""),
        words,
        more,
    )
