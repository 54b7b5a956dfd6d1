"""The answers that many pages share: a page with a form, done, and somebody saved in between."""

from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.functional import Promise

from sampakt.kernel.errors import Conflict

Words = "str | Promise"


def form_page(
    request: HttpRequest,
    form: BaseForm,
    *,
    title: Words,
    back: str,
    template: str = "ui/form_page.html",
    **context: Any,
) -> HttpResponse:
    """A page with one form; 422 when what was sent could not be done, with the reasons at the fields."""
    status = 422 if form.is_bound else 200
    return render(request, template, {"form": form, "title": title, "back": back, **context}, status=status)


def done(request: HttpRequest, href: str, words: Words) -> HttpResponseRedirect:
    """Go to ``href`` and say there what was done."""
    messages.success(request, words)
    return HttpResponseRedirect(href)


def conflict_page(request: HttpRequest, conflict: Conflict) -> HttpResponse:
    """Somebody saved in between: both values side by side, and the form with one's own, ready to be sent again (409)."""
    form, current = conflict.form, conflict.current
    context: dict[str, Any] = {"current": current, "form": form, "differences": []}
    if form is not None:
        context["differences"] = [
            (form.fields[name].label, getattr(current, name), value)
            for name, value in form.cleaned_data.items()
            if name != "version" and getattr(current, name, None) != value
        ]
        form.data = form.data.copy()
        form.data["version"] = current.version
    return render(request, "ui/conflict.html", context, status=409)
