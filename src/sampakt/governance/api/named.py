"""The records that a request names, as far as who asks may see them; 404 otherwise."""

from collections.abc import Callable
from typing import Any

from django.shortcuts import get_object_or_404
from ninja import Schema

from sampakt.commitments.api import named
from sampakt.governance.models import Body, Holding, Seat
from sampakt.governance.queries import bodies_with_names
from sampakt.kernel.problems import ApiRequest
from sampakt.kernel.text import Text
from sampakt.organisations.models import Person

TEXTS = ("name", "task", "limits", "appointed_by", "whose")
NOTHING = ("decision_rule", "balance")


def body(request: ApiRequest, code: str) -> Body:
    """The body with that code."""
    return get_object_or_404(bodies_with_names(request.auth), code=code)


def seat(request: ApiRequest, number: int) -> Seat:
    """The seat with that number."""
    seats = Seat.objects.visible_to(request.auth)
    related = ("body__space", "organisation", "office__organisation", "theme", "deputy_for")
    return get_object_or_404(seats.select_related(*related), pk=number)


def holding(request: ApiRequest, number: int) -> Holding:
    """Somebody's time in a seat, by its number."""
    holdings = Holding.objects.visible_to(request.auth)
    return get_object_or_404(holdings.select_related("seat__body__space", "seat__organisation", "person"), pk=number)


def person(request: ApiRequest, number: int | None) -> Person | None:
    """The person with that number."""
    people = Person.objects.visible_to(request.auth).select_related("organisation")
    return get_object_or_404(people, pk=number) if number is not None else None


def facts_of_body(request: ApiRequest, sent: Schema, space_id: int) -> dict[str, Any]:
    """What was said of a body, with the records that it names."""
    find: dict[str, Callable[[Any], Any]] = {
        "agreement": lambda code: named.agreement(request, code) if code else None,
        "reports_to": lambda code: body(request, code) if code else None,
        "theme": lambda key: named.theme(space_id, key),
        "organisation": lambda code: named.organisation(code) if code else None,
        "circle": lambda name: named.circle(space_id, name),
        "deputy_chair_of": lambda code: named.organisation(code) if code else None,
        "turns": named.organisations,
        "party_seats": lambda seats: {named.organisation(code): number for code, number in seats.items()},
    }
    return _facts(sent, find)


def facts_of_seat(request: ApiRequest, sent: Schema, of: Body) -> dict[str, Any]:
    """What was said of a seat in a body, with the records that it names."""
    find: dict[str, Callable[[Any], Any]] = {
        "organisation": lambda code: named.organisation(code) if code else None,
        "office": lambda name: named.office(request, name),
        "theme": lambda key: named.theme(of.space_id, key),
        "deputy_for": lambda key: get_object_or_404(Seat.objects.filter(body=of), key=key) if key else None,
    }
    return _facts(sent, find)


def facts_of_holding(request: ApiRequest, sent: Schema) -> dict[str, Any]:
    """What was said of somebody's time in a seat, with the person."""
    return _facts(sent, {"person": lambda number: person(request, number)})


def _facts(sent: Schema, find: dict[str, Callable[[Any], Any]]) -> dict[str, Any]:
    facts = sent.model_dump(exclude_unset=True)
    facts |= {name: find[name](facts[name]) for name in find.keys() & facts.keys()}
    facts |= {name: Text.of(facts[name]) for name in TEXTS if isinstance(facts.get(name), dict)}
    return facts | {name: "" for name in NOTHING if name in facts and facts[name] is None}
