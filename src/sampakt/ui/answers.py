"""The answers that many pages share: a page with a form, done, and somebody saved in between."""

from collections.abc import Sequence
from typing import Any, TypeAlias

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.functional import Promise

from sampakt.kernel.errors import Conflict
from sampakt.kernel.viewer import Viewer

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
    """A page with one form, that leads back to the last crumb; 422, with the reasons, when what was sent was refused."""
    context |= {"form": form, "title": title, "crumbs": crumbs, "submit": submit, "cancel": crumbs[-1][0]}
    return render(request, template, context, status=422 if form.is_bound else 200)


def done(request: HttpRequest, href: str, words: Words) -> HttpResponseRedirect:
    """Go to ``href`` and say there what was done."""
    messages.success(request, str(words))
    return HttpResponseRedirect(href)


def conflict_page(request: HttpRequest, conflict: Conflict) -> HttpResponse:
    """Somebody saved in between (409): both values side by side, and the form with one's own, ready to be sent again."""
    form, current = conflict.form, conflict.current
    context: dict[str, Any] = {"current": current, "form": form, "differences": []}
    if form is not None:
        context["differences"] = [
            (form.fields[name].label, getattr(current, name), value)
            for name, value in form.cleaned_data.items()
            if name != "version" and getattr(current, name, None) != value
        ]
        form.data = form.data.copy()
        form.data[form.add_prefix("version")] = getattr(current, "version", "")
    return render(request, "ui/conflict.html", context, status=409)
