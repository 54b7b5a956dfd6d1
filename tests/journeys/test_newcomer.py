"""Somebody with a signed agreement on the shelf: dropped, gone through by keys, confirmed, and it is a partnership."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.journey

Visit = Callable[..., Any]
AGREEMENT = """Samverkansavtal om utbildning

mellan Huddinge kommun och Mittuniversitetet

1. Avtalstid
Avtalet gäller från och med den 1 januari 2027 till och med den 31 december 2030.
Dnr HK-2026/0042

2. Organisation
En styrgrupp ska sammanträda två gånger per år. Styrgruppen fattar beslut i enighet.

3. Ekonomi
Huddinge kommun ska betala 500 000 kronor per år.

4. Uppföljning
Parterna ska årligen upprätta en gemensam verksamhetsplan.
"""


def _drop(klara: Any, folder: Path, name: str, text: str) -> str:
    """Drop a document on the shelf and wait until it is read; answers its address."""
    page, path = klara.page, folder / name
    path.write_text(text, "utf-8")
    klara.open("/intake/")
    page.locator("[data-drop] input[type=file]").set_input_files(path)
    page.wait_for_url("**/intake/*/")
    page.locator("#draft .value").first.wait_for(timeout=60_000)
    home: str = klara.path
    return home


def test_a_document_becomes_a_partnership(visitor: Visit, tmp_path: Path) -> None:
    klara = visitor("coordinator")
    page = klara.page
    home = _drop(klara, tmp_path, "samverkansavtal.txt", AGREEMENT)
    klara.look()
    assert klara.sees("Huddinge kommun")

    # By keys: to the first value, and say that it holds; one goes on to the next.
    page.keyboard.press("n")
    first = page.locator(".value--here").get_attribute("id")
    page.keyboard.press("a")
    page.locator(f"#{first}[data-state=accepted]").wait_for()
    page.locator(f".value--here:not(#{first})").wait_for()
    page.keyboard.press("?")
    page.locator("#keys[open]").wait_for()
    klara.look()
    page.keyboard.press("Escape")

    # The last day was a year later: corrected where it stands, without leaving the page.
    period = page.locator("#group-days .value", has_text="1 januari 2027 – 31 december 2030").first
    number = period.get_attribute("id")
    period.locator(".value__from a").click()
    assert page.locator(".found--here").count()
    page.keyboard.press("e")
    page.locator(f"#{number} .value__form [name=end]").fill("2031-12-31")
    klara.look()
    page.keyboard.press("Enter")
    page.locator(f"#{number}[data-state=corrected]").wait_for()
    assert "31 december 2031" in page.locator(f"#{number} .value__title").inner_text()

    # What is said to be wrong comes back beside its field.
    page.locator(f"#{number} .act--correct").click()
    page.locator(f"#{number} .value__form [name=end]").fill("i morgon")
    page.keyboard.press("Enter")
    page.locator(f"#{number} .value__form [aria-invalid=true]").wait_for()
    klara.faults = [fault for fault in klara.faults if "422" not in fault]
    klara.look()
    page.keyboard.press("Escape")
    page.locator(".value__form").wait_for(state="detached")

    klara.click(page.locator("#tally [name=sure]"))
    page.locator("#tally [name=sure]").wait_for(state="detached")
    klara.look()
    klara.click(page.locator("#tally a[href$='/confirm/']"))
    klara.look()
    assert klara.sees("31 december 2031")
    klara.click(page.locator("#confirm button:not([name])"))
    page.wait_for_url("**/partnerships/*/")
    klara.look()
    assert klara.sees("Mittuniversitetet")

    klara.open(home)
    assert page.locator("[name=accept]").count() == 0


def test_without_a_script_and_on_a_phone(visitor: Visit, tmp_path: Path) -> None:
    klara = visitor("coordinator")
    text = AGREEMENT.replace("Mittuniversitetet", "Södertörns högskola").replace("HK-2026/0042", "HK-2026/0043")
    home = _drop(klara, tmp_path, "avtal.txt", text)

    plain = visitor("coordinator", java_script_enabled=False)
    plain.open(home)
    value = plain.page.locator(".value").first
    number = value.get_attribute("id")
    plain.click(value.locator("[name=accept]"))
    assert plain.path.startswith(f"{home}#v")
    assert plain.page.locator(f"#{number}").get_attribute("data-state") == "accepted"
    plain.click(plain.page.locator("#group-parties .act--correct").first)
    plain.look()
    plain.click(plain.page.locator("form.value__form [data-leave]"))
    assert plain.path.startswith(home)

    phone = visitor("coordinator", viewport={"width": 375, "height": 700}, has_touch=True)
    phone.open("/intake/").open(home)
    words = phone.page.locator("#group-parties .value__from a").first
    words.click()
    mark = phone.page.locator(".found--here").first
    assert mark.bounding_box()["y"] < 700 * 0.5
    phone.open(f"{home}confirm/")
