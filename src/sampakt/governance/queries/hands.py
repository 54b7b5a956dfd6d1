"""What is in somebody's own hands in a body today: asked once for a page, however many of its parts depend on it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import CharField, F, IntegerField, Value

from sampakt.governance.access import may_run, sitting
from sampakt.governance.models import Body
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.models import Appointment, User

_PERSON, _OFFICE, _SEAT = range(3)


@dataclass(frozen=True)
class Hands:
    """Who the viewer is in a body: their person, the offices they hold, whether they sit in it and whether they run it.

    An operator sits everywhere, so far as seeing goes; whoever gave themselves a seat does once another has seen it.
    """

    person: int | None = None
    offices: frozenset[int] = frozenset()
    sits: bool = False
    runs: bool = False
    positions: frozenset[str] = frozenset()


def hands_in(viewer: Viewer, body: Body, day: date) -> Hands:
    """The viewer in a body, for those who take part in its partnership; others have no hand in it. One question."""
    if viewer.user_id is None or not (viewer.is_operator or viewer.is_in(body.space_id)):
        return Hands(sits=viewer.is_operator, runs=viewer.is_operator and may_run(viewer, body))
    held = Appointment.objects.held_on(day).filter(person__user=viewer.user_id)
    seats = sitting(viewer, is_given=True).filter(body=body)
    person = _told(User.objects.filter(pk=viewer.user_id, person__isnull=False), _PERSON, F("person_id"))
    rows = person.union(
        _told(held, _OFFICE, F("office_id")), _told(seats, _SEAT, F("pk"), word=F("position")), all=True
    )
    found = list(rows)
    positions = frozenset(word for what, _of, word in found if what == _SEAT)
    return Hands(
        person=next((of for what, of, _word in found if what == _PERSON), None),
        offices=frozenset(of for what, of, _word in found if what == _OFFICE),
        sits=viewer.is_operator or bool(positions),
        runs=may_run(viewer, body, positions),
        positions=positions,
    )


def _told(rows: Any, what: int, of: F, word: Any = None) -> Any:
    """Rows of one sort, in the columns that all sorts have."""
    told = Value("", output_field=CharField()) if word is None else word
    told_of = rows.order_by().annotate(what=Value(what, output_field=IntegerField()), of=of, word=told)
    return told_of.values_list("what", "of", "word")
