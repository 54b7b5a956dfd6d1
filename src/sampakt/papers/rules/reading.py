"""The text of a file, as far as it can be read. Reading never fails: what cannot be read has no text."""

import email
import email.policy
import logging
import threading
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from html.parser import HTMLParser
from io import BytesIO

import docx
import pypdfium2
from docx.table import Table

from sampakt.papers.rules.media import decoded
from sampakt.papers.terms import Media

TEXT_LIMIT = 2_000_000
"""Most characters that are kept of one file's text."""

_logger = logging.getLogger(__name__)
_one_pdf_at_a_time = threading.Lock()
"""PDFium is not made for threads: read by two at once, pages come back cut short without an error."""
_BLOCKS = frozenset({"p", "div", "br", "li", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "text:p", "text:h"})
_UNSEEN = frozenset({"script", "style", "template", "noscript"})


def text_of(media: str, content: bytes) -> str:
    """The text of the file, at most ``TEXT_LIMIT`` characters; "" for pictures, sheets and what cannot be read."""
    read = _READERS.get(media)
    if read is None:
        return ""
    try:
        return _within_limit(read(content))
    except Exception:  # a broken file may break its reader in any way, and is kept all the same
        _logger.info("the text of an uploaded file of kind %s could not be read", media, exc_info=True)
        return ""


def _within_limit(pieces: Iterable[str]) -> str:
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
    with _one_pdf_at_a_time, closing(pypdfium2.PdfDocument(content)) as document:  # type: ignore[no-untyped-call]
        for number in range(len(document)):
            with closing(document[number]) as page, closing(page.get_textpage()) as words:
                pages.append(words.get_text_bounded().replace("\r\n", "\n"))
            read += len(pages[-1])
            if read > TEXT_LIMIT:
                break
    return pages


def _of_word(content: bytes) -> Iterator[str]:
    for block in docx.Document(BytesIO(content)).iter_inner_content():
        if isinstance(block, Table):
            for row in block.rows:
                yield "\t".join(cell.text for cell in row.cells)
        else:
            yield block.text


def _of_mail(content: bytes) -> Iterator[str]:
    message = email.message_from_bytes(content, policy=email.policy.default)
    yield str(message.get("subject", ""))
    body = message.get_body(("plain", "html"))
    if body is not None:
        words = str(body.get_content())
        yield _of_tags(words) if body.get_content_subtype() == "html" else words


class _Words(HTMLParser):
    """Gathers the words between tags; nothing is fetched, and scripts and styles are passed over."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.unseen += tag in _UNSEEN
        if tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN and self.unseen:
            self.unseen -= 1
        if tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.pieces.append(data)


def _of_tags(marked_up: str) -> str:
    words = _Words()
    words.feed(marked_up)
    words.close()
    lines = (" ".join(line.split()) for line in "".join(words.pieces).splitlines())
    return "\n".join(line for line in lines if line)


def _of_open_text(content: bytes) -> list[str]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return [_of_tags(archive.read("content.xml").decode())]


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
