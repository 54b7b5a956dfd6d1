"""Roles and offices: whether each is held, by how many, and since when it stands empty."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sampakt.agreements.terms import BOUND, PartyRole
from sampakt.commitments.rules.facts import AgreementFacts, OfficeFacts, PlaceFacts
from sampakt.commitments.rules.finding import A_DAY, AsOf, Finding, Missing, Name, Ref, Words, term
from sampakt.commitments.rules.parameters import Slug, Terms
from sampakt.commitments.terms import Status
from sampakt.organisations.rules import Tenure, vacancies
from sampakt.organisations.terms import OfficeFunction, UnitKind


class RoleFilled(Terms):
    """Offices with these functions are held: one in all, or one in each unit, at each party, at each one addressed."""

    functions: tuple[OfficeFunction, ...]
    per: Literal["one", "unit", "party", "addressee"] = "one"
    organisation: Slug | None = None
    unit_kind: UnitKind = UnitKind.ADMINISTRATION
    max_vacancy_days: int = 0


def role_filled(
    terms: RoleFilled, starts_on: date | None, agreement: AgreementFacts | None, places: PlaceFacts, as_of: AsOf
) -> Finding:
    """Kept when every office asked for is held on the day."""
    return judge_held(
        [
            Place(
                name,
                [Held(Ref("appointment", pk, start), end) for office in offices for pk, start, end in office.held],
                asked_of,
            )
            for name, offices, asked_of in _seats(terms, agreement, places, as_of.day)
        ],
        as_of,
        max_vacancy_days=terms.max_vacancy_days,
    )


@dataclass(frozen=True, slots=True)
class Held:
    """Days on which something was held: the record of it, dated its first day, and the last day where there is one."""

    ref: Ref
    ends_on: date | None

    @property
    def tenure(self) -> Tenure:
        """The days."""
        return Tenure(self.ref.on or date.min, self.ends_on)


@dataclass(frozen=True, slots=True)
class Place:
    """What is to be held: its name and all its holders; the one party that is to fill it, or the one seat it is."""

    name: Name
    held: Sequence[Held]
    asked_of: int | None = None
    seat: int | None = None


def judge_held(wanted: Sequence[Place], as_of: AsOf, *, max_vacancy_days: int = 0) -> Finding:
    """Kept when somebody holds each of the places wanted on the day.

    A place that was held and stands empty longer than allowed is overdue; within the time allowed it is due soon; one
    that nobody is known to have held is a gap in the records.
    """
    has: list[Ref] = []
    lacks: list[Missing] = []
    worst: str = Status.KEPT
    changes: list[date | None] = []
    due_on: date | None = None
    for place in wanted:
        tenures = [one.tenure for one in place.held]
        holding = [one for one in place.held if one.tenure.starts_on <= as_of.day <= (one.ends_on or as_of.day)]
        if holding:
            has += [one.ref for one in holding]
            if all(one.ends_on is not None for one in holding):
                changes.append(max(one.ends_on for one in holding if one.ends_on is not None) + A_DAY)
            continue
        since = _empty_since(tenures, as_of.day)
        lacks.append(Missing(place.name, since, place.asked_of, place.seat))
        changes += [tenure.starts_on for tenure in tenures if tenure.starts_on > as_of.day]
        if since is None:
            worst = Status.OVERDUE if worst == Status.OVERDUE else Status.NO_EVIDENCE
            continue
        too_long = since + max_vacancy_days * A_DAY
        if as_of.day >= too_long:
            worst = Status.OVERDUE
            due_on = min(due_on or too_long, too_long)
        else:
            worst = Status.DUE_SOON if worst == Status.KEPT else worst
            due_on = min(due_on or too_long, too_long)
            changes.append(too_long)
    if not wanted:
        return Finding(Status.NO_EVIDENCE, (Words("nothing_recorded"),))
    said = [Words("seats_counted", {"done": len(wanted) - len(lacks), "wanted": len(wanted)})]
    if lacks:
        said.append(Words("vacant", {"names": tuple(each.name for each in lacks)}))
    vacant = [each for each in lacks if each.since is not None]
    if vacant:
        first = min(vacant, key=lambda each: each.since or date.max)
        assert first.since is not None
        said.append(Words("vacant_since", {"day": first.since}))
    return Finding(
        worst,
        tuple(said),
        due_on=due_on,
        stands_until=as_of.next_of(changes),
        evidence=tuple(has),
        missing=tuple(lacks),
        since=min((each.since for each in lacks if each.since), default=None),
    )


def _seats(
    terms: RoleFilled, agreement: AgreementFacts | None, places: PlaceFacts, day: date
) -> list[tuple[Name, list[OfficeFacts], int | None]]:
    """The offices asked for, those that will do for each, and the party that is to fill it where each has its own."""
    fitting = [
        office
        for office in places.offices
        if office.function in terms.functions and (office.ends_on is None or office.ends_on >= day)
    ]
    chosen = places.organisations.get(terms.organisation or "")
    match terms.per:
        case "unit":
            return [
                (unit.name, [office for office in fitting if office.unit_id == unit.id], None)
                for unit in places.units
                if unit.kind == terms.unit_kind
                and unit.exists_on(day)
                and (chosen is None or unit.organisation_id == chosen[0])
            ]
        case "party" | "addressee":
            roles = BOUND if terms.per == "party" else (PartyRole.ADDRESSEE,)
            return [
                (
                    party.name,
                    [office for office in fitting if office.organisation_id == party.organisation_id],
                    party.organisation_id,
                )
                for party in (agreement.parties if agreement else ())
                if party.role in roles
            ]
        case _:
            return [
                (
                    _office_name(function, fitting),
                    [
                        office
                        for office in fitting
                        if office.function == function and (chosen is None or office.organisation_id == chosen[0])
                    ],
                    None,
                )
                for function in terms.functions
            ]


def _office_name(function: OfficeFunction, offices: Sequence[OfficeFacts]) -> Name:
    return next((office.name for office in offices if office.function == function), term(function, "office_function"))


def _empty_since(tenures: Sequence[Tenure], day: date) -> date | None:
    if not any(tenure.starts_on <= day for tenure in tenures):
        return None
    empty = vacancies(tenures, min(tenure.starts_on for tenure in tenures), day)
    return empty[-1].starts_on if empty and empty[-1].ends_on is None else None
