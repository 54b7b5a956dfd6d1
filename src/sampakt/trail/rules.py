"""How lines of the trail seal each other: values in, a digest out."""

import hashlib
import json
from collections.abc import Sequence


def seal(said: Sequence[object], before: str) -> str:
    """The digest of a line: SHA-256 over the digest of the line before it and all that it says (plain JSON values)."""
    return hashlib.sha256((before + json.dumps(said, sort_keys=True, ensure_ascii=True)).encode()).hexdigest()
