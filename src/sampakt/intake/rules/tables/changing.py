"""What a row tells anew of an agreement that is here, and what it may change there."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sampakt.intake.rules.tables.entries import Told
from sampakt.intake.rules.text import plain
from sampakt.organisations.terms import OrganisationKind

WRITTEN = ("title", "kind", "purpose", "starts_on", "ends_on", "notice_months")
"""What a list changes in an agreement, unless somebody changed it in Sampakt since; all else becomes a claim alone."""

_SORTS = tuple(
    (kind, re.compile(words))
    for kind, words in (
        (OrganisationKind.STUDENT_UNION, r"studentkar|studentorganisasjon|student union|studentparlament"),
        (OrganisationKind.UNIVERSITY, r"universitet|hogskol|hogskule|hoyskol|university"),
        (OrganisationKind.FOUNDATION, r"stiftels|foundation"),
        (OrganisationKind.ASSOCIATION, r"forening|forbund|\bforeningen\b|association|idrottsklubb|idrettslag|\bif\b"),
        (OrganisationKind.COMPANY, r"\b(?:ab|as|asa|hb|kb|sa|ltd|inc|gmbh|a/s)\b|aktiebolag|bolag|selskap|company"),
        (OrganisationKind.MUNICIPALITY, r"\bkommune?\b|municipality"),
        (OrganisationKind.AGENCY, r"myndighet|verket\b|direktorat|styrelsen\b|agency|tilsyn|polis|politi"),
    )
)


@dataclass(frozen=True)
class Change:
    """One thing that a row tells otherwise than last time. ``is_kept``: Sampakt's own value stays all the same."""

    name: str
    before: Any
    after: Any
    is_kept: bool


def changes_of(before: Mapping[str, Any], told: Told, now: Mapping[str, Any]) -> list[Change]:
    """What a row tells otherwise than last time; ``now`` is what the agreement says itself of what a list may change.

    A value that somebody changed in Sampakt since the last list is kept.
    """
    after = told.as_data()
    found = []
    for name in Told.__dataclass_fields__:
        old, new = before.get(name), after.get(name)
        if old != new:
            is_kept = name not in WRITTEN or now.get(name) != old
            found.append(Change(name, old, new, is_kept))
    return found


def sort_suggested(name: str) -> str:
    """The kind of organisation that a name seems to tell; empty when it tells none."""
    words = plain(name)
    return next((kind.value for kind, pattern in _SORTS if pattern.search(words)), "")
