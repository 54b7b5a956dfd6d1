"""A text cut for showing: into parts that a page can hold, and each part where a found value begins or ends."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sampakt.intake.rules.draft import Span

PART = 12_000
"""About so many letters of a text stand on one page."""
MOST_IN_PART = 120
"""About so many values; a text that is fuller is cut into shorter parts."""


@dataclass(frozen=True)
class Placed:
    """A value's number and the place that it stands on."""

    number: int
    span: Span


@dataclass(frozen=True)
class Piece:
    """Some words of the text, the values that stand on them (the shortest first), and those that begin here."""

    words: str
    values: tuple[int, ...] = ()
    starting: tuple[int, ...] = ()


@dataclass(frozen=True)
class Part:
    """A stretch of the text, and the numbers of the values that begin in it."""

    span: Span
    values: tuple[int, ...]


def parts_of(text: str, placed: Iterable[Placed]) -> list[Part]:
    """The text in parts of about equal length, cut where a line ends and no value stands; at least one."""
    by_start = sorted(placed, key=lambda one: one.span)
    starts = [one.span.start for one in by_start]
    parts: list[Part] = []
    begin, first = 0, 0
    while begin < len(text) or not parts:
        end = min(begin + PART, len(text))
        if first + MOST_IN_PART < len(starts):
            end = min(end, max(starts[first + MOST_IN_PART], begin + 1))
        if end < len(text):
            end = _line_end(text, begin, end)
        last = bisect_right(starts, end - 1) if end < len(text) else len(starts)
        parts.append(Part(Span(begin, end), tuple(one.number for one in by_start[first:last])))
        begin, first = end, last
    return parts


def _line_end(text: str, begin: int, end: int) -> int:
    """A place to cut at or before ``end``: after an empty line, a line or a word, and not far from where it was."""
    for between in ("\n\n", "\n", " "):
        at = text.rfind(between, begin + (end - begin) // 2, end)
        if at > begin:
            return at + len(between)
    return end


def pieces_of(text: str, part: Span, placed: Iterable[Placed]) -> Iterator[Piece]:
    """The words of a part, cut wherever a value begins or ends. Values may lie over each other in any way."""
    here = [one for one in placed if one.span.start < part.end and one.span.end > part.start]
    edges = {part.start, part.end}
    for one in here:
        edges |= {max(one.span.start, part.start), min(one.span.end, part.end)}
    cuts = sorted(edges)
    starting: dict[int, list[Placed]] = {}
    for one in here:
        starting.setdefault(max(one.span.start, part.start), []).append(one)
    standing: list[Placed] = []
    for start, end in pairwise(cuts):
        begun = starting.get(start, [])
        standing = _shortest_first([one for one in standing if one.span.end > start] + begun)
        numbers = tuple(one.number for one in standing)
        yield Piece(text[start:end], numbers, tuple(one.number for one in begun))


def _shortest_first(placed: Sequence[Placed]) -> list[Placed]:
    return sorted(placed, key=lambda one: (one.span.end - one.span.start, one.span.start, one.number))
