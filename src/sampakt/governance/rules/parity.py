"""Promises of balance: that the parties have as many members each, or so many each, on every day."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from operator import itemgetter
from typing import Any

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from sampakt.commitments.rules import AsOf, Finding, Missing, Ref, Words
from sampakt.commitments.rules import Stretch as Period
from sampakt.commitments.rules.finding import A_DAY
from sampakt.commitments.rules.parameters import Slug, Terms, Times
from sampakt.commitments.terms import Status
from sampakt.governance.rules.composition import (
    Composition,
    SeatFacts,
    Stretch,
    composition_on,
    holders_on,
    numbers_over_time,
    unbalanced_stretches,
    vacant_since,
)
from sampakt.governance.rules.facts import BodyFacts, Governed
from sampakt.governance.rules.promises import no_body, with_changes
from sampakt.governance.terms import Balance


class Parity(Terms):
    """The parties have equally many members in a body on every day; or, with ``numbers``, each of them so many.

    Where ``organisations`` are named, only they are weighed against each other; others may sit there too.
    """

    body: Slug
    organisations: tuple[Slug, ...] = ()
    numbers: tuple[Times, ...] = ()

    @model_validator(mode="after")
    def _numbers_for_each(self) -> "Parity":
        if self.numbers and len(self.numbers) != len(self.organisations):
            raise PydanticCustomError("numbers_for_each", "write one number for each organisation, in their order")
        return self


def parity(terms: Parity, case: Governed, as_of: AsOf) -> Finding:
    """Broken while the members are not divided as agreed; kept once they are again, the wrong days told.

    Days count from when the promise, the body or its first seat begins, whichever is last.
    """
    body = case.body(terms.body)
    if body is None:
        return no_body(terms.body)
    first = _first_day(case.promise.starts_on, body)
    if first is None or first > as_of.day:
        return with_changes(Finding(Status.NO_EVIDENCE, (Words("nothing_recorded"),)), body, as_of)
    named = {case.party(code) for code in terms.organisations}
    seats = [seat for seat in body.composed() if not named or seat.organisation in named]
    agreed = _agreed(terms, case, seats, as_of.day)
    today = composition_on(seats, as_of.day)
    wrong = unbalanced_stretches(seats, agreed.pop("balance"), first, as_of.day, **agreed)
    is_right = not wrong or wrong[-1].ends_on is not None
    said = [Words("members_counted", {"counts": _counts(case, today)})]
    if not is_right:
        since = wrong[-1]
        said.append(Words("unbalanced_since", {"day": since.starts_on}))
    if over := [stretch for stretch in wrong if stretch.ends_on is not None]:
        said.append(_told(over))
    return with_changes(
        Finding(
            Status.KEPT if is_right else Status.BROKEN,
            tuple(said),
            evidence=_evidence(body, as_of.day),
            missing=tuple(
                Missing(seat.name, vacant_since(seat.facts, as_of.day))
                for seat in body.seats
                if seat.facts.id in today.vacant
            ),
            stretches=_periods(seats, wrong, first, as_of.day) if wrong else (),
            since=_since(wrong, first),
        ),
        body,
        as_of,
    )


def _first_day(promised: date | None, body: BodyFacts) -> date | None:
    counted = [seat.facts for seat in body.seats if seat.facts.is_counted]
    seated = [one.tenure.starts_on for seat in counted for one in seat.occupants]
    began = body.starts_on or min([seat.starts_on for seat in counted if seat.starts_on] + seated, default=None)
    if not seated or began is None:
        return None
    return max(began, promised or began)


def _agreed(terms: Parity, case: Governed, seats: Sequence[SeatFacts], day: date) -> dict[str, Any]:
    """What is agreed, as the rules of composition ask for it."""
    named = [party for code in terms.organisations if (party := case.party(code)) is not None]
    if terms.numbers:
        return {"balance": Balance.RATIO, "numbers": dict(zip(named, terms.numbers, strict=False))}
    bound = [party.organisation_id for party in case.agreement.bound(day)] if case.agreement else []
    seated = [seat.organisation for seat in seats if seat.is_counted and seat.organisation is not None]
    return {"balance": Balance.EQUAL, "parties": named or [*dict.fromkeys([*bound, *seated])]}


def _counts(case: Governed, composition: Composition) -> tuple[str, ...]:
    return tuple(f"{case.called(count.organisation)} {count.held}" for count in composition.parties)


def _told(over: Sequence[Stretch]) -> Words:
    days = sum(stretch.days_until(stretch.ends_on or stretch.starts_on) for stretch in over)
    last = {"start": over[-1].starts_on, "end": over[-1].ends_on}
    if len(over) == 1:
        return Words("was_unbalanced", {**last, "days": days})
    return Words("was_often_unbalanced", {**last, "days": days, "times": len(over)})


def _evidence(body: BodyFacts, day: date) -> tuple[Ref, ...]:
    kept = [
        Ref("holding" if seat.facts.office is None else "appointment", one.record, one.tenure.starts_on)
        for seat in body.seats
        if seat.facts.is_counted
        for one in holders_on(seat.facts, day)
    ]
    return (body.ref, *kept)


def _periods(seats: Sequence[SeatFacts], wrong: Sequence[Stretch], first: date, day: date) -> tuple[Period, ...]:
    """The days from the first on, divided into those on which it held and those on which it did not."""
    found: list[Period] = []
    counted = [(on, held.total(), has.total()) for on, has, held in numbers_over_time(seats, first, day)]

    def add(start: date, end: date, status: str) -> None:
        if start <= end:
            _day, held, wanted = counted[bisect_right(counted, start, key=itemgetter(0)) - 1]
            found.append(Period(start, end, status, held, wanted))

    start = first
    for stretch in wrong:
        add(start, stretch.starts_on - A_DAY, Status.KEPT)
        add(stretch.starts_on, stretch.ends_on or day, Status.BROKEN)
        start = (stretch.ends_on or day) + A_DAY
    add(start, day, Status.KEPT)
    return tuple(found)


def _since(wrong: Sequence[Stretch], first: date) -> date:
    if not wrong:
        return first
    last = wrong[-1]
    return last.starts_on if last.ends_on is None else last.ends_on + A_DAY
