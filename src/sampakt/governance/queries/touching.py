"""What bodies have ahead and have decided, for pages of lower rooms: of a partnership, an agreement, a promise."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sampakt.agreements.models import Agreement, Partnership
from sampakt.commitments.models import Commitment
from sampakt.governance.models import Decision, Item, Meeting
from sampakt.governance.terms import MeetingState
from sampakt.kernel.viewer import Viewer

SHOWN = 5


@dataclass(frozen=True)
class Ahead:
    """The next meetings of a partnership's bodies, and what they decided last."""

    meetings: Sequence[Meeting]
    decisions: Sequence[Decision]

    def __bool__(self) -> bool:
        return bool(self.meetings or self.decisions)


@dataclass(frozen=True)
class Touching:
    """What was decided about a record, and the items of agendas that took it up; the latest first."""

    decisions: Sequence[Decision]
    items: Sequence[Item]

    def __bool__(self) -> bool:
        return bool(self.decisions or self.items)


def ahead_in(viewer: Viewer, partnership: Partnership, day: date) -> Ahead:
    """What comes and what was decided in a partnership. Two questions."""
    meetings = Meeting.objects.visible_to(viewer).filter(body__space=partnership.pk).ahead_on(day)
    decisions = Decision.objects.visible_to(viewer).filter(body__space=partnership.pk)
    return Ahead(
        list(meetings.select_related("body").order_by("day", "pk")[:SHOWN]),
        list(decisions.select_related("body").order_by("-decided_on", "-number", "-pk")[:SHOWN]),
    )


def touching(viewer: Viewer, subject: Agreement | Commitment) -> Touching:
    """Decisions and items about an agreement or a commitment. Two questions."""
    about: dict[str, Any] = {"agreement" if isinstance(subject, Agreement) else "commitment": subject.pk}
    decisions = Decision.objects.visible_to(viewer).filter(**about).select_related("body")
    items = Item.objects.visible_to(viewer).filter(**about).exclude(meeting__state=MeetingState.CANCELLED)
    return Touching(
        list(decisions.order_by("-decided_on", "-number", "-pk")[:SHOWN]),
        list(items.select_related("meeting__body").order_by("-meeting__day", "place")[:SHOWN]),
    )
