"""The records that a request names, as far as who asks may see them; 404 otherwise."""

from typing import Any

from django.shortcuts import get_object_or_404
from ninja import Schema

from sampakt.kernel.problems import ApiRequest
from sampakt.kernel.text import Text
from sampakt.organisations.models import Organisation, Person, Unit


def organisation(request: ApiRequest, code: str) -> Organisation:
    """The organisation with that code."""
    return get_object_or_404(Organisation.objects.visible_to(request.auth), code=code)


def unit(organisation: Organisation, key: str | None) -> Unit | None:
    """The unit of an organisation with that key."""
    return get_object_or_404(organisation.units, key=key) if key else None


def person(request: ApiRequest, organisation: Organisation, number: int | None) -> Person | None:
    """The person of an organisation with that number."""
    people = Person.objects.visible_to(request.auth)
    return get_object_or_404(people, organisation=organisation, pk=number) if number else None


def facts_in(body: Schema) -> dict[str, Any]:
    """What was said in the body, as the actions take it."""
    facts = body.model_dump(exclude_unset=True)
    for name in ("name", "names"):
        if isinstance(facts.get(name), dict):
            facts[name] = Text.of(facts[name])
    if isinstance(facts.get("former_names"), list):
        facts["former_names"] = "\n".join(facts["former_names"])
    return facts
