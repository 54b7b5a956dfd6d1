"""Promises and assessments in the API."""

from collections.abc import Callable
from datetime import date
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Status
from ninja.pagination import paginate

from sampakt.commitments import actions
from sampakt.commitments.api import named
from sampakt.commitments.api.schemas import (
    AssessmentOut,
    CommitmentIn,
    CommitmentOut,
    CommitmentPatch,
    KindOut,
    LedgerFilter,
    MoveIn,
    SupersedeIn,
    assessment_of,
    commitment_of,
)
from sampakt.commitments.models import Commitment
from sampakt.commitments.queries.ledger import Ledger, Row, Wanted, ledger
from sampakt.commitments.queries.registry import all_kinds
from sampakt.commitments.queries.stored import answers_on, answers_today
from sampakt.kernel import clock
from sampakt.kernel.errors import Objection, refuse_if
from sampakt.kernel.problems import ApiRequest
from sampakt.kernel.schemas import Day, Pages

router = Router(tags=["commitments"])


class LedgerPages(Pages):
    """Pages of the ledger, by limit and offset; each row is told by ``tell``."""

    def __init__(self, tell: Callable[[Row, date], dict[str, Any]], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.tell = tell

    def paginate_queryset(self, queryset: Any, pagination: Any, request: HttpRequest, **params: Any) -> Any:
        """The rows of one page of the ledger, and how many there are in all."""
        rows = queryset.rows[pagination.offset : pagination.offset + min(pagination.limit, self.max_limit)]
        return {"items": [self.tell(row, queryset.as_of) for row in rows], "count": len(queryset.rows)}


@router.get("/commitments", response=list[CommitmentOut], summary="List promises")
@paginate(LedgerPages, tell=commitment_of)
def list_commitments(request: ApiRequest, asked: Query[LedgerFilter]) -> Ledger:
    """The ledger: promises with how they stand, in the order of the list; of one partnership or of all one's own."""
    return _ledger(request, asked)


@router.get("/kinds", response=list[KindOut], summary="List kinds of promises")
def list_kinds(request: ApiRequest) -> list[dict[str, Any]]:
    """Every kind of promise, with the JSON Schema of its parameters."""
    return [
        {
            "code": kind.code,
            "family": kind.family,
            "label": str(kind.label),
            "purpose": str(kind.purpose),
            "parameters": kind.terms.model_json_schema(),
        }
        for kind in all_kinds().values()
    ]


@router.get("/assessments", response=list[AssessmentOut], summary="Assess promises")
@paginate(LedgerPages, tell=assessment_of)
def list_assessments(request: ApiRequest, asked: Query[LedgerFilter]) -> Ledger:
    """How promises stand, as of any day; a past day is always computed from dated records."""
    return _ledger(request, asked)


@router.post("/commitments", response={HTTPStatus.CREATED: CommitmentOut}, summary="Register a promise")
def register_commitment(request: ApiRequest, body: CommitmentIn) -> Status[dict[str, Any]]:
    """Write down a promise of an agreement."""
    agreement = named.agreement(request, body.agreement)
    facts = named.shared_in(request, body, agreement.space_id, "agreement")
    added = actions.register_commitment(agreement, by=request.auth, **facts)
    return Status(HTTPStatus.CREATED, _told(request, added.code))


@router.get("/commitments/{slug:code}", response=CommitmentOut, summary="Get a promise")
def get_commitment(request: ApiRequest, code: str, as_of: Day | None = None) -> dict[str, Any]:
    """One promise, and how it stands on a day."""
    return _told(request, code, as_of)


@router.patch("/commitments/{slug:code}", response=CommitmentOut, summary="Change a promise")
def change_commitment(request: ApiRequest, code: str, body: CommitmentPatch) -> dict[str, Any]:
    """Change what is said of a promise, or the terms of its rule."""
    changed = named.commitment(request, code)
    facts = named.shared_in(request, body, changed.space_id)
    actions.change_commitment(changed, by=request.auth, **facts)
    return _told(request, code)


@router.delete("/commitments/{slug:code}", response={HTTPStatus.NO_CONTENT: None}, summary="Remove a promise")
def remove_commitment(request: ApiRequest, code: str) -> Status[None]:
    """Remove a promise that was written down by mistake."""
    actions.remove_commitment(named.commitment(request, code), by=request.auth)
    return Status(HTTPStatus.NO_CONTENT, None)


@router.post("/commitments/{slug:code}/move", response=CommitmentOut, summary="Move a promise")
def move_commitment(request: ApiRequest, code: str, body: MoveIn) -> dict[str, Any]:
    """Give a promise another place in the list."""
    actions.move_commitment(named.commitment(request, code), position=body.position, by=request.auth)
    return _told(request, code)


@router.post("/commitments/{slug:code}/supersede", response=CommitmentOut, summary="Replace a promise")
def supersede_commitment(request: ApiRequest, code: str, body: SupersedeIn) -> dict[str, Any]:
    """Record that a later promise replaces this one."""
    later = named.commitment(request, body.superseded_by) if body.superseded_by else None
    actions.supersede_commitment(
        named.commitment(request, code),
        superseded_on=body.superseded_on,
        superseded_by=later,
        version=body.version,
        by=request.auth,
    )
    return _told(request, code)


def _ledger(request: ApiRequest, asked: LedgerFilter) -> Ledger:
    space = named.partnership(request, asked.partnership).pk if asked.partnership else None
    theme = named.theme(space, asked.theme) if space is not None else None
    if asked.theme and theme is None:
        refuse_if([Objection("missing", "A theme is one of a partnership: name that, too.", field="partnership")])
    unit = named.unit(request, asked.unit)
    wanted = Wanted(
        space=space,
        theme=theme.pk if theme else None,
        unit=unit.pk if unit else None,
        sort=asked.sort,
        agreement=asked.agreement,
        party=asked.party,
        side=asked.side or "",
        status=asked.status or "",
        tone=asked.tone or "",
        family=asked.family or "",
        evidence={True: "with", False: "without"}.get(asked.evidence, "") if asked.evidence is not None else "",
        disputed=asked.disputed,
        due_before=asked.due_before,
        words=asked.search,
    )
    return ledger(request.auth, wanted, today=clock.today(), as_of=asked.as_of, in_full=True)


def _told(request: ApiRequest, code: str, as_of: date | None = None) -> dict[str, Any]:
    one, today = named.commitment(request, code), clock.today()
    day = as_of or today
    only = Commitment.objects.filter(pk=one.pk)
    answers = answers_today([one.pk]) if day == today else answers_on(only, day, today)
    return commitment_of(Row(one, answers.get(one.pk)), day)
