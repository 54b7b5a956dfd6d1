"""Public codes."""

from sampakt.kernel.codes import ALPHABET, LENGTH, new_code


def test_a_code_can_be_read_aloud() -> None:
    codes = {new_code() for _ in range(200)}
    assert all(len(code) == LENGTH and set(code) <= set(ALPHABET) for code in codes)
    assert not set("01OI") & set(ALPHABET)


def test_codes_do_not_repeat_in_practice() -> None:
    assert len({new_code() for _ in range(500)}) >= 499
