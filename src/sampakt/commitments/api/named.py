"""The records that a request names by code, as far as who asks may see them; 404 otherwise."""

from collections.abc import Iterable
from typing import Any

from django.shortcuts import get_object_or_404
from ninja import Schema

from sampakt.agreements.models import Agreement, Partnership, Theme
from sampakt.commitments.models import Commitment, Deed, Evidence
from sampakt.commitments.queries.pages import commitments_with_names
from sampakt.kernel.problems import ApiRequest
from sampakt.kernel.text import Text
from sampakt.organisations.models import Organisation

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
    deeds = Deed.objects.visible_to(request.auth).select_related("space__partnership", "unit", "theme")
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


def facts_in(body: Schema, *without: str) -> dict[str, Any]:
    """What was said in the body, as the actions take it, apart from ``without``."""
    facts = {name: value for name, value in body.model_dump(exclude_unset=True).items() if name not in without}
    return facts | {name: Text.of(facts[name]) for name in TEXTS if isinstance(facts.get(name), dict)}
