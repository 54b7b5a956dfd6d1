"""What holds for background work: what a sort of job is, and when one is lost, tried again or stopped."""

from sampakt.jobs.rules.sorts import Cancelled, Outcome, Progress, Sort
from sampakt.jobs.rules.tries import LOST_AFTER, MOST_BEGUN, is_lost, pause_before

__all__ = [
    "LOST_AFTER",
    "MOST_BEGUN",
    "Cancelled",
    "Outcome",
    "Progress",
    "Sort",
    "is_lost",
    "pause_before",
]
