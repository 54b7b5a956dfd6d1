"""Workbooks to download: the template in the reader's language, which Sampakt reads again."""

from datetime import date

import pytest
from django.test import Client
from django.utils import translation
from tests.intake.test_pages import signed_in

from sampakt.intake.rules.tables import entries_of, guessed, sheets_in, table_in
from sampakt.intake.terms import ListColumn
from sampakt.intake.views import workbooks
from sampakt.intake.wording.tables import EXAMPLE, EXPLAINED
from sampakt.kernel.terms import Role
from sampakt.organisations.models import Organisation

TODAY = date(2026, 11, 22)


def test_every_column_is_explained_and_has_an_example() -> None:
    assert list(EXPLAINED) == list(EXAMPLE) == list(ListColumn)


@pytest.mark.parametrize("language", ["sv", "nb", "en"])
def test_the_template_is_read_again_without_its_example(language: str) -> None:
    with translation.override(language):
        sheets = sheets_in(workbooks.template().content)
    assert len(sheets) == 2
    table = table_in(sheets[0])
    guesses = guessed(table, lambda _name: False)
    assert [guess.tells for guess in guesses] == list(ListColumn)
    mapping = {guess.column: guess.tells for guess in guesses if guess.tells}
    assert entries_of(table.rows, mapping, today=TODAY, is_known=lambda _name: False) == []
    example = table.rows[0]
    cells = ("Avtal", *example.cells[1:])
    row = type(example)(example.number, cells)
    [entry] = entries_of([row], mapping, today=TODAY, is_known=lambda _name: False)
    assert not entry.faults
    assert len(entry.told.parties) == 2


def test_rows_left_out_are_words_with_what_is_wrong() -> None:
    answer = workbooks.left_out("x.xlsx", ["Titel", "Motpart"], [(14, ("=1+1",), "Fel"), (20, ("A", "B"), "Mer")])
    [sheet] = sheets_in(answer.content)
    assert [row.cells for row in sheet.rows[1:]] == [("=1+1", "", "Fel", "14"), ("A", "B", "Mer", "20")]


@pytest.mark.django_db
def test_whoever_may_take_lists_in_fetches_the_template(huddinge: Organisation, client: Client) -> None:
    assert signed_in(huddinge).get("/intake/lists/template/").status_code == 200
    assert signed_in(huddinge, Role.READER).get("/intake/lists/template/").status_code == 403
    assert client.get("/intake/lists/template/").status_code == 302
