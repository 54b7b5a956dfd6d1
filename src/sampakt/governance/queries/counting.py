"""For which promises a decision on a plan or on priority areas counts, so that its writer knows before saving."""

from collections.abc import Sequence
from dataclasses import dataclass

from sampakt.commitments.models import Commitment
from sampakt.commitments.terms import DeedSort
from sampakt.governance.models import Body
from sampakt.governance.terms import Effect
from sampakt.kernel.viewer import Viewer

EFFECTS = {DeedSort.PLAN: Effect.ADOPTS_PLAN, DeedSort.PRIORITIES: Effect.SETS_PRIORITIES}
ADOPTING = "plan_adopted"
"""The kind of promise that is kept by adopting plans."""


@dataclass(frozen=True)
class Counting:
    """A decision with this effect, of this type if one is asked for, counts for the promise.

    It counts in the period that it is about (``for_period``), or in the one in which it is taken.
    """

    effect: Effect
    commitment: Commitment
    type: str
    for_period: bool


def promises_counting(viewer: Viewer, body: Body) -> Sequence[Counting]:
    """The promises that the viewer may see and that the body's decisions on plans or areas keep. One question."""
    seen = Commitment.objects.visible_to(viewer).in_space(body.space_id)
    promises = seen.filter(kind=ADOPTING, superseded_on=None).order_by("position", "pk")
    return [
        Counting(
            effect,
            promise,
            str(promise.parameters.get("type") or ""),
            for_period=bool(promise.parameters.get("for_period")),
        )
        for sort, effect in EFFECTS.items()
        for promise in promises
        if sort in (promise.parameters.get("sorts") or (DeedSort.PLAN,))
        and promise.parameters.get("body") in {None, "", body.key}
    ]
