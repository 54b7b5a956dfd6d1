"""The room in the API: documents on a shelf, what was found in them, and confirming it."""

from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Any, Literal

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from ninja import Field, File, Form, ModelSchema, Path, Query, Router, Schema, Status
from ninja.files import UploadedFile
from ninja.pagination import paginate

from sampakt.agreements.models import Agreement
from sampakt.agreements.terms import ClaimField
from sampakt.intake import actions
from sampakt.intake.access import may_drop_for
from sampakt.intake.models import Reading, Value
from sampakt.intake.queries import differences as asking
from sampakt.intake.queries import told
from sampakt.intake.queries.plans import Plan
from sampakt.intake.rules.filing.remarks import SURE
from sampakt.intake.terms import Compared, IntakeFault, ReadingState, ValueField
from sampakt.kernel.errors import NotAllowed, refuse_if
from sampakt.kernel.problems import ApiRequest
from sampakt.kernel.schemas import Pages, SeenVersion, Sent
from sampakt.kernel.terms import Audience
from sampakt.organisations.models import Organisation
from sampakt.papers.forms import too_large

router = Router(tags=["intake"])
prefix = "/intake"

Kept = Mapping[str, Any] | str
"""A value: a text, or its parts by name, as docs/intake.md tells them."""
MOST_AT_ONCE = 5000
Number = Annotated[int, Path(ge=1, le=2**63 - 1)]
"""The number of a value."""


class ReadingOut(ModelSchema):
    """A document on the shelf of an organisation, and how far it has come; ``fault`` says why it was not read."""

    organisation: str = Field(alias="organisation.code")
    partnership: str | None = Field(None, alias="space.home.code", description="What it became, or was added to.")
    agreement: str | None = Field(None, alias="agreement.code")
    document: str | None = Field(None, alias="document.code")
    job: str = Field(description="The code of the work in the background that reads it.")
    fault: str
    dropped_at: datetime = Field(alias="created_at")

    class Meta:
        model = Reading
        fields = (
            *("code", "name", "media_type", "size", "sha256", "state", "language", "pages", "pages_left"),
            *("not_stated", "read_at", "confirmed_at"),
        )

    @staticmethod
    def resolve_fault(reading: Reading) -> str:
        """The fault in words; empty when there is none."""
        return told(reading.fault, reading.fault_facts) if reading.fault in IntakeFault.values else ""


class ValueOut(ModelSchema):
    """A value that was found: as it was read, as it was corrected, and the stretch of the text that it stands on."""

    number: int = Field(alias="pk")
    field: ValueField
    value: Kept
    corrected: Kept | None

    class Meta:
        model = Value
        fields = ("place", "span_start", "span_end", "confidence", "why", "state", "version")


class ReadOut(ReadingOut):
    """A document with its text and what was found in it."""

    text: str
    values: list[ValueOut]

    @staticmethod
    def resolve_values(reading: Reading) -> list[Value]:
        """In the order in which people go through them."""
        return list(reading.values.all())


class ReadingFilter(Schema):
    """Which documents to list."""

    organisation: str = Field("", description="The code of an organisation on whose shelf they lie.")
    state: ReadingState | None = None


class ReadingIn(Sent):
    """On whose shelf to put a document."""

    organisation: str = Field(max_length=80, description="The code of the organisation.")


class NumbersIn(Sent):
    """Which values are meant, by their numbers."""

    numbers: list[Annotated[int, Field(ge=1, le=2**63 - 1)]] = Field(max_length=MOST_AT_ONCE)


class SureIn(Sent):
    """How sure values must be to be accepted all at once."""

    at_least: float = Field(SURE, ge=0, le=1)


class ValueCorrectionIn(Sent):
    """What a value is to be read as, and the version that was read."""

    version: SeenVersion
    to: Kept


class ValueIn(Sent):
    """A value that nobody read, with its stretch of the text where it has one."""

    field: ValueField
    to: Kept
    span_start: int | None = Field(None, ge=0, le=2**31 - 1)
    span_end: int | None = Field(None, ge=0, le=2**31 - 1)


class AimIn(Sent):
    """Where a document is to go: into a new partnership, or into an agreement (``into``) that is here."""

    code: str = Field("", max_length=60, description="The code of a new partnership; made of its parties when empty.")
    audience: Audience = Field(Audience.PARTNERS, description="Who sees the document: partners, or own.")
    into: str = Field("", max_length=8, description="The code of an agreement.")


class ConfirmIn(AimIn):
    """The same; ``choose`` numbers the values that take the place of what the agreement says."""

    choose: list[Annotated[int, Field(ge=1, le=2**63 - 1)]] = Field([], max_length=MOST_AT_ONCE)


class SaidOut(Schema):
    """Words about some values, by their numbers."""

    words: str
    values: list[int]


class DifferenceOut(Schema):
    """A fact or a promise as the document tells it beside what the agreement says."""

    number: int
    field: Literal["commitment"] | ClaimField
    organisation: str = Field(description="Of a promise: its reference.")
    theirs: str
    ours: list[str]
    compared: Compared
    may_choose: bool


class PlanOut(Schema):
    """What would be made, as the content of a partnership file; what stands in its way; what is left out."""

    data: dict[str, Any]
    obstacles: list[SaidOut]
    noticed: list[SaidOut]
    left_open: int
    rejected: int
    differences: list[DifferenceOut]


class CandidateOut(Schema):
    """An agreement that the document may be about."""

    agreement: str = Field(alias="agreement.code")
    partnership: str = Field(alias="agreement.space.home.code")
    parties: int = Field(description="How many of its parties the document names.")
    has_number: bool
    likeness: int = Field(description="How like the titles are, of 100.")


class ConfirmedOut(Schema):
    """What a document became."""

    agreement: str
    partnership: str


@router.get("", response=list[ReadingOut], summary="List dropped documents")
@paginate(Pages)
def list_readings(request: ApiRequest, asked: Query[ReadingFilter]) -> QuerySet[Reading]:
    """The documents on the shelves that one sees, the latest first."""
    found = _readings(request).defer("text")
    if asked.organisation:
        found = found.filter(organisation__code=asked.organisation)
    return found.filter(state=asked.state) if asked.state else found


@router.post("", response={HTTPStatus.CREATED: ReadingOut}, summary="Drop a document")
def drop(request: ApiRequest, file: File[UploadedFile], told: Form[ReadingIn]) -> Status[Reading]:
    """Put a document on a shelf and have it read in the background; one that lies there already is answered."""
    organisation = get_object_or_404(Organisation.objects.visible_to(request.auth), code=told.organisation)
    if not may_drop_for(request.auth, organisation.pk):
        raise NotAllowed
    if objection := too_large(file.size or 0):
        refuse_if([objection])
    reading = actions.drop(file.read(), file.name or "", organisation=organisation, by=request.auth)
    return Status(HTTPStatus.CREATED, reading)


@router.get("/{slug:code}", response=ReadOut, summary="Get a dropped document")
def get_reading(request: ApiRequest, code: str) -> Reading:
    """One document with its text and all that was found in it."""
    return _reading(request, code)


@router.delete("/{slug:code}", response={HTTPStatus.NO_CONTENT: None}, summary="Remove a dropped document")
def remove(request: ApiRequest, code: str) -> Status[None]:
    """Take a document off the shelf, with its file; one that is confirmed stays."""
    actions.remove(_reading(request, code), by=request.auth)
    return Status(HTTPStatus.NO_CONTENT, None)


@router.post("/{slug:code}/cancel", response=ReadingOut, summary="Stop the reading of a document")
def cancel(request: ApiRequest, code: str) -> Reading:
    """Stop a reading that waits or is under way."""
    return actions.cancel(_reading(request, code), by=request.auth)


@router.post("/{slug:code}/set-aside", response=ReadingOut, summary="Set a document aside")
def set_aside(request: ApiRequest, code: str) -> Reading:
    """Say that nothing is to be made of it for now."""
    return actions.set_aside(_reading(request, code), by=request.auth)


@router.post("/{slug:code}/take-up", response=ReadingOut, summary="Take a document up again")
def take_up_again(request: ApiRequest, code: str) -> Reading:
    """Go on with a document that was set aside; one that was not read is read anew."""
    return actions.take_up_again(_reading(request, code), by=request.auth)


@router.post("/{slug:code}/accept", response=list[ValueOut], summary="Accept values")
def accept(request: ApiRequest, code: str, body: NumbersIn) -> list[Value]:
    """Say that values hold as they were read; answers those of which it was not said before."""
    return actions.accept(*_values(request, code, body), by=request.auth)


@router.post("/{slug:code}/accept-sure", response=list[ValueOut], summary="Accept all sure values")
def accept_sure(request: ApiRequest, code: str, body: SureIn) -> list[Value]:
    """Accept all open values that were read with some certainty."""
    return actions.accept_all(_reading(request, code), by=request.auth, at_least=body.at_least)


@router.post("/{slug:code}/reject", response=list[ValueOut], summary="Reject values")
def reject(request: ApiRequest, code: str, body: NumbersIn) -> list[Value]:
    """Say that values do not hold: nothing is made of them."""
    return actions.reject(*_values(request, code, body), by=request.auth)


@router.post("/{slug:code}/reopen", response=list[ValueOut], summary="Take back what was said to values")
def reopen(request: ApiRequest, code: str, body: NumbersIn) -> list[Value]:
    """Take back what was said to values."""
    return actions.reopen(*_values(request, code, body), by=request.auth)


@router.post("/{slug:code}/values", response={HTTPStatus.CREATED: ValueOut}, summary="Add a value")
def add_value(request: ApiRequest, code: str, body: ValueIn) -> Status[Value]:
    """Add what the document says and nobody read."""
    reading = _reading(request, code)
    place = {"start": body.span_start, "end": body.span_end}
    value = actions.add_value(reading, field=body.field, to=body.to, by=request.auth, **place)
    return Status(HTTPStatus.CREATED, value)


@router.get("/{slug:code}/values/{int:number}", response=ValueOut, summary="Get a value")
def get_value(request: ApiRequest, code: str, number: Number) -> Value:
    """One value that was found."""
    return get_object_or_404(_reading(request, code).values, pk=number)


@router.put("/{slug:code}/values/{int:number}", response=ValueOut, summary="Correct a value")
def correct(request: ApiRequest, code: str, number: Number, body: ValueCorrectionIn) -> Value:
    """Say what a value is to be read as."""
    value = get_object_or_404(_reading(request, code).values, pk=number)
    return actions.correct(value, to=body.to, by=request.auth, version=body.version)


@router.get("/{slug:code}/candidates", response=list[CandidateOut], summary="List agreements it may be about")
def list_candidates(request: ApiRequest, code: str) -> list[asking.Candidate]:
    """The agreements that one writes and that the document may be about, the likeliest first."""
    return asking.candidates(_reading(request, code), request.auth)


@router.post("/{slug:code}/plan", response=PlanOut, summary="See what confirming would make")
def plan(request: ApiRequest, code: str, body: AimIn) -> dict[str, Any]:
    """What confirming would make and what stands in its way; nothing is kept."""
    reading, into = _reading(request, code), _into(request, body)
    made: Plan = actions.what_it_would_make(reading, by=request.auth, code=body.code, audience=body.audience, into=into)
    changed = asking.differences(reading, into, request.auth) if into else []
    return {**vars(made), "differences": changed}


@router.post("/{slug:code}/confirm", response=ConfirmedOut, summary="Confirm a document")
def confirm(request: ApiRequest, code: str, body: ConfirmIn) -> dict[str, str]:
    """Make what the accepted and corrected values say: all of it, or nothing."""
    agreement = actions.confirm(
        _reading(request, code),
        by=request.auth,
        code=body.code,
        audience=body.audience,
        into=_into(request, body),
        choose=body.choose,
    )
    return {"agreement": agreement.code, "partnership": agreement.space.partnership.code}


def _readings(request: ApiRequest) -> QuerySet[Reading]:
    related = ("organisation", "space__partnership", "agreement", "document")
    return Reading.objects.visible_to(request.auth).select_related(*related)


def _reading(request: ApiRequest, code: str) -> Reading:
    return get_object_or_404(_readings(request), code=code)


def _values(request: ApiRequest, code: str, body: NumbersIn) -> list[Value]:
    """The values with these numbers; 404 when the document has no such value."""
    found = list(_reading(request, code).values.filter(pk__in=body.numbers).select_related("reading__organisation"))
    if len(found) < len(set(body.numbers)):
        get_object_or_404(Value.objects.none())
    return found


def _into(request: ApiRequest, body: AimIn) -> Agreement | None:
    if not body.into:
        return None
    seen = Agreement.objects.visible_to(request.auth).select_related("space__partnership")
    return get_object_or_404(seen, code=body.into)
