"""Who sits in a seat that belongs to no office: filling it, correcting and taking back."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import TypedDict, Unpack

from django.db import transaction

from sampakt.governance.access import is_person, may_edit, may_fill
from sampakt.governance.actions.seats import OUTSIDE_SEAT, outside
from sampakt.governance.actions.taking import is_taken_by, tell_of_taking
from sampakt.governance.models import Holding, Seat
from sampakt.governance.rules.days import cut, is_within
from sampakt.governance.terms import VOTING, GovernanceObjection, Verb
from sampakt.kernel import clock
from sampakt.kernel.errors import NotAllowed, Objection, refuse_if
from sampakt.kernel.saving import save_changed, save_new
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.access import may_see_staff
from sampakt.organisations.models import Appointment, Person
from sampakt.organisations.rules import Tenure, is_overlapping
from sampakt.organisations.terms import OrganisationObjection
from sampakt.trail.actions import record


class HoldingValues(TypedDict, total=False):
    """Who holds a seat on which days."""

    person: Person | None
    starts_on: date
    ends_on: date | None
    is_sample: bool


@transaction.atomic
def fill_seat(
    seat: Seat,
    *,
    person: Person | None,
    starts_on: date,
    by: Viewer,
    ends_on: date | None = None,
    is_sample: bool = False,
) -> Holding:
    """Record that somebody holds a seat from a day on; who it is may be left unsaid.

    Whoever gives themselves a seat in which others sat before is seen doing so: the others are written to, and the
    seat opens nothing that is kept to those who sit there until one of them, or another coordinator, confirms it.
    """
    if not may_edit(by, seat.body):
        raise NotAllowed
    refuse_if(objections_to_filling(seat, by))
    holding = Holding(seat=seat, person=person, starts_on=starts_on, ends_on=ends_on, is_sample=is_sample)
    refuse_if(_objections(holding, by, person=person, starts_on=starts_on, ends_on=ends_on))
    if is_taken_by(by, seat.body, person=person):
        holding.taken_on = clock.today()
    save_new(holding)
    if holding.taken_on is not None:
        tell_of_taking(holding, by_user=by.user_id, name=by.name)
    record(Verb.FILL_SEAT, holding, by=by, changes={"person": (None, person)}, within=seat.body)
    return holding


@transaction.atomic
def change_holding(
    holding: Holding, *, by: Viewer, version: int | None = None, **values: Unpack[HoldingValues]
) -> Holding:
    """Correct who held a seat, or when; a last day says that somebody left it.

    Who gives themselves the seat in this way, or more days in it, is seen as in ``fill_seat``.
    """
    body = holding.seat.body
    if not may_edit(by, body):
        raise NotAllowed
    if values.get("person", holding.person) not in {None, holding.person}:
        refuse_if(objections_to_filling(holding.seat, by))
    refuse_if(_objections(holding, by, **values))
    taken = _taken_by_changing(holding, by, **values)
    is_new = taken is not None and holding.taken_on is None
    if changes := save_changed(holding, {**values, "taken_on": taken}, version=version):
        if is_new:
            tell_of_taking(holding, by_user=by.user_id, name=by.name)
        record(Verb.CHANGE_HOLDING, holding, by=by, changes=changes, within=body)
    return holding


@transaction.atomic
def remove_holding(holding: Holding, *, by: Viewer) -> None:
    """Take back that somebody held a seat, who never did."""
    body = holding.seat.body
    if not may_edit(by, body):
        raise NotAllowed
    Holding.objects.filter(pk=holding.pk).delete()
    record(Verb.REMOVE_HOLDING, holding, by=by, within=body)


def objections_to_filling(seat: Seat, by: Viewer) -> list[Objection]:
    """A party whose own people coordinate says itself who sits for it; the others do so where nobody there does."""
    if seat.organisation is None or seat.office is not None or may_fill(by, seat, seat.body.space_id):
        return []
    return [Objection.of(GovernanceObjection.FILLED_BY_PARTY, party=seat.organisation.brief)]


def _objections(holding: Holding, by: Viewer, **values: Unpack[HoldingValues]) -> Iterator[Objection]:
    """What stands against the time in the seat once it has ``values``. Raises NotAllowed on whom they cannot see."""
    seat, person = holding.seat, values.get("person")
    is_known = person is None or (holding.pk is not None and person.pk == holding.person_id)
    if person is not None and not is_known and not may_see_staff(by, person.organisation):
        raise NotAllowed
    if seat.office_id is not None:
        yield Objection.of(GovernanceObjection.FOLLOWS_OFFICE)
    if person is not None and seat.organisation_id not in {None, person.organisation_id}:
        yield Objection.of(OrganisationObjection.HOLDER_UNKNOWN, field="person")
    starts_on, ends_on = values.get("starts_on", holding.starts_on), values.get("ends_on", holding.ends_on)
    first, last = cut(seat.starts_on, seat.ends_on, seat.body.formed_on, seat.body.dissolved_on)
    if ends_on and ends_on < starts_on:
        yield Objection.of(GovernanceObjection.ENDS_BEFORE, field="ends_on")
        return
    # Days that stay as they are may reach beyond those of a seat that was cut short since: they are cut to them.
    is_said_anew = holding.pk is None or (starts_on, ends_on) != (holding.starts_on, holding.ends_on)
    if is_said_anew and not is_within(starts_on, ends_on, first, last):
        field = "ends_on" if is_within(starts_on, None, first, last) else "starts_on"
        yield outside(OUTSIDE_SEAT, field, first, last)
    others = [other.facts() for other in Holding.objects.filter(seat=seat).exclude(pk=holding.pk)]
    if is_overlapping(Tenure(starts_on, ends_on), others):
        yield Objection.of(GovernanceObjection.ALREADY_HELD, field="starts_on")
    holder = values.get("person", holding.person)
    days = Tenure(starts_on, ends_on)
    if holder is not None and seat.position in VOTING and _says_more(holding, holder, days):
        yield from _objections_to_sitting_twice(seat, holder, days)


def _taken_by_changing(holding: Holding, by: Viewer, **values: Unpack[HoldingValues]) -> date | None:
    """Since when somebody has had the seat by their own doing once the time in it has ``values``."""
    holder = values.get("person", holding.person)
    days = Tenure(values.get("starts_on", holding.starts_on), values.get("ends_on", holding.ends_on))
    if holder is None or not _says_more(holding, holder, days):
        return holding.taken_on if holder is not None else None
    if not is_person(by, holder.pk):
        return holding.taken_on if holder.pk == holding.person_id else None
    return clock.today() if is_taken_by(by, holding.seat.body, person=holder) else holding.taken_on


def _says_more(holding: Holding, holder: Person, days: Tenure) -> bool:
    """Whether somebody sits on days on which they did not; that they leave earlier can always be said."""
    if holding.pk is None or holder.pk != holding.person_id:
        return True
    return days.starts_on < holding.starts_on or (days.ends_on or date.max) > (holding.ends_on or date.max)


def _objections_to_sitting_twice(seat: Seat, person: Person, days: Tenure) -> Iterator[Objection]:
    """Nobody is two members of a body at once, by name or by office; a member may be a deputy for others."""
    others = Seat.objects.filter(body=seat.body_id, position__in=VOTING).exclude(pk=seat.pk).select_related("office")
    held = Holding.objects.filter(seat__in=others, seat__office=None, person=person)
    followed = Appointment.objects.filter(office__in=others.values("office"), person=person)
    by_seat: dict[int, list[Tenure]] = defaultdict(list)
    by_office: dict[int, list[Tenure]] = defaultdict(list)
    for holding in held:
        by_seat[holding.seat_id].append(holding.facts())
    for appointment in followed:
        by_office[appointment.office_id].append(Tenure(appointment.starts_on, appointment.ends_on))
    for other in others.order_by("pk"):
        times = by_seat[other.pk] if other.office_id is None else by_office[other.office_id]
        there = Tenure(other.starts_on or date.min, other.ends_on)
        if any(_in_common(days, time, there) for time in times):
            yield Objection.of(GovernanceObjection.SITS_ALREADY, field="person", person=person, seat=other)


def _in_common(*times: Tenure) -> bool:
    """Whether some times have a day in common."""
    ends = [time.ends_on for time in times if time.ends_on is not None]
    return not ends or max(time.starts_on for time in times) <= min(ends)
