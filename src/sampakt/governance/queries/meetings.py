"""What the page, the papers and the API of a meeting show, and the meetings of a body: before and after a day."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from django.db.models import Count, Q

from sampakt.commitments.access import may_see_commitment
from sampakt.commitments.models import Commitment
from sampakt.governance.models import (
    Attendance,
    Body,
    Correction,
    Decision,
    Item,
    ItemPaper,
    Meeting,
    Seat,
    Task,
    Vote,
)
from sampakt.governance.queries.attending import names_on, seats_on, taking_in
from sampakt.governance.queries.bodies import seen_with
from sampakt.governance.queries.hands import hands_in
from sampakt.governance.queries.meeting_lines import DecisionLine, ItemLine, MeetingPage, PresenceLine, Quorum
from sampakt.governance.queries.seats import vacancies_among
from sampakt.governance.queries.signed import as_signed, signed_minutes
from sampakt.governance.terms import HELD, MeetingState, Position
from sampakt.kernel import clock
from sampakt.kernel.joining import joined
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.access import may_see_shared

MOST_PAST = 200


@dataclass(frozen=True)
class MeetingLine:
    """A meeting in a list: how many items it takes up and how many decisions it took, as far as the viewer sees.

    Where it is held is said to those inside the partnership.
    """

    meeting: Meeting
    items: int
    decisions: int
    place: str


@dataclass(frozen=True)
class BodyMeetings:
    """The meetings of a body: those to come, the nearest first, and those that have been, the latest first.

    One that was planned for a day that has passed, and nobody recorded as held, is ``unrecorded``.
    """

    coming: Sequence[MeetingLine]
    unrecorded: Sequence[MeetingLine]
    past: Sequence[MeetingLine]


def meeting_page(viewer: Viewer, meeting: Meeting) -> MeetingPage:
    """A meeting with its agenda, minutes, decisions and actions. Ten queries at most, besides the meeting's own.

    Once its minutes are locked it says what was signed. The meeting is fetched with ``body__space__partnership``.
    """
    body, is_held = meeting.body, meeting.state in HELD
    decisions = _decisions(viewer, meeting) if is_held else []
    if not (viewer.is_operator or viewer.is_in(body.space_id)):
        return MeetingPage(meeting, body, decisions=[DecisionLine(one, (), ()) for one in decisions])
    hands = hands_in(viewer, body, clock.today())
    seen = [item for item in _items(meeting) if hands.sits or not item.is_restricted]
    seats = _in_order(seats_on(body, meeting.day))
    rows = _rows(meeting)
    signed = signed_minutes(meeting)
    told = signed.reported if signed else ()
    tasks = _tasks(viewer, meeting, told) if is_held else []
    given = _with_votes(viewer, decisions, tasks)
    corrections = _corrections(viewer, meeting)
    room = _Room(body, seats, rows)
    shown = {item.pk for item in seen}
    page = MeetingPage(
        meeting=meeting,
        body=body,
        items=_lines(
            viewer, body, seen, decisions=given, tasks=tasks, corrections=corrections, room=room, sits=hands.sits
        ),
        is_partial=not hands.sits,
        attendance=_attendance(meeting, seats, rows),
        quorum=room.quorum(),
        decisions=[line for line in given if line.decision.item_id not in shown],
        corrections=[one for one in corrections if one.item_id is None],
        reported=[task for task in tasks if task.reported_at_id == meeting.pk or task.pk in told],
        is_attended=bool(rows),
        is_inside=True,
        may_run=hands.runs,
        may_adjust=_may_adjust(viewer, meeting, rows, hands.person),
    )
    return as_signed(page, signed) if signed else page


def meetings_of(viewer: Viewer, body: Body, day: date) -> BodyMeetings:
    """The meetings of a body that the viewer may see, as on a day. Three queries."""
    ahead = (MeetingState.PLANNED, MeetingState.CALLED)
    rows = list(Meeting.objects.visible_to(viewer).filter(body=body).order_by("-day", "-pk")[:MOST_PAST])
    for row in rows:
        row.body = body
    numbers = [row.pk for row in rows]
    items = Item.objects.visible_to(viewer).filter(meeting__in=numbers)
    decisions = Decision.objects.visible_to(viewer).filter(meeting__in=numbers)
    counts = [
        dict(found.order_by().values_list("meeting").annotate(many=Count("pk"))) if numbers else {}
        for found in (items, decisions)
    ]
    is_inside = viewer.is_operator or viewer.is_in(body.space_id)
    lines = [
        MeetingLine(row, counts[0].get(row.pk, 0), counts[1].get(row.pk, 0), row.place if is_inside else "")
        for row in rows
    ]
    coming = [line for line in lines if line.meeting.day >= day and line.meeting.state not in HELD]
    unrecorded = [line for line in lines if line.meeting.day < day and line.meeting.state in ahead]
    elsewhere = {line.meeting.pk for line in (*coming, *unrecorded)}
    past = [line for line in lines if line.meeting.pk not in elsewhere]
    return BodyMeetings(coming=coming[::-1], unrecorded=unrecorded, past=past)


@dataclass(frozen=True)
class _Room:
    """Those who are there: from them follows who takes part in each item."""

    body: Body
    seats: Sequence[Seat]
    rows: Sequence[Attendance]

    def quorum(self, recused: Collection[int] = ()) -> Quorum | None:
        """Whether there are enough to decide, without those who have a conflict of interest."""
        taking = taking_in(self.body, self.seats, self.rows, recused)
        if taking is None:
            return None
        parties = {seat.organisation_id: seat.organisation for seat in self.seats}
        absent = [party for number in taking.absent if (party := parties[number]) is not None]
        return Quorum(taking.there, taking.needed, absent, taking.is_quorate)


def _lines(
    viewer: Viewer,
    body: Body,
    items: Sequence[Item],
    *,
    decisions: Sequence[DecisionLine],
    tasks: Sequence[Task],
    corrections: Sequence[Correction],
    room: _Room,
    sits: bool,
) -> list[ItemLine]:
    papers = _papers(viewer, body, items)
    recusals = {item.pk: sorted(item.recusals.all(), key=attrgetter("pk")) for item in items}
    told = {decision.decision.pk for decision in decisions}
    return [
        ItemLine(
            item=item,
            number=number,
            agreement=seen_with(viewer, body, item.agreement),
            commitment=_commitment(viewer, body, item.commitment),
            from_body=seen_with(viewer, body, item.from_body),
            follows_up=item.task if item.task is not None and (sits or not item.task.is_restricted) else None,
            papers=papers[item.pk],
            recusals=recusals[item.pk],
            quorum=room.quorum({recusal.seat_id for recusal in recusals[item.pk]}),
            decisions=[line for line in decisions if line.decision.item_id == item.pk],
            tasks=[task for task in tasks if task.item_id == item.pk and task.decision_id not in told],
            corrections=[one for one in corrections if one.item_id == item.pk],
        )
        for number, item in enumerate(items, start=1)
    ]


def _items(meeting: Meeting) -> list[Item]:
    """All items of the meeting with conflicts of interest, also those that the viewer may not see."""
    related = ("agreement", "commitment__agreement", "theme", "from_body", "task")
    recused = ("recusals__seat__office", "recusals__seat__organisation")
    rows = Item.objects.filter(meeting=meeting).order_by("place", "pk")
    items = joined(rows, *related, *recused, many="recusals")
    for item in items:
        item.meeting = meeting
    return items


def _commitment(viewer: Viewer, body: Body, commitment: Commitment | None) -> Commitment | None:
    if commitment is None:
        return None
    commitment.space = commitment.agreement.space = body.space
    return commitment if may_see_commitment(viewer, commitment) else None


def _papers(viewer: Viewer, body: Body, items: Sequence[Item]) -> dict[int, list[ItemPaper]]:
    """The material of each item, as far as the viewer may see the documents."""
    found: dict[int, list[ItemPaper]] = defaultdict(list)
    rows = ItemPaper.objects.filter(item__in=[item.pk for item in items]).select_related("document", "prepared_by")
    for row in rows.order_by("pk"):
        row.document.space = body.space
        row.prepared_by = seen_with(viewer, body, row.prepared_by)
        if may_see_shared(viewer, row.document):
            found[row.item_id].append(row)
    return found


def _decisions(viewer: Viewer, meeting: Meeting) -> list[Decision]:
    related = ("supersedes__body", "deed", "waiver", "agreement", "commitment__agreement", "theme", "document")
    rows = Decision.objects.visible_to(viewer).filter(meeting=meeting).select_related(*related)
    decisions = list(rows.order_by("year", "number"))
    for decision in decisions:
        decision.meeting, decision.body = meeting, meeting.body
    return decisions


def _with_votes(viewer: Viewer, decisions: Sequence[Decision], tasks: Sequence[Task]) -> list[DecisionLine]:
    votes: dict[int, list[Vote]] = defaultdict(list)
    if decisions:
        rows = Vote.objects.filter(decision__in=[one.pk for one in decisions])
        for row in rows.select_related("seat__office", "seat__organisation", "organisation").order_by("pk"):
            votes[row.decision_id].append(row)
    return [
        DecisionLine(one, votes[one.pk], [task for task in tasks if task.decision_id == one.pk]) for one in decisions
    ]


def _tasks(viewer: Viewer, meeting: Meeting, reported: Collection[int]) -> list[Task]:
    """The actions given at a meeting, and those reported back to it; ``reported`` are those that its minutes name."""
    here = Q(item__meeting=meeting) | Q(decision__meeting=meeting) | Q(reported_at=meeting) | Q(pk__in=reported)
    rows = Task.objects.visible_to(viewer).filter(here, body=meeting.body_id)
    tasks = list(rows.select_related("organisation", "office__organisation", "person").order_by("due_on", "pk"))
    for task in tasks:
        task.body = meeting.body
    return tasks


def _corrections(viewer: Viewer, meeting: Meeting) -> list[Correction]:
    """What stands beside adjusted minutes; others have none."""
    if meeting.state != MeetingState.ADJUSTED:
        return []
    rows = Correction.objects.visible_to(viewer).filter(meeting=meeting).select_related("made_by__person")
    return list(rows.order_by("made_on", "pk"))


def _attendance(meeting: Meeting, seats: Sequence[Seat], rows: Sequence[Attendance]) -> list[PresenceLine]:
    """Who was there; while that is not recorded, who holds each seat on the day."""
    if rows:
        known = {row.seat_id: row.seat for row in rows} | {seat.pk: seat for seat in seats}
        by_seat = {row.seat_id: row for row in rows}
        return [
            PresenceLine(
                seat=seat,
                name=row.person.name if row.person is not None else "",
                presence=row.presence,
                stands_in_for=known.get(row.stands_in_for_id or 0),
                is_adjuster=row.is_adjuster,
                adjusted_at=row.adjusted_at,
                person=row.person_id,
            )
            for seat in _in_order(known.values())
            if (row := by_seat.get(seat.pk)) is not None
        ]
    names = names_on(seats, meeting.day)
    empty = [seat for seat in seats if seat.pk not in names]
    for seat in empty:
        seat.body = meeting.body
    found = vacancies_among(empty, meeting.day)
    vacant = {seat.pk for seat in empty if not found.rests(seat)}
    return [PresenceLine(seat, names.get(seat.pk, ""), is_vacant=seat.pk in vacant) for seat in seats]


def _rows(meeting: Meeting) -> list[Attendance]:
    rows = Attendance.objects.filter(meeting=meeting).select_related("person", "seat__office", "seat__organisation")
    return list(rows.order_by("pk"))


def _in_order(seats: Iterable[Seat]) -> list[Seat]:
    """The chair first, then as the positions are named, those of one party together."""
    order = list(Position.values)
    return sorted(seats, key=lambda seat: (order.index(seat.position), seat.organisation_id or 0, seat.pk))


def _may_adjust(viewer: Viewer, meeting: Meeting, rows: Sequence[Attendance], person: int | None) -> bool:
    """Whether the viewer is named to adjust the minutes, and has not done so."""
    if meeting.state != MeetingState.IN_ADJUSTMENT or person is None or not viewer.may_write:
        return False
    return any(row.person_id == person and row.is_adjuster and row.adjusted_at is None for row in rows)
