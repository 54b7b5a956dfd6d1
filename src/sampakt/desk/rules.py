"""What the next right thing is, and where a searched word stands in a text. Plain values in, plain values out."""

import unicodedata
from collections.abc import Iterable, Sequence

from sampakt.commitments.terms import Check, Family, Status
from sampakt.desk.terms import Errand
from sampakt.kernel.alphabet import with_plain_dashes

ERRANDS: dict[str, Errand] = {
    "decision": Errand.DECIDE,
    "decision_chain": Errand.DECIDE,
    "parties_complete": Errand.SIGN,
    "signed_by": Errand.SIGN,
    "decide_before": Errand.SETTLE,
    "role_filled": Errand.APPOINT,
    "must_contain": Errand.ASK,
    "statement": Errand.STATE,
}
"""Kinds whose records have a form of their own."""

OF_THE_AGREEMENT = frozenset({Family.DECISION, Family.TERM, Family.FAMILY})
"""Families whose records are parts of the agreement itself."""


def errand_for(
    *, kind: str, family: str, check: str, status: str, counts_deeds: bool, may_edit: bool, may_appoint: bool
) -> Errand:
    """The next right thing to do about a promise: one that helps, and that the person may do; else to read why.

    Records of work help where the kind ``counts_deeds``, and nothing but an appointment fills an office.
    """
    is_judged = check == Check.JUDGED and status in {Status.KEPT, Status.KEPT_LATE, Status.ON_TRACK}
    if kind == "statement" or check == Check.STATED or is_judged:
        return Errand.STATE
    if ERRANDS.get(kind) == Errand.APPOINT:
        return Errand.APPOINT if may_appoint else Errand.LOOK
    if status == Status.BROKEN:
        return Errand.LOOK
    if family == Family.GOVERNANCE and status != Status.NOT_STATED:
        return Errand.COMPOSE if may_edit else Errand.LOOK
    is_formal = family in OF_THE_AGREEMENT or not counts_deeds
    if not may_edit:
        return Errand.STATE if is_formal else Errand.RECORD
    asked = Errand.ASK if status == Status.NOT_STATED else Errand.ATTACH if is_formal else Errand.RECORD
    return ERRANDS.get(kind, asked)


def marked(text: str, words: Iterable[str]) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether it is one of the (folded) words sought; together they are the text."""
    text = unicodedata.normalize("NFC", text)
    letters = [letter.casefold() for letter in text]
    folded = with_plain_dashes("".join(letters))
    places = [place for place, letter in enumerate(letters) for _ in letter]
    hit = [False] * len(text)
    for word in map(with_plain_dashes, filter(None, words)):
        start = folded.find(word)
        while start >= 0:
            for place in places[start : start + len(word)]:
                hit[place] = True
            start = folded.find(word, start + len(word))
    return _pieces(text, hit)


def _pieces(text: str, hit: Sequence[bool]) -> list[tuple[str, bool]]:
    pieces: list[tuple[str, bool]] = []
    for letter, is_hit in zip(text, hit, strict=True):
        if pieces and pieces[-1][1] == is_hit:
            pieces[-1] = (pieces[-1][0] + letter, is_hit)
        else:
            pieces.append((letter, is_hit))
    return pieces
