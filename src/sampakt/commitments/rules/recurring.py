"""Promises that come back: so many times in each year, term or other period."""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from math import floor

from sampakt.commitments.rules.finding import A_DAY, AsOf, Finding, Missing, Name, Ref, Stretch, Words, span
from sampakt.commitments.terms import Basis, Status
from sampakt.kernel.period import Period, add_months, calendar_years, stretches

FULL_DEMAND_MONTHS = 6
"""A first or last partial year demands what a whole one does only when it has this many months."""

HALF_A_YEAR = 183
"""A due day in the last half-year of a period is meant within it; an earlier one, after its end."""

_OPEN = {Status.NOT_YET_DUE, Status.ON_TRACK, Status.DUE_SOON}
_CALENDAR_MONTHS = {Basis.HALF_YEAR: 6, Basis.TERTIAL: 4, Basis.QUARTER: 3}


@dataclass(frozen=True, slots=True)
class Piece:
    """One dated thing that counts. ``about`` is the last day it concerns (a report for 2025), ``cell`` whose it is."""

    on: date
    ref: Ref
    about: date | None = None
    cell: str = ""


@dataclass(frozen=True, slots=True)
class Demand:
    """What one period asks for. ``cells`` are those who must each have done it; ``after`` is the deadline before."""

    period: Period
    due_on: date
    times: int
    cells: tuple[tuple[str, Name], ...] = ()
    after: date | None = None


@dataclass(frozen=True, slots=True)
class _Judged:
    demand: Demand
    status: str
    done: int
    wanted: int
    pieces: tuple[Piece, ...]
    missing: tuple[Missing, ...]
    late_days: int = 0
    behind: tuple[date, ...] = field(default=())


def periods_of(basis: str, start: date, end: date | None, until: date) -> Iterator[Period]:
    """The periods of a promise from ``start`` up to the one that holds ``until``; the last is cut at ``end``."""
    last = until if end is None else min(until, end)
    last = max(last, start)
    match basis:
        case Basis.CALENDAR_YEAR:
            found: Iterator[Period] = calendar_years(start, last)
        case Basis.AGREEMENT_YEAR:
            found = stretches(start, last, 12)
        case Basis.TERM:
            found = iter([Period(start, end or date.max)])
        case _:
            found = _calendar_parts(start, last, _CALENDAR_MONTHS[Basis(basis)])
    for period in found:
        yield period if end is None or period.end <= end else Period(period.start, end)


def _calendar_parts(start: date, last: date, months: int) -> Iterator[Period]:
    begins = date(start.year, (start.month - 1) // months * months + 1, 1)
    while begins <= last:
        after = add_months(begins, months)
        yield Period(max(begins, start), after - A_DAY)
        begins = after


def demands_of(
    basis: str,
    start: date,
    end: date | None,
    until: date,
    *,
    times: int = 1,
    due: tuple[int, int] | None = None,
    is_within: bool = False,
    cells: tuple[tuple[str, Name], ...] = (),
) -> list[Demand]:
    """What each period demands. ``due`` is a month and day: late in the period if it fits there, else next after it.

    What is due ``is_within`` the period is so on whichever day of it, as a plan of the year is by 31 March.
    A partial first or last year of less than six months demands nothing.
    """
    spans = _spans(basis, start, end, until, due, is_within=is_within)
    return [Demand(period, due_on, times, cells, after) for period, due_on, after in spans]


@lru_cache(maxsize=50_000)
def _spans(
    basis: str, start: date, end: date | None, until: date, due: tuple[int, int] | None, *, is_within: bool
) -> tuple[tuple[Period, date, date | None], ...]:
    """The periods that demand something, each with its deadline and the one before; promises of one term share them."""
    spans = []
    before: date | None = None
    for period in periods_of(basis, start, end, until):
        deadline = period.end if due is None else _due_in(period, due, is_within=is_within)
        if _demands_in_full(basis, period):
            spans.append((period, deadline, before))
        before = deadline
    return tuple(spans)


def _demands_in_full(basis: str, period: Period) -> bool:
    whole = {Basis.CALENDAR_YEAR: 12, Basis.AGREEMENT_YEAR: 12, **_CALENDAR_MONTHS}.get(Basis(basis))
    if whole is None or period.is_at_least(whole):
        return True
    return period.is_at_least(min(FULL_DEMAND_MONTHS, (whole + 1) // 2))


def _due_in(period: Period, due: tuple[int, int], *, is_within: bool) -> date:
    if period.end == date.max:
        return period.end
    years = range(period.start.year if is_within else period.end.year - 1, period.end.year + 2)
    days = [date(year, due[0], min(due[1], monthrange(year, due[0])[1])) for year in years]
    if is_within:
        return next((day for day in days if day in period), period.end)
    late = (day for day in days if day >= period.end or (day in period and (period.end - day).days <= HALF_A_YEAR))
    return next(late, period.end)


def judge_recurring(
    demands: Sequence[Demand],
    pieces: Sequence[Piece],
    as_of: AsOf,
    *,
    warn_days: int,
    repairable: bool,
    released: Sequence[Period] = (),
) -> Finding:
    """The finding for a promise that comes back; a period that a decision ``released`` asks for nothing.

    The period that runs decides, unless the one before it was missed: that stands until the running one is kept.
    What was missed before anything of the sort was ever recorded is a gap in the records, not a broken promise. A
    promise that is late or broken is told with the day that was missed, any other with the next one.
    """
    known = sorted((piece for piece in pieces if piece.on <= as_of.day), key=lambda piece: (piece.on, piece.ref.id))
    judged = [
        _released(demand)
        if any(demand.period.start in span and demand.period.end in span for span in released)
        else _judge(demand, known, as_of, warn_days=warn_days, repairable=repairable)
        for demand in demands
        if demand.period.start <= as_of.day
    ]
    boundaries: list[date | None] = [demand.period.start for demand in demands]
    if not judged:
        first = demands[0] if demands else None
        return Finding(
            Status.NOT_YET_DUE,
            (Words("begins", {"day": first.period.start}) if first else Words("asks_nothing"),),
            due_on=first.due_on if first else None,
            stands_until=as_of.next_of(boundaries),
        )
    ahead = next((demand for demand in demands if demand.period.start > as_of.day), None)
    running = _running(judged, as_of)
    shown = _deciding(judged, running, as_of)
    for each in judged[-3:]:
        boundaries += [
            each.demand.period.end,
            as_of.passing(each.demand.due_on),
            each.demand.due_on - warn_days * A_DAY,
            *each.behind,
        ]
    words = [Words("counted", {"done": shown.done, "wanted": shown.wanted, "period": _name(shown.demand.period)})]
    if shown is not running:
        words.append(
            Words(
                "counted_now", {"done": running.done, "wanted": running.wanted, "period": _name(running.demand.period)}
            )
        )
    if not known:
        words = [Words("nothing_recorded")]
    # Where nothing was ever recorded, the day told is the next one: what lacks already is named beside it.
    is_gap = not known and shown.status == Status.NO_EVIDENCE
    if shown.missing and (shown.demand.cells or is_gap):
        words.append(Words("missing", {"names": tuple(missing.name for missing in shown.missing)}))
    still_open = (each for each in judged if each.status in _OPEN and not as_of.has_passed(each.demand.due_on))
    due = shown if shown.status in {Status.OVERDUE, Status.BROKEN} else next(still_open, None)
    return Finding(
        shown.status,
        tuple(words),
        due_on=due.demand.due_on if due else (ahead.due_on if ahead else running.demand.due_on),
        stands_until=as_of.next_of(boundaries),
        evidence=tuple(piece.ref for piece in _latest_pieces(judged, shown)),
        missing=shown.missing,
        stretches=tuple(
            Stretch(each.demand.period.start, each.demand.period.end, each.status, each.done, each.wanted)
            for each in judged
        ),
        late_days=shown.late_days,
    )


def _latest_pieces(judged: Sequence[_Judged], shown: _Judged) -> tuple[Piece, ...]:
    """What shows how the promise stands: the deciding period's pieces, or those of the last period that has any."""
    return shown.pieces or next((each.pieces for each in reversed(judged) if each.pieces), ())


def _running(judged: Sequence[_Judged], as_of: AsOf) -> _Judged:
    """The first demand that can still be met in time, or one whose deadline is near; the last one when none is open."""
    still_open = [
        each
        for each in judged
        if not as_of.has_passed(each.demand.due_on) and each.status != Status.WAIVED and _has_opened(each, as_of)
    ]
    near = next((each for each in still_open if each.status == Status.DUE_SOON), None)
    if near or still_open:
        return near or still_open[0]
    passed = [each for each in judged if as_of.has_passed(each.demand.due_on)]
    return passed[-1] if passed else judged[-1]


def _has_opened(each: _Judged, as_of: AsOf) -> bool:
    """Whether the demand can be met by now: a report about a period comes when the period is over, or was early."""
    period = each.demand.period
    return each.demand.due_on <= period.end or as_of.day >= period.end or each.done > 0


def _deciding(judged: Sequence[_Judged], running: _Judged, as_of: AsOf) -> _Judged:
    if running.status in {Status.KEPT, Status.KEPT_LATE}:
        return running
    passed = [each for each in judged if as_of.has_passed(each.demand.due_on) and each.status != Status.WAIVED]
    if passed and passed[-1].status in {Status.BROKEN, Status.OVERDUE, Status.NO_EVIDENCE}:
        return passed[-1]
    return running


def _judge(demand: Demand, known: Sequence[Piece], as_of: AsOf, *, warn_days: int, repairable: bool) -> _Judged:
    mine = [piece for piece in known if _belongs(piece, demand)]
    by_cell = demand.cells or (("", ""),)
    wanted = demand.times * len(by_cell)
    done = 0
    met_on: date | None = date.min
    missing: list[Missing] = []
    for cell, name in by_cell:
        own = [piece for piece in mine if not demand.cells or piece.cell in {cell, ""}][: demand.times]
        done += len(own)
        if len(own) < demand.times:
            met_on = None
            missing.append(Missing(name or _lack(demand)))
        elif met_on is not None:
            met_on = max(met_on, own[-1].on)
    used = tuple(mine)
    if met_on is not None:
        late = max((met_on - demand.due_on).days, 0)
        status = Status.KEPT_LATE if late else Status.KEPT
        return _Judged(demand, status, done, wanted, used, (), late)
    if as_of.has_passed(demand.due_on):
        missed = Status.OVERDUE if repairable else Status.BROKEN
        status = missed if any(piece.on <= demand.due_on for piece in known) else Status.NO_EVIDENCE
        return _Judged(demand, status, done, wanted, used, tuple(missing))
    steps = _pace(demand, wanted)
    expected = sum(day <= as_of.day for day in steps)
    if as_of.day >= demand.due_on - warn_days * A_DAY or done < expected:
        status = Status.DUE_SOON
    elif known:
        status = Status.ON_TRACK
    else:
        status = Status.NOT_YET_DUE
    return _Judged(demand, status, done, wanted, used, tuple(missing), behind=tuple(steps))


def _released(demand: Demand) -> _Judged:
    return _Judged(demand, Status.WAIVED, 0, demand.times * max(len(demand.cells), 1), (), ())


def _belongs(piece: Piece, demand: Demand) -> bool:
    if piece.about is not None:
        return piece.about in demand.period
    if demand.due_on <= demand.period.end:
        return piece.on in demand.period
    return (demand.after or demand.period.start) < piece.on <= demand.due_on or (
        demand.after is None and piece.on == demand.period.start
    )


def _pace(demand: Demand, wanted: int) -> list[date]:
    """The days by which one, two … of several should be done at an even pace; only the last counts for a single one."""
    if demand.times < 2 or demand.period.end == date.max:
        return []
    days = demand.period.days
    return [
        demand.period.start + floor(days * step / demand.times) * A_DAY
        for step in range(1, demand.times)
        for _ in range(wanted // demand.times)
    ]


def _lack(demand: Demand) -> Name:
    return _name(demand.period)


def _name(period: Period) -> Name:
    """What a period is called: the year, where it is one, else its first and its last day."""
    if period.start.year == period.end.year and period.end.month == 12 and period.end.day == 31 and period.days > 190:
        return str(period.start.year)
    return span(period.start, None if period.end == date.max else period.end)


def judge_rolling(pieces: Sequence[Piece], as_of: AsOf, *, times: int, starts_on: date, warn_days: int) -> Finding:
    """The finding for "in any twelve months": what the last twelve hold decides, once twelve have passed."""
    known = sorted((piece for piece in pieces if piece.on <= as_of.day), key=lambda piece: (piece.on, piece.ref.id))
    recent = [piece for piece in known if piece.on > add_months(as_of.day, -12)]
    counted = Words("counted_rolling", {"done": len(recent), "wanted": times})
    refs = tuple(piece.ref for piece in recent)
    if len(recent) >= times:
        falls_out = add_months(recent[-times].on, 12)
        warned_on = falls_out - warn_days * A_DAY
        status = Status.DUE_SOON if as_of.day >= warned_on else Status.KEPT
        return Finding(
            status, (counted,), due_on=falls_out, stands_until=as_of.next_of((warned_on, falls_out)), evidence=refs
        )
    due_on = max(add_months(starts_on, 12), add_months(known[-times].on, 12) if len(known) >= times else date.min)
    if not as_of.has_passed(due_on):
        warned_on = due_on - warn_days * A_DAY
        status = Status.DUE_SOON if as_of.day >= warned_on else Status.NOT_YET_DUE
        return Finding(
            status,
            (counted,),
            due_on=due_on,
            stands_until=as_of.next_of((warned_on, as_of.passing(due_on))),
            evidence=refs,
        )
    if not known:
        return Finding(Status.NO_EVIDENCE, (Words("nothing_recorded"),), due_on=due_on)
    return Finding(
        Status.BROKEN,
        (counted,),
        due_on=due_on,
        since=due_on,
        evidence=refs,
        stands_until=as_of.next_of(add_months(piece.on, 12) for piece in recent),
    )
