"""Lists of agreements for tests: texts with columns, and workbooks made on the spot."""

import io
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

import xlsxwriter

LIST = """Avtal;Motpart;Dnr;Avtalstyp;Startdatum;Slutdatum;Uppsägningstid;Undertecknat
Lärarutbildning;Södertörns högskola;HK-2021/11;Samverkansavtal;2022-01-01;2026-12-31;6 månader;2021-12-10
Praktikplatser;Kungliga Tekniska högskolan;HK-2023/7;Avsiktsförklaring;1 mars 2023;;;
Forskarskola;"Södertörns högskola; Stockholms universitet";HK-2024/19;Ramavtal;2024-08-01;tills vidare;12;2024-06-20
"""


def workbook(*sheets: Sequence[Sequence[Any]], names: Sequence[str] = (), above: int = 0) -> bytes:
    """A workbook with the sheets' rows; ``above`` rows of other words stand above the headings."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for number, rows in enumerate(sheets):
        sheet = book.add_worksheet(names[number] if names else None)
        for place in range(above):
            sheet.write_string(place, 0, f"Avtalskatalog, blad {place}")
        for place, row in enumerate(rows, start=above):
            for column, cell in enumerate(row):
                if isinstance(cell, date) and not isinstance(cell, datetime):
                    sheet.write_datetime(place, column, datetime.combine(cell, time()), day)
                elif isinstance(cell, str):
                    sheet.write_string(place, column, cell)
                else:
                    sheet.write(place, column, cell)
    book.close()
    return buffer.getvalue()
