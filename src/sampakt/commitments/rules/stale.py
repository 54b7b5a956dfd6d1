"""Who is to be told of a promise that nobody sees to, and from which day: person, unit, lead of the partnership."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sampakt.commitments.terms import EscalationLevel, Status

ASKED_AHEAD = timedelta(days=30)
"""How long before its day a statement is asked for."""

TOLD_AFTER = {
    EscalationLevel.PERSON: timedelta(0),
    EscalationLevel.UNIT: timedelta(days=14),
    EscalationLevel.LEAD: timedelta(days=28),
}
"""How long a promise has been stale when each level is told."""

STALE = (Status.OVERDUE, Status.BROKEN, Status.NO_EVIDENCE)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a promise stands, as far as telling somebody hangs on it. ``noted_on`` is when it was registered."""

    status: str
    asks_for_statement: bool
    due_on: date | None
    since_on: date | None
    noted_on: date


def stale_since(standing: Standing, today: date) -> date | None:
    """The day from which it counts as stale; None when it is not. Nobody is late before the promise is registered."""
    is_due = standing.due_on is not None and standing.due_on <= today
    is_unanswered = standing.asks_for_statement and standing.status == Status.NOT_CHECKABLE and is_due
    if standing.status not in STALE and not is_unanswered:
        return None
    begun = standing.due_on if is_due else standing.since_on
    return max(begun or standing.noted_on, standing.noted_on)


def levels_to_tell(standing: Standing, today: date) -> Iterator[tuple[EscalationLevel, date]]:
    """Each level that is to know of it by now, with the day that it is told about: what is due, or since when it lacks.

    Whoever answers for the promise is told when it becomes due soon, when a statement is asked for, and when it goes
    stale without either.
    """
    since = stale_since(standing, today)
    if since is not None:
        yield from ((level, since) for level, after in TOLD_AFTER.items() if since + after <= today)
    elif standing.due_on is not None:
        is_asked = standing.asks_for_statement and today <= standing.due_on <= today + ASKED_AHEAD
        if standing.status == Status.DUE_SOON or is_asked:
            yield EscalationLevel.PERSON, standing.due_on
