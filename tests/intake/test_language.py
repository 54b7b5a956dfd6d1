"""Which of the three languages a text is written in."""

import pytest

from sampakt.intake.rules.language import find_language
from sampakt.intake.rules.text import Source


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Parterna ska träffas två gånger om året och följa upp arbetet.", "sv"),
        ("Partene skal møtes to ganger i året og følge opp arbeidet.", "nb"),
        ("Partane skal møtast to gonger i året og følgje opp arbeidet, men ikkje oftare.", "nn"),
        ("Forslag till beslut: namnden godkanner att avtalet forlangs fran och med nasta ar.", "sv"),
        ("Rektor ved Høgskulen på Vestlandet og ordføreren skrev under i april. Den varer i fire år.", "nb"),
        ("Høgskolen i Molde og kommunen vil ikkje vente; dei skriv under no.", "nn"),
        ("Parterna ska tra\u0308ffas tva\u030a ga\u030anger om a\u030aret.", "sv"),
    ],
)
def test_small_words_tell_the_language(text: str, language: str) -> None:
    found = find_language(Source(text))
    assert found is not None
    assert found.value == language
    assert 0.5 <= found.confidence <= 1


def test_figures_alone_have_no_language() -> None:
    assert find_language(Source("12 345 / 678")) is None
    assert find_language(Source("")) is None
