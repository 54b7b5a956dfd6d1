"""All that needs somebody: the same rows as on the start page, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.core.paginator import Page, Paginator
from django.db.models import Q

from sampakt.agreements.models import Agreement, Partnership
from sampakt.agreements.queries import agreement_lines, with_amendments
from sampakt.agreements.queries.life import reckoned_for
from sampakt.desk.queries.needs import edited, others_of, promise_needs, promises_needing
from sampakt.desk.queries.rows import Need
from sampakt.kernel.viewer import Viewer

ON_A_PAGE = 40


@dataclass(frozen=True)
class NeedsPage:
    """One page of all that needs the viewer, apart from what they can do nothing about."""

    count: int
    page: Page[Any]
    to_do: Sequence[Need]
    to_know: Sequence[Need]


def needs_page(viewer: Viewer, today: date, page: str) -> NeedsPage:
    """What is no promise first, then the promises in the order of the start page. A fixed number of questions."""
    rows = _Rows(viewer, today)
    # A paginator counts and slices, and asks no more of a sequence.
    found = Paginator(cast("Sequence[Need]", rows), ON_A_PAGE).get_page(page)
    shown: list[Need] = list(found.object_list)
    return NeedsPage(
        count=len(rows),
        page=found,
        to_do=[need for need in shown if not need.is_to_know],
        to_know=[need for need in shown if need.is_to_know],
    )


class _Rows:
    """All rows in their order: only the promises of the page that is looked at are fetched."""

    def __init__(self, viewer: Viewer, today: date) -> None:
        self.viewer, self.today = viewer, today
        within = Agreement.objects.within(viewer, edited(viewer))
        late = within.filter(Q(watch__late_on__isnull=False) | ~reckoned_for(today))
        lines = agreement_lines(with_amendments(late, "space__partnership"), today)
        self.others = others_of(viewer, today, lines, Partnership.objects.of(viewer))
        self.promises = promises_needing(viewer, today)
        self.count_of_promises = self.promises.count()

    def __len__(self) -> int:
        return len(self.others) + self.count_of_promises

    def __getitem__(self, part: slice) -> list[Need]:
        first, last = part.start, part.stop
        many = len(self.others)
        promises = list(self.promises[max(first - many, 0) : max(last - many, 0)])
        agreements = Agreement.objects.within(self.viewer, self.viewer.spaces)
        told = agreements.filter(pk__in={row.agreement_id for row in promises})
        lines = agreement_lines(with_amendments(told, "space__partnership"), self.today)
        return [*self.others[first:last], *promise_needs(self.viewer, promises, lines)]
