"""Bodies: forming, changing, dissolving and removing them."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TypedDict, Unpack

from django.db import transaction
from django.db.models import Max, Min, ProtectedError

from sampakt.agreements.models import Agreement, Partnership, Theme
from sampakt.governance.access import may_edit, may_form
from sampakt.governance.actions.days import objections_to_cutting
from sampakt.governance.models import (
    Body,
    ChairTurn,
    Decision,
    Item,
    ItemPaper,
    Meeting,
    PartySeats,
    Proposal,
    Seat,
    Task,
)
from sampakt.governance.terms import Balance, GovernanceObjection, MeetingState, Verb
from sampakt.kernel.errors import NotAllowed, Objection, refuse_if
from sampakt.kernel.saving import check, save_changed, save_new
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.access import may_see_shared, objections_to_place, objections_to_reach
from sampakt.organisations.models import Circle, Organisation
from sampakt.organisations.rules import is_above_itself
from sampakt.organisations.terms import OrganisationObjection
from sampakt.papers.rules import free_key
from sampakt.trail.actions import record


class BodyFacts(TypedDict, total=False):
    """What a body says of itself in its own columns."""

    key: str
    sort: str
    name: Text
    task: Text
    limits: Text
    appointed_by: Text
    decision_rule: str
    meetings_least: int | None
    meetings_most: int | None
    meetings_basis: str
    quorum: int | None
    needs_every_party: bool
    reports_to: Body | None
    agreement: Agreement | None
    theme: Theme | None
    balance: str
    turn_months: int | None
    turns_from: date | None
    deputy_chair_of: Organisation | None
    formed_on: date | None
    dissolved_on: date | None
    audience: str
    organisation: Organisation | None
    circle: Circle | None
    is_sample: bool


class BodyValues(BodyFacts, total=False):
    """What can be said of a body: also how many seats each party has, and which parties chair, in turn."""

    party_seats: Mapping[Organisation, int]
    turns: Sequence[Organisation]


@transaction.atomic
def form_body(partnership: Partnership, *, by: Viewer, **values: Unpack[BodyValues]) -> Body:
    """Set up a body of a partnership. Without a key, one is made from its name.

    One party in ``turns`` always chairs; several chair one after another, ``turn_months`` each from ``turns_from`` on.
    """
    if not may_form(by, partnership.pk):
        raise NotAllowed
    if not values.get("key"):
        taken = set(Body.objects.in_space(partnership.pk).values_list("key", flat=True))
        values["key"] = free_key(str(values.get("name", "")), taken, otherwise="body")
    facts, party_seats, turns = _parted(values)
    body = Body(space=partnership.space, **facts)
    refuse_if(_objections(body, by, values, party_seats or {}, turns or ()))
    body.seated = _call_seated(Circle(space=partnership.space, is_of_seats=True), body)
    save_new(body)
    _divide(body, party_seats or {})
    _take_turns(body, turns or ())
    record(Verb.FORM_BODY, body, by=by)
    return body


@transaction.atomic
def change_body(body: Body, *, by: Viewer, version: int | None = None, **values: Unpack[BodyValues]) -> Body:
    """Change what is said of a body: its mandate, how it is composed and chaired, its days, or who sees it."""
    if not may_edit(by, body):
        raise NotAllowed
    facts, party_seats, turns = _parted(values)
    known_seats, known_turns = _shares(body)
    wanted_seats = known_seats if party_seats is None else party_seats
    wanted_turns = known_turns if turns is None else turns
    refuse_if(_objections(body, by, values, wanted_seats, wanted_turns))
    beside = (wanted_seats, wanted_turns) != (known_seats, known_turns)
    changes = save_changed(body, facts, version=version, beside=beside)
    if "name" in changes:
        _call_seated(body.seated, body)
    if wanted_seats != known_seats:
        PartySeats.objects.filter(body=body).delete()
        _divide(body, wanted_seats)
        changes["party_seats"] = (_numbers(known_seats), _numbers(wanted_seats))
    if wanted_turns != known_turns:
        ChairTurn.objects.filter(body=body).delete()
        _take_turns(body, wanted_turns)
        changes["turns"] = (list(map(str, known_turns)), list(map(str, wanted_turns)))
    if changes:
        record(Verb.CHANGE_BODY, body, by=by, changes=changes)
    return body


@transaction.atomic
def dissolve_body(body: Body, *, on: date, by: Viewer, version: int | None = None) -> Body:
    """Record the last day of a body. Its seats, and who holds them, end with it and are not changed themselves."""
    if not may_edit(by, body):
        raise NotAllowed
    refuse_if(_objections_to_days(body, body.formed_on, on))
    if changes := save_changed(body, {"dissolved_on": on}, version=version):
        record(Verb.DISSOLVE_BODY, body, by=by, changes=changes)
    return body


@transaction.atomic
def remove_body(body: Body, *, by: Viewer) -> None:
    """Remove a body that was set up by mistake. One that has worked is dissolved instead."""
    if not may_edit(by, body):
        raise NotAllowed
    refuse_if(objections_to_removing_body(body))
    Body.objects.filter(pk=body.pk).delete()
    try:
        Circle.objects.filter(pk=body.seated.pk).delete()
    except ProtectedError:
        refuse_if([Objection.of(OrganisationObjection.CIRCLE_SHARES)])
    record(Verb.REMOVE_BODY, body, by=by)


def objections_to_removing_body(body: Body) -> list[Objection]:
    """Seats, its work, and bodies that report to it, must not vanish or hang loose with it."""
    objections = []
    if body.seats.exists():
        objections.append(Objection.of(GovernanceObjection.HAS_SEATS))
    of_body = (table.objects.filter(body=body) for table in (Meeting, Decision, Task, Proposal))
    taken_up = (Item.objects.filter(from_body=body), ItemPaper.objects.filter(prepared_by=body))
    if any(rows.exists() for rows in (*of_body, *taken_up)):
        objections.append(Objection.of(GovernanceObjection.HAS_WORKED))
    if body.told_by.exists():
        objections.append(Objection.of(GovernanceObjection.TOLD_BY_OTHERS))
    return objections


def _objections(
    body: Body,
    by: Viewer,
    values: BodyValues,
    party_seats: Mapping[Organisation, int],
    turns: Sequence[Organisation],
) -> Iterator[Objection]:
    """What stands against the body once it has ``values``. Raises NotAllowed on what is not theirs to name or give."""
    key = values.get("key") or body.key
    if Body.objects.filter(space=body.space_id, key=key).exclude(pk=body.pk).exists():
        yield Objection.of(GovernanceObjection.KEY_TAKEN, field="key", key=key)
    formed_on, dissolved_on = values.get("formed_on", body.formed_on), values.get("dissolved_on", body.dissolved_on)
    if body.pk is None or (formed_on, dissolved_on) != (body.formed_on, body.dissolved_on):
        yield from _objections_to_days(body, formed_on, dissolved_on)
    least = values.get("meetings_least", body.meetings_least)
    most = values.get("meetings_most", body.meetings_most)
    if least is not None and most is not None and least > most:
        yield Objection.of(GovernanceObjection.LEAST_ABOVE_MOST, field="meetings_most")
    if values.get("balance", body.balance) == Balance.RATIO and not any(party_seats.values()):
        yield Objection.of(GovernanceObjection.RATIO_NEEDS_NUMBERS, field="party_seats")
    months, first_day = values.get("turn_months", body.turn_months), values.get("turns_from", body.turns_from)
    if (len(turns) > 1 or months is not None) and not (len(set(turns)) > 1 and months and first_day):
        yield Objection.of(GovernanceObjection.TURNS_NEED_PARTIES, field="turns")
    yield from _objections_to_parties(body, party_seats, turns, values.get("deputy_chair_of"))
    yield from _objections_to_related(body, by, values)
    yield from objections_to_reach(body, by, **values)


def _objections_to_parties(
    body: Body, party_seats: Mapping[Organisation, int], turns: Sequence[Organisation], deputy: Organisation | None
) -> Iterator[Objection]:
    """Whoever is named anew takes part in the partnership; a party that has left it may stay named."""
    known_seats, known_turns = _shares(body) if body.pk is not None else ({}, [])
    known_deputies = [body.deputy_chair_of_id] if body.pk is not None else []
    named = {
        "party_seats": [one for one in party_seats if one not in known_seats],
        "turns": [one for one in dict.fromkeys(turns) if one not in known_turns],
        "deputy_chair_of": [deputy] if deputy is not None and deputy.pk not in known_deputies else [],
    }
    if not any(named.values()):
        return
    inside = set(body.space.organisations.values_list("pk", flat=True))
    for field, organisations in named.items():
        for organisation in organisations:
            if organisation.pk not in inside:
                yield Objection.of(GovernanceObjection.NO_PARTNER, field=field, organisation=organisation)


def _objections_to_related(body: Body, by: Viewer, values: BodyValues) -> Iterator[Objection]:
    agreement, theme, reports_to = values.get("agreement"), values.get("theme"), values.get("reports_to")
    yield from objections_to_place(body.space_id, agreement=agreement, theme=theme, reports_to=reports_to)
    # A record that one may not see is one that does not exist; what was named before is not asked about again.
    known = (body.agreement_id, body.reports_to_id) if body.pk is not None else (None, None)
    for other, before in zip((agreement, reports_to), known, strict=True):
        if other is not None and other.pk != before and not may_see_shared(by, other):
            raise NotAllowed
    if reports_to is not None and body.pk is not None:
        lines = dict(Body.objects.in_space(body.space_id).values_list("pk", "reports_to_id"))
        if is_above_itself(body.pk, reports_to.pk, lines):
            yield Objection.of(GovernanceObjection.REPORTS_TO_ITSELF, field="reports_to")


def _objections_to_days(body: Body, formed_on: date | None, dissolved_on: date | None) -> Iterator[Objection]:
    if formed_on and dissolved_on and dissolved_on < formed_on:
        yield Objection.of(GovernanceObjection.ENDS_BEFORE, field="dissolved_on")
    elif body.pk is not None:
        seats = Seat.objects.filter(body=body).select_related("office")
        yield from objections_to_cutting(seats, first=("formed_on", formed_on), last=("dissolved_on", dissolved_on))
        yield from _objections_to_meetings(body, formed_on, dissolved_on)


def _objections_to_meetings(body: Body, formed_on: date | None, dissolved_on: date | None) -> Iterator[Objection]:
    """A body meets while it exists: one that is dissolved cancels what it had planned for later."""
    meetings = Meeting.objects.filter(body=body).exclude(state=MeetingState.CANCELLED)
    days = meetings.aggregate(first=Min("day"), last=Max("day"))
    if formed_on and days["first"] and days["first"] < formed_on:
        yield Objection.of(GovernanceObjection.MEETS_OUTSIDE, field="formed_on", date=days["first"])
    if dissolved_on and days["last"] and days["last"] > dissolved_on:
        yield Objection.of(GovernanceObjection.MEETS_OUTSIDE, field="dissolved_on", date=days["last"])


def _parted(values: BodyValues) -> tuple[BodyFacts, Mapping[Organisation, int] | None, Sequence[Organisation] | None]:
    """The values of the body's own columns, the parties' numbers and their turns, each as far as it was said."""
    party_seats, turns = values.get("party_seats"), values.get("turns")
    facts = {name: value for name, value in values.items() if name not in {"party_seats", "turns"}}
    return facts, party_seats, None if turns is None else list(turns)  # type: ignore[return-value]  # less two keys


def _shares(body: Body) -> tuple[dict[Organisation, int], list[Organisation]]:
    """What is agreed of a saved body's parties: how many seats each has, and which of them chair, in turn."""
    party_seats = PartySeats.objects.filter(body=body).select_related("organisation")
    turns = ChairTurn.objects.filter(body=body).select_related("organisation")
    return {row.organisation: row.seats for row in party_seats}, [row.organisation for row in turns]


def _divide(body: Body, party_seats: Mapping[Organisation, int]) -> None:
    for organisation, seats in party_seats.items():
        row = PartySeats(body=body, organisation=organisation, seats=seats)
        check(row)
        row.save()


def _take_turns(body: Body, turns: Sequence[Organisation]) -> None:
    for place, organisation in enumerate(turns, start=1):
        row = ChairTurn(body=body, place=place, organisation=organisation)
        check(row)
        row.save()


def _call_seated(circle: Circle, body: Body) -> Circle:
    """Give the audience of those who sit in a body the body's name, in the language of the partnership."""
    name = getattr(body.name, body.space.partnership.language) or str(body.name)
    circle.name = name[: Circle._meta.get_field("name").max_length]
    check(circle)
    circle.save()
    return circle


def _numbers(party_seats: Mapping[Organisation, int]) -> list[str]:
    return [f"{organisation}: {seats}" for organisation, seats in party_seats.items()]
