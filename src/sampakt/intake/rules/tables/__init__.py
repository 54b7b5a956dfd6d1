"""Lists of agreements: the bytes of a file to sheets, sheets to columns, rows to values with their faults."""

from sampakt.intake.rules.tables.cell_values import KINDS
from sampakt.intake.rules.tables.cells import MOST_ROWS, NoTable, Row, Sheet, letters_of
from sampakt.intake.rules.tables.columns import Guess, Table, guessed, table_in
from sampakt.intake.rules.tables.entries import EXAMPLE, Entry, Told, digest_of, entries_of
from sampakt.intake.rules.tables.naming import organisation_named
from sampakt.intake.rules.tables.reading import sheets_in

__all__ = [
    "EXAMPLE",
    "KINDS",
    "MOST_ROWS",
    "Entry",
    "Guess",
    "NoTable",
    "Row",
    "Sheet",
    "Table",
    "Told",
    "digest_of",
    "entries_of",
    "guessed",
    "letters_of",
    "organisation_named",
    "sheets_in",
    "table_in",
]
