"""What an agreement asks for next, and until when that answer stands: reckoned once, so that lists need not."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date

from sampakt.agreements.rules.facts import AgreementFacts
from sampakt.agreements.rules.life import life_on, watched_dates
from sampakt.kernel.period import A_DAY, add_months


@dataclass(frozen=True)
class Watched:
    """The last of the days to watch for that passed unanswered, and the first of those to come.

    ``stands_until`` is the day on which time alone may change it; None when time alone never will.
    """

    late_on: date | None
    next_on: date | None
    stands_until: date | None


def watched(facts: AgreementFacts, day: date) -> Watched:
    """What the agreement asked for when ``day`` was over."""
    found = watched_dates(life_on(facts, day), facts, _horizon(facts, day))
    late = max((each.on for each in found if each.days_left < 0), default=None)
    coming = min((each.on for each in found if each.days_left >= 0), default=None)
    # What is known to happen on a day changes the answer on that day or when it is over.
    changes = {when for known in _days_in(facts) for when in (known, known + A_DAY) if when > day}
    if coming is not None:
        changes.add(coming + A_DAY)
    return Watched(late, coming, min(changes, default=None))


def _horizon(facts: AgreementFacts, day: date) -> date:
    """So far ahead that the next day is within it: no end, but for revisions, which never cease to come back."""
    every = max((months for months in _revised_every(facts) if months), default=0)
    return add_months(max(day, facts.starts_on or day), 2 * every) if every else date.max - A_DAY


def _revised_every(facts: AgreementFacts) -> Iterator[int]:
    yield facts.revise_every_months or 0
    for amendment in facts.amendments:
        for terms in (amendment.before, amendment.after):
            yield int(str(terms.get("revise_every_months") or 0))


def _days_in(value: object) -> Iterator[date]:
    """Every day that stands anywhere in the facts."""
    if isinstance(value, date):
        if value < date.max:
            yield value
    elif isinstance(value, tuple | Mapping):
        for part in value.values() if isinstance(value, Mapping) else value:
            yield from _days_in(part)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _days_in(getattr(value, field.name))
