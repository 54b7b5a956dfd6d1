"""The five systems' promises of bodies: how each stands, and the seat that stood empty for 106 days."""

from datetime import date
from typing import Any

import pytest
from django.utils import translation
from tests.systems.conftest import load_system

from sampakt.commitments.models import Commitment
from sampakt.commitments.queries.assess import assess
from sampakt.commitments.rules import AsOf, Finding
from sampakt.commitments.terms import Status
from sampakt.commitments.wording import explained, missing_names

TODAY = date(2026, 11, 21)
EXPECTED: dict[str, dict[str, str]] = {
    "huddinge-akademierna": {"S1-10": Status.KEPT},
    "huddinge-sodertorn": {
        "S0-03": Status.KEPT,
        "S0-09": Status.KEPT,
        "S0-10": Status.KEPT,
        "S0-12": Status.KEPT,
        "S0-13": Status.OVERDUE,
    },
    "universitetskommunen-trondheim": {
        "S4-22": Status.NO_EVIDENCE,
        "S4-35": Status.KEPT,
        "S4-36": Status.KEPT,
        "S4-37": Status.KEPT,
        "S4-41": Status.KEPT,
    },
}


def found(reference: str, day: date) -> Finding:
    """How a promise stood on a day."""
    (assessment,) = assess(Commitment.objects.filter(reference=reference), AsOf(day))
    return assessment.finding


@pytest.mark.parametrize("name", EXPECTED)
def test_every_promise_of_bodies_stands_as_expected(db: None, name: str) -> None:
    load_system(name)
    assert {reference: str(found(reference, TODAY).status) for reference in EXPECTED[name]} == EXPECTED[name]


def test_what_lacks_is_named(db: None) -> None:
    load_system("huddinge-sodertorn")
    load_system("universitetskommunen-trondheim")
    with translation.override("sv"):
        vacant = missing_names(found("S0-13", TODAY).as_data())
        assert vacant == [("Forskning, verksamhets- och samhällsutveckling", date(2026, 9, 1))]
        assert missing_names(found("S4-22", TODAY).as_data()) == [("Smart kommun", None)]


def test_the_directors_seat_was_empty_in_the_summer_of_2024(db: None) -> None:
    load_system("huddinge-sodertorn")
    finding = found("S0-09", date(2024, 7, 31))
    assert (finding.status, finding.since, finding.stands_until) == (
        Status.OVERDUE,
        date(2024, 7, 1),
        date(2024, 9, 1),
    )


@pytest.mark.parametrize(
    ("day", "status", "words"),
    [
        (date(2019, 5, 31), Status.KEPT, ""),
        (date(2019, 6, 1), Status.BROKEN, "Not as agreed since 1 June 2019."),
        (date(2019, 9, 14), Status.BROKEN, "Not as agreed since 1 June 2019."),
        (date(2019, 9, 15), Status.KEPT, "Not as agreed from 1 June 2019 to 14 September 2019, 106 days."),
        (date(2021, 12, 31), Status.KEPT, "Not as agreed from 1 June 2019 to 14 September 2019, 106 days."),
        (TODAY, Status.KEPT, "Not as agreed from 1 June 2019 to 14 September 2019, 106 days."),
    ],
)
def test_equal_numbers_were_broken_for_106_days_and_kept_again(db: None, day: date, status: str, words: str) -> None:
    load_system("universitetskommunen-trondheim")
    finding = found("S4-37", day)
    assert finding.status == status
    assert words in explained(finding.as_data())
    broken: list[Any] = [one for one in finding.stretches if one.status == Status.BROKEN]
    assert [one.done for one in broken] == ([7] if words else [])
