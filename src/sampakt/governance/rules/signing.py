"""The digest of what was signed: whoever holds a copy can tell whether it is the one."""

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any


def digest_of(said: Mapping[str, Any]) -> str:
    """The SHA-256 of plain values, the same in whatever order their names are kept."""
    words = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(words.encode()).hexdigest()
