"""Who takes part in a partnership because of a seat that they hold, by name or by office."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import F, QuerySet

from sampakt.agreements.models import Partnership
from sampakt.governance.models import Holding, Seat
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.models import Appointment


@dataclass(frozen=True)
class LetIn:
    """Somebody who signs in, where they work, and the seats that let them into the partnership."""

    name: str
    organisation: str
    seats: Sequence[Seat]


def let_in_by_seats(viewer: Viewer, partnership: Partnership, day: date) -> list[LetIn]:
    """Those whom a seat lets in on a day, by name; of bodies that the viewer sees. One query.

    Others see nobody. Whoever gave themselves a seat, or an office that has one, is not let in by it until somebody has
    confirmed that.
    """
    if not (viewer.is_operator or viewer.is_in(partnership.pk)):
        return []
    there = Seat.objects.visible_to(viewer).existing_on(day).filter(body__space=partnership.pk)
    held = Holding.objects.held_on(day).filter(taken_on=None, person__user__is_active=True)
    appointed = Appointment.objects.held_on(day).filter(taken_on=None, person__user__is_active=True)
    by_name = _with_holder(there.filter(holdings__in=held), "holdings__person")
    by_office = _with_holder(
        there.filter(taken_on=None, office__appointments__in=appointed), "office__appointments__person"
    )
    rows = sorted(
        by_name.union(by_office, all=True), key=lambda seat: (seat.who.casefold(), seat.holder, seat.body_id, seat.pk)
    )
    return [
        LetIn(name, brief or organisation, list(seats))
        for (_holder, name, brief, organisation), seats in groupby(
            rows, key=lambda seat: (seat.holder, seat.who, seat.works_at, seat.works_at_in_full)
        )
    ]


def _with_holder(seats: QuerySet[Seat], holder: str) -> QuerySet[Any]:
    """Each seat with its body, its office and who holds it."""
    named = seats.select_related("body", "office").annotate(
        holder=F(holder),
        who=F(f"{holder}__name"),
        works_at=F(f"{holder}__organisation__short_name"),
        works_at_in_full=F(f"{holder}__organisation__name"),
    )
    return named.order_by()
