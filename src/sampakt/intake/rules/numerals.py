"""Small numbers as they are written in Swedish, Bokmål and Nynorsk."""

import re

_WORDS = {
    1: "en ett et ei ein eit eitt",
    2: "tva to tvo",
    3: "tre tri",
    4: "fyra fire",
    5: "fem",
    6: "sex seks",
    7: "sju syv",
    8: "atta atte",
    9: "nio ni",
    10: "tio ti",
    11: "elva elleve",
    12: "tolv",
    14: "fjorton fjorten",
    15: "femton femten",
    20: "tjugo tjue",
}
_VALUES = {word: value for value, words in _WORDS.items() for word in words.split()}
_ORDINALS = {
    "forsta": 1,
    "forste": 1,
    "annet": 2,
    "annat": 2,
    "andre": 2,
    "anna": 2,
    "tredje": 3,
    "fjarde": 4,
    "fjerde": 4,
    "femte": 5,
}

NUMBER = rf"(?:(?:ett?|eit) par|{'|'.join(sorted(_VALUES, key=len, reverse=True))}|\d{{1,3}})"
"""A pattern of a small number in plain letters; ``number`` reads what it matched."""

ORDINAL = rf"(?:{'|'.join(_ORDINALS)})"

_IN_FIGURES = r"(?: \(\d{1,3}\))?"
"""The figure that careful lawyers repeat: "twelve (12) months"."""

YEARS = re.compile(rf"\b(?P<number>{NUMBER}){_IN_FIGURES}(?: ?|-)(?:ars?|arig\w{{0,2}}|arige?s?)\b")
MONTHS = re.compile(rf"\b(?P<number>{NUMBER}){_IN_FIGURES} ?(?:manad\w{{0,3}}|maned\w{{0,3}}|mnd\.?|man\.)(?!\w)")


def number(words: str) -> int | None:
    """The number that a piece of plain text says, if it says one."""
    words = words.strip()
    if words.isascii() and words.isdigit():
        return int(words)
    return 2 if words.endswith(" par") else _VALUES.get(words, _ORDINALS.get(words))


_HALF_A_YEAR = re.compile(r"\b(?:halvt ars?|halvars?)\b")


def months_in(text: str) -> int | None:
    """The length in months that a plain text tells first, in months or in years."""
    if _HALF_A_YEAR.search(text):
        return 6
    for pattern, factor in ((MONTHS, 1), (YEARS, 12)):
        for match in pattern.finditer(text):
            value = number(match["number"])
            if value and value * factor <= 600:
                return value * factor
    return None
