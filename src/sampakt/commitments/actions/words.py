"""What people say of a promise: how it stands, that something else was agreed, that the other party confirms it."""

from collections.abc import Iterator
from datetime import date
from typing import TypedDict, TypeVar, Unpack

from django.db import transaction

from sampakt.agreements.models import Party
from sampakt.agreements.terms import BOUND
from sampakt.commitments.access import may_confirm, may_edit, may_state
from sampakt.commitments.models import Commitment, Confirmation, Statement, Waiver
from sampakt.commitments.rules.ends import owed
from sampakt.commitments.terms import CommitmentObjection, Side, Verb
from sampakt.kernel import clock
from sampakt.kernel.errors import NotAllowed, Objection, refuse_if
from sampakt.kernel.saving import save_changed, save_new
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.access import may_see_shared, objections_to_place
from sampakt.organisations.models import Organisation
from sampakt.papers.models import Document
from sampakt.trail.actions import record

AnyWord = TypeVar("AnyWord", Statement, Waiver, Confirmation)


class StatementValues(TypedDict, total=False):
    """What somebody states: the verdict, why, on whose behalf, and by which office."""

    verdict: str
    words: Text
    stated_on: date
    organisation: Organisation | None
    office: str
    is_sample: bool


class WaiverValues(TypedDict, total=False):
    """A decision that something else holds: who took it, its number, from when to when, and what was agreed instead."""

    body: str
    decided_on: date
    reference: str
    starts_on: date
    ends_on: date | None
    reason: Text
    document: Document | None
    is_sample: bool


class ConfirmationValues(TypedDict, total=False):
    """The other party's word."""

    agrees: bool
    words: Text
    given_on: date
    is_sample: bool


@transaction.atomic
def state(commitment: Commitment, *, by: Viewer, **values: Unpack[StatementValues]) -> Statement:
    """State how a promise stands. Without a day it is today; without an organisation, the one that ``by`` acts for."""
    if not may_state(by, commitment):
        raise NotAllowed
    values.setdefault("stated_on", clock.today())
    if values.get("organisation") is None:
        values["organisation"] = _spoken_for(commitment, by)
    statement = Statement(commitment=commitment, stated_by_id=by.user_id, **values)
    refuse_if(_objections_to_statement(commitment, by, **values))
    save_new(statement)
    record(Verb.STATE, statement, by=by, within=commitment)
    return statement


@transaction.atomic
def change_statement(
    statement: Statement, *, by: Viewer, version: int | None = None, **values: Unpack[StatementValues]
) -> Statement:
    """Correct a statement: whoever made it, or those who lead and coordinate."""
    commitment = statement.commitment
    is_own = by.user_id is not None and statement.stated_by_id == by.user_id
    if not (may_state(by, commitment) if is_own else may_edit(by, commitment)):
        raise NotAllowed
    refuse_if(_objections_to_statement(commitment, by, **values))
    if changes := save_changed(statement, values, version=version):
        record(Verb.CHANGE_STATEMENT, statement, by=by, within=commitment, changes=changes)
    return statement


@transaction.atomic
def waive(commitment: Commitment, *, by: Viewer, **values: Unpack[WaiverValues]) -> Waiver:
    """Record the decision that something else holds than was promised; without a first day, from the decision on."""
    if not may_edit(by, commitment):
        raise NotAllowed
    if values.get("starts_on") is None and values.get("decided_on") is not None:
        values["starts_on"] = values["decided_on"]
    refuse_if(_objections_to_waiver(commitment, by, Waiver(commitment=commitment, **values)))
    waiver = save_new(Waiver(commitment=commitment, **values))
    record(Verb.WAIVE, waiver, by=by, within=commitment)
    return waiver


@transaction.atomic
def change_waiver(waiver: Waiver, *, by: Viewer, version: int | None = None, **values: Unpack[WaiverValues]) -> Waiver:
    """Correct what is recorded of a decision that something else holds."""
    if not may_edit(by, waiver.commitment):
        raise NotAllowed
    _refuse_waiver(waiver, by, **values)
    if changes := save_changed(waiver, values, version=version):
        record(Verb.CHANGE_WAIVER, waiver, by=by, within=waiver.commitment, changes=changes)
    return waiver


@transaction.atomic
def end_waiver(waiver: Waiver, *, ends_on: date, by: Viewer, version: int | None = None) -> Waiver:
    """Record the last day on which something else holds; from the day after, the promise holds again."""
    if not may_edit(by, waiver.commitment):
        raise NotAllowed
    _refuse_waiver(waiver, by, ends_on=ends_on)
    if changes := save_changed(waiver, {"ends_on": ends_on}, version=version):
        record(Verb.END_WAIVER, waiver, by=by, within=waiver.commitment, changes=changes)
    return waiver


@transaction.atomic
def remove_waiver(waiver: Waiver, *, by: Viewer) -> None:
    """Take back a decision that something else holds, which was never taken or is no longer to be."""
    if not may_edit(by, waiver.commitment):
        raise NotAllowed
    Waiver.objects.filter(pk=waiver.pk).delete()
    record(Verb.REMOVE_WAIVER, waiver, by=by, within=waiver.commitment)


@transaction.atomic
def confirm(
    commitment: Commitment, *, organisation: Organisation, by: Viewer, **values: Unpack[ConfirmationValues]
) -> Confirmation:
    """Confirm or dispute, for an organisation to which it is owed, that a promise was kept; without a day, today."""
    if not may_confirm(by, commitment, organisation.pk):
        raise NotAllowed
    values.setdefault("given_on", clock.today())
    confirmation = Confirmation(commitment=commitment, organisation=organisation, given_by_id=by.user_id, **values)
    objections = list(_objections_to_word(confirmation))
    if organisation.pk not in owed_to(commitment):
        objections.append(Objection.of(CommitmentObjection.NOT_OWED, field="organisation"))
    refuse_if(objections)
    save_new(confirmation)
    record(Verb.CONFIRM if confirmation.agrees else Verb.DISPUTE, confirmation, by=by, within=commitment)
    return confirmation


@transaction.atomic
def change_confirmation(
    confirmation: Confirmation, *, by: Viewer, version: int | None = None, **values: Unpack[ConfirmationValues]
) -> Confirmation:
    """Correct an organisation's word: those who act for it."""
    if not may_confirm(by, confirmation.commitment, confirmation.organisation_id):
        raise NotAllowed
    would_be = {name: values.get(name, getattr(confirmation, name)) for name in ("agrees", "words", "given_on")}
    refuse_if(_objections_to_word(Confirmation(**would_be)))
    if changes := save_changed(confirmation, values, version=version):
        record(Verb.CHANGE_CONFIRMATION, confirmation, by=by, within=confirmation.commitment, changes=changes)
    return confirmation


def owed_to(commitment: Commitment) -> frozenset[int]:
    """The organisations to which a promise is owed. Two queries."""
    sides: dict[str, set[int]] = {Side.OWES: set(), Side.OWED: set()}
    for side, organisation in commitment.ends.values_list("side", "organisation_id"):
        sides[side].add(organisation)
    parties = Party.objects.filter(agreement=commitment.agreement_id, role__in=BOUND)
    return owed(sides[Side.OWES], sides[Side.OWED], set(parties.values_list("organisation_id", flat=True)))


def _spoken_for(commitment: Commitment, by: Viewer) -> Organisation | None:
    """The organisation that ``by`` acts for in the partnership, when there is only one."""
    standing = by.standing_in(commitment.space_id)
    if standing is None or len(standing.organisations) != 1:
        return None
    return Organisation.objects.get(pk=next(iter(standing.organisations)))


def _objections_to_statement(
    commitment: Commitment, by: Viewer, **values: Unpack[StatementValues]
) -> Iterator[Objection]:
    if (day := values.get("stated_on")) and day > clock.today():
        yield Objection.of(CommitmentObjection.STATED_IN_FUTURE, field="stated_on")
    organisation = values.get("organisation")
    if organisation and not by.is_operator and not by.acts_for(organisation.pk, commitment.space_id):
        yield Objection.of(CommitmentObjection.SPEAKS_FOR_ANOTHER, field="organisation", organisation=organisation)


def _refuse_waiver(waiver: Waiver, by: Viewer, **values: Unpack[WaiverValues]) -> None:
    """Hold the waiver as it would be against what a waiver must say."""
    would_be = Waiver(
        commitment=waiver.commitment,
        **{
            name: values.get(name, getattr(waiver, name))
            for name in ("body", "decided_on", "reference", "starts_on", "ends_on", "reason", "document")
        },
    )
    refuse_if(_objections_to_waiver(waiver.commitment, by, would_be))


def _objections_to_waiver(commitment: Commitment, by: Viewer, waiver: Waiver) -> Iterator[Objection]:
    if not (waiver.body and waiver.decided_on and waiver.reference):
        yield Objection.of(CommitmentObjection.WAIVER_NEEDS_DECISION, field="" if waiver.body else "body")
    if waiver.starts_on and waiver.ends_on and waiver.ends_on < waiver.starts_on:
        yield Objection.of(CommitmentObjection.ENDS_BEFORE_START, field="ends_on")
    if waiver.decided_on and waiver.decided_on > clock.today():
        yield Objection.of(CommitmentObjection.DECIDED_IN_FUTURE, field="decided_on")
    yield from objections_to_place(commitment.space_id, document=waiver.document)
    if waiver.document is not None and not may_see_shared(by, waiver.document):
        raise NotAllowed


def _objections_to_word(word: Confirmation) -> Iterator[Objection]:
    """A dispute says why, so that it can be answered."""
    if word.given_on > clock.today():
        yield Objection.of(CommitmentObjection.STATED_IN_FUTURE, field="given_on")
    if not word.agrees and not word.words:
        yield Objection.of(CommitmentObjection.REASON_MISSING, field="words")
