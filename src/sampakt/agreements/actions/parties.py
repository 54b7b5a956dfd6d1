"""Parties: who takes part, who signed, and what each pays."""

from collections.abc import Iterator
from datetime import date
from typing import TypedDict, Unpack

from django.db import transaction

from sampakt.agreements.access import may_edit
from sampakt.agreements.models import Agreement, FeeTerm, Party
from sampakt.agreements.rules import party_decided_on, rejected_by
from sampakt.agreements.terms import BOUND, TAKING_PART, AgreementObjection, Verb
from sampakt.kernel import clock
from sampakt.kernel.errors import NotAllowed, Objection, refuse_if
from sampakt.kernel.money import Money
from sampakt.kernel.saving import save_changed, save_new
from sampakt.kernel.terms import Audience
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.models import Membership, Office, Organisation, Space
from sampakt.trail.actions import record

SHARED = (Audience.PUBLIC, Audience.PARTNERS)
"""The audiences of agreements that their parties know of."""


class PartyValues(TypedDict, total=False):
    """What can be said of a party; ``joined_on`` only for one that came later than the others."""

    role: str
    position: int
    registration_numbers: list[str]
    signatory: Office | None
    joined_on: date | None
    left_on: date | None
    is_sample: bool


class FeeValues(TypedDict, total=False):
    """What can be said of a fee besides its sum. Without dates of its own it runs as the agreement does."""

    starts_on: date | None
    ends_on: date | None
    invoice_month: int | None
    payer: Organisation | None
    includes_vat: bool | None
    note: Text
    is_sample: bool


@transaction.atomic
def add_party(agreement: Agreement, *, organisation: Organisation, by: Viewer, **values: Unpack[PartyValues]) -> Party:
    """Add an organisation to an agreement.

    If its role takes part, it shares the partnership's space from now on; in a draft that one organisation keeps to
    itself, from when the parties may see it.
    """
    if not may_edit(by, agreement):
        raise NotAllowed
    parties = list(agreement.parties.all())
    values.setdefault("position", max((party.position for party in parties), default=0) + 1)
    party = Party(agreement=agreement, organisation=organisation, **values)
    objections = list(_objections(party))
    if any(other.organisation_id == organisation.pk for other in parties):
        objections.append(
            Objection.of(AgreementObjection.ALREADY_PARTY, field="organisation", organisation=organisation)
        )
    refuse_if(objections)
    save_new(party)
    settle(agreement.space, organisation, by)
    record(Verb.ADD_PARTY, party, by=by, within=agreement)
    return party


@transaction.atomic
def change_party(party: Party, *, by: Viewer, version: int | None = None, **values: Unpack[PartyValues]) -> Party:
    """Change a party's role, registration numbers, signatory, or the days on which it joined or left."""
    if not may_edit(by, party.agreement):
        raise NotAllowed
    refuse_if(_objections(party, **values))
    if changes := save_changed(party, values, version=version):
        if "role" in changes:
            settle(party.agreement.space, party.organisation, by)
        record(Verb.CHANGE_PARTY, party, by=by, changes=changes, within=party.agreement)
    return party


@transaction.atomic
def remove_party(party: Party, *, by: Viewer) -> None:
    """Remove a party that was added by mistake, with its chain and fees; one that left gets the day it did instead.

    It no longer shares the space, unless another agreement there lets it take part.
    """
    if not may_edit(by, party.agreement):
        raise NotAllowed
    if party.signed_on is not None:
        refuse_if([_signed_already(party)])
    Party.objects.filter(pk=party.pk).delete()
    settle(party.agreement.space, party.organisation, by)
    record(Verb.REMOVE_PARTY, party, by=by, within=party.agreement)


@transaction.atomic
def sign(
    party: Party,
    *,
    signed_on: date,
    by: Viewer,
    signatory: Office | None = None,
    even_if_undecided: bool = False,
    version: int | None = None,
) -> Party:
    """Record that a party signed.

    Its decision should stand first; ``even_if_undecided`` records a signature that was given all the same, or whose
    decision nobody has a record of. The chain then shows that it is out of order.
    """
    if not may_edit(by, party.agreement):
        raise NotAllowed
    values: dict[str, object] = {"signed_on": signed_on}
    if signatory is not None:
        values["signatory"] = signatory
    refuse_if(_objections_to_signing(party, signed_on, signatory, even_if_undecided))
    changes = save_changed(party, values, version=version)
    record(Verb.SIGN, party, by=by, changes=changes, within=party.agreement)
    return party


@transaction.atomic
def withdraw_signature(party: Party, *, by: Viewer, version: int | None = None) -> Party:
    """Take back a signature that was recorded by mistake."""
    if not may_edit(by, party.agreement):
        raise NotAllowed
    if party.signed_on is None:
        refuse_if([Objection.of(AgreementObjection.NOT_SIGNED, organisation=party.organisation)])
    changes = save_changed(party, {"signed_on": None}, version=version)
    record(Verb.WITHDRAW_SIGNATURE, party, by=by, changes=changes, within=party.agreement)
    return party


@transaction.atomic
def set_fee(party: Party, *, amount: Money, period: str, by: Viewer, **values: Unpack[FeeValues]) -> FeeTerm:
    """Set what a party pays for each period; a party may have several fees."""
    if not may_edit(by, party.agreement):
        raise NotAllowed
    fee = FeeTerm(party=party, amount_minor=amount.minor, currency=amount.currency, period=period, **values)
    refuse_if(_objections_to_fee(fee))
    save_new(fee)
    record(Verb.SET_FEE, fee, by=by, within=party.agreement)
    return fee


@transaction.atomic
def change_fee(
    fee: FeeTerm,
    *,
    by: Viewer,
    amount: Money | None = None,
    period: str | None = None,
    version: int | None = None,
    **values: Unpack[FeeValues],
) -> FeeTerm:
    """Change a fee; what is not named stays as it is."""
    if not may_edit(by, fee.party.agreement):
        raise NotAllowed
    changed: dict[str, object] = {**values}
    if amount is not None:
        changed |= {"amount_minor": amount.minor, "currency": amount.currency}
    if period is not None:
        changed["period"] = period
    refuse_if(_objections_to_fee(fee, **values))
    if changes := save_changed(fee, changed, version=version):
        record(Verb.CHANGE_FEE, fee, by=by, changes=changes, within=fee.party.agreement)
    return fee


@transaction.atomic
def remove_fee(fee: FeeTerm, *, by: Viewer) -> None:
    """Remove a fee that was never agreed."""
    if not may_edit(by, fee.party.agreement):
        raise NotAllowed
    FeeTerm.objects.filter(pk=fee.pk).delete()
    record(Verb.REMOVE_FEE, fee, by=by, within=fee.party.agreement)


def _objections(party: Party, **values: Unpack[PartyValues]) -> Iterator[Objection]:
    """What stands against the party once it has ``values``."""
    signatory = values.get("signatory", party.signatory)
    if signatory is not None:
        yield from _objections_to_office(party, signatory)
    joined_on, left_on = values.get("joined_on", party.joined_on), values.get("left_on", party.left_on)
    if joined_on and left_on and left_on < joined_on:
        yield Objection.of(AgreementObjection.LEFT_BEFORE_JOINING, field="left_on")
    if party.signed_on is not None and values.get("role", party.role) not in BOUND:
        yield _signed_already(party, field="role")


def _signed_already(party: Party, field: str = "") -> Objection:
    return Objection.of(
        AgreementObjection.ALREADY_SIGNED, field=field, organisation=party.organisation, date=party.signed_on
    )


def _objections_to_office(party: Party, office: Office) -> Iterator[Objection]:
    if office.organisation_id != party.organisation_id:
        yield Objection.of(AgreementObjection.OFFICE_OF_ANOTHER, field="signatory", organisation=party.organisation)


def _objections_to_signing(
    party: Party, signed_on: date, signatory: Office | None, even_if_undecided: bool
) -> Iterator[Objection]:
    who, agreement = party.organisation, party.agreement
    if party.role not in BOUND:
        yield Objection.of(AgreementObjection.NOT_A_PARTY, organisation=who)
    if party.signed_on is not None:
        yield _signed_already(party)
    if signed_on > clock.today():
        yield Objection.of(AgreementObjection.SIGNED_IN_FUTURE, field="signed_on")
    if agreement.ended_on is not None and signed_on > agreement.ended_on:
        yield Objection.of(AgreementObjection.HAS_ENDED, field="signed_on", date=agreement.ended_on)
    if signatory is not None:
        yield from _objections_to_office(party, signatory)
    if not even_if_undecided and party.steps.exists():
        yield from _objections_by_decision(party, signed_on)


def _objections_by_decision(party: Party, signed_on: date) -> Iterator[Objection]:
    """That the party has not said yes by the day of its signature: it said no, or yes later, or nothing yet."""
    who, facts = party.organisation, party.facts()
    decided, rejection = party_decided_on(facts), rejected_by(facts, clock.today())
    if decided is not None and decided > signed_on:
        yield Objection.of(AgreementObjection.DECIDED_LATER, field="signed_on", organisation=who, date=decided)
    elif rejection is not None:
        instance = party.steps.get(pk=rejection.id).instance
        facts_told = {"organisation": who, "instance": instance, "date": rejection.decided_on}
        yield Objection.of(AgreementObjection.REJECTED_IT, field="signed_on", **facts_told)
    elif decided is None:
        yield Objection.of(AgreementObjection.NOT_DECIDED, field="signed_on", organisation=who)


def _objections_to_fee(fee: FeeTerm, **values: Unpack[FeeValues]) -> Iterator[Objection]:
    starts_on, ends_on = values.get("starts_on", fee.starts_on), values.get("ends_on", fee.ends_on)
    if starts_on and ends_on and ends_on < starts_on:
        yield Objection.of(AgreementObjection.ENDS_BEFORE_START, field="ends_on")
    month = values.get("invoice_month", fee.invoice_month)
    if month is not None and not 1 <= month <= 12:
        yield Objection.of(AgreementObjection.NO_MONTH, field="invoice_month")


def settle(space: Space, organisation: Organisation, by: Viewer) -> None:
    """Let the organisation share the space as long as some agreement there that it may see lets it take part.

    Nobody shuts out the organisation that they act for themselves.
    """
    takes_part = Party.objects.filter(
        agreement__space=space, agreement__audience__in=SHARED, organisation=organisation, role__in=TAKING_PART
    )
    if takes_part.exists():
        space.organisations.add(organisation)
    elif not by.acts_for(organisation.pk, space.pk):
        space.organisations.remove(organisation)
        Membership.objects.filter(space=space, organisation=organisation).delete()
