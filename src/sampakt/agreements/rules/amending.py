"""Amendments: which terms held on which day."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, cast

from sampakt.agreements.rules.facts import AgreementFacts, AmendmentFacts

DATES = ("starts_on", "ends_on")
NUMBERS = ("notice_months", "revise_every_months", "decide_months_before", "force_count")
TERMS = (*DATES, *NUMBERS)
"""The terms of an agreement that its life hangs on; an amendment of one of them changes the agreement itself."""


def as_held_on(facts: AgreementFacts, day: date) -> AgreementFacts:
    """The agreement with the terms that held on ``day``."""
    terms = held_before(facts.amendments, day)
    return replace(facts, **terms) if terms else facts


def held_before(amendments: Iterable[AmendmentFacts], day: date) -> dict[str, Any]:
    """The terms that were others on ``day``: what amendments that were not decided, or did not hold yet, took away.

    That the agreement lasts longer is known from the day on which it was decided, though the added time only begins
    later.
    """
    terms: dict[str, Any] = {}
    for amendment in sorted(amendments, key=_holds_on, reverse=True):
        if _holds_on(amendment) > day:
            kept = {"ends_on"} if amendment.decided_on <= day and _lengthens(amendment) else set()
            terms.update(
                {term: value for term, value in amendment.before.items() if term in TERMS and term not in kept}
            )
    return terms


def terms_change_on(amendments: Iterable[AmendmentFacts], day: date) -> date | None:
    """The first day after ``day`` on which an amendment decided by then begins to hold."""
    days = [amendment.from_on for amendment in amendments if amendment.decided_on <= day < amendment.from_on]
    return min(days, default=None)


def _holds_on(amendment: AmendmentFacts) -> date:
    """The day from which it is known and holds: one that reaches back is known only when it is decided."""
    return max(amendment.from_on, amendment.decided_on)


def _lengthens(amendment: AmendmentFacts) -> bool:
    """Whether it gives the agreement a later last day, or none at all."""
    before, after = (cast("date | None", terms.get("ends_on")) for terms in (amendment.before, amendment.after))
    return "ends_on" in amendment.after and before is not None and (after is None or after > before)


def is_fitting(term: str, value: object) -> bool:
    """Whether the value is one that the term can have: a date, or a whole number that is not negative, or nothing."""
    if value is None:
        return True
    if term in DATES:
        return isinstance(value, date)
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def as_data(value: object) -> object:
    """The value of a term as an amendment keeps it: a date as ISO 8601."""
    return value.isoformat() if isinstance(value, date) else value


def from_data(changes: Mapping[str, object]) -> dict[str, object]:
    """The values of terms as an amendment kept them, with their dates read."""
    return {
        term: date.fromisoformat(value) if term in DATES and isinstance(value, str) else value
        for term, value in changes.items()
    }


def told(decided_on: date, from_on: date, rows: Iterable[Mapping[str, object]]) -> AmendmentFacts:
    """An amendment from what was kept of it: rows of ``term``, ``before`` and ``after``."""
    kept = [(str(row["term"]), row["before"], row["after"]) for row in rows]
    before = from_data({term: value for term, value, _after in kept})
    return AmendmentFacts(decided_on, from_on, before, from_data({term: value for term, _before, value in kept}))
