"""Writing the trail. Every action of every room ends by writing one line here; whoever listens hears of it at once."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import connection, models, transaction

from sampakt.kernel import clock
from sampakt.kernel.saving import as_plain
from sampakt.kernel.terms import Audience
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import Viewer
from sampakt.trail.models import TrailLine
from sampakt.trail.rules import seal

Listener = Callable[[Sequence[TrailLine]], None]

_listeners: list[Listener] = []
_gathered: ContextVar[list[TrailLine] | None] = ContextVar("gathered", default=None)
ANOTHER = Text(sv="en annan post", nb="en annen post", en="another record")
_REACH = ("space_id", "audience", "organisation_id", "circle_id")
_LOCK = 7_253_001  # any number that nothing else in the database locks


def listen(listener: Listener) -> None:
    """Call ``listener`` with the lines just written, inside the transaction that wrote them."""
    if listener not in _listeners:
        _listeners.append(listener)


@contextmanager
def gathered() -> Iterator[None]:
    """Let many actions write their lines together, and the listeners hear of them once, at the end."""
    if _gathered.get() is not None:
        yield
        return
    token = _gathered.set([])
    try:
        with transaction.atomic():
            yield
            lines = _gathered.get() or []
            _gathered.set(None)
            _write(lines)
    finally:
        _gathered.reset(token)


def record(
    verb: str,
    subject: models.Model,
    *,
    by: Viewer,
    changes: Mapping[str, tuple[object, object]] | None = None,
    space_id: int | None = None,
    organisation_id: int | None = None,
    within: models.Model | None = None,
) -> None:
    """Write that ``by`` did ``verb`` to ``subject``. A subject with an audience of its own lends it to the line.

    ``verb`` is one of the subject's room's ``terms.Verb``. ``within`` is the shared record that a subject without an
    audience belongs to, such as a party's agreement: the line is then seen by those who see that record. ``changes``
    maps a field to its value before and after. Call it last in an action, inside its transaction.
    """
    shared = within if within is not None else subject
    name = getattr(subject, "title", None) or getattr(subject, "name", None) or str(subject)
    line = TrailLine(
        at=clock.now(),
        by_user_id=by.user_id,
        by_name=by.name or "Sampakt",
        verb=verb,
        subject_kind=subject._meta.label_lower,
        subject_id=subject.pk,
        subject_name=(name if isinstance(name, Text) else Text.alike(str(name))).as_data(),
        space_id=space_id if space_id is not None else getattr(shared, "space_id", None),
        organisation_id=organisation_id if organisation_id is not None else getattr(shared, "organisation_id", None),
        audience=getattr(shared, "audience", "") or Audience.PARTNERS,
        circle_id=getattr(shared, "circle_id", None),
    )
    line.changes = {
        field: [_named(before, line), _named(after, line)] for field, (before, after) in (changes or {}).items()
    }
    waiting = _gathered.get()
    if waiting is not None:
        waiting.append(line)
    else:
        _write([line])


def _named(value: object, line: TrailLine) -> object:
    """A value as the line keeps it; a record that not everybody who reads the line may know of is not named."""
    if not isinstance(value, models.Model) or not hasattr(value, "circle_id"):
        return as_plain(value)
    reach = [getattr(value, name) for name in _REACH]
    is_open = reach[0] == line.space_id and reach[1] in {Audience.PUBLIC, Audience.PARTNERS}
    is_alike = reach == [getattr(line, name) for name in _REACH]
    return as_plain(value) if is_open or is_alike else ANOTHER.as_data()


def _write(lines: Sequence[TrailLine]) -> None:
    if not lines:
        return
    with transaction.atomic():
        if connection.vendor == "postgresql":
            # One writer at a time, so that the seals form one chain; SQLite has one writer anyway.
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        last = TrailLine.objects.order_by("-id").values_list("digest", flat=True).first() or ""
        for line in lines:
            line.digest = last = seal(line.said(), last)
        TrailLine.objects.bulk_create(lines, batch_size=500)
        for listener in _listeners:
            listener(lines)
