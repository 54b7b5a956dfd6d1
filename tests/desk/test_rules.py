"""The next right thing, and the marks in what was found."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sampakt.commitments.queries.registry import all_kinds
from sampakt.commitments.queries.sources import DEEDS
from sampakt.commitments.terms import Check, Status
from sampakt.desk.rules import ERRANDS, errand_for, marked
from sampakt.desk.terms import Errand
from sampakt.kernel.alphabet import fold


@pytest.mark.parametrize(
    ("kind", "check", "status", "errand", "others"),
    [
        ("statement", Check.STATED, Status.NOT_CHECKABLE, Errand.STATE, Errand.STATE),
        ("report", Check.RECORDS, Status.OVERDUE, Errand.RECORD, Errand.RECORD),
        ("report", Check.JUDGED, Status.ON_TRACK, Errand.STATE, Errand.STATE),
        ("report", Check.JUDGED, Status.NO_EVIDENCE, Errand.RECORD, Errand.RECORD),
        ("report", Check.RECORDS, Status.BROKEN, Errand.LOOK, Errand.LOOK),
        ("decision", Check.RECORDS, Status.NO_EVIDENCE, Errand.DECIDE, Errand.STATE),
        ("signed_by", Check.RECORDS, Status.OVERDUE, Errand.SIGN, Errand.STATE),
        ("role_filled", Check.RECORDS, Status.OVERDUE, Errand.APPOINT, Errand.LOOK),
        ("claim_recorded", Check.RECORDS, Status.NO_EVIDENCE, Errand.ATTACH, Errand.STATE),
        ("parity", Check.RECORDS, Status.OVERDUE, Errand.COMPOSE, Errand.LOOK),
        ("parity", Check.RECORDS, Status.NOT_STATED, Errand.ASK, Errand.STATE),
        ("decide_before", Check.RECORDS, Status.DUE_SOON, Errand.SETTLE, Errand.STATE),
        ("attachment_present", Check.RECORDS, Status.NO_EVIDENCE, Errand.ATTACH, Errand.STATE),
        ("report", Check.RECORDS, Status.NOT_STATED, Errand.ASK, Errand.RECORD),
    ],
)
def test_the_next_right_thing(kind: str, check: str, status: str, errand: Errand, others: Errand) -> None:
    known = all_kinds()[kind]
    asked = {"kind": kind, "family": known.family, "check": check, "status": status}
    counts = DEEDS in known.sources
    assert errand_for(**asked, counts_deeds=counts, may_edit=True, may_appoint=True) == errand
    assert errand_for(**asked, counts_deeds=counts, may_edit=False, may_appoint=False) == others


def test_kinds_with_a_form_of_their_own_exist() -> None:
    assert set(ERRANDS) <= set(all_kinds())


@pytest.mark.parametrize(
    ("text", "words", "hits"),
    [
        ("Älven och ån", ["älv"], ["Älv"]),
        ("Ås kommune", ["ås"], ["Ås"]),
        ("As och Ås", ["ås"], ["Ås"]),
        ("samverkan Sam", ["sam", "verk"], ["samverk", "Sam"]),
        ("Straße", ["strasse"], ["Straße"]),
        ("Nothing", ["älv"], []),
        ("aaaa", ["aa"], ["aaaa"]),
        ("S0-06 för 2024–2027", ["s0–06", "2024-2027"], ["S0-06", "2024–2027"]),
        ("ÄLVEN", [fold("ÄLVEN")], ["ÄLVEN"]),
    ],
)
def test_marks_the_words_sought(text: str, words: list[str], hits: list[str]) -> None:
    assert [piece for piece, is_hit in marked(text, words) if is_hit] == hits


def test_letters_written_in_two_parts_are_found_too() -> None:
    assert marked("A\u030alesund", ["ål"]) == [("Ål", True), ("esund", False)]


@given(st.text(alphabet="aåäöæøÅÄÖßéE <&"), st.lists(st.text(alphabet="aåäöss "), max_size=4))
def test_the_pieces_are_the_text(text: str, words: list[str]) -> None:
    pieces = marked(text, map(fold, words))
    assert "".join(piece for piece, _is_hit in pieces) == text
    assert all(one[1] != other[1] for one, other in pairwise(pieces))
