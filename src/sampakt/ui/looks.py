"""How a state looks: its shape, its tone and its word, always together."""

from dataclasses import dataclass
from functools import cache
from typing import Literal

from django.conf import settings
from django.db.models import Choices, TextChoices
from django.utils.module_loading import import_string

Tone = Literal["kept", "track", "soon", "bad", "none", "quiet"]

TONES: tuple[Tone, ...] = ("kept", "track", "soon", "bad", "none", "quiet")
"""The tones in the order in which a promise bar shows them."""


@dataclass(frozen=True)
class Look:
    """The tone (colour or hatching) and the shape (an icon's name) of a state."""

    tone: Tone
    icon: str


LOOKS: dict[str, Look] = {
    "kept": Look("kept", "checkmark"),
    "kept_late": Look("kept", "check-circle"),
    "on_track": Look("track", "trend-up"),
    "not_yet_due": Look("track", "hourglass"),
    "due_soon": Look("soon", "clock"),
    "overdue": Look("bad", "exclamation-triangle"),
    "broken": Look("bad", "x-mark"),
    "no_evidence": Look("none", "dotted-circle"),
    "not_stated": Look("none", "question-circle"),
    "waived": Look("quiet", "handshake"),
    "superseded": Look("quiet", "arrow-undo"),
    "not_checkable": Look("quiet", "person"),
}


def look_of(status: str) -> Look:
    """The look of a status. Raises KeyError on a status that has none: every status must be drawn on purpose."""
    return LOOKS[str(status)]


def word_of(status: str) -> str:
    """The status in the page's language, whether it comes as a term or as the bare code that a table holds."""
    return str(status.label if isinstance(status, Choices) else _statuses()(status).label)


@cache
def _statuses() -> type[TextChoices]:
    # The words belong to a room above this one, so the settings say where they are.
    statuses: type[TextChoices] = import_string(settings.STATUS_TERMS)
    return statuses
