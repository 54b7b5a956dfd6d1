"""The sheets in the bytes of a file: an Excel workbook, or a text with columns. Nothing in it is executed."""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time

from openpyxl import load_workbook

from sampakt.intake.rules.tables.cells import (
    BLANK_ROWS,
    MOST_BYTES,
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_UNPACKED,
    NoTable,
    Sheet,
    sheet_of,
)
from sampakt.intake.terms import TableFault
from sampakt.papers.rules import decoded

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NOT_TEXT = (b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"{\\rtf", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf")
_MARKUP = re.compile(r"\s*<(?:!doctype|html|\?xml|table|body)\b", re.IGNORECASE)
_SEPARATORS = ";\t,|"
_SEEN = 200
_MOST_ENTRIES = 2_000
_MEGABYTE = 1024 * 1024


def sheets_in(content: bytes) -> list[Sheet]:
    """The sheets with anything in them, in their order. Raises NoTable, saying what to do instead."""
    if not content.strip():
        raise NoTable(TableFault.EMPTY)
    if len(content) > MOST_BYTES:
        raise NoTable(TableFault.TOO_LARGE, limit=MOST_BYTES // _MEGABYTE)
    if content.startswith(_OLE):
        raise NoTable(TableFault.OLD_OR_LOCKED)
    sheets = _workbook(content) if content.startswith(_ZIP) else [_text(content)]
    sheets = [sheet for sheet in sheets if sheet.rows]
    if not sheets:
        raise NoTable(TableFault.EMPTY)
    return sheets


# --- text ---


def _text(content: bytes) -> Sheet:
    text = None if content.startswith(_NOT_TEXT) else decoded(content)
    if text is None or _MARKUP.match(text):
        raise NoTable(TableFault.NO_LIST)
    text = text.lstrip("\ufeff")
    told, text = _told_separator(text)
    separator = told or separator_of(text)
    rows: list[tuple[int, Sequence[str]]] = []
    # Fields are cut afterwards; a quotation mark that is never closed must not end the reading.
    csv.field_size_limit(MOST_BYTES)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=False)
    try:
        for number, cells in enumerate(reader, start=2 if told else 1):
            if any(cells):
                rows.append((number, cells[: MOST_COLUMNS + 1]))
            if len(rows) > MOST_ROWS:
                raise NoTable(TableFault.TOO_MANY_ROWS, limit=MOST_ROWS)
    except csv.Error as fault:
        raise NoTable(TableFault.NO_LIST) from fault
    return sheet_of("CSV", rows)


def _told_separator(text: str) -> tuple[str, str]:
    """The sign that a first line ``sep=;`` tells Excel, and the text after that line."""
    first, _, rest = text.partition("\n")
    told = first.strip()
    return (told[4], rest) if len(told) == 5 and told[:4].lower() == "sep=" else ("", text)


def separator_of(text: str) -> str:
    """The sign that divides the columns: the one that gives most lines the same number of columns, two at least."""
    best, most = ";", (0, 0)
    for separator in _SEPARATORS:
        sample = csv.reader(io.StringIO(text[:200_000], newline=""), delimiter=separator)
        widths: list[int] = []
        try:
            for row in sample:
                if any(row):
                    widths.append(len(row))
                if len(widths) >= _SEEN:
                    break
        except csv.Error:
            continue
        many = [width for width in widths if width > 1]
        if many:
            usual = max(set(many), key=lambda width: (many.count(width), width))
            most, best = max((most, best), ((many.count(usual), usual), separator), key=lambda one: one[0])
    return best


# --- workbooks ---


def _workbook(content: bytes) -> list[Sheet]:
    _hold_against_bombs(content)
    book = None
    try:
        # Values as Excel last computed them: a formula is never evaluated, and words that look like one stay words.
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheets = []
        for sheet in book.worksheets:
            if sheet.sheet_state == "visible":
                sheet.reset_dimensions()  # what a file says of its own size is often wrong
                sheets.append(sheet_of(sheet.title, list(_rows(sheet.iter_rows(values_only=True)))))
        return sheets
    except NoTable:
        raise
    except Exception as fault:  # whatever a broken file brings the reader to say
        raise NoTable(TableFault.DAMAGED) from fault
    finally:
        if book is not None:
            book.close()


def _hold_against_bombs(content: bytes) -> None:
    """Raise NoTable for what is no plain workbook, before a reader unpacks it."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            names = [entry.filename.lower() for entry in entries]
            if any(entry.flag_bits & 0x1 for entry in entries):
                raise NoTable(TableFault.OLD_OR_LOCKED)
            if any(name.endswith("vbaproject.bin") for name in names):
                raise NoTable(TableFault.MACROS)
            if "[content_types].xml" not in names or not any(name.startswith("xl/") for name in names):
                raise NoTable(TableFault.NO_LIST)
            if len(entries) > _MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
                raise NoTable(TableFault.UNPACKS_TOO_LARGE, limit=MOST_UNPACKED // _MEGABYTE)
            for entry in entries:
                if entry.filename.lower().endswith((".xml", ".rels")):
                    with archive.open(entry) as part:
                        # Excel writes no document type; one is there to have entities multiply.
                        if b"<!DOCTYPE" in part.read(4096).upper():
                            raise NoTable(TableFault.DAMAGED)
    except (zipfile.BadZipFile, zlib.error, LookupError, RuntimeError, OSError, ValueError, EOFError) as fault:
        raise NoTable(TableFault.DAMAGED) from fault


def _rows(rows: Iterable[Sequence[object]]) -> Iterator[tuple[int, Sequence[str]]]:
    blank = kept = 0
    for number, cells in enumerate(rows, start=1):
        if all(cell is None for cell in cells):
            blank += 1
            if blank > BLANK_ROWS:
                return
            continue
        blank, kept = 0, kept + 1
        if kept > MOST_ROWS:
            raise NoTable(TableFault.TOO_MANY_ROWS, limit=MOST_ROWS)
        yield number, [_words(cell) for cell in cells[: MOST_COLUMNS + 1]]


def _words(cell: object) -> str:
    """A cell as the words that a person would read in it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(int(cell))
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 10**15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "minutes")
    return cell.isoformat() if isinstance(cell, date | time) else str(cell)
