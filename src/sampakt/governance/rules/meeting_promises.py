"""Promises of meetings: how often a body meets, what it then takes up, and which bodies report to it."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from sampakt.commitments.rules import AsOf, Finding, Piece, Ref, Words
from sampakt.commitments.rules.doing import AHEAD_MONTHS, Doing
from sampakt.commitments.rules.finding import A_DAY, Name
from sampakt.commitments.rules.parameters import Per, Slug, Terms, Times
from sampakt.commitments.rules.recurring import FULL_DEMAND_MONTHS, Demand, demands_of, judge_recurring
from sampakt.commitments.terms import NEEDS_SOMEBODY, Basis, Status
from sampakt.governance.rules.facts import BodyFacts, ItemFacts, Met
from sampakt.governance.rules.promises import no_body
from sampakt.governance.terms import BodySort, ItemSort
from sampakt.kernel.period import Period, add_months

Month = Annotated[int, Field(ge=1, le=12)]
Cells = tuple[tuple[str, Name], ...]
CellsIn = Callable[[Period], Cells]


class Meetings(Terms):
    """A body meets so many times in every period; each one of those sorts; or for each agreement under the promise's.

    ``in_months`` are the months in which the meetings must lie; ``tolerance_months`` how far outside they may.
    """

    ONE_OF: ClassVar[tuple[str, ...]] = ("body", "body_sorts", "about")

    body: Slug | None = None
    body_sorts: tuple[BodySort, ...] = ()
    about: Literal["sub_agreement"] | None = None
    min: Times = 1
    max: Times | None = None
    per: Per = Basis.CALENDAR_YEAR
    in_months: tuple[Month, ...] = ()
    tolerance_months: int = 0


class AgendaItem(Terms):
    """In every period a meeting of the body takes up something of one of these sorts."""

    body: Slug
    sorts: tuple[
        Literal[ItemSort.FOLLOW_UP, ItemSort.PRIORITIES, ItemSort.PLAN, ItemSort.REPORT, ItemSort.ACTIONS], ...
    ] = (ItemSort.FOLLOW_UP,)
    per: Per = Basis.CALENDAR_YEAR


class ReportsTo(Terms):
    """In every period each body that reports to this one, of these sorts if any are named, does so at a meeting."""

    body: Slug
    body_sorts: tuple[BodySort, ...] = ()
    per: Per = Basis.CALENDAR_YEAR


def meetings(terms: Meetings, case: Met, as_of: AsOf) -> Finding:
    """Kept when enough meetings were held in each period; what lacks cannot be made up for when it is over.

    Two on one day are one. More than the most is broken, as too few are.
    """
    if terms.body and case.body(terms.body) is None:
        return no_body(terms.body)
    bodies = {
        body.id: body
        for body in case.bodies
        if terms.body in (None, body.key) and (not terms.body_sorts or body.sort in terms.body_sorts)
    }
    held = [met for met in case.meetings if met.body in bodies]
    cells_in: CellsIn | None = None
    if terms.about == "sub_agreement":
        pieces = _about_subs(case, bodies)
        cells_in = _lasting((str(sub.id), sub.title, sub.starts_on, sub.ends_on) for sub in case.subs)
        nothing = not case.subs
    elif terms.body_sorts and not terms.body:
        pieces = [Piece(met.on, Ref("meeting", met.id, met.on), cell=str(met.body)) for met in held]
        cells_in = _lasting((str(body.id), body.name, body.starts_on, body.ends_on) for body in bodies.values())
        nothing = not bodies
    else:
        pieces = [Piece(met.on, Ref("meeting", met.id, met.on)) for met in held]
        nothing = False
    if nothing:
        return Finding(Status.NO_EVIDENCE, (Words("nothing_recorded"),))
    return _judge(case, pieces, as_of, terms, cells_in)


def agenda_item(terms: AgendaItem, case: Met, as_of: AsOf) -> Finding:
    """Kept when a meeting held in each period took up such an item."""
    body = case.body(terms.body)
    if body is None:
        return no_body(terms.body)
    pieces = [_piece(item) for item in case.items if item.body == body.id and item.sort in terms.sorts]
    return _judge(case, pieces, as_of, Meetings(body=terms.body, per=terms.per))


def reports_to(terms: ReportsTo, case: Met, as_of: AsOf) -> Finding:
    """Kept when a meeting held in each period took up something from every body that reports to this one."""
    body = case.body(terms.body)
    if body is None:
        return no_body(terms.body)
    telling = {
        one.id: one
        for one in case.bodies
        if one.reports_to == body.id and (not terms.body_sorts or one.sort in terms.body_sorts)
    }
    if not telling:
        return Finding(Status.NO_EVIDENCE, (Words("nobody_reports"),))
    pieces = [_piece(item, item.from_body) for item in case.items if item.body == body.id and item.from_body in telling]
    cells_in = _lasting((str(one.id), one.name, one.starts_on, one.ends_on) for one in telling.values())
    return _judge(case, pieces, as_of, Meetings(per=terms.per), cells_in)


def _piece(item: ItemFacts, cell: int | None = None) -> Piece:
    return Piece(item.on, Ref("agenda_item", item.id, item.on), cell=str(cell or ""))


def _about_subs(case: Met, bodies: dict[int, BodyFacts]) -> list[Piece]:
    """The meetings about each sub-agreement: those that took it up, and those of the bodies that it sets up."""
    subs = {sub.id for sub in case.subs}
    own = {body.id: body.agreement for body in bodies.values() if body.agreement in subs}
    took_up = [_piece(item, item.agreement) for item in case.items if item.body in bodies and item.agreement in subs]
    return took_up + [
        Piece(met.on, Ref("meeting", met.id, met.on), cell=str(own[met.body]))
        for met in case.meetings
        if met.body in own
    ]


def _lasting(those: Iterable[tuple[str, Name, date | None, date | None]]) -> CellsIn:
    """Who is asked in a period: those that last for all of it, or for half a year of it."""
    known = list(those)

    def cells(period: Period) -> Cells:
        return tuple((cell, name) for cell, name, start, end in known if _lasts_in(period, start, end))

    return cells


def _lasts_in(period: Period, start: date | None, end: date | None) -> bool:
    first, last = max(start or period.start, period.start), min(end or period.end, period.end)
    if first > last:
        return False
    return Period(first, last) == period or (last < date.max and Period(first, last).is_at_least(FULL_DEMAND_MONTHS))


def _judge(
    case: Met, pieces: Sequence[Piece], as_of: AsOf, terms: Meetings, cells_in: CellsIn | None = None
) -> Finding:
    known = _once_a_day([piece for piece in (*pieces, *case.attached) if piece.on <= as_of.day], terms)
    promise = case.promise
    if terms.per is None or promise.starts_on is None or terms.per == Basis.ROLLING:
        cells = cells_in(Period(as_of.day, as_of.day)) if cells_in else ()
        findings = [_judge_without_periods(case, own, as_of, terms) for own in _of_each(known, cells)]
        return min(findings, key=lambda found: found.status not in NEEDS_SOMEBODY)
    demands = [
        replace(demand, due_on=due_on, cells=cells_in(demand.period) if cells_in else ())
        for demand in demands_of(
            terms.per,
            promise.starts_on,
            promise.ends_on,
            add_months(as_of.day, AHEAD_MONTHS),
            times=terms.min,
        )
        if (due_on := _last_day(demand.period, terms.in_months)) is not None
    ]
    demands = [demand for demand in demands if cells_in is None or demand.cells]
    placed = _placed(known, demands, terms)
    found = judge_recurring(
        [_with_tolerance(demand, placed, as_of, terms) for demand in demands],
        placed,
        as_of,
        warn_days=promise.warn_days,
        repairable=False,
        released=[
            Period(release.starts_on, release.ends_on or date.max)
            for release in case.releases
            if release.decided_on <= as_of.day
        ],
    )
    return found if terms.max is None else _held_to_most(found, placed, terms.max)


def _of_each(known: Sequence[Piece], cells: Cells) -> list[list[Piece]]:
    return [[piece for piece in known if piece.cell in {cell, ""} or not cells] for cell, _name in cells or [("", "")]]


def _judge_without_periods(case: Met, known: Sequence[Piece], as_of: AsOf, terms: Meetings) -> Finding:
    """Judged by the last twelve months; or a question, where it is not stated how often."""
    found = Doing(case.promise, (), ()).judge(known, as_of, per=terms.per, times=terms.min)
    recent = sum(piece.on > add_months(as_of.day, -12) for piece in known if piece.on <= as_of.day)
    if terms.per is None or terms.max is None or recent <= terms.max:
        return found
    return _too_often(found, recent, terms.max, None)


def _once_a_day(pieces: Sequence[Piece], terms: Meetings) -> list[Piece]:
    """Those that lie in the right months, in order; of several on one day the first counts."""
    near = {
        (month + shift - 1) % 12 + 1
        for month in terms.in_months
        for shift in range(-terms.tolerance_months, terms.tolerance_months + 1)
    }
    found: dict[tuple[str, date], Piece] = {}
    for piece in pieces:
        if not near or piece.on.month in near:
            found.setdefault((piece.cell, piece.on), piece)
    return sorted(found.values(), key=lambda piece: (piece.on, piece.ref.id))


def _last_day(period: Period, months: tuple[int, ...]) -> date | None:
    """The last day of the period on which a meeting may lie; None when none of the months lies in it."""
    if not months or period.end == date.max:
        return period.end
    first = date(period.end.year, period.end.month, 1)
    while first >= period.start.replace(day=1):
        if first.month in months:
            return min(period.end, add_months(first, 1) - A_DAY)
        first = add_months(first, -1)
    return None


def _placed(known: Sequence[Piece], demands: Sequence[Demand], terms: Meetings) -> list[Piece]:
    """Each meeting in its own period, or in the one beside it that lacks one and ends first, within the tolerance."""
    if not terms.tolerance_months:
        return list(known)
    done: dict[tuple[str, date], int] = {}
    placed = []
    for piece in known:
        near = [demand.period for demand in demands if _is_near(piece.on, demand.period, terms.tolerance_months)]
        lacking = [period for period in near if done.get((piece.cell, period.start), 0) < terms.min]
        own = [period for period in near if piece.on in period]
        period = next(iter(lacking or own or near), None)
        if period is None:
            placed.append(piece)
            continue
        done[piece.cell, period.start] = done.get((piece.cell, period.start), 0) + 1
        placed.append(replace(piece, about=min(max(piece.on, period.start), period.end)))
    return placed


def _is_near(day: date, period: Period, months: int) -> bool:
    latest = date.max if period.end == date.max else add_months(period.end, months)
    return add_months(period.start, -months) <= day <= latest


def _with_tolerance(demand: Demand, placed: Sequence[Piece], as_of: AsOf, terms: Meetings) -> Demand:
    """The demand, due later where its last day has come and it still lacked something then."""
    if not terms.tolerance_months or as_of.day < demand.due_on or demand.due_on == date.max:
        return demand
    in_time = [piece for piece in placed if (piece.about or piece.on) in demand.period and piece.on <= demand.due_on]
    cells = [cell for cell, _name in demand.cells] or [""]
    if all(sum(piece.cell in {cell, ""} for piece in in_time) >= demand.times for cell in cells):
        return demand
    return replace(demand, due_on=add_months(demand.due_on, terms.tolerance_months))


def _held_to_most(found: Finding, placed: Sequence[Piece], most: int) -> Finding:
    """The finding, broken by more meetings than the most in the period that runs, or in the last one until it is kept.

    Where several are asked, each of them is held to the most.
    """
    stretches = []
    worst = 0
    for stretch in found.stretches:
        counts: dict[str, int] = {}
        for piece in placed:
            if stretch.start <= (piece.about or piece.on) <= stretch.end:
                counts[piece.cell] = counts.get(piece.cell, 0) + 1
        worst = max(counts.values(), default=0)
        if stretch.status == Status.WAIVED:
            worst = 0
        stretches.append(replace(stretch, status=Status.BROKEN, done=worst) if worst > most else stretch)
    found = found.with_(stretches=tuple(stretches))
    if worst > most:
        return _too_often(found, worst, most, None)
    last = found.stretches[-2] if len(found.stretches) > 1 else None
    is_left = found.stretches and found.stretches[-1].status not in (Status.KEPT, Status.KEPT_LATE)
    if last is not None and is_left and last.done > most:
        return _too_often(found, last.done, most, last.end)
    return found


def _too_often(found: Finding, done: int, most: int, missed_on: date | None) -> Finding:
    """The finding, broken: with the last day of a period that has passed; in one that runs, no day was missed."""
    said = Words("met_too_often", {"done": done, "most": most})
    return found.with_(status=Status.BROKEN, words=(*found.words, said), due_on=missed_on)
