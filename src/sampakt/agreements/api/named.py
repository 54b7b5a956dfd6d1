"""The records that a request names, as far as who asks may see them; 404 otherwise."""

from typing import Any

from django.db.models import Model, Prefetch, QuerySet
from django.shortcuts import get_object_or_404
from ninja import Schema

from sampakt.agreements.models import Agreement, Partnership, Party
from sampakt.agreements.queries import sharers
from sampakt.kernel.problems import ApiRequest
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.models import Office, Organisation
from sampakt.organisations.queries import circles_called
from sampakt.papers.models import Document

TEXTS = frozenset(
    {
        *("title", "purpose", "name", "summary", "words", "reason", "instance", "presented_by", "reservations"),
        *("note", "source", "conclusion", "other_title"),
    }
)


def partnership(request: ApiRequest, code: str) -> Partnership:
    """The partnership with that code."""
    return get_object_or_404(with_sharers(Partnership.objects.visible_to(request.auth), request.auth), code=code)


def with_sharers(partnerships: QuerySet[Partnership], viewer: Viewer) -> QuerySet[Partnership]:
    """The partnerships with those who share them, as far as the viewer may know. Two queries."""
    known = Prefetch("space__organisations", queryset=sharers(viewer))
    return partnerships.select_related("space").prefetch_related(known)


def agreement(request: ApiRequest, code: str) -> Agreement:
    """The agreement with that code."""
    agreements = Agreement.objects.visible_to(request.auth)
    return get_object_or_404(
        agreements.select_related("space__partnership", "parent__space", "organisation", "circle"), code=code
    )


def party(request: ApiRequest, code: str, organisation_code: str) -> Party:
    """The party that an organisation is to an agreement."""
    of_agreement = agreement(request, code)
    found: Party = get_object_or_404(
        of_agreement.parties.select_related("organisation", "signatory"), organisation__code=organisation_code
    )
    found.agreement = of_agreement
    return found


def one_of(rows: QuerySet[Any], number: int) -> Any:
    """One of some rows by its number."""
    return get_object_or_404(rows, pk=number)


def facts_in(request: ApiRequest, body: Schema, space_id: int | None = None) -> dict[str, Any]:
    """What was said in the body, as the actions take it: texts in their languages, and records for their codes."""
    facts = body.model_dump(exclude_unset=True)
    for name, value in facts.items():
        if name in TEXTS and isinstance(value, dict):
            facts[name] = Text.of(value)
    for name in ("organisation", "asked_of", "payer"):
        if facts.get(name) is not None:
            facts[name] = get_object_or_404(Organisation, code=facts[name])
    if facts.get("document") is not None:
        documents = Document.objects.visible_to(request.auth).filter(space=space_id)
        facts["document"] = get_object_or_404(documents, code=facts["document"])
    if facts.get("circle") is not None and space_id is not None:
        facts["circle"] = get_object_or_404(circles_called(facts["circle"], space_id, request.auth))
    return facts


def office_of(organisation: Organisation, key: str | None) -> Office | None:
    """The office of an organisation with that key."""
    return get_object_or_404(organisation.offices, key=key) if key else None


def code_of(record: Model | None) -> str | None:
    """The code of a record, where there is one."""
    return getattr(record, "code", None)
