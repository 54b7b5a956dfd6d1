"""Seats: adding, changing, ending and removing them."""

from collections.abc import Iterator
from datetime import date
from typing import TypedDict, Unpack

from django.db import transaction
from django.db.models import Q

from sampakt.agreements.models import Party, Theme
from sampakt.governance.access import may_edit
from sampakt.governance.actions.days import objections_to_cutting
from sampakt.governance.actions.taking import is_taken_by, tell_of_taking
from sampakt.governance.models import Attendance, Body, Recusal, Seat, Vote
from sampakt.governance.rules.days import is_within
from sampakt.governance.terms import HELD, GovernanceObjection, Position, Verb
from sampakt.kernel import clock
from sampakt.kernel.errors import NotAllowed, Objection, refuse_if
from sampakt.kernel.saving import save_changed, save_new
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.access import objections_to_place
from sampakt.organisations.models import Office, Organisation
from sampakt.papers.rules import free_key
from sampakt.trail.actions import record

Outside = tuple[GovernanceObjection, GovernanceObjection, GovernanceObjection]
"""What is said of days outside some others: where these have both a first and a last, only a first, only a last."""
OUTSIDE_BODY: Outside = (
    GovernanceObjection.OUTSIDE_BODY,
    GovernanceObjection.BEFORE_BODY,
    GovernanceObjection.AFTER_BODY,
)
OUTSIDE_SEAT: Outside = (
    GovernanceObjection.OUTSIDE_SEAT,
    GovernanceObjection.BEFORE_SEAT,
    GovernanceObjection.AFTER_SEAT,
)


class SeatValues(TypedDict, total=False):
    """What can be said of a seat; without ``starts_on`` and ``ends_on`` it lasts as its body."""

    key: str
    position: str
    name: Text
    organisation: Organisation | None
    whose: Text
    office: Office | None
    theme: Theme | None
    group: str
    deputy_for: Seat | None
    starts_on: date | None
    ends_on: date | None
    is_sample: bool


@transaction.atomic
def add_seat(body: Body, *, by: Viewer, **values: Unpack[SeatValues]) -> Seat:
    """Add a seat to a body: a party's, or in words that of somebody who is no party.

    A seat of an office is its organisation's unless more is said. Without a key, one is made. Whoever ties a seat to an
    office that they hold gives it to themselves, which another confirms as in ``fill_seat``.
    """
    if not may_edit(by, body):
        raise NotAllowed
    office = values.get("office")
    if office is not None and not values.get("organisation"):
        values["organisation"] = office.organisation
    seat = Seat(body=body, **values)
    if not seat.key:
        taken = set(body.seats.values_list("key", flat=True))
        seat.key = free_key(_words_for_key(seat), taken, otherwise="seat")
    refuse_if(_objections(seat, **values))
    if is_taken_by(by, body, office=office):
        seat.taken_on = clock.today()
    save_new(seat)
    if seat.taken_on is not None:
        tell_of_taking(seat, by_user=by.user_id, name=by.name)
    record(Verb.ADD_SEAT, seat, by=by, within=body)
    return seat


@transaction.atomic
def change_seat(seat: Seat, *, by: Viewer, version: int | None = None, **values: Unpack[SeatValues]) -> Seat:
    """Correct what is said of a seat: whose it is, what it is in the body, or its days."""
    if not may_edit(by, seat.body):
        raise NotAllowed
    refuse_if(_objections(seat, **values))
    office = values.get("office", seat.office)
    taken = seat.taken_on if office is not None else None
    is_new = office is not None and office.pk != seat.office_id and is_taken_by(by, seat.body, office=office)
    if changes := save_changed(seat, {**values, "taken_on": clock.today() if is_new else taken}, version=version):
        if is_new:
            tell_of_taking(seat, by_user=by.user_id, name=by.name)
        record(Verb.CHANGE_SEAT, seat, by=by, changes=changes, within=seat.body)
    return seat


@transaction.atomic
def end_seat(seat: Seat, *, on: date, by: Viewer, version: int | None = None) -> Seat:
    """Record the last day on which the body has the seat. Whoever holds it then leaves with it."""
    if not may_edit(by, seat.body):
        raise NotAllowed
    refuse_if(_objections_to_days(seat, seat.starts_on, on))
    if changes := save_changed(seat, {"ends_on": on}, version=version):
        record(Verb.END_SEAT, seat, by=by, changes=changes, within=seat.body)
    return seat


@transaction.atomic
def remove_seat(seat: Seat, *, by: Viewer) -> None:
    """Remove a seat that was added by mistake. One that somebody has held by name is ended instead."""
    if not may_edit(by, seat.body):
        raise NotAllowed
    refuse_if(objections_to_removing_seat(seat))
    # Of a meeting that has not been held nothing is in minutes: whoever does not sit there has no conflict there.
    Recusal.objects.filter(seat=seat).delete()
    Seat.objects.filter(pk=seat.pk).delete()
    record(Verb.REMOVE_SEAT, seat, by=by, within=seat.body)


def objections_to_removing_seat(seat: Seat) -> list[Objection]:
    """Who held the seat and what minutes say of it must not vanish, nor may its deputies stand in for nothing."""
    objections = []
    if seat.holdings.exists():
        objections.append(Objection.of(GovernanceObjection.STILL_HELD))
    attended = Attendance.objects.filter(Q(seat=seat) | Q(stands_in_for=seat))
    recused = Recusal.objects.filter(seat=seat, item__meeting__state__in=HELD)
    if attended.exists() or recused.exists() or Vote.objects.filter(seat=seat).exists():
        objections.append(Objection.of(GovernanceObjection.IN_MINUTES))
    if seat.deputies.exists():
        objections.append(Objection.of(GovernanceObjection.HAS_DEPUTIES))
    return objections


def _objections(seat: Seat, **values: Unpack[SeatValues]) -> Iterator[Objection]:
    """What stands against the seat once it has ``values``."""
    key = values.get("key") or seat.key
    if Seat.objects.filter(body=seat.body_id, key=key).exclude(pk=seat.pk).exists():
        yield Objection.of(GovernanceObjection.KEY_TAKEN, field="key", key=key)
    starts_on, ends_on = values.get("starts_on", seat.starts_on), values.get("ends_on", seat.ends_on)
    # Days that stay as they are may reach beyond those of a body that was dissolved since: they are cut to them.
    if seat.pk is None or (starts_on, ends_on) != (seat.starts_on, seat.ends_on):
        yield from _objections_to_days(seat, starts_on, ends_on)
    yield from objections_to_place(seat.body.space_id, theme=values.get("theme"))
    yield from _objections_to_owner(seat, **values)
    yield from _objections_to_deputy(seat, **values)


def _objections_to_owner(seat: Seat, **values: Unpack[SeatValues]) -> Iterator[Objection]:
    organisation = values.get("organisation", seat.organisation)
    office = values.get("office", seat.office)
    if bool(organisation) == bool(values.get("whose", seat.whose)):
        yield Objection.of(GovernanceObjection.WHOSE_SEAT, field="organisation")
    is_kept = seat.pk is not None and organisation == seat.organisation
    if organisation is not None and not is_kept and not _is_named(seat, organisation):
        yield Objection.of(GovernanceObjection.NO_PARTNER, field="organisation", organisation=organisation)
    if office is not None and (organisation is None or office.organisation_id != organisation.pk):
        yield Objection.of(GovernanceObjection.NOT_OF_PARTY, field="office")
    if office is not None and seat.pk is not None and seat.office_id is None and seat.holdings.exists():
        yield Objection.of(GovernanceObjection.HELD_BY_PEOPLE, field="office")


def _is_named(seat: Seat, organisation: Organisation) -> bool:
    """Whether the organisation takes part in the partnership, or is addressed by one of its agreements."""
    space = seat.body.space
    return (
        space.organisations.filter(pk=organisation.pk).exists()
        or Party.objects.filter(agreement__space=space, organisation=organisation).exists()
    )


def _objections_to_deputy(seat: Seat, **values: Unpack[SeatValues]) -> Iterator[Objection]:
    """A deputy, the seat it stands in for, and those that stand in for this one, are of one party and one body."""
    organisation = values.get("organisation", seat.organisation)
    position = values.get("position", seat.position)
    stood_for = values.get("deputy_for", seat.deputy_for)
    if stood_for is not None and (
        position != Position.DEPUTY
        or stood_for.position == Position.DEPUTY
        or stood_for.body_id != seat.body_id
        or stood_for.organisation_id != (organisation.pk if organisation else None)
    ):
        yield Objection.of(GovernanceObjection.DEPUTY_OF_ITS_PARTY, field="deputy_for")
    if seat.pk is not None and not values.keys().isdisjoint({"organisation", "position"}):
        is_moved = organisation != seat.organisation or position == Position.DEPUTY
        if is_moved and seat.deputies.exists():
            yield Objection.of(GovernanceObjection.HAS_DEPUTIES, field="position")


def outside(said: Outside, field: str, first: date | None, last: date | None) -> Objection:
    """That days lie outside those from ``first`` to ``last``, one of which may be open."""
    both, begins, ends = said
    code = both if first and last else begins if first else ends
    return Objection.of(code, field=field, **{name: day for name, day in (("start", first), ("end", last)) if day})


def _objections_to_days(seat: Seat, starts_on: date | None, ends_on: date | None) -> Iterator[Objection]:
    body = seat.body
    if starts_on and ends_on and ends_on < starts_on:
        yield Objection.of(GovernanceObjection.ENDS_BEFORE, field="ends_on")
    elif not is_within(starts_on, ends_on, body.formed_on, body.dissolved_on):
        field = "ends_on" if is_within(starts_on, None, body.formed_on, body.dissolved_on) else "starts_on"
        yield outside(OUTSIDE_BODY, field, body.formed_on, body.dissolved_on)
    elif seat.pk is not None:
        itself = Seat.objects.filter(pk=seat.pk).select_related("office")
        yield from objections_to_cutting(itself, first=("starts_on", starts_on), last=("ends_on", ends_on))


def _words_for_key(seat: Seat) -> str:
    """What a key is made from: whose seat it is, and what it is called or is in the body."""
    owner = seat.organisation.code if seat.organisation else str(seat.whose)
    return f"{owner} {seat.name or seat.office or seat.position}"
