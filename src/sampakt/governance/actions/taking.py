"""Seats that people give themselves: everybody who sits there is told at once, and somebody else confirms them."""

from django.db import transaction

from sampakt.governance.access import holds, is_person, may_edit, may_keep_to_itself, may_see_holding, sits_in
from sampakt.governance.actions.calling import members_reached
from sampakt.governance.models import Body, Holding, Seat
from sampakt.governance.terms import GovernanceObjection, Verb
from sampakt.kernel import clock
from sampakt.kernel.errors import NotAllowed, Objection, refuse_if
from sampakt.kernel.saving import save_changed
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.models import Office, Person
from sampakt.post.actions import write_letter
from sampakt.trail.actions import record


def is_taken_by(by: Viewer, body: Body, *, person: Person | None = None, office: Office | None = None) -> bool:
    """Whether somebody who seats this person, or ties a seat to this office, lets themselves in.

    Where nobody else ever sat there is nothing to be let in to: the first to sit in a body may be whoever set it up.
    """
    is_own = is_person(by, person.pk if person else None) or holds(by, office.pk if office else None)
    return is_own and may_keep_to_itself(body.pk, besides=by)


def tell_of_taking(taken: Holding | Seat, *, by: Viewer) -> int:
    """Write to everybody else who sits in the body that somebody gave themselves a seat; answers how many letters."""
    seat = taken.seat if isinstance(taken, Holding) else taken
    body, told = seat.body, 0
    for reached in members_reached(body, clock.today()):
        if is_person(by, reached.person.pk):
            continue
        letter = write_letter(
            to=reached.email,
            template="governance/letters/seat_taken.txt",
            language=reached.language,
            occasion=f"taken {taken._meta.model_name} {taken.pk} {taken.version} {reached.person.pk}",
            name=reached.person.name,
            taker=by.name,
            seat=seat,
            body=body,
            day=taken.starts_on,
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
    record(Verb.CONFIRM_SEAT, taken, by=by, changes=changes, within=body)
    return taken


def objections_to_confirming(taken: Holding | Seat, by: Viewer) -> list[Objection]:
    """It is confirmed once, and by another than whoever sits there."""
    if taken.taken_on is None:
        return [Objection.of(GovernanceObjection.SEAT_CONFIRMED)]
    is_own = is_person(by, taken.person_id) if isinstance(taken, Holding) else holds(by, taken.office_id)
    return [Objection.of(GovernanceObjection.CONFIRMED_BY_ANOTHER)] if is_own else []
