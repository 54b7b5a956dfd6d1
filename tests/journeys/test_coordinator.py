"""A coordinator's morning, and an agreement registered from empty forms."""

import csv
import io
import json
import re
from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.journey

Visit = Callable[..., Any]


def test_a_coordinators_morning(visitor: Visit) -> None:
    klara = visitor("coordinator")
    klara.look()
    assert klara.sees("Det här behöver dig")
    assert klara.sees("Huddinge kommun och akademierna")

    klara.click(klara.page.locator("#needs header a"))
    klara.look()
    assert klara.path.startswith("/needs/")
    klara.open("/commitments/?sort=status")
    klara.look()
    rows = klara.page.locator("main table tbody tr").count()
    assert rows > 10

    klara.click(klara.page.locator("main .chips a", has_text="Snart").first)
    klara.look()
    assert 0 < klara.page.locator("main table tbody tr").count() < rows

    klara.open("/partnerships/huddinge-akademierna/commitments/?as_of=2020-12-31")
    as_it_was = klara.page.locator("main table").inner_text()
    klara.open("/partnerships/huddinge-akademierna/commitments/")
    assert klara.page.locator("main table").inner_text() != as_it_was

    with klara.page.expect_download() as coming:
        klara.page.get_by_role("link", name="CSV").click()
    exported = list(csv.reader(io.StringIO(coming.value.path().read_text("utf-8-sig")), delimiter=";"))
    assert len(exported) > 20 or len(exported[0]) == 1
    with klara.page.expect_download() as coming:
        klara.page.get_by_role("link", name="JSON").click()
    assert json.loads(coming.value.path().read_text("utf-8"))


def test_an_agreement_with_three_parties_and_ten_promises_in_sixty_clicks(visitor: Visit) -> None:
    klara = visitor("coordinator")
    klara.click(klara.page.locator("#register").get_by_role("link", name="Huddinge kommun och Södertörns högskola"))
    klara.look()
    page = klara.page
    page.locator("[name=title_sv]").fill("Avtal om lärarutbildning i tre kommuner")
    page.locator("[name=kind]").select_option("cooperation")
    klara.clicks += 1
    for number, name in enumerate(("Huddinge kommun", "Södertörns högskola", "Botkyrka kommun"), 1):
        page.locator(f"[name=party_{number}]").fill(name)
        klara.clicks += 1
    page.locator("[name=starts_on]").fill("2026-01-01")
    page.locator("[name=ends_on]").fill("2029-12-31")
    klara.click(page.locator("main form button[type=submit]").first)
    klara.look()
    assert "commitments/new" in klara.path, page.locator("main").inner_text()[:600]

    klara.click(page.locator("[name=kind][value=deliver_by]"))
    klara.click(page.locator("main form button[type=submit]").first)
    for number in range(1, 11):
        page.locator("[name=title_sv]").fill(f"Parterna tar fram kurs {number}")
        page.get_by_label(re.compile("^(By the day|Senast)")).first.fill(f"2027-{number:02}-15")
        button = (
            page.locator("button[name=step][value=another]")
            if number < 10
            else page.get_by_role("button", name="Spara", exact=True)
        )
        klara.click(button)
        assert page.locator("ds-error-summary").count() == 0, page.locator("ds-error-summary").inner_text()
    klara.look()
    assert klara.clicks <= 60
    klara.open("/search/?q=lärarutbildning")
    klara.click(page.locator("#agreement a").first)
    klara.look()
    assert klara.sees("Botkyrka")
    assert klara.sees("10")


def test_two_people_save_the_same_record(visitor: Visit) -> None:
    klara, sten = visitor("coordinator"), visitor("partner")
    for one in (klara, sten):
        one.open("/search/?q=S0-22&kind=commitment" if False else "/search/?q=S0-07&kind=commitment")
        one.click(one.page.locator(".hits a").first)
        one.open(one.path + "edit/")
    klara.page.locator("[name=title_sv]").fill("Ledningsgruppen beslutar verksamhetsplanen varje år")
    klara.click(klara.page.locator("main form button[type=submit]").last)
    sten.page.locator("[name=title_sv]").fill("Ledningsgruppen antar verksamhetsplanen varje år")
    sten.click(sten.page.locator("main form button[type=submit]").last)
    assert sten.sees("Ledningsgruppen beslutar verksamhetsplanen varje år")
    assert sten.page.locator("[name=title_sv]").input_value() == "Ledningsgruppen antar verksamhetsplanen varje år"
    sten.faults.clear()
    sten.look()


def test_a_partnership_started_from_a_pattern(visitor: Visit) -> None:
    adam = visitor("administrator")
    page = adam.page
    adam.click(page.locator("#register a[href='/partnerships/new/']"))
    adam.look()
    adam.click(page.locator("main button[name=pattern][value=huddinge-sodertorn]"))
    for name in ("Huddinge kommun", "Nynäshamns kommun"):
        page.locator("main [name=find]").fill(name)
        page.locator("main [name=find]").press("Enter")
        page.wait_for_load_state()
        adam.click(f"Lägg till {name}")
    adam.look()
    page.locator("main [name=name]").fill("Huddinge och Nynäshamn")
    page.locator("main [name=first_day]").fill("2027-01-01")
    adam.click(page.locator("main form button[type=submit]").last)
    adam.look()
    assert adam.sees("Huddinge och Nynäshamn"), page.locator("main").inner_text()[:500]
    adam.open("/search/?q=Huddinge och Nynäshamn&kind=partnership")
    adam.click(page.locator(".hits a").first)
    adam.open(adam.path + "commitments/")
    assert page.locator("main table tbody tr").count() > 5
    assert not adam.sees("Exempeldata")
    assert not adam.sees("Södertörns högskola")
