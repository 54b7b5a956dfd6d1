"""The whole draft as a partnership file's content."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from sampakt.intake.rules.draft import Draft
from sampakt.intake.rules.filing.agreement import SOURCE, agreement_of, title_of
from sampakt.intake.rules.filing.bodies import bodies_of
from sampakt.intake.rules.filing.parties import Parties, parties_of
from sampakt.intake.rules.filing.promises import Fits, Place, promises_of
from sampakt.intake.rules.filing.remarks import Noted, tidy
from sampakt.intake.terms import Remark
from sampakt.kernel.terms import Language
from sampakt.organisations.rules import code_from
from sampakt.papers.rules import free_key


@dataclass(frozen=True)
class Filed:
    """What the file holds, what to look at in it, and its parties."""

    data: dict[str, Any]
    noted: tuple[Noted, ...]
    parties: Parties


def filed(draft: Draft, original: str, name: str, *, known: Collection[str], today: date, fits: Fits) -> Filed | None:
    """The draft of a document of that name; None when it names no party, since a file needs one.

    ``known`` are the codes of the registers; ``fits`` tells whether a kind of promise takes its parameters.
    """
    parties = parties_of(draft, original, known, today)
    if not parties.all_codes:
        return None
    agreement, of_agreement = agreement_of(draft, original, name, parties)
    bodies = bodies_of(draft, original, parties)
    commitments, of_promises = promises_of(Place(draft, parties, bodies, agreement), original, fits)
    data = {
        "sampakt": "1",
        "partnership": {
            "code": _code(parties, agreement, original),
            "name": " – ".join(parties.names) if 1 < len(parties.names) < 4 else title_of(draft, name),
            "language": _language(draft),
        },
        "organisations": parties.declared,
        "themes": _themes(draft),
        "documents": [{"key": SOURCE, "title": tidy(name, 200) or SOURCE}],
        "agreements": [agreement],
        "bodies": bodies.told,
        "commitments": commitments,
    }
    noted = (Noted("partnership", 0, Remark.CODE), *of_agreement, *bodies.noted, *of_promises)
    return Filed({section: told for section, told in data.items() if told}, noted, parties)


def _language(draft: Draft) -> str:
    """The working language; Nynorsk is read and kept among the Norwegian words."""
    return Language.SV.value if draft.language is None or draft.language.value == "sv" else Language.NB.value


def _code(parties: Parties, agreement: dict[str, Any], original: str) -> str:
    """A code that the same text gets again, and no other: the first two parties, the year, and a mark of the text."""
    year = str(agreement.get("starts_on", ""))[:4]
    named = code_from(" ".join([*parties.all_codes[:2], year]))[:50].strip("-")
    return f"{named}-{sha256(original.encode('utf-8', 'replace')).hexdigest()[:6]}".strip("-")


def _themes(draft: Draft) -> list[dict[str, Any]]:
    keys: dict[str, str] = {}
    for found in draft.themes:
        name = tidy(found.value, 120)
        if name and name not in keys:
            keys[name] = free_key(name, set(keys.values()), otherwise="theme")
    return [{"key": key, "name": name} for name, key in keys.items()]
