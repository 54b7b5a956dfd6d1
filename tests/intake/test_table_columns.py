"""Columns guessed and rows read: headings in three languages, any order, titles above; faults by cell."""

from collections.abc import Callable
from datetime import date

import pytest
from django.utils import translation
from tests.intake.listed import LIST, workbook

from sampakt.agreements.terms import AgreementKind
from sampakt.intake.rules.gazetteer import Gazetteer
from sampakt.intake.rules.tables import Entry, NoTable, entries_of, guessed, organisation_named, sheets_in, table_in
from sampakt.intake.rules.tables.cell_values import day_in, kind_in, names_in, notice_in, period_in
from sampakt.intake.terms import Likeness, ListColumn, RowFault, TableFault

C = ListColumn
TODAY = date(2026, 11, 22)


@pytest.fixture
def is_known(gazetteer: Gazetteer) -> Callable[[str], bool]:
    return lambda name: organisation_named(name, gazetteer, "SE") is not None


def told(content: bytes, is_known: Callable[[str], bool]) -> dict[str, tuple[ListColumn | None, Likeness]]:
    guesses = guessed(table_in(sheets_in(content)[0]), is_known)
    return {guess.heading: (guess.tells, guess.why) for guess in guesses}


def read(text: str, is_known: Callable[[str], bool] = lambda _name: False) -> list[Entry]:
    table = table_in(sheets_in(text.encode())[0])
    mapping = {guess.column: guess.tells for guess in guessed(table, is_known) if guess.tells}
    return entries_of(table.rows, mapping, today=TODAY, is_known=is_known)


@pytest.mark.parametrize(
    ("headings", "columns"),
    [
        (
            "Avtal;Motpart;Dnr;Typ;Fr.o.m.;T.o.m.;Uppsägningstid (mån)",
            "title party number kind starts_on ends_on notice",
        ),
        (
            "Tittel;Avtalepart;Saksnr;Gjelder fra;Utløpsdato;Oppsigelsestid",
            "title party number starts_on ends_on notice",
        ),
        ("Avtalenavn,Avtalepart,Gyldig fra,Signert dato", "title party starts_on signed_on"),
        ("Counterparty,Title,Start date,End date,Date signed", "party title starts_on ends_on signed_on"),
        ("Beslutat av;§;Beslutsdatum;Avtalsnamn;Parter", "instance paragraph decided_on title party"),
        ("Motprat;Diarienumer;Startdattum;Titel", "party number starts_on title"),
        ("Part 1;Part 2;Benämning;Avtalsperiod;Ansvarig;Kommentar", "party party title period contact note"),
    ],
)
def test_headings_are_known_in_any_order_and_with_slips(
    headings: str, columns: str, is_known: Callable[[str], bool]
) -> None:
    found = told(f"{headings}\n".encode(), is_known)
    assert [tells.value for tells, _why in found.values() if tells] == columns.split()


@pytest.mark.parametrize("language", ["sv", "nb", "en"])
def test_the_template_s_own_headings_are_known(language: str) -> None:
    with translation.override(language):
        table = table_in(sheets_in(";".join(str(column.label) for column in C).encode())[0])
    assert [guess.tells for guess in guessed(table, lambda _name: False)] == list(C)


def test_titles_may_stand_above_and_what_no_heading_tells_is_told_by_the_cells(
    is_known: Callable[[str], bool],
) -> None:
    rows = [
        ["Namn", "Xyz", "Dnr", "Qqq", "Okänd"],
        ["A", "Södertörns högskola", "1/24", "6 mån", "3"],
        ["B", "Umeå universitet", "2/24", "12 mån", "x"],
    ]
    found = told(workbook(rows, above=4), is_known)
    assert found["Xyz"] == (C.PARTY, Likeness.CONTENT)
    assert found["Qqq"] == (C.NOTICE, Likeness.CONTENT)
    assert found["Okänd"] == (None, Likeness.NONE)


def test_of_two_columns_that_tell_the_same_the_first_is_taken(is_known: Callable[[str], bool]) -> None:
    found = told("Titel;Motpart;Slutdatum;Utgår\n".encode(), is_known)
    assert found["Slutdatum"][0] == C.ENDS_ON
    assert found["Utgår"][0] is None


def test_what_was_said_before_of_the_same_headings_holds() -> None:
    table = table_in(sheets_in(LIST.encode())[0])
    again = table_in(sheets_in(LIST.splitlines()[0].encode())[0])
    assert table.digest == again.digest
    kept = guessed(table, lambda _name: False, {0: "purpose", 1: "party", 2: "nonsense"})
    assert [guess.tells for guess in kept[:4]] == [C.PURPOSE, C.PARTY, None, None]
    assert {guess.why for guess in kept} == {Likeness.KEPT}


def test_a_sheet_without_headings_is_refused() -> None:
    with pytest.raises(NoTable) as found:
        table_in(sheets_in(b"1;2;3\n4;5;6\n")[0])
    assert found.value.fault is TableFault.NO_HEADING


def test_rows_become_agreements() -> None:
    first, second, third = read(LIST)
    assert first.told.title == "Lärarutbildning"
    assert (first.told.starts_on, first.told.ends_on) == (date(2022, 1, 1), date(2026, 12, 31))
    assert (first.told.notice_months, first.told.signed_on) == (6, date(2021, 12, 10))
    assert first.told.kind is AgreementKind.COOPERATION
    assert first.cells["ends_on"] == "F2"
    assert second.told.starts_on == date(2023, 3, 1)
    assert second.told.ends_on is None
    assert third.told.parties == ("Södertörns högskola", "Stockholms universitet")
    assert third.told.ends_on is None
    assert not any(entry.faults for entry in (first, second, third))
    assert len({entry.key for entry in (first, second, third)}) == 3


@pytest.mark.parametrize(
    ("row", "fault", "cell"),
    [
        (";Umeå universitet;;;;;;", RowFault.NO_TITLE, ""),
        ("A;;;;;;;", RowFault.NO_PARTY, ""),
        ("A;B;;;31/9 2026;;;", RowFault.NO_DAY, "E2"),
        ("A;B;;;2026;31.12;;", RowFault.NO_DAY, "F2"),
        ("A;B;;;2026-05-01;2026-04-30;;", RowFault.ENDS_BEFORE_START, "F2"),
        ("A;B;;;;;ett tag;", RowFault.NO_MONTHS, "G2"),
        ("A;B;;;;;;2027-01-01", RowFault.IN_THE_FUTURE, "H2"),
        (f"{'A' * 301};B;;;;;;", RowFault.TOO_LONG, "A2"),
    ],
)
def test_each_fault_names_its_cell_and_what_to_do(row: str, fault: RowFault, cell: str) -> None:
    [entry] = read(f"{LIST.splitlines()[0]}\n{row}\n")
    assert [(one.code, entry.cell_of(one)) for one in entry.faults] == [(fault.value, cell)]
    assert str(entry.faults[0])


def test_two_rows_about_the_same_agreement_are_both_told_so() -> None:
    one, other = read("Titel;Motpart;Dnr\nA;B;1/24\nC;D;1 / 24\n")
    assert [fault.facts["row"] for fault in (*one.faults, *other.faults)] == [3, 2]
    assert one.key == other.key


def test_the_example_of_the_template_is_left_out_in_every_language() -> None:
    words = "Titel;Motpart\nExempel: Avtal;B\nEksempel: Avtale;B\nExample: Agreement;B\nAvtal;B\n"
    assert [entry.row for entry in read(words)] == [5]


def test_a_period_in_one_cell_is_two_days() -> None:
    [one, other] = read("Titel;Motpart;Avtalstid\nA;B;2021-01-01 – 2024-12-31\nC;D;i evighet\n")
    assert (one.told.starts_on, one.told.ends_on) == (date(2021, 1, 1), date(2024, 12, 31))
    assert other.faults[0].code == RowFault.NO_PERIOD


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2026-09-30", "2026-09-30"), ("30.9.2026", "2026-09-30"), ("30/9 2026", "2026-09-30"),
        ("den 3 mars 2027", "2027-03-03"), ("3. mars 2027", "2027-03-03"), ("fredag 3 mars 2027", "2027-03-03"),
        ("20260930", "2026-09-30"), ("45000", "2023-03-15"), ("2026-09-30 12:30", "2026-09-30"),
        ("31/9 2026", None), ("2026", None), ("hösten 2026", None), ("ca 2026-09-30 eller senare", None), ("", None),
    ],
)  # fmt: skip
def test_days_as_people_write_them(words: str, day: str | None) -> None:
    assert day_in(words) == (date.fromisoformat(day) if day else None)


@pytest.mark.parametrize(
    ("words", "months"),
    [
        ("6", 6), ("sex månader", 6), ("6 mån.", 6), ("tre mnd", 3), ("ett år", 12), ("1 år", 12), ("½ år", 6),
        ("12 months", 12), ("2 years", 24), ("0", 0), ("6.0", None), ("0,5 år", None), ("3-6 månader", None),
        ("1½ år", None), ("90 dagar", None), ("x", None),
    ],
)  # fmt: skip
def test_notice_periods_as_people_write_them(words: str, months: int | None) -> None:
    assert notice_in(words) == months


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("2021–2024", date(2021, 1, 1), date(2024, 12, 31)), ("2021", date(2021, 1, 1), date(2021, 12, 31)),
        ("1.1.2021-31.12.2022", date(2021, 1, 1), date(2022, 12, 31)),
        ("fr.o.m. 2021-01-01", date(2021, 1, 1), None), ("2021-01-01 tills vidare", date(2021, 1, 1), None),
    ],
)  # fmt: skip
def test_periods_as_people_write_them(words: str, first: date, last: date | None) -> None:
    assert period_in(words) == (first, last)


def test_a_comma_divides_parties_only_where_they_are_known(is_known: Callable[[str], bool]) -> None:
    assert names_in("Umeå universitet och Luleå kommun", is_known) == ["Umeå universitet", "Luleå kommun"]
    assert names_in("Stiftelsen A, B och C", is_known) == ["Stiftelsen A, B och C"]
    assert names_in("A; B\nC; A; -", is_known) == ["A", "B", "C"]


def test_kinds_are_known_with_slips_and_else_not() -> None:
    assert kind_in("Avsiktsforklaring") is AgreementKind.LETTER_OF_INTENT
    assert kind_in("LOI") is AgreementKind.LETTER_OF_INTENT
    assert kind_in("Hyresavtal") is None


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Södertörns högskola", "Södertörns högskola"),
        ("södertörns högskola", "Södertörns högskola"),
        ("Södertörnns högskola", "Södertörns högskola"),
        ("Huddinge", "Huddinge kommun"),
        ("Södertörns högskola och andra", None),
        ("Stiftelsen Morgondagen", None),
        ("", None),
    ],
)
def test_a_cell_names_one_organisation_or_none(gazetteer: Gazetteer, words: str, name: str | None) -> None:
    found = organisation_named(words, gazetteer, "SE")
    assert (found and found.shown) == name
