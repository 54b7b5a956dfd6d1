"""The pages of lists of agreements: from the file to the agreements, without a script, and to whom."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.intake.listed import LIST, workbook
from tests.intake.test_importing import FAULTY, UNKNOWN
from tests.intake.test_pages import page, signed_in

from sampakt.agreements.models import Agreement
from sampakt.intake.actions import import_list
from sampakt.intake.models import AgreementList
from sampakt.intake.rules.tables import sheets_in
from sampakt.jobs.actions.running import run, take
from sampakt.jobs.models import Job
from sampakt.kernel.terms import Role
from sampakt.organisations.models import Organisation, User
from sampakt.organisations.queries import viewer_for


@pytest.fixture
def klara(huddinge: Organisation) -> Client:
    return signed_in(huddinge)


def dropped(client: Client, organisation: Organisation, content: str | bytes, name: str = "avtal.csv") -> str:
    """Drop a list and answer the address of its page."""
    sent = content.encode() if isinstance(content, str) else content
    answer = client.post("/intake/lists/", {"file": SimpleUploadedFile(name, sent), "organisation": organisation.code})
    assert answer.status_code == 302
    return answer.headers["Location"]


def test_from_the_file_to_the_agreements(klara: Client, huddinge: Organisation, transactional_db: None) -> None:
    address = dropped(klara, huddinge, LIST)
    shown = page(klara, address)
    for words in ("Lärarutbildning", "Södertörns högskola", "its heading", "F2", "6 months", "Take in 3 rows"):
        assert words in shown
    answer = klara.post(f"{address}import/", {"reach": "partners"})
    assert answer.headers["Location"] == address
    job = Job.objects.get()
    assert "The list is being taken in" in page(klara, address)
    run(take(job.code))
    shown = page(klara, address)
    assert "3 agreements were taken in" in shown
    assert Agreement.objects.count() == 3
    assert "avtal.csv" in page(klara, "/intake/lists/")
    again = dropped(klara, huddinge, LIST)
    assert "There is nothing to take in." in page(klara, again)


def test_columns_are_corrected_and_kept(klara: Client, huddinge: Organisation) -> None:
    address = dropped(klara, huddinge, "Rubrik;Annat namn;Motpart\nA;B;Södertörns högskola\n")
    told = {"column_0": "", "column_1": "title", "column_2": "party"}
    assert klara.post(f"{address}columns/", told).headers["Location"] == address
    assert "you said so" in page(klara, address)
    wrong = klara.post(f"{address}columns/", {**told, "column_0": "title"})
    assert wrong.status_code == 422
    assert "Two columns tell" in wrong.content.decode()
    other = dropped(klara, huddinge, "Rubrik;Annat namn;Motpart\nC;D;Södertörns högskola\n")
    assert "as you said last time" in page(klara, other)


def test_unknown_parties_are_said_yes_to(klara: Client, huddinge: Organisation) -> None:
    address = dropped(klara, huddinge, UNKNOWN)
    shown = page(klara, address)
    assert "1 name is in no register" in shown
    assert "suggested by the name" in shown
    klara.post(f"{address}parties/", {"party_0": "foundation", "name_0": "Stiftelsen Morgondagen"})
    shown = page(klara, address)
    assert "as you said" in shown
    assert "Take in 3 rows" in shown


def test_faulty_rows_are_shown_left_out_and_fetched(klara: Client, huddinge: Organisation) -> None:
    address = dropped(klara, huddinge, FAULTY)
    shown = page(klara, address)
    for words in ("C2", "31/9 2026", "Take in the 1 good row and leave the faulty ones"):
        assert words in shown
    assert klara.post(f"{address}import/", {"reach": "partners"}).status_code == 422
    klara.post(f"{address}rows/", {"shown": ["2", "4"], "row": ["2"]})
    assert AgreementList.objects.get().left_out == [2]
    klara.post(f"{address}rows/", {"shown": ["2", "4"], "row": ["4", "x"]})
    assert AgreementList.objects.get().left_out == [4]
    [sheet] = sheets_in(klara.get(f"{address}left-out/").content)
    assert [row.cells[-1] for row in sheet.rows] == ["Row in the file", "2", "4"]
    assert klara.post(f"{address}import/", {"reach": "partners", "leave_faulty": "1"}).status_code == 302


def test_another_sheet_and_another_reach(klara: Client, huddinge: Organisation) -> None:
    rows = [["Titel", "Motpart"], ["A", "Södertörns högskola"]]
    address = dropped(klara, huddinge, workbook(rows, [*rows, *rows[1:]], names=["Ett", "Två"]), "a.xlsx")
    assert klara.post(f"{address}sheet/", {"sheet": "0"}).status_code == 302
    assert AgreementList.objects.get().sheet == 0
    assert klara.post(f"{address}sheet/", {"sheet": "9"}).status_code == 422
    assert klara.post(f"{address}import/", {"reach": "public"}).status_code == 422
    assert klara.post(f"{address}import/", {"reach": "own"}).status_code == 302
    assert AgreementList.objects.get().reach == "own"


def test_what_is_no_list_is_refused_with_what_to_do(klara: Client, huddinge: Organisation) -> None:
    sent = {"file": SimpleUploadedFile("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "organisation": huddinge.code}
    answer = klara.post("/intake/lists/", sent)
    assert answer.status_code == 422
    assert "Save it as .xlsx without a password." in answer.content.decode()
    assert klara.post("/intake/lists/", {"organisation": huddinge.code}).status_code == 422


def test_a_list_is_taken_away(klara: Client, huddinge: Organisation) -> None:
    address = dropped(klara, huddinge, LIST)
    assert "stay" in page(klara, f"{address}remove/")
    assert klara.post(f"{address}remove/").status_code == 302
    assert not AgreementList.objects.exists()


def _told(count: int, *, until: str) -> str:
    """A list of so many agreements, one in five with an error, one in five with a party that no register has."""
    rows = [
        f"Avtal {number};{'Stiftelsen Okänd' if number % 5 == 1 else 'Södertörns högskola'};HK-2021/{number};"
        f"{'31/9 2026' if number % 5 == 2 else until}"
        for number in range(count)
    ]
    return "\n".join(("Avtal;Motpart;Dnr;Slutdatum", *rows))


def test_pages_of_lists_cost_the_same_for_five_rows_and_fifty(klara: Client, huddinge: Organisation) -> None:
    def cost(address: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            page(klara, address)
        return len(asked)

    def costs(count: int) -> tuple[int, int, int, int]:
        """The page of a list that is new, of one that was taken in, of one that changes what is here, and of lists."""
        first = dropped(klara, huddinge, _told(count, until="2026-12-31"))
        klara.post(f"{first}parties/", {"party_0": "foundation", "name_0": "Stiftelsen Okänd"})
        new = cost(first)
        user = User.objects.get(organisation_roles__organisation=huddinge)
        import_list(AgreementList.objects.latest("pk"), by=viewer_for(user, language="en"), leave_faulty=True)
        taken = cost(first)
        again = dropped(klara, huddinge, _told(count, until="2027-12-31"))
        assert "2027" in page(klara, again)
        return new, taken, cost(again), cost("/intake/lists/")

    few = costs(5)
    assert costs(50) == few, few
    assert max(few) <= 8


def test_others_are_told_nothing(klara: Client, huddinge: Organisation, narvik: Organisation, client: Client) -> None:
    address = dropped(klara, huddinge, LIST)
    stranger, reader = signed_in(narvik), signed_in(huddinge, Role.READER)
    for path in (address, f"{address}left-out/"):
        page(stranger, path, 404)
        page(reader, path, 404)
    page(reader, "/intake/lists/", 403)
    assert client.get(address).status_code == 302
    for act in ("sheet", "columns", "parties", "rows", "import", "remove"):
        assert stranger.post(f"{address}{act}/").status_code == 404
