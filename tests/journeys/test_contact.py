"""A contact person's ten minutes; and what the one side never sees of the other."""

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.journey

Visit = Callable[..., Any]

SHARED = "/partnerships/huddinge-sodertorn/notes/"


def test_says_how_it_stands_with_evidence_in_four_clicks(visitor: Visit) -> None:
    mina = visitor("contact")
    mina.look()
    mina.click(mina.page.locator(".todo", has_text="S2-20").get_by_role("link", name="Ange läget"))
    mina.look()
    mina.click(mina.page.locator("[name=verdict][value=fulfilled]"))
    mina.page.locator("[name=words]").fill("Deltagarna använder det de lärt sig.")
    mina.page.locator("[name=file]").set_input_files(
        {"name": "enkat.txt", "mimeType": "text/plain", "buffer": "Svar från deltagarna.".encode()}
    )
    mina.clicks += 1
    mina.click(mina.page.locator("main form button[type=submit]").last)
    mina.look()
    assert mina.clicks <= 4
    assert mina.sees("Deltagarna använder det de lärt sig.")
    mina.open("/")
    assert mina.page.locator(".todo", has_text="S2-20").count() == 0


def test_each_side_sees_the_shared_space_and_only_its_own_notes(visitor: Visit) -> None:
    klara, sten = visitor("coordinator"), visitor("partner")
    for one, own, others in ((klara, "kommunjuristen", "prefekternas"), (sten, "prefekternas", "kommunjuristen")):
        one.open("/partnerships/huddinge-sodertorn/")
        assert one.sees("Huddinge kommun och Södertörns högskola")
        one.open("/partnerships/huddinge-sodertorn/commitments/")
        assert one.sees("S0-06")
        one.open("/search/?q=avtal om strategiskt partnerskap&kind=agreement")
        one.click(one.page.locator(".hits a").first)
        pages = [one.page.content(), one.open(SHARED).page.content(), one.open(f"/search/?q={others}").page.content()]
        assert any(own in page for page in pages)
        assert not any(
            "Internt" in page and f"{others} " in page.split("</header>")[-1] and own not in page for page in pages
        )
        assert others not in pages[0]
        assert others not in pages[1]


def test_an_outsider_finds_nothing_but_what_is_public(visitor: Visit) -> None:
    una = visitor("outsider")
    una.look()
    una.open(SHARED, status=una.page.request.get(una.site + SHARED).status)
    assert "kommunjuristen" not in una.page.content()
    sten = visitor("partner")
    sten.open("/documents/")
    inside = sten.page.locator("main a[href^='/documents/']").all()
    hidden = [address for link in inside if (address := link.get_attribute("href")) and address != "/documents/new/"]
    answers = {una.page.request.get(una.site + address).status for address in hidden}
    assert 404 in answers
    assert answers <= {200, 404}
