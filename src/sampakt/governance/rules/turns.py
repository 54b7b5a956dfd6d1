"""Whose turn it is to chair: always one party's, or one after another's in equal turns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sampakt.kernel.period import A_DAY, add_months


@dataclass(frozen=True, slots=True)
class Turn:
    """From ``starts_on`` to ``ends_on`` a party chairs and another, where it is agreed, is deputy; None without end."""

    starts_on: date | None
    ends_on: date | None
    chair: int
    deputy: int | None


def turns_ahead(
    order: Sequence[int],
    *,
    months: int | None,
    first_day: date | None,
    day: date,
    count: int,
    deputy: int | None = None,
) -> list[Turn]:
    """The turn of ``day`` and those after it, ``count`` in all; one without end when one party always chairs.

    With turns, the deputy comes from the party whose turn is next, unless ``deputy`` names the one it always comes
    from. Empty when nothing is agreed.
    """
    if not order:
        return []
    if not _alternates(order, months, first_day):
        return [Turn(None, None, order[0], deputy)]
    turns = _turns(order, months or 0, first_day or day, deputy)
    found: list[Turn] = []
    for turn in turns:
        if turn.ends_on is None or turn.ends_on >= day:
            found.append(turn)
        if len(found) == count:
            break
    return found


def chair_party_on(order: Sequence[int], *, months: int | None, first_day: date | None, day: date) -> int | None:
    """The party that should chair that day; None when nothing is agreed or the first turn has not begun."""
    turn = _turn_on(order, months, first_day, day)
    return turn.chair if turn else None


def deputy_party_on(
    order: Sequence[int], *, months: int | None, first_day: date | None, day: date, fixed: int | None = None
) -> int | None:
    """The party that should hold the deputy chair that day."""
    if fixed is not None or not _alternates(order, months, first_day):
        return fixed
    turn = _turn_on(order, months, first_day, day)
    return turn.deputy if turn else None


def _turn_on(order: Sequence[int], months: int | None, first_day: date | None, day: date) -> Turn | None:
    found = turns_ahead(order, months=months, first_day=first_day, day=day, count=1)
    return found[0] if found and (found[0].starts_on is None or found[0].starts_on <= day) else None


def _alternates(order: Sequence[int], months: int | None, first_day: date | None) -> bool:
    return len(order) > 1 and bool(months) and first_day is not None


def _turns(order: Sequence[int], months: int, first_day: date, deputy: int | None) -> Iterator[Turn]:
    index = 0
    while True:
        starts_on = add_months(first_day, index * months)
        yield Turn(
            starts_on,
            add_months(first_day, (index + 1) * months) - A_DAY,
            order[index % len(order)],
            deputy or order[(index + 1) % len(order)],
        )
        index += 1
