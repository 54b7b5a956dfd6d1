"""Å, Ä, Ö, Æ and Ø in searching and sorting, the same on SQLite and PostgreSQL.

SQLite folds only a-z, and neither database sorts these letters without being told how. Searching therefore compares
texts folded here; sorting uses ICU's own names for the alphabets, which SQLite learns when it connects.
"""

import unicodedata
from functools import lru_cache
from typing import Any

from django.db.models import F
from django.db.models.functions import Collate

ALPHABETS = {"sv": "sv-x-icu", "nb": "nb-x-icu", "en": "sv-x-icu"}
_SWEDISH = str.maketrans({"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}"})  # the signs after z in ASCII
_NORWEGIAN = str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}"})
_LETTERS = {"sv-x-icu": _SWEDISH, "nb-x-icu": _NORWEGIAN}
_NORDIC = frozenset("åäöæø")
_AROUND = "\"'`´‘’‚‛“”„‟«»‹›.,;:!?¡¿…()[]{}<>-‐‑–—"
"""What stands around words in sentences; signs that mean something by themselves, as in § 4 and 100 %, are kept."""
_DASHES = "‐‑‒–—―−"
_PLAIN = str.maketrans(dict.fromkeys(_DASHES, "-"))
SORTED_LETTERS = 60
"""So many letters of a name decide its place among many; each takes two figures."""


def fold(text: str) -> str:
    """The text as searching compares it: small letters, single spaces, å ä ö æ ø kept apart from a and o."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def words_sought(query: str) -> list[str]:
    """The folded words of a query without the signs around them, which belong to how it was written: quotes, commas.

    A query of signs alone is looked for as it stands.
    """
    written = fold(query).split()
    return [word for word in (word.strip(_AROUND) for word in written) if word] or written


def with_plain_dashes(text: str) -> str:
    """The text with every dash as the sign on keyboards, as numbers are compared: S0–06 is S0-06."""
    return text.translate(_PLAIN)


def ways_to_write(word: str) -> list[str]:
    """A word sought, as it may stand in a text: with its own dashes, the keyboard's, or those of years and pages."""
    plain = with_plain_dashes(word)
    return list(dict.fromkeys([word, plain, plain.replace("-", "–")]))


@lru_cache(maxsize=16_384)
def sort_key(text: str, alphabet: str = "sv-x-icu") -> str:
    """What to sort by, so that Å, Ä and Ö come after Z (Æ, Ø and Å in Norwegian); other accents do not count.

    Kept, because sorting compares the same names again and again.
    """
    plain = [
        letter if letter in _NORDIC else unicodedata.normalize("NFD", letter)[0]
        for letter in unicodedata.normalize("NFC", text).casefold()
    ]
    return "".join(plain).translate(_LETTERS[alphabet])


def sort_code(text: str, alphabet: str = "sv-x-icu") -> str:
    """The same of the first letters in figures, which every database sorts alike: for a column to sort by."""
    return sort_key(text, alphabet).encode()[:SORTED_LETTERS].hex()


def by_alphabet(field: str, language: str) -> Collate:
    """An ordering of a column by the alphabet of ``language``: ``order_by(by_alphabet("name", "sv"))``."""
    return Collate(F(field), ALPHABETS.get(language, ALPHABETS["sv"]))


def teach_sqlite(connection: Any, **_: object) -> None:
    """Give a fresh SQLite connection the two alphabets that PostgreSQL has from ICU."""
    if connection.vendor != "sqlite":
        return
    for alphabet in _LETTERS:
        connection.connection.create_collation(alphabet, _comparer(alphabet))


def _comparer(alphabet: str) -> Any:
    def compare(one: str, other: str) -> int:
        first, second = sort_key(one, alphabet), sort_key(other, alphabet)
        if first == second:
            first, second = one, other
        return (first > second) - (first < second)

    return compare
