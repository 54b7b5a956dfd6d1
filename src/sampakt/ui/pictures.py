"""The geometry of pictures that pages show: shares of a bar. No colours and no Django here, only numbers."""

from collections.abc import Mapping
from dataclasses import dataclass

from sampakt.ui.looks import TONES, Tone

WHOLE = 10_000
"""Shares are counted in hundredths of a per cent, so that they are whole numbers that sum to the whole."""


@dataclass(frozen=True)
class Share:
    """One part of a bar: how many, where it begins and how wide it is, in hundredths of a per cent."""

    tone: Tone
    count: int
    start: int
    width: int

    @property
    def x(self) -> str:
        """Where the part begins, as SVG writes it."""
        return f"{self.start / 100:g}%"

    @property
    def length(self) -> str:
        """How wide the part is, as SVG writes it."""
        return f"{self.width / 100:g}%"


def shares_of(counts: Mapping[str, int]) -> list[Share]:
    """The parts of a bar in the fixed order of tones, without the empty ones; together they fill it exactly."""
    present = [(tone, counts.get(tone, 0)) for tone in TONES if counts.get(tone, 0) > 0]
    total = sum(count for _, count in present)
    shares, before = [], 0
    for tone, count in present:
        start, end = WHOLE * before // total, WHOLE * (before + count) // total
        shares.append(Share(tone, count, start, end - start))
        before += count
    return shares
