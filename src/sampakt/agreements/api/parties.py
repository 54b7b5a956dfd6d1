"""Parties in the API: signatures, fees and decision chains."""

from http import HTTPStatus

from ninja import Router, Status

from sampakt.agreements import actions
from sampakt.agreements.api import named
from sampakt.agreements.api.parts import (
    FeeIn,
    FeeOut,
    FeePatch,
    PartyIn,
    PartyOut,
    PartyPatch,
    SignatureIn,
    StepIn,
    StepOut,
    StepPatch,
)
from sampakt.agreements.models import DecisionStep, FeeTerm, Party
from sampakt.kernel.money import Money
from sampakt.kernel.problems import ApiRequest

router = Router(tags=["parties"])


@router.get("/agreements/{slug:code}/parties", response=list[PartyOut], summary="List parties")
def list_parties(request: ApiRequest, code: str) -> list[Party]:
    """The parties to an agreement."""
    return list(named.agreement(request, code).parties.select_related("organisation", "signatory"))


@router.post("/agreements/{slug:code}/parties", response={HTTPStatus.CREATED: PartyOut}, summary="Add a party")
def add_party(request: ApiRequest, code: str, body: PartyIn) -> Status[Party]:
    """Add a party to an agreement."""
    agreement = named.agreement(request, code)
    return Status(HTTPStatus.CREATED, actions.add_party(agreement, by=request.auth, **named.facts_in(request, body)))


@router.get("/agreements/{slug:code}/parties/{slug:organisation}", response=PartyOut, summary="Get a party")
def get_party(request: ApiRequest, code: str, organisation: str) -> Party:
    """One party to an agreement, by the organisation's code."""
    return named.party(request, code, organisation)


@router.delete(
    "/agreements/{slug:code}/parties/{slug:organisation}",
    response={HTTPStatus.NO_CONTENT: None},
    summary="Remove a party",
)
def remove_party(request: ApiRequest, code: str, organisation: str) -> Status[None]:
    """Remove a party that was added by mistake; one that left gets the day it did instead."""
    actions.remove_party(named.party(request, code, organisation), by=request.auth)
    return Status(HTTPStatus.NO_CONTENT, None)


@router.patch("/agreements/{slug:code}/parties/{slug:organisation}", response=PartyOut, summary="Change a party")
def change_party(request: ApiRequest, code: str, organisation: str, body: PartyPatch) -> Party:
    """Change what is said of a party."""
    party = named.party(request, code, organisation)
    facts = named.facts_in(request, body)
    if "signatory" in facts:
        facts["signatory"] = named.office_of(party.organisation, body.signatory)
    return actions.change_party(party, by=request.auth, **facts)


@router.post("/agreements/{slug:code}/parties/{slug:organisation}/sign", response=PartyOut, summary="Record signing")
def sign(request: ApiRequest, code: str, organisation: str, body: SignatureIn) -> Party:
    """Record that a party signed."""
    party = named.party(request, code, organisation)
    facts = named.facts_in(request, body) | {"signatory": named.office_of(party.organisation, body.signatory)}
    return actions.sign(party, by=request.auth, **facts)


@router.delete(
    "/agreements/{slug:code}/parties/{slug:organisation}/sign", response=PartyOut, summary="Withdraw a signature"
)
def withdraw_signature(request: ApiRequest, code: str, organisation: str) -> Party:
    """Take back a signature that was recorded by mistake."""
    return actions.withdraw_signature(named.party(request, code, organisation), by=request.auth)


@router.get("/agreements/{slug:code}/fees", response=list[FeeOut], summary="List fees")
def list_fees(request: ApiRequest, code: str) -> list[FeeTerm]:
    """What the parties pay."""
    fees = FeeTerm.objects.filter(party__agreement=named.agreement(request, code))
    return list(fees.select_related("party__organisation", "payer").order_by("pk"))


@router.post(
    "/agreements/{slug:code}/parties/{slug:organisation}/fees",
    response={HTTPStatus.CREATED: FeeOut},
    summary="Set a fee",
)
def set_fee(request: ApiRequest, code: str, organisation: str, body: FeeIn) -> Status[FeeTerm]:
    """Set what a party pays."""
    party = named.party(request, code, organisation)
    facts = named.facts_in(request, body)
    amount = Money(facts.pop("amount_minor"), facts.pop("currency"))
    return Status(HTTPStatus.CREATED, actions.set_fee(party, amount=amount, by=request.auth, **facts))


@router.get("/agreements/{slug:code}/fees/{int:number}", response=FeeOut, summary="Get a fee")
def get_fee(request: ApiRequest, code: str, number: int) -> FeeTerm:
    """One fee."""
    return _fee(request, code, number)


@router.patch("/agreements/{slug:code}/fees/{int:number}", response=FeeOut, summary="Change a fee")
def change_fee(request: ApiRequest, code: str, number: int, body: FeePatch) -> FeeTerm:
    """Change what a party pays."""
    fee, facts = _fee(request, code, number), named.facts_in(request, body)
    minor, currency = facts.pop("amount_minor", fee.amount_minor), facts.pop("currency", fee.currency)
    return actions.change_fee(fee, amount=Money(minor, currency), by=request.auth, **facts)


@router.delete(
    "/agreements/{slug:code}/fees/{int:number}", response={HTTPStatus.NO_CONTENT: None}, summary="Remove a fee"
)
def remove_fee(request: ApiRequest, code: str, number: int) -> Status[None]:
    """Remove a fee that was never agreed."""
    actions.remove_fee(_fee(request, code, number), by=request.auth)
    return Status(HTTPStatus.NO_CONTENT, None)


@router.get("/agreements/{slug:code}/steps", response=list[StepOut], summary="List decision steps")
def list_steps(request: ApiRequest, code: str) -> list[DecisionStep]:
    """The decision chains of all parties."""
    steps = DecisionStep.objects.filter(party__agreement=named.agreement(request, code))
    return list(steps.select_related("party__organisation").order_by("party__position", "party", "position", "pk"))


@router.post(
    "/agreements/{slug:code}/parties/{slug:organisation}/steps",
    response={HTTPStatus.CREATED: StepOut},
    summary="Plan a decision step",
)
def plan_step(request: ApiRequest, code: str, organisation: str, body: StepIn) -> Status[DecisionStep]:
    """Plan a step in a party's decision chain, or tell one that was taken."""
    party = named.party(request, code, organisation)
    return Status(HTTPStatus.CREATED, actions.plan_step(party, by=request.auth, **named.facts_in(request, body)))


@router.get("/agreements/{slug:code}/steps/{int:number}", response=StepOut, summary="Get a decision step")
def get_step(request: ApiRequest, code: str, number: int) -> DecisionStep:
    """One step in a party's decision chain."""
    return _step(request, code, number)


@router.patch("/agreements/{slug:code}/steps/{int:number}", response=StepOut, summary="Change a decision step")
def change_step(request: ApiRequest, code: str, number: int, body: StepPatch) -> DecisionStep:
    """Plan a step anew, or record how it was taken."""
    return actions.change_step(_step(request, code, number), by=request.auth, **named.facts_in(request, body))


@router.delete(
    "/agreements/{slug:code}/steps/{int:number}", response={HTTPStatus.NO_CONTENT: None}, summary="Remove a step"
)
def remove_step(request: ApiRequest, code: str, number: int) -> Status[None]:
    """Remove a step that is not part of the chain."""
    actions.remove_step(_step(request, code, number), by=request.auth)
    return Status(HTTPStatus.NO_CONTENT, None)


def _fee(request: ApiRequest, code: str, number: int) -> FeeTerm:
    agreement = named.agreement(request, code)
    fees = FeeTerm.objects.filter(party__agreement=agreement).select_related("party__organisation", "payer")
    fee: FeeTerm = named.one_of(fees, number)
    fee.party.agreement = agreement
    return fee


def _step(request: ApiRequest, code: str, number: int) -> DecisionStep:
    agreement = named.agreement(request, code)
    steps = DecisionStep.objects.filter(party__agreement=agreement).select_related("party__organisation")
    step: DecisionStep = named.one_of(steps, number)
    step.party.agreement = agreement
    return step
