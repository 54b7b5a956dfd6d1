"""Partnership files: rooms bring their parts in ``transfer.py`` as ``PARTS``, and the room ``transfer`` joins them."""

from sampakt.kernel.files.names import arranged, by_path, nearest, paths_of, upper_first
from sampakt.kernel.files.parts import Dumping, Loading, Pair, Part
from sampakt.kernel.files.patterns import Plan
from sampakt.kernel.files.sections import (
    Day,
    Fault,
    Key,
    Line,
    Lined,
    LinedList,
    Organisation,
    Reference,
    Section,
    Set,
    SomeWords,
    Words,
    known_as,
)

__all__ = [
    "Day",
    "Dumping",
    "Fault",
    "Key",
    "Line",
    "Lined",
    "LinedList",
    "Loading",
    "Organisation",
    "Pair",
    "Part",
    "Plan",
    "Reference",
    "Section",
    "Set",
    "SomeWords",
    "Words",
    "arranged",
    "by_path",
    "known_as",
    "nearest",
    "paths_of",
    "upper_first",
]
