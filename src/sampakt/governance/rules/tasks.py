"""Actions to do: who can be asked, when they are reported, and whose turn it is to hear of them."""

from collections.abc import Iterator
from datetime import date, timedelta

from sampakt.governance.terms import GovernanceObjection, TaskState
from sampakt.kernel.errors import Objection

SOON = timedelta(days=14)
"""So long before it is due, whoever is to do it is reminded."""


def objections_to_owner(
    organisation: int | None, *, office_of: int | None, person_of: int | None, is_said: bool
) -> Iterator[Objection]:
    """Somebody is asked; an office and a person belong to the party that is named with them."""
    if not is_said:
        yield Objection.of(GovernanceObjection.NO_OWNER, field="organisation")
    owners = {one for one in (organisation, office_of, person_of) if one is not None}
    if len(owners) > 1:
        field = "person" if person_of is not None else "office"
        yield Objection.of(GovernanceObjection.OWNERS_DIFFER, field=field)


def objections_to_reporting(done_on: date | None, day: date) -> Iterator[Objection]:
    """A body hears of what has been done, not of what is to come."""
    if done_on is not None and day < done_on:
        yield Objection.of(GovernanceObjection.REPORTED_BEFORE_DONE, field="at", date=done_on)


def is_late(state: str, due_on: date | None, day: date) -> bool:
    """Whether it should have been carried out by now."""
    return state == TaskState.OPEN and due_on is not None and due_on < day


def is_due_soon(state: str, due_on: date | None, day: date) -> bool:
    """Whether it is due within the days in which somebody is reminded."""
    return state == TaskState.OPEN and due_on is not None and day <= due_on <= day + SOON
