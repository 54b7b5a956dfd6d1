"""The ways in which Sampakt says no. One middleware turns them into pages and API answers.

A row that the viewer may not see is ``Http404``: its existence is not told.
"""

import dataclasses
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import TextChoices

from sampakt.kernel.text import day_in_words


@dataclasses.dataclass(frozen=True)
class Objection:
    """One reason against something that was asked: its code in ``terms``, the field it concerns, the facts it names."""

    code: str
    words: str
    field: str = ""
    facts: Mapping[str, object] = dataclasses.field(default_factory=dict)

    @classmethod
    def of(cls, term: TextChoices, field: str = "", **facts: object) -> "Objection":
        """An objection whose words are the term's label, with its ``%(name)s`` filled from ``facts`` when shown."""
        return cls(code=term.value, words=term.label, field=field, facts=facts)

    def __str__(self) -> str:
        facts = {name: day_in_words(fact) if isinstance(fact, date) else fact for name, fact in self.facts.items()}
        return str(self.words) % facts if facts else str(self.words)

    def as_data(self) -> dict[str, Any]:
        """The objection as the API returns it."""
        return {"code": self.code, "field": self.field, "message": str(self)}


class NotAllowed(Exception):
    """The viewer sees the record but may not do this to it (403)."""


class Refused(Exception):
    """What was asked may not be done as things stand (422); carries every objection, not only the first."""

    def __init__(self, objections: Iterable[Objection]) -> None:
        self.objections = tuple(objections)
        super().__init__("; ".join(str(objection) for objection in self.objections))


class Conflict(Exception):
    """Somebody saved the record in between (409): ``current`` is how it stands now, ``form`` what was sent, if any."""

    def __init__(self, current: object) -> None:
        self.current = current
        self.form: Any = None
        super().__init__(f"{type(current).__name__} was changed by somebody else in the meantime")


def refuse_if(objections: Iterable[Objection]) -> None:
    """Raise ``Refused`` when there is any objection."""
    found = tuple(objections)
    if found:
        raise Refused(found)
