"""What holds for files and keys: bytes and words in, values out. Nothing is ever run or fetched."""

from sampakt.papers.rules.keys import free_key
from sampakt.papers.rules.media import UNPACKED_LIMIT, decoded, media_in, media_of, named_after
from sampakt.papers.rules.reading import (
    TEXT_LIMIT,
    Unreadable,
    pages_in_pdf,
    picture_of_page,
    text_in,
    text_of,
    within_limit,
)

__all__ = [
    "TEXT_LIMIT",
    "UNPACKED_LIMIT",
    "Unreadable",
    "decoded",
    "free_key",
    "media_in",
    "media_of",
    "named_after",
    "pages_in_pdf",
    "picture_of_page",
    "text_in",
    "text_of",
    "within_limit",
]
