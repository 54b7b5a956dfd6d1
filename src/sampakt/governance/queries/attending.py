"""Who sits in a body on the day of a meeting, and who takes part in each item of it."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from django.db.models import F, Value

from sampakt.governance.models import Attendance, Body, Holding, Item, Meeting, Recusal, Seat
from sampakt.governance.queries.seats import occupants_of
from sampakt.governance.rules.meetings import Chair, Presented, Taking, taking_part
from sampakt.organisations.models import Appointment


def seats_on(body: Body, day: date) -> list[Seat]:
    """The seats that a body has on a day, each with its organisation and office. One query."""
    seats = Seat.objects.existing_on(day).filter(body=body)
    return list(seats.select_related("organisation", "office", "body").order_by("pk"))


def holders_on(seats: Collection[Seat], day: date) -> dict[int, int]:
    """The person in each of the seats on a day, where somebody is named; whoever came last. One query."""
    held, followed = occupants_of(
        [seat.pk for seat in seats if seat.office_id is None],
        [seat.office_id for seat in seats if seat.office_id is not None],
    )
    found = {}
    for seat in seats:
        for one in held.get(seat.pk, ()) if seat.office_id is None else followed.get(seat.office_id, ()):
            if one.person is not None and one.tenure.starts_on <= day <= (one.tenure.ends_on or day):
                found[seat.pk] = one.person
    return found


def names_on(seats: Collection[Seat], day: date) -> dict[int, str]:
    """The name of the person in each of the seats on a day, whoever came last; empty where one is held by somebody
    whom nobody has named, and no entry for one that stands empty. One query."""
    following: dict[int, list[int]] = defaultdict(list)
    for seat in seats:
        if seat.office_id is not None:
            following[seat.office_id].append(seat.pk)
    own = [seat.pk for seat in seats if seat.office_id is None]
    held = Holding.objects.held_on(day).filter(seat__in=own)
    followed = Appointment.objects.held_on(day).filter(office__in=following)
    both = [
        rows.order_by().annotate(by=Value(by), of=F(of), name=F("person__name"))
        for by, (rows, of) in enumerate(((held, "seat_id"), (followed, "office_id")))
    ]
    columns = ("by", "of", "starts_on", "pk", "name")
    rows = both[0].values_list(*columns).union(both[1].values_list(*columns), all=True)
    found: dict[int, str] = {}
    for by, of, _starts_on, _pk, name in rows.order_by("starts_on", "pk"):
        for held_seat in following[of] if by else [of]:
            found[held_seat] = name or found.get(held_seat, "")
    return found


def chair_of(seat: Seat) -> Chair:
    """The seat as the rules of meetings see it."""
    return Chair(seat.pk, str(seat), seat.position, seat.organisation_id, seat.deputy_for_id)


def presented(rows: Iterable[Attendance]) -> list[Presented]:
    """Who was there, as the rules see it."""
    return [
        Presented(row.seat_id, row.presence, row.stands_in_for_id, row.is_adjuster, person=row.person_id)
        for row in rows
    ]


def taking_in(
    body: Body, seats: Sequence[Seat], rows: Sequence[Attendance], recused: Collection[int] = ()
) -> Taking | None:
    """Who takes part, given the seats of the day and who was there; None while that is not recorded."""
    if not rows:
        return None
    return taking_part(
        map(chair_of, seats),
        presented(rows),
        quorum=body.quorum,
        needs_every_party=body.needs_every_party,
        recused=recused,
    )


def taking_of(meeting: Meeting, item: Item | None = None) -> Taking | None:
    """Who takes part in an item, or in the meeting as a whole; None while attendance is not recorded. Three queries."""
    rows = list(Attendance.objects.filter(meeting=meeting))
    recused = set(Recusal.objects.filter(item=item).values_list("seat_id", flat=True)) if item is not None else set()
    return taking_in(meeting.body, seats_on(meeting.body, meeting.day), rows, recused)
