"""The same day on a phone, in the dark, by the keyboard alone, and without a script."""

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.journey

Visit = Callable[..., Any]

PAGES = (
    "/",
    "/partnerships/",
    "/partnerships/huddinge-sodertorn/",
    "/partnerships/huddinge-sodertorn/commitments/",
    "/partnerships/huddinge-sodertorn/agreements/new/",
    "/partnerships/huddinge-sodertorn/commitments/new/",
    "/partnerships/huddinge-sodertorn/documents/",
    "/partnerships/huddinge-sodertorn/notes/",
    "/partnerships/huddinge-sodertorn/people/",
    "/partnerships/huddinge-sodertorn/history/",
    "/partnerships/new/",
    "/partnerships/load/",
    "/commitments/",
    "/deeds/",
    "/evidence/",
    "/documents/",
    "/renewals/",
    "/organisations/",
    "/organisations/huddinge-kommun/",
    "/search/?q=samverkan",
    "/account/",
    "/trail/",
)


@pytest.mark.parametrize(
    "device",
    [
        {},
        {"color_scheme": "dark"},
        {"viewport": {"width": 375, "height": 800}, "has_touch": True},
        {"viewport": {"width": 320, "height": 700}, "color_scheme": "dark"},
    ],
    ids=["desk", "dark", "phone", "narrow and dark"],
)
def test_every_page_is_accessible(visitor: Visit, device: dict[str, Any]) -> None:
    klara = visitor("coordinator", **device)
    for path in PAGES:
        klara.open(path)
    klara.open("/search/?q=S0-16&kind=commitment")
    klara.click(klara.page.locator(".hits a").first)
    klara.look()
    klara.open(klara.path + "state/")
    klara.open("/search/?q=strategiskt partnerskap&kind=agreement")
    klara.click(klara.page.locator(".hits a").first)
    klara.look()


def test_in_norwegian_on_a_phone(visitor: Visit) -> None:
    tuva = visitor("lead", viewport={"width": 375, "height": 800})
    tuva.look()
    assert tuva.sees("Dette trenger deg")
    assert tuva.page.locator("html").get_attribute("lang") == "nb"


def test_before_signing_in(visitor: Visit) -> None:
    for device in ({}, {"viewport": {"width": 375, "height": 800}, "color_scheme": "dark"}):
        somebody = visitor("", **device)
        for path in ("/", "/partnerships/", "/organisations/", "/account/login/", "/accessibility/", "/licence/"):
            somebody.open(path)
        somebody.open("/no-such-page/", status=404)


def test_the_start_page_by_the_keyboard_alone(visitor: Visit) -> None:
    klara = visitor("coordinator")
    page = klara.page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#main"
    page.keyboard.press("Enter")
    reached: list[str] = []
    for _ in range(60):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            """() => {
                const e = document.activeElement, s = getComputedStyle(e);
                const shown = s.outlineStyle !== 'none' || s.boxShadow !== 'none';
                return [e.innerText.trim(), e.closest('main') !== null, shown, e.className];
            }"""
        )
        if not seen[1]:
            break
        assert seen[2], f"{seen[0]} does not show that it has the focus"
        reached.append(seen[0])
    assert any("Anteckna" in words for words in reached)
    buttons = page.locator(".todo > .ds-button").all_inner_texts()
    assert [words for words in reached if words in set(buttons)] == buttons
    page.locator(".todo__title a").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/commitments/**")


def test_without_a_script_the_same_day_works(visitor: Visit) -> None:
    klara = visitor("coordinator", java_script_enabled=False)
    assert klara.sees("Det här behöver dig")
    page = klara.page
    page.locator("header input[name=q]").first.fill("S1-21")
    page.locator("header input[name=q]").first.press("Enter")
    klara.click(page.locator("#commitment a").first)
    klara.open(klara.path + "state/")
    page.locator("[name=verdict][value=partly]").check()
    page.locator("[name=words]").fill("Ett första seminarium är hållet.")
    klara.click(page.locator("main form button[type=submit]").last)
    assert klara.sees("Ett första seminarium är hållet.")
    klara.open("/commitments/?status=due_soon")
    assert page.locator("main table tbody tr").count() > 0
    page.locator("details.menu summary").first.click()
    page.locator("button[name=language][value=nb], button[value=nb]").first.click()
    page.wait_for_load_state()
    klara.open("/")
    assert page.locator("html").get_attribute("lang") == "nb"
    page.locator("details.menu summary").first.click()
    page.locator("button[value=sv]").first.click()
