"""What a decision is to bring about once it is approved: kept with it, and done when others have read it."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from sampakt.commitments.access import may_see_commitment
from sampakt.governance.access import may_bring_about
from sampakt.governance.actions.effects import Brings, bring_about, objections_to_effect, objections_to_ground
from sampakt.governance.models import Decision
from sampakt.governance.queries.intents import Intended, intended
from sampakt.governance.rules.intents import Intent, written
from sampakt.governance.terms import OF_A_COMMITMENT, DecisionOutcome, Effect, GovernanceObjection
from sampakt.kernel.errors import NotAllowed, Objection, Refused, refuse_if
from sampakt.kernel.viewer import SYSTEM, Viewer

GONE = {
    "deed": _("the record of work"),
    "waiver": _("the waiver"),
    "successor": _("the commitment that replaces it"),
}
"""What is said of a record that a decision names and that is no longer there."""


def intend(decision: Decision, brings: Brings, *, by: Viewer) -> None:
    """Keep what a decision is to bring about once it is approved, and touch nothing else; it is saved by the caller.

    Whoever records it may do so by hand, as whoever approves it must.
    """
    decision.intends = None
    if decision.outcome != DecisionOutcome.TAKEN or not decision.effect:
        return
    if not may_bring_about(by, decision.body.space_id, decision.effect):
        raise NotAllowed
    decision.intends = written(
        Intent(
            type=brings.type,
            covers_from=brings.covers_from,
            covers_until=brings.covers_until,
            instead=brings.instead,
            holds_from=brings.holds_from,
            holds_until=brings.holds_until,
            deed=brings.deed.code if brings.deed else "",
            waiver=brings.waiver.pk if brings.waiver else None,
            successor=brings.successor.code if brings.successor else "",
        )
    )


def brings_of(waiting: Intended) -> Brings:
    """What was kept, as it is brought about."""
    said = waiting.said
    return Brings(
        type=said.type,
        covers_from=said.covers_from,
        covers_until=said.covers_until,
        instead=said.instead,
        holds_from=said.holds_from,
        holds_until=said.holds_until,
        deed=waiting.deed,
        waiver=waiting.waiver,
        successor=waiting.successor,
    )


def objections_to_fulfilling(decision: Decision, by: Viewer) -> Iterator[Objection]:
    """What stands against bringing about now what was meant: the approver's right, and what has changed meanwhile."""
    waiting = intended(decision)
    if waiting is None:
        return
    if not may_bring_about(by, decision.body.space_id, decision.effect) or not _sees_ground(decision, by):
        yield _not_theirs(decision)
        return
    for name in waiting.gone:
        yield Objection.of(GovernanceObjection.INTENDED_GONE, needed=GONE.get(name, name))
    brings = brings_of(waiting)
    # The page of approving has none of the decision's fields: what to do stands in the words.
    yield from (replace(one, field="") for one in objections_to_ground(decision, brings))
    if waiting.gone:
        return
    try:
        for one in objections_to_effect(decision, brings, by, is_kept=False):
            yield replace(one, field="")
    except NotAllowed:
        yield _not_theirs(decision)


def fulfil(decision: Decision, *, by: Viewer) -> dict[str, Any]:
    """Bring about what was meant, on the responsibility of ``by``; answers what the decision refers to from then on."""
    waiting = intended(decision)
    if waiting is None:
        return {}
    refuse_if(objections_to_fulfilling(decision, by))
    try:
        bring_about(decision, brings_of(waiting), by=by)
    except NotAllowed as no:
        raise Refused([_not_theirs(decision)]) from no
    return {"deed": decision.deed, "waiver": decision.waiver, "intends": None}


def objections_to_adjusting_effect(decision: Decision, by: Viewer) -> Iterator[Objection]:
    """What has changed since a meeting took a decision that waits for its minutes, so that it cannot come about.

    Whoever adjusts needs no right of their own: whoever recorded it had that, and they say that it was decided. Nor do
    they learn of a promise that they may not see more than that something is wrong.
    """
    found = list(objections_to_fulfilling(decision, _for_body(by)))
    if found and not _sees_ground(decision, by):
        found = [Objection.of(GovernanceObjection.INTENDED_GONE, needed=_("the commitment"))]
    yield from found


def fulfil_adjusted(decision: Decision, *, by: Viewer) -> dict[str, Any]:
    """Bring about what a meeting decided as its minutes are locked, told in the trail of whoever signed last."""
    return fulfil(decision, by=_for_body(by))


def _for_body(by: Viewer) -> Viewer:
    return replace(SYSTEM, user_id=by.user_id, name=by.name, language=by.language)


def _sees_ground(decision: Decision, by: Viewer) -> bool:
    if decision.effect not in OF_A_COMMITMENT or decision.commitment is None:
        return True
    return may_see_commitment(by, decision.commitment)


def _not_theirs(decision: Decision) -> Objection:
    return Objection.of(GovernanceObjection.NOT_THEIRS_TO_BRING, effect=Effect(decision.effect).label)
