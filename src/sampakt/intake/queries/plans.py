"""What a document would become: the draft of those of its values that somebody stands for."""

from collections.abc import Iterable, Mapping
from typing import Any

from sampakt.commitments.queries.registry import objections_to_parameters
from sampakt.intake.models import Reading, Value
from sampakt.intake.queries.drafts import gazetteer
from sampakt.intake.rules.draft import Span
from sampakt.intake.rules.filing.bodies import bodies_of
from sampakt.intake.rules.filing.parties import parties_of
from sampakt.intake.rules.filing.promises import promises_of
from sampakt.intake.rules.keeping import NOWHERE, Kept, Row, draft_of_rows
from sampakt.intake.terms import IntakeObjection, ValueField, ValueState
from sampakt.kernel import clock
from sampakt.kernel.errors import Objection

CERTAIN = 1.0
"""How sure a value is that somebody corrected."""


def row_of(value: Value) -> Row:
    """A value as the rules see it: as it is now, and as it was read."""
    span = Span(value.span_start, value.span_end) if value.span_end is not None else NOWHERE  # type: ignore[arg-type]
    is_corrected = value.corrected is not None
    confidence = CERTAIN if is_corrected else value.confidence
    return Row(ValueField(value.field), value.held, span, confidence, value.why, value.value if is_corrected else "")


def rows_of_values(values: Iterable[Value]) -> list[Row]:
    """Several values as the rules see them."""
    return [row_of(value) for value in values]


def objections_to_promise(reading: Reading, field: ValueField, held: Kept) -> list[Objection]:
    """What stands against the kind and the parameters of a promise, read beside the parties and bodies of the draft."""
    if field != ValueField.COMMITMENT:
        return []
    around = reading.values.exclude(state=ValueState.REJECTED).exclude(field=ValueField.COMMITMENT)
    draft = draft_of_rows([*rows_of_values(around), Row(field, held, NOWHERE, CERTAIN, "")])
    found: list[list[Objection]] = []

    def fits(kind: str, parameters: Mapping[str, Any]) -> bool:
        found.append(objections_to_parameters(kind, parameters))
        return not found[-1]

    parties = parties_of(draft, reading.text, gazetteer().organisations.keys(), clock.today())
    promises_of(draft, reading.text, parties, bodies_of(draft, reading.text, parties), fits)
    return found[0] if found else [Objection.of(IntakeObjection.NAME_UNKNOWN, field="parameters")]
