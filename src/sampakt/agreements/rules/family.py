"""The family tree: an agreement under another one, and one after another."""

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

Name = TypeVar("Name", bound=Hashable)


def closes_ring(child: Name, above: Name | None, parents: Mapping[Name, Sequence[Name]]) -> bool:
    """Whether placing ``child`` under ``above`` would put it above itself."""
    waiting = [above] if above is not None else []
    seen: set[Name] = set()
    while waiting:
        name = waiting.pop()
        if name == child:
            return True
        if name not in seen:
            seen.add(name)
            waiting += parents.get(name, ())
    return False


def in_tree_order(parents: Mapping[Name, Name | None]) -> list[tuple[int, Name]]:
    """The names with their depth, each after the one it stands under; one whose parent is not there stands on top."""
    below: dict[Name | None, list[Name]] = defaultdict(list)
    for name, parent in parents.items():
        below[parent if parent in parents else None].append(name)
    ordered: list[tuple[int, Name]] = []

    def walk(parent: Name | None, depth: int) -> None:
        for name in below[parent]:
            ordered.append((depth, name))
            walk(name, depth + 1)

    walk(None, 0)
    return ordered
