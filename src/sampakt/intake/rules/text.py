"""A text as it is read, with every letter's place in the text as it was written."""

import re
import unicodedata
from array import array
from functools import cached_property
from itertools import pairwise

from sampakt.intake.rules.draft import Found, Span, T

_LINE = re.compile(r"[^\n\r\f\v\x1c-\x1e\x85\u2028\u2029]+")
# What carries no reading: soft hyphens, zero-width and direction marks, byte order marks; and emphasis of Markdown.
_NOISE = re.compile(
    r"(?P<unseen>[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08]+)"
    r"|(?P<marked>[^\W\d_][\u0300-\u036f]+)"
    r"|(?P<space>[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+)"
    r"|(?P<marks>(?<![^\s*_(])[*_]{1,3}(?=[^\s*_])|(?<=[^\s*_])[*_]{1,3}(?![\w*]))"
)
_STARTS_ITEM = re.compile(
    r"[-–—•●▪◦·*o0]\s|\.\s|(?:\d{1,2}|[a-zA-Z])[.)]\s|\d{1,2}(?:\.\d{1,2})+\.?\s|#{1,6}\s|§|\||[A-ZÅÄÖÆØ][\w-]{1,24}:\s"
    r"|(?:Dnr|Diarienr|Diarienummer|Saksnr|Arkivsaksnr|Arkivsak|Datum|Dato|Handläggare|Saksbehandler|Publicerad|Publisert)\b"
)
_BROKEN_WORD = re.compile(r"[^\W\d_][-\u00ad¬]$")
_BROKEN_NUMBER = re.compile(r"\d[-–/]$")
_DANGLING = re.compile(  # a word that must go on
    r"\b(?:och|og|eller|av|i|på|pa|til|till|for|för|med|mellan|mellom|den|det|de|en|ett|et|som|att|at|å|"
    r"om|vid|ved|från|fra|samt|per|"
    r"§+|nr\.?)$",
    re.I,
)
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:t\.?\s?ex|bl\.?\s?a|m\.?\s?m|m\.?\s?fl|f\.?\s?eks|f\.?\s?n|o\.?\s?s\.?\s?v|osv|dvs|"
    r"d\.?v\.?s|s\.?\s?k|kl|org\.?\s?nr|nr|dnr|ca|jf|jfr|"
    r"jmf|pkt|inkl|ekskl|exkl|resp|tel|st|str|forts|f|ev|evt|art|kap|bil|ref|saksnr|arkivsaksnr|"
    r"arkivref|mill|mrd|milj|mkr|"
    r"jan|feb|febr|mar|apr|aug|sep|sept|okt|nov|des|dec|prof|dr|fr\.?o\.?m|t\.?o\.?m|[A-ZÅÄÖÆØ])$|^\s*\d{1,2}$"
)
_END = re.compile(r"[.!?…][\"'”’»)\]]*[ \t]+(?=[\"'”“«(\[§–-]*\s?[A-ZÅÄÖÆØÉ0-9])")


NEAR = 400
"""So far reach the words that say what a value is; a scan without full stops is one long sentence."""


class _Plain(dict[int, int]):
    """Letters as recognition compares them, worked out once each: one letter in, one letter out."""

    def __missing__(self, code: int) -> int:
        letter = chr(code).lower()
        base = unicodedata.normalize("NFKD", letter)[:1] if letter else ""
        plain = ord(base) if base else code
        self[code] = plain
        return plain


_PLAIN = _Plain(
    {
        ord(one): ord(other)
        for one, other in zip("æÆøØðÐłŁđĐœŒ–—−‐‑‒―’‘´`“”«»„…", 'aaooddllddoo-------\'\'\'\'""""".', strict=True)
    }
)


def plain(text: str) -> str:
    """The text as recognition compares it: as long as before, small letters, no marks over them, one sort of dash."""
    return text.translate(_PLAIN)


class Source:
    """A text, as it is read (``flow``) and as it is compared (``plain``), both with places in the original.

    In ``flow`` lines that belong together are one line, words broken over two lines are whole, and marks that nobody
    sees are gone; paragraphs are divided by a line break and columns by a tab.
    """

    def __init__(self, original: str) -> None:
        self.original = original
        self._pieces: list[str] = []
        self.at = array("I")
        self._read()
        self.flow = "".join(self._pieces)
        del self._pieces
        self.plain = plain(self.flow)

    def span(self, start: int, end: int) -> Span:
        """Where ``flow[start:end]`` stands in the original; white space at its ends is left out."""
        while start < end and self.flow[start].isspace():
            start += 1
        while end > start and self.flow[end - 1].isspace():
            end -= 1
        if start >= end:
            place = self.at[start] if start < len(self.at) else len(self.original)
            return Span(place, place)
        last = self.at[end - 1] + 1
        while last < len(self.original) and unicodedata.combining(self.original[last]):
            last += 1
        return Span(self.at[start], last)

    def found(self, value: T, place: tuple[int, int], field: str, confidence: float, why: str) -> Found[T]:
        """A value with its place, given by offsets in ``flow``."""
        return Found(value, self.span(*place), round(min(max(confidence, 0.0), 1.0), 2), why, field)

    @cached_property
    def lines(self) -> tuple[tuple[int, int], ...]:
        """The paragraphs, headings and items of the text, as offsets in ``flow``."""
        return tuple(match.span() for match in re.finditer(r"[^\n]+", self.flow))

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """The sentences, none of which crosses a paragraph, as offsets in ``flow``."""
        sentences: list[tuple[int, int]] = []
        for start, end in self.lines:
            begins = start
            for stop in _END.finditer(self.flow, start, end):
                before = self.flow[max(begins, stop.start() - 14) : stop.start()]
                if self.flow[stop.start()] == "." and _ABBREVIATION.search(before):
                    continue
                sentences.append((begins, stop.end()))
                begins = stop.end()
            if begins < end:
                sentences.append((begins, end))
        return tuple(sentences)

    def sentence_at(self, place: int) -> tuple[int, int]:
        """The sentence that holds an offset of ``flow``."""
        low, high = 0, len(self.sentences)
        while low < high:
            middle = (low + high) // 2
            if self.sentences[middle][1] <= place:
                low = middle + 1
            else:
                high = middle
        return self.sentences[low] if low < len(self.sentences) else (place, place)

    def near(self, place: int) -> tuple[int, int]:
        """The sentence that holds an offset of ``flow``, but never more than ``NEAR`` letters to either side."""
        start, end = self.sentence_at(place)
        return max(start, place - NEAR), min(end, place + NEAR)

    # --- reading ---

    def _read(self) -> None:
        lines = [match.span() for match in _LINE.finditer(self.original) if not match.group().isspace()]
        lengths = sorted(end - start for start, end in lines)
        self._width = min(max(lengths[len(lengths) * 9 // 10], 40), 110) if lengths else 0
        gaps = [self.original.count("\n", one[1], two[0]) for one, two in pairwise(lines)]
        self._double = self._is_double_spaced(lines, gaps)
        for index, (start, end) in enumerate(lines):
            ends = self._line(
                start,
                end,
                last=index == len(lines) - 1,
                following=lines[index + 1 : index + 2],
                gap=gaps[index : index + 1],
            )
            if ends:
                self._put(ends, end)

    def _is_double_spaced(self, lines: list[tuple[int, int]], gaps: list[int]) -> bool:
        """Whether every line is followed by an empty one, as some scanners write."""
        wide = [gap for gap in gaps if gap]
        torn = sum(
            gap == 2
            and self.original[one[0] : one[1]].rstrip()[-1:] not in ".:!?"
            and self.original[two[0] : two[1]].lstrip()[:1].islower()
            for one, two, gap in zip(lines, lines[1:], gaps, strict=False)
        )
        return len(wide) > 8 and torn * 4 > len(wide)

    def _line(self, start: int, end: int, *, last: bool, following: list[tuple[int, int]], gap: list[int]) -> str:
        """Take over one line; gives what stands between it and the next: "", a space, or a line break."""
        while start < end and self.original[start].isspace():
            start += 1
        while end > start and self.original[end - 1].isspace():
            end -= 1
        self._clean(start, end)
        if last:
            return ""
        mine = self.original[max(start, end - 60) : end]
        next_line = self.original[following[0][0] : min(following[0][1], following[0][0] + 60)].lstrip()
        far = gap[0] > (2 if self._double else 1)
        if (
            _BROKEN_WORD.search(mine)
            and next_line[:1].islower()
            and not next_line.startswith(("och ", "og ", "eller "))
            and gap[0] <= 2
        ):
            if not mine.endswith("\u00ad"):  # which nobody sees, and which is gone already
                self._drop_last()
            return ""
        if _BROKEN_NUMBER.search(mine) and next_line[:1].isdigit() and not far:
            return ""
        return " " if self._goes_on(mine, next_line, end - start, far=far) else "\n"

    def _goes_on(self, mine: str, next_line: str, length: int, *, far: bool) -> bool:
        if _STARTS_ITEM.match(next_line) or mine.endswith((":", "|")):
            return False
        closed = mine.endswith((".", "!", "?"))
        if next_line[:1].islower() or next_line[:1] in ")(,;":
            return not closed or (not far and length >= self._width * 0.6)
        if far:
            return bool(_DANGLING.search(mine)) and length >= 25
        if _DANGLING.search(mine) or mine.endswith(","):
            return True
        return length >= self._width * 0.72 and length >= 45 and not (closed and self._double)

    def _clean(self, start: int, end: int) -> None:
        while start < end and self.original[start] == "#":  # headings of Markdown
            start += 1
        place = start
        for noise in _NOISE.finditer(self.original, start, end):
            self._keep(place, noise.start())
            if noise.lastgroup == "marked":  # a letter and its marks apart, as some systems write them
                self._put(unicodedata.normalize("NFC", noise.group())[0], noise.start())
            elif noise.lastgroup == "space" and noise.start() > start:
                self._put("\t" if len(noise.group()) > 2 or "\t" in noise.group() else " ", noise.start())
            place = noise.end()
        self._keep(place, end)

    def _keep(self, start: int, end: int) -> None:
        if start < end:
            self._pieces.append(self.original[start:end])
            self.at.extend(range(start, end))

    def _put(self, mark: str, place: int) -> None:
        self._pieces.append(mark)
        self.at.append(place)

    def _drop_last(self) -> None:
        self._pieces[-1] = self._pieces[-1][:-1]
        self.at.pop()
