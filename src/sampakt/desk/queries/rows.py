"""A row of the start page, as everything that needs somebody is told."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise as Lazy

from sampakt.agreements.models import Partnership
from sampakt.desk.terms import Errand, Sort
from sampakt.desk.wording import since
from sampakt.kernel.text import Text

LONG_SINCE = timedelta(days=365)
"""What should have been done longer ago than this comes after what is due now."""


@dataclass(frozen=True)
class Need:
    """One row: the thing, why it is here, and the next right thing to do.

    ``due_on`` is when it is due, ``since_on`` since when it lacks, ``asked_on`` since when somebody waits. What the
    reader answers for by name (``is_answered_for``) is theirs also when all that is left is to read why.
    """

    sort: Sort
    title: Text | str
    why: "str | Lazy"
    href: str
    partnership: Partnership
    errand: Errand
    action: str
    reference: str = ""
    status: str = ""
    due_on: date | None = None
    since_on: date | None = None
    asked_on: date | None = None
    is_mine: bool = False
    is_answered_for: bool = False
    is_past: bool = False

    @property
    def is_to_know(self) -> bool:
        """Whether it is for others to see to, and the reader can do nothing about it but read why."""
        return self.errand == Errand.LOOK and not self.is_answered_for

    @property
    def day(self) -> date:
        """The day by which rows are put in order; what has none comes last."""
        empty_since = self.since_on if self.sort == Sort.VACANCY else None
        return self.due_on or self.asked_on or empty_since or date.max

    @property
    def when(self) -> str:
        """Since when it lacks, for what has no day on which it is due."""
        day = self.asked_on or self.since_on
        return since(day) if day and not self.due_on else ""

    @property
    def order(self) -> tuple[bool, bool, date]:
        """What lies long behind last, one's own first, then by day; what has no day at all comes last."""
        return (self.is_past, not self.is_mine, self.day)
