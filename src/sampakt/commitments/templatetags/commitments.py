"""Tags of the room's pages: the terms of a rule as people read them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import template

from sampakt.commitments.queries.parameters import Asked, Names, Sort, asked_by
from sampakt.commitments.queries.registry import Kind
from sampakt.commitments.terms import Word
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
    if value == asked.word:
        return str(Word(value).label)
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
                for code, office in value.items()
            )
        case Sort.CHOICES | Sort.ORGANISATIONS | Sort.LIST:
            told = ", ".join(labels.get(str(one), str(one)) for one in value)
        case _:
            told = labels.get(str(value), str(value))
    return told
