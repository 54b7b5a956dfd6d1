"""A document as the page on which it is confirmed shows it: its text with marks, and its values in groups."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from sampakt.agreements.terms import Topic
from sampakt.intake.models import Reading, Value
from sampakt.intake.rules.cutting import Part, Piece, Placed, parts_of, pieces_of
from sampakt.intake.rules.draft import Span
from sampakt.intake.rules.filing.remarks import SURE, words_at
from sampakt.intake.rules.keeping import from_kept
from sampakt.intake.terms import TAKEN, ValueField, ValueState
from sampakt.intake.wording import about, reason, title

GROUPS: tuple[tuple[str, Any, tuple[ValueField, ...]], ...] = (
    ("what", _("What it is"), (ValueField.KIND, ValueField.AGREEMENT_TYPE, ValueField.TITLE, ValueField.LANGUAGE)),
    ("parties", _("Parties"), (ValueField.PARTY,)),
    ("days", _("Days and period"), (ValueField.DATE, ValueField.PERIOD)),
    ("numbers", _("Registration numbers"), (ValueField.NUMBER,)),
    ("decisions", _("Decisions"), (ValueField.STEP,)),
    ("bodies", _("Bodies"), (ValueField.BODY,)),
    ("money", _("Money"), (ValueField.AMOUNT,)),
    ("themes", _("Themes"), (ValueField.THEME,)),
    ("promises", _("Commitments"), (ValueField.COMMITMENT,)),
)
"""The groups in which people go through a draft: code, heading, and the fields that each holds."""
WIDE = 60
"""A mark of more letters than this is a line beneath the words and no tint."""
GROUP_OF: Mapping[str, str] = {field: code for code, _heading, fields in GROUPS for field in fields}


@dataclass(frozen=True)
class Row:
    """One value as it is shown: what it is, what it was read as, the words it stands on and where, how it stands."""

    number: int
    field: str
    title: str
    about: str
    was: str
    words: str
    place: str | None
    reason: str
    state: str
    verdict: str
    version: int


@dataclass(frozen=True)
class Look:
    """How a value's mark looks: how the value stands, and whether it reaches over many words."""

    verdict: str
    is_wide: bool


@dataclass(frozen=True)
class Group:
    """Values that belong together, and how many of them nobody has said anything to."""

    code: str
    label: Any
    rows: Sequence[Row]
    left: int
    adds: ValueField


@dataclass(frozen=True)
class PartLink:
    """A part of a long text: its number, and how many of its values are open."""

    number: int
    left: int


@dataclass(frozen=True)
class Tally:
    """How far a draft has come: how many values stand how, and how many of the open ones are sure."""

    counts: Mapping[str, int]
    sure: int

    @property
    def left(self) -> int:
        """How many values nobody has said anything to."""
        return self.counts[ValueState.OPEN]

    @property
    def taken(self) -> int:
        """How many values somebody stands for."""
        return sum(self.counts[state] for state in TAKEN)


@dataclass(frozen=True)
class ConfirmingPage:
    """What one part of a document shows, and how far the whole of it has come."""

    title: str
    tally: Tally
    pieces: Sequence[Piece]
    looks: Mapping[int, Look]
    groups: Sequence[Group]
    not_stated: Sequence[str]
    parts: Sequence[PartLink]
    part: int
    begins: int

    @property
    def next_part(self) -> int | None:
        """The next part with something left to say, after this one or else from the beginning."""
        after = [part.number for part in self.parts if part.left and part.number != self.part]
        return next((number for number in after if number > self.part), after[0] if after else None)


def confirming_page(reading: Reading, part: int = 1) -> ConfirmingPage:
    """One part of a document; the first when there is no such part."""
    values = list(reading.values.all())
    placed = list(_placed(values))
    parts = parts_of(reading.text, placed)
    shown = part if 1 <= part <= len(parts) else 1
    here = parts[shown - 1]
    numbers = set(here.values)
    loose = {value.pk for value in values if value.span_start is None} if shown == 1 else set()
    opened = {value.pk for value in values if value.state == ValueState.OPEN}
    rows = [row_of(value, reading.text) for value in values if value.pk in numbers | loose]
    return ConfirmingPage(
        title=title_of(reading, values),
        tally=_tally((value.state, value.confidence) for value in values),
        pieces=list(pieces_of(reading.text, here.span, placed)),
        looks={value.pk: Look(verdict_of(value), _reaches(value) > WIDE) for value in values},
        groups=list(_groups(rows)),
        not_stated=[str(Topic(topic).label) for topic in reading.not_stated if topic in Topic.values],
        parts=_links(parts, opened),
        part=shown,
        begins=here.span.start,
    )


def tally_of(reading: Reading) -> Tally:
    """How far a document's draft has come."""
    return _tally(reading.values.order_by().values_list("state", "confidence"))


def _tally(values: Iterable[tuple[str, float]]) -> Tally:
    counts: dict[str, int] = dict.fromkeys(ValueState.values, 0)
    sure = 0
    for state, confidence in values:
        counts[state] += 1
        sure += state == ValueState.OPEN and confidence >= SURE
    return Tally(counts, sure)


def titles_of(reading: Reading, numbers: Iterable[int]) -> dict[int, str]:
    """What some values of a document are called, by their numbers."""
    values = reading.values.filter(pk__in=set(numbers))
    return {one.pk: title(one.field, from_kept(ValueField(one.field), one.held)) for one in values}


def names_in(reading: Reading) -> tuple[list[str], list[str]]:
    """What the parties and the bodies of a draft are called now, without those that were rejected."""
    held = reading.values.filter(field__in=(ValueField.PARTY, ValueField.BODY)).exclude(state=ValueState.REJECTED)
    names: dict[str, list[str]] = {ValueField.PARTY: [], ValueField.BODY: []}
    for value in held:
        if isinstance(value.held, Mapping):
            names[value.field].append(str(value.held.get("name", "")))
    return names[ValueField.PARTY], names[ValueField.BODY]


def words_in(reading: Reading, told: Mapping[str, str]) -> tuple[int | None, int | None, str]:
    """The place that somebody marked in the text, and the words there; words told without a place are looked for."""
    start, end = told.get("start", ""), told.get("end", "")
    if start.isdecimal() and end.isdecimal() and len(start + end) < 19 and int(start) < int(end):
        span = Span(int(start), int(end))
        return span.start, span.end, words_at(reading.text, span)
    words = " ".join(told.get("place", "").split())
    found = re.search(r"\s+".join(map(re.escape, words.split())), reading.text, re.IGNORECASE) if words else None
    return (*found.span(), words) if found else (None, None, words)


def title_of(reading: Reading, values: Iterable[Value]) -> str:
    """What the document is called: its heading where one was found and not rejected, else its file's name."""
    titles = [one for one in values if one.field == ValueField.TITLE and one.state != ValueState.REJECTED]
    return str(titles[0].held) if titles else reading.name


def row_of(value: Value, text: str) -> Row:
    """A value as it is shown."""
    field, span = ValueField(value.field), span_of(value)
    now = from_kept(field, value.held)
    was = title(field, from_kept(field, value.value)) if value.corrected is not None and span else ""
    name = title(field, now)
    return Row(
        number=value.pk,
        field=field,
        title=name,
        about=about(field, now),
        was="" if was == name else was,
        words=words_at(text, span) if span else "",
        place=f"#m{value.pk}" if span else None,
        reason=reason(value.why),
        state=value.state,
        verdict=verdict_of(value),
        version=value.version,
    )


def verdict_of(value: Value) -> str:
    """How a value stands: what somebody said to it, or, while it is open, how sure the reading is."""
    if value.state != ValueState.OPEN:
        return value.state
    return "sure" if value.is_sure else "look"


def span_of(value: Value) -> Span | None:
    """Where the value stands in the text, if it does."""
    if value.span_start is None or value.span_end is None:
        return None
    return Span(value.span_start, value.span_end)


def part_with(reading: Reading, value: Value) -> int:
    """The number of the part on which a value stands."""
    parts = parts_of(reading.text, _placed(reading.values.all()))
    return next((number for number, part in enumerate(parts, 1) if value.pk in part.values), 1)


def _placed(values: Iterable[Value]) -> Iterator[Placed]:
    return (Placed(value.pk, span) for value in values if (span := span_of(value)))


def _reaches(value: Value) -> int:
    return (value.span_end or 0) - (value.span_start or 0)


def _groups(rows: Sequence[Row]) -> Iterator[Group]:
    for code, label, fields in GROUPS:
        held = [row for row in rows if GROUP_OF[row.field] == code]
        left = sum(row.state == ValueState.OPEN for row in held)
        yield Group(code, label, held, left, fields[0])


def _links(parts: Sequence[Part], opened: set[int]) -> list[PartLink]:
    return [PartLink(number, len(opened & set(part.values))) for number, part in enumerate(parts, 1)]
