"""What comes: deadlines of promises, planned decisions, and the days to watch for in agreements."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import ngettext

from sampakt.agreements.models import Partnership
from sampakt.agreements.queries import AgreementLine
from sampakt.agreements.terms import RenewalKind
from sampakt.commitments.models import Commitment
from sampakt.commitments.terms import Status
from sampakt.desk.terms import Coming
from sampakt.kernel.asking import asked_as
from sampakt.kernel.joining import hanging
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import Viewer

AHEAD = timedelta(days=90)
DAYS_SHOWN = 8
MOST_DEADLINES = 200
WAITING = (Status.NOT_YET_DUE, Status.ON_TRACK, Status.DUE_SOON, Status.NO_EVIDENCE)


@dataclass(frozen=True)
class Date:
    """A day that comes: what is to happen, in which partnership, and why it stands here."""

    on: date
    kind: Coming | RenewalKind
    title: Text | str
    href: str
    partnership: Partnership


def coming_dates(
    viewer: Viewer, today: date, lines: Iterable[AgreementLine], partnerships: Iterable[Partnership]
) -> list[Date]:
    """The days within ninety, in order. One question beside the ``lines`` and ``partnerships`` fetched already."""
    lines = list(lines)
    known = {each.pk: each for each in partnerships}
    found = [*_deadlines(viewer, today, known), *_steps(lines, today), *_watched(lines, today)]
    return sorted(found, key=lambda each: each.on)


def _deadlines(viewer: Viewer, today: date, partnerships: Mapping[int, Partnership]) -> Iterator[Date]:
    """The promises that fall due; several of one partnership on one day are told together."""
    rows = asked_as(("deadlines", viewer.key, today), lambda: _due(viewer, today)[:MOST_DEADLINES])
    for (on, space), together in groupby(rows, key=lambda row: (row[0], row[1])):
        (_on, _space, code, title), *others = together
        partnership = partnerships[space]
        if not others:
            yield Date(on, Coming.DEADLINE, title, f"/commitments/{code}/", partnership)
        else:
            count = 1 + len(others)
            words = ngettext("%(count)d commitment falls due", "%(count)d commitments fall due", count)
            ledger = f"{partnership.get_absolute_url()}commitments/?sort=due"
            yield Date(on, Coming.DEADLINE, words % {"count": count}, ledger, partnership)


def _due(viewer: Viewer, today: date) -> QuerySet[Any, Any]:
    """The promises that fall due and are not settled: the day, the space, the code and the title, in order."""
    return (
        Commitment.objects.within(viewer, viewer.spaces)
        .filter(
            assessment__space_id__among=viewer.spaces,
            assessment__status__in=WAITING,
            assessment__due_on__range=(today, today + AHEAD),
        )
        .order_by("assessment__due_on", "space", "position", "pk")
        .values_list("assessment__due_on", "space_id", "code", "title")
    )


def _steps(lines: Iterable[AgreementLine], today: date) -> Iterator[Date]:
    for line in lines:
        for party in line.parties:
            for step in hanging(party, "steps"):
                if step.decided_on is None and step.planned_on and today <= step.planned_on <= today + AHEAD:
                    assert line.partnership is not None
                    yield Date(
                        step.planned_on,
                        Coming.STEP,
                        step.instance,
                        f"{line.agreement.get_absolute_url()}#decisions",
                        line.partnership,
                    )


def _watched(lines: Iterable[AgreementLine], today: date) -> Iterator[Date]:
    for line in lines:
        for found in line.dates:
            if today <= found.on <= today + AHEAD:
                assert line.partnership is not None
                yield Date(
                    found.on,
                    found.kind,
                    line.agreement.title,
                    line.agreement.get_absolute_url(),
                    line.partnership,
                )
