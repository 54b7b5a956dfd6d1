"""From a text to a draft: nothing breaks it, every value stands on its words, and twice gives the same."""

import json
from dataclasses import fields
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sampakt.intake.rules.as_json import as_json
from sampakt.intake.rules.draft import Draft, Found
from sampakt.intake.rules.gazetteer import Gazetteer
from sampakt.intake.rules.understanding import understand

AGREEMENT = """SAMVERKANSAVTAL

Dnr 2031/4410

1. Parter
Detta avtal har ingåtts mellan Östersunds kommun (kommunen) och Mitt-
universitetet (universitetet).

2. Organisation
En styrgrupp med tre ledamöter från vardera parten sammanträder två gånger per år.

3. Ekonomi
Vardera parten bidrar med 500 000 kronor per år.

4. Avtalstid
Avtalet gäller från och med den 1 januari 2032 till och med den 31 decem-
ber 2035.

Östersund den 3 november 2031
"""
WORDS = [
    "avtal",
    "mellan",
    "kommun",
    "kommune",
    "universitet",
    "högskolan",
    "i",
    "Umeå",
    "Oslo",
    "och",
    "og",
    "ska",
    "skal",
    "parterna",
    "styrgrupp",
    "två",
    "ganger",
    "per",
    "år",
    "2031",
    "3",
    ".",
    "mars",
    "-2034",
    "till",
    "til",
    "kr",
    "500",
    "000",
    "miljoner",
    "§",
    "12",
    "Dnr",
    "KS-2031/4",
    "undertecknades",
    "vedtak",
    "\n",
    "\n\n",
    "\xad",
    "-",
    "*",
    ":",
    "(",
    ")",
    "«",
    "\u200f",
]
ANY_TEXT = st.one_of(
    st.text(max_size=400),
    st.lists(st.sampled_from(WORDS), max_size=80).map(" ".join),
    st.binary(max_size=200).map(lambda content: content.decode("latin-1")),
)


def all_found(draft: Draft) -> list[Found[object]]:
    found: list[Found[object]] = []
    for field in fields(draft):
        value = getattr(draft, field.name)
        found += [one for one in (value if isinstance(value, tuple) else (value,)) if isinstance(one, Found)]
    return found


def test_an_agreement_gives_its_draft(gazetteer: Gazetteer) -> None:
    data = as_json(understand(AGREEMENT, gazetteer), AGREEMENT)
    assert (data["language"], data["kind"], data["agreement_type"]) == ("sv", "agreement", "strategic_partnership")
    assert data["title"] == "SAMVERKANSAVTAL"
    assert [one["name"] for one in data["parties"]] == ["Östersunds kommun", "Mittuniversitetet"]
    assert [one["as_written"] for one in data["parties"]] == ["Östersunds kommun", "Mitt-\nuniversitetet"]
    assert data["registration_numbers"] == ["2031/4410"]
    assert {(one["role"], one["date"]) for one in data["dates"]} == {
        ("start", "2032-01-01"),
        ("end", "2035-12-31"),
        ("signed", "2031-11-03"),
    }
    assert (data["period"]["start"], data["period"]["end"]) == ("2032-01-01", "2035-12-31")
    assert [(one["amount"], one["per"], one["payer"]) for one in data["amounts"]] == [
        (500_000, "year", "Östersunds kommun"),
        (500_000, "year", "Mittuniversitetet"),
    ]


@given(text=ANY_TEXT)
def test_no_text_breaks_it_and_every_value_stands_on_its_words(text: str, gazetteer: Gazetteer) -> None:
    draft = understand(text, gazetteer)
    for found in all_found(draft):
        assert 0 <= found.span.start <= found.span.end <= len(text)
        assert 0 <= found.confidence <= 1
        assert found.field
    assert understand(text, gazetteer) == draft
    json.dumps(as_json(draft, text))


@pytest.mark.parametrize(
    "piece",
    [
        "Avtal med Aa Bb, ",
        "2031 ",
        "1 000 ",
        "Oslo kommune og ",
        "a",
        "undertecknades ",
        "Dnr\n",
        "*",
        "kommun ska ",
        "(",
    ],
)
def test_a_long_text_of_one_sort_takes_no_longer_than_its_length(piece: str, gazetteer: Gazetteer) -> None:
    def seconds(letters: int) -> float:
        text = piece * (letters // len(piece))
        begun = perf_counter()
        understand(text, gazetteer)
        return perf_counter() - begun

    seconds(2_000)
    short, long = seconds(10_000), seconds(80_000)
    assert long < 0.5 or long < 40 * short  # eight times as long; four times that is room for a busy machine
