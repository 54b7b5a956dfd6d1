"""What was done: reports, plans, evaluations, deliverables, activities, as recorded with their dates."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import product
from typing import Literal

from pydantic import Field

from sampakt.commitments.rules.doing import Cells, Doing
from sampakt.commitments.rules.facts import DeedFacts
from sampakt.commitments.rules.finding import AsOf, Finding, Missing, Name, Ref, Words, part
from sampakt.commitments.rules.once import judge_once, judge_standing
from sampakt.commitments.rules.parameters import MonthDay, PerOrOnce, Slug, Terms, Times
from sampakt.commitments.rules.recurring import Piece
from sampakt.commitments.terms import Basis, DeedSort, Part, Status
from sampakt.kernel.period import add_months
from sampakt.kernel.words import OwnWord, bare, bare_words, first_spellings
from sampakt.organisations.terms import UnitKind

DONE_TOGETHER = (
    DeedSort.ACTIVITY,
    DeedSort.EVENT,
    DeedSort.DISSEMINATION,
    DeedSort.DIALOGUE,
    DeedSort.ADVOCACY,
    DeedSort.NETWORK,
)
DECISIONS = (DeedSort.DECISION, DeedSort.CONTINUATION, DeedSort.NOTICE)
BESIDE = " · "
"""Between the names of what a cell combines, such as a theme and a unit."""


class Report(Terms):
    """A report of a type goes to its recipients so many times a period; from each unit if so promised."""

    type: OwnWord
    recipients: tuple[str, ...] = ()
    per: PerOrOnce = Basis.CALENDAR_YEAR
    times: Times = 1
    due: MonthDay | None = Field(
        default=None,
        description="A month and a day by which the report of a period comes: one in its last half-year is meant "
        "within it, such as 10-31; an earlier one in the year after it, such as 03-31.",
    )
    unit_kind: UnitKind | None = None
    organisation: Slug | None = None


class PlanAdopted(Terms):
    """A plan, or priority areas, are adopted: once, or in every period; by each unit if so promised.

    Where it is promised of a certain ``body``, what another body decided does not count.
    What counts is the day on which it was adopted: who decides every year on the coming year's areas has done so this
    year. Where each period is promised a plan of its own, ``for_period`` counts the period that the plan is about.
    """

    type: OwnWord | None = None
    sorts: tuple[Literal[DeedSort.PLAN, DeedSort.PRIORITIES], ...] = (DeedSort.PLAN,)
    per: PerOrOnce = Basis.CALENDAR_YEAR
    due: MonthDay | None = Field(
        default=None, description="A month and a day within the period by which its plan is adopted, such as 03-31."
    )
    unit_kind: UnitKind | None = None
    organisation: Slug | None = None
    body: Slug | None = Field(default=None, description="The body that adopts it; what another decided does not count.")
    for_period: bool = Field(
        default=False, description="Counts in the period that it is about, not in the one in which it was adopted."
    )


class Evaluation(Terms):
    """An evaluation of a type is made before a day, or before the agreement's end."""

    types: tuple[OwnWord, ...] = ()
    tags: tuple[OwnWord, ...] = ()
    before: date | Literal["end"] | None = None
    months_before: int = 0


class DecisionRefersTo(Terms):
    """A decision rests on an evaluation of a type."""

    types: tuple[OwnWord, ...] = ()


class DeliverBy(Terms):
    """Something is delivered by a day, within months of the start, or by the end; without any of these: it exists."""

    sorts: tuple[DeedSort, ...] = (DeedSort.DELIVERABLE,)
    types: tuple[OwnWord, ...] = ()
    by: date | None = None
    months_after_start: int | None = None
    at_end: bool = False


class Activity(Terms):
    """Something is done together so many times a period."""

    sorts: tuple[DeedSort, ...] = DONE_TOGETHER
    types: tuple[OwnWord, ...] = ()
    tags: tuple[OwnWord, ...] = ()
    times: Times = 1
    per: PerOrOnce = Basis.CALENDAR_YEAR
    organisation: Slug | None = None
    both_parties: bool = False


class ActivityInEach(Terms):
    """Something is done in every theme, unit, subject or type named; each combination is a cell of its own."""

    themes: bool = False
    tags: tuple[OwnWord, ...] = ()
    types: tuple[OwnWord, ...] = ()
    unit_kind: UnitKind | None = None
    organisation: Slug | None = None
    sorts: tuple[DeedSort, ...] = DONE_TOGETHER
    per: PerOrOnce = "once"
    times: Times = 1


def report(terms: Report, case: Doing, as_of: AsOf) -> Finding:
    """Kept when the report of each period came in time; late when it came later; overdue while it may still come."""
    type_, recipients = bare(terms.type), {_plain(name) for name in terms.recipients}
    deeds = [
        deed
        for deed in case.deeds
        if deed.sort == DeedSort.REPORT
        and deed.type == type_
        and (not recipients or _plain(deed.recipient) in recipients)
    ]
    cells = case.units(terms.unit_kind, terms.organisation, as_of.day)
    pieces = [_piece(deed, str(deed.unit_id or "") if cells else "") for deed in deeds]
    return case.judge(pieces, as_of, per=terms.per, times=terms.times, due=terms.due, cells=cells, repairable=True)


def plan_adopted(terms: PlanAdopted, case: Doing, as_of: AsOf) -> Finding:
    """Kept when a plan was adopted in each period, or once; by every unit asked for."""
    types = bare_words([terms.type] if terms.type else [])
    deeds = [
        deed
        for deed in case.deeds
        if deed.sort in terms.sorts
        and (not types or deed.type in types)
        and (terms.body is None or case.deciders.get(deed.id, terms.body) == terms.body)
    ]
    cells = case.units(terms.unit_kind, terms.organisation, as_of.day)
    adopted = [_piece(deed, str(deed.unit_id or "") if cells else "") for deed in deeds]
    pieces = adopted if terms.for_period else [replace(piece, about=None) for piece in adopted]
    return case.judge(
        pieces, as_of, per=terms.per, times=1, due=terms.due, is_due_within=True, cells=cells, repairable=True
    )


def evaluation(terms: Evaluation, case: Doing, as_of: AsOf) -> Finding:
    """Kept when an evaluation of one of the types, with all the tags, is there in time."""
    types, tags = bare_words(terms.types), bare_words(terms.tags)
    deeds = [
        deed
        for deed in case.deeds
        if deed.sort == DeedSort.EVALUATION and (not types or deed.type in types) and deed.tags.issuperset(tags)
    ]
    before = case.promise.ends_on if terms.before == "end" else terms.before
    due_on = add_months(before, -terms.months_before) if before else None
    found = judge_once(
        [_piece(deed) for deed in deeds] + list(case.attached),
        as_of,
        due_on=due_on,
        warn_days=case.promise.warn_days,
        starts_on=case.promise.starts_on,
    )
    return _without_an_end(found) if terms.before == "end" and before is None else found


def _without_an_end(found: Finding) -> Finding:
    """What is to come before an end that nobody has stated cannot be missed: the end is asked for."""
    if found.status != Status.NO_EVIDENCE:
        return found
    lack = Missing(part(Part.LAST_DAY))
    return Finding(Status.NOT_STATED, (Words("missing", {"names": (lack.name,)}),), missing=(lack,))


def decision_refers_to(terms: DecisionRefersTo, case: Doing, as_of: AsOf) -> Finding:
    """Kept when a recorded decision rests on such an evaluation."""
    types = bare_words(terms.types)
    evaluations = {
        deed.id for deed in case.deeds if deed.sort == DeedSort.EVALUATION and (not types or deed.type in types)
    }
    decisions = [deed for deed in case.deeds if deed.sort in DECISIONS and deed.based_on in evaluations]
    has = [Ref("deed", deed.id, deed.on) for deed in decisions] + [piece.ref for piece in case.attached]
    said = [Words("done_on", {"day": decisions[-1].on})] if decisions else []
    return judge_standing(has=has, lacks=() if has else (Missing(part(Part.EVALUATION)),), words=said)


def deliver_by(terms: DeliverBy, case: Doing, as_of: AsOf) -> Finding:
    """Kept when one of the types was delivered in time; without a deadline, when it is there at all."""
    types = bare_words(terms.types)
    deeds = [deed for deed in case.deeds if deed.sort in terms.sorts and (not types or deed.type in types)]
    due_on = terms.by
    if terms.months_after_start is not None and case.promise.starts_on is not None:
        due_on = add_months(case.promise.starts_on, terms.months_after_start)
    if terms.at_end:
        due_on = case.promise.ends_on
    found = judge_once(
        [_piece(deed) for deed in deeds] + list(case.attached),
        as_of,
        due_on=due_on,
        warn_days=case.promise.warn_days,
        starts_on=case.promise.starts_on,
    )
    return _without_an_end(found) if terms.at_end and due_on is None else found


def activity(terms: Activity, case: Doing, as_of: AsOf) -> Finding:
    """Kept when enough was done in each period; what a period lacked cannot be made up for afterwards."""
    types, tags = bare_words(terms.types), bare_words(terms.tags)
    organisation = case.places.organisations.get(terms.organisation or "", (None, ""))[0]
    bound = {party.organisation_id for party in case.agreement.bound(as_of.day)} if case.agreement else set()
    deeds = [
        deed
        for deed in case.deeds
        if deed.sort in terms.sorts
        and (not types or deed.type in types)
        and deed.tags.issuperset(tags)
        and (organisation is None or organisation in deed.participants or deed.organisation_id == organisation)
        and (not terms.both_parties or deed.participants.issuperset(bound))
    ]
    return case.judge([_piece(deed) for deed in deeds], as_of, per=terms.per, times=terms.times)


def activity_in_each(terms: ActivityInEach, case: Doing, as_of: AsOf) -> Finding:
    """Kept when no cell is empty; the empty ones are named."""
    types, tags = bare_words(terms.types), bare_words(terms.tags)
    axes: list[Cells] = []
    if terms.themes:
        axes.append(case.themes(as_of.day))
    if terms.unit_kind is not None:
        axes.append(case.units(terms.unit_kind, terms.organisation, as_of.day))
    if terms.tags:
        axes.append(_cells(terms.tags))
    if terms.types:
        axes.append(_cells(terms.types))
    cells: Cells = tuple(
        ("/".join(key for key, _name in cell), cell[0][1] if len(cell) == 1 else _joined([name for _key, name in cell]))
        for cell in product(*axes)
    )
    if not cells or not cells[0][0]:
        return Finding(Status.NO_EVIDENCE, (Words("nothing_recorded"),))
    pieces = []
    for deed in case.deeds:
        if deed.sort not in terms.sorts:
            continue
        marks: list[list[str]] = []
        if terms.themes:
            marks.append([str(deed.theme_id)] if deed.theme_id else [])
        if terms.unit_kind is not None:
            marks.append([str(deed.unit_id)] if deed.unit_id else [])
        if terms.tags:
            marks.append(sorted(deed.tags & tags))
        if terms.types:
            marks.append([deed.type] if deed.type in types else [])
        pieces += [_piece(deed, "/".join(mark)) for mark in product(*marks)]
    return case.judge(pieces, as_of, per=terms.per, times=terms.times, cells=cells, counts_attached=False)


def _piece(deed: DeedFacts, cell: str = "") -> Piece:
    return Piece(deed.on, Ref("deed", deed.id, deed.on), deed.about, cell)


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _cells(words: Sequence[str]) -> Cells:
    """A cell for each of the partnership's own words, named as it is spelt first."""
    return tuple((bare(word), word) for word in first_spellings(words))


def _joined(names: Sequence[Name]) -> Name:
    languages = {language for name in names if not isinstance(name, str) for language in name}
    if not languages:
        return BESIDE.join(str(name) for name in names)
    return {
        language: BESIDE.join(
            name if isinstance(name, str) else name.get(language) or next(iter(name.values()), "") for name in names
        )
        for language in sorted(languages)
    }
