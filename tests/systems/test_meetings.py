"""The systems' promises of meetings and decisions, and the worked examples 1, 2 and 9 with the answers given there."""

from datetime import date

import pytest
from django.utils import translation
from tests.systems.conftest import load_system
from tests.systems.test_bodies import found

from sampakt.agreements.models import Partnership
from sampakt.commitments.models import Commitment, Deed, Waiver
from sampakt.commitments.terms import Status
from sampakt.commitments.wording import explained, missing_names
from sampakt.governance.models import Decision, Meeting, Task
from sampakt.governance.terms import DecisionOutcome, TaskState

TODAY = date(2026, 11, 21)
EXPECTED = {
    "huddinge-akademierna": {"S1-32": Status.DUE_SOON},
    "huddinge-sodertorn": {
        "S0-04": Status.DUE_SOON,
        "S0-05": Status.DUE_SOON,
        "S0-06": Status.DUE_SOON,
        "S0-07": Status.WAIVED,
        "S0-08": Status.KEPT,
        "S0-11": Status.KEPT,
    },
    "universitetskommunen-trondheim": {
        "S4-38": Status.KEPT,
        "S4-42": Status.KEPT,
        "S4-51": Status.KEPT,
    },
}


def years(reference: str, day: date) -> dict[int, str]:
    """How each year of a promise stood on a day."""
    return {stretch.start.year: str(stretch.status) for stretch in found(reference, day).stretches}


@pytest.mark.parametrize("name", EXPECTED)
def test_every_promise_of_meetings_stands_as_expected(db: None, name: str) -> None:
    load_system(name)
    assert {reference: str(found(reference, TODAY).status) for reference in EXPECTED[name]} == EXPECTED[name]


def test_example_1_how_often_the_groups_met(db: None) -> None:
    load_system("huddinge-sodertorn")
    day = date(2025, 1, 1)
    assert years("S0-04", day) == {2022: "kept", 2023: "kept", 2024: "broken", 2025: "on_track"}
    assert found("S0-04", day).status == Status.BROKEN
    assert years("S0-04", date(2024, 12, 31))[2024] == "broken"
    assert found("S0-11", date(2024, 6, 30)).status == Status.ON_TRACK
    end = found("S0-11", date(2024, 12, 31))
    assert end.status == Status.BROKEN
    assert "2024: recorded 1, promised 2." in explained(end.as_data())
    assert years("S0-11", TODAY) == {2022: "kept", 2023: "kept", 2024: "broken", 2025: "kept", 2026: "kept"}


def test_example_2_a_plan_without_prepared_material(db: None) -> None:
    load_system("huddinge-sodertorn")
    day = date(2023, 11, 20)
    assert found("S0-08", day).status == Status.NO_EVIDENCE
    assert found("S0-07", day).status == Status.KEPT
    assert found("S0-08", date(2022, 11, 14)).status == Status.KEPT
    assert "Decided without it once, on 20 November 2023." in explained(found("S0-08", TODAY).as_data())


def test_example_9_what_follows_was_decided_before_the_term_ended(db: None) -> None:
    load_system("universitetskommunen-trondheim")
    day = date(2021, 12, 14)
    assert found("S4-51", day).status == Status.KEPT
    papers = found("S4-52", day)
    assert papers.status != Status.KEPT
    assert "2 of 3" in explained(papers.as_data())
    decision = Decision.objects.get(effect="continues")
    assert (decision.decided_on, decision.deed) == (day, Deed.objects.get(key="vedtak-om-videreforing"))


def test_a_dissent_was_recorded_and_the_decision_not_taken(db: None) -> None:
    load_system("universitetskommunen-trondheim")
    refused = Decision.objects.get(outcome=DecisionOutcome.NOT_TAKEN)
    assert refused.votes.filter(stance="against").count() == 1
    told = explained(found("S4-38", TODAY).as_data())
    assert "4 decisions taken." in told
    assert "1 decision was not taken, because somebody dissented" in told
    assert Decision.objects.exclude(waiver=None).count() == 2 == Waiver.objects.filter(body="styringsgruppen").count()


def test_a_joint_project_without_a_meeting_is_named(db: None) -> None:
    load_system("huddinge-akademierna")
    with translation.override("sv"):
        (name,) = [name for name, _since in missing_names(found("S1-32", TODAY).as_data())]
    assert name == "Projektavtal om kompetens i omvårdnad vid demens"
    assert years("S1-32", TODAY) == {2024: "kept", 2025: "kept", 2026: "due_soon"}


def test_decisions_carry_the_records_that_the_files_tell_of(db: None) -> None:
    load_system("huddinge-sodertorn")
    space = Partnership.objects.get(code="huddinge-sodertorn").pk
    of_group = Decision.objects.filter(body__space=space)
    carried = of_group.exclude(deed=None).values_list("deed__key", flat=True)
    adopted = Deed.objects.filter(space=space, sort__in=("plan", "priorities")).values_list("key", flat=True)
    assert sorted(carried) == sorted(adopted)
    assert of_group.get(effect="waives").waiver == Commitment.objects.get(reference="S0-07").waivers.get()
    assert Task.objects.unreported().get(body__space=space).state == TaskState.DONE
    assert {meeting.is_sample for meeting in Meeting.objects.all()} == {True}
