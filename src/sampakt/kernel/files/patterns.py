"""Making a new partnership from the pattern of another: who takes whose place, and where the days move."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from sampakt.kernel.text import Text

JOINTS = {"sv": " och ", "nb": " og ", "en": " and "}
"""What stands before the last name of a row, in each language."""


@dataclass
class Plan:
    """What is to be made of a pattern.

    ``replaced`` maps the pattern's organisations to those that take their places, ``added`` names more parties.
    ``names`` maps what the pattern's organisations are called in texts to what the new ones are called, and
    ``everybody`` are the new parties' names: a text that names all of the pattern's ``places`` in a row names them.
    ``alike`` names the pattern's organisations whose successor is of the same kind, so that its instances fit.
    ``kept`` collects the keys of what was kept, for upper parts that refer to it.
    """

    code: str
    name: Text
    language: str
    first_day: date
    last_day: date | None = None
    pattern_starts_on: date | None = None
    replaced: Mapping[str, str] = field(default_factory=dict)
    added: tuple[str, ...] = ()
    alike: frozenset[str] = frozenset()
    places: int = 0
    names: Mapping[str, str] = field(default_factory=dict)
    everybody: tuple[Text, ...] = ()
    kept: set[str] = field(default_factory=set)

    def words(self, text: Text) -> Text:
        """The text with the new organisations' names."""
        return replace(text, **{language: self._told(words, language) for language, words in text.as_data().items()})

    def _told(self, words: str, language: str) -> str:
        """Words with the new names; a row of all the old parties becomes a row of all the new ones."""
        if not self.names:
            return words
        name = "|".join(re.escape(old) for old in sorted(self.names, key=len, reverse=True))
        joint = f"(?:, |{JOINTS[language]})"

        def renewed(row: re.Match[str]) -> str:
            if len(re.findall(name, row[0])) == self.places != len(self.everybody):
                *first, last = (party.said_in(language).words for party in self.everybody)
                return f"{', '.join(first)}{JOINTS[language]}{last}"
            return re.sub(name, lambda old: self.names[old[0]], row[0])

        return re.sub(f"(?:{name})(?:{joint}(?:{name}))*", renewed, words)

    def organisations(self, codes: Iterable[str]) -> list[str]:
        """Those that take the places of ``codes``; places that nobody takes are left out."""
        return sorted({self.replaced[code] for code in codes if code in self.replaced})

    def moved(self, day: date | None) -> date | None:
        """A day of the pattern, moved as far as its first day is moved."""
        if day is None or self.pattern_starts_on is None:
            return None
        return day + timedelta(days=(self.first_day - self.pattern_starts_on).days)
