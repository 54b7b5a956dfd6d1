"""How a promise is judged: dated facts in, a finding out. No database, no clock; the day is always given."""

from sampakt.commitments.rules.finding import AsOf, Finding, Missing, Ref, Stretch, Words
from sampakt.commitments.rules.once import judge_once, judge_standing
from sampakt.commitments.rules.overlays import (
    Judgement,
    Promise,
    Release,
    Word,
    frame,
    judge_statements,
    with_judgement,
    with_words,
)
from sampakt.commitments.rules.recurring import Demand, Piece, demands_of, judge_recurring

__all__ = [
    "AsOf",
    "Demand",
    "Finding",
    "Judgement",
    "Missing",
    "Piece",
    "Promise",
    "Ref",
    "Release",
    "Stretch",
    "Word",
    "Words",
    "demands_of",
    "frame",
    "judge_once",
    "judge_recurring",
    "judge_standing",
    "judge_statements",
    "with_judgement",
    "with_words",
]
