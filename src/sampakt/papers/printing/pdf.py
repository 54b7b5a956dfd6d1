"""PDF that is read aloud rightly (PDF/UA-1) and kept for long (PDF/A-2a), or none at all."""

import json
import struct
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst

import sampakt
from sampakt.papers.printing.phrases import plain

FONT = Path(__file__).parent / "fonts" / "InterVariable.ttf"
STANDARDS: list[Any] = ["ua-1", "a-2a"]
MISSING = "□"
_ROOT = Path(sampakt.__file__).parent


class CannotPrint(Exception):
    """The paper cannot be made; the message says where and why, for whoever wrote its template."""


def pdf_of(template: Path, data: Mapping[str, Any], *, at: datetime) -> bytes:
    """The PDF that a Typst template of ours makes of data. Raises CannotPrint rather than answer an inaccessible one.

    People's words reach the template as strings, and are never read as markup. The same data and moment give the same
    file.
    """
    told = json.dumps(_set_in_font(plain(data, is_marked=True)), ensure_ascii=False)
    try:
        content, warnings = typst.compile_with_warnings(
            template,
            root=_ROOT,
            font_paths=_fonts(),
            sys_inputs={"data": told},
            format="pdf",
            pdf_standards=STANDARDS,
            timestamp=int(at.timestamp()),
        )
    except typst.TypstError as error:
        raise CannotPrint(f"{template.name}: {error.message}") from error
    if warnings:
        raise CannotPrint(f"{template.name}: {warnings[0].message}")
    assert isinstance(content, bytes)
    return content


@cache
def _fonts() -> typst.Fonts:
    """Only our own: the same file on every machine."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONT.parent])


def _set_in_font(value: Any) -> Any:
    """The data with a box in place of every sign that the font lacks."""
    match value:
        case str():
            letters = letters_of(FONT)
            if letters.issuperset(value):
                return value
            return "".join(sign if sign in letters or sign == "\n" else MISSING for sign in value)
        case list():
            return [_set_in_font(one) for one in value]
        case dict():
            return {key: _set_in_font(one) for key, one in value.items()}
    return value


@cache
def letters_of(font: Path) -> frozenset[str]:
    """The signs that our font can write, as its table of characters says (``cmap``, format 4)."""
    content = font.read_bytes()
    tables = struct.unpack_from(">H", content, 4)[0]
    found = {tag: start for tag, _sum, start, _length in struct.iter_unpack(">4sIII", content[12 : 12 + 16 * tables])}
    at = found[b"cmap"] + struct.unpack_from(">I", content, found[b"cmap"] + 8)[0]
    count = struct.unpack_from(">H", content, at + 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", content, at + 14)
    starts = struct.unpack_from(f">{count}H", content, at + 16 + 2 * count)
    last = 0xFFFF  # closes the table, and is no sign
    return frozenset(
        chr(code) for start, end in zip(starts, ends, strict=True) for code in range(start, end + 1) if code != last
    )
