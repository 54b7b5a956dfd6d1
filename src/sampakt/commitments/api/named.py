"""The records that a request names by code, as far as who asks may see them; 404 otherwise."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from ninja import Schema

from sampakt.agreements.models import Agreement, Partnership, Theme
from sampakt.commitments.models import Commitment, Deed, Evidence
from sampakt.commitments.queries.pages import commitments_with_names
from sampakt.kernel.problems import ApiRequest
from sampakt.kernel.text import Text
from sampakt.organisations.models import Circle, Office, Organisation, Unit
from sampakt.organisations.queries import circles_called
from sampakt.papers.models import Document

TEXTS = ("title", "note", "words", "reason")


def partnership(request: ApiRequest, code: str) -> Partnership:
    """The partnership with that code."""
    return get_object_or_404(Partnership.objects.visible_to(request.auth).select_related("space"), code=code)


def agreement(request: ApiRequest, code: str) -> Agreement:
    """The agreement with that code."""
    return get_object_or_404(Agreement.objects.visible_to(request.auth).select_related("space"), code=code)


def commitment(request: ApiRequest, code: str) -> Commitment:
    """The promise with that code."""
    return get_object_or_404(commitments_with_names(request.auth), code=code)


def deed(request: ApiRequest, code: str) -> Deed:
    """The record of work with that code."""
    deeds = Deed.objects.visible_to(request.auth).select_related("space__partnership", "unit__organisation", "theme")
    return get_object_or_404(deeds, code=code)


def evidence(request: ApiRequest, code: str) -> Evidence:
    """The piece of evidence with that code."""
    return get_object_or_404(Evidence.objects.visible_to(request.auth).select_related("space__partnership"), code=code)


def organisation(code: str) -> Organisation:
    """The organisation with that code: the registers are public."""
    return get_object_or_404(Organisation.objects, code=code)


def organisations(codes: Iterable[str]) -> list[Organisation]:
    """The organisations with these codes; 404 when any is unknown."""
    return [organisation(code) for code in codes]


def theme(space_id: int, key: str | None) -> Theme | None:
    """The theme of a partnership with that key."""
    return get_object_or_404(Theme, space=space_id, key=key) if key else None


def unit(request: ApiRequest, name: str | None) -> Unit | None:
    """The unit named as organisation/key."""
    found: Unit | None = _of_staff(Unit.objects.visible_to(request.auth), name)
    return found


def office(request: ApiRequest, name: str | None) -> Office | None:
    """The office named as organisation/key."""
    found: Office | None = _of_staff(Office.objects.visible_to(request.auth), name)
    return found


def document(request: ApiRequest, space_id: int, code: str | None) -> Document | None:
    """The document of a partnership with that code."""
    return get_object_or_404(Document.objects.visible_to(request.auth), space=space_id, code=code) if code else None


def circle(request: ApiRequest, space_id: int, name: str | None) -> Circle | None:
    """The viewer's own circle of a partnership with that name."""
    return get_object_or_404(circles_called(name, space_id, request.auth)) if name else None


def shared_in(request: ApiRequest, body: Schema, space_id: int, *without: str) -> dict[str, Any]:
    """The facts of something shared in a partnership, with the records that they name."""
    facts = facts_in(body, *without)
    find: dict[str, Callable[[Any], Any]] = {
        "theme": lambda key: theme(space_id, key),
        "unit": lambda name: unit(request, name),
        "responsible": lambda name: office(request, name),
        "document": lambda code: document(request, space_id, code),
        "deed": lambda code: deed(request, code) if code else None,
        "organisation": lambda code: organisation(code) if code else None,
        "circle": lambda name: circle(request, space_id, name),
        "owes": organisations,
        "owed": organisations,
        "participants": organisations,
    }
    return facts | {name: find[name](facts[name]) for name in find.keys() & facts.keys()}


def _of_staff(rows: QuerySet[Any], name: str | None) -> Any:
    of, _, key = (name or "").partition("/")
    return get_object_or_404(rows.select_related("organisation"), organisation__code=of, key=key) if name else None


def facts_in(body: Schema, *without: str) -> dict[str, Any]:
    """What was said in the body, as the actions take it, apart from ``without``."""
    facts = {name: value for name, value in body.model_dump(exclude_unset=True).items() if name not in without}
    return facts | {name: Text.of(facts[name]) for name in TEXTS if isinstance(facts.get(name), dict)}
