"""The text of a file, as far as it can be read. Reading never fails: what cannot be read has no text."""

import email
import email.policy
import logging
import re
import threading
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from email.message import MIMEPart
from html import unescape
from io import BytesIO

import docx
import pypdfium2
from docx.table import Table

from sampakt.papers.rules.media import decoded
from sampakt.papers.terms import Media

TEXT_LIMIT = 2_000_000
"""Most characters that are kept of one file's text."""
MARKUP_LIMIT = 40 * 1024 * 1024
"""Most that is unpacked of the parts of an office file that hold its text."""

_logger = logging.getLogger(__name__)
_one_pdf_at_a_time = threading.Lock()
"""PDFium is not made for threads: read by two at once, pages come back cut short without an error."""
_BLOCKS = frozenset({"p", "div", "br", "li", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "text:p", "text:h"})
_UNSEEN = frozenset({"script", "style", "template", "noscript"})


class Unreadable(Exception):
    """A file whose reader gave up: it is broken, or locked with a password."""


def text_of(media: str, content: bytes) -> str:
    """The text of the file, at most ``TEXT_LIMIT`` characters; "" for pictures, sheets and what cannot be read."""
    try:
        return text_in(media, content)
    except Unreadable:  # it is kept all the same
        _logger.info("the text of an uploaded file of kind %s could not be read", media, exc_info=True)
        return ""


def text_in(media: str, content: bytes) -> str:
    """The same; but raises Unreadable when the file's reader gives up."""
    read = _READERS.get(media)
    if read is None:
        return ""
    try:
        return within_limit(read(content))
    except Exception as error:  # a broken file may break its reader in any way
        raise Unreadable from error


def within_limit(pieces: Iterable[str]) -> str:
    """The pieces as one text, each on lines of its own, cut at ``TEXT_LIMIT``."""
    kept: list[str] = []
    left = TEXT_LIMIT
    for piece in pieces:
        # PostgreSQL keeps neither NUL nor half of a pair of surrogates.
        clean = piece.replace("\x00", "").encode("utf-8", "replace").decode()[:left]
        kept.append(clean)
        left -= len(clean) + 1
        if left <= 0:
            break
    return "\n".join(kept).strip()


def _of_pdf(content: bytes) -> list[str]:
    pages: list[str] = []
    read = 0
    with _one_pdf_at_a_time, closing(pypdfium2.PdfDocument(content)) as document:  # type: ignore[no-untyped-call]  # theirs
        for number in range(len(document)):
            with closing(document[number]) as page, closing(page.get_textpage()) as words:
                pages.append(words.get_text_bounded().replace("\r\n", "\n"))
            read += len(pages[-1])
            if read > TEXT_LIMIT:
                break
    return pages


def pages_in_pdf(content: bytes) -> list[str]:
    """The text of each page, "" for a page that is a picture. Raises Unreadable."""
    try:
        return _of_pdf(content)
    except Exception as error:
        raise Unreadable from error


def picture_of_page(content: bytes, number: int, dots: int = 200, most: int = 30_000_000) -> bytes:
    """One page of a PDF as a grey picture (PGM), with so many dots to the inch, ``most`` in all. Raises Unreadable."""
    try:
        with (
            _one_pdf_at_a_time,
            closing(pypdfium2.PdfDocument(content)) as document,  # type: ignore[no-untyped-call]  # theirs
            closing(document[number]) as page,
        ):
            width, height = page.get_size()
            scale = min(dots / 72, (most / max(width * height, 1)) ** 0.5)
            with closing(page.render(scale=scale, grayscale=True)) as picture:
                rows, stride = bytes(picture.buffer), picture.stride
                lines = (rows[at * stride : at * stride + picture.width] for at in range(picture.height))
                return b"P5 %d %d 255\n" % (picture.width, picture.height) + b"".join(lines)
    except Exception as error:
        raise Unreadable from error


def _of_word(content: bytes) -> Iterator[str]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        if sum(part.file_size for part in archive.infolist() if part.filename.endswith(".xml")) > MARKUP_LIMIT:
            raise ValueError("the document's text unpacks to too much")
    for block in docx.Document(BytesIO(content)).iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                yield "\t".join(cell.text for cell in row.cells)
        else:
            yield block.text


def _of_mail(content: bytes) -> Iterator[str]:
    """The subject, the text, and the names of what is attached, one a line."""
    message = email.message_from_bytes(content, policy=email.policy.default)
    yield str(message.get("subject", ""))
    body = message.get_body(("plain", "html"))
    if body is not None:
        words = _body(body)
        yield _of_tags(words) if body.get_content_subtype() == "html" else words
    yield from (name for part in message.walk() if part is not body and (name := part.get_filename()))


def _body(part: MIMEPart) -> str:
    """The words of a part, also where it names no encoding, or one that nobody knows."""
    content = part.get_payload(decode=True)
    raw = content if isinstance(content, bytes) else b""
    try:
        return raw.decode(part.get_content_charset() or "ascii")
    except (LookupError, UnicodeDecodeError):
        return decoded(raw) or ""


def _of_tags(marked_up: str) -> str:
    """The words between tags, a line for each block; nothing is fetched, and scripts and styles are passed over."""
    pieces: list[str] = []
    unseen = 0
    for words, tag, is_end in _tagged(marked_up):
        if not unseen:
            pieces.append(unescape(words))
        if tag in _UNSEEN:
            unseen = max(unseen + (-1 if is_end else 1), 0)
        if tag in _BLOCKS:
            pieces.append("\n")
    lines = (" ".join(line.split()) for line in "".join(pieces).splitlines())
    return "\n".join(line for line in lines if line)


def _tagged(marked_up: str) -> Iterator[tuple[str, str, bool]]:
    """Words, and the tag after them: its name, and whether it is an end tag.

    Written out, since the standard library's parser takes a time that grows with the square of the length where tags
    and comments are left open. Here every letter is looked at a fixed number of times; what is left open is dropped.
    """
    at = begun = 0
    while found := _OPENING.search(marked_up, at):
        place = found.start()
        end = marked_up.find("-->", place) + 3 if found["comment"] else _end_of_tag(marked_up, found.end())
        if end < 3:
            yield marked_up[begun:place], "", False
            return
        name = (found["name"] or "").casefold()
        yield marked_up[begun:place], name, bool(found["end"])
        if name in _RAW and not found["end"]:
            closing = _RAW[name].search(marked_up, end)
            if closing is None:
                return
            end = closing.start()
        at = begun = end
    yield marked_up[begun:], "", False


_OPENING = re.compile(r"<(?:(?P<comment>!--)|[!?]|(?P<end>/)?(?P<name>[A-Za-z][^\s/>]{0,60}))")
_IN_TAG = re.compile(r">|=\s{0,4}[\"']")
_RAW = {name: re.compile(f"</{name}", re.IGNORECASE) for name in ("script", "style")}


def _end_of_tag(marked_up: str, at: int) -> int:
    """The place after the tag's own ``>``, which stands outside the quotes of its attributes; 0 when it has none."""
    while found := _IN_TAG.search(marked_up, at):
        if found.group() == ">":
            return found.end()
        quoted = marked_up.find(found.group()[-1], found.end())
        at = quoted + 1 if quoted >= 0 else found.end()
    return 0


def _of_open_text(content: bytes) -> list[str]:
    with zipfile.ZipFile(BytesIO(content)) as archive, archive.open("content.xml") as part:
        return [_of_tags(part.read(MARKUP_LIMIT).decode(errors="replace"))]


def _of_plain(content: bytes) -> list[str]:
    return [decoded(content) or ""]


def _of_page(content: bytes) -> list[str]:
    return [_of_tags(decoded(content) or "")]


_READERS: Mapping[str, Callable[[bytes], Iterable[str]]] = {
    Media.PDF: _of_pdf,
    Media.WORD: _of_word,
    Media.OPEN_TEXT: _of_open_text,
    Media.HTML: _of_page,
    Media.MAIL: _of_mail,
    Media.PLAIN: _of_plain,
    Media.TABLE: _of_plain,
}
