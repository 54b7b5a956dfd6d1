"""Loading meetings through the room's actions: held, with who was there, what was taken up and what was written."""

from collections.abc import Sequence
from copy import copy
from datetime import date, time
from typing import Any

from sampakt.governance.access import sees_all
from sampakt.governance.actions import agenda, attendance, meetings, minutes
from sampakt.governance.actions.attendance import AttendanceLine
from sampakt.governance.models import Item, ItemPaper, Meeting, Recusal, Seat
from sampakt.governance.terms import HELD, MeetingState
from sampakt.governance.transfer.record_dumping import dump_meetings
from sampakt.governance.transfer.records import AttendanceFile, ItemFile, MeetingFile
from sampakt.kernel.files import Dumping, Loading, Pair, Section
from sampakt.kernel.text import Text


def load_meetings(loading: Loading) -> None:
    """Plan, hold and write down meetings. A file removes only one that was planned and has nothing in it.

    Minutes are adjusted when the decisions and actions of the file have been loaded, since that locks them.
    """
    now = dump_meetings(_now(loading))
    for pair in loading.pairs("meetings", loading.file.meetings, now, is_keyed=False):
        if pair.new is None:
            _remove_planned(loading, pair)
        elif not pair.is_same:
            _load_meeting(loading, pair, pair.new)


def close_meetings(loading: Loading) -> None:
    """Adjust the minutes that the file says are adjusted, and put corrections beside them."""
    now = {item.identity: item for item in dump_meetings(_now(loading))}
    for item in loading.file.meetings:
        path = f"meetings/{item.identity}"
        standing = now.get(item.identity)
        if standing is None or path not in loading.records:
            continue
        meeting: Meeting = loading.records[path]
        if item.adjusted_on is not None and standing.adjusted_on is None:
            meeting.refresh_from_db()
            seats = _as_signed(loading, meeting, item)
            with loading.at(item):
                minutes.note_adjustment(meeting, on=item.adjusted_on, by=loading.by, is_from_file=True, seats=seats)
        elif (item.adjusted_on, item.signed) != (standing.adjusted_on, standing.signed):
            loading.tell(item.spot("adjusted_on"), "is_history")
        if item.identity in loading.dropped:
            continue  # What stands beside signed minutes needs them signed, and why they are not has been told.
        for pair in loading.pairs(f"{path}/corrections", item.corrections, standing.corrections):
            if pair.new is not None and pair.now is None:
                about = item_of(loading, meeting, pair.new.item, pair.new)
                with loading.at(pair.new):
                    minutes.correct_minutes(
                        meeting, words=pair.new.words, item=about, made_on=pair.new.made_on, by=loading.by
                    )


def _as_signed(loading: Loading, meeting: Meeting, item: MeetingFile) -> dict[int, Text]:
    """Let the body be to its meeting what it was when the minutes were signed; answers what its seats were called."""
    if item.signed is None:
        return {}
    meeting.body = body = copy(meeting.body)
    if item.signed.name:
        body.name = item.signed.name
    if item.signed.quorum is not None:
        body.quorum, body.needs_every_party = item.signed.quorum.members, item.signed.quorum.every_party
    seats = [(seat_of(loading, body, one.seat, one, "seat"), one.name) for one in item.signed.seats]
    return {seat.pk: name for seat, name in seats if seat is not None}


def meeting_of(loading: Loading, body: Any, day: date, item: Section, field: str) -> Meeting | None:
    """The body's meeting on a day, told as missing at the item's field when there is none."""
    found: Meeting | None = loading.find("meetings", f"meetings/{body.key}|{day}", item, field)
    return found


def item_of(loading: Loading, meeting: Meeting | None, place: int | None, item: Section) -> Item | None:
    """The item with that number on a meeting's agenda, as files count them."""
    if place is None or meeting is None:
        return None
    items = list(Item.objects.filter(meeting=meeting, is_restricted=False).order_by("place", "pk"))
    if place <= len(items):
        return items[place - 1]
    loading.doubtful.add(id(item))
    loading.tell(item.spot("item"), "unknown", kind="items", name=str(place), nearest="")
    return None


def seat_of(loading: Loading, body: Any, key: str | None, item: Section, field: str) -> Seat | None:
    """The body's seat with that key."""
    found: Seat | None = loading.find("seats", f"bodies/{body.key}/seats/{key}", item, field) if key else None
    return found


def found(loading: Loading, kind: str, key: str | None, item: Section, field: str) -> Any:
    """The record that an item names, told as missing when there is none."""
    return loading.find(kind, f"{kind}/{key}", item, field) if key else None


def _now(loading: Loading) -> Dumping:
    return Dumping(loading.partnership, viewer=loading.by, records=loading.records)


def _remove_planned(loading: Loading, pair: Pair[MeetingFile]) -> None:
    meeting: Meeting = loading.records[pair.path]
    # Whether it has an agenda that the loader may not see must not be told by its staying or going.
    if meeting.state != MeetingState.PLANNED or not sees_all(loading.by, meeting.body) or meeting.items.exists():
        return

    def act() -> None:
        with loading.at(None, pair.path):
            meetings.remove_meeting(meeting, by=loading.by)

    loading.last(act)


def _load_meeting(loading: Loading, pair: Pair[MeetingFile], item: MeetingFile) -> None:
    body = found(loading, "bodies", item.body, item, "body")
    if body is None:
        loading.dropped.add(item.identity)
        return
    facts: Any = {
        "day": item.day,
        "begins_at": time.fromisoformat(item.begins_at) if item.begins_at else None,
        "ends_at": time.fromisoformat(item.ends_at) if item.ends_at else None,
        "place": item.place,
        "link": item.link,
        "minutes": found(loading, "documents", item.minutes, item, "minutes"),
        "is_sample": item.sample,
    }
    with loading.at(item):
        if pair.now is None:
            loading.records[pair.path] = meetings.plan_meeting(body, by=loading.by, **facts)
        elif _own(item) != _own(pair.now):
            meetings.change_meeting(loading.records[pair.path], by=loading.by, **facts)
    if pair.path not in loading.records:
        return
    meeting: Meeting = loading.records[pair.path]
    with loading.at(item):
        _advance(loading, meeting, item)
        if pair.now is None or item.attendance != pair.now.attendance:
            _attend(loading, meeting, body, item.attendance)
    _load_items(loading, meeting, body, pair, item)
    # Last of all: nothing more is put on the agenda of a meeting that is cancelled.
    if item.state == MeetingState.CANCELLED.value and meeting.state in (MeetingState.PLANNED, MeetingState.CALLED):
        with loading.at(item):
            meetings.cancel_meeting(meeting, because=item.cancelled_because, by=loading.by)


def _own(item: MeetingFile) -> dict[str, Any]:
    others = ("state", "called_on", "cancelled_because", "adjusted_on", "signed", "attendance", "items", "corrections")
    return {name: value for name, value in item.__dict__.items() if name not in others}


def _advance(loading: Loading, meeting: Meeting, item: MeetingFile) -> None:
    """Bring a meeting as far as the file says; it is never brought back."""
    if item.called_on and meeting.called_on is None and meeting.state == MeetingState.PLANNED:
        meetings.call_meeting(meeting, on=item.called_on, by=loading.by)
    is_open = meeting.state in (MeetingState.PLANNED, MeetingState.CALLED)
    if item.state == MeetingState.HELD.value and is_open:
        meetings.hold_meeting(meeting, by=loading.by)
    elif (item.state == MeetingState.HELD.value) != (meeting.state in HELD):
        loading.tell(item.spot("state"), "is_history")


def _attend(loading: Loading, meeting: Meeting, body: Any, told: Sequence[AttendanceFile]) -> None:
    lines = []
    for one in told:
        seat = seat_of(loading, body, one.seat, one, "seat")
        stands_in_for = seat_of(loading, body, one.stands_in_for, one, "stands_in_for")
        if seat is not None:
            lines.append(AttendanceLine(seat, one.presence.value, stands_in_for, one.adjuster))
    if lines or meeting.attendances.exists():
        attendance.take_attendance(meeting, lines=lines, by=loading.by)


def _load_items(loading: Loading, meeting: Meeting, body: Any, pair: Pair[MeetingFile], item: MeetingFile) -> None:
    path = f"{pair.path}/items"
    before = pair.now.items if pair.now else []
    for own in loading.pairs(path, item.items, before, is_keyed=False):
        if own.new is None:
            _remove_item(loading, own.path)
        elif not own.is_same:
            _load_item(loading, meeting, body, own, own.new)
    _put_in_order(loading, path, item.items)


def _load_item(loading: Loading, meeting: Meeting, body: Any, pair: Pair[ItemFile], item: ItemFile) -> None:
    facts: Any = {
        "sort": item.sort.value,
        "title": item.title,
        "background": item.background,
        "agreement": found(loading, "agreements", item.agreement, item, "agreement"),
        "commitment": found(loading, "commitments", item.commitment, item, "commitment"),
        "theme": found(loading, "themes", item.theme, item, "theme"),
        "from_body": found(loading, "bodies", item.from_body, item, "from_body"),
    }
    with loading.at(item):
        if pair.now is None:
            loading.records[pair.path] = agenda.add_item(meeting, by=loading.by, **facts)
        else:
            agenda.change_item(loading.records[pair.path], by=loading.by, **facts)
        record: Item = loading.records[pair.path]
        _load_parts(loading, record, body, pair, item)
        conclusion = item.conclusion.value if item.conclusion else ""
        if item.minutes != record.minutes or conclusion != record.conclusion:
            minutes.write_minutes(record, words=item.minutes, conclusion=conclusion, by=loading.by)


def _load_parts(loading: Loading, record: Item, body: Any, pair: Pair[ItemFile], item: ItemFile) -> None:
    """The material of an item, and who took no part in it."""
    now = pair.now or ItemFile(title=item.title)
    for row in ItemPaper.objects.filter(item=record).select_related("document", "item__meeting__body"):
        if (told := _told(item.material, "document", row.document.key)) is None or told not in now.material:
            agenda.remove_material(row, by=loading.by)
    for paper in item.material:
        if paper not in now.material:
            document = found(loading, "documents", paper.document, paper, "document")
            prepared_by = found(loading, "bodies", paper.prepared_by, paper, "prepared_by")
            if document is not None:
                with loading.at(paper):
                    agenda.add_material(record, document=document, prepared_by=prepared_by, by=loading.by)
    for other in Recusal.objects.filter(item=record).select_related("seat", "item__meeting__body"):
        if (said := _told(item.recusals, "seat", other.seat.key)) is None or said not in now.recusals:
            agenda.unrecuse(other, by=loading.by)
    for recusal in item.recusals:
        seat = seat_of(loading, body, recusal.seat, recusal, "seat")
        if recusal not in now.recusals and seat is not None:
            with loading.at(recusal):
                agenda.recuse(record, seat=seat, reason=recusal.reason, by=loading.by)


def _told(parts: Sequence[Any], name: str, key: str) -> Any:
    return next((one for one in parts if getattr(one, name) == key), None)


def _remove_item(loading: Loading, path: str) -> None:
    def act() -> None:
        with loading.at(None, path):
            agenda.remove_item(loading.records[path], by=loading.by)

    loading.last(act)


def _put_in_order(loading: Loading, path: str, told: Sequence[ItemFile]) -> None:
    """Give the items the order of the file, where they stand in another."""
    own = [loading.records[pair.path] for pair in loading.pairs(path, told, []) if pair.path in loading.records]
    places = dict(Item.objects.filter(pk__in=[one.pk for one in own]).values_list("pk", "place"))
    if [one.pk for one in own] == sorted(places, key=lambda pk: (places[pk], pk)):
        return
    for place, one in enumerate(own, 1):
        agenda.move_item(one, to=place, by=loading.by)
