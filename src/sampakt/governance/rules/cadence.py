"""When a body should meet next: days proposed from how often it is to meet, evenly spread, on working days."""

from bisect import bisect
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from sampakt.kernel.period import A_DAY, Period

CLOSE = timedelta(weeks=2)
JULY = 7
SATURDAY = 5


@dataclass(frozen=True)
class Cadence:
    """Which days may be: ``free`` are public holidays, ``weekday`` (Monday is 0) is the one that the body prefers."""

    least: int
    free: Collection[date] = frozenset()
    in_july: bool = False
    weekday: int | None = None

    def allows(self, day: date) -> bool:
        """Whether people are at work that day."""
        return day.weekday() < SATURDAY and day not in self.free and (self.in_july or day.month != JULY)


def proposed_days(
    cadence: Cadence,
    periods: Iterable[Period],
    *,
    after: date,
    taken: Collection[date],
    known_until: date | None = None,
) -> list[date]:
    """Days later than ``after`` that bring each period up to its least number of meetings, in their order.

    ``taken`` are the days on which the body has met or is to meet. What can be proposed is spread evenly between these.
    A period in which too few working days are left gets as many as there are.
    """
    known = sorted(set(taken))
    proposed: list[date] = []
    for period in periods:
        first = max(period.start, after + A_DAY)
        missing = cadence.least - sum(day in period for day in known)
        if missing <= 0 or first > period.end:
            continue
        left = Period(first, period.end)
        days = _days_in(cadence, left, known)
        for wanted in _spread(left, known, missing):
            if not days:
                break
            chosen = _nearest(days, wanted, cadence.weekday)
            days.remove(chosen)
            known.insert(bisect(known, chosen), chosen)
            proposed.append(chosen)
    return sorted(proposed)


def lie_close(days: Sequence[date]) -> bool:
    """Whether any two of the days, in their order, are less than two weeks apart."""
    return any(later - earlier < CLOSE for earlier, later in pairwise(days))


def usual_weekday(days: Collection[date]) -> int | None:
    """The weekday on which a body has mostly met, when it has met at least twice on it; Monday is 0."""
    counts = [sum(day.weekday() == weekday for day in days) for weekday in range(SATURDAY)]
    most = max(counts)
    return counts.index(most) if most > 1 and counts.count(most) == 1 else None


def _days_in(cadence: Cadence, left: Period, known: Collection[date]) -> list[date]:
    taken = set(known)
    days = (left.start + timedelta(number) for number in range(left.days))
    return [day for day in days if day not in taken and cadence.allows(day)]


def _spread(left: Period, known: Sequence[date], missing: int) -> list[date]:
    """Where ``missing`` meetings would lie most evenly in what is left of a period, between those that are known.

    A period without any begins and ends half a step from its first and last meeting, so that the next goes on alike.
    """
    step = timedelta(left.days / missing)
    before = [day for day in known if day < left.start]
    beyond = [day for day in known if day > left.end]
    begins = max(before[-1] if before else date.min, left.start - step / 2)
    ends = min(beyond[0] if beyond else date.max, left.end + step / 2)
    posts = [begins, *(day for day in known if day in left), ends]
    gaps = list(pairwise(posts))
    counts = [0] * len(gaps)
    for _one in range(missing):
        widest = max(range(len(gaps)), key=lambda place: (gaps[place][1] - gaps[place][0]) / (counts[place] + 1))
        counts[widest] += 1
    return [
        start + (end - start) * number / (count + 1)
        for (start, end), count in zip(gaps, counts, strict=True)
        for number in range(1, count + 1)
    ]


def _nearest(days: Sequence[date], wanted: date, weekday: int | None) -> date:
    """The working day nearest to the one wanted: within a week on the body's own weekday, if it has one."""
    own = [day for day in days if day.weekday() == weekday and abs(day - wanted) <= timedelta(weeks=1)]
    return min(own or days, key=lambda day: (abs(day - wanted), day))
