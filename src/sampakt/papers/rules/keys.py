"""Keys: the names that records of a partnership have in files and addresses."""

from collections.abc import Collection
from itertools import count

from sampakt.organisations.rules import code_from


def free_key(words: str, taken: Collection[str], *, otherwise: str, length: int = 60) -> str:
    """A key made from the words that none of ``taken`` has; the second of its kind ends in 2, and so on."""
    plain = code_from(words)[: length - 5].strip("-") or otherwise
    if plain not in taken:
        return plain
    return next(key for number in count(2) if (key := f"{plain}-{number}") not in taken)
