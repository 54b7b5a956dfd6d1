from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sampakt.organisations.rules import (
    Tenure,
    Vacancy,
    browser_of,
    code_from,
    compact_number,
    digest_of,
    is_above_itself,
    is_held_on,
    is_number_of,
    is_overlapping,
    vacancies,
    vacant_since,
    written_number,
)

START = date(2024, 1, 1)
days = st.integers(0, 40).map(lambda number: START + timedelta(days=number))


@st.composite
def tenures(draw: st.DrawFn) -> Tenure:
    starts_on = draw(days)
    return Tenure(
        starts_on, draw(st.none() | st.integers(0, 20).map(lambda number: starts_on + timedelta(days=number)))
    )


@given(st.lists(tenures(), max_size=5), days, days)
def test_vacancies_are_the_days_on_which_nobody_holds_the_office(held: list[Tenure], one: date, other: date) -> None:
    since, until = min(one, other), max(one, other)
    empty = {
        since + timedelta(days=n) for n in range((until - since).days + 1) if not is_held_on(held, since + timedelta(n))
    }
    found = vacancies(held, since, until)
    told = {
        gap.starts_on + timedelta(days=n)
        for gap in found
        for n in range(gap.days_until(until))
        if gap.starts_on <= until
    }
    assert told == empty
    assert sum(gap.days_until(until) for gap in found) == len(empty)


@given(st.lists(tenures(), max_size=5), days)
def test_a_vacancy_lasts_exactly_when_nobody_holds_the_office(held: list[Tenure], day: date) -> None:
    since = vacant_since(held, START, day)
    assert (since is None) == is_held_on(held, day)
    if since and since > START:
        assert is_held_on(held, since - timedelta(days=1))


@given(tenures(), tenures())
def test_overlap_is_a_day_in_common(one: Tenure, other: Tenure) -> None:
    horizon = [START + timedelta(days=n) for n in range(70)]
    both = any(is_held_on([one], day) and is_held_on([other], day) for day in horizon)
    assert is_overlapping(one, [other]) == both == is_overlapping(other, [one])


def test_days_of_a_vacancy_count_the_first_and_the_last() -> None:
    assert Vacancy(date(2024, 1, 1), date(2024, 1, 31)).days_until(date(2024, 12, 31)) == 31
    assert Vacancy(date(2024, 1, 1)).days_until(date(2024, 1, 1)) == 1
    assert Vacancy(date(2024, 2, 1)).days_until(date(2024, 1, 1)) == 0


@pytest.mark.parametrize(
    ("country", "number", "right"),
    [
        ("SE", "2120000068", True),  # Huddinge
        ("SE", "2120000069", False),
        ("SE", "212000006", False),
        ("SE", "8112189876", False),  # a personal identity number, though its check digit is right
        ("NO", "942110464", True),  # Trondheim
        ("NO", "942110465", False),
        ("NO", "", False),
        ("DK", "anything", True),
    ],
)
def test_organisation_numbers_are_checked_by_country(country: str, number: str, right: bool) -> None:
    assert is_number_of(country, number) is right


def test_numbers_are_written_as_people_write_them() -> None:
    assert written_number("SE", "2120000068") == "212000-0068"
    assert written_number("NO", "942110464") == "942 110 464"
    assert written_number("FI", "0201256-6") == "0201256-6"
    assert compact_number("212000-0068") == "2120000068"
    assert compact_number("942 110\u00a0464") == "942110464"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Møre og Romsdal fylkeskommune", "more-og-romsdal-fylkeskommune"),
        ("Håbo kommun", "habo-kommun"),
        ("Guovdageainnu suohkan – Kautokeino", "guovdageainnu-suohkan-kautokeino"),
        ("Ærø & Čáhcesuolu", "aero-cahcesuolu"),
        ("…", ""),
    ],
)
def test_codes_are_readable_and_plain(name: str, code: str) -> None:
    assert code_from(name) == code


@given(st.text(max_size=300))
def test_any_name_makes_a_code_that_fits(name: str) -> None:
    code = code_from(name)
    assert len(code) <= 60
    assert code.isascii()
    assert not set(code) - set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_a_unit_cannot_stand_above_itself() -> None:
    parents = {1: None, 2: 1, 3: 2}
    assert is_above_itself(1, 3, parents)
    assert is_above_itself(1, 1, parents)
    assert not is_above_itself(3, 1, parents)
    assert not is_above_itself(4, None, parents)


def test_a_digest_tells_nothing_of_the_secret() -> None:
    assert digest_of("secret") != digest_of("Secret")
    assert len(digest_of("secret")) == 64
    assert "secret" not in digest_of("secret")


@pytest.mark.parametrize(
    ("user_agent", "told"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:133.0) Gecko/20100101 Firefox/133.0", ("Firefox", "Windows")),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/131.0 Safari/537.36 Edg/131.0", ("Edge", "Windows")),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Version/18.1 Safari/604.1", ("Safari", "iPhone")),
        ("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/131.0 Mobile Safari/537.36", ("Chrome", "Android")),
        ("curl/8.5.0", ("", "")),
    ],
)
def test_a_browser_is_known_by_its_name(user_agent: str, told: tuple[str, str]) -> None:
    assert browser_of(user_agent) == told
