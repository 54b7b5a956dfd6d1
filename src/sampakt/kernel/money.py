"""Money: whole minor units and a currency, never a float."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

MINOR_UNITS = 100


@dataclass(frozen=True)
class Money:
    """An amount in öre, øre or cent, with its ISO 4217 currency."""

    minor: int
    currency: str

    @classmethod
    def of(cls, amount: Decimal | int | str, currency: str) -> "Money":
        """Money from whole units, such as ``Decimal("69000.50")`` kronor; ValueError on parts of a minor unit."""
        minor = Decimal(amount) * MINOR_UNITS
        if minor != minor.to_integral_value():
            raise ValueError(f"{amount} {currency} has more than two decimals")
        return cls(int(minor), currency)

    @property
    def amount(self) -> Decimal:
        """The amount in whole units, with two decimals."""
        return (Decimal(self.minor) / MINOR_UNITS).quantize(Decimal("0.01"))

    def __str__(self) -> str:
        """The sum where no language is known, as in the trail: 100 000 SEK; decimals only when there are any."""
        digits = 2 if self.minor % MINOR_UNITS else 0
        return f"{self.amount:,.{digits}f} {self.currency}".replace(",", "\N{NO-BREAK SPACE}")

    def __add__(self, other: "Money") -> "Money":
        if other.currency != self.currency:
            raise ValueError(f"cannot add {other.currency} to {self.currency}")
        return Money(self.minor + other.minor, self.currency)

    def shared(self, weights: Sequence[int]) -> list["Money"]:
        """The amount divided by ``weights`` with the largest remainder, so that the parts sum to the whole."""
        total = sum(weights)
        if total <= 0 or min(weights) < 0:
            raise ValueError("shares need weights that are not negative and not all nought")
        exact = [self.minor * weight for weight in weights]
        parts = [share // total for share in exact]
        left = self.minor - sum(parts)
        by_remainder = sorted(range(len(parts)), key=lambda place: (-(exact[place] % total), place))
        for place in by_remainder[:left]:
            parts[place] += 1
        return [Money(part, self.currency) for part in parts]
