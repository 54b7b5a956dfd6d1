"""Workbooks to download: the template for a list of agreements, and the rows that were left out with their faults."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

import xlsxwriter
from django.http import HttpResponse
from django.utils.translation import gettext as _
from xlsxwriter.worksheet import Worksheet

from sampakt.agreements.terms import AgreementKind
from sampakt.intake.terms import ListColumn
from sampakt.intake.wording.tables import EXAMPLE, EXPLAINED

_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_PLAIN = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_WIDE, _USUAL, _EXPLAINED_WIDE = 40, 18, 80
_WIDTHS = {ListColumn.TITLE: _WIDE, ListColumn.PARTY: _WIDE, ListColumn.PURPOSE: _WIDE, ListColumn.NOTE: _WIDE}
_ROWS_TO_FILL = 5_000


def template() -> HttpResponse:
    """An empty list with headings in the reader's language, one example row, and a sheet that explains the columns."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, _PLAIN)
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    quiet, wrapped = book.add_format({"italic": True}), book.add_format({"text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet(_("Agreements")[:31])
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    days = {ListColumn.STARTS_ON, ListColumn.ENDS_ON, ListColumn.SIGNED_ON, ListColumn.DECIDED_ON}
    for place, column in enumerate(ListColumn):
        sheet.set_column(place, place, _WIDTHS.get(column, _USUAL), day if column in days else None)
        sheet.write_string(0, place, str(column.label), bold)
        sheet.write_string(1, place, str(EXAMPLE[column]), quiet)
    sheet.freeze_panes(1, 1)
    kinds = [str(kind.label) for kind in AgreementKind]
    explained = book.add_worksheet(_("Explanations")[:31])
    # The list of kinds is offered, not forced: any other word is kept, too.
    first = len(ListColumn) + 4
    source = f"='{explained.name}'!$A${first + 1}:$A${first + len(kinds)}"
    place = list(ListColumn).index(ListColumn.KIND)
    offer = {"validate": "list", "source": source, "error_type": "information"}
    sheet.data_validation(2, place, _ROWS_TO_FILL, place, offer)
    _write(explained, [(_("Column"), _("What to write"))], bold)
    _write(explained, ((str(column.label), str(EXPLAINED[column])) for column in ListColumn), wrapped, 1)
    _write(explained, [(_("The row that begins with “Example:” is left out."),)], quiet, len(ListColumn) + 1)
    _write(explained, [(_("Kinds of agreement"),)], bold, first - 1)
    _write(explained, ((kind,) for kind in kinds), wrapped, first)
    explained.set_column(0, 0, _WIDE)
    explained.set_column(1, 1, _EXPLAINED_WIDE)
    book.close()
    return _answer(buffer, _("list-of-agreements.xlsx"))


def left_out(name: str, headings: Sequence[str], rows: Iterable[tuple[int, Sequence[str], str]]) -> HttpResponse:
    """Rows of a list as they stood, each with its number and what is wrong with it, to be mended and dropped again."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, _PLAIN)
    sheet = book.add_worksheet(_("Rows left out")[:31])
    _write(sheet, [[*headings, _("What is wrong"), _("Row in the file")]], book.add_format({"bold": True}))
    for place, (number, cells, wrong) in enumerate(rows, start=1):
        filled = [*cells, *[""] * (len(headings) - len(cells))]
        _write(sheet, [[*filled, wrong, str(number)]], None, place)
    sheet.freeze_panes(1, 0)
    book.close()
    return _answer(buffer, name)


def _write(sheet: Worksheet, rows: Iterable[Sequence[str]], format: Any, first: int = 0) -> None:
    for row, cells in enumerate(rows, start=first):
        for place, cell in enumerate(cells):
            sheet.write_string(row, place, cell, format)


def _answer(buffer: io.BytesIO, name: str) -> HttpResponse:
    return HttpResponse(
        buffer.getvalue(),
        content_type=_TYPE,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
