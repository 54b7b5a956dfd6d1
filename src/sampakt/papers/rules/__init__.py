"""What holds for files and keys: bytes and words in, values out. Nothing is ever run or fetched."""

from sampakt.papers.rules.keys import free_key
from sampakt.papers.rules.media import UNPACKED_LIMIT, decoded, media_of
from sampakt.papers.rules.reading import TEXT_LIMIT, text_of

__all__ = ["TEXT_LIMIT", "UNPACKED_LIMIT", "decoded", "free_key", "media_of", "text_of"]
