"""Bodies in the API, and their composition on any day."""

from http import HTTPStatus
from typing import Any

from django.db.models import QuerySet
from ninja import Router, Status
from ninja.pagination import paginate

from sampakt.commitments.api.named import partnership as named_partnership
from sampakt.governance import actions, queries
from sampakt.governance.api import named
from sampakt.governance.api.schemas import BodyIn, BodyOut, BodyPatch, CompositionOut, LastDayIn, composition_of
from sampakt.governance.models import Body
from sampakt.kernel import clock
from sampakt.kernel.problems import ApiRequest
from sampakt.kernel.schemas import Day, Pages

router = Router(tags=["governance"])


@router.get("/partnerships/{slug:code}/bodies", response=list[BodyOut], summary="List bodies")
@paginate(Pages)
def list_bodies(request: ApiRequest, code: str) -> QuerySet[Body]:
    """The bodies of a partnership, dissolved ones among them."""
    partnership = named_partnership(request, code)
    return queries.bodies_with_names(request.auth).in_space(partnership.pk).order_by("pk")


@router.post("/partnerships/{slug:code}/bodies", response={HTTPStatus.CREATED: BodyOut}, summary="Set up a body")
def form_body(request: ApiRequest, code: str, body: BodyIn) -> Status[Body]:
    """Set up a body of a partnership."""
    partnership = named_partnership(request, code)
    facts = named.facts_of_body(request, body, partnership.pk)
    added = actions.form_body(partnership, by=request.auth, **facts)
    return Status(HTTPStatus.CREATED, named.body(request, added.code))


@router.get("/bodies/{slug:code}", response=BodyOut, summary="Get a body")
def get_body(request: ApiRequest, code: str) -> Body:
    """One body by its code."""
    return named.body(request, code)


@router.patch("/bodies/{slug:code}", response=BodyOut, summary="Change a body")
def change_body(request: ApiRequest, code: str, body: BodyPatch) -> Body:
    """Change what is said of a body, what is agreed of its composition and chair, or who sees it."""
    changed = named.body(request, code)
    facts = named.facts_of_body(request, body, changed.space_id)
    actions.change_body(changed, by=request.auth, **facts)
    return named.body(request, code)


@router.delete("/bodies/{slug:code}", response={HTTPStatus.NO_CONTENT: None}, summary="Remove a body")
def remove_body(request: ApiRequest, code: str) -> Status[None]:
    """Remove a body that was set up by mistake."""
    actions.remove_body(named.body(request, code), by=request.auth)
    return Status(HTTPStatus.NO_CONTENT, None)


@router.post("/bodies/{slug:code}/dissolve", response=BodyOut, summary="Dissolve a body")
def dissolve_body(request: ApiRequest, code: str, body: LastDayIn) -> Body:
    """Record the last day of a body."""
    actions.dissolve_body(named.body(request, code), on=body.on, version=body.version, by=request.auth)
    return named.body(request, code)


@router.get("/bodies/{slug:code}/composition", response=CompositionOut, summary="Get a body's composition")
def get_composition(request: ApiRequest, code: str, on: Day | None = None) -> dict[str, Any]:
    """How a body was composed and chaired on a day; today unless another day is asked for."""
    page = queries.body_page(request.auth, named.body(request, code), on or clock.today())
    return composition_of(page)
