"""What the words of the kinds are looked for in: one sentence, in its document."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sampakt.intake.rules.bodies import Mention, within
from sampakt.intake.rules.draft import Found, PartyValue
from sampakt.intake.rules.promises.reading import Sentence
from sampakt.intake.rules.text import Source


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

    @property
    def plain(self) -> str:
        return self.source.plain

    @property
    def binds(self) -> bool:
        return bool(self.sentence.strength)

    @property
    def is_formal(self) -> bool:
        """Whether the document is one that binds: in it, the present tense is a duty."""
        return self.document in ("agreement", "decision", "strategy")

    @property
    def bodies(self) -> list[Mention]:
        return within(self.named, self.sentence.start, self.sentence.end)

    @property
    def body(self) -> str:
        """The body that the sentence is about, or the one spoken of just before."""
        here = self.bodies
        return here[0].name if here else self.last_body.name if self.last_body else ""

    def find(self, pattern: re.Pattern[str], start: int | None = None) -> re.Match[str] | None:
        return pattern.search(self.plain, self.sentence.start if start is None else start, self.sentence.end)

    def every(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        return pattern.finditer(self.plain, self.sentence.start, self.sentence.end)

    def words(self, start: int, end: int) -> str:
        """The words as they are read, cleaned at their ends."""
        return self.source.flow[start:end].strip(" ,.;:–-\t\n")

    def organisation(self, start: int, end: int) -> str:
        """The party that a stretch names, by its name; its words when no party is known there."""
        span = self.source.span(start, end)
        known = [party for party in self.parties if party.span.start < span.end and span.start < party.span.end]
        if known:
            return known[0].value.name
        words = self.source.plain[start:end]
        for party in self.parties:
            name = party.value.name
            if any(word and word in words for word in (name.casefold(), self.source.original[party.span.start : party.span.end].casefold())):
                return name
        return self.words(start, end)
