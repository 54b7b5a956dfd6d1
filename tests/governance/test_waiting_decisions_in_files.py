"""What decisions that wait will bring about, in partnership files: out and in again the same, and what is wrong."""

from datetime import date

import pytest
from tests.governance.test_transfer import faults, loaded
from tests.governance.test_transfer_meetings import BODIES, COMMITMENTS, DEEDS, HEADED, told_again

from sampakt.commitments.models import Commitment, Deed, Waiver
from sampakt.governance.actions import approve_decision, note_adjustment
from sampakt.governance.models import Decision, Meeting
from sampakt.kernel import clock
from sampakt.kernel.viewer import SYSTEM

pytestmark = pytest.mark.django_db
WAITING = """
decisions:
  - body: styrgrupp
    number: 1
    decided_on: 2023-11-20
    meeting: false
    title: {sv: Plan för 2024}
    effect: adopts_plan
    intends: {type: verksamhetsplan, covers: {from: 2024-01-01, to: 2024-12-31}}

  - body: styrgrupp
    number: 2
    decided_on: 2023-11-20
    meeting: false
    title: {sv: Möte vartannat år}
    effect: changes
    intends: {instead: {sv: Vartannat år}, holds: {from: 2024-01-01}}
    commitment: E-01

  - body: styrgrupp
    number: 3
    decided_on: 2023-11-20
    meeting: false
    title: {sv: Områden}
    effect: sets_priorities
    intends: {}

  - body: styrgrupp
    number: 4
    decided_on: 2023-11-20
    meeting: false
    title: {sv: Uppehåll}
    effect: waives
    intends: {waiver: § 2/2022}
    commitment: E-01

  - body: styrgrupp
    number: 5
    decided_on: 2023-11-20
    meeting: false
    title: {sv: Planen för 2023}
    effect: adopts_plan
    intends: {deed: plan-2023}

  - body: styrgrupp
    number: 6
    decided_on: 2023-11-20
    meeting: false
    title: {sv: Antagen före Sampakt}
    effect: adopts_plan
    deed: plan-2023
"""
AT_A_MEETING = (
    HEADED
    + BODIES
    + DEEDS
    + COMMITMENTS
    + """
meetings:
  - body: styrgrupp
    day: 2023-11-20
    sample: true

decisions:
  - body: styrgrupp
    number: 1
    decided_on: 2023-11-20
    title: {sv: Möte vartannat år}
    effect: changes
    intends: {instead: {sv: Vartannat år}, holds: {from: 2024-01-01}}
    commitment: E-01
"""
)
FILE = HEADED + BODIES + DEEDS + COMMITMENTS + WAITING


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: date(2026, 11, 21))


def test_what_waits_goes_out_as_it_came_in_and_brings_about_nothing() -> None:
    loaded(FILE)
    assert told_again() == FILE
    assert (Deed.objects.count(), Waiver.objects.count(), Commitment.objects.count()) == (1, 1, 1)
    assert Decision.objects.exclude(intends=None).count() == 5
    loaded(FILE)
    assert told_again() == FILE


def test_what_waits_is_brought_about_once_approved_and_told_so_from_then_on() -> None:
    loaded(FILE)
    for decision in Decision.objects.order_by("number"):
        approve_decision(decision, by=SYSTEM)
    assert (Deed.objects.count(), Waiver.objects.count(), Commitment.objects.count()) == (3, 1, 2)
    told = told_again()
    assert "intends" not in told
    assert told.count("approved_on: 2026-11-21") == 6
    loaded(told)
    assert told_again() == told


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [
        ("intends: {deed: plan-2023}", "intends: {deed: plan-2032}", "decisions/2023-11-20/intends/deed"),
        ("intends: {waiver: § 2/2022}", "intends: {waiver: § 7/2022}", "decisions/2023-11-20/intends/waiver"),
        ("    intends: {}", "    intends: {}\n    approved_on: 2023-12-01", "decisions/2023-11-20/intends"),
        ("    intends: {}", "    outcome: not_taken\n    intends: {}", "decisions/2023-11-20/intends"),
    ],
)
def test_what_is_wrong_is_told_at_its_place(old: str, new: str, path: str) -> None:
    assert path in [place for place, _code in faults(FILE.replace(old, new, 1))]


def test_what_waits_for_minutes_goes_out_as_it_came_in_and_comes_about_with_them() -> None:
    loaded(AT_A_MEETING)
    assert told_again() == AT_A_MEETING
    assert (Waiver.objects.count(), Commitment.objects.count()) == (1, 1)
    note_adjustment(Meeting.objects.get(), on=date(2026, 11, 21), by=SYSTEM)
    assert Commitment.objects.count() == 2
    told = told_again()
    assert ("intends" in told, "adjusted_on: 2026-11-21" in told) == (False, True)
    loaded(told)
    assert told_again() == told


def test_nothing_waits_once_the_file_says_that_the_minutes_are_adjusted() -> None:
    adjusted = AT_A_MEETING.replace("    sample: true\n", "    adjusted_on: 2023-12-01\n    sample: true\n", 1)
    assert "decisions/2023-11-20/intends" in [place for place, _code in faults(adjusted)]
