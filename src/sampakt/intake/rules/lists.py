"""The lists that a gazetteer is made of, read from a folder once."""

import csv
from collections.abc import Iterable
from pathlib import Path

from sampakt.intake.rules.gazetteer import Gazetteer, gazetteer_of

OWN_LISTS = Path(__file__).parents[1] / "registers"
"""Our own lists: names in use beside the registers' own, and organisations that no register of ours holds."""


def gazetteer_from(folders: Iterable[Path]) -> Gazetteer:
    """The gazetteer made of all lists (``.csv``) in the folders: the registers' and our own."""
    lists: dict[str, list[dict[str, str]]] = {}
    for folder in folders:
        for path in sorted(folder.glob("*.csv")):
            with path.open(encoding="utf-8", newline="") as file:
                lists[path.stem] = list(csv.DictReader(file))
    return gazetteer_of(lists)
