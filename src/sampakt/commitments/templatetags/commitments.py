"""Tags of the room's pages: the terms of a rule as people read them, periods, and how far evidence has come."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import pgettext

from sampakt.commitments.models import Evidence
from sampakt.commitments.queries.pages import Strip
from sampakt.commitments.queries.parameters import Asked, Names, Sort, all_words, asked_by
from sampakt.commitments.queries.registry import Kind
from sampakt.commitments.rules.parameters import offices_in
from sampakt.commitments.terms import EvidenceState, Word
from sampakt.kernel import clock
from sampakt.ui.templatetags.ui.blocks import tag
from sampakt.ui.writing import written_day

register = template.Library()


@register.simple_tag
def told_parameters(kind: Kind, parameters: Mapping[str, Any], names: Names) -> list[tuple[str, str]]:
    """The parameters as facts that people read: pairs of name and value; what is empty or left out is not told."""
    pairs = []
    for asked in asked_by(kind):
        value = parameters.get(asked.name, asked.default)
        if value not in (None, "", [], (), {}, False):
            pairs.append((str(asked.label), _told(asked, value, names)))
    return pairs


def _told(asked: Asked, value: Any, names: Names) -> str:
    labels = {value: str(label) for value, label in asked.choices} | dict(names.organisations)
    labels |= dict(names.offered.get(asked.name, ()))
    if value == asked.word:
        return str(all_words()[value])
    match asked.sort:
        case Sort.YES:
            told = str(Word.YES.label)
        case Sort.DAY:
            told = written_day(value if isinstance(value, date) else date.fromisoformat(value))
        case Sort.MONTH_DAY:
            # Any leap year will do: only the day and the month are told.
            told = written_day(date(2024, int(value[:2]), int(value[3:])), "short")
        case Sort.OFFICES:
            told = ", ".join(
                f"{labels.get(code, code)}: {names.offices.get(code, {}).get(office, office)}"
                for code, office in offices_in(value)
            )
        case Sort.CHOICES | Sort.ORGANISATIONS | Sort.LIST:
            told = ", ".join(labels.get(str(one), str(one)) for one in value)
        case _:
            told = labels.get(str(value), str(value))
    return told


@register.simple_tag
def strip_pairs(strips: Sequence[Strip]) -> list[tuple[str, str]]:
    """The periods of a promise for the tag ``period_strip``: what each is called, with its count, and how it went."""
    return [
        (f"{name_of_period(strip.start, strip.end)}: {strip.done}/{strip.wanted}", strip.status) for strip in strips
    ]


def name_of_period(start: date, end: date) -> str:
    """A calendar year by its number; any other period by its first and last day."""
    if start.year == end.year and (end.month, end.day) == (12, 31) and (start.month, start.day) == (1, 1):
        return str(start.year)
    if end == date.max:
        return written_day(start)
    return f"{written_day(start)} – {written_day(end)}"


@register.simple_tag
def evidence_state(evidence: Evidence, today: date | None = None) -> SafeString:
    """How far a piece of evidence has come, as shape, word and colour; it expires by itself."""
    day = today or clock.today()
    state = EvidenceState(evidence.state)
    if state == EvidenceState.APPROVED and _is_past(evidence, day):
        state = EvidenceState.EXPIRED
    color, shape = _STATES[state]
    # What was withdrawn is stored as what has expired: its last day, if it has one, has not passed.
    is_withdrawn = evidence.state == EvidenceState.EXPIRED and not _is_past(evidence, day)
    return tag(pgettext("evidence", "Withdrawn") if is_withdrawn else str(state.label), color, icon=shape)


def _is_past(evidence: Evidence, day: date) -> bool:
    return evidence.valid_until is not None and evidence.valid_until < day


_STATES = {
    EvidenceState.DRAFT: ("neutral", "pencil"),
    EvidenceState.IN_REVIEW: ("warning", "clock"),
    EvidenceState.APPROVED: ("success", "checkmark"),
    EvidenceState.EXPIRED: ("danger", "hourglass"),
}
