"""Days within other days: a seat lasts within its body, a holding within its seat."""

from collections.abc import Iterable
from datetime import date


def cut(starts_on: date | None, ends_on: date | None, first: date | None, last: date | None) -> tuple[date | None, ...]:
    """The days from ``starts_on`` to ``ends_on`` as far as they lie from ``first`` to ``last``; None is unknown."""
    begins = max((day for day in (starts_on, first) if day is not None), default=None)
    ends = min((day for day in (ends_on, last) if day is not None), default=None)
    return begins, ends


def is_within(starts_on: date | None, ends_on: date | None, first: date | None, last: date | None) -> bool:
    """Whether every day that is said lies from ``first`` to ``last``; one that is not said is cut to them."""
    said = [day for day in (starts_on, ends_on) if day is not None]
    return all((first is None or first <= day) and (last is None or day <= last) for day in said)


def begins_latest(spans: Iterable[tuple[str, date | None, date | None]], last: date) -> tuple[str, date] | None:
    """What begins only after ``last``, the latest of all, by name and its first day."""
    later = [(starts_on, name) for name, starts_on, _ends_on in spans if starts_on is not None and starts_on > last]
    return max(later)[::-1] if later else None


def ends_earliest(spans: Iterable[tuple[str, date | None, date | None]], first: date) -> tuple[str, date] | None:
    """What had ended before ``first``, the earliest of all, by name and its last day."""
    earlier = [(ends_on, name) for name, _starts_on, ends_on in spans if ends_on is not None and ends_on < first]
    return min(earlier)[::-1] if earlier else None
