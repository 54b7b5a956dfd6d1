"""The ledger as a file: CSV, Excel and JSON, with the same columns and the same stable codes."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

import xlsxwriter
from django.http import HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from sampakt.commitments.queries.ledger import Ledger
from sampakt.commitments.queries.registry import all_kinds
from sampakt.commitments.terms import TONES
from sampakt.ui.looks import word_of

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet would take for a formula."""


def exported(ledger: Ledger, site: str) -> Iterator[dict[str, Any]]:
    """Each promise of the ledger as plain values; the codes stay the same, the words are those of the page.

    ``site`` is where this installation is found: ``https://sampakt.example.org``.
    """
    kinds = all_kinds()
    for row in ledger.rows[:]:
        commitment = row.commitment
        kind = kinds.get(commitment.kind)
        yield {
            "code": commitment.code,
            "reference": commitment.reference,
            "partnership": commitment.space.partnership.code,
            "agreement": commitment.agreement.code,
            "agreement_title": str(commitment.agreement.title),
            "title": str(commitment.title),
            "clause": commitment.clause,
            "strength": commitment.strength,
            "kind": commitment.kind,
            "family": kind.family if kind else "",
            "check": commitment.check_by,
            "owes": _codes(row.promising),
            "owed": _codes(row.owed),
            "theme": commitment.theme.key if commitment.theme else "",
            "unit": str(commitment.unit) if commitment.unit else "",
            "responsible": str(commitment.responsible) if commitment.responsible else "",
            "as_of": ledger.as_of,
            "status": row.status,
            "tone": str(TONES[row.status].value),
            "status_words": word_of(row.status),
            "due_on": row.due_on,
            "since_on": row.answer.since_on if row.answer else None,
            "has_evidence": row.has_evidence,
            "is_disputed": row.is_disputed,
            "explanation": row.explanation,
            "missing": [name for name, _day in row.missing],
            "address": f"{site}{commitment.get_absolute_url()}",
        }


COLUMNS: dict[str, Any] = {
    "code": _("Code"),
    "reference": _("No."),
    "partnership": _("Code of the partnership"),
    "agreement": _("Code of the agreement"),
    "agreement_title": _("Agreement"),
    "title": _("Commitment"),
    "clause": _("Clause"),
    "strength": _("Strength"),
    "kind": _("Code of the kind"),
    "family": _("Code of the family"),
    "check": _("Who says whether it is kept"),
    "owes": _("Promises"),
    "owed": _("Is promised"),
    "theme": _("Theme"),
    "unit": _("Unit"),
    "responsible": _("Responsible"),
    "as_of": _("As of"),
    "status": _("Code of the status"),
    "tone": _("Code of the colour"),
    "status_words": _("Status"),
    "due_on": _("Due"),
    "since_on": _("Since"),
    "has_evidence": _("Has evidence"),
    "is_disputed": _("Disputed"),
    "explanation": _("Why"),
    "missing": _("What is missing"),
    "address": _("Address of the page"),
}
"""The columns by their codes, which stand in CSV and JSON for programmes, and what a workbook calls them for people."""


def as_csv(ledger: Ledger, site: str) -> HttpResponse:
    """The ledger as CSV in UTF-8, with the mark that Excel knows it by; no cell is a formula."""
    answer = _file("csv", "text/csv; charset=utf-8", ledger)
    answer.write("\ufeff")
    writer = csv.writer(answer)
    writer.writerow(COLUMNS)
    for row in exported(ledger, site):
        writer.writerow([_guarded(_cell(row[name])) for name in COLUMNS])
    return answer


def as_xlsx(ledger: Ledger, site: str) -> HttpResponse:
    """The ledger as an Excel workbook: one sheet, its headings in the reader's words and frozen, with filters."""
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(buffer, options)
    sheet = book.add_worksheet(gettext("Commitments")[:31])
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write_row(0, 0, [str(words) for words in COLUMNS.values()], bold)
    last = 0
    for last, row in enumerate(exported(ledger, site), start=1):
        for place, name in enumerate(COLUMNS):
            value = row[name]
            if isinstance(value, date):
                sheet.write_datetime(last, place, datetime(value.year, value.month, value.day), day)  # noqa: DTZ001 - a day
            elif isinstance(value, bool):
                sheet.write_boolean(last, place, value)
            else:
                sheet.write_string(last, place, _cell(value))
    sheet.autofilter(0, 0, last, len(COLUMNS) - 1)
    sheet.freeze_panes(1, 2)
    title = list(COLUMNS).index("title")
    sheet.set_column(title, title, 60)
    book.close()
    answer = _file("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ledger)
    answer.write(buffer.getvalue())
    return answer


def as_json(ledger: Ledger, site: str) -> HttpResponse:
    """The ledger as JSON."""
    answer = _file("json", "application/json", ledger)
    data = {"as_of": ledger.as_of.isoformat(), "commitments": [_plain(row) for row in exported(ledger, site)]}
    answer.write(json.dumps(data, ensure_ascii=False, indent=1))
    return answer


FORMS = {"csv": as_csv, "xlsx": as_xlsx, "json": as_json}


def _file(ending: str, media_type: str, ledger: Ledger) -> HttpResponse:
    name = f"commitments-{ledger.as_of.isoformat()}.{ending}"
    return HttpResponse(
        content_type=media_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"},
    )


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "; ".join(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def _guarded(cell: str) -> str:
    """The cell with a sign before it when a spreadsheet would otherwise run it as a formula."""
    return f"'{cell}" if cell.startswith(DANGEROUS) else cell


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()}


def _codes(organisations: Iterable[Any]) -> list[str]:
    return [organisation.code for organisation in organisations]
