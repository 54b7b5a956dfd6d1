"""What whoever confirms a draft should look at, and where in the file it stands."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sampakt.intake.rules.draft import Found, Span
from sampakt.intake.terms import Remark
from sampakt.kernel.period import FIRST_DAY, LAST_DAY
from sampakt.kernel.text import shortened

SURE = 0.75
"""Values read with less confidence than this are pointed out."""
CERTAIN = 1.0
"""How sure a value is that somebody corrected."""
_WHOLE_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class Noted:
    """A remark on the item of a section, by the item's number."""

    section: str
    item: int
    code: str
    facts: Mapping[str, object] = field(default_factory=dict)


def tidy(words: str, length: int = 300) -> str:
    """Words as one line of letters that people see, cut after a whole word."""
    return shortened("".join(letter if letter.isprintable() else " " for letter in words), length)


def words_at(original: str, span: Span, length: int = 160) -> str:
    """The document's own words at a place, as one line."""
    return tidy(original[span.start : min(span.end, span.start + 2 * length)], length)


def unsure(section: str, item: int, name: str, found: Found[Any], original: str) -> list[Noted]:
    """The remark that a value is unsure, if it is."""
    if found.confidence >= SURE:
        return []
    facts = {"field": name, "percent": round(100 * found.confidence), "words": words_at(original, found.span, 100)}
    return [Noted(section, item, Remark.UNSURE, facts)]


def day_of(written: str) -> date | None:
    """A day that is told whole and that a file may hold."""
    if not _WHOLE_DAY.fullmatch(written):
        return None
    try:
        day = date.fromisoformat(written)
    except ValueError:
        return None
    return day if FIRST_DAY <= day <= LAST_DAY else None
