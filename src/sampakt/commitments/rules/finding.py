"""The values that every rule speaks in: the day asked about, what was found, and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from sampakt.commitments.terms import Status

A_DAY = timedelta(days=1)
Name = Mapping[str, Any] | str
"""A name in several languages (``{"sv": …}``), the same in all, or a word of ours (``{"code": …, "of": …}``),
or a period (``{"from": …, "to": …}``)."""


def term(code: str, of: str, **more: Any) -> dict[str, Any]:
    """A word of ours as a name: its code and the list it stands in; ``wording`` says it in the reader's language."""
    return {"code": str(code), "of": of, **more}


def part(code: str, *, party: Name = "", day: date | None = None) -> dict[str, Any]:
    """A part that lacks, of a party or of a certain day."""
    return term(code, "part", **({"party": str(party)} if party else {}), **({"day": day.isoformat()} if day else {}))


def span(start: date, end: date | None) -> dict[str, Any]:
    """A period as a name: from its first day to its last, if it has one."""
    return {"from": start.isoformat(), "to": end.isoformat() if end else None}


@dataclass(frozen=True, slots=True)
class AsOf:
    """The day a question is about. A past day is over; today goes on, so that what is due today is not yet late."""

    day: date
    is_over: bool = True

    def has_passed(self, deadline: date) -> bool:
        """Whether the deadline's last moment lies behind."""
        return deadline < self.day or (self.is_over and deadline == self.day)

    def passing(self, deadline: date) -> date:
        """The day on which ``has_passed`` turns true."""
        return deadline if self.is_over else deadline + A_DAY

    def next_of(self, days: Iterable[date | None]) -> date | None:
        """The first of ``days`` that still lies ahead."""
        return min((day for day in days if day is not None and day > self.day), default=None)


@dataclass(frozen=True, slots=True)
class Ref:
    """A record that serves as evidence: which table, which row, of what day."""

    kind: str
    id: int
    on: date | None = None

    def as_data(self) -> dict[str, Any]:
        """As it is stored."""
        return {"kind": self.kind, "id": self.id, "on": self.on.isoformat() if self.on else None}


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that is lacking, by name; ``since`` when it is known from when.

    ``asked_of`` is the organisation that it is asked of, where it is asked of one party and not of the others; ``seat``
    the seat in a body that stands empty, where it is one.
    """

    name: Name
    since: date | None = None
    asked_of: int | None = field(default=None, compare=False)
    seat: int | None = field(default=None, compare=False)

    def as_data(self) -> dict[str, Any]:
        """As it is stored."""
        name = dict(self.name) if not isinstance(self.name, str) else self.name
        stored = {"name": name, "since": self.since.isoformat() if self.since else None}
        more = {"asked_of": self.asked_of, "seat": self.seat}
        return stored | {about: number for about, number in more.items() if number is not None}


@dataclass(frozen=True, slots=True)
class Words:
    """One sentence of an explanation: its code, and the facts it names. The words themselves stand in ``wording``."""

    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)

    def as_data(self) -> list[Any]:
        """As it is stored: the code, then the facts."""
        return [self.code, {name: _plain(value) for name, value in self.facts.items()}]


@dataclass(frozen=True, slots=True)
class Stretch:
    """One period of a recurring promise, and how it went."""

    start: date
    end: date
    status: str
    done: int
    wanted: int

    def as_data(self) -> list[Any]:
        """As it is stored: first day, last day, status, done, wanted."""
        return [self.start.isoformat(), self.end.isoformat(), self.status, self.done, self.wanted]


@dataclass(frozen=True, slots=True)
class Finding:
    """What the records say about one promise on one day.

    ``stands_until`` is the day on which time alone may change it; None when time alone never will. ``since`` is the
    day on which the status came about, where the rule knows it; ``late_days`` how late a promise was kept.
    ``disputed_by`` names those who were promised it and say that it is not kept.
    """

    status: str
    words: tuple[Words, ...] = ()
    due_on: date | None = None
    stands_until: date | None = None
    evidence: tuple[Ref, ...] = ()
    missing: tuple[Missing, ...] = ()
    stretches: tuple[Stretch, ...] = ()
    since: date | None = None
    late_days: int = 0
    disputed_by: tuple[Name, ...] = ()

    @property
    def has_evidence(self) -> bool:
        """Whether a valid record shows how it stands; one part of several is not yet evidence of the whole."""
        return bool(self.evidence) and self.status not in (Status.NO_EVIDENCE, Status.NOT_STATED)

    def with_(self, **changes: Any) -> "Finding":
        """The same finding with some values changed."""
        return replace(self, **changes)

    def as_data(self) -> dict[str, Any]:
        """What is stored of it beside its status and dates; empty parts are left out."""
        data = {
            "words": [words.as_data() for words in self.words],
            "evidence": [ref.as_data() for ref in self.evidence],
            "missing": [missing.as_data() for missing in self.missing],
            "stretches": [stretch.as_data() for stretch in self.stretches],
            "late_days": self.late_days,
            "disputed_by": list(self.disputed_by),
        }
        return {name: value for name, value in data.items() if value}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, tuple | list):
        return [_plain(part) for part in value]
    return dict(value) if isinstance(value, Mapping) else value
