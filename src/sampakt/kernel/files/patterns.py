"""Making a new partnership from the pattern of another: who takes whose place, and where the days move."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from sampakt.kernel.text import Text


@dataclass
class Plan:
    """What is to be made of a pattern.

    ``replaced`` maps the pattern's organisations to those that take their places, ``added`` names more parties;
    ``names`` are pairs of words, longest first, that say in texts what the organisations are called; ``alike`` names
    the pattern's organisations whose successor is of the same kind, so that its instances fit. ``kept`` collects the
    keys of what was kept, for upper parts that refer to it.
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
    names: tuple[tuple[str, str], ...] = ()
    kept: set[str] = field(default_factory=set)

    def words(self, text: Text) -> Text:
        """The text with the new organisations' names."""
        told = text.as_data()
        for old, new in self.names:
            told = {language: words.replace(old, new) for language, words in told.items()}
        return replace(text, **told)

    def organisations(self, codes: Iterable[str]) -> list[str]:
        """Those that take the places of ``codes``; places that nobody takes are left out."""
        return sorted({self.replaced[code] for code in codes if code in self.replaced})

    def moved(self, day: date | None) -> date | None:
        """A day of the pattern, moved as far as its first day is moved."""
        if day is None or self.pattern_starts_on is None:
            return None
        return day + timedelta(days=(self.first_day - self.pattern_starts_on).days)
