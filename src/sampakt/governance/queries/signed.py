"""Minutes as they were signed: what they said is taken down when they are locked, and shown from then on."""

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import models
from django.utils.dateparse import parse_datetime

from sampakt.agreements.models import Agreement, Partnership, Theme
from sampakt.commitments.models import Commitment
from sampakt.governance.models import (
    Attendance,
    Body,
    Decision,
    Item,
    ItemPaper,
    Meeting,
    Recusal,
    Seat,
    SignedMinutes,
    Task,
    Vote,
)
from sampakt.governance.queries.meeting_lines import ItemLine, MeetingPage, PresenceLine, Quorum
from sampakt.kernel.saving import as_plain
from sampakt.kernel.text import MultilingualField, Text
from sampakt.organisations.models import Office, Organisation, Person
from sampakt.papers.models import Document

FORM = 2
"""How what is signed is put together. Who changes that counts it up, and goes on reading what was signed before.

From 2 on it is said who was there by their record as well, and what is only for those who sit in the body.
"""

Said = dict[str, Any]

PROGRESS = ("state", "done_on")
"""How far an action had come: minutes say so only of one that was reported back."""

OWN: Mapping[type[models.Model], tuple[str, ...]] = {
    Meeting: ("body", "day", "begins_at", "ends_at", "place", "link", "minutes"),
    Item: (
        *("place", "sort", "title", "background", "minutes", "conclusion"),
        *("agreement", "commitment", "theme", "from_body", "task", "is_restricted"),
    ),
    ItemPaper: ("item", "document", "prepared_by"),
    Recusal: ("item", "seat", "reason"),
    Decision: (
        *("item", "year", "number", "title", "words", "outcome", "rule", "effect", "supersedes"),
        "is_restricted",
    ),
    Vote: ("decision", "seat", "organisation", "stance", "reservation"),
    Task: ("item", "decision", "title", "organisation", "office", "person", "due_on", *PROGRESS),
}
"""What is kept of a meeting's own rows."""

NAMED: Mapping[type[models.Model], tuple[str, ...]] = {
    Body: ("name", "decision_rule", "quorum", "needs_every_party"),
    Partnership: ("name",),
    Organisation: ("name", "short_name"),
    Office: ("name",),
    Person: ("name",),
    Seat: ("name", "position", "organisation", "whose", "office"),
    Agreement: ("title",),
    Commitment: ("title",),
    Theme: ("name",),
    Document: ("title", "dated_on"),
    Decision: ("year", "number"),
    Task: ("title",),
}
"""What is kept of the records that these name."""

TIES = {"body", "item", "decision"}
"""What a row hangs on never changes, and is not asked about again."""


@dataclass(frozen=True)
class Signed:
    """What was signed of a meeting, and its digest; elsewhere, where a file told of it (``loaded_on``)."""

    said: Said
    digest: str
    loaded_on: date | None = None

    @property
    def reported(self) -> Sequence[int]:
        """The actions that had been reported back."""
        return [int(key.partition("/")[2]) for key in self.said["reported"]]

    def of(self, row: models.Model) -> Said | None:
        """What is kept of a record."""
        found: Said | None = self.said["records"].get(key_of(row))
        return found


def key_of(row: models.Model) -> str:
    """A record in what is signed: ``seat/12``."""
    return f"{row._meta.model_name}/{row.pk}"


def plain_values(row: models.Model, fields: Iterable[str]) -> Said:
    """What is kept of a record: its plain values, and by what key it names others."""
    said: Said = {}
    for name in fields:
        field = row._meta.get_field(name)
        if isinstance(field, models.ForeignKey):
            number = getattr(row, field.attname)
            said[name] = f"{field.related_model._meta.model_name}/{number}" if number else None
        else:
            said[name] = as_plain(getattr(row, name))
    return said


def signed_minutes(meeting: Meeting) -> Signed | None:
    """What was signed of a meeting; None while its minutes are not locked. One query once they are."""
    if meeting.adjusted_on is None:
        return None
    kept = SignedMinutes.objects.filter(meeting=meeting).first()
    return Signed(kept.said, kept.digest, kept.loaded_on) if kept is not None else None


def composed(page: MeetingPage, seats: Mapping[int, Text]) -> Said:
    """What the minutes of a meeting say, from its page as somebody who sees all of it sees it, as plain values.

    ``seats`` are the names by which they call seats that have other names now.
    """
    taking = _Taking()
    body = page.body
    taking.take(page.meeting, body, body.space.partnership)
    for line in page.items:
        taking.take(line.item, *line.papers, *line.recusals, *line.tasks)
    decisions = [*page.decisions, *(one for line in page.items for one in line.decisions)]
    for one in decisions:
        taking.take(one.decision, *one.votes, *one.tasks)
    taking.take(*page.reported)
    said = {
        "attendance": [taking.presence(line) for line in page.attendance],
        "quorum": taking.quorum(page.quorum),
        "quorums": {str(line.item.pk): taking.quorum(line.quorum) for line in page.items},
        "reported": [key_of(task) for task in page.reported],
        "records": taking.records,
    }
    for seat, name in seats.items():
        if (kept := taking.records.get(f"seat/{seat}")) is not None:
            kept["name"] = name.as_data()
    return said


class _Taking:
    """The records that minutes are made of, taken down one by one."""

    def __init__(self) -> None:
        self.records: Said = {}

    def take(self, *rows: models.Model) -> None:
        """Take down some rows, and whatever they name."""
        for row in rows:
            self._take(row, OWN.get(type(row)) or NAMED[type(row)])

    def name(self, row: models.Model | None) -> str | None:
        """Take down what a record is called; answers by what key."""
        if row is None:
            return None
        if key_of(row) not in self.records:
            self._take(row, NAMED[type(row)])
        return key_of(row)

    def presence(self, line: PresenceLine) -> Said:
        """That the holder of a seat was there, or not, by name."""
        return {
            "seat": self.name(line.seat),
            "name": line.name,
            "person": f"person/{line.person}" if line.person else None,
            "presence": line.presence,
            "stands_in_for": self.name(line.stands_in_for),
            "is_adjuster": line.is_adjuster,
            "adjusted_at": line.adjusted_at.isoformat() if line.adjusted_at else None,
        }

    def quorum(self, quorum: Quorum | None) -> Said | None:
        """Whether there were enough to decide."""
        if quorum is None:
            return None
        absent = [self.name(party) for party in quorum.absent]
        return {"there": quorum.there, "needed": quorum.needed, "absent": absent, "is_quorate": quorum.is_quorate}

    def _take(self, row: models.Model, fields: Iterable[str]) -> None:
        kept: Said = self.records.setdefault(key_of(row), {})
        kept |= plain_values(row, fields)
        for name in fields:
            if name not in TIES and isinstance(row._meta.get_field(name), models.ForeignKey):
                self.name(getattr(row, name))


def as_signed(page: MeetingPage, signed: Signed) -> MeetingPage:
    """The page of a meeting whose minutes are locked: it says what was signed, to whoever may see it.

    How far the actions have come since is said beside it, as are corrections.
    """
    said = _Saying(signed)
    said.put(page.meeting, page.body, page.body.space.partnership)
    for line in page.items:
        untold = [paper for paper in line.papers if paper.prepared_by is None]
        said.put(line.item, *line.papers, *line.recusals, *line.tasks)
        for paper in untold:  # a body that is not the viewer's to see
            paper.prepared_by = None
    for one in (*page.decisions, *(one for line in page.items for one in line.decisions)):
        said.put(one.decision, *one.votes, *one.tasks)
    reported = [task for task in page.reported if task.pk in signed.reported]
    said.put(*reported)
    return replace(
        page,
        items=[_line_as_signed(line, said) for line in page.items],
        attendance=[said.presence(line) for line in signed.said["attendance"]],
        quorum=said.quorum(signed.said["quorum"]),
        reported=reported,
        digest=signed.digest,
        loaded_on=signed.loaded_on,
    )


def task_as_signed(task: Task) -> Task | None:
    """An action as the minutes in which it was given say it; None where they say what holds still, or are open."""
    meeting = task.item.meeting if task.item else task.decision.meeting if task.decision else None
    signed = signed_minutes(meeting) if meeting is not None else None
    if signed is None or signed.of(task) is None:
        return None
    told = copy(task)
    _Saying(signed).put(told)
    return told if told.changed_to is not None else None


def attendance_as_signed(meeting: Meeting, rows: Iterable[Attendance]) -> list[Attendance]:
    """Who was at a meeting, by the names in its minutes once these are locked; the rows are shown, and never saved."""
    found, signed = list(rows), signed_minutes(meeting)
    names = {line["seat"]: line["name"] for line in signed.said["attendance"]} if signed else {}
    for row in found:
        if (name := names.get(f"seat/{row.seat_id}")) is not None:
            row.person = Person(name=name) if name else None
    return found


def _line_as_signed(line: ItemLine, said: "_Saying") -> ItemLine:
    item = line.item
    return replace(
        line,
        agreement=item.agreement if line.agreement else None,
        commitment=item.commitment if line.commitment else None,
        from_body=item.from_body if line.from_body else None,
        follows_up=item.task if line.follows_up else None,
        quorum=said.quorum(said.signed.said["quorums"].get(str(item.pk))),
    )


class _Saying:
    """Gives the rows of a page the words that were signed; they are shown, and never saved."""

    def __init__(self, signed: Signed) -> None:
        self.signed = signed
        self.known: dict[str, Any] = {}

    def put(self, *rows: models.Model) -> None:
        """Let rows of the page say what was signed of them; an action keeps how it stands now beside it."""
        for row in rows:
            if key_of(row) in self.known:
                continue
            self.known[key_of(row)] = row
            now = copy(row)
            self._put(row)
            if isinstance(row, Task) and isinstance(now, Task) and is_given_otherwise(row, now):
                row.changed_to = now

    def presence(self, line: Said) -> PresenceLine:
        """Who was there, by the name that they had."""
        at = line["adjusted_at"]
        return PresenceLine(
            seat=self._named(line["seat"]),
            name=line["name"],
            presence=line["presence"],
            stands_in_for=self._named(line["stands_in_for"]),
            is_adjuster=line["is_adjuster"],
            adjusted_at=parse_datetime(at) if at else None,
        )

    def quorum(self, quorum: Said | None) -> Quorum | None:
        """Whether there were enough to decide."""
        if quorum is None:
            return None
        absent = [self._named(key) for key in quorum["absent"]]
        return Quorum(quorum["there"], quorum["needed"], absent, quorum["is_quorate"])

    def _put(self, row: models.Model) -> None:
        is_going_on = isinstance(row, Task) and row.pk not in self.signed.reported
        for name, value in (self.signed.of(row) or {}).items():
            if is_going_on and name in PROGRESS:
                continue
            field: Any = row._meta.get_field(name)
            if isinstance(field, models.ForeignKey):
                if name not in TIES:
                    setattr(row, name, self._linked(row, field, value))
            elif isinstance(field, MultilingualField):
                setattr(row, name, Text.of(value))
            else:
                setattr(row, name, field.to_python(value))

    def _linked(self, row: models.Model, field: "models.ForeignKey[Any, Any]", key: str | None) -> Any:
        """The record that a row named: its own where that is the same still."""
        if key is not None and key == f"{field.related_model._meta.model_name}/{getattr(row, field.attname)}":
            self.put(getattr(row, field.name))
            return self.known[key]
        return self._named(key)

    def _named(self, key: str | None) -> Any:
        """A record as it was called; what became of it since is not asked."""
        if key is None:
            return None
        if key not in self.known:
            kind, _slash, number = key.partition("/")
            made = {model._meta.model_name: model for model in NAMED}[kind](pk=int(number))
            self.known[key] = made
            self._put(made)
        return self.known[key]


def is_given_otherwise(one: Task, other: Task) -> bool:
    """Whether an action is somebody else's, or due on another day, in one telling than in another."""
    named = ("organisation_id", "office_id", "person_id", "due_on")
    return any(getattr(one, name) != getattr(other, name) for name in named)
