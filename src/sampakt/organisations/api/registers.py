"""Organisations in the API."""

from http import HTTPStatus

from ninja import Query, Router, Status
from ninja.pagination import paginate

from sampakt.kernel.problems import ApiRequest
from sampakt.kernel.schemas import Pages
from sampakt.organisations import actions, queries
from sampakt.organisations.api import named
from sampakt.organisations.api.schemas import (
    OrganisationFilter,
    OrganisationIn,
    OrganisationOut,
    OrganisationPatch,
    SuccessionIn,
    SuccessionOut,
)
from sampakt.organisations.models import Organisation, OrganisationQuerySet, Succession

router = Router(tags=["organisations"])


@router.get("/organisations", response=list[OrganisationOut], summary="List organisations")
@paginate(Pages)
def list_organisations(request: ApiRequest, asked: Query[OrganisationFilter]) -> OrganisationQuerySet:
    """Organisations in alphabetical order, those of the registers and those that anybody added."""
    return queries.organisations_found(
        request.auth, words=asked.search, kind=asked.kind or "", country=asked.country or ""
    )


@router.post("/organisations", response={HTTPStatus.CREATED: OrganisationOut}, summary="Add an organisation")
def add_organisation(request: ApiRequest, body: OrganisationIn) -> Status[Organisation]:
    """Add an organisation that no register has."""
    return Status(HTTPStatus.CREATED, actions.add_organisation(by=request.auth, **named.facts_in(body)))


@router.get("/organisations/{slug:code}", response=OrganisationOut, summary="Get an organisation")
def get_organisation(request: ApiRequest, code: str) -> Organisation:
    """One organisation by its code."""
    return named.organisation(request, code)


@router.patch("/organisations/{slug:code}", response=OrganisationOut, summary="Change an organisation")
def change_organisation(request: ApiRequest, code: str, body: OrganisationPatch) -> Organisation:
    """Correct what is said of an organisation."""
    return actions.change_organisation(named.organisation(request, code), by=request.auth, **named.facts_in(body))


@router.get("/organisations/{slug:code}/successions", response=list[SuccessionOut], summary="List successions")
def list_successions(request: ApiRequest, code: str) -> list[Succession]:
    """Whom an organisation took over from, and who took over from it."""
    return queries.successions_of(named.organisation(request, code))


@router.post(
    "/organisations/{slug:code}/successions",
    response={HTTPStatus.CREATED: SuccessionOut},
    summary="Record a succession",
)
def record_succession(request: ApiRequest, code: str, body: SuccessionIn) -> Status[Succession]:
    """Record whom an organisation took over from; that one is active no longer."""
    successor, predecessor = named.organisation(request, code), named.organisation(request, body.predecessor)
    recorded = actions.record_succession(
        successor, predecessor=predecessor, from_on=body.from_on, note=body.note, by=request.auth
    )
    return Status(HTTPStatus.CREATED, recorded)
