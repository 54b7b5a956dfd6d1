"""What agreements say, what sources claim, what they were weighed against and tied to, and their papers in the API."""

from http import HTTPStatus

from django.shortcuts import get_object_or_404
from ninja import Router, Status

from sampakt.agreements import actions
from sampakt.agreements.api import named
from sampakt.agreements.api.parts import (
    AttachIn,
    ClaimIn,
    ClaimOut,
    DocumentLinkOut,
    GoalIn,
    GoalOut,
    ImpactIn,
    ImpactOut,
    TopicIn,
    TopicOut,
)
from sampakt.agreements.models import Claim, ContentItem, DecisionStep, DocumentLink, GoalLink, ImpactAssessment
from sampakt.agreements.terms import Topic
from sampakt.kernel.problems import ApiRequest

router = Router(tags=["agreements"])


@router.get("/agreements/{slug:code}/topics", response=list[TopicOut], summary="List topics")
def list_topics(request: ApiRequest, code: str) -> list[ContentItem]:
    """The topics of the checklist that somebody has answered."""
    return list(named.agreement(request, code).content.select_related("asked_of"))


@router.get("/agreements/{slug:code}/topics/{topic}", response=TopicOut, summary="Get a topic")
def get_topic(request: ApiRequest, code: str, topic: Topic) -> ContentItem:
    """The answer to one topic of the checklist."""
    return get_object_or_404(named.agreement(request, code).content.select_related("asked_of"), topic=topic)


@router.put("/agreements/{slug:code}/topics/{topic}", response=TopicOut, summary="Answer a topic")
def answer_topic(request: ApiRequest, code: str, topic: Topic, body: TopicIn) -> ContentItem:
    """Say whether the text says anything on a topic, where, and what; or that somebody was asked."""
    agreement = named.agreement(request, code)
    return actions.answer_topic(agreement, topic=topic, by=request.auth, **named.facts_in(request, body))


@router.get("/agreements/{slug:code}/claims", response=list[ClaimOut], summary="List claims")
def list_claims(request: ApiRequest, code: str) -> list[Claim]:
    """What sources say about the facts of an agreement."""
    return list(named.agreement(request, code).claims.select_related("organisation"))


@router.post("/agreements/{slug:code}/claims", response={HTTPStatus.CREATED: ClaimOut}, summary="Record a claim")
def claim(request: ApiRequest, code: str, body: ClaimIn) -> Status[Claim]:
    """Record what a source says about one fact. Nothing is overwritten."""
    agreement = named.agreement(request, code)
    facts = named.facts_in(request, body, agreement.space_id)
    return Status(HTTPStatus.CREATED, actions.claim(agreement, by=request.auth, **facts))


@router.post("/agreements/{slug:code}/claims/{int:number}/choose", response=ClaimOut, summary="Choose a claim")
def choose_claim(request: ApiRequest, code: str, number: int) -> Claim:
    """Choose which source holds until somebody knows better."""
    claims = Claim.objects.select_related("organisation", "agreement__space__partnership")
    chosen: Claim = named.one_of(claims.filter(agreement=named.agreement(request, code)), number)
    return actions.choose_claim(chosen, by=request.auth)


@router.delete(
    "/agreements/{slug:code}/claims/{int:number}", response={HTTPStatus.NO_CONTENT: None}, summary="Remove a claim"
)
def remove_claim(request: ApiRequest, code: str, number: int) -> Status[None]:
    """Remove a claim that no source makes."""
    rows = Claim.objects.filter(agreement=named.agreement(request, code)).select_related("agreement__space")
    actions.remove_claim(named.one_of(rows, number), by=request.auth)
    return Status(HTTPStatus.NO_CONTENT, None)


@router.get("/agreements/{slug:code}/impact-assessments", response=list[ImpactOut], summary="List impact assessments")
def list_impacts(request: ApiRequest, code: str) -> list[ImpactAssessment]:
    """What an agreement was found to mean."""
    return list(named.agreement(request, code).impact_assessments.select_related("organisation"))


@router.post(
    "/agreements/{slug:code}/impact-assessments",
    response={HTTPStatus.CREATED: ImpactOut},
    summary="Record an impact assessment",
)
def assess_impact(request: ApiRequest, code: str, body: ImpactIn) -> Status[ImpactAssessment]:
    """Record what an agreement was found to mean."""
    agreement = named.agreement(request, code)
    facts = named.facts_in(request, body, agreement.space_id)
    return Status(HTTPStatus.CREATED, actions.assess_impact(agreement, by=request.auth, **facts))


@router.delete(
    "/agreements/{slug:code}/impact-assessments/{int:number}",
    response={HTTPStatus.NO_CONTENT: None},
    summary="Remove an impact assessment",
)
def remove_impact(request: ApiRequest, code: str, number: int) -> Status[None]:
    """Remove an impact assessment that was recorded by mistake."""
    rows = ImpactAssessment.objects.filter(agreement=named.agreement(request, code)).select_related("agreement__space")
    actions.remove_impact(named.one_of(rows, number), by=request.auth)
    return Status(HTTPStatus.NO_CONTENT, None)


@router.get("/agreements/{slug:code}/goals", response=list[GoalOut], summary="List goals")
def list_goals(request: ApiRequest, code: str) -> list[GoalLink]:
    """The parties' own goals and plans that an agreement is tied to."""
    return list(named.agreement(request, code).goal_links.select_related("organisation"))


@router.post("/agreements/{slug:code}/goals", response={HTTPStatus.CREATED: GoalOut}, summary="Tie to a goal")
def link_goal(request: ApiRequest, code: str, body: GoalIn) -> Status[GoalLink]:
    """Tie an agreement to one of a party's own goals or plans."""
    agreement = named.agreement(request, code)
    return Status(HTTPStatus.CREATED, actions.link_goal(agreement, by=request.auth, **named.facts_in(request, body)))


@router.delete(
    "/agreements/{slug:code}/goals/{slug:key}", response={HTTPStatus.NO_CONTENT: None}, summary="Untie from a goal"
)
def unlink_goal(request: ApiRequest, code: str, key: str) -> Status[None]:
    """Remove a tie to a goal."""
    rows = GoalLink.objects.filter(agreement=named.agreement(request, code)).select_related("agreement__space")
    actions.unlink_goal(get_object_or_404(rows, key=key), by=request.auth)
    return Status(HTTPStatus.NO_CONTENT, None)


@router.get("/agreements/{slug:code}/documents", response=list[DocumentLinkOut], summary="List its documents")
def list_documents(request: ApiRequest, code: str) -> list[DocumentLink]:
    """The documents of an agreement that one may see, with their part in it."""
    links = DocumentLink.objects.visible_to(request.auth).filter(agreement=named.agreement(request, code))
    return list(links.select_related("document"))


@router.post(
    "/agreements/{slug:code}/documents", response={HTTPStatus.CREATED: DocumentLinkOut}, summary="Attach a document"
)
def attach_document(request: ApiRequest, code: str, body: AttachIn) -> Status[DocumentLink]:
    """Say what part a document plays in an agreement."""
    agreement = named.agreement(request, code)
    facts = named.facts_in(request, body, agreement.space_id)
    steps = DecisionStep.objects.filter(party__agreement=agreement).select_related("party")
    facts["step"] = named.one_of(steps, body.step) if body.step is not None else None
    return Status(HTTPStatus.CREATED, actions.attach_document(agreement, by=request.auth, **facts))


@router.delete(
    "/agreements/{slug:code}/documents/{int:number}",
    response={HTTPStatus.NO_CONTENT: None},
    summary="Detach a document",
)
def detach_document(request: ApiRequest, code: str, number: int) -> Status[None]:
    """Say that a document plays that part no longer; the document itself stays."""
    rows = (
        DocumentLink.objects.visible_to(request.auth)
        .filter(agreement=named.agreement(request, code))
        .select_related("agreement__space")
    )
    actions.detach_document(named.one_of(rows, number), by=request.auth)
    return Status(HTTPStatus.NO_CONTENT, None)
