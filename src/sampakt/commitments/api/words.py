"""What people say of promises, in the API."""

from http import HTTPStatus

from django.shortcuts import get_object_or_404
from ninja import Router, Status
from ninja.pagination import paginate

from sampakt.commitments import actions
from sampakt.commitments.api import named
from sampakt.commitments.api.parts import (
    ConfirmationIn,
    ConfirmationOut,
    ConfirmationPatch,
    StatementIn,
    StatementOut,
    StatementPatch,
    WaiverEnd,
    WaiverIn,
    WaiverOut,
    WaiverPatch,
)
from sampakt.commitments.models import Confirmation, Statement, Waiver
from sampakt.commitments.models.commitments import WordQuerySet
from sampakt.kernel.problems import ApiRequest
from sampakt.kernel.schemas import Pages

router = Router(tags=["statements"])


@router.get("/statements", response=list[StatementOut], summary="List statements")
@paginate(Pages)
def list_statements(request: ApiRequest, commitment: str = "") -> WordQuerySet[Statement]:
    """What people stated, newest first; of one promise if asked."""
    rows = Statement.objects.visible_to(request.auth).select_related("commitment", "organisation")
    return rows.filter(commitment__code=commitment) if commitment else rows


@router.post("/statements", response={HTTPStatus.CREATED: StatementOut}, summary="State how a promise stands")
def state(request: ApiRequest, body: StatementIn) -> Status[Statement]:
    """State how a promise stands; without a day it is today."""
    facts = {name: value for name, value in named.facts_in(body, "commitment").items() if value is not None}
    if "organisation" in facts:
        facts["organisation"] = named.organisation(facts["organisation"])
    commitment = named.commitment(request, body.commitment)
    return Status(HTTPStatus.CREATED, actions.state(commitment, by=request.auth, **facts))


@router.get("/waivers", response=list[WaiverOut], summary="List waivers")
@paginate(Pages)
def list_waivers(request: ApiRequest, commitment: str = "") -> WordQuerySet[Waiver]:
    """Decisions that something else holds, newest first; of one promise if asked."""
    rows = Waiver.objects.visible_to(request.auth).select_related("commitment")
    return rows.filter(commitment__code=commitment) if commitment else rows


@router.post("/waivers", response={HTTPStatus.CREATED: WaiverOut}, summary="Waive a promise")
def waive(request: ApiRequest, body: WaiverIn) -> Status[Waiver]:
    """Record the decision that something else holds."""
    commitment = named.commitment(request, body.commitment)
    waiver = actions.waive(commitment, by=request.auth, **named.facts_in(body, "commitment"))
    return Status(HTTPStatus.CREATED, waiver)


@router.post("/waivers/{int:number}/end", response=WaiverOut, summary="End a waiver")
def end_waiver(request: ApiRequest, number: int, body: WaiverEnd) -> Waiver:
    """Record the last day on which something else holds."""
    return actions.end_waiver(_waiver(request, number), ends_on=body.ends_on, version=body.version, by=request.auth)


@router.get("/confirmations", response=list[ConfirmationOut], summary="List confirmations")
@paginate(Pages)
def list_confirmations(request: ApiRequest, commitment: str = "") -> WordQuerySet[Confirmation]:
    """What the other parties said, newest first; of one promise if asked."""
    rows = Confirmation.objects.visible_to(request.auth).select_related("commitment", "organisation")
    return rows.filter(commitment__code=commitment) if commitment else rows


@router.post("/confirmations", response={HTTPStatus.CREATED: ConfirmationOut}, summary="Confirm or dispute")
def confirm(request: ApiRequest, body: ConfirmationIn) -> Status[Confirmation]:
    """Confirm or dispute, for one of those to whom it is owed, that a promise was kept."""
    facts = {name: value for name, value in named.facts_in(body, "commitment").items() if value is not None}
    facts["organisation"] = named.organisation(body.organisation)
    commitment = named.commitment(request, body.commitment)
    return Status(HTTPStatus.CREATED, actions.confirm(commitment, by=request.auth, **facts))


@router.get("/statements/{int:number}", response=StatementOut, summary="Get a statement")
def get_statement(request: ApiRequest, number: int) -> Statement:
    """One statement."""
    return _statement(request, number)


@router.patch("/statements/{int:number}", response=StatementOut, summary="Change a statement")
def change_statement(request: ApiRequest, number: int, body: StatementPatch) -> Statement:
    """Correct a statement."""
    return actions.change_statement(_statement(request, number), by=request.auth, **named.facts_in(body))


def _statement(request: ApiRequest, number: int) -> Statement:
    rows = Statement.objects.visible_to(request.auth).select_related(
        "commitment__agreement__space", "commitment__space", "organisation"
    )
    return get_object_or_404(rows, pk=number)


@router.get("/waivers/{int:number}", response=WaiverOut, summary="Get a waiver")
def get_waiver(request: ApiRequest, number: int) -> Waiver:
    """One waiver."""
    return _waiver(request, number)


@router.patch("/waivers/{int:number}", response=WaiverOut, summary="Change a waiver")
def change_waiver(request: ApiRequest, number: int, body: WaiverPatch) -> Waiver:
    """Correct a waiver."""
    return actions.change_waiver(_waiver(request, number), by=request.auth, **named.facts_in(body))


def _waiver(request: ApiRequest, number: int) -> Waiver:
    rows = Waiver.objects.visible_to(request.auth).select_related("commitment__agreement__space", "commitment__space")
    return get_object_or_404(rows, pk=number)


@router.get("/confirmations/{int:number}", response=ConfirmationOut, summary="Get a confirmation")
def get_confirmation(request: ApiRequest, number: int) -> Confirmation:
    """One confirmation."""
    return _confirmation(request, number)


@router.patch("/confirmations/{int:number}", response=ConfirmationOut, summary="Change a confirmation")
def change_confirmation(request: ApiRequest, number: int, body: ConfirmationPatch) -> Confirmation:
    """Correct a confirmation."""
    return actions.change_confirmation(_confirmation(request, number), by=request.auth, **named.facts_in(body))


def _confirmation(request: ApiRequest, number: int) -> Confirmation:
    rows = Confirmation.objects.visible_to(request.auth).select_related(
        "commitment__agreement__space", "commitment__space", "organisation"
    )
    return get_object_or_404(rows, pk=number)
