"""What somebody says to the values of a document: it holds, it is to be read otherwise, it does not hold."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Max

from sampakt.intake.access import may_decide
from sampakt.intake.actions.dropping import not_now
from sampakt.intake.models import Reading, Value
from sampakt.intake.queries.plans import objections_to_promise
from sampakt.intake.queries.registers import codes_known
from sampakt.intake.rules.correcting import correction
from sampakt.intake.rules.filing.remarks import SURE
from sampakt.intake.rules.keeping import Kept
from sampakt.intake.terms import IntakeObjection, ReadingState, ValueField, ValueState, Verb
from sampakt.kernel.errors import Conflict, NotAllowed, Objection, refuse_if
from sampakt.kernel.saving import save_changed, save_new
from sampakt.kernel.viewer import Viewer
from sampakt.trail.actions import record

ADDED = "added"
"""Why a value is there that nobody read: somebody added it."""


def accept(*values: Value, by: Viewer, version: int | None = None) -> list[Value]:
    """Say that values of one document hold as they were read; ``version`` is that of a single one as it was seen."""
    return _say(Verb.ACCEPT_VALUES, ValueState.ACCEPTED, values, by, version)


def reject(*values: Value, by: Viewer, version: int | None = None) -> list[Value]:
    """Say that values of one document do not hold; nothing is made of them."""
    return _say(Verb.REJECT_VALUES, ValueState.REJECTED, values, by, version)


def reopen(*values: Value, by: Viewer, version: int | None = None) -> list[Value]:
    """Take back what was said to values of one document."""
    return _say(Verb.REOPEN_VALUES, ValueState.OPEN, values, by, version)


@transaction.atomic
def accept_all(reading: Reading, *, by: Viewer, at_least: float = SURE) -> list[Value]:
    """Accept all open values of a document that were read with some certainty."""
    held(reading, by)
    return accept(*reading.values.filter(state=ValueState.OPEN, confidence__gte=at_least), by=by)


@transaction.atomic
def correct(value: Value, *, to: Kept, by: Viewer, version: int | None = None) -> Value:
    """Say what a value is to be read as. It stands on the same words as before."""
    reading = held(value.reading, by)
    field = ValueField(value.field)
    kept, objections = correction(field, to, codes_known(field, to))
    refuse_if(objections or objections_to_promise(reading, field, kept))
    told = {"corrected": kept, "state": ValueState.CORRECTED, "decided_by_id": by.user_id}
    if changes := save_changed(value, told, version=version):
        changes.pop("decided_by_id", None)
        record(Verb.CORRECT_VALUE, reading, by=by, changes={"value": (_words(value.value), _words(kept))})
    return value


@transaction.atomic
def add_value(
    reading: Reading, *, field: str, to: Kept, by: Viewer, start: int | None = None, end: int | None = None
) -> Value:
    """Add what the document says and nobody read, with its place in the text where somebody marks one."""
    current = held(reading, by)
    objections = []
    if field not in ValueField.values:
        known = ", ".join(ValueField.values)
        refuse_if([Objection.of(IntakeObjection.NOT_CHOSEN, field="field", known=known)])
    if not _is_within(current.text, start, end):
        objections.append(Objection.of(IntakeObjection.OUTSIDE, field="start"))
    kept, found = correction(ValueField(field), to, codes_known(ValueField(field), to))
    refuse_if([*objections, *found] or objections_to_promise(current, ValueField(field), kept))
    last = current.values.aggregate(last=Max("place"))["last"]
    value = Value(
        reading=current,
        field=field,
        place=0 if last is None else last + 1,
        value=kept,
        corrected=kept,
        span_start=start,
        span_end=end,
        confidence=1.0,
        why=ADDED,
        state=ValueState.CORRECTED,
        decided_by_id=by.user_id,
    )
    save_new(value)
    record(Verb.ADD_VALUE, reading, by=by, changes={"value": (None, _words(kept))})
    return value


@transaction.atomic
def _say(verb: Verb, state: ValueState, values: Iterable[Value], by: Viewer, version: int | None = None) -> list[Value]:
    """Say the same to several values of one document; those to which it is said already stay as they are.

    Raises Conflict when somebody said something else since ``version``.
    """
    values = list(values)
    if not values:
        return []
    reading = held(values[0].reading, by)
    if any(value.reading_id != reading.pk for value in values):
        refuse_if([Objection.of(IntakeObjection.OF_ANOTHER)])
    current = Value.objects.select_for_update().filter(pk__in=[value.pk for value in values])
    said = [value for value in current if value.state != state]
    for value in said:
        if version not in (None, value.version):
            raise Conflict(value)
        value.state, value.decided_by_id, value.version = state, by.user_id, value.version + 1
        if state == ValueState.OPEN:
            value.decided_by_id = None
        if value.why != ADDED and state != ValueState.REJECTED:
            value.corrected = None
    Value.objects.bulk_update(said, ["state", "decided_by", "version", "corrected"], batch_size=500)
    if said:
        record(verb, reading, by=by, changes={"values": (None, _told(said))})
    return said


def held(reading: Reading, by: Viewer) -> Reading:
    """The document as it stands, locked, if values of it may be decided on now. Raises NotAllowed and Refused."""
    current = Reading.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=reading.pk)
    open_to(current, by)
    return current


def open_to(reading: Reading, by: Viewer) -> None:
    """Raise NotAllowed, or Refused, unless the viewer may decide on values of the document now."""
    if not may_decide(by, reading):
        raise NotAllowed
    if reading.state != ReadingState.READ:
        refuse_if([not_now(reading)])


def _is_within(text: str, start: int | None, end: int | None) -> bool:
    if start is None or end is None:
        return start is None and end is None
    return 0 <= start < end <= len(text)


def _told(values: list[Value]) -> str:
    """Which values, for the trail: one by its words, several by their number."""
    return str(values[0])[:200] if len(values) == 1 else str(len(values))


def _words(held: Kept) -> str:
    """A value in one line, for the trail."""
    if isinstance(held, str):
        return held[:200]
    return ", ".join(f"{name}: {part}" for name, part in held.items() if part not in (None, "", {}, []))[:200]
