"""Search over everything that the rooms let be found, as far as the viewer may see it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from sampakt.desk.rules import marked
from sampakt.kernel import clock
from sampakt.kernel.alphabet import words_sought
from sampakt.kernel.asking import asked_as, kept, records_as
from sampakt.kernel.discovery import brought
from sampakt.kernel.finding import Find
from sampakt.kernel.models import Findable
from sampakt.kernel.viewer import Viewer

IN_A_GROUP = 5
MOST_GROUPS = 5
"""Of so many kinds the first hits are shown. A word that hits more kinds says little, and the largest are counted."""

ON_A_PAGE = 40
MOST = 1_000
"""So many hits of a kind are counted, and sorted by how well they fit: among more the first five would be chance."""

MOST_WORDS = 10
LONGEST = 200

_FIRST_SIGN = 0xE000
"""The first character that Unicode leaves to private use: no text has them, and no comparing changes them."""

Pieces = list[tuple[str, bool]]


@dataclass(frozen=True)
class Hit:
    """One record: where it leads, its title and a line beneath, in pieces with the words sought marked."""

    href: str
    title: Pieces
    subtitle: Pieces


@dataclass(frozen=True)
class Group:
    """The hits of one kind: how many there are for this viewer, and the first of them unless they are only counted.

    ``is_at_least`` when no more of them were counted.
    """

    kind: str
    label: Any
    count: int
    hits: list[Hit]
    is_at_least: bool = False

    @property
    def has_more(self) -> bool:
        """Whether there are more than those shown."""
        return self.count > len(self.hits)


@dataclass(frozen=True)
class Found:
    """All groups that have a hit."""

    words: str
    groups: list[Group]

    @property
    def count(self) -> int:
        """How many hits there are in all."""
        return sum(group.count for group in self.groups)

    @property
    def is_at_least(self) -> bool:
        """Whether not all of them were counted."""
        return any(group.is_at_least for group in self.groups)


def finds() -> Iterator[Find[Any]]:
    """The kinds that can be found: a partnership's things before the registers of organisations and people."""
    rooms = brought("finds")
    for room in [*rooms[1:], *rooms[:1]]:
        yield from room.FINDS


def sought(query: str) -> str:
    """The words that are searched for: no more and no longer than anybody means, and nothing that is no text."""
    return " ".join(words_sought(query.replace("\0", " ")[:LONGEST])[:MOST_WORDS])


class Search:
    """What one viewer seeks by some words.

    A dozen kinds are asked, and to put that together takes longer than the answers. So the questions are kept with
    signs that stand in for the words: for words of letters alone, of which no kind makes more than words to be found.
    """

    def __init__(self, viewer: Viewer, words: str) -> None:
        self.viewer, self.words, asked = viewer, words, words.split()
        self.finds = {find.kind: find for find in finds()}
        self._signs = {chr(_FIRST_SIGN + place): word for place, word in enumerate(asked)}
        if not all(map(str.isalpha, asked)):
            self._signs = {}
        self._asked = " ".join(self._signs) or words
        self._key = (viewer.key, self._asked, clock.today())

    def which(self) -> dict[str, list[int]]:
        """The hits of each kind by their numbers; where there are more than ``MOST``, some of them. One question."""
        found: dict[str, dict[int, None]] = {kind: {} for kind in self.finds}
        rows: Any = asked_as(("search", *self._key), self._asked_for, self._given)
        for kind, number in rows:
            found[kind][number] = None
        return {kind: list(numbers) for kind, numbers in found.items()}

    def first(self, kind: str, which: list[int]) -> list[Hit]:
        """The first hits of one kind, those that fit best unless there are too many. One question."""
        find = self.finds[kind]
        if len(which) > MOST:
            in_order = find.first or find.found
            first = records_as(
                ("hits", kind, *self._key), lambda: in_order(self.viewer, self._asked)[:IN_A_GROUP], self._given
            )
            return _hits(find, first, self.words)
        shown = kept(("shown as", kind, *self._key), lambda: _shown_as(self._found(find)))
        return _hits(find, _best_first(shown.filter(pk__in=which), self.words)[:IN_A_GROUP], self.words)

    def _asked_for(self) -> QuerySet[Any, Any]:
        parts = []
        for kind, find in self.finds.items():
            for part in find.in_parts(self.viewer, self._asked) if find.in_parts else [self._found(find)]:
                some = part.order_by().values("pk")[: MOST + 1]
                those = part.model._default_manager.filter(pk__in=some).order_by()
                parts.append(those.annotate(of_kind=Value(kind)).values_list("of_kind", "pk"))
        together: QuerySet[Any, Any] = parts[0].union(*parts[1:], all=True)
        return together

    def _found(self, find: Find[Any]) -> QuerySet[Any]:
        rows: QuerySet[Any] = find.found(self.viewer, self._asked)
        return rows

    def _given(self, value: Any) -> Any:
        if isinstance(value, str):
            for sign, word in self._signs.items():
                value = value.replace(sign, word)
        return value


def everything_found(viewer: Viewer, query: str) -> Found:
    """The first hits of every kind, with their number. Six questions at most: one for the numbers, and one a kind."""
    words = sought(query)
    if not words:
        return Found(words, [])
    search = Search(viewer, words)
    which = {kind: numbers for kind, numbers in search.which().items() if numbers}
    shown = sorted(which, key=lambda kind: len(which[kind]))[:MOST_GROUPS]
    return Found(
        words,
        [
            Group(
                kind,
                search.finds[kind].label,
                min(len(numbers), MOST),
                search.first(kind, numbers) if kind in shown else [],
                is_at_least=len(numbers) > MOST,
            )
            for kind, numbers in which.items()
        ],
    )


def group_found(viewer: Viewer, query: str, kind: str, page: str) -> tuple[Group, Page[Any]] | None:
    """All hits of one kind, a page at a time; None when nothing is called so. Two questions."""
    find = next((find for find in finds() if find.kind == kind), None)
    if find is None:
        return None
    words = sought(query)
    rows: QuerySet[Any] = find.found(viewer, words)
    rows = rows if words else rows.none()
    pages = Paginator(rows, ON_A_PAGE)
    if pages.count <= MOST:
        pages.object_list = _best_first(rows, words)
    elif find.first:
        pages.object_list = find.first(viewer, words)
    found = pages.get_page(page)
    return Group(find.kind, find.label, pages.count, _hits(find, found.object_list, words)), found


def _shown_as(rows: QuerySet[Any]) -> QuerySet[Any]:
    """All records of a kind, in the order and with what goes along of those rows."""
    shown: QuerySet[Any] = rows.model._default_manager.order_by(*rows.query.order_by)
    shown.query.select_related = rows.query.select_related
    return shown


def _best_first(rows: QuerySet[Any], words: str) -> QuerySet[Any]:
    """What is called so, then what begins so, then what has a word that begins so; else in the room's own order."""
    if not issubclass(rows.model, Findable):
        return rows
    rank = Case(
        When(Q(sought=words) | Q(sought__startswith=f"{words} "), then=Value(0)),
        When(sought__startswith=words, then=Value(1)),
        When(sought__contains=f" {words}", then=Value(2)),
        default=Value(3),
        output_field=IntegerField(),
    )
    usual: Iterable[Any] = rows.query.order_by or rows.model._meta.ordering or ()
    return rows.order_by(rank, *usual, "pk")


def _hits(find: Find[Any], rows: Any, words: str) -> list[Hit]:
    asked = words.split()

    def said(text: str) -> Pieces:
        return marked(" ".join(text.split()), asked)

    return [Hit(find.href(row), said(find.title(row)), said(find.subtitle(row))) for row in rows]
