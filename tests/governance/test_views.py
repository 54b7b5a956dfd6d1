"""The pages: each works, a stranger finds nothing, a reader may not write, and many rows ask no more than one."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sampakt.agreements.models import Partnership
from sampakt.governance.actions import add_seat, change_body, dissolve_body, fill_seat, form_body
from sampakt.governance.models import Body, Holding, Seat
from sampakt.governance.terms import BodySort, Position
from sampakt.kernel import clock
from sampakt.kernel.terms import Audience
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import SYSTEM
from sampakt.organisations.actions import appoint
from sampakt.organisations.models import Office, Organisation, Person, Space
from sampakt.trail.models import TrailLine

from .conftest import Browser

LIST = "/partnerships/huddinge-sodertorn/bodies/"
MOST_IN_LISTS, MOST_ON_A_PAGE = 8, 15


@pytest.fixture
def held(seat: Seat, rector: Person) -> Holding:
    """Rita sits for Södertörn since March 2024."""
    return fill_seat(seat, person=rector, starts_on=date(2024, 3, 1), by=SYSTEM)


@pytest.fixture
def rows(body: Body, office_seat: Seat, seat: Seat, held: Holding, huddinge: Organisation) -> dict[str, Any]:
    """What has an address of its own; and an empty seat."""
    empty = add_seat(body, position=Position.MEMBER, organisation=huddinge, name=Text(sv="Ledamot"), by=SYSTEM)
    return {
        "body": body.code,
        "seat": seat.pk,
        "empty": empty.pk,
        "holding": held.pk,
        "huddinge": huddinge.pk,
        "person": held.person_id,
    }


BODY = {"sort": "council", "name_sv": "Rådet", "meetings_basis": "calendar_year", "reach": "partners"}
SEAT = {"position": "member", "organisation": "{huddinge}"}

FORMS = [
    (LIST + "new/", BODY),
    ("/bodies/{body}/edit/", BODY | {"task_sv": "Leda", "meetings_least": "2", "turns_0": "{huddinge}"}),
    ("/bodies/{body}/dissolve/", {"on": "2026-01-31"}),
    ("/bodies/{body}/seats/new/", SEAT),
    ("/seats/{empty}/edit/", SEAT | {"name_sv": "Ordförande i nämnden"}),
    ("/seats/{empty}/fill/", {"starts_on": "2024-01-01"}),
    ("/seats/{empty}/end/", {"on": "2026-01-31"}),
    ("/holdings/{holding}/edit/", {"person": "{person}", "starts_on": "2024-02-01", "ends_on": "2025-12-31"}),
]
REMOVALS = ["/holdings/{holding}/remove/", "/seats/{empty}/remove/"]
WRONG = {"on": "", "sort": "", "position": "", "starts_on": "x"}


@pytest.mark.parametrize(("path", "values"), FORMS)
def test_every_form_shows_itself_saves_and_says_what_is_wrong(
    browser: Browser, rows: dict[str, Any], path: str, values: dict[str, str]
) -> None:
    address, client = path.format(**rows), browser("coordinator")
    page = client.get(address)
    assert page.status_code == 200
    hidden = dict(re.findall(r'<input type="hidden" name="(version)" value="(\d+)"', page.content.decode()))
    wrong = client.post(address, hidden | WRONG)
    assert wrong.status_code == 422
    assert "aria-invalid" in wrong.content.decode()
    lines = TrailLine.objects.count()
    right = client.post(address, {name: value.format(**rows) for name, value in values.items()} | hidden)
    assert right.status_code == 302, right.content.decode()
    assert TrailLine.objects.count() == lines + 1
    assert 'data-color="success"' in client.get(right["Location"].partition("#")[0]).content.decode()


@pytest.mark.parametrize("path", REMOVALS)
def test_what_is_removed_is_asked_about_first(browser: Browser, rows: dict[str, Any], path: str) -> None:
    address, client = path.format(**rows), browser("coordinator")
    lines = TrailLine.objects.count()
    assert client.get(address).status_code == 200
    assert TrailLine.objects.count() == lines
    assert client.post(address).status_code == 302
    assert TrailLine.objects.count() == lines + 1


def test_a_body_with_seats_is_not_removed(browser: Browser, rows: dict[str, Any], body: Body) -> None:
    page = browser("coordinator").post(f"/bodies/{body.code}/remove/")
    assert page.status_code == 422
    assert "dissolve the body" in page.content.decode()
    Seat.objects.all().delete()
    assert browser("coordinator").post(f"/bodies/{body.code}/remove/")["Location"] == LIST


@pytest.mark.parametrize("path", [*(path for path, _values in FORMS), *REMOVALS, "/bodies/{body}/remove/"])
def test_readers_are_told_no_strangers_find_nothing_and_passers_by_sign_in(
    browser: Browser, rows: dict[str, Any], path: str
) -> None:
    address = path.format(**rows)
    for method in ("get", "post"):
        answers = {
            who: getattr(browser(who), method)(address).status_code
            for who in ("reader", "contact", "stranger", "passer-by")
        }
        assert answers == {"reader": 403, "contact": 403, "stranger": 404, "passer-by": 302}


def test_a_new_seat_leads_to_who_holds_it_or_to_the_next_one(
    browser: Browser, body: Body, huddinge: Organisation, office: Office
) -> None:
    client, address = browser("coordinator"), f"/bodies/{body.code}/seats/new/"
    seat = {"position": "member", "organisation": huddinge.pk}
    first = client.post(address, seat)
    assert first["Location"] == f"/seats/{Seat.objects.latest('pk').pk}/fill/"
    following = client.post(address, seat | {"office": office.pk})
    assert following["Location"] == f"/bodies/{body.code}/#seat-{Seat.objects.latest('pk').pk}"
    another = client.post(address, seat | {"step": "another"})["Location"]
    assert another == f"{address}?position=member&organisation={huddinge.pk}"
    assert f'<option value="{huddinge.pk}" selected' in client.get(another).content.decode()
    assert client.get(f"{address}?position=king&organisation=x").status_code == 200


def test_filling_a_held_seat_says_what_to_do(browser: Browser, rows: dict[str, Any], held: Holding) -> None:
    page = browser("coordinator").post(f"/seats/{held.seat_id}/fill/", {"starts_on": "2025-01-01"})
    assert page.status_code == 422
    assert "End that first" in page.content.decode()


def test_those_who_may_register_the_missing_person_are_shown_where(
    browser: Browser, seat: Seat, office_seat: Seat, body: Body, huddinge: Organisation
) -> None:
    own = add_seat(body, position=Position.MEMBER, organisation=huddinge, by=SYSTEM)
    people = "/organisations/huddinge-kommun/people/new/"
    assert people in browser("coordinator").get(f"/seats/{own.pk}/fill/").content.decode()


def _read(client: Client, address: str) -> str:
    page = client.get(address)
    assert page.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


def test_a_rightly_composed_body_says_so_in_a_sentence(
    browser: Browser, body: Body, office_seat: Seat, office: Office, held: Holding
) -> None:
    appoint(office, person=None, starts_on=date(2022, 1, 1), by=SYSTEM)
    words = _read(browser("reader"), body.get_absolute_url())
    assert "Rightly composed Seats held today: 1 + 1. Huddinge chairs." in words
    assert "Rita Rektor since 1 March 2024" in words
    assert "Add a seat" not in words


def test_what_is_wrong_stands_with_since_when_and_with_what_mends_it(
    browser: Browser, body: Body, office_seat: Seat, office: Office, seat: Seat
) -> None:
    appoint(office, person=None, starts_on=date(2022, 1, 1), by=SYSTEM)
    page = browser("coordinator").get(body.get_absolute_url()).content.decode()
    assert "Today 1 seat stands empty, the parties hold 1 + 0." in page
    assert f'href="/seats/{seat.pk}/fill/"' in page
    assert "Fill the seat" not in browser("reader").get(body.get_absolute_url()).content.decode()


def test_an_office_is_appointed_to_by_those_who_act_for_its_organisation(
    browser: Browser, body: Body, office_seat: Seat, office: Office
) -> None:
    appointing = f'href="/organisations/huddinge-kommun/offices/{office.pk}/appoint/"'
    assert appointing in browser("coordinator").get(body.get_absolute_url()).content.decode()
    assert appointing not in browser("partner").get(body.get_absolute_url()).content.decode()


def test_a_past_day_is_told_as_it_was(
    browser: Browser, body: Body, office_seat: Seat, office: Office, held: Holding
) -> None:
    appoint(office, person=None, starts_on=date(2022, 1, 1), by=SYSTEM)
    words = _read(browser("coordinator"), f"{body.get_absolute_url()}?on=2024-02-29")
    assert "On 29 February 2024: 1 seat stands empty, the parties hold 1 + 0." in words
    assert "As it was on 29 February 2024" in words
    assert "Seats held on 1 March 2024: 1 + 1. Huddinge chaired." in _read(
        browser("coordinator"), f"{body.get_absolute_url()}?on=2024-03-01"
    )
    assert "It was formed on 1 January 2022." in _read(browser("reader"), f"{body.get_absolute_url()}?on=2021-12-31")
    assert browser("reader").get(f"{body.get_absolute_url()}?on=yesterday").status_code == 200


def test_days_on_which_parity_did_not_hold_and_who_sat_before(
    browser: Browser, body: Body, office_seat: Seat, office: Office, held: Holding
) -> None:
    appoint(office, person=None, starts_on=date(2022, 1, 1), by=SYSTEM)
    Holding.objects.filter(pk=held.pk).update(ends_on=date(2024, 12, 31))
    words = _read(browser("reader"), body.get_absolute_url())
    assert "1 January 2022 – 29 February 2024 790 Huddinge 1, " in words
    assert "Who sat here before" in words
    assert "Rita Rektor" in words


def test_outsiders_see_seats_and_offices_but_no_names(
    browser: Browser, partnership: Partnership, body: Body, office_seat: Seat, held: Holding
) -> None:
    assert browser("passer-by").get(body.get_absolute_url()).status_code == 404
    Space.objects.filter(pk=partnership.pk).update(audience=Audience.PUBLIC)
    change_body(body, audience=Audience.PUBLIC, by=SYSTEM)
    words = _read(browser("passer-by"), body.get_absolute_url())
    assert "Municipal director" in words
    assert "Rita" not in words
    assert "Vacant" in words
    assert "The steering group" in _read(browser("passer-by"), LIST)


def test_turns_of_the_chair_are_told_ahead(
    browser: Browser, body: Body, office_seat: Seat, huddinge: Organisation, sodertorn: Organisation
) -> None:
    today = clock.today()
    first = date(today.year, 1, 1)
    change_body(body, turns=[huddinge, sodertorn], turn_months=12, turns_from=first, by=SYSTEM)
    words = _read(browser("reader"), body.get_absolute_url())
    assert "Turns Huddinge Now" in words
    assert f"31 December {today.year + 3}" in words


def test_mandate_and_reporting_line(
    browser: Browser, body: Body, rows: dict[str, Any], partnership: Partnership
) -> None:
    above = form_body(partnership, name=Text(en="The council"), sort=BodySort.COUNCIL, by=SYSTEM)
    below = form_body(partnership, name=Text(en="The workers"), sort=BodySort.WORKING_GROUP, reports_to=body, by=SYSTEM)
    change_body(body, reports_to=above, task=Text(en="To steer"), meetings_least=2, meetings_most=4, by=SYSTEM)
    words = _read(browser("reader"), body.get_absolute_url())
    for told in ("To steer", "2 to 4 per calendar year", "Reports to The council", f"Hears from {below.name}"):
        assert told in words


def test_the_list_tells_of_each_body_and_keeps_dissolved_ones_apart(
    browser: Browser, body: Body, rows: dict[str, Any]
) -> None:
    assert "The steering group" in _read(browser("reader"), LIST)
    assert "2 stand empty" in _read(browser("reader"), LIST)
    dissolve_body(body, on=clock.today() - timedelta(days=1), by=SYSTEM)
    words = _read(browser("coordinator"), LIST)
    assert "Dissolved bodies" in words
    assert "No body yet" in words


def _count(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.fixture
def many(partnership: Partnership, body: Body, huddinge: Organisation, rector: Person, rows: Any) -> Callable[[], None]:
    def add() -> None:
        for number in range(6):
            other = form_body(
                partnership, name=Text(en=f"Group {number}"), sort=BodySort.WORKING_GROUP, reports_to=body, by=SYSTEM
            )
            add_seat(other, position=Position.CHAIR, organisation=huddinge, by=SYSTEM)
            own = add_seat(body, position=Position.MEMBER, organisation=rector.organisation, by=SYSTEM)
            other = Person.objects.create(organisation=rector.organisation, name=f"Rut {own.pk}")
            fill_seat(own, person=other, starts_on=date(2023, 1, 1), ends_on=date(2023, 6, 30), by=SYSTEM)

    return add


@pytest.mark.parametrize("who", ["coordinator", "reader"])
def test_many_rows_ask_no_more_than_one(
    browser: Browser, body: Body, rows: dict[str, Any], many: Callable[[], None], who: str
) -> None:
    client = browser(who)
    before = [_count(client, LIST), _count(client, body.get_absolute_url())]
    many()
    after = [_count(client, LIST), _count(client, body.get_absolute_url())]
    assert before[0] == after[0]
    assert before[1] <= after[1] <= before[1] + 1
    assert after[0] <= MOST_IN_LISTS
    assert after[1] <= MOST_ON_A_PAGE
