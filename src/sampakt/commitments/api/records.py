"""What was done, and evidence, in the API."""

from http import HTTPStatus
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.shortcuts import get_object_or_404
from ninja import Router, Status
from ninja.pagination import paginate

from sampakt.commitments import actions
from sampakt.commitments.api import named
from sampakt.commitments.api.parts import DeedIn, DeedOut, DeedPatch, EvidenceIn, EvidenceOut, EvidencePatch, ReasonIn
from sampakt.commitments.models import Deed, Evidence, EvidenceUse
from sampakt.commitments.queries.pages import deeds_found, evidence_found
from sampakt.commitments.terms import DeedSort, EvidenceKind, EvidenceState
from sampakt.kernel.problems import ApiRequest
from sampakt.kernel.schemas import Pages

router = Router(tags=["deeds and evidence"])


@router.get("/deeds", response=list[DeedOut], summary="List what was done")
@paginate(Pages)
def list_deeds(
    request: ApiRequest, partnership: str = "", search: str = "", sort: DeedSort | None = None
) -> QuerySet[Deed]:
    """What was done, newest first: in one partnership, or in all one's own."""
    space = named.partnership(request, partnership).pk if partnership else None
    found = deeds_found(request.auth, space=space, words=search, sort=sort or "")
    return found.prefetch_related("participants")


@router.post("/deeds", response={HTTPStatus.CREATED: DeedOut}, summary="Record what was done")
def record_deed(request: ApiRequest, body: DeedIn) -> Status[Deed]:
    """Record something done."""
    partnership = named.partnership(request, body.partnership)
    facts = named.shared_in(request, body, partnership.pk, "partnership")
    return Status(HTTPStatus.CREATED, actions.record_deed(partnership.space, by=request.auth, **facts))


@router.get("/deeds/{slug:code}", response=DeedOut, summary="Get a record of work")
def get_deed(request: ApiRequest, code: str) -> Deed:
    """One thing that was done."""
    return named.deed(request, code)


@router.patch("/deeds/{slug:code}", response=DeedOut, summary="Change a record of work")
def change_deed(request: ApiRequest, code: str, body: DeedPatch) -> Deed:
    """Correct the record of something done."""
    deed = named.deed(request, code)
    return actions.change_deed(deed, by=request.auth, **named.shared_in(request, body, deed.space_id))


@router.delete("/deeds/{slug:code}", response={HTTPStatus.NO_CONTENT: None}, summary="Remove a record of work")
def remove_deed(request: ApiRequest, code: str) -> Status[None]:
    """Remove the record of something that was not done."""
    actions.remove_deed(named.deed(request, code), by=request.auth)
    return Status(HTTPStatus.NO_CONTENT, None)


@router.get("/evidence", response=list[EvidenceOut], summary="List evidence")
@paginate(Pages)
def list_evidence(request: ApiRequest, partnership: str = "", state: EvidenceState | None = None) -> QuerySet[Evidence]:
    """Evidence, newest first: in one partnership, or in all one's own."""
    space = named.partnership(request, partnership).pk if partnership else None
    return evidence_found(request.auth, space=space, state=state or "").prefetch_related(_uses(request))


@router.post("/evidence", response={HTTPStatus.CREATED: EvidenceOut}, summary="Add evidence")
def add_evidence(request: ApiRequest, body: EvidenceIn) -> Status[Evidence]:
    """Add a piece of evidence and send it for approval."""
    partnership = named.partnership(request, body.partnership)
    facts = named.shared_in(request, body, partnership.pk, "partnership", "commitments")
    facts["kind"] = _kind(body)
    supported = [named.commitment(request, code) for code in body.commitments]
    added = actions.add_evidence(
        partnership.space, commitments=supported, state=EvidenceState.IN_REVIEW, by=request.auth, **facts
    )
    return Status(HTTPStatus.CREATED, _whole(request, added.code))


@router.get("/evidence/{slug:code}", response=EvidenceOut, summary="Get evidence")
def get_evidence(request: ApiRequest, code: str) -> Evidence:
    """One piece of evidence."""
    return _whole(request, code)


@router.patch("/evidence/{slug:code}", response=EvidenceOut, summary="Change evidence")
def change_evidence(request: ApiRequest, code: str, body: EvidencePatch) -> Evidence:
    """Correct a piece of evidence."""
    evidence = named.evidence(request, code)
    actions.change_evidence(evidence, by=request.auth, **named.shared_in(request, body, evidence.space_id))
    return _whole(request, code)


@router.post("/evidence/{slug:code}/submit", response=EvidenceOut, summary="Send evidence for approval")
def submit_evidence(request: ApiRequest, code: str) -> Evidence:
    """Send a draft to those who approve."""
    actions.submit_evidence(named.evidence(request, code), by=request.auth)
    return _whole(request, code)


@router.post("/evidence/{slug:code}/approve", response=EvidenceOut, summary="Approve evidence")
def approve_evidence(request: ApiRequest, code: str) -> Evidence:
    """Approve what somebody else recorded."""
    actions.approve_evidence(named.evidence(request, code), by=request.auth)
    return _whole(request, code)


@router.post("/evidence/{slug:code}/return", response=EvidenceOut, summary="Send evidence back")
def return_evidence(request: ApiRequest, code: str, body: ReasonIn) -> Evidence:
    """Send evidence back to whoever recorded it."""
    actions.return_evidence(named.evidence(request, code), why=body.why, by=request.auth)
    return _whole(request, code)


@router.post("/evidence/{slug:code}/withdraw", response=EvidenceOut, summary="Withdraw evidence")
def withdraw_evidence(request: ApiRequest, code: str, body: ReasonIn) -> Evidence:
    """Say that approved evidence counts no longer."""
    actions.withdraw_evidence(named.evidence(request, code), why=body.why, by=request.auth)
    return _whole(request, code)


@router.delete("/evidence/{slug:code}", response={HTTPStatus.NO_CONTENT: None}, summary="Remove evidence")
def remove_evidence(request: ApiRequest, code: str) -> Status[None]:
    """Remove a draft that supports nothing."""
    actions.remove_evidence(named.evidence(request, code), by=request.auth)
    return Status(HTTPStatus.NO_CONTENT, None)


@router.put("/evidence/{slug:code}/commitments/{slug:commitment}", response=EvidenceOut, summary="Attach evidence")
def attach_evidence(request: ApiRequest, code: str, commitment: str) -> Evidence:
    """Let a piece of evidence support one more promise."""
    supported = named.commitment(request, commitment)
    actions.attach_evidence(named.evidence(request, code), commitment=supported, by=request.auth)
    return _whole(request, code)


@router.delete("/evidence/{slug:code}/commitments/{slug:commitment}", response=EvidenceOut, summary="Detach evidence")
def detach_evidence(request: ApiRequest, code: str, commitment: str) -> Evidence:
    """Say that a piece of evidence supports a promise no longer."""
    supported = named.commitment(request, commitment)
    actions.detach_evidence(named.evidence(request, code), commitment=supported, by=request.auth)
    return _whole(request, code)


def _kind(body: EvidenceIn) -> EvidenceKind:
    """What shows it: the first of a document, a record and an address that was sent; else the words themselves."""
    if body.document:
        return EvidenceKind.DOCUMENT
    if body.deed:
        return EvidenceKind.RECORD
    return EvidenceKind.LINK if body.url else EvidenceKind.NOTE


def _uses(request: ApiRequest) -> "Prefetch[Any]":
    uses = EvidenceUse.objects.visible_to(request.auth).select_related("commitment").order_by("pk")
    return Prefetch("uses", queryset=uses)


def _whole(request: ApiRequest, code: str) -> Evidence:
    """The evidence with the promises it supports, as far as they are seen."""
    rows = Evidence.objects.visible_to(request.auth).select_related("space__partnership")
    return get_object_or_404(rows.prefetch_related(_uses(request)), code=code)
