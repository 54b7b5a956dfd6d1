"""Decisions in the API: the register, one of them, and recording, correcting and approving them."""

from http import HTTPStatus

from django.db.models import QuerySet
from ninja import Query, Router, Status
from ninja.pagination import paginate

from sampakt.commitments.api.named import partnership as named_partnership
from sampakt.governance import actions
from sampakt.governance.api import named
from sampakt.governance.api.decision_schemas import ApprovedIn, DecisionFilter, DecisionIn, DecisionOut, DecisionPatch
from sampakt.governance.models import Decision
from sampakt.governance.queries.decisions import Wanted, decisions_found
from sampakt.kernel.problems import ApiRequest
from sampakt.kernel.schemas import Pages

router = Router(tags=["decisions"])


@router.get("/partnerships/{slug:code}/decisions", response=list[DecisionOut], summary="List decisions")
@paginate(Pages)
def list_decisions(request: ApiRequest, code: str, narrowed: Query[DecisionFilter]) -> QuerySet[Decision]:
    """The decisions of a partnership's bodies, newest first; outside the partnership those that are approved."""
    partnership = named_partnership(request, code)
    wanted = Wanted(
        space=partnership.pk,
        body=narrowed.body,
        year=narrowed.year,
        outcome=narrowed.outcome or "",
        agreement=narrowed.agreement,
        commitment=narrowed.commitment,
        theme=narrowed.theme,
        in_force_on=narrowed.in_force_on,
        words=narrowed.search,
    )
    return named.with_votes(decisions_found(request.auth, wanted))


@router.post("/bodies/{slug:code}/decisions", response={HTTPStatus.CREATED: DecisionOut}, summary="Record a decision")
def decide(request: ApiRequest, code: str, body: DecisionIn) -> Status[Decision]:
    """Record what a body decided, how its members stood, and what it brings about."""
    of = named.body(request, code)
    made = actions.decide(of, by=request.auth, **named.facts_of_decision(request, body, of))
    return Status(HTTPStatus.CREATED, named.decision(request, made.code))


@router.get("/decisions/{slug:code}", response=DecisionOut, summary="Get a decision")
def get_decision(request: ApiRequest, code: str) -> Decision:
    """One decision by its code."""
    return named.decision(request, code)


@router.patch("/decisions/{slug:code}", response=DecisionOut, summary="Change a decision")
def change_decision(request: ApiRequest, code: str, body: DecisionPatch) -> Decision:
    """Correct a decision that is not approved; what it brought about follows."""
    decision = named.decision(request, code)
    facts = named.facts_of_decision(request, body, decision.body)
    actions.change_decision(decision, by=request.auth, **facts)
    return named.decision(request, code)


@router.delete("/decisions/{slug:code}", response={HTTPStatus.NO_CONTENT: None}, summary="Remove a decision")
def remove_decision(request: ApiRequest, code: str) -> Status[None]:
    """Remove a decision that was recorded by mistake, with what it brought about."""
    actions.remove_decision(named.decision(request, code), by=request.auth)
    return Status(HTTPStatus.NO_CONTENT, None)


@router.post("/decisions/{slug:code}/approve", response=DecisionOut, summary="Approve a decision")
def approve_decision(request: ApiRequest, code: str, body: ApprovedIn) -> Decision:
    """Approve a decision that was taken between meetings; others are approved with their minutes."""
    actions.approve_decision(named.decision(request, code), on=body.on, version=body.version, by=request.auth)
    return named.decision(request, code)
