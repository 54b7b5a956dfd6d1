"""A list as rows of cells, whatever file it came in; each cell is the words that stand in it, never a formula."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sampakt.intake.terms import TableFault

MOST_BYTES = 20 * 1024 * 1024
MOST_UNPACKED = 120 * 1024 * 1024
"""Most that a workbook may unpack to: a small file that unpacks to very much is made to choke its reader."""
MOST_ROWS, MOST_COLUMNS = 20_000, 100
MOST_LETTERS = 4_000
"""Of a cell; what comes after is no value of ours."""
BLANK_ROWS = 2_000
"""So many empty rows in a row end a sheet: somebody coloured it to the bottom."""


class NoTable(Exception):
    """The file gives no table, and why."""

    def __init__(self, fault: TableFault, **facts: object) -> None:
        self.fault = fault
        self.facts: Mapping[str, object] = facts
        super().__init__(fault.value)


@dataclass(frozen=True)
class Row:
    """A row that is not empty, with the number that people see beside it."""

    number: int
    cells: tuple[str, ...]

    def cell(self, column: int) -> str:
        """The words in a column, counted from nought; empty where the row is shorter."""
        return self.cells[column] if column < len(self.cells) else ""


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook, or a whole text file."""

    name: str
    rows: Sequence[Row] = field(default=())

    @property
    def width(self) -> int:
        """How many columns it has."""
        return max((len(row.cells) for row in self.rows), default=0)


def letters_of(column: int) -> str:
    """What a spreadsheet calls a column, counted from nought: A … Z, AA …"""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def tidied(words: str) -> str:
    """The words of a cell without what nobody sees: control signs, byte order marks, white space around."""
    if not words.isprintable():
        words = "".join(
            letter if letter.isprintable() or letter == "\n" else " "
            for letter in words.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ")
        )
    return words.strip()[:MOST_LETTERS].rstrip()


def sheet_of(name: str, rows: Sequence[tuple[int, Sequence[str]]]) -> Sheet:
    """A sheet of numbered rows of words; cells are tidied, empty ones at the end are cut off, empty rows left out."""
    kept = []
    for number, cells in rows:
        words = [tidied(cell) for cell in cells]
        while words and not words[-1]:
            words.pop()
        if len(words) > MOST_COLUMNS:
            raise NoTable(TableFault.TOO_MANY_COLUMNS, limit=MOST_COLUMNS)
        if words:
            kept.append(Row(number, tuple(words)))
        if len(kept) > MOST_ROWS:
            raise NoTable(TableFault.TOO_MANY_ROWS, limit=MOST_ROWS)
    return Sheet(tidied(name) or "1", kept)
