"""A secretary's meeting: from nothing to adjusted minutes with decisions and actions, and nothing typed twice."""

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.journey

Visit = Callable[..., Any]
HOME = "/partnerships/huddinge-sodertorn/bodies/"


def _submit(one: Any) -> None:
    """Send the main form of the page, and look at the page it leads to."""
    one.click(one.page.locator("main form.form button[type=submit]:not([name])").first)
    one.look()


def _set_up(klara: Any, name: str) -> str:
    """A body with a chair that Klara holds and a member's seat; answers its address."""
    page = klara.page
    klara.open(HOME + "new/")
    page.locator("[name=sort]").select_option("working_group")
    page.locator("[name=name_sv]").fill(name)
    _submit(klara)
    body: str = klara.path
    for position, party, person in (("chair", "Huddinge", "Klara Exempel"), ("member", "Huddinge", "")):
        klara.open(f"{body}seats/new/")
        page.locator("[name=position]").select_option(position)
        option = page.locator("[name=organisation] option", has_text=party)
        page.locator("[name=organisation]").select_option(option.first.get_attribute("value"))
        _submit(klara)
        if person:
            holder = page.locator("[name=person] option", has_text=person)
            page.locator("[name=person]").select_option(holder.first.get_attribute("value"))
        page.locator("[name=starts_on]").fill("2024-01-01")
        _submit(klara)
    return body


def _plan_today(klara: Any, body: str) -> str:
    page = klara.page
    klara.open(body).click(page.locator("#when").get_by_role("link", name="Planera ett möte"))
    klara.look()
    page.locator("[name=day]").fill(page.evaluate("new Date().toISOString().slice(0, 10)"))
    page.locator("[name=begins_at]").fill("13:00")
    page.locator("[name=place]").fill("Kommunhuset")
    _submit(klara)
    meeting: str = klara.path
    return meeting


def _begin(klara: Any, meeting: str) -> None:
    """Record that both are there, and that the chair adjusts the minutes."""
    klara.click(klara.page.locator(".page__actions a.ds-button:not([data-variant])"))
    klara.look()
    assert klara.path == f"{meeting}attendance/"
    klara.page.get_by_role("row", name="Klara Exempel").get_by_role("checkbox").check()
    _submit(klara)
    assert klara.path == f"{meeting}minutes/"


def _inline(klara: Any, item: Any, link: str) -> Any:
    """The form that a link opens beneath an item, without leaving the page."""
    item.locator("a[hx-get], button").filter(has_text=link).first.click()
    form = item.locator("form.inline")
    form.wait_for()
    return form


def test_from_an_empty_body_to_adjusted_minutes_with_three_decisions(visitor: Visit) -> None:
    klara = visitor("coordinator")
    page = klara.page
    body = _set_up(klara, "Gruppen för praktik")
    meeting = _plan_today(klara, body)

    boxes = page.locator("#proposed input[type=checkbox]")
    assert boxes.count() >= 3
    for number in range(3):
        boxes.nth(number).check()
    titles = [words.split("\n")[0] for words in page.locator("#proposed label").all_inner_texts()[:3]]
    klara.click("Sätt på dagordningen")
    klara.look()
    assert [klara.sees(title) for title in titles] == [True] * 3
    page.locator("#agenda .agenda__item").nth(1).get_by_role("button", name="uppåt").click()
    page.wait_for_load_state()
    assert titles[1] in page.locator("#agenda .agenda__item").first.inner_text()
    klara.click(page.locator("#more").get_by_role("link", name="Kalla till mötet"))
    klara.look()
    _submit(klara)
    assert klara.sees("Kallat")

    _begin(klara, meeting)
    for number in range(3):
        item = page.locator("main section.card[id^=item-]").nth(number)
        item.locator("textarea").first.fill(f"Gruppen gick igenom ärende {number + 1}.")
        item.locator(".saved p", has_text="Sparat").wait_for()
        form = _inline(klara, item, "Beslut")
        assert form.locator("[name=title_sv]").input_value(), "the decision takes its title from the item"
        form.locator("[name=words_sv]").fill("Gruppen ställer sig bakom förslaget.")
        klara.look()
        with page.expect_event("load"):  # the address is set to the item first, then the page is drawn anew
            form.locator("button[type=submit]").click()
        item = page.locator("main section.card[id^=item-]").nth(number)
        assert item.locator("textarea").first.input_value().startswith("Gruppen gick igenom")
        form = _inline(klara, item, "Lägg till en åtgärd")
        form.locator("[name=title_sv]").fill(f"Genomför beslut {number + 1}")
        owner = form.locator("[name=owner] option", has_text="Huddinge").first
        form.locator("[name=owner]").select_option(owner.get_attribute("value"))
        form.locator("[name=due_on]").fill("2030-01-31")
        with page.expect_event("load"):
            form.locator("button[type=submit]").click()
    klara.look()

    klara.click("Skicka för justering")
    klara.look()
    _submit(klara)
    assert klara.path == meeting
    klara.click(page.locator(".page__actions").get_by_role("link", name="Justera protokollet"))
    klara.look()
    _submit(klara)
    assert klara.sees("låst")
    assert page.locator("#agenda .decision").count() == 3
    assert page.locator("#agenda .decision .tasks li").count() == 3
    for number in range(1, 4):
        assert klara.sees(f"Gruppen gick igenom ärende {number}.")
        assert klara.sees(f"Genomför beslut {number}")

    klara.click(page.locator("#agenda .decision__title").first)
    klara.look()
    assert klara.sees("Fastställt")
    klara.open(f"{body}actions/")
    assert page.locator("#open tbody tr").count() == 3
    klara.open(body)
    assert klara.sees("Genomför beslut 1")
    klara.open("/partnerships/huddinge-sodertorn/decisions/")


def test_two_who_write_the_same_minutes_lose_nothing(visitor: Visit) -> None:
    klara, other = visitor("coordinator"), visitor("coordinator")
    body = _set_up(klara, "Gruppen för lokaler")
    meeting = _plan_today(klara, body)
    klara.open(f"{meeting}items/new/")
    klara.page.locator("[name=title_sv]").fill("Lokaler på campus")
    _submit(klara)
    _begin(klara, meeting)
    other.open(f"{meeting}minutes/")
    klara.page.locator("main textarea").first.fill("Klara skrev först.")
    klara.page.locator(".saved p", has_text="Sparat").wait_for()
    other.page.locator("main textarea").first.fill("En annan skrev också.")
    warning = other.page.locator(".saved .ds-alert")
    warning.wait_for()
    assert "Klara skrev först." in warning.inner_text()
    other.faults.clear()
    other.look()
    warning.get_by_role("button", name="Behåll båda").click()
    warning.wait_for(state="detached")
    other.page.locator(".saved p", has_text="Sparat").wait_for()
    both = "Klara skrev först.\n\nEn annan skrev också."
    assert other.page.locator("main textarea").first.input_value() == both
    other.open(f"{meeting}minutes/")
    assert other.page.locator("main textarea").first.input_value() == both


def _in_minutes(klara: Any, name: str) -> str:
    """A meeting with two items whose minutes are being written; answers its address."""
    meeting = _plan_today(klara, _set_up(klara, name))
    for title in ("Lokaler på campus", "Praktikplatser"):
        klara.open(f"{meeting}items/new/")
        klara.page.locator("[name=title_sv]").fill(title)
        _submit(klara)
    _begin(klara, meeting)
    return meeting


def test_what_was_just_typed_is_there_however_one_leaves(visitor: Visit) -> None:
    klara = visitor("coordinator")
    page = klara.page
    meeting = _in_minutes(klara, "Gruppen för brådska")
    first, second = page.locator("main textarea").nth(0), page.locator("main textarea").nth(1)
    said = ""

    def written() -> str:
        klara.open(f"{meeting}minutes/")
        return str(page.locator("main textarea").first.input_value())

    def by_link() -> None:
        page.get_by_role("link", name="Se helheten").click()
        page.wait_for_url(f"{klara.site}{meeting}")

    def by_address() -> None:
        page.goto(f"{klara.site}{meeting}")

    def by_another_form() -> None:
        form = _inline(klara, page.locator("main section.card[id^=item-]").nth(1), "Beslut")
        first.press_sequentially(" Sist.")
        with page.expect_event("load"):
            form.locator("button[type=submit]").click()

    for number, leave in enumerate((by_link, by_address, by_another_form)):
        first.click()
        first.press("Control+End")
        first.press_sequentially(f" Ord {number}.")
        leave()
        page.wait_for_load_state()
        said = f"{said} Ord {number}.{' Sist.' if leave is by_another_form else ''}".strip()
        assert written() == said
    assert page.locator("main .decision").count() == 1

    second.press_sequentially("Sparat när fliken stängs.")
    other = klara.context.new_page()
    with page.expect_event("close"):
        page.close(run_before_unload=True)
    klara.page = other
    for _ in range(10):  # it is on its way when the tab is gone
        klara.open(f"{meeting}minutes/")
        if last := other.locator("main textarea").nth(1).input_value():
            break
    assert last == "Sparat när fliken stängs."


def test_a_form_that_is_opened_under_an_item_is_gone_on_in(visitor: Visit) -> None:
    klara = visitor("coordinator")
    page = klara.page
    _in_minutes(klara, "Gruppen för tangentbord")
    link = page.locator("main section.card[id^=item-]").first.locator("a[hx-get]", has_text="Beslut").first
    link.focus()
    page.keyboard.press("Enter")
    page.locator("form.inline").first.wait_for()
    assert page.evaluate("document.activeElement.closest('form.inline') !== null")


def test_minutes_are_written_without_a_script(visitor: Visit) -> None:
    klara = visitor("coordinator", java_script_enabled=False)
    page = klara.page
    klara.open(HOME + "new/")
    page.locator("[name=sort]").select_option("council")
    page.locator("[name=name_sv]").fill("Rådet utan skript")
    _submit(klara)
    body = klara.path
    klara.open(f"{body}seats/new/")
    page.locator("[name=position]").select_option("chair")
    page.locator("[name=organisation]").select_option(index=1)
    _submit(klara)
    page.locator("[name=starts_on]").fill("2024-01-01")
    _submit(klara)
    klara.open(f"{body}meetings/new/")
    page.locator("[name=day]").fill("2025-05-12")
    _submit(klara)
    meeting = klara.path
    klara.open(f"{meeting}items/new/")
    page.locator("[name=title_sv]").fill("Årets plan")
    _submit(klara)
    klara.open(f"{meeting}attendance/")
    _submit(klara)
    page.locator("main textarea").first.fill("Planen gicks igenom.")
    klara.click(page.locator("main section.card form button[type=submit]").first)
    klara.look()
    assert page.locator("main textarea").first.input_value() == "Planen gicks igenom."
    klara.click("Beslut")
    page.locator("[name=words_sv]").fill("Planen antas.")
    _submit(klara)
    assert klara.sees("Planen antas.")
