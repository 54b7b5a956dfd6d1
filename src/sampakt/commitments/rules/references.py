"""References: the numbers by which people name promises, such as S0-04."""

import re
from collections.abc import Iterable

_NUMBERED = re.compile(r"^(?P<start>.*?)(?P<number>\d+)$")


def next_reference(taken: Iterable[str], code: str) -> str:
    """The reference after the last of ``taken`` with a number; the first one is made from the partnership's code.

    ``taken`` come in the order of the list. S0-22 is followed by S0-23; ``huddinge-sodertorn`` begins with HS-01.
    """
    references = list(taken)
    for reference in reversed(references):
        if found := _NUMBERED.match(reference):
            return _free(found["start"], int(found["number"]) + 1, len(found["number"]), set(references))
    initials = "".join(part[0] for part in code.split("-") if part)[:4].upper()
    return _free(f"{initials}-", 1, 2, set(references))


def _free(start: str, number: int, width: int, taken: set[str]) -> str:
    while (reference := f"{start}{number:0{width}d}") in taken:
        number += 1
    return reference
