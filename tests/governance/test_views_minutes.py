"""Minutes on their pages: written by two, locked, adjusted, corrected beside."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from sampakt.governance.actions.agenda import add_item
from sampakt.governance.actions.attendance import AttendanceLine, take_attendance
from sampakt.governance.actions.meetings import hold_meeting, plan_meeting
from sampakt.governance.actions.minutes import adjust_minutes, send_minutes, write_minutes
from sampakt.governance.models import Body, Item, Meeting, Seat
from sampakt.governance.terms import ItemSort, Presence
from sampakt.kernel import clock
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import SYSTEM

from .conftest import Browser, Cast

HX = {"HX-Request": "true"}


@pytest.fixture
def held(body: Body, chair: Seat, member: Seat) -> Meeting:
    """Held yesterday with both there; the chair adjusts the minutes."""
    held = plan_meeting(body, day=clock.today() - timedelta(days=1), by=SYSTEM)
    hold_meeting(held, by=SYSTEM)
    lines = [
        AttendanceLine(seat=chair, presence=Presence.PRESENT, is_adjuster=True),
        AttendanceLine(seat=member, presence=Presence.REMOTE),
    ]
    take_attendance(held, lines=lines, by=SYSTEM)
    return held


@pytest.fixture
def item(held: Meeting) -> Item:
    return add_item(held, title=Text(sv="Årets plan", en="The plan of the year"), sort=ItemSort.PLAN, by=SYSTEM)


def _read(client: Client, address: str) -> str:
    page = client.get(address)
    assert page.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


def _written(item: Item, words: str, version: int, **more: Any) -> dict[str, Any]:
    name = f"item-{item.pk}"
    return {f"{name}-words": words, f"{name}-conclusion": "", f"{name}-version": version, **more}


def test_minutes_are_saved_as_one_types_and_without_a_script(browser: Browser, item: Item, held: Meeting) -> None:
    client, address = browser("coordinator"), f"/items/{item.pk}/minutes/"
    assert client.get(f"{held.get_absolute_url()}minutes/").status_code == 200
    part = client.post(address, _written(item, "Planen", item.version), headers=HX)
    item.refresh_from_db()
    assert part.status_code == 200
    assert item.minutes.sv == "Planen"
    assert re.search(r"Saved \d\d\.\d\d", part.content.decode())
    assert f'value="{item.version}" hx-swap-oob="true"' in part.content.decode()
    assert "<html" not in part.content.decode()
    whole = client.post(address, _written(item, "Planen godkändes", item.version))
    assert whole["Location"] == f"{held.get_absolute_url()}minutes/#item-{item.pk}"
    item.refresh_from_db()
    assert item.minutes.sv == "Planen godkändes"


def test_words_in_other_languages_are_kept(browser: Browser, item: Item) -> None:
    write_minutes(item, words=Text(sv="Hej", en="Hello"), by=SYSTEM)
    browser("coordinator").post(f"/items/{item.pk}/minutes/", _written(item, "Hej då", item.version))
    item.refresh_from_db()
    assert item.minutes == Text(sv="Hej då", en="Hello")


@pytest.mark.parametrize("by_script", [True, False])
@pytest.mark.parametrize(("step", "words"), [("mine", "Mitt"), ("theirs", "Ditt"), ("both", "Ditt\n\nMitt")])
def test_two_writers_lose_nothing(browser: Browser, item: Item, by_script: bool, step: str, words: str) -> None:
    seen, headers = item.version, HX if by_script else {}
    write_minutes(item, words=Text(sv="Ditt"), by=SYSTEM)
    client, address = browser("coordinator"), f"/items/{item.pk}/minutes/"
    both = client.post(address, _written(item, "Mitt", seen), headers=headers)
    assert both.status_code == 409
    assert "Ditt" in both.content.decode()
    assert ("<html" in both.content.decode()) is not by_script
    if not by_script:
        assert ">\nMitt</textarea>" in both.content.decode()
    again = client.post(address, _written(item, "Mitt", seen), headers=headers)
    assert again.status_code == 409
    chosen = client.post(address, _written(item, "Mitt", seen, step=step, seen=item.version), headers=headers)
    assert chosen.status_code == (200 if by_script else 302)
    if by_script:
        assert chosen["HX-Retarget"] == f"#minutes-{item.pk}"
        assert f">\n{words.replace(chr(10), chr(10))}</textarea>" in chosen.content.decode()
    item.refresh_from_db()
    assert item.minutes.sv == words


def test_the_last_words_of_a_page_that_is_left_are_no_other_writer_s(browser: Browser, item: Item) -> None:
    """They are sent before the page heard how the saving before them went."""
    seen, client, address = item.version, browser("coordinator"), f"/items/{item.pk}/minutes/"
    assert client.post(address, _written(item, "Ett", seen), headers=HX).status_code == 200
    last = {**_written(item, "Ett två", seen), f"item-{item.pk}-sent": "Ett"}
    assert client.post(address, last, headers=HX).status_code == 200
    assert client.post(address, last, headers=HX).status_code == 200
    write_minutes(Item.objects.get(pk=item.pk), words=Text(sv="Någon annan"), by=SYSTEM)
    assert client.post(address, last, headers=HX).status_code == 409
    assert Item.objects.get(pk=item.pk).minutes.sv == "Någon annan"


def test_locked_minutes_are_only_corrected_beside(browser: Browser, cast: Cast, item: Item, held: Meeting) -> None:
    write_minutes(item, words=Text(sv="Sagt"), by=SYSTEM)
    send_minutes(held, by=SYSTEM)
    client = browser("coordinator")
    assert client.get(f"{held.get_absolute_url()}minutes/")["Location"] == held.get_absolute_url()
    adjust_minutes(held, by=cast("coordinator"))
    refused = client.post(f"/items/{item.pk}/minutes/", _written(item, "Annat", item.version), headers=HX)
    assert refused.status_code == 422
    assert "locked" in refused.content.decode()
    values = {"words_sv": "Det var onsdag", "item": item.pk}
    assert client.post(f"{held.get_absolute_url()}correct/", values).status_code == 302
    assert "Det var onsdag" in _read(client, held.get_absolute_url())


def test_those_who_were_not_named_do_not_adjust(browser: Browser, item: Item, held: Meeting) -> None:
    write_minutes(item, words=Text(sv="Sagt"), by=SYSTEM)
    send_minutes(held, by=SYSTEM)
    assert browser("partner").post(f"{held.get_absolute_url()}adjust/").status_code == 422
    assert browser("stranger").post(f"{held.get_absolute_url()}adjust/").status_code == 404
