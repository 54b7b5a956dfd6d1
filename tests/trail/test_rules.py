"""Seals."""

from hypothesis import given
from hypothesis import strategies as st

from sampakt.trail.rules import seal

plain = st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=5), st.lists, max_leaves=6)
said = st.lists(plain, max_size=6)


@given(one=said, other=said, before=st.text(max_size=5), earlier=st.text(max_size=5))
def test_a_seal_is_of_what_is_said_and_of_what_came_before(
    one: list[object], other: list[object], before: str, earlier: str
) -> None:
    assert seal(one, before) == seal(list(one), before)
    if repr(one) != repr(other):
        assert seal(one, before) != seal(other, before)
    if before != earlier:
        assert seal(["a line"], before) != seal(["a line"], earlier)
