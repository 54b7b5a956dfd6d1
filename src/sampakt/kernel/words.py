"""A partnership's own words for types of work and what they touch, kept as people write them.

Two spellings are one word when only case, spaces and hyphens tell them apart; the first one is shown.
"""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Annotated, Any

from django.core.exceptions import ValidationError
from django.db import models
from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from sampakt.kernel.alphabet import fold
from sampakt.kernel.terms import WordFault

LONGEST = 80
_APART = str.maketrans(dict.fromkeys("-_\u2010\u2011\u2013", " "))


@lru_cache(maxsize=8192)
def bare(word: str) -> str:
    """The word without what spellings differ in: ``Stöd-till  skolor`` and ``stöd till skolor`` are both the latter."""
    return fold(word.translate(_APART))


def bare_words(words: Iterable[str]) -> frozenset[str]:
    """Each word without what spellings differ in."""
    return frozenset(map(bare, words))


def first_spellings(words: Iterable[str]) -> list[str]:
    """Each word once, as it is spelt first."""
    found: dict[str, str] = {}
    for word in words:
        found.setdefault(bare(word), word)
    return list(found.values())


def tidy(words: str) -> str:
    """The words without spaces around them, and with single ones between."""
    return " ".join(part for part in unicodedata.normalize("NFC", words).strip().split(" ") if part)


def fault_in(word: str) -> WordFault | None:
    """What is wrong with a tidy word. It has no commas, since people write several words with commas between."""
    if len(word) > LONGEST:
        return WordFault.TOO_LONG
    is_unfit = any(letter == "," or unicodedata.category(letter) in _UNFIT for letter in word)
    return WordFault.UNFIT if is_unfit or not any(letter.isalnum() for letter in word) else None


_UNFIT = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})


def own_word(value: str) -> str:
    """The word, tidy; empty when there is none. Raises ValidationError on what cannot be a word."""
    word = tidy(value)
    fault = fault_in(word) if word else None
    if fault is not None:
        raise ValidationError(fault.label, code=fault.value, params={"limit": LONGEST})
    return word


def _tidy(value: Any) -> Any:
    return tidy(value) if isinstance(value, str) else value


def _fit(word: str) -> str:
    if word and fault_in(word):
        raise PydanticCustomError("not_a_word", str(WordFault.UNFIT.label))
    return word


_ABOUT = "In the partnership's own words."
OwnWord = Annotated[
    str, Field(min_length=1, max_length=LONGEST, description=_ABOUT), BeforeValidator(_tidy), AfterValidator(_fit)
]
OwnWordOrNone = Annotated[
    str, Field(max_length=LONGEST, description=_ABOUT), BeforeValidator(_tidy), AfterValidator(_fit)
]


class OwnWordField(models.CharField):  # type: ignore[type-arg]  # not generic at run time
    """A column that holds one of a partnership's own words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_length": LONGEST, **kwargs})

    def to_python(self, value: Any) -> str:
        return own_word(str(value or ""))


class OwnWordsField(models.JSONField):
    """A column that holds several of them, each once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"default": list, "blank": True, **kwargs})

    def to_python(self, value: Any) -> list[str]:
        return first_spellings(word for one in value or () if (word := own_word(str(one))))
