"""Tags for forms: a whole one with its errors first, or one field."""

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from django.db.models.fields import BLANK_CHOICE_DASH
from django.forms import BaseForm, BoundField
from django.forms.utils import flatatt
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from sampakt.ui.once import NAME, new_word
from sampakt.ui.templatetags.ui.library import register
from sampakt.ui.writing import page_language

WORDLESS = {BLANK_CHOICE_DASH[0][1], "–", ""}
"""What Django and a short hand write for an empty choice."""


@register.inclusion_tag("ui/components/form.html", takes_context=True)
def form(
    context: Context,
    form: BaseForm,
    submit: str = "",
    cancel: str = "",
    *,
    action: str = "",
    variant: str = "primary",
    id: str = "",
    once: bool = False,
) -> dict[str, Any]:
    """A whole form: what is wrong, first; then all fields, the button, and a way out to ``cancel``.

    One that adds something is known again when it is sent ``once`` more.
    """
    return {
        "form": form,
        "submit": submit,
        "cancel": cancel,
        "action": action,
        "variant": variant,
        "id": id,
        "once": once,
        "csrf_token": context.get("csrf_token"),
    }


@register.simple_tag
def options(groups: Iterable[tuple[str | None, Iterable[Mapping[str, Any]], int]], required: bool) -> SafeString:
    """The choices of a select; drawn here and not by a template for each, because lists of hundreds are common.

    An empty choice that says nothing is told in words: that one is to be made, or that none was.
    """
    empty = gettext("Choose …") if required else gettext("None chosen")
    return format_html_join(
        "",
        "{}",
        (
            (format_html('\n<optgroup label="{}">{}\n</optgroup>', name, drawn) if name else drawn,)
            for name, drawn in ((name, _options(choices, empty)) for name, choices, _place in groups)
        ),
    )


def _options(choices: Iterable[Mapping[str, Any]], empty: str) -> SafeString:
    # Escaped by hand: format_html takes three times as long, and a page may have a thousand of them.
    drawn = (
        f'\n<option value="{escape(str(choice["value"]))}"{flatatt(choice["attrs"]) if choice["attrs"] else ""}>'
        f"{escape(empty if choice['label'] in WORDLESS else str(choice['label']))}</option>"
        for choice in choices
    )
    return SafeString("".join(drawn))


@register.inclusion_tag("ui/components/form_errors.html")
def form_errors(form: BaseForm) -> dict[str, Any]:
    """What is wrong with a form, with a link to each field; nothing when all is well."""
    wrong = [{"field": bound, "errors": bound.errors} for bound in form.visible_fields() if bound.errors]
    hidden = [error for bound in form.hidden_fields() for error in bound.errors]
    return {
        "form": form,
        "wrong": wrong,
        "others": [*form.non_field_errors(), *hidden] if form.is_bound or form.errors else [],
    }


@register.simple_tag
def once() -> SafeString:
    """The word by which a form that adds something is known again, so that it adds it once."""
    return format_html('<input type="hidden" name="{}" value="{}">', NAME, new_word())


@register.simple_tag
def field(bound: BoundField) -> SafeString:
    """One field with its label, help and errors."""
    return bound.as_field_group()


@register.filter
def first_id(bound: BoundField) -> str:
    """The id that a link to the field points at; of several controls the one in the page's language, else the first."""
    if not bound.use_fieldset:
        return bound.id_for_label
    parts = [part["attrs"] for one in bound.subwidgets for part in one.data.get("subwidgets", [one.data])]
    parts.sort(key=lambda attributes: attributes.get("lang") != page_language())
    return str(parts[0].get("id", bound.auto_id)) if parts else bound.auto_id


@register.simple_tag
def multilingual_parts(widget: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """The boxes of a text in several languages: the page's language and all that have words, then the folded ones."""
    parts: list[dict[str, Any]] = widget["subwidgets"]
    shown = [part for part in parts if part["value"] or part["attrs"].get("lang") == page_language()]
    return {"shown": shown, "folded": [part for part in parts if part not in shown]}
