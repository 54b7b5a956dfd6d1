"""Partnerships in the API, with their themes and notes."""

from http import HTTPStatus
from typing import Annotated

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Status
from ninja.pagination import paginate

from sampakt.agreements import actions, queries
from sampakt.agreements.api import named
from sampakt.agreements.api.schemas import (
    NoteIn,
    NoteOut,
    NotePatch,
    PartnershipIn,
    PartnershipOut,
    PartnershipPatch,
    RenewalOut,
    ThemeIn,
    ThemeOut,
    ThemePatch,
)
from sampakt.agreements.models import Note, Partnership, Theme
from sampakt.kernel import clock
from sampakt.kernel.models import having_words
from sampakt.kernel.problems import ApiRequest
from sampakt.kernel.schemas import Day, Pages

router = Router(tags=["partnerships"])


@router.get("/partnerships", response=list[PartnershipOut], summary="List partnerships")
@paginate(Pages)
def list_partnerships(request: ApiRequest, search: str = "") -> QuerySet[Partnership]:
    """The partnerships that everyone may see, and those that one takes part in."""
    found = Partnership.objects.visible_to(request.auth).filter(having_words(search))
    return named.with_sharers(found, request.auth).order_by("code")


@router.post("/partnerships", response={HTTPStatus.CREATED: PartnershipOut}, summary="Start a partnership")
def start_partnership(request: ApiRequest, body: PartnershipIn) -> Status[Partnership]:
    """Start a partnership on behalf of one's organisation."""
    facts = named.facts_in(request, body)
    return Status(HTTPStatus.CREATED, actions.start_partnership(facts.pop("organisation"), by=request.auth, **facts))


@router.get("/partnerships/{slug:code}", response=PartnershipOut, summary="Get a partnership")
def get_partnership(request: ApiRequest, code: str) -> Partnership:
    """One partnership by its code."""
    return named.partnership(request, code)


@router.patch("/partnerships/{slug:code}", response=PartnershipOut, summary="Change a partnership")
def change_partnership(request: ApiRequest, code: str, body: PartnershipPatch) -> Partnership:
    """Change what a partnership says of itself, or whether everyone sees it."""
    facts = named.facts_in(request, body)
    return actions.change_partnership(named.partnership(request, code), by=request.auth, **facts)


@router.get("/partnerships/{slug:code}/themes", response=list[ThemeOut], summary="List themes")
def list_themes(request: ApiRequest, code: str) -> list[Theme]:
    """The areas that a partnership works in, and has worked in."""
    return list(Theme.objects.filter(space=named.partnership(request, code).pk))


@router.post("/partnerships/{slug:code}/themes", response={HTTPStatus.CREATED: ThemeOut}, summary="Add a theme")
def add_theme(request: ApiRequest, code: str, body: ThemeIn) -> Status[Theme]:
    """Add an area that a partnership works in."""
    facts = named.facts_in(request, body)
    return Status(HTTPStatus.CREATED, actions.add_theme(named.partnership(request, code), by=request.auth, **facts))


@router.get("/partnerships/{slug:code}/themes/{slug:key}", response=ThemeOut, summary="Get a theme")
def get_theme(request: ApiRequest, code: str, key: str) -> Theme:
    """One area that a partnership works in."""
    return _theme(request, code, key)


@router.delete(
    "/partnerships/{slug:code}/themes/{slug:key}", response={HTTPStatus.NO_CONTENT: None}, summary="Remove a theme"
)
def remove_theme(request: ApiRequest, code: str, key: str) -> Status[None]:
    """Remove a theme that nothing is recorded under."""
    actions.remove_theme(_theme(request, code, key), by=request.auth)
    return Status(HTTPStatus.NO_CONTENT, None)


@router.patch("/partnerships/{slug:code}/themes/{slug:key}", response=ThemeOut, summary="Change a theme")
def change_theme(request: ApiRequest, code: str, key: str, body: ThemePatch) -> Theme:
    """Rename a theme, move it, or give it a last day."""
    return actions.change_theme(_theme(request, code, key), by=request.auth, **named.facts_in(request, body))


@router.get("/partnerships/{slug:code}/notes", response=list[NoteOut], summary="List notes")
@paginate(Pages)
def list_notes(request: ApiRequest, code: str) -> QuerySet[Note]:
    """The notes of a partnership that one may see, newest first."""
    notes = Note.objects.visible_to(request.auth).filter(space=named.partnership(request, code).pk)
    return notes.select_related("organisation", "circle", "agreement")


@router.post("/partnerships/{slug:code}/notes", response={HTTPStatus.CREATED: NoteOut}, summary="Write a note")
def write_note(request: ApiRequest, code: str, body: NoteIn) -> Status[Note]:
    """Jot something down: for all parties, for one's own organisation, or for named people."""
    partnership = named.partnership(request, code)
    facts = named.facts_in(request, body, partnership.pk) | {"words": body.words}
    facts["agreement"] = named.agreement(request, body.agreement) if body.agreement else None
    return Status(HTTPStatus.CREATED, actions.write_note(partnership, by=request.auth, **facts))


@router.get("/partnerships/{slug:code}/notes/{int:number}", response=NoteOut, summary="Get a note")
def get_note(request: ApiRequest, code: str, number: int) -> Note:
    """One note."""
    return _note(request, code, number)


@router.patch("/partnerships/{slug:code}/notes/{int:number}", response=NoteOut, summary="Change a note")
def change_note(request: ApiRequest, code: str, number: int, body: NotePatch) -> Note:
    """Write a note anew, or let others see it."""
    note = _note(request, code, number)
    facts = named.facts_in(request, body, note.space_id)
    return actions.change_note(note, by=request.auth, **facts)


@router.delete(
    "/partnerships/{slug:code}/notes/{int:number}", response={HTTPStatus.NO_CONTENT: None}, summary="Remove a note"
)
def remove_note(request: ApiRequest, code: str, number: int) -> Status[None]:
    """Remove a note."""
    actions.remove_note(_note(request, code, number), by=request.auth)
    return Status(HTTPStatus.NO_CONTENT, None)


@router.get("/renewals", response=list[RenewalOut], summary="List renewals")
def list_renewals(
    request: ApiRequest, as_of: Day | None = None, months: Annotated[int, Query(ge=0, le=120)] = 12
) -> list[RenewalOut]:
    """What must be decided, noticed or revised within some months, in the partnerships that one takes part in."""
    day = as_of or clock.today()
    return [
        RenewalOut(
            agreement=line.agreement.code,
            partnership=line.partnership.code,
            kind=line.date.kind,
            on=line.date.on,
            days_left=line.date.days_left,
            papers_missing=list(line.papers_missing),
        )
        for line in queries.renewal_radar(request.auth, day, months)
    ]


def _theme(request: ApiRequest, code: str, key: str) -> Theme:
    themes = Theme.objects.select_related("space__partnership")
    return get_object_or_404(themes, space=named.partnership(request, code).pk, key=key)


def _note(request: ApiRequest, code: str, number: int) -> Note:
    notes = Note.objects.visible_to(request.auth).filter(space=named.partnership(request, code).pk)
    note: Note = named.one_of(notes.select_related("space", "organisation", "circle", "agreement__space"), number)
    return note
