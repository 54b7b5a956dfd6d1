"""What an agenda should take up: what comes back every year, what falls due, and what others want taken up."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sampakt.commitments.terms import NEEDS_SOMEBODY, Status
from sampakt.governance.terms import Effect, ItemSort, TaskState, Why

YEARLY = (ItemSort.FOLLOW_UP, ItemSort.PRIORITIES, ItemSort.PLAN)
"""What a body takes up once in every calendar year."""

KEEPING = {"plan": Effect.ADOPTS_PLAN, "priorities": Effect.SETS_PRIORITIES}
"""What a decision brings about, by the sort of plan that a promise asks for."""

AHEAD = (Status.NOT_YET_DUE, Status.ON_TRACK, Status.NOT_CHECKABLE)
"""Statuses of a promise that needs nobody until its day has come."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a promise stands, as last assessed."""

    id: int
    status: str
    due_on: date | None
    sort: ItemSort = ItemSort.DISCUSSION


@dataclass(frozen=True, slots=True)
class Errand:
    """An action that the body gave somebody."""

    id: int
    state: str
    due_on: date | None = None
    is_reported: bool = False


@dataclass(frozen=True, slots=True)
class OnAgenda:
    """An item of one of the body's meetings in the calendar year; ``is_here`` when it is this meeting's own."""

    sort: str
    is_here: bool
    commitment: int | None = None
    task: int | None = None
    from_body: int | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something that an agenda should take up: why, as an item of which sort, and the record it is about."""

    why: Why
    sort: ItemSort
    about: int | None = None
    due_on: date | None = None

    @property
    def key(self) -> str:
        """By which it is chosen; it stays the same as long as there is reason to take it up."""
        kind = {Why.NEEDS: Why.DUE, Why.UNREPORTED: Why.ACTION}.get(self.why, self.why)
        return f"{kind}-{self.sort if self.about is None else self.about}"


def suggestions(
    day: date,
    *,
    items: Iterable[OnAgenda] = (),
    errands: Iterable[Errand] = (),
    reporting: Sequence[int] = (),
    standings: Iterable[Standing] = (),
    proposals: Sequence[int] = (),
) -> list[Suggestion]:
    """What a meeting on ``day`` should take up and does not yet, in the order in which a meeting takes it up.

    ``reporting`` are the bodies that report to this one, ``proposals`` those that wait.
    """
    known = list(items)
    here = [item for item in known if item.is_here]
    promised = list(_of_promises(standings, day))
    # What a promise asks for is taken up as that promise, not once more as what comes back every year.
    had = {item.sort for item in known} | {one.sort for one in promised}
    found = [
        *_of_errands(errands, day),
        *(Suggestion(Why.REPORT, ItemSort.REPORT, body) for body in reporting),
        *(Suggestion(Why.YEARLY, sort) for sort in YEARLY if sort not in had),
        *promised,
        *(Suggestion(Why.PROPOSAL, ItemSort.DISCUSSION, proposal) for proposal in proposals),
    ]
    taken = {
        *((Why.ACTION, item.task) for item in here),
        *((Why.UNREPORTED, item.task) for item in here),
        *((Why.REPORT, item.from_body) for item in here),
        *((why, item.commitment) for item in here for why in (Why.DUE, Why.NEEDS)),
    }
    return [one for one in found if one.about is None or (one.why, one.about) not in taken]


def _of_errands(errands: Iterable[Errand], day: date) -> Iterator[Suggestion]:
    """Those carried out and not reported back, then those still open whose day has come by the meeting."""
    rows = list(errands)
    for one in rows:
        if one.state == TaskState.DONE and not one.is_reported:
            yield Suggestion(Why.UNREPORTED, ItemSort.ACTIONS, one.id, one.due_on)
    for one in rows:
        if one.state == TaskState.OPEN and one.due_on is not None and one.due_on <= day:
            yield Suggestion(Why.ACTION, ItemSort.ACTIONS, one.id, one.due_on)


def _of_promises(standings: Iterable[Standing], day: date) -> Iterator[Suggestion]:
    """Promises that need somebody, or fall due by the meeting; the earliest first."""
    wanted = []
    for one in standings:
        is_due = one.due_on is not None and one.due_on <= day
        if one.status in NEEDS_SOMEBODY or (one.status in AHEAD and is_due):
            why = Why.DUE if is_due else Why.NEEDS
            wanted.append(Suggestion(why, one.sort, one.id, one.due_on))
    yield from sorted(wanted, key=lambda one: (one.due_on is None, one.due_on or date.max, one.about))


def promised_sort(kind: str, parameters: Mapping[str, Any]) -> ItemSort:
    """As what sort of item a promise is taken up, so that taking it up is what keeps it."""
    asked = [str(sort) for sort in parameters.get("sorts", ())]
    if kind == "agenda_item":
        return ItemSort(asked[0]) if asked else ItemSort.FOLLOW_UP
    if kind == "plan_adopted":
        return ItemSort.PRIORITIES if "priorities" in asked else ItemSort.PLAN
    return ItemSort.DISCUSSION


def keeping_effects(kind: str, parameters: Mapping[str, Any]) -> tuple[Effect, ...]:
    """By what a body's decision keeps a promise that some body decides something, though its rule names none."""
    if kind != "plan_adopted":
        return ()
    asked = [str(sort) for sort in parameters.get("sorts", ())] or ["plan"]
    return tuple(effect for sort, effect in KEEPING.items() if sort in asked)
