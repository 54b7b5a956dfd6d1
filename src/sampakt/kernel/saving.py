"""Saving an editable record without overwriting somebody else's change."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import connection, models, transaction

from sampakt.kernel.errors import Conflict, Objection, Refused
from sampakt.kernel.models import Record
from sampakt.kernel.text import Text

AnyRecord = TypeVar("AnyRecord", bound=Record)
Changes = dict[str, tuple[object, object]]


def save_new(record: AnyRecord) -> AnyRecord:
    """Save a fresh record after checking its fields and constraints; raises Refused naming the fields."""
    check(record)
    record.save(force_insert=True)
    return record


@transaction.atomic
def write_new(rows: Sequence[models.Model]) -> None:
    """Write many new rows of one table whose numbers nobody asks for, in half the time of ``bulk_create``.

    That puts a statement together anew for every few dozen rows. Here one is asked again for each, and a value that
    many rows share is made ready once. What the rows point to must have been saved before they were made.
    """
    if not rows:
        return
    table = rows[0]._meta
    fields = [field for field in table.concrete_fields if not isinstance(field, models.AutoField)]
    named = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    asked = ", ".join(["%s"] * len(fields))
    ready: dict[tuple[int, int], tuple[Any, Any]] = {}

    def value(place: int, field: Any, row: models.Model) -> Any:
        said = field.pre_save(row, add=True)
        key = (place, id(said))
        if key not in ready:
            # Kept beside what is made of it, so that no other value takes its place in memory meanwhile.
            ready[key] = (said, field.get_db_prep_save(said, connection))
        return ready[key][1]

    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {connection.ops.quote_name(table.db_table)} ({named}) VALUES ({asked})",  # noqa: S608 - names of our own
            [[value(place, field, row) for place, field in enumerate(fields)] for row in rows],
        )


def save_changed(
    record: AnyRecord, values: Mapping[str, object], *, version: int | None, beside: bool = False
) -> Changes:
    """Set ``values`` on the record and save it as the next version; answers what changed, before and after.

    ``version`` is the one that the writer saw; None when nobody saw any (a file, a command). What the caller changes
    ``beside`` the record, in rows of its own that are edited with it, makes a new version as well. Raises Conflict,
    with the record as it stands, when somebody saved in between, and Refused when a field does not hold.
    """
    model = type(record)
    with transaction.atomic():
        current = model._base_manager.select_for_update().get(pk=record.pk)
        if version is not None and current.version != version:
            raise Conflict(current)
        changes = {
            name: (getattr(current, name), value) for name, value in values.items() if getattr(current, name) != value
        }
        for name, value in values.items():
            setattr(record, name, value)
        if changes or beside:
            record.version = current.version + 1
            check(record)
            record.save()
    return changes


def check(record: models.Model) -> None:
    """Hold the record against its fields and constraints; raises Refused with an objection for each fault."""
    try:
        record.full_clean(exclude={"sought"})
    except ValidationError as error:
        raise Refused(_objections(error)) from error


def _objections(error: ValidationError) -> list[Objection]:
    return [
        Objection(code=fault.code or "invalid", words=message, field="" if name == NON_FIELD_ERRORS else name)
        for name, faults in error.error_dict.items()
        for fault in faults
        for message in fault.messages
    ]


def as_plain(value: object) -> Any:
    """A value as the trail keeps it: text, number, truth, list or mapping."""
    if isinstance(value, Text):
        return value.as_data()
    if isinstance(value, models.Model):
        return str(value)
    if value is None or isinstance(value, bool | int | str | list | dict):
        return value
    return str(value)
