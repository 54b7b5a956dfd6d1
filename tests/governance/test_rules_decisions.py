"""Whether a body may decide: a quorum, consent as its rule asks, and positions of those alone who took part."""

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sampakt.governance.rules.decisions import (
    Cited,
    Stand,
    cited,
    deed_key,
    objections_to_deciding,
    objections_to_falling,
    objections_to_superseding,
    paragraph,
)
from sampakt.governance.rules.meetings import Taking
from sampakt.governance.rules.tasks import is_due_soon, is_late, objections_to_owner, objections_to_reporting
from sampakt.governance.terms import DecisionOutcome, DecisionRule, GovernanceObjection, Stance, TaskState
from sampakt.kernel.errors import Objection

THREE = Taking(fills={1: 1, 2: 2, 3: 30}, needed=3)


def _codes(objections: object) -> list[str]:
    assert isinstance(objections, Sequence) or hasattr(objections, "__iter__")
    return [one.code for one in objections if isinstance(one, Objection)]


def _stands(*stances: str) -> list[Stand]:
    return [Stand(f"Seat {seat}", stance, seat=seat) for seat, stance in enumerate(stances, start=1)]


def test_a_decision_needs_a_quorum_and_every_party_that_must_be_there() -> None:
    few = Taking(fills={1: 1}, needed=2, absent=(7,))
    objections = list(objections_to_deciding(DecisionOutcome.TAKEN, "", (), few, names={7: "Södertörn"}))
    assert _codes(objections) == [GovernanceObjection.NO_QUORUM, GovernanceObjection.PARTY_ABSENT]
    assert str(objections[0]) == "Only 1 of the 2 members needed take part: the body cannot decide."
    assert "Södertörn" in str(objections[1])


@pytest.mark.parametrize("outcome", [DecisionOutcome.NOT_TAKEN, DecisionOutcome.POSTPONED])
def test_that_something_fell_is_told_without_quorum_and_with_dissent(outcome: DecisionOutcome) -> None:
    few = Taking(fills={1: 1}, needed=2, absent=(7,))
    assert not _codes(objections_to_deciding(outcome, DecisionRule.AGREEMENT, _stands(Stance.AGAINST), few))


def test_where_nobody_recorded_who_was_there_no_quorum_is_asked() -> None:
    assert not _codes(objections_to_deciding(DecisionOutcome.TAKEN, "", _stands(Stance.FOR), None))


def test_by_agreement_one_dissent_is_enough_to_fall() -> None:
    stands = _stands(Stance.FOR, Stance.AGAINST, Stance.FOR)
    (found,) = objections_to_deciding(DecisionOutcome.TAKEN, DecisionRule.AGREEMENT, stands[:2], THREE)
    assert (found.code, found.facts) == (GovernanceObjection.DISSENT, {"names": "Seat 2"})
    assert not _codes(
        objections_to_deciding(DecisionOutcome.TAKEN, DecisionRule.AGREEMENT, _stands(Stance.ABSTAINS), THREE)
    )
    assert not _codes(objections_to_deciding(DecisionOutcome.TAKEN, "", stands[:2], THREE))


@given(st.lists(st.sampled_from(Stance.values), max_size=9))
def test_a_majority_is_more_for_than_against_where_positions_are_recorded(stances: list[str]) -> None:
    found = _codes(objections_to_deciding(DecisionOutcome.TAKEN, DecisionRule.MAJORITY, _stands(*stances), None))
    votes, against = stances.count(Stance.FOR), stances.count(Stance.AGAINST)
    is_refused = votes + against > 0 and votes <= against
    assert found == ([GovernanceObjection.NO_MAJORITY] if is_refused else [])


@pytest.mark.parametrize(
    ("rule", "stances", "is_refused"),
    [
        (DecisionRule.AGREEMENT, (Stance.FOR, Stance.FOR), True),
        (DecisionRule.AGREEMENT, (Stance.FOR, Stance.ABSTAINS), False),
        (DecisionRule.AGREEMENT, (Stance.FOR, None), False),
        (DecisionRule.MAJORITY, (Stance.FOR, Stance.FOR, Stance.AGAINST, Stance.FOR), True),
        (DecisionRule.MAJORITY, (Stance.FOR, Stance.AGAINST), False),
        (DecisionRule.MAJORITY, (Stance.FOR, None, None), False),
        (DecisionRule.AGREEMENT, (), False),
    ],
)
def test_what_clearly_had_its_yes_did_not_fall(rule: str, stances: Sequence[str | None], is_refused: bool) -> None:
    found = _codes(objections_to_falling(DecisionOutcome.NOT_TAKEN, rule, stances))
    assert found == ([GovernanceObjection.WAS_TAKEN] if is_refused else [])
    assert not _codes(objections_to_falling(DecisionOutcome.POSTPONED, rule, stances))


def test_only_who_took_part_and_was_free_to_has_a_position_and_only_one() -> None:
    stands = [
        Stand("A", Stance.FOR, seat=1),
        Stand("A", Stance.FOR, seat=1),
        Stand("Deputy", Stance.FOR, seat=30),
        Stand("Its seat", Stance.FOR, seat=3),
        Stand("B", Stance.FOR, seat=9),
        Stand("Nobody's", Stance.FOR),
        Stand("Party", Stance.FOR, organisation=7),
        Stand("Party", Stance.AGAINST, organisation=7),
    ]
    found = _codes(objections_to_deciding(DecisionOutcome.NOT_TAKEN, "", stands, THREE, recused={9}))
    assert found == [
        GovernanceObjection.TWO_POSITIONS,
        GovernanceObjection.NOT_THERE,
        GovernanceObjection.RECUSED,
        GovernanceObjection.WHOSE_POSITION,
        GovernanceObjection.TWO_POSITIONS,
    ]


def test_a_decision_supersedes_an_earlier_one_of_its_body_once() -> None:
    def found(decided_on: date, *, is_of_same_body: bool = True, is_superseded: bool = False) -> list[str]:
        return _codes(
            objections_to_superseding(
                decided_on,
                date(2024, 5, 1),
                is_of_same_body=is_of_same_body,
                is_superseded=is_superseded,
                cited=paragraph(4, 2024),
            )
        )

    assert found(date(2024, 5, 1)) == []
    assert found(date(2024, 4, 30)) == [GovernanceObjection.SUPERSEDES_LATER]
    assert found(date(2025, 1, 1), is_of_same_body=False) == [GovernanceObjection.SUPERSEDES_LATER]
    assert found(date(2025, 1, 1), is_superseded=True) == [GovernanceObjection.SUPERSEDED_ALREADY]


def test_a_decision_is_cited_by_number_and_year_and_its_record_is_known_by_them() -> None:
    assert paragraph(4, 2025) == "§ 4/2025"
    assert deed_key("styrgrupp", 2025, 4) == "styrgrupp-2025-4"
    assert deed_key("styrgrupp", 2025, 4, {"styrgrupp-2025-4"}) == "styrgrupp-2025-4-2"


def test_somebody_is_asked_and_an_office_or_a_person_is_of_the_party() -> None:
    assert _codes(objections_to_owner(None, office_of=None, person_of=None, is_said=False)) == [
        GovernanceObjection.NO_OWNER
    ]
    assert not _codes(objections_to_owner(1, office_of=1, person_of=1, is_said=True))
    (found,) = objections_to_owner(1, office_of=1, person_of=2, is_said=True)
    assert (found.code, found.field) == (GovernanceObjection.OWNERS_DIFFER, "person")


def test_what_was_done_later_is_not_reported_before() -> None:
    done_on = date(2024, 5, 1)
    assert _codes(objections_to_reporting(done_on, date(2024, 4, 30))) == [GovernanceObjection.REPORTED_BEFORE_DONE]
    assert not _codes(objections_to_reporting(done_on, done_on))


def test_an_open_action_is_soon_due_and_then_late() -> None:
    due_on = date(2024, 5, 20)
    assert not is_due_soon(TaskState.OPEN, due_on, date(2024, 5, 5))
    assert is_due_soon(TaskState.OPEN, due_on, date(2024, 5, 6))
    assert is_due_soon(TaskState.OPEN, due_on, due_on)
    assert not is_late(TaskState.OPEN, due_on, due_on)
    assert is_late(TaskState.OPEN, due_on, date(2024, 5, 21))
    assert not is_late(TaskState.DONE, due_on, date(2024, 5, 21))
    assert not is_late(TaskState.OPEN, None, date(2024, 5, 21))


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("§ 4/2026", Cited(4, 2026, True)),
        ("§4", Cited(4, None, True)),
        (" 4/2026 ", Cited(4, 2026, True)),
        ("4 2026", Cited(4, 2026, False)),
        ("§ 4 2026", Cited(4, 2026, True)),
        ("4", None),
        ("2026", None),
        ("plan 4/2026", None),
        ("4/26", None),
        ("", None),
    ],
)
def test_a_number_is_known_as_people_write_it(words: str, found: Cited | None) -> None:
    assert cited(words) == found
