"""Agreements are written in forms: registered in one, asked which party was meant, kept from two writers at once."""

from collections.abc import Callable
from datetime import date

from django.test import Client

from sampakt.agreements import actions
from sampakt.agreements.models import Agreement, Partnership
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import SYSTEM

Browser = Callable[[str], Client]
HERE = "/partnerships/huddinge-sodertorn/"


def page_of(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status, (path, response.status_code)
    return response.content.decode()


def test_an_agreement_is_registered_in_one_form(browser: Browser, partnership: Partnership) -> None:
    client = browser("coordinator")
    form = page_of(client, HERE + "agreements/new/")
    assert 'value="Huddinge kommun"' in form
    assert '<option value="Arboga kommun">' in form
    values = {"title_sv": "Trepartsavtal", "kind": "cooperation", "starts_on": "2027-01-01"}
    parties = {"party_1": "Huddinge kommun", "party_2": "202100-4896", "party_3": "arboga-kommun"}
    answer = client.post(HERE + "agreements/new/", values | parties)
    made = Agreement.objects.get(starts_on=date(2027, 1, 1))
    assert answer["Location"] == f"{HERE}commitments/new/?agreement={made.code}"
    assert [str(party) for party in made.parties.all()] == ["Huddinge kommun", "Södertörns högskola", "Arboga kommun"]
    assert made.space.organisations.filter(code="arboga-kommun").exists()


def test_when_several_organisations_fit_the_form_asks_which(browser: Browser, partnership: Partnership) -> None:
    values = {"title_sv": "Avtal", "kind": "cooperation", "party_1": "Huddinge kommun"}
    answer = browser("coordinator").post(HERE + "agreements/new/", values | {"party_2": "stockholm"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Several organisations fit" in page
    assert '<option value="stockholms-kommun">' in page or "stockholm" in page
    assert 'value="Avtal"' in page
    answer = browser("coordinator").post(HERE + "agreements/new/", values | {"party_2": "Xyzzy"})
    assert "No organisation is called that" in answer.content.decode()
    days = {"starts_on": "2027-01-01", "ends_on": "2026-01-01"}
    page = browser("coordinator").post(HERE + "agreements/new/", values | days | {"party_2": "Xyzzy"}).content.decode()
    assert "No organisation is called that" in page
    assert page.count("The last day comes before the first.") == 2
    answer = browser("coordinator").post(HERE + "agreements/new/", values | {"party_2": "huddinge kommun"})
    assert "This party is already named above." in answer.content.decode()
    assert not Agreement.objects.filter(space=partnership.pk).exclude(key="s0").exists()


def test_two_writers_at_once_see_both_values(browser: Browser, agreement: Agreement) -> None:
    address = f"{agreement.get_absolute_url()}edit/"
    actions.change_agreement(agreement, title=Text(sv="Hennes titel"), by=SYSTEM)
    values = {"title_sv": "Min titel", "kind": "framework", "force_rule": "all_signed", "reach": "partners"}
    answer = browser("coordinator").post(address, values | {"version": "1"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Hennes titel" in page
    assert "Min titel" in page
    assert "Framework agreement" in page
    assert 'name="version" value="2"' in page
    assert browser("coordinator").post(address, values | {"version": "2"}).status_code == 302
    assert Agreement.objects.get(pk=agreement.pk).title == Text(sv="Min titel")


def test_an_amendment_meets_a_change_in_between(browser: Browser, agreement: Agreement) -> None:
    address = f"{agreement.get_absolute_url()}amend/"
    actions.change_agreement(agreement, notice_months=3, by=SYSTEM)
    values = {"summary_sv": "Längre", "decided_on": "2024-01-01", "from_on": "2024-02-01", "ends_on": "2027-12-31"}
    answer = browser("coordinator").post(address, values | {"starts_on": "2022-01-01", "version": "1"})
    assert answer.status_code == 409
    assert "Längre" in answer.content.decode()
    assert not agreement.amendments.exists()
