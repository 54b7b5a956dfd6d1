"""Pages on which a document is confirmed: its text beside what was found in it, value by value."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from sampakt.intake import actions
from sampakt.intake.access import may_decide
from sampakt.intake.forms import Around, ValueForm
from sampakt.intake.models import Reading, Value
from sampakt.intake.queries.confirming import (
    GROUPS,
    confirming_page,
    names_in,
    part_with,
    row_of,
    tally_of,
    words_in,
)
from sampakt.intake.queries.shelf import fault_of
from sampakt.intake.rules.keeping import SHAPES
from sampakt.intake.terms import ReadingState, ValueField, ValueState
from sampakt.intake.views.found import is_open, reading_found, reading_written, value_found
from sampakt.jobs.models import Job
from sampakt.jobs.queries import job_seen
from sampakt.kernel.errors import Conflict, Refused
from sampakt.organisations.models import Organisation
from sampakt.organisations.queries import organisations_found
from sampakt.ui.answers import PageRequest, done
from sampakt.ui.forms import put_back, sent

HITS = 6
UNREAD = frozenset((ReadingState.WAITING, ReadingState.READING, ReadingState.FAILED, ReadingState.CANCELLED))


@login_required
@require_GET
def reading(request: PageRequest, code: str) -> HttpResponse:
    """A document beside what was found in it; while it is not read, how that goes."""
    shown = reading_found(request, code)
    if shown.state in UNREAD or shown.read_at is None:
        job = Job.objects.filter(code=shown.job).first() if shown.job else None
        waits = {
            "reading": shown,
            "job": job_seen(job) if job else None,
            "fault": fault_of(shown),
            "may_decide": may_decide(request.viewer, shown),
        }
        return render(request, "intake/waiting.html", waits)
    if request.headers.get("HX-Target") == "waiting":
        # The page that waits for the reading to end asks every second: now it becomes the draft.
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    part = request.GET.get("part", "")
    page = confirming_page(shown, int(part) if part.isdecimal() and len(part) < 9 else 1)
    context = {"reading": shown, "page": page, "tally": page.tally, "may_decide": is_open(request, shown)}
    return render(request, "intake/reading.html", context)


@login_required
@require_POST
def decide(request: PageRequest, code: str) -> HttpResponse:
    """Accept or reject one value, take back what was said to it, or accept a group or all that are sure."""
    decided = reading_written(request, code)
    for name, act in (("accept", actions.accept), ("reject", actions.reject), ("reopen", actions.reopen)):
        if name in request.POST:
            number, _dot, version = request.POST[name].partition(".")
            value = value_found(decided, number)
            try:
                act(value, by=request.viewer, version=_version(version))
            except Conflict:
                return _answer_meanwhile(request, decided, value_found(decided, value.pk))
            return _answer(request, decided, value_found(decided, value.pk))
    fields = {group: fields for group, _heading, fields in GROUPS}.get(request.POST.get("group", ""))
    if fields:
        here = decided.values.filter(field__in=fields, state=ValueState.OPEN)
        actions.accept(*here, by=request.viewer)
    elif "sure" in request.POST:
        actions.accept_all(decided, by=request.viewer)
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    part = request.POST.get("part", "")
    return HttpResponseRedirect(f"{decided.get_absolute_url()}{f'?part={part}' if part.isdecimal() else ''}")


def _answer(request: PageRequest, decided: Reading, value: Value) -> HttpResponse:
    """The value's row and how much is left, by script; without one the page, at the next value that is open."""
    if request.headers.get("HX-Request") == "true":
        context = {
            "row": row_of(value, decided.text),
            "reading": decided,
            "tally": tally_of(decided),
            "may_decide": True,
            "by_script": True,
        }
        answer = render(request, "intake/parts/value.html", context)
        answer.headers["HX-Retarget"] = f"#v{value.pk}"
        answer.headers["HX-Reswap"] = "outerHTML"
        return answer
    left = decided.values.filter(state=ValueState.OPEN)
    return HttpResponseRedirect(_at(decided, left.filter(place__gt=value.place).first() or left.first() or value))


def _answer_meanwhile(request: PageRequest, decided: Reading, value: Value) -> HttpResponse:
    """Somebody else said something to the value since this page was drawn: nothing is written over, and it is told."""
    messages.warning(request, _meanwhile(decided, value))
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    return HttpResponseRedirect(_at(decided, value))


def _meanwhile(decided: Reading, value: Value) -> str:
    stands = {"value": row_of(value, decided.text).title, "state": value.get_state_display()}
    return _("Somebody was just before you: “%(value)s”, %(state)s. Say it once more if yours is to stand.") % stands


def _version(told: str) -> int | None:
    """The version of a value that a page showed."""
    return int(told) if told.isdecimal() and len(told) < 9 else None


def _at(decided: Reading, value: Value) -> str:
    """The address at which a value stands."""
    part = part_with(decided, value)
    return f"{decided.get_absolute_url()}{f'?part={part}' if part > 1 else ''}#v{value.pk}"


@login_required
def correct(request: PageRequest, code: str, number: int) -> HttpResponse:
    """Say what a value is to be read as."""
    corrected = reading_written(request, code)
    value = value_found(corrected, number)
    form = _form(request, corrected, ValueField(value.field), value)
    act = partial(actions.correct, value, by=request.viewer, version=_version(request.POST.get("version", "")))
    try:
        if _tried(request, form, act):
            return _answer(request, corrected, value_found(corrected, number))
    except Conflict:
        value = value_found(corrected, number)
        form.add_error(None, _meanwhile(corrected, value))
    context = {
        "reading": corrected,
        "value": value,
        "row": row_of(value, corrected.text),
        "form": form,
        "field": ValueField(value.field),
        "back": f"{corrected.get_absolute_url()}#v{value.pk}",
        "title": _("Correct"),
    }
    return _form_answer(request, form, context, f"#v{value.pk} .value__form")


@login_required
def add(request: PageRequest, code: str) -> HttpResponse:
    """Add what the document says and nobody read; the words that it stands on may be marked first."""
    added = reading_written(request, code)
    asked = request.POST.get("field") or request.GET.get("field", "")
    start, end, words = words_in(added, request.POST or request.GET)
    fields = [(field.value, field.label) for field in ValueField]
    context: dict[str, Any] = {"reading": added, "words": words, "start": start, "end": end, "fields": fields}
    if asked not in ValueField.values:
        return render(request, "intake/add.html", context)
    field = ValueField(asked)
    form = _form(request, added, field, None, words)
    act = partial(actions.add_value, added, field=field, by=request.viewer, start=start, end=end)
    if value := _tried(request, form, act):
        return done(request, _at(added, value), _("It stands in the draft."))
    context |= {"form": form, "field": field, "back": added.get_absolute_url(), "title": _("Add")}
    return _form_answer(request, form, context, ".value__form")


def _form(request: PageRequest, shown: Reading, field: ValueField, value: Value | None, words: str = "") -> ValueForm:
    """The form for one value, with the parties and bodies of the draft to choose among.

    When another kind is chosen or an organisation looked for, what was typed stays, and nothing is held against it.
    """
    typed = {name: request.POST[name] for name in request.POST if not name.startswith("csrf")}
    held = value.held if value else ({"name": words, "words": words} if field in SHAPES else words)
    name = typed.get("name") or (str(held.get("name", "")) if isinstance(held, Mapping) else "")
    found = list(organisations_found(request.viewer, words=name)[:HITS]) if field == ValueField.PARTY and name else []
    code = str(typed.get("code") or (held.get("code", "") if isinstance(held, Mapping) else ""))
    if field == ValueField.PARTY and code and code not in {one.code for one in found}:
        # Whoever was called otherwise then is still the one that was chosen.
        found += Organisation.objects.visible_to(request.viewer).filter(code=code)
    around = Around(*names_in(shown), found=found)
    prefix = f"v{value.pk if value else ''}_%s"
    data = None if _asks_again(request) else sent(request)
    kept = typed if data is None else {name: typed[name] for name in ("kind",) if name in typed}
    return ValueForm(field, held, data, around=around, typed=kept, auto_id=prefix)


def _asks_again(request: PageRequest) -> bool:
    """Whether the form is only to be drawn anew: for another kind, or with other organisations to choose among."""
    return request.POST.get("step") == "again"


def _tried(request: PageRequest, form: ValueForm, act: Callable[..., Value]) -> Value | None:
    """The value as the action saved it; None when there was nothing to save, or when the form says what is wrong."""
    if _asks_again(request) or not form.is_valid():
        return None
    try:
        return act(to=form.told())
    except Refused as refused:
        put_back(form, refused)
    return None


def _form_answer(request: PageRequest, form: ValueForm, context: dict[str, Any], place: str) -> HttpResponse:
    """The form on a page of its own; a script takes it into the draft, and what is wrong to where it stands there."""
    by_script = request.headers.get("HX-Request") == "true"
    context = {**context, "by_script": by_script}
    answer = render(request, "intake/value_form.html", context, status=422 if form.errors else 200)
    if request.method == "POST" and by_script:
        answer.headers["HX-Retarget"], answer.headers["HX-Reswap"] = place, "outerHTML"
        answer.headers["HX-Reselect"] = ".value__form"
    return answer
