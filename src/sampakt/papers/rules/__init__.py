"""What holds for files: bytes in, values out. Nothing is ever run or fetched."""

from sampakt.papers.rules.keys import free_key

__all__ = ["free_key"]
