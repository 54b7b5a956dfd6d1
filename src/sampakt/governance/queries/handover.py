"""What somebody who takes over a seat must know: the body, what is to be done, what is decided, what is promised."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q

from sampakt.commitments.models import Commitment
from sampakt.commitments.queries.ledger import Row
from sampakt.commitments.queries.stored import answers_today
from sampakt.governance.models import Body, Decision, Item, ItemPaper, Meeting, Seat, Task
from sampakt.governance.queries.bodies import BodyPage, body_page
from sampakt.governance.queries.tasks import NAMED
from sampakt.governance.terms import HELD, TaskState
from sampakt.kernel.viewer import Viewer
from sampakt.papers.models import Document

MEETINGS_SHOWN = 3
DECISIONS_SHOWN = 50
PROMISES_SHOWN = 60


@dataclass(frozen=True)
class PastMeeting:
    """A meeting that was held, with its signed minutes and its material, as far as the viewer sees them.

    ``closed`` are the documents under restricted items.
    """

    meeting: Meeting
    minutes: Document | None
    material: Sequence[Document]
    closed: Collection[Document] = ()


@dataclass(frozen=True)
class HandoverPack:
    """All that a successor needs, as on a day: ``own`` are the actions of the seat, its office and its holder.

    ``own_promises`` are those that the seat's office is responsible for, ``promises`` those about the body.
    """

    seat: Seat
    body: Body
    day: date
    page: BodyPage
    own: Sequence[Task]
    others: Sequence[Task]
    decisions: Sequence[Decision]
    coming: Sequence[Meeting]
    past: Sequence[PastMeeting]
    promises: Sequence[Row]
    own_promises: Sequence[Row]

    @property
    def is_restricted(self) -> bool:
        """Whether something in it is only for those who sit in the body."""
        records: tuple[Task | Decision, ...] = (*self.own, *self.others, *self.decisions)
        return any(record.is_restricted for record in records) or any(past.closed for past in self.past)


def handover_pack(viewer: Viewer, seat: Seat, day: date) -> HandoverPack:
    """The pack of a seat, fetched with ``body__space__partnership``. Seventeen queries at most."""
    body = seat.body
    page = body_page(viewer, body, day)
    own, others = _tasks(viewer, seat, day)
    decisions = (
        Decision.objects.visible_to(viewer).filter(body=body).in_force_on(day).order_by("-decided_on", "-number")
    )
    ahead = Meeting.objects.visible_to(viewer).filter(body=body).ahead_on(day).order_by("day", "pk")
    promises, own_promises = _promises(viewer, seat)
    return HandoverPack(
        seat=seat,
        body=body,
        day=day,
        page=page,
        own=own,
        others=others,
        decisions=list(decisions.select_related("body")[:DECISIONS_SHOWN]),
        coming=list(ahead),
        past=_past(viewer, body, day),
        promises=promises,
        own_promises=own_promises,
    )


def _tasks(viewer: Viewer, seat: Seat, day: date) -> tuple[list[Task], list[Task]]:
    """The body's open actions: those of the seat's office, of whoever holds it, of its party; and the others'."""
    rows = Task.objects.visible_to(viewer).filter(body=seat.body, state=TaskState.OPEN).select_related(*NAMED)
    holders = _holders(seat, day)
    own: list[Task] = []
    others: list[Task] = []
    for task in rows.order_by(F("due_on").asc(nulls_last=True), "pk"):
        for_person = task.person_id is not None and task.person_id in holders
        for_office = task.office_id is not None and task.office_id == seat.office_id
        for_party = task.person_id is None and task.office_id is None and task.organisation_id == seat.organisation_id
        (own if for_person or for_office or for_party else others).append(task)
    return own, others


def _holders(seat: Seat, day: date) -> set[int]:
    """Who holds the seat that day, and who held it last: what they were to do is handed over."""
    held = seat.holdings if seat.office is None else seat.office.appointments
    rows = held.filter(starts_on__lte=day).order_by("-starts_on").values_list("person", flat=True)
    return {person for person in rows[:2] if person is not None}


def _past(viewer: Viewer, body: Body, day: date) -> list[PastMeeting]:
    """The last meetings, with the documents that they rest on."""
    held = Meeting.objects.visible_to(viewer).filter(body=body, state__in=HELD, day__lte=day)
    meetings = list(held.select_related("minutes").order_by("-day", "-pk")[:MEETINGS_SHOWN])
    items = Item.objects.visible_to(viewer).filter(meeting__in=[meeting.pk for meeting in meetings])
    rows = ItemPaper.objects.filter(item__in=items.values("pk")).order_by("item__place", "pk")
    papers = list(rows.values_list("item__meeting", "document", "item__is_restricted"))
    wanted = {document for _meeting, document, _closed in papers} | {meeting.minutes_id for meeting in meetings}
    seen = Document.objects.visible_to(viewer).in_bulk([number for number in wanted if number is not None])
    open_ones = {document for _meeting, document, is_closed in papers if not is_closed}
    past = []
    for meeting in meetings:
        of_meeting = dict.fromkeys(document for of, document, _closed in papers if of == meeting.pk)
        material = [seen[number] for number in of_meeting if number in seen]
        closed = [document for document in material if document.pk not in open_ones]
        past.append(PastMeeting(meeting, seen.get(meeting.minutes_id or 0), material, closed))
    return past


def _promises(viewer: Viewer, seat: Seat) -> tuple[list[Row], list[Row]]:
    """The promises about the body, and the others for which the seat's office answers, each with how it stands."""
    body = seat.body
    about = Q(parameters__body=body.key) | Q(parameters__from_body=body.key)
    responsible = Q(responsible=seat.office_id) if seat.office_id is not None else Q(pk__in=())
    seen = Commitment.objects.visible_to(viewer).filter(about | responsible, space=body.space_id, superseded_by=None)
    rows = list(seen.order_by("position", "reference")[:PROMISES_SHOWN])
    answers = answers_today(row.pk for row in rows)
    lines = [Row(row, answers.get(row.pk)) for row in rows]
    is_own = [row.responsible_id is not None and row.responsible_id == seat.office_id for row in rows]
    own = [line for line, mine in zip(lines, is_own, strict=True) if mine]
    return [line for line, mine in zip(lines, is_own, strict=True) if not mine], own
