"""The days before the end: until when to decide, to give notice, to revise; and the papers needed to go on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sampakt.agreements.terms import RenewalKind
from sampakt.kernel.period import A_DAY, add_months

EXPIRING_MONTHS = 12


@dataclass(frozen=True)
class RenewalDate:
    """A day to watch for; ``days_left`` is below nought when it has passed and still waits for its answer."""

    kind: RenewalKind
    on: date
    days_left: int


def day_leaving(last: date, months: int) -> date:
    """The last day on which so many whole months still remain until the agreement is over.

    6 months before 2021-12-31 is 2021-06-30: from the day after, six months are left. Nought months is the day before
    the last, since what is to be done before the end must be done before its last day.
    """
    return add_months(last + A_DAY, -months) - A_DAY if months else last - A_DAY


def decide_by(last: date | None, months_before: int | None) -> date | None:
    """The last day on which what follows can be decided in time; None when the agreement is open-ended."""
    return day_leaving(last, months_before or 0) if last is not None else None


def notice_by(last: date | None, months: int | None) -> date | None:
    """The last day on which notice can be given so that the agreement ends on its last day."""
    return day_leaving(last, months) if last is not None and months else None


def expiring_from(last: date | None, months_before: int | None) -> date | None:
    """The day from which it counts as expiring: a year before its end, or from its decide-by if that is earlier."""
    by = decide_by(last, months_before)
    return min(day_leaving(last, EXPIRING_MONTHS) + A_DAY, by) if last is not None and by is not None else None


def revisions(starts_on: date | None, every_months: int | None, since: date, until: date) -> list[date]:
    """The days of revision from ``since`` to ``until``, counted from the first day of the agreement."""
    if starts_on is None or not every_months or starts_on > until:
        return []
    # Counted anew from the start each time, so that the 31st does not become the 28th for good.
    passed = max((since.year - starts_on.year) * 12 + since.month - starts_on.month, 0) // every_months
    found, index = [], max(passed, 1)
    while (day := add_months(starts_on, index * every_months)) <= until:
        if day >= since:
            found.append(day)
        index += 1
    return found


def renewal_dates(
    *,
    starts_on: date | None,
    last: date | None,
    notice_months: int | None,
    revise_every_months: int | None,
    decide_months_before: int | None,
    is_settled: bool,
    day: date,
    until: date,
) -> list[RenewalDate]:
    """The days to watch for from ``day`` to ``until``, in order; and those that passed unanswered.

    ``is_settled``: what follows is decided, so that nobody need decide or give notice any more.
    """
    dates = []
    if last is not None:
        dates.append((RenewalKind.LAST_DAY, last, not is_settled))
        if not is_settled:
            by, notice = decide_by(last, decide_months_before), notice_by(last, notice_months)
            dates += [(RenewalKind.DECIDE_BY, by, True)] if by else []
            dates += [(RenewalKind.NOTICE_BY, notice, False)] if notice else []
    ends = until if last is None else min(until, last)
    dates += [(RenewalKind.REVISION, on, False) for on in revisions(starts_on, revise_every_months, day, ends)]
    watched = [
        RenewalDate(kind, on, (on - day).days) for kind, on, waits in dates if on <= until and (waits or on >= day)
    ]
    return sorted(watched, key=lambda found: (found.on, found.kind))


def papers_missing(
    needed: Sequence[str], attached: Iterable[tuple[str, date | None]], since: date | None
) -> tuple[str, ...]:
    """The papers needed to go on that are not there: one as old as the agreement itself is not an updated one."""
    there = {role for role, dated in attached if dated is None or since is None or dated > since}
    return tuple(role for role in needed if role not in there)
