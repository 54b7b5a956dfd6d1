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


@dataclass(frozen=True, slots=True)
class Alternation:
    """A position that several parties hold in equal turns from a day on."""

    order: tuple[int, ...]
    months: int
    first_day: date

    def rests(self, party: int | None, day: date) -> bool:
        """Whether it is another party's turn that day."""
        place = self._place_on(day)
        return party is not None and place is not None and self._whose(place) != party

    def since(self, party: int | None, day: date) -> date | None:
        """The first day of the party's turn, with those of its own right before; None where others never had one."""
        place = self._place_on(day) if party is not None else None
        while place is not None and place >= 0 and self._whose(place) == party:
            place -= 1
        return None if place is None or place < 0 else self._start(place + 1)

    def _whose(self, place: int) -> int:
        return self.order[place % len(self.order)]

    def _start(self, place: int) -> date:
        return add_months(self.first_day, place * self.months)

    def _place_on(self, day: date) -> int | None:
        """Which turn it is, counted from nought; None before the first."""
        if day < self.first_day:
            return None
        months = (day.year - self.first_day.year) * 12 + day.month - self.first_day.month
        place = months // self.months
        return place if self._start(place) <= day else place - 1


def alternating(
    order: Sequence[int], months: int | None, first_day: date | None, *, places: int = 0
) -> Alternation | None:
    """The turns in a position, where there are any; the deputy chair's are one of the chair's ``places`` ahead."""
    if not _alternates(order, months, first_day) or not months or first_day is None:
        return None
    return Alternation((*order[places:], *order[:places]), months, first_day)


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
