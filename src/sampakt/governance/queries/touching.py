"""What bodies have ahead and have decided, for pages of lower rooms: of a partnership, an agreement, a promise."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any

from django.db.models import (
    BigIntegerField,
    BooleanField,
    CharField,
    DateField,
    ExpressionWrapper,
    Q,
    QuerySet,
    Value,
)

from sampakt.agreements.models import Agreement, Partnership
from sampakt.commitments.models import Commitment
from sampakt.governance.models import Body, Decision, Item, Meeting
from sampakt.governance.terms import MeetingState
from sampakt.kernel import clock
from sampakt.kernel.asking import ANY, asked_as, of
from sampakt.kernel.viewer import Viewer

SHOWN = 5
_DECISION, _ITEM = range(2)


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
    """Decisions and items about an agreement or a commitment, with no more than a line tells. One question."""
    kind = "agreement" if isinstance(subject, Agreement) else "commitment"
    key = ("touching", kind, viewer.key, clock.today())
    rows = list(asked_as(key, lambda: _about(viewer, {kind: ANY}), of(subject.pk)))
    decided = [_decision(row) for row in rows if row[0] == _DECISION]
    taken = sorted((_item(row) for row in rows if row[0] == _ITEM), key=attrgetter("place"))
    return Touching(
        sorted(decided, key=attrgetter("decided_on", "number", "pk"), reverse=True),
        sorted(taken, key=attrgetter("meeting.day"), reverse=True),
    )


def _about(viewer: Viewer, about: Mapping[str, int]) -> QuerySet[Any, Any]:
    """The decisions and the items about a record, each as a row of what a line tells."""
    decisions = Decision.objects.visible_to(viewer).filter(**about).order_by("-decided_on", "-number", "-pk")
    items = Item.objects.visible_to(viewer).filter(**about).exclude(meeting__state=MeetingState.CANCELLED)
    nothing = Value("", output_field=CharField())
    told = Decision.objects.filter(pk__in=decisions.values("pk")[:SHOWN]).values_list(
        *(Value(_DECISION), "decided_on", "number", "pk", "year", "code", "title", "body__name"),
        *("outcome", "effect", "is_sample", "approved_on", "meeting"),
        ExpressionWrapper(Q(intends__isnull=False), output_field=BooleanField()),
    )
    taken_up = Item.objects.filter(pk__in=items.order_by("-meeting__day", "place").values("pk")[:SHOWN]).values_list(
        *(Value(_ITEM), "meeting__day", "place", "pk", Value(0), "meeting__code", "title", "meeting__body__name"),
        *(nothing, nothing, Value(False), Value(None, output_field=DateField())),
        *(Value(None, output_field=BigIntegerField()), Value(False)),
    )
    rows: QuerySet[Any, Any] = told.order_by().union(taken_up.order_by(), all=True)
    return rows


def _decision(row: Sequence[Any]) -> Decision:
    _what, day, number, pk, year, code, title, of, outcome, effect, is_sample, approved_on, meeting, waits = row
    told = {"code": code, "title": title, "outcome": outcome, "effect": effect, "is_sample": is_sample}
    days = {"decided_on": day, "approved_on": approved_on, "meeting_id": meeting, "intends": {} if waits else None}
    return Decision(pk=pk, body=Body(name=of), year=year, number=number, **days, **told)


def _item(row: Sequence[Any]) -> Item:
    _what, day, place, pk, _year, code, title, of, *_decided = row
    return Item(pk=pk, meeting=Meeting(code=code, day=day, body=Body(name=of)), place=place, title=title)
