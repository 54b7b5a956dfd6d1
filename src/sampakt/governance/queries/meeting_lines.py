"""What the page of a meeting holds, line by line: for those who look, for papers, and for what is signed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sampakt.agreements.models import Agreement
from sampakt.commitments.models import Commitment
from sampakt.governance.models import (
    Body,
    Correction,
    Decision,
    Item,
    ItemPaper,
    Meeting,
    Recusal,
    Seat,
    Task,
    Vote,
)
from sampakt.organisations.models import Organisation


@dataclass(frozen=True)
class PresenceLine:
    """A seat of the day: who holds it, and once that is recorded whether they were there (``presence``, else empty).

    Until then it may be told that nobody holds it (``is_vacant``).

    ``stands_in_for`` is the member's seat that a deputy took; ``adjusted_at`` when they signed the minutes.
    """

    seat: Seat
    name: str
    presence: str = ""
    stands_in_for: Seat | None = None
    is_adjuster: bool = False
    adjusted_at: datetime | None = None
    person: int | None = None
    is_vacant: bool = False


@dataclass(frozen=True)
class Quorum:
    """Whether there are enough to decide: how many take part, of how many needed, and which parties are missed."""

    there: int
    needed: int
    absent: Sequence[Organisation]
    is_quorate: bool


@dataclass(frozen=True)
class DecisionLine:
    """A decision, how members stood to it, and the actions that it gave."""

    decision: Decision
    votes: Sequence[Vote]
    tasks: Sequence[Task]


@dataclass(frozen=True)
class ItemLine:
    """An item with all that hangs on it; ``number`` counts from 1 the items that the viewer sees.

    By gaps in a count of the whole agenda others would learn of what only those who sit in the body see.
    What it is about is None where the viewer may not see that. ``quorum`` is None while nobody's presence is recorded;
    ``tasks`` are those that no decision gave, ``follows_up`` the action that it takes up.
    """

    item: Item
    number: int
    agreement: Agreement | None
    commitment: Commitment | None
    from_body: Body | None
    follows_up: Task | None
    papers: Sequence[ItemPaper]
    recusals: Sequence[Recusal]
    quorum: Quorum | None
    decisions: Sequence[DecisionLine]
    tasks: Sequence[Task]
    corrections: Sequence[Correction]


@dataclass(frozen=True)
class MeetingPage:
    """A meeting, as far as the viewer may know of it. Those outside see that it was held and what was decided.

    It ``is_partial`` to whoever does not sit in the body, whether or not anything of it is kept to those who do.
    ``decisions`` and ``corrections`` are those of no item shown; ``reported`` are the actions that were reported back
    to it, ``digest`` is that of the minutes as they were signed, and ``loaded_on`` the day on which a file told of
    minutes that were signed elsewhere.
    """

    meeting: Meeting
    body: Body
    items: Sequence[ItemLine] = ()
    is_partial: bool = False
    attendance: Sequence[PresenceLine] = ()
    quorum: Quorum | None = None
    decisions: Sequence[DecisionLine] = ()
    corrections: Sequence[Correction] = ()
    reported: Sequence[Task] = ()
    digest: str = ""
    loaded_on: date | None = None
    is_attended: bool = False
    is_inside: bool = False
    may_run: bool = False
    may_adjust: bool = False

    @property
    def adjusters(self) -> Sequence[PresenceLine]:
        """Those named to adjust the minutes."""
        return [line for line in self.attendance if line.is_adjuster]
