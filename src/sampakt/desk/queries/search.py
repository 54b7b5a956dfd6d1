"""Search over everything that the rooms let be found, as far as the viewer may see it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When

from sampakt.desk.rules import marked
from sampakt.kernel import clock
from sampakt.kernel.alphabet import words_sought
from sampakt.kernel.asking import asked_as, records_as
from sampakt.kernel.discovery import brought
from sampakt.kernel.finding import Find
from sampakt.kernel.models import Findable
from sampakt.kernel.viewer import Viewer

IN_A_GROUP = 5
MOST_GROUPS = 5
"""Of so many kinds the first hits are shown. A word that hits more kinds says little, and the largest are counted."""

ON_A_PAGE = 40
MOST_RANKED = 2_000
"""So many hits of a kind are sorted by how well they fit; among more than that the first five would be chance."""

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
    """The hits of one kind: how many there are for this viewer, and the first of them unless they are only counted."""

    kind: str
    label: Any
    count: int
    hits: list[Hit]

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

    def counts(self) -> dict[str, int]:
        """How many hits there are of each kind. One question."""
        rows: Any = asked_as(("search", *self._key), self._counted, self._given)
        return dict.fromkeys(self.finds, 0) | dict(rows)

    def first(self, kind: str, *, ranked: bool) -> list[Hit]:
        """The first hits of one kind, those that fit best if ``ranked``. One question."""

        find = self.finds[kind]

        def best() -> QuerySet[Any]:
            rows = find.found(self.viewer, self._asked)
            rows = _best_first(rows, self._asked) if ranked else rows
            if find.counted is None:
                return rows[:IN_A_GROUP]
            order = rows.query.order_by
            first = find.counted(self.viewer, self._asked).order_by(*order).values("pk")[:IN_A_GROUP]
            shown: QuerySet[Any] = rows.model._default_manager.filter(pk__in=first).select_related(*find.along)
            return shown.order_by(*order)

        return _hits(find, records_as(("hits", kind, ranked, *self._key), best, self._given), self.words)

    def _counted(self) -> QuerySet[Any, Any]:
        one_each = [
            (find.counted or find.found)(self.viewer, self._asked)
            .order_by()
            .annotate(of_kind=Value(kind))
            .values("of_kind")
            .annotate(many=Count("pk"))
            for kind, find in self.finds.items()
        ]
        together: QuerySet[Any, Any] = one_each[0].union(*one_each[1:], all=True)
        return together

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
    counts = search.counts()
    shown = sorted((kind for kind in counts if counts[kind]), key=lambda kind: counts[kind])[:MOST_GROUPS]
    return Found(
        words,
        [
            Group(
                kind,
                find.label,
                counts[kind],
                search.first(kind, ranked=counts[kind] <= MOST_RANKED) if kind in shown else [],
            )
            for kind, find in search.finds.items()
            if counts[kind]
        ],
    )


def group_found(viewer: Viewer, query: str, kind: str, page: str) -> tuple[Group, Page[Any]] | None:
    """All hits of one kind, a page at a time; None when nothing is called so. Two questions."""
    find = next((find for find in finds() if find.kind == kind), None)
    if find is None:
        return None
    words = sought(query)
    rows = find.found(viewer, words)
    found = Paginator(_best_first(rows, words) if words else rows.none(), ON_A_PAGE).get_page(page)
    return Group(find.kind, find.label, found.paginator.count, _hits(find, found.object_list, words)), found


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
