"""Agreements in the API: their terms, their life, their end, their links and amendments."""

from http import HTTPStatus
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from ninja import Field, Query, Router, Schema, Status
from ninja.pagination import paginate

from sampakt.agreements import actions, queries
from sampakt.agreements.api import named
from sampakt.agreements.api.parts import (
    AmendmentIn,
    AmendmentOut,
)
from sampakt.agreements.api.schemas import (
    AgreementIn,
    AgreementOut,
    AgreementPatch,
    EndIn,
    LifeOut,
    LinkIn,
    LinkOut,
    PlaceIn,
    WaitingOut,
)
from sampakt.agreements.models import Agreement, AgreementLink, Amendment
from sampakt.agreements.terms import AgreementKind
from sampakt.kernel import clock
from sampakt.kernel.problems import ApiRequest
from sampakt.kernel.schemas import Day, Pages
from sampakt.kernel.text import Text
from sampakt.organisations.models import Organisation

router = Router(tags=["agreements"])


class AgreementFilter(Schema):
    """Which agreements to list."""

    search: str = Field("", description="Words of the title, the purpose or the code.")
    kind: AgreementKind | None = None
    partnership: str | None = Field(None, description="The code of a partnership.")
    organisation: str | None = Field(None, description="The code of a party.")


@router.get("/agreements", response=list[AgreementOut], summary="List agreements")
@paginate(Pages)
def list_agreements(request: ApiRequest, asked: Query[AgreementFilter]) -> QuerySet[Agreement]:
    """The agreements that one may see."""
    space = named.partnership(request, asked.partnership).pk if asked.partnership else None
    party = get_object_or_404(Organisation, code=asked.organisation).pk if asked.organisation else None
    found = queries.agreements_found(
        request.auth, words=asked.search, kind=asked.kind or "", organisation_id=party, space_id=space
    )
    return found.select_related("space__partnership", "parent__space", "organisation")


@router.post(
    "/partnerships/{slug:code}/agreements", response={HTTPStatus.CREATED: AgreementOut}, summary="Draft an agreement"
)
def draft_agreement(request: ApiRequest, code: str, body: AgreementIn) -> Status[Agreement]:
    """Draft an agreement in a partnership, with its parties."""
    partnership = named.partnership(request, code)
    facts = named.facts_in(request, body, partnership.pk)
    facts["parent"] = named.agreement(request, body.parent) if body.parent else None
    facts["parties"] = [get_object_or_404(Organisation, code=party) for party in body.parties]
    return Status(HTTPStatus.CREATED, actions.register_agreement(partnership, by=request.auth, **facts))


@router.get("/agreements/{slug:code}", response=AgreementOut, summary="Get an agreement")
def get_agreement(request: ApiRequest, code: str) -> Agreement:
    """One agreement by its code."""
    return named.agreement(request, code)


@router.patch("/agreements/{slug:code}", response=AgreementOut, summary="Correct an agreement")
def change_agreement(request: ApiRequest, code: str, body: AgreementPatch) -> Agreement:
    """Correct what is said of an agreement, or who sees it."""
    agreement = named.agreement(request, code)
    facts = named.facts_in(request, body, agreement.space_id)
    return actions.change_agreement(agreement, by=request.auth, **facts)


@router.delete(
    "/agreements/{slug:code}", response={HTTPStatus.NO_CONTENT: None}, summary="Remove a draft of an agreement"
)
def remove_agreement(request: ApiRequest, code: str) -> Status[None]:
    """Remove a draft that nobody has signed and that nothing rests on."""
    actions.remove_agreement(named.agreement(request, code), by=request.auth)
    return Status(HTTPStatus.NO_CONTENT, None)


@router.post("/agreements/{slug:code}/place", response=AgreementOut, summary="Place under another one")
def place_agreement(request: ApiRequest, code: str, body: PlaceIn) -> Agreement:
    """Let an agreement stand under another one of its partnership, or on its own."""
    parent = named.agreement(request, body.parent) if body.parent else None
    return actions.place_under(named.agreement(request, code), parent=parent, version=body.version, by=request.auth)


@router.get("/agreements/{slug:code}/life", response=LifeOut, summary="Get an agreement's life")
def get_life(request: ApiRequest, code: str, as_of: Day | None = None) -> dict[str, Any]:
    """Where an agreement was in its life on a day, with the days counted; today unless another day is asked for."""
    agreement = named.agreement(request, code)
    loaded = queries.load([agreement])
    life = loaded.life(agreement, as_of or clock.today())
    codes = {party.pk: party.organisation.code for party in loaded.parties[agreement.pk]}
    waiting = [
        WaitingOut(organisation=codes[row.party], decision=row.decision, signature=row.signature)
        for row in life.waiting_for
    ]
    return {name: getattr(life, name) for name in LifeOut.model_fields} | {"waiting_for": waiting}


@router.post("/agreements/{slug:code}/end", response=AgreementOut, summary="End an agreement")
def end_agreement(request: ApiRequest, code: str, body: EndIn) -> Agreement:
    """Record that an agreement holds to a day and is not continued."""
    return actions.end_agreement(named.agreement(request, code), by=request.auth, **named.facts_in(request, body))


@router.get("/agreements/{slug:code}/links", response=list[LinkOut], summary="List links")
def list_links(request: ApiRequest, code: str) -> list[AgreementLink]:
    """How an agreement stands to others."""
    links = AgreementLink.objects.visible_to(request.auth).filter(agreement=named.agreement(request, code))
    return list(links.select_related("other"))


@router.post("/agreements/{slug:code}/links", response={HTTPStatus.CREATED: LinkOut}, summary="Link to another one")
def link_agreements(request: ApiRequest, code: str, body: LinkIn) -> Status[AgreementLink]:
    """Say how an agreement stands to another one."""
    facts = named.facts_in(request, body)
    facts["other"] = named.agreement(request, body.other) if body.other else None
    return Status(HTTPStatus.CREATED, actions.link_agreements(named.agreement(request, code), by=request.auth, **facts))


@router.delete(
    "/agreements/{slug:code}/links/{int:number}", response={HTTPStatus.NO_CONTENT: None}, summary="Remove a link"
)
def unlink_agreements(request: ApiRequest, code: str, number: int) -> Status[None]:
    """Remove a link between agreements."""
    links = AgreementLink.objects.visible_to(request.auth).filter(agreement=named.agreement(request, code))
    actions.unlink_agreements(named.one_of(links.select_related("agreement__space"), number), by=request.auth)
    return Status(HTTPStatus.NO_CONTENT, None)


@router.get("/agreements/{slug:code}/amendments", response=list[AmendmentOut], summary="List amendments")
def list_amendments(request: ApiRequest, code: str) -> list[Amendment]:
    """The terms of an agreement that were agreed anew, before and after."""
    return list(named.agreement(request, code).amendments.all())


@router.post(
    "/agreements/{slug:code}/amendments", response={HTTPStatus.CREATED: AmendmentOut}, summary="Amend an agreement"
)
def amend(request: ApiRequest, code: str, body: AmendmentIn) -> Status[Amendment]:
    """Record terms agreed anew."""
    agreement = named.agreement(request, code)
    document = named.facts_in(request, body, agreement.space_id).get("document")
    amendment = actions.amend(
        agreement,
        summary=Text.of(body.summary.model_dump()),
        decided_on=body.decided_on,
        from_on=body.from_on,
        terms=body.terms.model_dump(exclude_unset=True),
        worded=[(row.term, row.before, row.after) for row in body.worded],
        document=document,
        version=body.version,
        by=request.auth,
    )
    return Status(HTTPStatus.CREATED, amendment)


@router.delete(
    "/agreements/{slug:code}/amendments/{int:number}",
    response={HTTPStatus.NO_CONTENT: None},
    summary="Take back an amendment",
)
def remove_amendment(request: ApiRequest, code: str, number: int) -> Status[None]:
    """Take back an amendment that was recorded by mistake: the terms are again as they were before it."""
    rows = named.agreement(request, code).amendments.select_related("agreement__space")
    actions.remove_amendment(named.one_of(rows, number), by=request.auth)
    return Status(HTTPStatus.NO_CONTENT, None)
