"""Who takes part in a partnership because of a seat that they hold, by name or by office."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sampakt.agreements.models import Partnership
from sampakt.governance.models import Holding, Seat
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.models import Appointment, Person


@dataclass(frozen=True)
class LetIn:
    """Somebody who signs in, and the seats that let them into the partnership."""

    person: Person
    seats: Sequence[Seat]


def let_in_by_seats(viewer: Viewer, partnership: Partnership, day: date) -> list[LetIn]:
    """Those whom a seat lets in on a day, by name; of bodies that the viewer sees. Three queries.

    Others see nobody. Whoever gave themselves a seat is not let in by it until somebody has confirmed that.
    """
    if not (viewer.is_operator or viewer.is_in(partnership.pk)):
        return []
    there = Seat.objects.visible_to(viewer).existing_on(day).filter(body__space=partnership.pk)
    seats = list(there.select_related("body", "office", "organisation").order_by("body", "pk"))
    by_name = Holding.objects.held_on(day).filter(seat__in=seats, taken_on=None, person__user__is_active=True)
    by_office = Appointment.objects.held_on(day).filter(
        office__in=[seat.office_id for seat in seats if seat.office_id is not None and seat.taken_on is None],
        person__user__is_active=True,
        taken_on=None,
    )
    held: dict[int, list[int]] = defaultdict(list)
    people: dict[int, Person] = {}
    for holding in by_name.select_related("person__organisation"):
        if holding.person is not None:
            people[holding.person.pk] = holding.person
            held[holding.person.pk].append(holding.seat_id)
    for appointment in by_office.select_related("person__organisation"):
        if appointment.person is not None:
            people[appointment.person.pk] = appointment.person
            held[appointment.person.pk] += [seat.pk for seat in seats if seat.office_id == appointment.office_id]
    return [
        LetIn(person, [seat for seat in seats if seat.pk in held[pk]])
        for pk, person in sorted(people.items(), key=lambda pair: (pair[1].name.casefold(), pair[0]))
    ]
