"""The answers that many pages share: a page with a form, done, and somebody saved in between."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeAlias

from django.contrib import messages
from django.db.models import Model, QuerySet
from django.forms import BaseForm, ChoiceField, Field, Form, ModelChoiceField
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.choices import flatten_choices
from django.utils.functional import Promise

from sampakt.kernel.errors import Conflict, Objection, Refused
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


def not_now(
    request: HttpRequest, objections: Iterable[Objection], *, title: Words, crumbs: Crumbs
) -> HttpResponse | None:
    """The page that gives the reasons (422) in place of a form that could only be refused; None when there are none.

    Only when the page is opened: what was written already is answered by its form.
    """
    found = list(objections) if request.method == "GET" else []
    if not found:
        return None
    context = {"title": title, "crumbs": crumbs, "back": crumbs[-1], "objections": found}
    return render(request, "ui/not_now.html", context, status=422)


def done(request: HttpRequest, href: str, words: Words) -> HttpResponseRedirect:
    """Go to ``href`` and say there what was done."""
    messages.success(request, str(words))
    return HttpResponseRedirect(href)


def done_here(request: HttpRequest, href: str, words: Words) -> HttpResponse:
    """The same, where a script opened the form in another page: that page is drawn anew, and stays where it is."""
    if request.headers.get("HX-Request") != "true":
        return done(request, href, words)
    messages.success(request, str(words))
    return HttpResponse(status=204, headers={"HX-Refresh": "true"})


def conflict_page(request: HttpRequest, conflict: Conflict) -> HttpResponse:
    """Somebody saved in between (409): what both changed side by side, and the form with the two versions in one."""
    form, current = conflict.form, conflict.current
    context: dict[str, Any] = {"current": current, "form": form}
    if isinstance(form, RecordForm):
        rows = [
            (one.changed_by, str(one.field.label), _worded(one.field, one.theirs), _worded(one.field, one.yours))
            for one in form.merge(current)
        ]
        context["contested"] = [(label, theirs, yours) for by, label, theirs, yours in rows if by == "both"]
        context["theirs"] = [(label, theirs) for by, label, theirs, _yours in rows if by == "other"]
        context["yours"] = [(label, theirs, yours) for by, label, theirs, yours in rows if by == "you"]
    return render(request, "ui/conflict.html", context, status=409)


def _worded(field: Field, value: object) -> object:
    """A choice or a record by its label, several values in a row; anything else as it is."""
    if isinstance(value, list | tuple | QuerySet):
        return ", ".join(str(_worded(field, one)) for one in value)
    if isinstance(field, ChoiceField) and not isinstance(field, ModelChoiceField):
        choices: Any = field.choices
        return dict(flatten_choices(choices)).get(value, value)
    if isinstance(field, ModelChoiceField) and isinstance(value, Model):
        return field.label_from_instance(value)
    if isinstance(field, ModelChoiceField) and field.queryset is not None and str(value).isdecimal():
        found = field.queryset.filter(pk=value).first()
        return value if found is None else field.label_from_instance(found)
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
