"""What a dropped list would become: its columns, its rows as agreements, what is new, what changes, what is wrong."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from sampakt.agreements.access import may_edit
from sampakt.agreements.models import Agreement, Partnership
from sampakt.intake.models import AgreementList, ColumnsKept, ListedAgreement
from sampakt.intake.queries.directory import Directory
from sampakt.intake.rules.tables import (
    Entry,
    Guess,
    NoTable,
    Row,
    Sheet,
    Table,
    entries_of,
    guessed,
    sheets_in,
    table_in,
)
from sampakt.intake.rules.tables.changing import WRITTEN, Change, changes_of, sort_suggested
from sampakt.intake.terms import Likeness, LineState, ListColumn, ListObjection, RowFault
from sampakt.intake.wording.tables import in_words, told_as
from sampakt.jobs.models import Job
from sampakt.kernel import clock
from sampakt.kernel.alphabet import fold
from sampakt.kernel.errors import Objection
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.models import Organisation

NEEDED = (ListColumn.TITLE, ListColumn.PARTY)


@dataclass(frozen=True)
class Line:
    """A row of the list as it would become: its parties as organisations, and what it does to what is here."""

    entry: Entry
    state: LineState
    parties: tuple[tuple[str, Organisation | None], ...] = ()
    changes: tuple[Change, ...] = ()
    agreement: Agreement | None = None

    @property
    def changed(self) -> Sequence[tuple[str, str, str, bool]]:
        """What changes: what it is called, as it was, as it will be, and whether Sampakt's own value is kept."""
        return [(told_as(one.name), in_words(one.before), in_words(one.after), one.is_kept) for one in self.changes]

    @property
    def faults(self) -> Sequence[tuple[str, str, str]]:
        """What is wrong: the cell, what the column tells, and what to do."""
        labels = dict(ListColumn.choices)
        return [
            (self.entry.cell_of(fault), str(labels.get(fault.field, "")), str(fault)) for fault in self.entry.faults
        ]


@dataclass(frozen=True)
class Unknown:
    """A name that no register has: what it seems to be, what somebody said, and in how many rows it stands."""

    name: str
    suggested: str
    said: str
    rows: int


@dataclass(frozen=True)
class Looked:
    """A dropped list, looked through for one viewer."""

    listed: AgreementList
    names: Sequence[str]
    table: Table | None
    guesses: Sequence[Guess]
    lines: Sequence[Line]
    unknown: Sequence[Unknown]
    directory: Directory = field(repr=False)
    objections: Sequence[Objection] = ()

    def in_state(self, *states: LineState) -> list[Line]:
        """The lines in some states."""
        return [line for line in self.lines if line.state in states]

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How many lines are in each state."""
        counts = dict.fromkeys(LineState.values, 0)
        for line in self.lines:
            counts[line.state] += 1
        return counts


def sheets_kept(content: bytes) -> list[dict[str, Any]]:
    """The sheets of a file as a list keeps them. Raises NoTable."""
    sheets = sheets_in(content)
    return [{"name": one.name, "rows": [[row.number, list(row.cells)] for row in one.rows]} for one in sheets]


def table_of(listed: AgreementList) -> Table:
    """The chosen sheet's headings and rows. Raises NoTable."""
    kept = listed.sheets[listed.sheet]
    return table_in(Sheet(kept["name"], [Row(number, tuple(cells)) for number, cells in kept["rows"]]))


def best_sheet(sheets: Sequence[Mapping[str, Any]]) -> int:
    """The sheet that people most likely mean: of those with headings the one with most rows. Raises NoTable."""
    sizes: list[tuple[int, int]] = []
    first: NoTable | None = None
    for place, kept in enumerate(sheets):
        try:
            table = table_in(Sheet(kept["name"], [Row(number, tuple(cells)) for number, cells in kept["rows"]]))
        except NoTable as fault:
            first = first or fault
        else:
            sizes.append((len(table.rows), -place))
    if not sizes:
        raise first or AssertionError("a file without sheets gives no list")
    return -max(sizes)[1]


def is_busy(listed: AgreementList) -> bool:
    """Whether the list is just being taken in."""
    return bool(listed.job) and Job.objects.unfinished().filter(code=listed.job).exists()


def looked_at(listed: AgreementList, viewer: Viewer) -> Looked:
    """The list looked through as things stand now. A fixed number of queries."""
    directory = Directory(listed.organisation.country, listed.parties)
    names = [kept["name"] for kept in listed.sheets]
    try:
        table = table_of(listed)
    except NoTable as fault:
        objection = Objection.of(fault.fault, field="sheet", **fault.facts)
        return Looked(listed, names, None, (), (), (), directory, (objection,))
    guesses = _guesses(listed, table, directory)
    mapping = {guess.column: guess.tells for guess in guesses if guess.tells}
    missing = [
        Objection.of(ListObjection.NO_COLUMN, column=column.label)
        for column in NEEDED
        if column not in mapping.values()
    ]
    if missing:
        return Looked(listed, names, table, guesses, (), (), directory, missing)
    entries = entries_of(table.rows, mapping, today=clock.today(), is_known=directory.is_known)
    lines = _lines(listed, entries, directory, viewer)
    return Looked(listed, names, table, guesses, lines, _unknown(entries, directory), directory)


def partnerships_of(looked: Looked, most: int = 20) -> list[Partnership]:
    """The partnerships in which the agreements of a list that was taken in stand, as far as a page shows them."""
    spaces = list(dict.fromkeys(line.agreement.space_id for line in looked.lines if line.agreement is not None))
    return list(Partnership.objects.filter(space__in=spaces[:most]))


def _guesses(listed: AgreementList, table: Table, directory: Directory) -> list[Guess]:
    if listed.mapping is not None:
        told = {int(column): tells for column, tells in listed.mapping.items()}
        first = guessed(table, directory.is_known)
        return [
            guess
            if (guess.tells.value if guess.tells else "") == told.get(guess.column, "")
            else replace(
                guess,
                tells=ListColumn(told[guess.column]) if told.get(guess.column) else None,
                why=Likeness.CHOSEN,
            )
            for guess in first
        ]
    kept = ColumnsKept.objects.filter(organisation=listed.organisation_id, headings=table.digest).first()
    return guessed(
        table, directory.is_known, {int(column): tells for column, tells in kept.mapping.items()} if kept else None
    )


def _lines(listed: AgreementList, entries: Sequence[Entry], directory: Directory, viewer: Viewer) -> list[Line]:
    known = _known(listed, {entry.key for entry in entries})
    left_out = set(listed.left_out)
    lines = []
    for entry in entries:
        parties = tuple((name, directory.find(name)) for name in entry.told.parties)
        faults = [*entry.faults, *_party_faults(listed, parties, directory)]
        before = known.get(entry.key)
        changes: tuple[Change, ...] = ()
        if before is not None and before.digest != entry.digest:
            changes = tuple(changes_of(before.facts, entry.told, _now(before.agreement)))
            if not may_edit(viewer, before.agreement):
                faults.append(Objection.of(RowFault.NOT_YOURS, field=ListColumn.TITLE.value))
        state = _state(entry, before, faults, left_out)
        agreement = before.agreement if before else None
        lines.append(Line(replace(entry, faults=tuple(faults)), state, parties, changes, agreement))
    return lines


def _state(
    entry: Entry, before: ListedAgreement | None, faults: Sequence[Objection], left_out: Collection[int]
) -> LineState:
    if entry.row in left_out:
        return LineState.LEFT
    if before is not None and before.digest == entry.digest:
        return LineState.SAME
    if faults:
        return LineState.FAULTY
    return LineState.CHANGED if before is not None else LineState.NEW


def _known(listed: AgreementList, keys: Collection[str]) -> dict[str, ListedAgreement]:
    """What earlier lists of the organisation told, of the agreements that this one tells of."""
    rows = ListedAgreement.objects.filter(organisation=listed.organisation_id)
    rows = rows.select_related("agreement__space__partnership", "agreement__organisation", "agreement__circle")
    return {row.key: row for row in rows.iterator(1_000) if row.key in keys}


def _now(agreement: Agreement) -> dict[str, Any]:
    """What the agreement itself says of what a list may change, as a row tells it."""
    held: dict[str, Any] = {name: getattr(agreement, name) for name in WRITTEN}
    language = agreement.space.partnership.language
    for name in ("title", "purpose"):
        held[name] = held[name].said_in(language).words
    for name in ("starts_on", "ends_on"):
        held[name] = held[name].isoformat() if held[name] else None
    return {name: value for name, value in held.items() if value not in (None, "")}


def _party_faults(
    listed: AgreementList, parties: Sequence[tuple[str, Organisation | None]], directory: Directory
) -> list[Objection]:
    column = ListColumn.PARTY.value
    faults = [
        Objection.of(RowFault.PARTY_UNKNOWN, field=column, value=name[:80])
        for name, organisation in parties
        if organisation is None and not directory.said_of(name)
    ]
    if parties and all(organisation == listed.organisation for _name, organisation in parties):
        faults.append(Objection.of(RowFault.NO_PARTY, field=column))
    return faults


def _unknown(entries: Sequence[Entry], directory: Directory) -> list[Unknown]:
    """The names that no register has, the most frequent first."""
    rows: dict[str, int] = {}
    written: dict[str, str] = {}
    for entry in entries:
        for name in entry.told.parties:
            if not directory.is_known(name):
                rows[fold(name)] = rows.get(fold(name), 0) + 1
                written.setdefault(fold(name), name)
    found = [Unknown(written[key], sort_suggested(written[key]), directory.said_of(key), rows[key]) for key in rows]
    return sorted(found, key=lambda one: (-one.rows, one.name))
