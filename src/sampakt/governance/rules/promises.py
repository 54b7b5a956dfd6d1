"""Promises of bodies and seats: that a body is there, that those named sit in it, that every theme is represented."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal

from sampakt.commitments.rules import AsOf, Finding, Missing, Ref, Words
from sampakt.commitments.rules.facts import AgreementFacts
from sampakt.commitments.rules.finding import A_DAY, Name, term
from sampakt.commitments.rules.parameters import Slug, Terms, Times, offices_in
from sampakt.commitments.rules.roles import Held, Place, judge_held
from sampakt.commitments.terms import Status
from sampakt.governance.rules.composition import holders_on
from sampakt.governance.rules.facts import BodyFacts, Governed, NamedSeat
from sampakt.governance.terms import BodySort
from sampakt.kernel.words import OwnWord, bare


class BodyExists(Terms):
    """A body of each of these sorts, or a certain one, is there: in all, in every theme, under each sub-agreement."""

    body_sorts: tuple[BodySort, ...]
    body: Slug | None = None
    per: Literal["one", "theme", "sub_agreement"] = "one"
    both_parties: bool = False


class SeatHeld(Terms):
    """In a body sit the holders of these offices, somebody for each of these groups, and these organisations.

    When none of them is named, every seat of the body is meant.
    """

    body: Slug
    offices: dict[Slug, tuple[Slug, ...]] = {}
    groups: tuple[OwnWord, ...] = ()
    organisations: tuple[Slug, ...] = ()
    max_vacancy_days: int = 0


class SeatsPerTheme(Terms):
    """In a body sit at least so many of an organisation for every theme."""

    body: Slug
    organisation: Slug
    min: Times = 1


Wanted = tuple[Name, list[BodyFacts]]


def body_exists(terms: BodyExists, case: Governed, as_of: AsOf) -> Finding:
    """Kept when every body asked for is there on the day, with members of every party where that is promised.

    One that was there and is dissolved is overdue, and so is a party's absence from it; one that was never there is a
    gap in the records.
    """
    day = as_of.day
    parties = case.agreement.bound(day) if case.agreement and terms.both_parties else ()
    has: list[Ref] = []
    lacks: list[Missing] = []
    wanted = _bodies_wanted(terms, case, day)
    for name, bodies in wanted:
        there = [body for body in bodies if body.exists_on(day)]
        if not there:
            ended = [body.ends_on for body in bodies if body.ends_on is not None and body.ends_on < day]
            lacks.append(Missing(name, max(ended) + A_DAY if ended else None))
            continue
        absent = [
            [
                Missing(
                    _absent(party.name, body), _absent_since(body, party.organisation_id, day), party.organisation_id
                )
                for party in parties
                if not _sits(body, party.organisation_id, day)
            ]
            for body in there
        ]
        best = min(range(len(there)), key=lambda at: len(absent[at]))
        lacks += absent[best]
        if not absent[best]:
            has.append(there[best].ref)
    if not wanted:
        return Finding(Status.NO_EVIDENCE, (Words("nothing_recorded"),))
    since = min((lack.since for lack in lacks if lack.since), default=None)
    said = [Words("bodies_counted", {"done": len(has), "wanted": len(wanted)})]
    if lacks:
        said.append(Words("missing", {"names": tuple(lack.name for lack in lacks)}))
    return Finding(
        (Status.OVERDUE if since else Status.NO_EVIDENCE) if lacks else Status.KEPT,
        tuple(said),
        stands_until=as_of.next_of(_changes(terms, case)),
        evidence=tuple(has),
        missing=tuple(lacks),
        since=since,
    )


def seat_held(terms: SeatHeld, case: Governed, as_of: AsOf) -> Finding:
    """Kept when everybody asked for sits in the body on the day."""
    body = case.body(terms.body)
    if body is None:
        return no_body(terms.body)
    seats = [seat for seat in body.seats if seat.facts.exists_on(as_of.day)]
    wanted: list[tuple[Name, list[NamedSeat]]] = []
    for code, key in offices_in(terms.offices):
        own = [seat for seat in seats if (seat.office_of, seat.office) == (code, key)]
        wanted.append((own[0].name if own else key, own))
    for group in terms.groups:
        wanted.append((group, [seat for seat in seats if bare(seat.facts.group) == bare(group)]))
    for code in terms.organisations:
        name = case.places.organisations.get(code, (0, code))[1]
        wanted.append((name, [seat for seat in seats if seat.facts.is_counted and seat.party == code]))
    if not (terms.offices or terms.groups or terms.organisations):
        wanted = [(seat.name, [seat]) for seat in seats if seat.facts.is_counted]
    found = judge_held([_place(name, own) for name, own in wanted], as_of, max_vacancy_days=terms.max_vacancy_days)
    return with_changes(found, body, as_of)


def seats_per_theme(terms: SeatsPerTheme, case: Governed, as_of: AsOf) -> Finding:
    """Kept when in every active theme at least so many of the organisation's seats in the body are held."""
    body = case.body(terms.body)
    if body is None:
        return no_body(terms.body)
    wanted: list[Place] = []
    for theme, name in case.themes(as_of.day):
        seats = [
            seat
            for seat in body.seats
            if seat.facts.theme == theme and seat.party == terms.organisation and seat.facts.exists_on(as_of.day)
        ]
        # Those that are held first, then those that were: so many of them are asked for.
        seats.sort(key=lambda seat: (not holders_on(seat.facts, as_of.day), not seat.facts.occupants))
        wanted += [_place(name, seats[at : at + 1]) for at in range(terms.min)]
    found = with_changes(judge_held(wanted, as_of), body, as_of)
    ahead = [day for _pk, _name, *days in case.places.themes for day in _turning(*days)]
    return found.with_(stands_until=as_of.next_of([found.stands_until, *ahead]))


def no_body(key: str) -> Finding:
    """The finding where the body is not recorded."""
    lack = Missing(key)
    return Finding(Status.NO_EVIDENCE, (Words("missing", {"names": (lack.name,)}),), missing=(lack,))


def with_changes(found: Finding, body: BodyFacts, as_of: AsOf) -> Finding:
    """The finding, looked at again on the next day on which somebody's time in the body begins or ends."""
    return found.with_(stands_until=as_of.next_of([found.stands_until, *turning_points([body])]))


def turning_points(bodies: Iterable[BodyFacts]) -> Iterable[date]:
    """The days on which something in the bodies begins, or has ended the day before."""
    for body in bodies:
        yield from _turning(body.starts_on, body.ends_on)
        for seat in body.seats:
            yield from _turning(seat.facts.starts_on, seat.facts.ends_on)
            for one in seat.facts.occupants:
                yield from _turning(one.tenure.starts_on, one.tenure.ends_on)


def _turning(starts_on: date | None, ends_on: date | None) -> Iterable[date]:
    if starts_on is not None:
        yield starts_on
    if ends_on is not None and ends_on < date.max:
        yield ends_on + A_DAY


def _bodies_wanted(terms: BodyExists, case: Governed, day: date) -> list[Wanted]:
    bodies = [body for body in case.bodies if terms.body in (None, body.key)]
    if terms.per == "one":
        if terms.body:
            return [(bodies[0].name if bodies else terms.body, bodies)]
        return [(term(sort, "body_sort"), [body for body in bodies if body.sort == sort]) for sort in terms.body_sorts]
    places: list[tuple[Name, list[BodyFacts]]]
    if terms.per == "theme":
        places = [(name, [body for body in bodies if body.theme == pk]) for pk, name in case.themes(day)]
    else:
        subs = [sub for sub in (case.agreement.subs if case.agreement else ()) if _lasts(sub, day)]
        places = [(sub.title, [body for body in bodies if body.agreement == sub.id]) for sub in subs]
    if len(terms.body_sorts) < 2:
        return [(name, [body for body in own if body.sort in terms.body_sorts]) for name, own in places]
    return [
        (term(sort, "body_sort", of_text=name), [body for body in own if body.sort == sort])
        for name, own in places
        for sort in terms.body_sorts
    ]


def _lasts(sub: AgreementFacts, day: date) -> bool:
    ends_on = min((end for end in (sub.ends_on, sub.ended_on) if end is not None), default=None)
    return (sub.starts_on is None or sub.starts_on <= day) and (ends_on is None or day <= ends_on)


def _sits(body: BodyFacts, party: int, day: date) -> bool:
    return any(seat.facts.organisation == party and holders_on(seat.facts, day) for seat in _counted(body))


def _absent_since(body: BodyFacts, party: int, day: date) -> date | None:
    left = [
        end + A_DAY
        for seat in _counted(body)
        if seat.facts.organisation == party
        for held in seat.held()
        if (end := held.ends_on) is not None and end < day
    ]
    return max(left, default=None)


def _absent(party: Name, body: BodyFacts) -> Name:
    return term("member", "position", of_text=body.name, party=party)


def _counted(body: BodyFacts) -> list[NamedSeat]:
    return [seat for seat in body.seats if seat.facts.is_counted]


def _place(name: Name, seats: Sequence[NamedSeat]) -> Place:
    """What any of the seats fulfils; where there is but one, it is named when it stands empty."""
    held: list[Held] = [held for seat in seats for held in seat.held()]
    return Place(name, held, seat=seats[0].facts.id if len(seats) == 1 else None)


def _changes(terms: BodyExists, case: Governed) -> list[date]:
    found = list(turning_points(case.bodies))
    found += [day for _pk, _name, *days in case.places.themes for day in _turning(*days)]
    for sub in case.agreement.subs if case.agreement else ():
        found += [*_turning(sub.starts_on, sub.ends_on), *_turning(None, sub.ended_on)]
    return found
