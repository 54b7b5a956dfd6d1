"""Promises: writing them down, changing, moving, removing and replacing them."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.db.models import F, Max, ProtectedError

from sampakt.agreements.models import Agreement, Party, Theme
from sampakt.agreements.terms import AT_THE_ENDS
from sampakt.commitments.access import may_edit, may_register, may_see_commitment
from sampakt.commitments.models import Commitment, CommitmentParty
from sampakt.commitments.queries.parameters import objections_to_named
from sampakt.commitments.queries.registry import objections_to_parameters
from sampakt.commitments.rules.references import next_reference
from sampakt.commitments.terms import CommitmentObjection, Side, Verb
from sampakt.kernel.alphabet import with_plain_dashes
from sampakt.kernel.errors import NotAllowed, Objection, refuse_if
from sampakt.kernel.saving import Changes, save_changed, save_new
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.access import may_see_shared, objections_to_place, objections_to_reach
from sampakt.organisations.models import Circle, Office, Organisation, Unit
from sampakt.trail.actions import record


class CommitmentValues(TypedDict, total=False):
    """What can be said of a promise; without ``starts_on`` and ``ends_on`` it lasts as its agreement."""

    reference: str
    position: int
    title: Text
    clause: str
    strength: str
    check_by: str
    kind: str
    parameters: Mapping[str, Any]
    theme: Theme | None
    unit: Unit | None
    responsible: Office | None
    starts_on: date | None
    ends_on: date | None
    warn_days: int
    note: Text
    audience: str
    organisation: Organisation | None
    circle: Circle | None


@transaction.atomic
def register_commitment(
    agreement: Agreement,
    *,
    by: Viewer,
    owes: Iterable[Organisation] = (),
    owed: Iterable[Organisation] = (),
    **values: Unpack[CommitmentValues],
) -> Commitment:
    """Write down a promise of an agreement, at the end of the list.

    Without a reference it is given the next one; without an audience it reaches as far as its agreement. ``owes`` and
    ``owed`` name the parties at its two ends; a promise without any is made by all to all.
    """
    if not may_see_shared(by, agreement) or not may_register(by, agreement.space_id):
        raise NotAllowed
    if "audience" not in values:
        values |= {
            "audience": agreement.audience,
            "organisation": agreement.organisation,
            "circle": agreement.circle,
        }
    values["reference"] = with_plain_dashes(values.get("reference", "")) or proposed_reference(agreement.space_id)
    if "position" not in values:
        last = Commitment.objects.in_space(agreement.space_id).aggregate(last=Max("position"))["last"]
        values["position"] = (last or 0) + 1
    commitment = Commitment(space=agreement.space, agreement=agreement, **values)
    sides = {Side.OWES: list(owes), Side.OWED: list(owed)}
    refuse_if(_objections(commitment, by, agreement, sides, **values))
    save_new(commitment)
    CommitmentParty.objects.bulk_create(
        CommitmentParty(commitment=commitment, organisation=organisation, side=side)
        for side, organisations in sides.items()
        for organisation in organisations
    )
    record(Verb.REGISTER_COMMITMENT, commitment, by=by)
    return commitment


@transaction.atomic
def change_commitment(
    commitment: Commitment,
    *,
    by: Viewer,
    version: int | None = None,
    agreement: Agreement | None = None,
    owes: Iterable[Organisation] | None = None,
    owed: Iterable[Organisation] | None = None,
    **values: Unpack[CommitmentValues],
) -> Commitment:
    """Change what is said of a promise, its rule, who stands at its ends, or who sees it."""
    if not may_edit(by, commitment):
        raise NotAllowed
    whole = agreement or commitment.agreement
    if not may_see_shared(by, whole):
        raise NotAllowed
    if "reference" in values:
        values["reference"] = with_plain_dashes(values["reference"])
    sides: dict[Side, list[Organisation]] = {}
    if owes is not None:
        sides[Side.OWES] = list(owes)
    if owed is not None:
        sides[Side.OWED] = list(owed)
    refuse_if(_objections(commitment, by, whole, sides, **values))
    beside = any(_named(commitment, side).keys() != {one.pk for one in named} for side, named in sides.items())
    changes = save_changed(commitment, {**values, "agreement": whole}, version=version, beside=beside)
    for side, organisations in sides.items():
        changes |= _set_side(commitment, side, organisations)
    if changes:
        record(Verb.CHANGE_COMMITMENT, commitment, by=by, changes=changes)
    return commitment


@transaction.atomic
def move_commitment(commitment: Commitment, *, position: int, by: Viewer) -> Commitment:
    """Give a promise another place in its partnership's list; those after it make room."""
    if not may_edit(by, commitment):
        raise NotAllowed
    if commitment.position != position:
        others = Commitment.objects.in_space(commitment.space_id).exclude(pk=commitment.pk)
        others.filter(position__gte=position).update(position=F("position") + 1)
        changes = save_changed(commitment, {"position": position}, version=None)
        record(Verb.MOVE_COMMITMENT, commitment, by=by, changes=changes)
    return commitment


@transaction.atomic
def remove_commitment(commitment: Commitment, *, by: Viewer) -> None:
    """Remove a promise that was written down by mistake. One with a history is replaced by a later one instead."""
    if not may_edit(by, commitment):
        raise NotAllowed
    refuse_if(objections_to_removing(commitment))
    try:
        Commitment.objects.filter(pk=commitment.pk).delete()
    except ProtectedError:
        refuse_if([Objection.of(CommitmentObjection.HAS_HISTORY)])
    record(Verb.REMOVE_COMMITMENT, commitment, by=by)


@transaction.atomic
def supersede_commitment(
    commitment: Commitment,
    *,
    superseded_on: date,
    by: Viewer,
    superseded_by: Commitment | None = None,
    version: int | None = None,
) -> Commitment:
    """Record that a later agreement replaced the promise from a day on, and by which promise, where there is one."""
    if not may_edit(by, commitment) or (superseded_by and not may_see_commitment(by, superseded_by)):
        raise NotAllowed
    objections = []
    if superseded_by is not None and superseded_by.pk == commitment.pk:
        objections.append(Objection.of(CommitmentObjection.SUPERSEDES_ITSELF, field="superseded_by"))
    if superseded_by is not None and superseded_by.superseded_by_id == commitment.pk:
        objections.append(Objection.of(CommitmentObjection.SUPERSEDES_ITSELF, field="superseded_by"))
    if commitment.superseded_on is not None and commitment.superseded_on != superseded_on:
        objections.append(Objection.of(CommitmentObjection.ALREADY_SUPERSEDED, field="superseded_on"))
    objections += objections_to_place(commitment.space_id, superseded_by=superseded_by)
    refuse_if(objections)
    values = {"superseded_on": superseded_on, "superseded_by": superseded_by}
    if changes := save_changed(commitment, values, version=version):
        record(Verb.SUPERSEDE_COMMITMENT, commitment, by=by, changes=changes)
    return commitment


@transaction.atomic
def restore_commitment(commitment: Commitment, *, by: Viewer) -> Commitment:
    """Take back that a promise was replaced: the decision that did so was not taken after all."""
    if not may_edit(by, commitment):
        raise NotAllowed
    if changes := save_changed(commitment, {"superseded_on": None, "superseded_by": None}, version=None):
        record(Verb.RESTORE_COMMITMENT, commitment, by=by, changes=changes)
    return commitment


def proposed_reference(space_id: int) -> str:
    """The reference that the next promise of a partnership would have."""
    taken = list(Commitment.objects.in_space(space_id).order_by("position", "pk").values_list("reference", flat=True))
    # A space that is not yet a partnership has no code; its promises are then numbered with a C.
    code = Agreement.objects.filter(space_id=space_id).values_list("space__partnership__code", flat=True).first()
    return next_reference(taken, code or "c")


def objections_to_removing(commitment: Commitment) -> list[Objection]:
    """What people have said of a promise, and the evidence that supports it, must not vanish with it."""
    history = (commitment.statements, commitment.waivers, commitment.confirmations, commitment.evidence_uses)
    if any(rows.exists() for rows in history):
        return [Objection.of(CommitmentObjection.HAS_HISTORY)]
    return []


def _objections(
    commitment: Commitment,
    by: Viewer,
    agreement: Agreement,
    sides: Mapping[Side, Collection[Organisation]],
    **values: Unpack[CommitmentValues],
) -> Iterator[Objection]:
    """What stands against the promise once it has ``values``. Raises NotAllowed on an audience that is not theirs."""
    reference = values.get("reference", commitment.reference)
    space = commitment.space_id
    if Commitment.objects.filter(space=space, reference=reference).exclude(pk=commitment.pk).exists():
        yield Objection.of(CommitmentObjection.REFERENCE_TAKEN, field="reference", reference=reference)
    starts_on = values.get("starts_on", commitment.starts_on)
    ends_on = values.get("ends_on", commitment.ends_on)
    if starts_on and ends_on and ends_on < starts_on:
        yield Objection.of(CommitmentObjection.ENDS_BEFORE_START, field="ends_on")
    kind, parameters = values.get("kind", commitment.kind), values.get("parameters", commitment.parameters)
    # A rule that stands as it did is not held against what is asked of new ones.
    if commitment.pk is None or (kind, parameters) != (commitment.kind, commitment.parameters):
        faults = objections_to_parameters(kind, parameters)
        yield from faults or objections_to_named(by, space, kind, parameters)
    yield from objections_to_place(space, agreement=agreement, theme=values.get("theme"))
    yield from objections_to_reach(commitment, by, **values)
    unit, office = values.get("unit"), values.get("responsible")
    if unit or office or any(sides.values()):
        yield from _objections_to_parties(agreement, sides, unit, office)


def _objections_to_parties(
    agreement: Agreement, sides: Mapping[Side, Collection[Organisation]], unit: Unit | None, office: Office | None
) -> Iterator[Objection]:
    roles = dict(Party.objects.filter(agreement=agreement).values_list("organisation_id", "role"))
    for side, organisations in sides.items():
        for organisation in organisations:
            if roles.get(organisation.pk) not in AT_THE_ENDS:
                yield Objection.of(CommitmentObjection.NOT_A_PARTY, field=side.value, organisation=organisation)
    if unit is not None and unit.organisation_id not in roles:
        yield Objection.of(CommitmentObjection.UNIT_OF_ANOTHER, field="unit")
    if office is not None and office.organisation_id not in roles:
        yield Objection.of(CommitmentObjection.UNIT_OF_ANOTHER, field="responsible")


def _set_side(commitment: Commitment, side: Side, organisations: Collection[Organisation]) -> Changes:
    """Name those at one end of a promise; answers the change as the trail tells it."""
    before = _named(commitment, side)
    after = {organisation.pk: organisation for organisation in organisations}
    if before.keys() == after.keys():
        return {}
    CommitmentParty.objects.filter(commitment=commitment, side=side).exclude(organisation__in=after).delete()
    CommitmentParty.objects.bulk_create(
        CommitmentParty(commitment=commitment, organisation=organisation, side=side)
        for pk, organisation in after.items()
        if pk not in before
    )
    return {side.value: (_names(before.values()), _names(after.values()))}


def _named(commitment: Commitment, side: Side) -> dict[int, Organisation]:
    """Those at one end of a promise."""
    rows = CommitmentParty.objects.filter(commitment=commitment, side=side).select_related("organisation")
    return {row.organisation_id: row.organisation for row in rows}


def _names(organisations: Iterable[Organisation]) -> list[str]:
    return sorted(organisation.name for organisation in organisations)
