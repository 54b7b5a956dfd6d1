"""What seats, members, decisions and actions are called on paper."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from sampakt.governance.models import Decision, Seat, Task, Vote
from sampakt.governance.terms import TaskState
from sampakt.papers.printing import Phrase, phrase
from sampakt.ui.writing import written_day


def facts_of(pairs: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    """Labels and values; what is not said is left out."""
    return [{"label": label, "value": value} for label, value in pairs if value]


def seat_of(seat: Seat, language: str) -> Phrase:
    """What a seat is called, by its own name or its office's, and its position where that says more."""
    name = seat.name or (seat.office.name if seat.office else None)
    position = seat.get_position_display()
    if not name:
        return Phrase(position, language)
    said = phrase(name, language)
    if position.casefold() in said.words.casefold():
        return said
    return Phrase(f"{said.words} ({position.lower()})", said.language)


def whose(seat: Seat) -> str:
    """The party that a seat belongs to, or in words somebody who is no party."""
    return seat.organisation.brief if seat.organisation else str(seat.whose)


def holder_of(seat: Seat, language: str) -> str:
    """A seat with its party, in one line."""
    return ", ".join(filter(None, (seat_of(seat, language).words, whose(seat))))


def cited(decision: Decision) -> str:
    """How a decision is cited: § 4/2027."""
    return f"§ {decision.number}/{decision.year}"


def voter_of(vote: Vote, language: str) -> str:
    """The party as one, or the member's seat."""
    if vote.organisation is not None:
        return vote.organisation.brief
    return holder_of(vote.seat, language) if vote.seat is not None else ""


def owner_of(task: Task, language: str) -> str:
    """Who is to do it: the person, the office, the party, as far as said."""
    named = (
        task.person.name if task.person else "",
        phrase(task.office.name, language).words if task.office else "",
        task.organisation.brief if task.organisation else "",
    )
    return ", ".join(filter(None, named))


def task_of(task: Task, language: str) -> dict[str, Any]:
    """An action to do: what, who, by when, and how far it has come."""
    state = task.get_state_display()
    if task.state == TaskState.DONE and task.done_on:
        state = _("Carried out %(day)s") % {"day": written_day(task.done_on)}
    return {
        "title": phrase(task.title, language),
        "who": owner_of(task, language),
        "due": written_day(task.due_on) if task.due_on else "",
        "state": state,
        "is_open": task.state == TaskState.OPEN,
        "is_restricted": task.is_restricted,
    }
