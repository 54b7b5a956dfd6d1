"""The user's guide speaks the words that stand on the pages, in each of its languages."""

import re
from functools import cache
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import sampakt

PACKAGE = Path(sampakt.__file__).parent
GUIDE = PACKAGE.parents[1] / "docs" / "guide"
LANGUAGES = ("sv", "nb", "en")
SAME_EVERYWHERE = {"Excel", "CSV", "JSON"}


@cache
def _said(language: str) -> frozenset[str]:
    """All that the pages say in a language, as the catalogues have it."""
    words = set(SAME_EVERYWHERE)
    for path in PACKAGE.glob(f"*/locale/{'sv' if language == 'en' else language}/LC_MESSAGES/django.po"):
        with path.open("rb") as file:
            for message in read_po(file):
                said = message.id if language == "en" else message.string
                words.update(said if isinstance(said, tuple | list) else [said])
    return frozenset(words)


def _guide(language: str) -> str:
    return (GUIDE / f"{language}.md").read_text("utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_in_bold_stand_on_the_pages(language: str) -> None:
    bold = set(re.findall(r"\*\*(.+?)\*\*", _guide(language)))
    assert len(bold) > 25
    assert sorted(bold - _said(language)) == []


def test_the_three_tell_the_same() -> None:
    shapes = {
        language: [re.match(r"#+|\d\.|-|\||\*|", line).group() for line in _guide(language).splitlines() if line]  # type: ignore[union-attr]
        for language in LANGUAGES
    }
    assert shapes["sv"] == shapes["nb"] == shapes["en"]
