"""Seats that people give themselves: everybody who sits there is told at once, and somebody else confirms them."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db import transaction
from django.db.models import Q, QuerySet

from sampakt.governance.access import is_person, may_edit, may_keep_to_itself, may_see_holding, sits_in
from sampakt.governance.actions.calling import members_reached
from sampakt.governance.models import Body, Holding, Seat
from sampakt.governance.terms import GovernanceObjection, Verb
from sampakt.kernel import clock
from sampakt.kernel.errors import NotAllowed, Objection, refuse_if
from sampakt.kernel.saving import save_changed
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.models import Appointment, Office, Person
from sampakt.organisations.terms import Verb as StaffVerb
from sampakt.post.actions import write_letter
from sampakt.trail.actions import record
from sampakt.trail.models import TrailLine

APPOINTED = (StaffVerb.APPOINT, StaffVerb.CHANGE_APPOINTMENT, StaffVerb.END_APPOINTMENT)


def is_taken_by(by: Viewer, body: Body, *, person: Person | None = None, office: Office | None = None) -> bool:
    """Whether somebody who seats this person, or ties a seat to this office, lets themselves in.

    Where nobody else ever sat there is nothing to be let in to: the first to sit in a body may be whoever set it up.
    """
    is_own = is_person(by, person.pk if person else None) or _has_or_will_have(by, office)
    return is_own and may_keep_to_itself(body.pk, besides=by.user_id)


def hear_of_appointments(lines: Sequence[TrailLine]) -> None:
    """Treat an office that somebody gives themselves, and that has a seat where others sit, as a seat that they take.

    The trail calls this with every line written, inside the writer's transaction. What another records of the office's
    holder is given: an appointment is its organisation's.
    """
    told = {line.subject_id: line for line in lines if line.verb in APPOINTED and line.by_user_id is not None}
    if not told:
        return
    for appointment in Appointment.objects.filter(pk__in=told, person__user__isnull=False):
        line = told[appointment.pk]
        if not Appointment.objects.filter(pk=appointment.pk, person__user=line.by_user_id).exists():
            if line.verb == StaffVerb.APPOINT or "person" in line.changes:
                _give(appointment)
        elif _lets_in(line):
            _take(appointment, line)


def _give(appointment: Appointment) -> None:
    """Another put them there; and whoever tied a seat to the office for themselves is gone if nobody else holds it."""
    Appointment.objects.filter(pk=appointment.pk).update(taken_on=None)
    if not _lasting(appointment.office_id).exclude(pk=appointment.pk).exists():
        Seat.objects.filter(office=appointment.office_id).update(taken_on=None)


def _lets_in(line: TrailLine) -> bool:
    """Whether somebody holds the office by it on more days than before."""
    if line.verb == StaffVerb.APPOINT or not {"person", "starts_on"}.isdisjoint(line.changes):
        return True
    before, after = line.changes.get("ends_on", ("", ""))
    return before is not None and (after is None or str(after) > str(before))


def _take(appointment: Appointment, line: TrailLine) -> None:
    seats = Seat.objects.filter(Q(ends_on=None) | Q(ends_on__gte=clock.today()), office=appointment.office_id)
    for seat in seats.select_related("body__space__partnership"):
        if may_keep_to_itself(seat.body_id, besides=line.by_user_id):
            Appointment.objects.filter(pk=appointment.pk).update(taken_on=clock.today())
            occasion = f"taken appointment {appointment.pk} {appointment.version} {seat.pk}"
            tell_of_taking(
                seat, by_user=line.by_user_id, name=line.by_name, since=appointment.starts_on, occasion=occasion
            )


def _has_or_will_have(by: Viewer, office: Office | None) -> bool:
    if office is None or by.user_id is None:
        return False
    return _lasting(office.pk).filter(person__user=by.user_id).exists()


def _lasting(office: int | None) -> QuerySet[Appointment]:
    return Appointment.objects.filter(Q(ends_on=None) | Q(ends_on__gte=clock.today()), office=office)


def tell_of_taking(
    taken: Holding | Seat, *, by_user: int | None, name: str, since: date | None = None, occasion: str = ""
) -> int:
    """Write to everybody else who sits in the body that somebody gave themselves a seat; answers how many letters."""
    seat = taken.seat if isinstance(taken, Holding) else taken
    body, told = seat.body, 0
    for reached in members_reached(body, clock.today()):
        if by_user is not None and getattr(getattr(reached.person, "user", None), "pk", None) == by_user:
            continue
        letter = write_letter(
            to=reached.email,
            template="governance/letters/seat_taken.txt",
            language=reached.language,
            occasion=f"{occasion or f'taken {taken._meta.model_name} {taken.pk} {taken.version}'} {reached.person.pk}",
            name=reached.person.name,
            taker=name,
            seat=seat,
            body=body,
            day=since or taken.starts_on,
        )
        told += letter is not None
    return told


@transaction.atomic
def confirm_seat(taken: Holding | Seat, *, by: Viewer) -> Holding | Seat:
    """Say that somebody rightly sits in a seat which they gave themselves: from now on it opens what others' do.

    Anybody else who sits in the body says so, or who coordinates its partnership.
    """
    seat = taken.seat if isinstance(taken, Holding) else taken
    body = seat.body
    if not (by.may_write and (sits_in(by, body.pk) or may_edit(by, body))):
        raise NotAllowed
    if isinstance(taken, Holding) and not may_see_holding(by, taken):
        raise NotAllowed
    refuse_if(objections_to_confirming(taken, by))
    changes = save_changed(taken, {"taken_on": None}, version=None)
    if isinstance(taken, Seat) and (appointed := _taken_offices(taken)):
        changes.setdefault("taken_on", (appointed[0].taken_on, None))
        Appointment.objects.filter(pk__in=[one.pk for one in appointed]).update(taken_on=None)
    record(Verb.CONFIRM_SEAT, taken, by=by, changes=changes, within=body)
    return taken


def objections_to_confirming(taken: Holding | Seat, by: Viewer) -> list[Objection]:
    """It is confirmed once, and by another than whoever sits there."""
    appointed = _taken_offices(taken) if isinstance(taken, Seat) else []
    if taken.taken_on is None and not appointed:
        return [Objection.of(GovernanceObjection.SEAT_CONFIRMED)]
    if isinstance(taken, Holding):
        is_own = is_person(by, taken.person_id)
    elif taken.taken_on is None:
        is_own = _is_of(by, appointed)
    else:
        is_own = _has_or_will_have(by, taken.office)
    return [Objection.of(GovernanceObjection.CONFIRMED_BY_ANOTHER)] if is_own else []


def _taken_offices(seat: Seat) -> list[Appointment]:
    """The times for which somebody gave themselves the office that the seat belongs to."""
    taken = _lasting(seat.office_id).filter(taken_on__isnull=False) if seat.office_id is not None else ()
    return list(taken)


def _is_of(by: Viewer, appointed: Iterable[Appointment]) -> bool:
    return any(is_person(by, one.person_id) for one in appointed)
