"""What the words of the kinds are looked for in: one sentence, in its document."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sampakt.intake.rules.bodies import Mention, within
from sampakt.intake.rules.draft import Found, PartyValue
from sampakt.intake.rules.promises.reading import Sentence
from sampakt.intake.rules.text import Source
from sampakt.intake.rules.text import plain as plain_of


@dataclass(frozen=True)
class Hit:
    """A kind of promise whose words stand at a place; ``strength`` when they say it themselves."""

    kind: str
    start: int
    end: int
    parameters: tuple[tuple[str, Any], ...] = ()
    strength: str = ""
    confidence: float = 0.8


@dataclass(frozen=True)
class Scene:
    """A sentence and what surrounds it."""

    source: Source
    sentence: Sentence
    document: str
    language: str
    named: list[Mention] = field(default_factory=list)
    parties: tuple[Found[PartyValue], ...] = ()
    last_body: Mention | None = None
    """The body that the sentences before were about."""
    short: tuple[tuple[str, str], ...] = ()
    """What the text itself calls its parties for short, with the name of each."""

    @property
    def plain(self) -> str:
        """The text as recognition compares it."""
        return self.source.plain

    @property
    def binds(self) -> bool:
        """Whether the sentence promises anything."""
        return bool(self.sentence.strength)

    @property
    def is_formal(self) -> bool:
        """Whether the document is one that binds: in it, the present tense is a duty."""
        return self.document in ("agreement", "decision", "strategy")

    @property
    def bodies(self) -> list[Mention]:
        """The bodies that the sentence names."""
        return within(self.named, self.sentence.start, self.sentence.end)

    @property
    def body(self) -> str:
        """The body that the sentence is about, or the one spoken of just before."""
        here = self.bodies
        return here[0].name if here else self.last_body.name if self.last_body else ""

    def find(self, pattern: re.Pattern[str], start: int | None = None) -> re.Match[str] | None:
        """The first place in the sentence, or after ``start`` in it, where a pattern stands."""
        return pattern.search(self.plain, self.sentence.start if start is None else start, self.sentence.end)

    def every(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Every place in the sentence where a pattern stands."""
        return pattern.finditer(self.plain, self.sentence.start, self.sentence.end)

    def begins(self, place: int, most: int, stops: Sequence[str] = ".;:") -> int:
        """Where the clause begins that holds a place: after a stop, at the sentence's beginning, or so far before."""
        earliest = max(self.sentence.start, place - most)
        found = ((self.plain.rfind(stop, earliest, place), len(stop)) for stop in stops)
        return max(earliest, *(at + length for at, length in found if at >= 0), 0)

    def word_end(self, place: int) -> int:
        """Where the word that a place stands in, or before, ends."""
        while place < self.sentence.end and self.plain[place].isalnum():
            place += 1
        return place

    def words(self, start: int, end: int) -> str:
        """The words as they are read, cleaned at their ends."""
        return self.source.flow[start:end].strip(" ,.;:–-\t\n")

    def organisation(self, start: int, end: int) -> str:
        """The party that a stretch names, by its name; its words when no party is known there."""
        named = self.named_party(start, end)
        return named if named not in ("", "parties") else self.words(start, end)

    def named_party(self, start: int, end: int) -> str:
        """The name of the one party that a stretch speaks of; "parties" when it names several, "" when none."""
        stretch = self.plain[start:end]
        names = []
        for party in self.parties:
            forms = {plain_of(party.value.name), plain_of(self.source.original[party.span.start : party.span.end])}
            if any(form and form in stretch for form in forms):
                names.append(party.value.name)
        names += [name for form, name in self.short if re.search(rf"\b{re.escape(form)}s?\b", stretch)]
        if not names:
            for sorts, words in _GENERIC:
                if words.search(stretch):
                    names.extend(party.value.name for party in self.parties if party.value.sort in sorts)
        if not names:
            said = [match for _sorts, words in _GENERIC for match in words.finditer(self.plain, start, end)]
            names = [self.source.flow[match.start() : match.end()].lower() for match in said]
        names = list(dict.fromkeys(names))
        return names[0] if len(names) == 1 else "parties" if names else ""


_GENERIC = (
    (("municipality",), re.compile(r"\b(?:kommunen|staden|byen|kommuna)\b")),
    (("university",), re.compile(r"\b(?:universitetet|hogskolan|hogskolen|hogskulen|larosatet)\b")),
    (("region", "county"), re.compile(r"\b(?:regionen|fylkeskommunen)\b")),
)

_CALLED = re.compile(  # after a party's name
    r"(?:, ?org[^()\n]{0,40})? ?"
    r"\((?:[^()\n]{0,40}?\b(?:kalla[dst]|kalla|kalt|benamn\w*|forkortat|nedan|heretter|harefter) )?"
    r'"?(?P<form>[^\W\d_][\w&-]{1,19})"?\)'
)


def short_names(source: Source, parties: Sequence[Found[PartyValue]]) -> tuple[tuple[str, str], ...]:
    """What the text itself calls its parties for short, as in "Lillby högskola (LH)", with the name of each."""
    found: dict[str, set[str]] = {}
    for party in parties:
        for place in re.finditer(re.escape(plain_of(party.value.name)), source.plain):
            if said := _CALLED.match(source.plain, place.end()):
                found.setdefault(said["form"], set()).add(party.value.name)
    return tuple((form, min(names)) for form, names in found.items() if len(names) == 1)
