"""What the room hangs on other pages: a partnership's bodies, an organisation's seats; desk and search know them."""

import re
from datetime import date
from typing import Any

import pytest

from sampakt.agreements.models import Partnership
from sampakt.desk.queries import start_page
from sampakt.desk.terms import Errand, Sort
from sampakt.governance.actions import add_seat, dissolve_body, fill_seat
from sampakt.governance.finds import bodies_found
from sampakt.governance.models import Body, Seat
from sampakt.governance.panels import PANELS, SHOWN, TABS
from sampakt.governance.terms import Position
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import SYSTEM
from sampakt.organisations.actions import appoint
from sampakt.organisations.models import Office, Organisation, Person

from .conftest import Browser, Cast

ON_PARTNERSHIP, ON_ORGANISATION, *_OTHERS = PANELS


def _words(page: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


def test_a_partnership_has_a_tab_and_a_card_of_its_bodies(
    browser: Browser, partnership: Partnership, office_seat: Seat, office: Office, seat: Seat
) -> None:
    appoint(office, person=None, starts_on=date(2022, 1, 1), by=SYSTEM)
    words = _words(browser("reader").get(partnership.get_absolute_url()))
    assert [tab.path for tab in TABS] == ["bodies/"]
    assert "The steering group Huddinge chairs · 2 seats, 1 stands empty Not as agreed" in words
    assert "New body" not in words


def test_without_bodies_only_those_who_may_set_one_up_see_the_card(
    partnership: Partnership, agreement: Any, cast: Cast
) -> None:
    assert ON_PARTNERSHIP.context(partnership, cast("reader")) is None
    told = ON_PARTNERSHIP.context(partnership, cast("coordinator"))
    assert told is not None
    assert told["may_form"]


def test_a_dissolved_body_is_not_on_the_card(partnership: Partnership, body: Body, cast: Cast) -> None:
    dissolve_body(body, on=date(2024, 1, 1), by=SYSTEM)
    assert ON_PARTNERSHIP.context(partnership, cast("reader")) is None


def test_an_organisation_shows_its_seats_the_empty_ones_first(
    browser: Browser, seat: Seat, sodertorn: Organisation, rector: Person, cast: Cast
) -> None:
    fill_seat(seat, person=rector, starts_on=date(2024, 1, 1), by=SYSTEM)
    empty = add_seat(seat.body, position=Position.MEMBER, organisation=sodertorn, name=Text(en="Teacher"), by=SYSTEM)
    told = ON_ORGANISATION.context(sodertorn, cast("reader"))
    assert told is not None
    assert [(line.seat, line.is_vacant) for line in told["lines"]] == [(empty, True), (seat, False)]
    assert (told["vacant"], told["lines"][0].since) == (1, date(2022, 1, 1))
    words = _words(browser("reader").get(sodertorn.get_absolute_url()))
    assert "The steering group : Teacher Vacant" in words
    assert "Rita" not in words[words.index("Seats in joint bodies") : words.index("Teacher")]
    assert ON_ORGANISATION.context(sodertorn, cast("stranger")) is None


def test_many_seats_are_folded(body: Body, sodertorn: Organisation, cast: Cast) -> None:
    for _number in range(SHOWN + 2):
        add_seat(body, position=Position.MEMBER, organisation=sodertorn, by=SYSTEM)
    told = ON_ORGANISATION.context(sodertorn, cast("reader"))
    assert told is not None
    assert (len(told["lines"]), len(told["others"])) == (SHOWN, 2)


@pytest.mark.parametrize(
    ("who", "errands"),
    [("coordinator", [Errand.APPOINT, Errand.FILL]), ("partner", [Errand.LOOK, Errand.FILL]), ("reader", [])],
)
def test_vacant_seats_need_those_who_may_fill_them(
    office_seat: Seat, seat: Seat, cast: Cast, who: str, errands: list[Errand]
) -> None:
    page = start_page(cast(who), date(2026, 1, 1))
    needs = [need for need in page.needs if need.sort == Sort.VACANCY]
    assert all(need.is_to_know for need in page.to_know)
    needs.sort(key=lambda need: need.why == "Dekan, SH")
    assert [need.errand for need in needs] == errands
    if errands:
        assert needs[1].action == f"/seats/{seat.pk}/fill/"
        assert needs[0].since_on == date(2022, 1, 1)
        assert needs[1].why == "Dekan, SH"


def test_search_finds_bodies_for_those_who_see_them(body: Body, cast: Cast) -> None:
    assert list(bodies_found(cast("reader"), "steering")) == [body]
    assert list(bodies_found(cast("stranger"), "steering")) == []
