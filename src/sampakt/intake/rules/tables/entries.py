"""The rows of a list as agreements: each value with the cell it stands in, and each fault with what to do."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256

from sampakt.agreements.terms import AgreementKind
from sampakt.intake.rules.tables.cell_values import (
    day_in,
    is_empty,
    is_open_ended,
    kind_in,
    names_in,
    notice_in,
    period_in,
)
from sampakt.intake.rules.tables.cells import Row, letters_of
from sampakt.intake.rules.text import plain
from sampakt.intake.terms import ListColumn, RowFault
from sampakt.kernel.errors import Objection

EXAMPLE = "Exempel Eksempel Example"
"""By any of these words before a colon in a row's first cell, an example of the template is known and left out."""
_EXAMPLES = tuple(f"{plain(word)}:" for word in EXAMPLE.split())
MOST_PARTIES = 40
_LENGTHS = {
    ListColumn.TITLE: 300,
    ListColumn.NUMBER: 100,
    ListColumn.PARAGRAPH: 40,
    ListColumn.INSTANCE: 120,
    ListColumn.PARTNERSHIP: 200,
    ListColumn.PURPOSE: 2_000,
    ListColumn.CONTACT: 500,
    ListColumn.NOTE: 2_000,
}
_PARTY_LENGTH = 200
_DAYS = (ListColumn.SIGNED_ON, ListColumn.DECIDED_ON)


@dataclass(frozen=True)
class Told:
    """What one row tells of an agreement; nothing that its cells do not say."""

    title: str = ""
    parties: tuple[str, ...] = ()
    number: str = ""
    kind: AgreementKind = AgreementKind.OTHER
    kind_words: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    notice_months: int | None = None
    signed_on: date | None = None
    decided_on: date | None = None
    instance: str = ""
    paragraph: str = ""
    partnership: str = ""
    purpose: str = ""
    contact: str = ""
    note: str = ""

    def as_data(self) -> dict[str, object]:
        """As it is kept, to tell later what changed: days in figures, the parties in a list."""
        held = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return {
            name: value.isoformat() if isinstance(value, date) else list(value) if isinstance(value, tuple) else value
            for name, value in held.items()
            if value not in (None, "", ())
        }


@dataclass(frozen=True)
class Entry:
    """A row of the list: what it tells, in which cell each value stands, what is wrong, and by what it is known again.

    A fault's ``field`` is the column's code, and its cell that of the value. ``key`` is the own number, else the title
    with the parties and the first day, else the row's words.
    """

    row: int
    told: Told
    cells: Mapping[str, str] = field(default_factory=dict)
    faults: tuple[Objection, ...] = ()
    key: str = ""

    @property
    def digest(self) -> str:
        """By which it is seen whether the row tells anything new."""
        return digest_of(self.told.as_data())

    def cell_of(self, fault: Objection) -> str:
        """The cell that a fault is about, such as "D14"; empty when nothing stands there."""
        return self.cells.get(fault.field, "")


def digest_of(data: object) -> str:
    """A digest of plain data."""
    return sha256(json.dumps(data, sort_keys=True, ensure_ascii=False).encode("utf-8", "replace")).hexdigest()


@dataclass
class _Reader:
    """One row while it is read."""

    row: Row
    columns: Mapping[ListColumn, Sequence[int]]
    today: date
    is_known: Callable[[str], bool]
    cells: dict[str, str] = field(default_factory=dict)
    faults: list[Objection] = field(default_factory=list)

    def object(self, term: RowFault, name: str, /, **facts: object) -> None:
        """Note what is wrong with a value."""
        self.faults.append(Objection.of(term, field=name, **facts))

    def stands(self, column: ListColumn) -> list[str]:
        """What stands in the columns that tell this, without cells that say nothing; their places are kept."""
        places = [place for place in self.columns.get(column, ()) if not is_empty(self.row.cell(place))]
        if places:
            self.cells[column.value] = ", ".join(f"{letters_of(place)}{self.row.number}" for place in places)
        return [self.row.cell(place) for place in places]

    def words(self, column: ListColumn, divider: str = "\n") -> str:
        """Words as they stand; several columns one after the other."""
        words = divider.join(self.stands(column))
        words = words if divider == "\n" else " ".join(words.split())
        if len(words) > _LENGTHS[column]:
            self.object(RowFault.TOO_LONG, column.value, limit=_LENGTHS[column])
        return words

    def day(self, column: ListColumn) -> date | None:
        """A day; in a column of last days, "until further notice" is none."""
        words = "".join(self.stands(column)[:1])
        if not words or (column == ListColumn.ENDS_ON and is_open_ended(words)):
            return None
        day = day_in(words)
        if day is None:
            self.object(RowFault.NO_DAY, column.value, value=words[:60])
        elif column in _DAYS and day > self.today:
            self.object(RowFault.IN_THE_FUTURE, column.value, value=day.isoformat())
        return day

    def parties(self) -> tuple[str, ...]:
        """The parties of all their columns, each once."""
        names = [name for words in self.stands(ListColumn.PARTY) for name in names_in(words, self.is_known)]
        names = list(dict.fromkeys(" ".join(name.split()) for name in names))
        if not names:
            self.object(RowFault.NO_PARTY, ListColumn.PARTY.value)
        if len(names) > MOST_PARTIES:
            self.object(RowFault.TOO_MANY_PARTIES, ListColumn.PARTY.value, limit=MOST_PARTIES)
        if any(len(name) > _PARTY_LENGTH for name in names):
            self.object(RowFault.TOO_LONG, ListColumn.PARTY.value, limit=_PARTY_LENGTH)
        return tuple(names)

    def ends(self) -> tuple[date | None, date | None]:
        """The first and the last day, from columns of their own, from one of periods, or from both."""
        column = ListColumn.STARTS_ON
        words = "".join(self.stands(column)[:1])
        if words and day_in(words) is None and (both := period_in(words)):
            starts_on, in_start = both  # a whole period written in the column of first days
        else:
            starts_on, in_start = self.day(column), None
        ends_on = self.day(ListColumn.ENDS_ON)
        written = "".join(self.stands(ListColumn.PERIOD)[:1])
        first: date | None = None
        last: date | None = in_start
        if written and not is_open_ended(written):
            period = period_in(written)
            if period is None:
                self.object(RowFault.NO_PERIOD, ListColumn.PERIOD.value, value=written[:60])
            else:
                first, last = period[0], period[1] or in_start
        for one, other, told in ((starts_on, first, ListColumn.STARTS_ON), (ends_on, last, ListColumn.ENDS_ON)):
            if one and other and one != other:
                self.object(RowFault.TWO_DAYS, told.value, one=one.isoformat(), other=other.isoformat())
        starts_on, ends_on = starts_on or first, ends_on or last
        if starts_on and ends_on and ends_on < starts_on:
            self.object(RowFault.ENDS_BEFORE_START, ListColumn.ENDS_ON.value)
        return starts_on, ends_on

    def notice(self) -> int | None:
        """The notice period in months."""
        words = "".join(self.stands(ListColumn.NOTICE)[:1])
        months = notice_in(words) if words else None
        if words and months is None:
            self.object(RowFault.NO_MONTHS, ListColumn.NOTICE.value, value=words[:60])
        return months

    def told(self) -> Told:
        """All that the row tells."""
        title = self.words(ListColumn.TITLE, " ")
        if not title:
            self.object(RowFault.NO_TITLE, ListColumn.TITLE.value)
        kind_words = "".join(self.stands(ListColumn.KIND)[:1])
        kind = (kind_in(kind_words) if kind_words else kind_in(title)) or AgreementKind.OTHER
        parties = self.parties()
        starts_on, ends_on = self.ends()
        return Told(
            title=title,
            parties=parties,
            number=self.words(ListColumn.NUMBER, " "),
            kind=kind,
            kind_words=kind_words[:200],
            starts_on=starts_on,
            ends_on=ends_on,
            notice_months=self.notice(),
            signed_on=self.day(ListColumn.SIGNED_ON),
            decided_on=self.day(ListColumn.DECIDED_ON),
            instance=self.words(ListColumn.INSTANCE, " "),
            paragraph=self.words(ListColumn.PARAGRAPH, " "),
            partnership=self.words(ListColumn.PARTNERSHIP, " "),
            purpose=self.words(ListColumn.PURPOSE),
            contact=self.words(ListColumn.CONTACT, ", "),
            note=self.words(ListColumn.NOTE),
        )


def entries_of(
    rows: Iterable[Row], mapping: Mapping[int, ListColumn], *, today: date, is_known: Callable[[str], bool]
) -> list[Entry]:
    """The rows as agreements; two rows about the same one are both told so. Examples of the template are left out."""
    columns: dict[ListColumn, list[int]] = {}
    for column, tells in sorted(mapping.items()):
        columns.setdefault(tells, []).append(column)
    entries = []
    for row in rows:
        if is_example(row):
            continue
        reader = _Reader(row, columns, today, is_known)
        told = reader.told()
        entry = Entry(row.number, told, reader.cells, tuple(reader.faults))
        if not entry.cells:
            continue
        entries.append(replace(entry, key=key_of(entry, row)))
    return list(_each_once(entries))


def is_example(row: Row) -> bool:
    """Whether a row is the template's example, which nobody means."""
    first = next((cell for cell in row.cells if cell), "")
    return plain(first).startswith(_EXAMPLES)


def key_of(entry: Entry, row: Row) -> str:
    """By what the agreement of a row is known again in the next file."""
    told = entry.told
    if told.number:
        return digest_of(["number", plain(told.number).replace(" ", "")])
    if told.title and told.parties:
        day = told.starts_on.isoformat() if told.starts_on else ""
        return digest_of(["title", plain(told.title), sorted(map(plain, told.parties)), day])
    return digest_of(["row", list(row.cells)])


def _each_once(entries: Sequence[Entry]) -> Iterable[Entry]:
    rows: dict[str, list[int]] = {}
    for entry in entries:
        rows.setdefault(entry.key, []).append(entry.row)
    for entry in entries:
        others = [row for row in rows[entry.key] if row != entry.row]
        column = ListColumn.NUMBER if entry.told.number else ListColumn.TITLE
        twice = [Objection.of(RowFault.TWICE, field=column.value, row=others[0])] if others else []
        yield replace(entry, faults=(*entry.faults, *twice))
