"""The text of a document, told by what it holds and not by its name."""

from dataclasses import dataclass

from django.conf import settings

from sampakt.intake.queries.faults import NotRead
from sampakt.intake.queries.scans import reader
from sampakt.intake.terms import IntakeFault, Remark
from sampakt.jobs.rules import Progress
from sampakt.papers.rules import UNPACKED_LIMIT, Unreadable, media_in, pages_in_pdf, text_in, within_limit
from sampakt.papers.terms import Media, PaperObjection

MEGABYTE = 1024 * 1024
_PICTURES = (Media.PNG, Media.JPEG, Media.TIFF)
_UNREAD = (Media.OLD_OFFICE, Media.RICH_TEXT, Media.EXCEL, Media.SLIDES, Media.OPEN_SHEET, Media.OPEN_SLIDES)


@dataclass(frozen=True)
class Document:
    """A document's name and text, and how many of its pages could not be read."""

    name: str
    text: str
    pages: int = 0
    pages_left: int = 0

    @property
    def remarks(self) -> tuple[tuple[Remark, dict[str, object]], ...]:
        """What was left out in reading."""
        if not self.pages_left:
            return ()
        return ((Remark.PAGES_LEFT, {"pages": self.pages_left, "all": self.pages}),)


class _Unwatched(Progress):
    """The progress of a reading that nobody follows."""

    def at(self, done: int, of: int, note: str = "", **facts: object) -> None:
        """Nobody is told."""


UNWATCHED = _Unwatched()
"""For readings that nobody follows."""


def media_to_read(content: bytes) -> Media:
    """What a file is, if it is of a kind and a size that are read. Raises NotRead."""
    if not content:
        raise NotRead(IntakeFault.EMPTY)
    if len(content) > settings.UPLOAD_LIMIT:
        raise NotRead(IntakeFault.TOO_LARGE, limit=settings.UPLOAD_LIMIT // MEGABYTE)
    media = media_in(content)
    if media is PaperObjection.UNPACKS_TOO_LARGE:
        raise NotRead(IntakeFault.UNPACKS_TOO_LARGE, limit=UNPACKED_LIMIT // MEGABYTE)
    if isinstance(media, PaperObjection) or media in _UNREAD:
        raise NotRead(IntakeFault.KIND_UNKNOWN)
    return media


def document_in(name: str, content: bytes, progress: Progress = UNWATCHED) -> Document:
    """Read a file. Raises NotRead. Nothing in it is executed or fetched."""
    media = media_to_read(content)
    try:
        document = _read(name, media, content, progress)
    except Unreadable:
        raise NotRead(IntakeFault.UNREADABLE) from None
    if not document.text.strip():
        raise NotRead(IntakeFault.NO_WORDS)
    return document


def _read(name: str, media: Media, content: bytes, progress: Progress) -> Document:
    if media in _PICTURES:
        return Document(name, within_limit([reader().words(content)]))
    if media is not Media.PDF:
        return Document(name, text_in(media, content))
    pages = pages_in_pdf(content)
    empty = [number for number, words in enumerate(pages) if not words.strip()]
    if not empty:
        return Document(name, within_limit(pages), len(pages))
    left = 0
    try:
        for number, words in zip(empty, reader().pages(content, empty), strict=True):
            pages[number] = words
            progress.at(number + 1, len(pages))
    except NotRead:
        if len(empty) == len(pages):
            raise
        left = sum(not words.strip() for words in pages)
    return Document(name, within_limit(pages), len(pages), left)
