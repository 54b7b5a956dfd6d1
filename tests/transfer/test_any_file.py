"""Whatever a partnership file holds: what is loaded is written, and what is written changes nothing."""

import datetime
import json
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from sampakt.kernel.viewer import SYSTEM
from sampakt.transfer.actions import load
from sampakt.transfer.queries import file_of, file_read, written

names = st.builds(lambda letters: f"n-{letters}", st.text("abcdefgh0123", min_size=1, max_size=6))
words = st.text("abcåäö éÉ:#-,?!§ \"'", min_size=1, max_size=24).filter(lambda text: bool(text.strip()))
texts = st.fixed_dictionaries({}, optional={"sv": words, "nb": words, "en": words}).filter(bool)
languages = st.sampled_from(["sv", "nb", "en"])
days = st.dates(datetime.date(2015, 1, 1), datetime.date(2026, 1, 1)).map(str)
KINDS: list[tuple[str, dict[str, Any]]] = [
    ("in_force", {}),
    ("notice", {"months": 6}),
    ("statement", {"per": "half_year", "due": "03-31"}),
    ("plan_adopted", {"per": None}),
    ("role_filled", {"functions": ["contact"], "per": "party"}),
    ("signed_by", {"parties": ["huddinge-kommun"]}),
]


@st.composite
def partnerships(draw: st.DrawFn) -> dict[str, Any]:
    """Any small partnership: some themes, agreements, deeds and promises."""
    parties = ["huddinge-kommun", "ntnu", "kth"]
    themes = draw(st.lists(names, max_size=3, unique=True))
    agreements = draw(st.lists(names, min_size=1, max_size=3, unique=True))
    kinds = draw(st.lists(st.sampled_from(KINDS), max_size=4))
    return {
        "sampakt": "1",
        "partnership": {
            "code": "generated",
            "name": draw(texts),
            "language": draw(st.sampled_from(["sv", "nb", "en"])),
        },
        "themes": [{"key": key, "name": draw(texts), "from": draw(days)} for key in themes],
        "agreements": [
            {
                "key": key,
                "kind": "cooperation",
                "title": draw(texts),
                "under": agreements[0] if place and draw(st.booleans()) else None,
                "starts_on": draw(days),
                "parties": [
                    {
                        "organisation": code,
                        "signed_on": draw(st.none() | days),
                        "decisions": [
                            {"kind": "board", "instance": draw(texts), "planned_on": draw(days)}
                            for _ in range(draw(st.integers(0, 2)))
                        ],
                        "fees": [
                            {"amount": str(draw(st.integers(0, 10**7))), "currency": "SEK", "per": "once"}
                            for _ in range(draw(st.integers(0, 2)))
                        ],
                    }
                    for code in draw(st.permutations(parties))
                ],
                "claims": [
                    {"field": "other", "value": draw(words), "source": draw(texts)}
                    for _ in range(draw(st.integers(0, 2)))
                ],
            }
            for place, key in enumerate(agreements)
        ],
        "deeds": [
            {
                "key": key,
                "sort": "event",
                "title": draw(texts),
                "done_on": draw(days),
                "tags": draw(st.lists(names, max_size=2)),
                "participants": draw(st.lists(st.sampled_from(parties), max_size=3)),
            }
            for key in draw(st.lists(names, max_size=3, unique=True))
        ],
        "commitments": [
            {
                "reference": f"G-{number}",
                "agreement": agreements[0],
                "title": draw(texts),
                "strength": "B",
                "check": "A",
                "kind": kind,
                "parameters": parameters,
                "warn_days": str(draw(st.integers(0, 400))),
            }
            for number, (kind, parameters) in enumerate(kinds)
        ],
    }


class AnyPartnership(TestCase):
    """Whatever a file holds, it is what Sampakt writes of it once it is loaded."""

    @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
    @given(partnerships())
    def test_what_is_loaded_is_written_and_what_is_written_changes_nothing(self, data: dict[str, Any]) -> None:
        content = json.dumps(data).encode()
        read = file_read(content)
        assert read.faults == ()
        loaded = load(read, by=SYSTEM)
        told = written(file_of(loaded.partnership), "yaml")
        assert told == written(read.file, "yaml")
        assert load(file_read(told.encode()), by=SYSTEM).lines == ()
        assert load(file_read(content), by=SYSTEM).lines == ()
