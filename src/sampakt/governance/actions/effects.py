"""What a decision brings about in the promises: something done, something else agreed, a promise replaced.

A decision knows its own: a deed by its key, a waiver by who decided it and its number, a new promise by its note. What
was there before and is only named by a decision stays when the decision goes.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from sampakt.commitments.access import may_see_commitment
from sampakt.commitments.actions import (
    change_commitment,
    change_deed,
    change_waiver,
    record_deed,
    register_commitment,
    remove_commitment,
    remove_deed,
    remove_waiver,
    restore_commitment,
    supersede_commitment,
    waive,
)
from sampakt.commitments.actions.deeds import DeedValues
from sampakt.commitments.models import Commitment, Deed, Waiver
from sampakt.commitments.terms import DeedSort, Side
from sampakt.governance.models import Body, Decision
from sampakt.governance.rules.decisions import RECORDED, deed_key, objections_to_days, paragraph
from sampakt.governance.terms import OF_A_COMMITMENT, DecisionOutcome, Effect, GovernanceObjection
from sampakt.kernel.errors import NotAllowed, Objection
from sampakt.kernel.terms import Audience
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.access import may_see_shared, objections_to_place
from sampakt.organisations.models import Organisation

SORTS = {
    Effect.ADOPTS_PLAN: DeedSort.PLAN,
    Effect.SETS_PRIORITIES: DeedSort.PRIORITIES,
    Effect.CONTINUES: DeedSort.CONTINUATION,
}
"""As what sort of deed each effect is told."""


@dataclass(frozen=True)
class Brings:
    """What is said of an effect: what was done and the days it is about, or what was agreed instead and for how long.

    A ``deed`` or ``waiver`` that is recorded already is taken as it is. ``successor`` is the promise that replaces the
    one that the decision changes; without it, a like one is registered with the words of ``instead``.
    """

    type: str = ""
    covers_from: date | None = None
    covers_until: date | None = None
    instead: Text = field(default_factory=Text)
    holds_from: date | None = None
    holds_until: date | None = None
    deed: Deed | None = None
    waiver: Waiver | None = None
    successor: Commitment | None = None


def objections_to_effect(decision: Decision, brings: Brings, by: Viewer, *, is_kept: bool) -> Iterator[Objection]:
    """What is missing before a decision can bring about its effect; ``is_kept`` where that has been done already."""
    if decision.effect in OF_A_COMMITMENT and decision.commitment is None:
        yield Objection.of(GovernanceObjection.EFFECT_NEEDS, field="commitment", needed=_("commitment"))
    elif not is_kept and decision.effect in OF_A_COMMITMENT:
        is_given = brings.waiver is not None if decision.effect == Effect.WAIVES else brings.successor is not None
        if not is_given and not _instead(decision, brings):
            yield Objection.of(GovernanceObjection.INSTEAD_MISSING, field="instead")
    space = decision.body.space_id
    waived = brings.waiver.commitment if brings.waiver else None
    yield from objections_to_place(space, deed=brings.deed, waiver=waived, successor=brings.successor)
    if brings.deed is not None and not may_see_shared(by, brings.deed):
        raise NotAllowed
    if any(one is not None and not may_see_commitment(by, one) for one in (waived, brings.successor)):
        raise NotAllowed
    if waived is not None and decision.commitment is not None and waived.pk != decision.commitment.pk:
        yield Objection.of(GovernanceObjection.EFFECT_NEEDS, field="commitment", needed=_("commitment"))


def objections_to_ground(decision: Decision, brings: Brings, before: Decision | None = None) -> Iterator[Objection]:
    """What nobody could bring about: days in the wrong order, a promise in place of itself or of one replaced already,
    or that something goes on and nobody knows what.

    So it is said to whoever records it, at its field, and not left to whoever would approve it.
    """
    old, new = decision.commitment, brings.successor
    since = brings.holds_from or decision.decided_on
    if decision.effect == Effect.CONTINUES and decision.agreement is None and old is None:
        yield Objection.of(GovernanceObjection.EFFECT_NEEDS, field="agreement", needed=_("agreement"))
    if decision.effect in RECORDED and brings.deed is None:
        yield from objections_to_days(brings.covers_from, brings.covers_until, "covers_until")
    elif decision.effect == Effect.WAIVES and brings.waiver is None:
        yield from objections_to_days(since, brings.holds_until, "holds_until")
    elif decision.effect == Effect.CHANGES and old is not None:
        if new is None:
            yield from objections_to_days(since, brings.holds_until or old.ends_on, "holds_until")
        elif old.pk in {new.pk, new.superseded_by_id}:
            yield Objection.of(GovernanceObjection.REPLACES_ITSELF, field="successor")
        is_as_said = new is not None and old.superseded_by_id == new.pk
        if old.superseded_on is not None and not is_as_said and not _has_replaced(before, old):
            yield Objection.of(GovernanceObjection.REPLACED_MEANWHILE, field="commitment", commitment=old.reference)


def bring_about(decision: Decision, brings: Brings, *, by: Viewer) -> None:
    """Let a decision that was taken do what it says, and name the records that tell so; it is saved by the caller.

    Whoever records it needs the right to do so by hand: a decision opens no door that is closed otherwise.
    """
    if decision.outcome != DecisionOutcome.TAKEN or not decision.effect:
        return
    if decision.effect in RECORDED:
        decision.deed = brings.deed or _record(decision, brings, by)
    elif decision.effect == Effect.WAIVES:
        decision.waiver = brings.waiver or _waive(decision, brings, by)
    elif decision.effect == Effect.CHANGES:
        _replace(decision, brings, by)


def keep_in_step(before: Decision, after: Decision, *, by: Viewer) -> None:
    """Let the records that a decision made follow what is corrected of it."""
    if before.intends is not None:
        return
    if before.deed is not None and is_own_deed(before):
        key: DeedValues = {"key": _free_key(after, before.deed)}
        change_deed(before.deed, by=by, **(_facts(after) | key))
    if before.waiver is not None and is_own_waiver(before):
        reference = paragraph(after.number, after.year)
        change_waiver(before.waiver, by=by, decided_on=after.decided_on, reference=reference)
    if (later := _own_successor(before)) is not None:
        change_commitment(later, by=by, note=_cited(after))


def take_back(decision: Decision, *, by: Viewer) -> None:
    """Undo what a decision brought about; no row may refer to its records any longer."""
    if decision.intends is not None:
        return
    if decision.deed is not None and is_own_deed(decision):
        remove_deed(decision.deed, by=by)
    if decision.waiver is not None and is_own_waiver(decision):
        remove_waiver(decision.waiver, by=by)
    if (
        decision.outcome == DecisionOutcome.TAKEN
        and decision.effect == Effect.CHANGES
        and decision.commitment is not None
    ):
        own = _own_successor(decision)
        restore_commitment(decision.commitment, by=by)
        if own is not None:
            remove_commitment(own, by=by)


def is_own_deed(decision: Decision) -> bool:
    """Whether the decision made the deed that it names, rather than finding it recorded."""
    key = deed_key(decision.body.key, decision.year, decision.number)
    return decision.deed is not None and decision.deed.key == key


def is_own_waiver(decision: Decision) -> bool:
    """Whether the decision made the waiver that it names."""
    waiver = decision.waiver
    cited = (decision.decided_on, paragraph(decision.number, decision.year))
    return waiver is not None and (waiver.decided_on, waiver.reference) == cited


def _has_replaced(decision: Decision | None, commitment: Commitment) -> bool:
    """Whether it was this decision that replaced the promise: correcting it takes that back first."""
    if decision is None or decision.intends is not None or decision.outcome != DecisionOutcome.TAKEN:
        return False
    return decision.effect == Effect.CHANGES and decision.commitment_id == commitment.pk


def _own_successor(decision: Decision) -> Commitment | None:
    """The promise that the decision registered in place of the one that it changes."""
    if decision.outcome != DecisionOutcome.TAKEN or decision.effect != Effect.CHANGES or decision.commitment is None:
        return None
    later = decision.commitment.superseded_by
    return later if later is not None and later.note == _cited(decision) else None


def _record(decision: Decision, brings: Brings, by: Viewer) -> Deed:
    values: DeedValues = {
        "key": _free_key(decision),
        "sort": SORTS[Effect(decision.effect)],
        "type": brings.type,
        "covers_from": brings.covers_from,
        "covers_until": brings.covers_until,
        "theme": decision.theme,
        "is_sample": decision.is_sample,
    }
    return record_deed(decision.body.space, by=by, **(values | _facts(decision) | _reach(decision.body)))


def _facts(decision: Decision) -> DeedValues:
    """What the deed says of the decision; of a restricted one only that there is one: more people see it."""
    if decision.is_restricted:
        return {"title": _cited(decision), "done_on": decision.decided_on, "document": None}
    return {"title": decision.title, "done_on": decision.decided_on, "document": decision.document}


def _waive(decision: Decision, brings: Brings, by: Viewer) -> Waiver:
    commitment = decision.commitment
    assert commitment is not None
    return waive(
        commitment,
        by=by,
        body=str(decision.body.name)[:200],
        decided_on=decision.decided_on,
        reference=paragraph(decision.number, decision.year),
        starts_on=brings.holds_from or decision.decided_on,
        ends_on=brings.holds_until,
        reason=_instead(decision, brings),
        document=None if decision.is_restricted else decision.document,
        is_sample=decision.is_sample,
    )


def _replace(decision: Decision, brings: Brings, by: Viewer) -> None:
    """Replace the promise from the day on: by the successor, or by one like it that says what was agreed instead."""
    old = decision.commitment
    assert old is not None
    if brings.successor is not None and old.superseded_by_id == brings.successor.pk:
        return
    day = brings.holds_from or decision.decided_on
    supersede_commitment(
        old, superseded_on=day, superseded_by=brings.successor or _like(old, decision, brings, day, by), by=by
    )


def _like(old: Commitment, decision: Decision, brings: Brings, day: date, by: Viewer) -> Commitment:
    ends: dict[Side, list[Organisation]] = {Side.OWES: [], Side.OWED: []}
    for end in old.ends.select_related("organisation"):
        ends[Side(end.side)].append(end.organisation)
    return register_commitment(
        old.agreement,
        by=by,
        owes=ends[Side.OWES],
        owed=ends[Side.OWED],
        title=_instead(decision, brings),
        starts_on=day,
        ends_on=brings.holds_until or old.ends_on,
        note=_cited(decision),
        clause=old.clause,
        strength=old.strength,
        check_by=old.check_by,
        kind=old.kind,
        parameters=old.parameters,
        theme=old.theme,
        unit=old.unit,
        responsible=old.responsible,
        warn_days=old.warn_days,
        audience=old.audience,
        organisation=old.organisation,
        circle=old.circle,
    )


def _instead(decision: Decision, brings: Brings) -> Text:
    """What was agreed instead: as said, else the decision's own words, unless not everybody may read those."""
    return brings.instead or (Text() if decision.is_restricted else decision.words)


def _cited(decision: Decision) -> Text:
    name, cited = decision.body.name, paragraph(decision.number, decision.year)
    return Text(**{language: f"{words} {cited}" for language, words in name.as_data().items()})


def _free_key(decision: Decision, own: Deed | None = None) -> str:
    """The key by which the deed is known as the decision's, or the next one free."""
    keys = set(Deed.objects.in_space(decision.body.space_id).values_list("key", flat=True))
    taken = keys - {own.key} if own is not None else keys
    return deed_key(decision.body.key, decision.year, decision.number, taken)


def _reach(body: Body) -> DeedValues:
    """As far as the body reaches, and never beyond the parties: what is public is for somebody to decide."""
    if body.audience == Audience.PUBLIC:
        return {"audience": Audience.PARTNERS}
    return {"audience": body.audience, "organisation": body.organisation, "circle": body.circle}
