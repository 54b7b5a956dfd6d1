"""Lists of agreements as files: encodings, separators, workbooks, and what is refused with what to do."""

import io
import zipfile
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.intake.listed import LIST, workbook

from sampakt.intake.rules.tables import MOST_ROWS, NoTable, entries_of, guessed, sheets_in, table_in
from sampakt.intake.terms import TableFault

LINES = LIST.splitlines()
WORDS = [line.split(";") for line in LINES if '"' not in line]
TODAY = date(2026, 11, 22)


def fault_of(content: bytes) -> TableFault:
    with pytest.raises(NoTable) as found:
        sheets_in(content)
    return found.value.fault


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "mac_roman", "cp850"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_any_usual_encoding_and_newline_reads_alike(encoding: str, newline: str) -> None:
    [sheet] = sheets_in(LIST.replace("\n", newline).encode(encoding))
    assert [row.number for row in sheet.rows] == [1, 2, 3, 4]
    assert sheet.rows[1].cells[:2] == ("Lärarutbildning", "Södertörns högskola")
    assert sheet.rows[3].cell(1) == "Södertörns högskola; Stockholms universitet"


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_any_usual_separator_is_found(separator: str) -> None:
    [sheet] = sheets_in("\n".join(separator.join(row) for row in WORDS).encode())
    assert next(row.cells for row in sheet.rows) == tuple(WORDS[0])


def test_a_separator_may_be_told_and_a_cell_may_hold_lines_and_quotes() -> None:
    [sheet] = sheets_in('sep=,\nTitel,Motpart\n"Ett ""nytt""\navtal, kanske",Umeå universitet\n'.encode())
    assert sheet.rows[1].cells == ('Ett "nytt"\navtal, kanske', "Umeå universitet")


def test_a_workbook_gives_its_visible_sheets_with_days_and_whole_numbers() -> None:
    rows = [["Titel", "Start", "Uppsägning"], ["Avtal", date(2026, 1, 1), 6.0], [], ["Annat", "", 0.5]]
    first, second = sheets_in(workbook(rows, [["x"]], [], names=["Avtal", "Gamla", "Tom"]))
    assert (first.name, second.name) == ("Avtal", "Gamla")
    assert [(row.number, row.cells) for row in first.rows] == [
        (1, ("Titel", "Start", "Uppsägning")),
        (2, ("Avtal", "2026-01-01", "6")),
        (4, ("Annat", "", "0.5")),
    ]


@pytest.mark.parametrize("words", ["=1+1", "@SUM(A1)", "+46 70", "-", '=HYPERLINK("http://x")'])
def test_cells_are_words_and_never_formulas(words: str) -> None:
    [sheet] = sheets_in(workbook([["Titel", "Motpart"], ["a", words]]))
    assert sheet.rows[1].cell(1) == words
    quoted = words.replace('"', '""')
    [sheet] = sheets_in(f'Titel;Motpart\na;"{quoted}"\n'.encode())
    assert sheet.rows[1].cell(1) == words


def test_a_formula_gives_what_excel_last_computed_and_is_never_evaluated() -> None:
    buffer = io.BytesIO()
    import xlsxwriter

    book = xlsxwriter.Workbook(buffer)
    book.add_worksheet().write_formula(0, 0, "=1+1", value="three")
    book.close()
    assert sheets_in(buffer.getvalue())[0].rows[0].cells == ("three",)


def zipped(**parts: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {"[Content_Types].xml": b"<Types/>", **parts}.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml").replace("_bin", ".bin"), content)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", TableFault.EMPTY),
        (b" \n ", TableFault.EMPTY),
        (b";;\n;;\n", TableFault.EMPTY),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), TableFault.OLD_OR_LOCKED),
        (zipped(xl__vbaProject_bin=b"x"), TableFault.MACROS),
        (zipped(word__document_xml=b"<w/>"), TableFault.NO_LIST),
        (zipped(xl__workbook_xml=bytes(130_000_000)), TableFault.UNPACKS_TOO_LARGE),
        (zipped(xl__workbook_xml=b"<!DOCTYPE x [<!ENTITY a 'aaaa'>]><x>&a;</x>"), TableFault.DAMAGED),
        (zipped(xl__workbook_xml=b"<x>"), TableFault.DAMAGED),
        (workbook([["a", "b"]])[:-40], TableFault.DAMAGED),
        (b"PK\x03\x04 nothing", TableFault.DAMAGED),
        (b"%PDF-1.7 a;b", TableFault.NO_LIST),
        (b"<html><table><tr><td>a", TableFault.NO_LIST),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), TableFault.NO_LIST),
        (b"a;b\n" * (MOST_ROWS + 1), TableFault.TOO_MANY_ROWS),
        (b";".join([b"a"] * 101), TableFault.TOO_MANY_COLUMNS),
        (b"a" * (20 * 1024 * 1024 + 1), TableFault.TOO_LARGE),
    ],
)
def test_what_gives_no_list_is_refused_with_what_to_do(content: bytes, fault: TableFault) -> None:
    assert fault_of(content) is fault


def test_a_million_rows_are_refused_before_they_are_kept() -> None:
    row = b"a;b\n"
    assert fault_of(row * 1_000_000) is TableFault.TOO_MANY_ROWS


def test_a_sheet_coloured_to_its_bottom_ends_where_its_rows_do() -> None:
    buffer = io.BytesIO()
    import xlsxwriter

    book = xlsxwriter.Workbook(buffer, {"constant_memory": True})
    sheet, colour = book.add_worksheet(), book.add_format({"bg_color": "yellow"})
    sheet.write_row(0, 0, ["Titel", "Motpart"])
    for place in range(1, 30_000):
        sheet.write_blank(place, 0, None, colour)
    book.close()
    assert len(sheets_in(buffer.getvalue())[0].rows) == 1


def all_of(content: bytes) -> Any:
    """Everything that the rules make of a file: its sheets, guesses and entries; or why there are none."""
    try:
        sheets = sheets_in(content)
        tables = [table_in(sheet) for sheet in sheets]
    except NoTable as fault:
        return fault.fault
    guesses = [guessed(table, "Umeå universitet".__eq__) for table in tables]
    told = [{guess.column: guess.tells for guess in some if guess.tells} for some in guesses]
    entries = [
        entries_of(table.rows, mapping, today=TODAY, is_known=lambda _name: False)
        for table, mapping in zip(tables, told, strict=True)
    ]
    return sheets, guesses, entries


@given(st.binary(max_size=400) | st.text(max_size=400).map(lambda text: text.encode("utf-8", "replace")))
def test_no_bytes_crash_it_and_twice_gives_the_same(content: bytes) -> None:
    assert all_of(content) == all_of(content)


@given(st.integers(0, 8_000), st.binary(max_size=6))
def test_no_broken_workbook_crashes_it(place: int, other: bytes) -> None:
    whole = workbook([["Titel", "Motpart", "Start"], ["Avtal", "Umeå universitet", date(2026, 1, 1)]])
    all_of(whole[:place] + other + whole[place + len(other) :])
    all_of(whole[:place])


@given(st.lists(st.lists(st.text(max_size=30), min_size=1, max_size=6), min_size=1, max_size=12))
def test_every_value_names_the_cell_it_stands_in(cells: list[list[str]]) -> None:
    headings = ["Titel", "Motpart", "Dnr", "Start", "Slut", "Anteckning"]
    found = all_of(workbook([headings, *cells]))
    if isinstance(found, TableFault):
        return
    [sheet], _guesses, [entries] = found
    for entry in entries:
        row = next(row for row in sheet.rows if row.number == entry.row)
        for column, cell in entry.cells.items():
            assert (
                cell
                == f"{'ABCDEF'[['title', 'party', 'number', 'starts_on', 'ends_on', 'note'].index(column)]}{row.number}"
            )
