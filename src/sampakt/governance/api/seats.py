"""Seats in the API, and who held them."""

from http import HTTPStatus

from django.db.models import QuerySet
from ninja import Router, Status
from ninja.pagination import paginate

from sampakt.governance import actions
from sampakt.governance.actions.taking import confirm_seat
from sampakt.governance.api import named
from sampakt.governance.api.schemas import (
    HoldingIn,
    HoldingOut,
    HoldingPatch,
    LastDayIn,
    SeatIn,
    SeatOut,
    SeatPatch,
)
from sampakt.governance.models import Holding, Seat
from sampakt.kernel.problems import ApiRequest
from sampakt.kernel.schemas import Pages

router = Router(tags=["governance"])


@router.get("/bodies/{slug:code}/seats", response=list[SeatOut], summary="List seats")
@paginate(Pages)
def list_seats(request: ApiRequest, code: str) -> QuerySet[Seat]:
    """The seats of a body, those that have ended among them."""
    seats = Seat.objects.visible_to(request.auth).filter(body=named.body(request, code))
    return seats.select_related("body", "organisation", "office__organisation", "theme", "deputy_for").order_by("pk")


@router.post("/bodies/{slug:code}/seats", response={HTTPStatus.CREATED: SeatOut}, summary="Add a seat")
def add_seat(request: ApiRequest, code: str, body: SeatIn) -> Status[Seat]:
    """Add a seat to a body."""
    of = named.body(request, code)
    added = actions.add_seat(of, by=request.auth, **named.facts_of_seat(request, body, of))
    return Status(HTTPStatus.CREATED, added)


@router.get("/seats/{int:number}", response=SeatOut, summary="Get a seat")
def get_seat(request: ApiRequest, number: int) -> Seat:
    """One seat by its number."""
    return named.seat(request, number)


@router.patch("/seats/{int:number}", response=SeatOut, summary="Change a seat")
def change_seat(request: ApiRequest, number: int, body: SeatPatch) -> Seat:
    """Correct what is said of a seat."""
    seat = named.seat(request, number)
    return actions.change_seat(seat, by=request.auth, **named.facts_of_seat(request, body, seat.body))


@router.delete("/seats/{int:number}", response={HTTPStatus.NO_CONTENT: None}, summary="Remove a seat")
def remove_seat(request: ApiRequest, number: int) -> Status[None]:
    """Remove a seat that was added by mistake."""
    actions.remove_seat(named.seat(request, number), by=request.auth)
    return Status(HTTPStatus.NO_CONTENT, None)


@router.post("/seats/{int:number}/end", response=SeatOut, summary="End a seat")
def end_seat(request: ApiRequest, number: int, body: LastDayIn) -> Seat:
    """Record the last day on which a body has a seat."""
    return actions.end_seat(named.seat(request, number), on=body.on, version=body.version, by=request.auth)


@router.get("/seats/{int:number}/holdings", response=list[HoldingOut], summary="List who held a seat")
@paginate(Pages)
def list_holdings(request: ApiRequest, number: int) -> QuerySet[Holding]:
    """Who held a seat, for those inside the partnership; one of an office tells so in the office's appointments."""
    holdings = Holding.objects.visible_to(request.auth).filter(seat=named.seat(request, number))
    return holdings.select_related("person").order_by("starts_on", "pk")


@router.post("/seats/{int:number}/holdings", response={HTTPStatus.CREATED: HoldingOut}, summary="Fill a seat")
def fill_seat(request: ApiRequest, number: int, body: HoldingIn) -> Status[Holding]:
    """Record that somebody holds a seat from a day on."""
    seat = named.seat(request, number)
    person = named.person(request, body.person)
    filled = actions.fill_seat(seat, person=person, starts_on=body.starts_on, ends_on=body.ends_on, by=request.auth)
    return Status(HTTPStatus.CREATED, filled)


@router.get("/holdings/{int:number}", response=HoldingOut, summary="Get who held a seat")
def get_holding(request: ApiRequest, number: int) -> Holding:
    """Somebody's time in a seat."""
    return named.holding(request, number)


@router.patch("/holdings/{int:number}", response=HoldingOut, summary="Change who held a seat")
def change_holding(request: ApiRequest, number: int, body: HoldingPatch) -> Holding:
    """Correct who held a seat, or record the last day."""
    holding = named.holding(request, number)
    return actions.change_holding(holding, by=request.auth, **named.facts_of_holding(request, body))


@router.post("/holdings/{int:number}/confirm", response=HoldingOut, summary="Confirm a seat")
def confirm_holding(request: ApiRequest, number: int) -> Holding:
    """Say that somebody rightly sits in a seat that they gave themselves; anybody else who sits there, or coordinates.

    Until then the seat opens nothing that is kept to those who sit in the body.
    """
    holding = named.holding(request, number)
    confirm_seat(holding, by=request.auth)
    return holding


@router.post("/seats/{int:number}/confirm", response=SeatOut, summary="Confirm a seat of an office")
def confirm_seat_of_office(request: ApiRequest, number: int) -> Seat:
    """The same of a seat that somebody tied to an office which they hold."""
    seat = named.seat(request, number)
    confirm_seat(seat, by=request.auth)
    return seat


@router.delete("/holdings/{int:number}", response={HTTPStatus.NO_CONTENT: None}, summary="Take back who held a seat")
def remove_holding(request: ApiRequest, number: int) -> Status[None]:
    """Take back that somebody held a seat."""
    actions.remove_holding(named.holding(request, number), by=request.auth)
    return Status(HTTPStatus.NO_CONTENT, None)
