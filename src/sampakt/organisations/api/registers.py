"""Organisations in the API."""

from http import HTTPStatus

from ninja import Query, Router, Status
from ninja.pagination import paginate

from sampakt.kernel.problems import ApiRequest
from sampakt.kernel.schemas import Pages
from sampakt.organisations import actions, queries
from sampakt.organisations.api import named
from sampakt.organisations.api.schemas import OrganisationFilter, OrganisationIn, OrganisationOut, OrganisationPatch
from sampakt.organisations.models import Organisation, OrganisationQuerySet

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
