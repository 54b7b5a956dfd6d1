"""The answers that many pages share: a page with a form, done, and somebody saved in between."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeAlias

from django.contrib import messages
from django.forms import BaseForm, ChoiceField, Field, Form, ModelChoiceField
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.choices import flatten_choices
from django.utils.functional import Promise

from sampakt.kernel.errors import Conflict, Refused
from sampakt.kernel.viewer import Viewer
from sampakt.ui.forms import RecordForm, put_back

Words: TypeAlias = "str | Promise"
Crumbs: TypeAlias = "Sequence[tuple[str, Words]]"


class PageRequest(HttpRequest):
    """A request for a page: the middleware says who looks on."""

    viewer: Viewer


def form_page(
    request: HttpRequest,
    form: BaseForm,
    *,
    title: Words,
    crumbs: Crumbs,
    submit: Words = "",
    template: str = "ui/form_page.html",
    **context: Any,
) -> HttpResponse:
    """A page with one form, leading back to the last crumb; 422, with the reasons, when what was sent was refused."""
    context |= {"form": form, "title": title, "crumbs": crumbs, "submit": submit, "cancel": crumbs[-1][0]}
    return render(request, template, context, status=422 if form.is_bound else 200)


def done(request: HttpRequest, href: str, words: Words) -> HttpResponseRedirect:
    """Go to ``href`` and say there what was done."""
    messages.success(request, str(words))
    return HttpResponseRedirect(href)


def conflict_page(request: HttpRequest, conflict: Conflict) -> HttpResponse:
    """Somebody saved in between (409): both values side by side, and the form with one's own, ready to send."""
    form, current = conflict.form, conflict.current
    context: dict[str, Any] = {"current": current, "form": form, "differences": []}
    if form is not None:
        context["differences"] = list(_differences(form, current))
        form.data = form.data.copy()
        form.data[form.add_prefix("version")] = getattr(current, "version", "")
    return render(request, "ui/conflict.html", context, status=409)


def _differences(form: BaseForm, current: object) -> Iterator[tuple[str, object, object]]:
    for name, field in form.fields.items():
        theirs = form.saved(name, current) if isinstance(form, RecordForm) else getattr(current, name, None)
        yours = form.cleaned_data.get(name)
        if name != "version" and theirs != yours:
            yield str(field.label or name), _worded(field, theirs), _worded(field, yours)


def _worded(field: Field, value: object) -> object:
    """A choice by its label, several values in a row; anything else as it is."""
    if isinstance(value, list | tuple):
        return ", ".join(str(_worded(field, one)) for one in value)
    if isinstance(field, ChoiceField) and not isinstance(field, ModelChoiceField):
        choices: Any = field.choices
        return dict(flatten_choices(choices)).get(value, value)
    return value


def confirm_page(
    request: HttpRequest,
    act: Callable[[], object],
    *,
    title: Words,
    lead: Words,
    crumbs: Crumbs,
    submit: Words,
    href: str,
    words: Words,
    variant: str = "danger",
) -> HttpResponse:
    """A page that asks before something is lost. ``lead`` says what goes; once it is done, on to ``href``.

    When the action refuses, the same page gives the reasons (422).
    """
    form = Form(request.POST if request.method == "POST" else None)
    try:
        if form.is_bound:
            act()
            return done(request, href, words)
    except Refused as refused:
        form.is_valid()
        put_back(form, refused)
    return form_page(request, form, title=title, crumbs=crumbs, submit=submit, lead=lead, variant=variant)
