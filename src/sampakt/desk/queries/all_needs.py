"""All that needs somebody: the same rows as on the start page, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.core.paginator import Page, Paginator
from django.db.models import Q, TextField
from django.db.models.functions import Cast

from sampakt.agreements.models import Agreement, Partnership
from sampakt.agreements.queries import agreement_lines, with_amendments
from sampakt.agreements.queries.life import reckoned_for
from sampakt.desk.queries.needs import edited, others_of, promises_needing
from sampakt.desk.queries.promises import promise_needs, seats_told
from sampakt.desk.queries.rows import Need
from sampakt.desk.queries.steps import with_late_steps
from sampakt.governance.queries import vacancies_of
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
    """All by day: what one can do something about, then the rest. A fixed number of questions."""
    rows = _Rows(viewer, today)
    # A paginator counts and slices, and asks no more of a sequence.
    found = Paginator(cast("Sequence[Need]", rows), ON_A_PAGE).get_page(page)
    shown: list[Need] = sorted(found.object_list, key=lambda need: need.day)
    return NeedsPage(
        count=len(rows),
        page=found,
        to_do=[need for need in shown if not need.is_to_know],
        to_know=[need for need in shown if need.is_to_know],
    )


class _Rows:
    """All rows, what is most overdue first and what has no day last: only the promises of one page are fetched."""

    def __init__(self, viewer: Viewer, today: date) -> None:
        self.viewer, self.today = viewer, today
        within = Agreement.objects.within(viewer, edited(viewer))
        missed = with_late_steps(viewer, edited(viewer), today).order_by().values("party__agreement")
        late = within.filter(Q(watch__late_on__isnull=False) | ~reckoned_for(today) | Q(pk__in=missed))
        lines = agreement_lines(with_amendments(late, "space__partnership"), today)
        self.empty = {line.seat.pk: line for line in vacancies_of(viewer, edited(viewer), today)}
        self.promises = promises_needing(viewer, today)
        words = Cast("assessment__finding", TextField())
        seated = self.promises.alias(told=words).filter(told__contains='"seat"')
        told = seats_told(seated.values_list("assessment__finding", flat=True))
        vacant = [line for seat, line in self.empty.items() if seat not in told]
        others = others_of(viewer, today, lines, Partnership.objects.of(viewer), vacant=vacant)
        self.rows: list[tuple[bool, date, Need | int]] = [(need.is_to_know, need.day, need) for need in others]
        days = ("pk", "is_to_know", "assessment__due_on")
        for pk, is_to_know, due_on in self.promises.values_list(*days):
            self.rows.append((bool(is_to_know), due_on or date.max, pk))
        self.rows.sort(key=lambda row: row[:2])

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, part: slice) -> list[Need]:
        shown = [row for _is_to_know, _day, row in self.rows[part]]
        promises = list(self.promises.filter(pk__in=[row for row in shown if isinstance(row, int)]))
        agreements = Agreement.objects.within(self.viewer, self.viewer.spaces)
        told = agreements.filter(pk__in={row.agreement_id for row in promises})
        lines = agreement_lines(with_amendments(told, "space__partnership"), self.today)
        needs = promise_needs(self.viewer, promises, lines, self.empty)
        told_of = {promise.pk: need for promise, need in zip(promises, needs, strict=True)}
        return [told_of[row] if isinstance(row, int) else row for row in shown]
