"""Themes: lists first, then what is named."""

import pytest

from sampakt.intake.rules.text import Source
from sampakt.intake.rules.themes import MOST, find_themes


def themes_in(text: str) -> list[str]:
    return [found.value for found in find_themes(Source(text))]


@pytest.mark.parametrize(
    ("text", "themes"),
    [
        ("Samarbetet har tre områden: hälsa, skola och arbetsliv.", ["hälsa", "skola", "arbetsliv"]),
        (
            "Tema: oppvekst og læring, helse og omsorg, grønn omstilling",
            ["oppvekst og læring", "helse og omsorg", "grønn omstilling"],
        ),
        ("Prioriterade områden:\n- vattenvård\n- lärande miljöer", ["vattenvård", "lärande miljöer"]),
        ("Reiseliv, fiskeri og kultur vektlegges.", ["reiseliv", "fiskeri", "kultur"]),
        ("Besöksnäring samt risk och kris prioriteras.", ["besöksnäring", "risk och kris"]),
    ],
)
def test_lists_of_themes(text: str, themes: list[str]) -> None:
    assert themes_in(text)[: len(themes)] == themes


def test_a_subject_that_is_only_named_comes_too() -> None:
    assert "folkehelse" in themes_in("Partene arbeider med folkehelse i hele fylket.")


def test_there_are_never_too_many() -> None:
    assert len(themes_in("Områden: " + ", ".join(f"ämnet {letter}xyz" for letter in "abcdefghijklmnopq"))) <= MOST
