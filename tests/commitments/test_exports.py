"""The ledger as a file: the same rows in every form, stable codes, and no cell that a spreadsheet would run."""

import csv
import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from sampakt.commitments.models import Commitment, Deed
from sampakt.commitments.views.exports import COLUMNS
from sampakt.kernel.text import Text

Browser = Callable[[str], Client]
PLACE = "/partnerships/huddinge-sodertorn/commitments/export"


def rows_of(response: Any) -> list[dict[str, str]]:
    text = response.content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_csv_has_every_row_with_stable_codes(
    signed_in: Browser, promise: Callable[..., Commitment], deed: Callable[..., Deed]
) -> None:
    first, second = promise(parameters={"type": "interim report", "per": "once"}), promise()
    deed()
    answer = signed_in("reader").get(f"{PLACE}.csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment" in answer.headers["Content-Disposition"]
    rows = rows_of(answer)
    assert list(rows[0]) == list(COLUMNS)
    assert [row["code"] for row in rows] == [first.code, second.code]
    assert rows[0]["status"] == "kept"
    assert rows[0]["has_evidence"] == "yes"
    assert rows_of(signed_in("reader").get(f"{PLACE}.csv?tone=kept"))[0]["code"] == first.code


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_no_cell_is_a_formula(start: str, signed_in: Browser, promise: Callable[..., Commitment]) -> None:
    promise(title=Text(en=f'{start}HYPERLINK("https://example.org")'), clause=f"{start}1")
    row = rows_of(signed_in("reader").get(f"{PLACE}.csv"))[0]
    assert row["title"].startswith(f"'{start}")
    assert row["clause"].startswith(f"'{start}")
    book = zipfile.ZipFile(io.BytesIO(signed_in("reader").get(f"{PLACE}.xlsx").content))
    sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet


def test_a_workbook_speaks_to_people_and_leads_to_the_pages(
    signed_in: Browser, promise: Callable[..., Commitment]
) -> None:
    commitment = promise()
    answer = signed_in("reader").get(f"{PLACE}.xlsx")
    words = zipfile.ZipFile(io.BytesIO(answer.content)).read("xl/sharedStrings.xml").decode()
    assert "Has evidence" in words
    assert "has_evidence" not in words
    assert f"http://testserver{commitment.get_absolute_url()}" in words


def test_json_tells_the_day_and_the_reasons(signed_in: Browser, promise: Callable[..., Commitment]) -> None:
    commitment = promise()
    data = json.loads(signed_in("reader").get(f"{PLACE}.json?as_of=2024-12-31").content)
    assert data["as_of"] == "2024-12-31"
    assert data["commitments"][0]["code"] == commitment.code
    assert data["commitments"][0]["explanation"]
    assert set(data["commitments"][0]) == set(COLUMNS)


def test_nobody_exports_what_they_do_not_see(
    signed_in: Browser, promise: Callable[..., Commitment], own: dict[str, Any]
) -> None:
    promise(**own)
    assert rows_of(signed_in("partner").get(f"{PLACE}.csv")) == []
    assert len(rows_of(signed_in("coordinator").get("/commitments/export.csv"))) == 1
    assert signed_in("stranger").get(f"{PLACE}.csv").status_code == 404
    assert signed_in("passer-by").get("/commitments/export.csv").status_code == 302


def test_other_forms_are_not_made(signed_in: Browser, promise: Callable[..., Commitment]) -> None:
    promise()
    assert signed_in("reader").get(f"{PLACE}.exe").status_code == 404
