"""Which row holds the headings, and what each column seems to tell: by its heading, else by what its cells hold."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from rapidfuzz import fuzz, process

from sampakt.intake.rules.tables.cell_values import (
    day_in,
    is_empty,
    is_open_ended,
    kind_in,
    notice_in,
    period_in,
)
from sampakt.intake.rules.tables.cells import NoTable, Row, Sheet, letters_of
from sampakt.intake.rules.tables.headings import KNOWN, compared
from sampakt.intake.terms import Likeness, ListColumn, TableFault

_SOUGHT_IN = 30
"""So many rows are looked through for the headings."""
_ALIKE = 85
_SAMPLE = 60
SEVERAL = (ListColumn.PARTY, ListColumn.CONTACT, ListColumn.NOTE, ListColumn.PURPOSE)
"""What may stand in several columns; the first of two that tell anything else is taken."""
_MOST_LETTERS = 60


@dataclass(frozen=True)
class Guess:
    """What a column seems to tell, or None; why; and what stands in it, for whoever looks it over."""

    column: int
    heading: str
    tells: ListColumn | None
    why: Likeness
    like: str = ""
    examples: tuple[str, ...] = ()

    @property
    def letters(self) -> str:
        """What a spreadsheet calls the column."""
        return letters_of(self.column)


@dataclass(frozen=True)
class Table:
    """A sheet whose headings were found: they, and the rows below them."""

    headings: Row
    rows: Sequence[Row]

    @property
    def digest(self) -> str:
        """By which the same headings in the same order are known again, whatever stands below them."""
        return sha256("\n".join(compared(heading) for heading in self.headings.cells).encode()).hexdigest()

    @property
    def width(self) -> int:
        """How many columns it has."""
        return max([len(self.headings.cells), *(len(row.cells) for row in self.rows)])


def table_in(sheet: Sheet) -> Table:
    """The headings and what is below them; a title, a date and a logo may stand above. Raises NoTable."""
    best, most = None, 0.0
    for place, row in enumerate(sheet.rows[:_SOUGHT_IN]):
        score = _score(row)
        if score > most:
            best, most = place, score
    if best is None:
        raise NoTable(TableFault.NO_HEADING)
    headings = sheet.rows[best]
    below = [row for row in sheet.rows[best + 1 :] if row.cells != headings.cells]
    return Table(headings, below)


def _score(row: Row) -> float:
    """How surely a row is that of the headings: one point for each heading known, half a point for one alike."""
    found = [heading_of(cell) for cell in row.cells if cell and len(cell) <= _MOST_LETTERS]
    known = {tells for tells, _like in found if tells is not None}
    score = len(known) + 0.1 * sum(like == "" for tells, like in found if tells is not None)
    # One word that happens to be a heading is no row of headings; nor is a row in which most are days or figures.
    return score if len(known) >= 2 and 2 * len(known) >= len([cell for cell in row.cells if cell]) / 2 else 0.0


def heading_of(words: str) -> tuple[ListColumn | None, str]:
    """What stands below a heading, and the known heading it is like, if it is not that itself."""
    told = compared(words)
    if not told:
        return None, ""
    if told in KNOWN:
        return KNOWN[told], ""
    shorter = compared(words.split("(", maxsplit=1)[0].split("\n", maxsplit=1)[0])
    if shorter in KNOWN:
        return KNOWN[shorter], shorter
    if len(told) < 5:
        return None, ""
    best = process.extractOne(told, KNOWN.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return (KNOWN[best[0]], best[0]) if best and len(best[0]) > 4 else (None, "")


def guessed(table: Table, is_known: Callable[[str], bool], kept: Mapping[int, str] | None = None) -> list[Guess]:
    """What each column seems to tell; ``kept`` is what somebody said of the same headings before."""
    if kept is not None:
        return [
            Guess(
                column,
                table.headings.cell(column),
                ListColumn(told) if (told := kept.get(column, "")) in ListColumn.values else None,
                Likeness.KEPT,
                examples=_examples(table, column),
            )
            for column in range(table.width)
        ]
    guesses = list(_by_heading(table))
    taken = {guess.tells for guess in guesses}
    found = []
    for guess in guesses:
        if guess.tells is None:
            tells = _by_content(table, guess.column, is_known)
            if tells is not None and (tells not in taken or tells in SEVERAL[:1]):
                taken.add(tells)
                found.append(replace(guess, tells=tells, why=Likeness.CONTENT))
                continue
        found.append(guess)
    return found


def _by_heading(table: Table) -> Iterator[Guess]:
    told = [(column, *heading_of(table.headings.cell(column))) for column in range(table.width)]
    first: dict[ListColumn, int] = {}
    # A heading known exactly comes before one that is merely alike.
    for column, tells, _like in sorted(told, key=lambda one: (one[2] != "", one[0])):
        if tells is not None:
            first.setdefault(tells, column)
    for column, tells, like in told:
        heading, examples = table.headings.cell(column), _examples(table, column)
        if tells is None or (tells not in SEVERAL and first[tells] != column):
            yield Guess(column, heading, None, Likeness.NONE, examples=examples)
        else:
            yield Guess(column, heading, tells, Likeness.ALIKE if like else Likeness.HEADING, like, examples)


def _examples(table: Table, column: int) -> tuple[str, ...]:
    seen = dict.fromkeys(cell[:80] for row in table.rows[:_SAMPLE] if (cell := row.cell(column)))
    return tuple(seen)[:3]


def _by_content(table: Table, column: int, is_known: Callable[[str], bool]) -> ListColumn | None:
    """What three of four cells seem to hold. Days are not guessed: whether they begin or end something, nobody sees."""
    cells = [cell for row in table.rows[:_SAMPLE] if not is_empty(cell := row.cell(column))]
    if len(cells) < 2:
        return None

    def most(holds: Callable[[str], object]) -> bool:
        return sum(bool(holds(cell)) for cell in cells) * 4 >= len(cells) * 3

    looks: tuple[tuple[ListColumn, Callable[[str], object]], ...] = (
        (ListColumn.PARTY, is_known),
        (ListColumn.KIND, kind_in),
        (ListColumn.ENDS_ON, is_open_ended),
        (ListColumn.PERIOD, lambda cell: day_in(cell) is None and len(cell) > 4 and period_in(cell)),
        (ListColumn.NOTICE, lambda cell: not cell.isdecimal() and notice_in(cell)),
    )
    return next((column for column, holds in looks if most(holds)), None)
