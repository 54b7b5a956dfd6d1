"""Agendas in the API: items in their order, their material, conflicts of interest, and what the minutes say."""

from http import HTTPStatus

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from ninja import Router, Status
from ninja.pagination import paginate

from sampakt.governance.actions import agenda, minutes
from sampakt.governance.api import named
from sampakt.governance.api.meeting_schemas import (
    AgendaItemIn,
    AgendaItemOut,
    AgendaItemPatch,
    AgendaPlaceIn,
    MaterialIn,
    MinutesIn,
    RecusalIn,
)
from sampakt.governance.models import Item, ItemPaper, Recusal
from sampakt.kernel.problems import ApiRequest
from sampakt.kernel.schemas import Pages
from sampakt.kernel.text import Text

router = Router(tags=["meetings"])


@router.get("/meetings/{slug:code}/items", response=list[AgendaItemOut], summary="List agenda items")
@paginate(Pages)
def list_items(request: ApiRequest, code: str) -> QuerySet[Item]:
    """The agenda of a meeting in order, with material and minutes, for those inside the partnership."""
    return named.items_with_names(request).filter(meeting=named.meeting(request, code)).order_by("place", "pk")


@router.post("/meetings/{slug:code}/items", response={HTTPStatus.CREATED: AgendaItemOut}, summary="Add an agenda item")
def add_item(request: ApiRequest, code: str, body: AgendaItemIn) -> Status[Item]:
    """Put an item on the agenda."""
    meeting = named.meeting(request, code)
    added = agenda.add_item(meeting, by=request.auth, **named.facts_of_item(request, body, meeting.body))
    return Status(HTTPStatus.CREATED, named.item(request, added.pk))


@router.get("/items/{int:number}", response=AgendaItemOut, summary="Get an agenda item")
def get_item(request: ApiRequest, number: int) -> Item:
    """One item by its number."""
    return named.item(request, number)


@router.patch("/items/{int:number}", response=AgendaItemOut, summary="Change an agenda item")
def change_item(request: ApiRequest, number: int, body: AgendaItemPatch) -> Item:
    """Change what an item is about, or who sees it."""
    item = named.item(request, number)
    agenda.change_item(item, by=request.auth, **named.facts_of_item(request, body, item.meeting.body))
    return named.item(request, number)


@router.delete("/items/{int:number}", response={HTTPStatus.NO_CONTENT: None}, summary="Remove an agenda item")
def remove_item(request: ApiRequest, number: int) -> Status[None]:
    """Take an item off the agenda."""
    agenda.remove_item(named.item(request, number), by=request.auth)
    return Status(HTTPStatus.NO_CONTENT, None)


@router.post("/items/{int:number}/move", response=AgendaItemOut, summary="Move an agenda item")
def move_item(request: ApiRequest, number: int, body: AgendaPlaceIn) -> Item:
    """Move an item to another place on the agenda."""
    agenda.move_item(named.item(request, number), to=body.place, by=request.auth)
    return named.item(request, number)


@router.put("/items/{int:number}/minutes", response=AgendaItemOut, summary="Write the minutes of an item")
def write_minutes(request: ApiRequest, number: int, body: MinutesIn) -> Item:
    """Write what the minutes say of an item; 409 when somebody else wrote in between."""
    item = named.item(request, number)
    words = Text.of(body.words.model_dump())
    conclusion = (body.conclusion or "") if "conclusion" in body.model_fields_set else None
    minutes.write_minutes(item, words=words, conclusion=conclusion, version=body.version, by=request.auth)
    return named.item(request, number)


@router.post("/items/{int:number}/material", response={HTTPStatus.CREATED: AgendaItemOut}, summary="Add material")
def add_material(request: ApiRequest, number: int, body: MaterialIn) -> Status[Item]:
    """Say that an item rests on a document."""
    item = named.item(request, number)
    document = named.document_of(request, item.meeting.body, body.document)
    prepared_by = named.body(request, body.prepared_by) if body.prepared_by else None
    agenda.add_material(item, document=document, prepared_by=prepared_by, by=request.auth)
    return Status(HTTPStatus.CREATED, named.item(request, number))


@router.delete("/material/{int:number}", response={HTTPStatus.NO_CONTENT: None}, summary="Remove material")
def remove_material(request: ApiRequest, number: int) -> Status[None]:
    """Say that an item does not rest on a document."""
    papers = ItemPaper.objects.visible_to(request.auth).select_related("item__meeting__body__space", "document__space")
    paper = get_object_or_404(papers, pk=number)
    if named.seen_with_body(request.auth, paper.item.meeting.body, paper.document) is None:
        raise Http404
    agenda.remove_material(paper, by=request.auth)
    return Status(HTTPStatus.NO_CONTENT, None)


@router.post(
    "/items/{int:number}/recusals",
    response={HTTPStatus.CREATED: AgendaItemOut},
    summary="Record a conflict of interest",
)
def recuse(request: ApiRequest, number: int, body: RecusalIn) -> Status[Item]:
    """Record that the holder of a seat takes no part in an item."""
    item = named.item(request, number)
    seat = named.seat_of(item.meeting.body, body.seat or "-")
    assert seat is not None
    agenda.recuse(item, seat=seat, reason=Text.of(body.reason.model_dump()), by=request.auth)
    return Status(HTTPStatus.CREATED, named.item(request, number))


@router.delete(
    "/recusals/{int:number}", response={HTTPStatus.NO_CONTENT: None}, summary="Take back a conflict of interest"
)
def unrecuse(request: ApiRequest, number: int) -> Status[None]:
    """Take back a conflict of interest that was recorded by mistake."""
    recusals = Recusal.objects.visible_to(request.auth).select_related("item__meeting__body__space", "seat__office")
    agenda.unrecuse(get_object_or_404(recusals, pk=number), by=request.auth)
    return Status(HTTPStatus.NO_CONTENT, None)
