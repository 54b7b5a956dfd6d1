"""What a decision will bring about is kept as plain values and read again the same; what cannot be read is named."""

import json
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from sampakt.governance.rules.intents import Intent, read, written
from sampakt.kernel.text import Text

DAYS = st.none() | st.dates()
WORDS = st.text(alphabet="abåäöÅÆ 1–", max_size=20).map(str.strip)
INTENTS = st.builds(
    Intent,
    type=WORDS,
    covers_from=DAYS,
    covers_until=DAYS,
    instead=st.builds(Text, sv=WORDS, nb=WORDS, en=WORDS),
    holds_from=DAYS,
    holds_until=DAYS,
    deed=WORDS,
    waiver=st.none() | st.integers(min_value=1),
    successor=WORDS,
)


@given(INTENTS)
def test_what_is_kept_is_read_again_the_same(intent: Intent) -> None:
    kept = json.loads(json.dumps(written(intent)))
    assert read(kept) == intent
    assert written(read(kept)) == written(intent)


def test_nothing_said_is_nothing_kept() -> None:
    assert written(Intent()) == {}
    assert written(Intent(type="plan", covers_until=date(2027, 12, 31))) == {
        "type": "plan",
        "covers_until": "2027-12-31",
    }


def test_what_cannot_be_read_is_named_and_the_rest_is_read() -> None:
    kept = {"type": "plan", "covers_from": "soon", "holds_from": 7, "instead": {"xx": "?"}, "waiver": "3", "deal": ""}
    intent = read(kept)
    assert intent.type == "plan"
    assert intent.unread == ("covers_from", "deal", "holds_from", "instead", "waiver")
