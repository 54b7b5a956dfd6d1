"""Decision chains: the steps of one party's decision, planned and taken."""

from collections.abc import Iterator
from datetime import date
from typing import TypedDict, Unpack, cast

from django.db import transaction

from sampakt.agreements.access import may_edit
from sampakt.agreements.models import DecisionStep, Party
from sampakt.agreements.terms import AgreementObjection, Verb
from sampakt.kernel import clock
from sampakt.kernel.errors import NotAllowed, Objection, refuse_if
from sampakt.kernel.saving import save_changed, save_new
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import Viewer
from sampakt.trail.actions import record


class StepOnceTaken(TypedDict, total=False):
    """What can be said of a step that was taken; ``spoke`` names offices or the letters of parties, never people."""

    paragraph: str
    case_number: str
    presented_by: Text
    spoke: list[str]
    reservations: Text
    notice_posted_on: date | None
    appeal_until: date | None
    note: Text
    is_sample: bool


class StepValues(StepOnceTaken, total=False):
    """What can be said of a step, planned or taken."""

    position: int
    kind: str
    instance: Text
    planned_on: date | None
    decided_on: date | None
    outcome: str


@transaction.atomic
def plan_step(party: Party, *, by: Viewer, **values: Unpack[StepValues]) -> DecisionStep:
    """Plan a step in a party's decision chain, last unless ``position`` says otherwise.

    A step that was taken long ago is told whole, with its date and outcome.
    """
    if not may_edit(by, party.agreement):
        raise NotAllowed
    last = max(party.steps.values_list("position", flat=True), default=0)
    values.setdefault("position", last + 1)
    step = DecisionStep(party=party, **values)
    refuse_if(_objections(step))
    save_new(step)
    is_taken = step.decided_on is not None
    record(Verb.RECORD_STEP if is_taken else Verb.PLAN_STEP, step, by=by, within=party.agreement)
    return step


def record_step(
    step: DecisionStep,
    *,
    decided_on: date,
    outcome: str,
    by: Viewer,
    version: int | None = None,
    **values: Unpack[StepOnceTaken],
) -> DecisionStep:
    """Record how an instance handled the matter, and when."""
    told = cast("StepValues", {**values, "decided_on": decided_on, "outcome": outcome})
    return _save(Verb.RECORD_STEP, step, by=by, version=version, values=told)


def change_step(
    step: DecisionStep, *, by: Viewer, version: int | None = None, **values: Unpack[StepValues]
) -> DecisionStep:
    """Plan a step anew, move it, or correct what is said of it."""
    return _save(Verb.CHANGE_STEP, step, by=by, version=version, values=values)


@transaction.atomic
def remove_step(step: DecisionStep, *, by: Viewer) -> None:
    """Remove a step that is not part of the chain."""
    if not may_edit(by, step.party.agreement):
        raise NotAllowed
    DecisionStep.objects.filter(pk=step.pk).delete()
    record(Verb.REMOVE_STEP, step, by=by, within=step.party.agreement)


@transaction.atomic
def _save(verb: Verb, step: DecisionStep, *, by: Viewer, version: int | None, values: StepValues) -> DecisionStep:
    if not may_edit(by, step.party.agreement):
        raise NotAllowed
    refuse_if(_objections(step, **values))
    if changes := save_changed(step, values, version=version):
        record(verb, step, by=by, changes=changes, within=step.party.agreement)
    return step


def _objections(step: DecisionStep, **values: Unpack[StepValues]) -> Iterator[Objection]:
    """What stands against the step once it has ``values``."""
    decided_on, outcome = values.get("decided_on", step.decided_on), values.get("outcome", step.outcome)
    if outcome and decided_on is None:
        yield Objection.of(AgreementObjection.STEP_WITHOUT_DATE, field="decided_on")
    if decided_on is not None and decided_on > clock.today():
        yield Objection.of(AgreementObjection.DECIDED_IN_FUTURE, field="decided_on")
