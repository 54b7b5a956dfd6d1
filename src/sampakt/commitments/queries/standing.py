"""How many promises stand how: counted from the stored answers, without reading the promises.

An answer tells how far its promise reaches with its agreement (``access.reach_of``). Those open to everyone or to all
parties are counted from an index; only of the others is the promise itself asked who may see it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Aggregate, Count, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from sampakt.commitments.access import commitment_reached
from sampakt.commitments.models import Commitment, CommitmentQuerySet, StoredAssessment
from sampakt.commitments.terms import Status
from sampakt.kernel.asking import asked_as
from sampakt.kernel.viewer import Viewer

Rows = QuerySet[Any, Any]

BY_PARTNERSHIP = ("space_id", "status")

_ANSWERS = StoredAssessment.objects.filter(pk=OuterRef("pk"))
_OF_A_PROMISE = {
    "space_id": F("space_id"),
    "status": Coalesce("assessment__status", Value(Status.NO_EVIDENCE.value)),
    "has_evidence": Coalesce("assessment__has_evidence", Value(value=False)),
}
"""The same sorts, asked of the promises: one that was never assessed has no evidence."""


def statuses_of_spaces(viewer: Viewer, spaces: Collection[int]) -> Iterable[Sequence[Any]]:
    """How many promises of each partnership stand how, as far as the viewer may see. One query."""
    is_own = all(map(viewer.is_in, spaces))
    key = ("statuses", viewer.key, tuple(spaces))
    return asked_as(key, lambda: standing(viewer, Q(space_id__among=spaces), BY_PARTNERSHIP, is_own=is_own))


def standing(
    viewer: Viewer,
    partnerships: Q,
    by: Sequence[str] = BY_PARTNERSHIP,
    *,
    is_own: bool = False,
    among: Q | None = None,
    counts: Mapping[str, Aggregate] | None = None,
) -> Rows:
    """How many promises the viewer may see of each sort, as rows of ``by``, the number, and ``counts``. One query.

    ``partnerships`` is a condition on ``space_id``; ``is_own`` when the viewer takes part in all of them. ``among``
    narrows further. A sort may come in several rows: of the answers that tell how far they reach, of those that do not,
    and of the promises that were never assessed.
    """
    wanted = partnerships if among is None else partnerships & among
    told, more = StoredAssessment.objects.filter(wanted).order_by(), dict(counts or {})
    # Found first, from an index, and only then asked who may see them: as a rule there are none.
    unanswered = Commitment.objects.filter(partnerships, ~Exists(_ANSWERS)).order_by().values("pk")
    narrow, never = told.filter(reach=""), Commitment.objects.filter(among or Q(), pk__in=unanswered).order_by()
    parts = (
        told.open_to(viewer, is_own=is_own).values_list(*by),
        (narrow.reached(viewer) if is_own else narrow.visible_to(viewer)).values_list(*by),
        _sorted(never.filter(commitment_reached(viewer)) if is_own else never.visible_to(viewer), by),
    )
    first, *others = (rows.annotate(many=Count("pk"), **more) for rows in parts)
    return first.union(*others, all=True)


def standing_of(
    commitments: CommitmentQuerySet,
    by: Sequence[str] = BY_PARTNERSHIP,
    *,
    counts: Mapping[str, Aggregate] | None = None,
) -> Rows:
    """The same of some promises, whichever they are. One query."""
    return _sorted(commitments.order_by(), by).annotate(many=Count("pk"), **dict(counts or {}))


def _sorted(commitments: CommitmentQuerySet, by: Sequence[str]) -> QuerySet[Commitment, tuple[Any, ...]]:
    sorts = {f"of_{name}": _OF_A_PROMISE[name] for name in by}
    return commitments.annotate(**sorts).values_list(*sorts)
