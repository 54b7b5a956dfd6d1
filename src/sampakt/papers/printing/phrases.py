"""What people wrote, as papers set it: short phrases, and passages of paragraphs and lists, in their own language."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sampakt.kernel.text import Text

_POINT = re.compile(r"^\s*(?:[-–—•*])\s+")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Phrase:
    """Words in one line, in the language they are really in."""

    words: str
    language: str

    def __bool__(self) -> bool:
        return bool(self.words)


@dataclass(frozen=True)
class Block:
    """A paragraph, or the points of a list."""

    words: str = ""
    points: tuple[str, ...] = ()


@dataclass(frozen=True)
class Passage:
    """Paragraphs and lists in the language they are really in."""

    blocks: tuple[Block, ...]
    language: str

    def __bool__(self) -> bool:
        return bool(self.blocks)


def phrase(text: Text | str, language: str) -> Phrase:
    """A text in the language of the paper, or the nearest that it is said in."""
    if isinstance(text, str):
        return Phrase(" ".join(_clean(text).split()), language)
    said = text.said_in(language)
    return Phrase(" ".join(_clean(said.words).split()), said.language)


def passage(text: Text, language: str) -> Passage:
    """The same of something longer. An empty line parts paragraphs; lines that begin with a dash are points."""
    said = text.said_in(language)
    blocks: list[Block] = []
    for part in re.split(r"\n\s*\n", _clean(said.words.replace("\r\n", "\n"))):
        lines = [line.strip() for line in part.split("\n") if line.strip()]
        for is_list, run in groupby(lines, key=lambda line: _POINT.match(line) is not None):
            if is_list:
                blocks.append(Block(points=tuple(_POINT.sub("", line) for line in run)))
            else:
                blocks.append(Block(words="\n".join(run)))
    return Passage(tuple(blocks), said.language)


def plain(value: Any, *, is_marked: bool) -> Any:
    """Data as lists, mappings and strings. ``is_marked`` keeps beside people's words the language they are in."""
    match value:
        case Phrase():
            return {"words": value.words, "language": value.language} if is_marked else value.words
        case Passage():
            blocks = [{"words": block.words, "points": list(block.points)} for block in value.blocks]
            return {"blocks": blocks, "language": value.language} if is_marked else blocks
        case Mapping():
            return {str(key): plain(one, is_marked=is_marked) for key, one in value.items()}
        case None | bool() | int() | float():
            return value
        case Sequence() if not isinstance(value, str):
            return [plain(one, is_marked=is_marked) for one in value]
    return _clean(str(value))


def _clean(words: str) -> str:
    """Without the signs that neither a PDF nor a Word file may hold."""
    return _UNPRINTABLE.sub("", words.replace("\t", " "))
