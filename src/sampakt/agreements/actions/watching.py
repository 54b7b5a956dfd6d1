"""Keeping what agreements ask for reckoned: after a change, and when time alone makes it old."""

from collections.abc import Collection, Sequence
from datetime import date

from django.db.models import Q, QuerySet

from sampakt.agreements.models import Agreement, AgreementLink, Watch
from sampakt.agreements.queries.life import load, with_amendments
from sampakt.agreements.rules import watched
from sampakt.kernel import clock
from sampakt.trail.models import TrailLine

SUBJECTS = frozenset(
    f"agreements.{name}" for name in ("agreement", "party", "decisionstep", "amendment", "agreementlink")
)
"""The records that the life of an agreement hangs on."""

BATCH = 500


def reckon(agreements: QuerySet[Agreement], *, today: date | None = None) -> int:
    """Reckon what agreements ask for as things stand today, and store it. Answers how many."""
    day = today or clock.today()
    keys = list(agreements.order_by("pk").values_list("pk", flat=True).distinct())
    for start in range(0, len(keys), BATCH):
        some = with_amendments(Agreement.objects.filter(pk__in=keys[start : start + BATCH]))
        loaded = load(some)
        found = [(agreement, watched(loaded.facts[agreement.pk], day)) for agreement in some]
        Watch.objects.bulk_create(
            [
                Watch(
                    agreement=agreement,
                    late_on=one.late_on,
                    next_on=one.next_on,
                    reckoned_on=day,
                    stands_until=one.stands_until,
                )
                for agreement, one in found
            ],
            update_conflicts=True,
            unique_fields=["agreement"],
            update_fields=["late_on", "next_on", "reckoned_on", "stands_until"],
        )
    return len(keys)


def reckon_due(today: date) -> int:
    """Reckon anew what time may have changed, and what was never reckoned. Answers how many."""
    return reckon(Agreement.objects.filter(Q(watch=None) | Q(watch__stands_until__lte=today)), today=today)


def reckon_touched(lines: Sequence[TrailLine]) -> None:
    """Reckon anew the agreements that a change may touch: those of its space, and those that they follow.

    The trail calls this with every line written, inside the writer's transaction.
    """
    spaces = {line.space_id for line in lines if line.subject_kind in SUBJECTS and line.space_id is not None}
    if spaces:
        followed = AgreementLink.objects.filter(agreement__space__in=spaces, other__isnull=False)
        following = AgreementLink.objects.filter(other__space__in=spaces)
        reckon(
            Agreement.objects.filter(
                Q(space__in=spaces) | Q(pk__in=followed.values("other")) | Q(pk__in=following.values("agreement"))
            )
        )


def reckon_left(agreements: Collection[int]) -> None:
    """Reckon anew agreements that another one has ceased to follow, or to be followed by, perhaps in another space."""
    if agreements:
        reckon(Agreement.objects.filter(pk__in=agreements))
