"""Questions to the trail."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext, override

from sampakt.kernel.discovery import brought
from sampakt.kernel.terms import Language
from sampakt.kernel.text import Text, day_in_words
from sampakt.kernel.viewer import Viewer
from sampakt.trail.models import TrailLine, TrailQuerySet
from sampakt.trail.rules import seal

_IN_FIGURES = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class Change:
    """One field that changed, in the page's words; what is None was or became empty."""

    name: str
    before: Text | str | None
    after: Text | str | None


@dataclass(frozen=True)
class Told:
    """A line as a page tells it: who did what to which record, when; ``pk`` and ``space_id`` are the line's."""

    pk: int
    space_id: int | None
    at: datetime
    by_name: str
    verb: str
    subject: Text
    changes: Sequence[Change]


@dataclass(frozen=True)
class TrailPage:
    """Some lines, newest first; ``older`` is the number to ask for those before them, None when there are none."""

    lines: Sequence[Told]
    older: int | None


def lines_about(subject: models.Model, viewer: Viewer) -> TrailQuerySet:
    """What was done to one record, newest first, as far as the viewer may know."""
    return TrailLine.objects.visible_to(viewer).about(subject)


def lines_of_space(space_id: int, viewer: Viewer) -> TrailQuerySet:
    """What was done in one space, newest first, as far as the viewer may know."""
    return TrailLine.objects.visible_to(viewer).filter(space_id=space_id)


def lines_before(
    viewer: Viewer, *, only_own: bool = False, space_id: int | None = None, before: int | None = None, size: int = 50
) -> tuple[list[TrailLine], int | None]:
    """Some lines that the viewer may know, newest first, and the number to ask for those before them. One query."""
    lines = TrailLine.objects.visible_to(viewer)
    if only_own:
        lines = lines.filter(by_user_id=viewer.user_id)
    if space_id is not None:
        lines = lines.filter(space_id=space_id)
    if before is not None:
        lines = lines.filter(pk__lt=before)
    found = list(lines[: size + 1])
    return found[:size], found[size - 1].pk if len(found) > size else None


def trail_page(viewer: Viewer, *, only_own: bool = False, before: int | None = None, size: int = 50) -> TrailPage:
    """What was done where the viewer takes part, or by the viewer alone. One query, however long the trail is."""
    found, older = lines_before(viewer, only_own=only_own, before=before, size=size)
    return TrailPage(lines=told(found), older=older)


def told(lines: Iterable[TrailLine]) -> list[Told]:
    """The lines in the page's words, for ``trail/lines.html``. No query."""
    return [_told(line) for line in lines]


def first_broken_seal() -> TrailLine | None:
    """The first line whose digest does not fit what it says; None when the whole trail is as it was written."""
    before = ""
    for line in TrailLine.objects.order_by("id").iterator(chunk_size=2000):
        if seal(line.said(), before) != line.digest:
            return line
        before = line.digest
    return None


def words_of(verb: str, room: str) -> str:
    """The verb as the room's ``terms.Verb`` says it; a verb that no room knows any more is told as it was written."""
    for terms in sorted(brought("terms"), key=lambda terms: terms.__name__ != f"sampakt.{room}.terms"):
        vocabulary = getattr(terms, "Verb", None)
        if vocabulary is not None and verb in vocabulary.values:
            return str(vocabulary(verb).label)
    return verb.replace("_", " ")


def label_of(name: str, room: str, model: type[models.Model] | None = None) -> str | None:
    """What people call what changed: the field of its record, what the room's ``terms.Changed`` says, or another field.

    An action may tell of what it changed on another record of its room, such as a claim of its agreement's days.
    """
    field = _field_of(model, name)
    if field is not None and _has_label(field):
        return str(field.verbose_name)
    for terms in brought("terms"):
        vocabulary = getattr(terms, "Changed", None)
        if terms.__name__ == f"sampakt.{room}.terms" and vocabulary is not None and name in vocabulary.values:
            return str(vocabulary(name).label)
    field = _field_in(room, name)
    return str(field.verbose_name) if field else None


def _has_label(field: "models.Field[Any, Any]") -> bool:
    """Whether somebody wrote a label for the field; otherwise Django says its name in the code."""
    return isinstance(field.verbose_name, Promise)


def _field_in(room: str, name: str) -> "models.Field[Any, Any] | None":
    """The field with a label that some record of the room has under this name."""
    config = apps.app_configs.get(room)
    fields = (_field_of(model, name) for model in (config.get_models() if config else ()))
    return next((field for field in fields if field is not None and _has_label(field)), None)


def _told(line: TrailLine) -> Told:
    model, room = _model_of(line.subject_kind), line.subject_kind.partition(".")[0]
    return Told(
        pk=line.pk,
        space_id=line.space_id,
        at=line.at,
        by_name=line.by_name,
        verb=words_of(line.verb, room),
        subject=_named(line.subject_name),
        changes=[
            Change(
                label_of(field, room, model) or field.replace("_", " "),
                _value_of(_field_of(model, field) or _field_in(room, field), before),
                _value_of(_field_of(model, field) or _field_in(room, field), after),
            )
            for field, (before, after) in sorted(line.changes.items())  # PostgreSQL keeps an order of its own
        ],
    )


def _named(stored: Mapping[str, str]) -> Text:
    """What the record was called; a day in figures at its end, as lines once told it, as the language writes days."""
    said = {}
    for language, name in stored.items():
        before, _, last = name.rpartition(" ")
        day = _day(last)
        with override(language):
            said[language] = f"{before} {day_in_words(day)}" if before and day else name
    return Text.of(said)


def _day(value: str) -> date | None:
    """The day that a value in figures is, such as 2025-11-18; None for all else."""
    try:
        return date.fromisoformat(value) if _IN_FIGURES.fullmatch(value) else None
    except ValueError:
        return None


def _model_of(kind: str) -> type[models.Model] | None:
    try:
        return apps.get_model(kind)
    except LookupError:
        return None


def _field_of(model: type[models.Model] | None, name: str) -> "models.Field[Any, Any] | None":
    try:
        field = model._meta.get_field(name) if model else None
    except FieldDoesNotExist:
        return None
    return field if isinstance(field, models.Field) else None


def _value_of(field: "models.Field[Any, Any] | None", value: Any) -> Text | str | None:
    """A stored value as people read it; None when it is empty."""
    if value is None or value in ("", [], {}):
        return None
    match value:
        case bool():
            return gettext("Yes") if value else gettext("No")
        case dict() if set(value) <= set(Language.values):
            return Text.of(value)
        case list():
            return ", ".join(_written(None, part) for part in value)
        case _:
            return _written(field, value)


def _written(field: "models.Field[Any, Any] | None", value: Any) -> str:
    """A choice by its label, a day as the language writes it, whether or not its field is still known."""
    if field is not None and field.choices:
        return str(dict(field.flatchoices).get(value, value))
    day = _day(str(value)[:10] if isinstance(field, models.DateField) else str(value))
    return day_in_words(day) if day else str(value)
