"""Who stands at the two ends of a promise, and what the next promise is called."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sampakt.commitments.rules.ends import owed, owing
from sampakt.commitments.rules.references import next_reference

numbers = st.frozensets(st.integers(1, 6))


@pytest.mark.parametrize(
    ("owes", "to", "expected_owing", "expected_owed"),
    [
        (set(), set(), {1, 2}, {1, 2}),
        ({1}, set(), {1}, {2}),
        (set(), {2}, {1, 2}, {2}),
        ({1}, {1}, {1}, {1}),
        ({1, 2}, set(), {1, 2}, set()),
    ],
)
def test_the_ends(owes: set[int], to: set[int], expected_owing: set[int], expected_owed: set[int]) -> None:
    assert owing(owes, {1, 2}) == expected_owing
    assert owed(owes, to, {1, 2}) == expected_owed


def test_what_one_party_alone_promises_is_owed_to_no_party() -> None:
    assert owing(set(), {1}) == {1}
    assert owed(set(), set(), {1}) == frozenset()
    assert owed(set(), {3}, {1}) == {3}
    assert owed({3}, set(), {1}) == {1}


@given(numbers, numbers, numbers)
def test_those_who_are_named_are_there(owes: frozenset[int], to: frozenset[int], parties: frozenset[int]) -> None:
    assert owes <= owing(owes, parties)
    assert to <= owed(owes, to, parties)
    if not to:
        assert owed(owes, to, parties).isdisjoint(owes)


@pytest.mark.parametrize(
    ("taken", "expected"),
    [
        ([], "HS-01"),
        (["S0-01", "S0-22"], "S0-23"),
        (["S0-22", "A"], "S0-23"),
        (["S0-09", "S0-10", "S0-09b"], "S0-11"),
        (["1", "2", "3"], "4"),
        (["S0-03", "S0-02"], "S0-04"),
        (["99"], "100"),
    ],
)
def test_the_next_reference(taken: list[str], expected: str) -> None:
    assert next_reference(taken, "huddinge-sodertorn") == expected


@given(st.lists(st.text("S0-129", max_size=6)))
def test_a_reference_is_never_proposed_twice(taken: list[str]) -> None:
    assert next_reference(taken, "huddinge-sodertorn") not in taken
