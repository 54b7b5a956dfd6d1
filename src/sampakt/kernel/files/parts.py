"""The parts that rooms bring, and what they are handed when a file is loaded or written."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Generic

from sampakt.kernel.errors import NotAllowed, Objection, Refused
from sampakt.kernel.files.names import Item, by_path, nearest
from sampakt.kernel.files.patterns import Plan
from sampakt.kernel.files.sections import Fault, Section
from sampakt.kernel.viewer import SYSTEM, Viewer


@dataclass
class Dumping:
    """What a part needs to tell a partnership: which one, to whom, and what other parts refer to.

    ``records`` collects the records by their full names; ``mentioned`` the organisations, units and offices that upper
    parts refer to; ``held`` what the last file of this partnership held, ``elsewhere`` what files of others hold.
    """

    partnership: Any
    viewer: Viewer = SYSTEM
    held: Mapping[str, int] = field(default_factory=dict)
    elsewhere: Collection[str] = ()
    records: dict[str, Any] = field(default_factory=dict)
    mentioned: set[str] = field(default_factory=set)

    def kept(self, path: str, pairs: Iterable[tuple[Item, Any]]) -> list[Item]:
        """The items, their records noted under their full names."""
        pairs = list(pairs)
        for own, (_item, record) in zip(by_path(path, (item for item, _ in pairs)), pairs, strict=True):
            self.records[own] = record
        return [item for item, _record in pairs]

    def mention(self, kind: str, organisation: str, key: str) -> str:
        """Note that an organisation's unit or office is referred to; answers its key."""
        self.mentioned.add(f"organisations/{organisation}/{kind}/{key}")
        return key

    def mention_organisation(self, organisation: Any) -> Any:
        """Note that an organisation is referred to; answers its code, or None when there is none."""
        if organisation is None:
            return None
        self.mentioned.add(f"organisations/{organisation.code}")
        return organisation.code


@dataclass(frozen=True)
class Pair(Generic[Item]):
    """An item as the file has it and as it stands now; one of them may be missing. ``number`` is its place, from 1."""

    path: str
    number: int
    new: Item | None
    now: Item | None

    @property
    def is_same(self) -> bool:
        """Whether nothing needs doing."""
        return self.new == self.now


class Loading:
    """A partnership file being loaded: who loads it, what it holds, the records so far, and everything found wrong."""

    def __init__(self, file: Any, *, by: Viewer, held: Collection[str] = ()) -> None:
        self.file = file
        self.by = by
        self.held = frozenset(held)
        self.partnership: Any = None
        self.records: dict[str, Any] = {}
        self.faults: list[Fault] = []
        self.dropped: set[str] = set()
        self.doubtful: set[int] = set()
        self.mentioned: set[str] = set()
        self._last: list[Callable[[], None]] = []

    def pairs(self, path: str, new: Sequence[Item], now: Sequence[Item], *, is_keyed: bool = True) -> list[Pair[Item]]:
        """The items of a list beside those that stand now; what only the last file held comes last, without ``new``.

        Items without keys of their own (``is_keyed`` false) that seem gone and new at once have been corrected.
        """
        news, nows = by_path(path, new), by_path(path, now)
        gone = [own for own in nows if own not in news and own in self.held]
        found = []
        for number, (own, item) in enumerate(news.items(), 1):
            same = own
            if own not in nows and not is_keyed and gone:
                same = gone.pop(0)
                self.records[own] = self.records[same]
            found.append(Pair(own, number, item, nows.get(same)))
        return found + [Pair(own, 0, None, nows[own]) for own in gone]

    def last(self, act: Callable[[], None]) -> None:
        """Do this when everything is loaded: removals, in reverse, so that nothing rests on what is removed."""
        self._last.append(act)

    def finish(self) -> None:
        """Do what was left for the end."""
        while self._last:
            self._last.pop()()

    def tell(self, place: tuple[int, str], code: str, **facts: object) -> None:
        """Note something wrong."""
        self.faults.append(Fault(*place, code, facts))

    @contextmanager
    def at(self, item: Section | None, path: str = "") -> Iterator[None]:
        """Whatever an action says against the item is told at its lines, and loading goes on.

        An item that refers to something that is missing, or that was found faulty before, is told of that alone; what
        rests on it is not blamed.
        """
        try:
            yield
        except (Refused, NotAllowed) as no:
            if item is not None:
                self.dropped.add(item.identity)
                if self._is_in_doubt(item):
                    return
            if isinstance(no, NotAllowed):
                self.tell(item.spot() if item else (0, path), "not_allowed")
                return
            for objection in no.objections:
                self._object(item, path, objection)
        else:
            if item is not None and self._is_in_doubt(item):
                self.dropped.add(item.identity)

    def _is_in_doubt(self, item: Section) -> bool:
        """Whether the item, or something in it, was told to be wrong, or refers to what is missing."""
        return id(item) in self.doubtful or item.is_faulty or any(map(self._is_in_doubt, item.parts()))

    def find(self, kind: str, path: str, item: Section, *keys: str) -> Any:
        """The record with that full name; None, told once at the item's key, when there is none."""
        is_dropped = any(path.endswith(f"/{name}") for name in self.dropped)
        if is_dropped or path not in self.records:
            self.doubtful.add(id(item))
        if path in self.records:
            return self.records[path]
        above, _, name = path.rpartition("/")
        if not is_dropped:
            known = (own.rpartition("/")[2] for own in self.records if own.rpartition("/")[0] == above)
            meant = nearest(name, known)
            code = "unknown_meant" if meant else "unknown"
            self.tell(item.spot(*keys), code, kind=kind, name=name, nearest=meant)
        return None

    def _object(self, item: Section | None, path: str, objection: Objection) -> None:
        if item is None:
            self.tell((0, path), "not_removed", fault=str(objection))
            return
        for key in (objection.field, _FILE_NAMES.get(objection.field, "")):
            if item._origin is not None and key in item._origin:
                self.tell(item.spot(key), "refused", fault=str(objection))
                return
        self.tell(item.spot(), "refused", fault=str(objection))


_FILE_NAMES = {"starts_on": "from", "ends_on": "to", "parent": "under", "is_sample": "sample", "period": "per"}
"""What files call some fields of records; where a file uses the record's own name, that is found first."""


@dataclass(frozen=True)
class Part:
    """One section of a partnership file: its name, place, type and description, and how it is loaded and told.

    ``prepare`` of every part runs before ``load`` of any. ``dump`` runs from the last part to the first, so that a
    lower part knows what upper ones refer to.
    """

    name: str
    order: int
    holds: Any
    description: str
    load: Callable[[Loading], None]
    dump: Callable[[Dumping], Any]
    prepare: Callable[[Loading], None] | None = None
    pattern: Callable[[Any, Plan], Any] | None = None
    """What of the section belongs in a new partnership made from the pattern of this one; None: nothing."""
    leaves_out: Callable[[Dumping], Mapping[str, int]] | None = None
    """How many records of each sort stay where they are, because only some may read them; None: it leaves out none."""
    is_required: bool = False
