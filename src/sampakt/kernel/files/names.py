"""What things in a partnership file are called, and their order."""

import difflib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from sampakt.kernel.files.sections import Section

Item = TypeVar("Item", bound=Section)


def numbered(names: Iterable[str]) -> Iterator[str]:
    """The names, made different: the second of its kind ends in ``#2``, and so on."""
    seen: Counter[str] = Counter()
    for name in names:
        seen[name] += 1
        yield name if seen[name] == 1 else f"{name}#{seen[name]}"


def by_path(path: str, items: Iterable[Item]) -> dict[str, Item]:
    """Items of one list by their full names in the file."""
    items = list(items)
    return {f"{path}/{name}": item for name, item in zip(numbered(item.identity for item in items), items, strict=True)}


def paths_of(section: Section, path: str = "") -> Iterator[str]:
    """The full name of everything that a section holds, in its order."""
    for name, value in section.__dict__.items():
        within = f"{path}/{name}" if path else name
        if isinstance(value, Section):
            yield from paths_of(value, within)
        elif isinstance(value, list) and value and isinstance(value[0], Section):
            for own, item in by_path(within, value).items():
                yield own
                yield from paths_of(item, own)


def arranged(section: Section, places: Mapping[str, int], path: str = "") -> None:
    """Put a section's lists in the order in which the last file held them; what it did not hold comes after."""
    for name, value in section.__dict__.items():
        within = f"{path}/{name}" if path else name
        if isinstance(value, Section):
            arranged(value, places, within)
        elif isinstance(value, list) and value and isinstance(value[0], Section):
            named = by_path(within, value)
            for own, item in named.items():
                arranged(item, places, own)
            if not value[0].is_placed:
                order = sorted(named, key=lambda own: places.get(own, len(places)))
                value[:] = [named[own] for own in order]


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that a mistyped one was probably meant to be; "" when none is like it."""
    return next(iter(difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)), "")


def upper_first(items: Sequence[Item], key: Callable[[Item], str], above: Callable[[Item], str | None]) -> list[Item]:
    """The items, each after the one it stands under or rests on; a ring is broken where it is met."""
    by_key = {key(item): item for item in items}
    found: dict[str, Item] = {}
    for item in items:
        upwards: dict[str, Item] = {}
        one: Item | None = item
        while one is not None and key(one) not in found and key(one) not in upwards:
            upwards[key(one)] = one
            one = by_key.get(above(one) or "")
        for upper in reversed(upwards.values()):
            found.setdefault(key(upper), upper)
    return list(found.values())
