"""Who was at a meeting."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import transaction

from sampakt.governance.actions.holding_fast import hold_fast, objections_to_state
from sampakt.governance.models import Attendance, Meeting, Seat
from sampakt.governance.queries.attending import chair_of, holders_on, presented, seats_on
from sampakt.governance.rules.meetings import objections_to_attendance
from sampakt.governance.terms import THERE, GovernanceObjection, MeetingState, Verb
from sampakt.kernel.errors import Objection, refuse_if
from sampakt.kernel.saving import check, save_changed
from sampakt.kernel.viewer import Viewer
from sampakt.trail.actions import record


@dataclass(frozen=True)
class AttendanceLine:
    """That the holder of a seat was there, or not; which member's seat a deputy took; who adjusts the minutes."""

    seat: Seat
    presence: str
    stands_in_for: Seat | None = None
    is_adjuster: bool = False


@transaction.atomic
def take_attendance(
    meeting: Meeting, *, lines: Sequence[AttendanceLine], by: Viewer, version: int | None = None
) -> list[Attendance]:
    """Record who was at a meeting, in place of what was recorded before; who held each seat that day is kept with it.

    Somebody absent stands in for nobody.
    """
    hold_fast(meeting, by=by, version=version)
    seats = {seat.pk: seat for seat in seats_on(meeting.body, meeting.day)}
    known = list(Attendance.objects.filter(meeting=meeting).select_related("seat__office"))
    holders = {row.seat_id: row.person_id for row in known} | holders_on(seats.values(), meeting.day)
    rows = [
        Attendance(
            meeting=meeting,
            seat=line.seat,
            person_id=holders.get(line.seat.pk),
            presence=line.presence,
            stands_in_for=line.stands_in_for if line.presence in THERE else None,
            is_adjuster=line.is_adjuster,
        )
        for line in lines
    ]
    refuse_if(objections_to_state(meeting, (MeetingState.HELD,)))
    refuse_if(_objections(rows, seats))
    before = _told(known)
    Attendance.objects.filter(meeting=meeting).delete()
    for row in rows:
        check(row)
        row.save()
    if before != _told(rows):
        save_changed(meeting, {"version": meeting.version + 1}, version=version)
        record(
            Verb.TAKE_ATTENDANCE,
            meeting,
            by=by,
            within=meeting.body,
            changes={"attendance": (before, _told(rows))},
        )
    return rows


def _objections(rows: Sequence[Attendance], seats: dict[int, Seat]) -> Iterator[Objection]:
    named = [seat for row in rows for seat in (row.seat, row.stands_in_for) if seat is not None]
    strange = [seat for seat in dict.fromkeys(named) if seat.pk not in seats]
    for seat in strange:
        yield Objection.of(GovernanceObjection.NOT_OF_BODY, field=f"seat-{seat.pk}", seat=str(seat))
    told = Counter(row.seat for row in rows)
    twice = [seat for seat, times in told.items() if times > 1]
    for seat in twice:
        yield Objection.of(GovernanceObjection.ATTENDS_TWICE, field=f"seat-{seat.pk}", seat=str(seat))
    if not (strange or twice):
        yield from objections_to_attendance({pk: chair_of(seat) for pk, seat in seats.items()}, presented(rows))


def _told(rows: Sequence[Attendance]) -> list[str]:
    """The list as the trail tells it: seats, not people."""
    told = []
    for row in sorted(rows, key=lambda row: row.seat_id):
        marks = [
            row.get_presence_display(),
            "✎" if row.is_adjuster else "",
            f"→ {row.stands_in_for}" if row.stands_in_for else "",
        ]
        told.append(f"{row.seat}: {' '.join(filter(None, marks))}")
    return told
