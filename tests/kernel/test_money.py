"""Money."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sampakt.kernel.money import Money

amounts = st.integers(-(10**13), 10**13)
weights = st.lists(st.integers(0, 10**6), min_size=1, max_size=12).filter(any)


@given(minor=amounts, weights=weights)
def test_parts_sum_to_the_whole_and_none_is_more_than_one_unit_off(minor: int, weights: list[int]) -> None:
    parts = Money(minor, "SEK").shared(weights)
    assert sum(part.minor for part in parts) == minor
    for part, weight in zip(parts, weights, strict=True):
        assert abs(Decimal(part.minor) - Decimal(minor) * weight / sum(weights)) < 1


@given(minor=amounts, weight=st.integers(1, 1000), parties=st.integers(1, 12))
def test_equal_shares_differ_by_one_unit_at_most(minor: int, weight: int, parties: int) -> None:
    shares = [part.minor for part in Money(minor, "NOK").shared([weight] * parties)]
    assert max(shares) - min(shares) <= 1


def test_fifty_twentyfive_twentyfive() -> None:
    assert [part.minor for part in Money(101, "SEK").shared([50, 25, 25])] == [51, 25, 25]


@pytest.mark.parametrize("wrong", [[0, 0], [1, -1], []])
def test_shares_need_weights(wrong: list[int]) -> None:
    with pytest.raises(ValueError, match="weights"):
        Money(100, "SEK").shared(wrong)


def test_whole_units_become_minor_ones_exactly() -> None:
    assert Money.of("69000.50", "SEK") == Money(6_900_050, "SEK")
    assert Money(6_900_050, "SEK").amount == Decimal("69000.50")
    with pytest.raises(ValueError, match="more than two decimals"):
        Money.of("0.005", "SEK")


def test_currencies_do_not_mix() -> None:
    assert Money(1, "SEK") + Money(2, "SEK") == Money(3, "SEK")
    with pytest.raises(ValueError, match="cannot add NOK to SEK"):
        Money(1, "SEK") + Money(2, "NOK")


@pytest.mark.parametrize(
    ("amount", "told"), [("200.00", "200 SEK"), ("100000", "100\u00a0000 SEK"), ("1.5", "1.50 SEK")]
)
def test_a_sum_is_told_without_a_language(amount: str, told: str) -> None:
    assert str(Money.of(amount, "SEK")) == told
