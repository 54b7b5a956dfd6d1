"""Whether locked minutes say what was signed: the rows against the copy that was kept, that against the trail."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db import models
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils.dateparse import parse_datetime

from sampakt.governance.models import (
    Attendance,
    Decision,
    Item,
    ItemPaper,
    Meeting,
    Recusal,
    SignedMinutes,
    Task,
    Vote,
)
from sampakt.governance.queries.signed import NAMED, OWN, PROGRESS, TIES, Said, key_of, plain_values
from sampakt.governance.rules.signing import digest_of
from sampakt.governance.terms import MeetingState, MinutesFault, Position, Verb
from sampakt.kernel.saving import as_plain
from sampakt.kernel.text import Text
from sampakt.trail.models import TrailLine

AT_A_TIME = 100
"""So many minutes are held in memory together."""

OF_MEETING: Mapping[type[models.Model], Any] = {
    Meeting: F("pk"),
    Item: F("meeting"),
    ItemPaper: F("item__meeting"),
    Recusal: F("item__meeting"),
    Decision: F("meeting"),
    Vote: F("decision__meeting"),
    Task: Coalesce("item__meeting", "decision__meeting"),
}
"""The meeting that a row belongs to."""

GOES_ON: Mapping[type[models.Model], frozenset[str]] = {
    Task: frozenset({"organisation", "office", "person", "due_on", *PROGRESS})
}
"""What may change after the signing: an action is carried out, or given on to others."""

KINDS: Mapping[str, type[models.Model]] = {str(model._meta.model_name): model for model in OWN}

PRESENCE = ("presence", "stands_in_for", "is_adjuster", "adjusted_at", "person")


@dataclass(frozen=True)
class Difference:
    """One thing that is not as it was signed: what is wrong, in which part of the minutes, and in which field."""

    fault: MinutesFault
    row: str = ""
    field: str = ""

    def __str__(self) -> str:
        return str(self.fault.label) % {"row": self.row, "field": self.field}


@dataclass(frozen=True)
class Verified:
    """How many minutes were signed here and how many elsewhere, and what is not as it was in which meeting's."""

    signed: int
    loaded: int
    altered: Mapping[str, Sequence[Difference]]


@dataclass(frozen=True)
class _Told:
    """What the trail tells of the signing: the digest, and the day from which the minutes are locked."""

    digest: str
    adjusted_on: Any


def verified_minutes() -> Verified:
    """All minutes that the trail says were signed, or that are kept as such. Eleven queries for a hundred.

    Names that were changed later in the records which minutes name are no difference: minutes keep those they had.
    """
    told = dict(_told_in_trail())
    found: dict[int, list[Difference]] = defaultdict(list)
    kept: dict[int, bool] = {}
    rows = SignedMinutes.objects.order_by("pk").iterator(chunk_size=AT_A_TIME)
    while some := list(islice(rows, AT_A_TIME)):
        sound = []
        for one in some:
            kept[one.meeting_id] = one.loaded_on is not None
            if wrong := _wrong_with_copy(one, told.get(one.meeting_id)):
                found[one.meeting_id].append(Difference(wrong))
            else:
                sound.append(one)
        for meeting, differences in _differences(sound, told):
            found[meeting] += differences
    # Meetings that were removed with their body are told of in the trail, and kept nowhere.
    meetings = Meeting.objects.filter(pk__in=told.keys() | kept.keys()).select_related("body").order_by("day", "pk")
    names = {meeting.pk: str(meeting) for meeting in meetings}
    for pk in names.keys() - kept.keys():
        found[pk].append(Difference(MinutesFault.TRAIL))
    loaded = sum(kept.get(pk, False) for pk in names)
    altered: dict[str, list[Difference]] = defaultdict(list)
    for pk, name in names.items():
        if found[pk]:
            altered[name] += found[pk]
    return Verified(signed=len(names) - loaded, loaded=loaded, altered=altered)


def _told_in_trail() -> Iterator[tuple[int, _Told]]:
    """What the trail tells of each meeting's minutes."""
    lines = TrailLine.objects.filter(subject_kind=Meeting._meta.label_lower, verb=Verb.ADJUST_MINUTES).order_by("pk")
    for meeting, changes in lines.values_list("subject_id", "changes"):
        if "signed" in changes:
            yield meeting, _Told(changes["signed"][1], changes.get("adjusted_on", (None, None))[1])


def _wrong_with_copy(kept: SignedMinutes, told: _Told | None) -> MinutesFault | None:
    if digest_of(kept.said) != kept.digest:
        return MinutesFault.COPY
    return MinutesFault.TRAIL if told is None or told.digest != kept.digest else None


def _differences(some: Sequence[SignedMinutes], told: Mapping[int, _Told]) -> Iterator[tuple[int, list[Difference]]]:
    """Where the rows of meetings say something else than what was signed."""
    numbers = [one.meeting_id for one in some]
    rows: dict[int, dict[str, models.Model]] = {number: {} for number in numbers}
    for model, of_meeting in OF_MEETING.items():
        found: Any = model._default_manager.annotate(of_meeting=of_meeting).filter(of_meeting__in=numbers)
        for row in found.order_by("pk"):
            rows[row.of_meeting][key_of(row)] = row
    there: dict[int, list[Attendance]] = defaultdict(list)
    for line in Attendance.objects.filter(meeting__in=numbers).select_related("seat__office", "seat__organisation"):
        there[line.meeting_id].append(line)
    for one in some:
        own = rows[one.meeting_id]
        yield (
            one.meeting_id,
            [
                *_of_locking(own, told[one.meeting_id].adjusted_on),
                *_of_records(one.said["records"], own),
                *_of_attendance(one.said, there[one.meeting_id]),
            ],
        )


def _of_locking(rows: Mapping[str, models.Model], adjusted_on: Any) -> Iterator[Difference]:
    """Minutes stay locked, and their decisions approved, from the day that the trail tells of."""
    for row in rows.values():
        if isinstance(row, Meeting):
            stands: dict[str, object] = {"state": MeetingState.ADJUSTED, "adjusted_on": adjusted_on}
        elif isinstance(row, Decision):
            stands = {"approved_on": adjusted_on}
        else:
            continue
        for name, value in stands.items():
            if as_plain(getattr(row, name)) != value:
                yield _changed(type(row), plain_values(row, OWN[type(row)]), {}, name)


def _of_records(records: Said, rows: Mapping[str, models.Model]) -> Iterator[Difference]:
    signed = _own_of(records)
    for key, kept in signed.items():
        model = KINDS[key.partition("/")[0]]
        if key not in rows:
            yield Difference(MinutesFault.REMOVED, _called(model, kept, records))
            continue
        now = plain_values(rows[key], OWN[model])
        for name, value in kept.items():
            if name not in GOES_ON.get(model, ()) and now.get(name) != value:
                yield _changed(model, kept, records, name)
    for key, row in rows.items():
        if key not in signed:
            now = plain_values(row, OWN[type(row)])
            yield Difference(MinutesFault.ADDED, _called(type(row), now, records))


def _own_of(records: Said) -> Said:
    """What was signed of the meeting's own rows; a record that they only name is known by saying less.

    An action that was reported back to the meeting belongs to the one that gave it.
    """
    own = {
        key: kept
        for key, kept in records.items()
        if (model := KINDS.get(key.partition("/")[0])) is not None and (model not in NAMED or TIES & kept.keys())
    }
    return {
        key: kept
        for key, kept in own.items()
        if KINDS[key.partition("/")[0]] is not Task or {kept["item"], kept["decision"]} & own.keys()
    }


def _of_attendance(said: Said, rows: Iterable[Attendance]) -> Iterator[Difference]:
    """Who was there: those whom the minutes only list, because nothing was recorded, have no rows."""
    signed = {line["seat"]: line for line in said["attendance"] if line["presence"]}
    now = {f"seat/{row.seat_id}": row for row in rows}
    about = Attendance._meta.verbose_name
    for key in signed.keys() - now.keys():
        yield Difference(MinutesFault.REMOVED, f"{about}, {_seat_called(said['records'][key])}")
    for key, row in now.items():
        called = f"{about}, {row.seat}"
        if key not in signed:
            yield Difference(MinutesFault.ADDED, called)
            continue
        at = signed[key]["adjusted_at"]
        kept = {**signed[key], "adjusted_at": parse_datetime(at) if at else None}
        values = plain_values(row, PRESENCE) | {"adjusted_at": row.adjusted_at}
        if row.person_id is None:
            del values["person"]  # Whoever has been erased since is nobody; who was there is in the copy.
        for name in values.keys() & kept.keys():
            if values[name] != kept[name]:
                yield Difference(MinutesFault.CHANGED, called, _label(Attendance, name))


def _changed(model: type[models.Model], kept: Said, records: Said, name: str) -> Difference:
    return Difference(MinutesFault.CHANGED, _called(model, kept, records), _label(model, name))


def _label(model: type[models.Model], name: str) -> str:
    return str(getattr(model._meta.get_field(name), "verbose_name", name))


def _called(model: type[models.Model], kept: Said, records: Said) -> str:
    """A row by its place in the minutes, not by its words: who reads a log may not be one who sits in the body."""
    about = str(model._meta.verbose_name)
    if model is Meeting:
        return about
    if model is Item:
        return f"{about} {kept['place']}"
    if model is Decision:
        return f"§ {kept['number']}/{kept['year']}"
    for key in (kept.get("decision"), kept.get("item")):
        if key in records:
            return f"{_called(KINDS[key.partition('/')[0]], records[key], records)}, {about}"
    return about


def _seat_called(kept: Said) -> str:
    return str(Text.of(kept["name"])) or str(Position(kept["position"]).label)
