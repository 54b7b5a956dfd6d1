"""The records that a request names, as far as who asks may see them; 404 otherwise."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from ninja import Schema

from sampakt.commitments.api import named
from sampakt.commitments.models import Waiver
from sampakt.governance.access import may_run, sitting
from sampakt.governance.actions import Brings, VoteLine
from sampakt.governance.models import (
    Body,
    Decision,
    DecisionQuerySet,
    Holding,
    Item,
    Meeting,
    Proposal,
    Seat,
    Task,
)
from sampakt.governance.queries import bodies_with_names, decisions_with_names, tasks_with_names
from sampakt.governance.terms import GovernanceObjection
from sampakt.kernel.errors import NotAllowed, Objection, refuse_if
from sampakt.kernel.problems import ApiRequest
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.access import may_see_shared
from sampakt.organisations.models import Person, Shared
from sampakt.papers.models import Document

AnyShared = TypeVar("AnyShared", bound=Shared)

TEXTS = ("name", "task", "limits", "appointed_by", "whose", "title", "background", "words", "reason")
NOTHING = ("decision_rule", "balance", "effect")


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


def meeting(request: ApiRequest, code: str) -> Meeting:
    """The meeting with that code."""
    meetings = Meeting.objects.visible_to(request.auth).with_digest()
    return get_object_or_404(meetings.select_related("body__space__partnership", "minutes"), code=code)


def item(request: ApiRequest, number: int) -> Item:
    """The item of an agenda with that number."""
    return get_object_or_404(items_with_names(request), pk=number)


def items_with_names(request: ApiRequest) -> QuerySet[Item]:
    """The items that who asks may see, with what an answer names."""
    related = ("meeting__body__space__partnership", "agreement", "commitment__agreement", "theme", "from_body")
    seen = Item.objects.visible_to(request.auth).select_related(*related)
    return seen.prefetch_related("papers__document", "papers__prepared_by", "recusals__seat")


def place_among_seen(request: ApiRequest, of: Item) -> int:
    """The place of an item on its agenda as who asks sees that. Asked once in a request for each meeting."""
    known: dict[int, list[int]] = getattr(request, "agendas", {})
    if of.meeting_id not in known:
        agenda = Item.objects.visible_to(request.auth).filter(meeting=of.meeting_id).order_by("place", "pk")
        known[of.meeting_id] = list(agenda.values_list("pk", flat=True))
        request.agendas = known  # type: ignore[attr-defined]  # kept along
    return known[of.meeting_id].index(of.pk) + 1


def decision(request: ApiRequest, code: str) -> Decision:
    """The decision with that code."""
    found: Decision = get_object_or_404(with_votes(decisions_with_names(request.auth)), code=code)
    return found


def with_votes(decisions: DecisionQuerySet) -> QuerySet[Decision]:
    """Decisions with how members stood to them."""
    return decisions.prefetch_related("votes__seat", "votes__organisation")


def task(request: ApiRequest, code: str) -> Task:
    """The action with that code."""
    return get_object_or_404(tasks_with_names(request.auth), code=code)


def proposal(request: ApiRequest, number: int) -> Proposal:
    """The proposal with that number."""
    proposals = Proposal.objects.visible_to(request.auth)
    return get_object_or_404(proposals.select_related("body__space__partnership", "organisation", "item"), pk=number)


def seat_of(of: Body, named_so: str | int | None) -> Seat | None:
    """The seat of a body with that key, or that number."""
    if not named_so:
        return None
    seats = Seat.objects.filter(body=of).select_related("body", "organisation", "office")
    return get_object_or_404(seats, **{"pk" if isinstance(named_so, int) else "key": named_so})


def seats_of(of: Body, named_so: Mapping[str, str | int]) -> dict[str | int | None, Seat]:
    """The seats of a body with those keys or numbers. Raises Refused with the place of each that it has not."""
    found: dict[str | int | None, Seat] = {}
    for seat in Seat.objects.filter(body=of).select_related("body", "organisation", "office"):
        found |= {seat.pk: seat, seat.key: seat}
    refuse_if(
        Objection.of(GovernanceObjection.NOT_OF_BODY, field=place, seat=said)
        for place, said in named_so.items()
        if said not in found
    )
    return found


def document_of(request: ApiRequest, of: Body, code: str) -> Document:
    """The document with that code in the body's partnership."""
    documents = Document.objects.visible_to(request.auth).select_related("space")
    return get_object_or_404(documents, space=of.space_id, code=code)


def run_by(request: ApiRequest, of: Body) -> None:
    """Only for those who run the body: 403 for others."""
    if not may_run(replace(request.auth, may_write=True), of):
        raise NotAllowed


def is_inside(request: ApiRequest, of: Body) -> bool:
    """Whether who asks takes part in the body's partnership."""
    return request.auth.is_operator or request.auth.is_in(of.space_id)


def sees_restricted(request: ApiRequest, of: Body) -> bool:
    """Whether who asks sees what only those see who sit in the body. Asked once in a request, for all bodies."""
    viewer = request.auth
    if viewer.is_operator or not viewer.is_known:
        return viewer.is_operator
    known: frozenset[int] | None = getattr(request, "sits_in", None)
    if known is None:
        known = frozenset(sitting(viewer, is_given=True).values_list("body_id", flat=True))
        request.sits_in = known  # type: ignore[attr-defined]  # kept along
    return of.pk in known


def sees_decision(request: ApiRequest, one: Decision) -> bool:
    """Whether who asks may see a decision of a body that they see."""
    if is_inside(request, one.body):
        return not one.is_restricted or sees_restricted(request, one.body)
    return one.approved_on is not None and not one.is_restricted


def seen_with_body(viewer: Viewer, of: Body, named_there: AnyShared | None) -> AnyShared | None:
    """What something of a body names, if the viewer may see it; it stands in the body's own space, which is at hand."""
    if named_there is None:
        return None
    named_there.space = of.space
    return named_there if may_see_shared(viewer, named_there) else None


def facts_of_meeting(request: ApiRequest, sent: Schema, of: Body) -> dict[str, Any]:
    """What was said of a meeting, with the document that it names."""
    return _facts(sent, {"minutes": lambda code: named.document(request, of.space_id, code)})


def facts_of_item(request: ApiRequest, sent: Schema, of: Body) -> dict[str, Any]:
    """What was said of an item, with the records that it names."""
    return _facts(sent, {**_about(request, of), "from_body": lambda code: body(request, code) if code else None})


def facts_of_decision(request: ApiRequest, sent: Schema, of: Body) -> dict[str, Any]:
    """What was said of a decision, with the records that it names."""
    find: dict[str, Callable[[Any], Any]] = {
        **_about(request, of),
        "meeting": lambda code: meeting(request, code) if code else None,
        "item": lambda number: item(request, number) if number else None,
        "document": lambda code: named.document(request, of.space_id, code),
        "supersedes": lambda code: decision(request, code) if code else None,
        "votes": lambda lines: [_vote(of, line) for line in lines],
        "brings": lambda told: _brings(request, told) if told is not None else None,
    }
    return _facts(sent, find)


def facts_of_task(request: ApiRequest, sent: Schema) -> dict[str, Any]:
    """What was said of an action, with the records that it names."""
    find: dict[str, Callable[[Any], Any]] = {
        "decision": lambda code: decision(request, code) if code else None,
        "item": lambda number: item(request, number) if number else None,
        "organisation": lambda code: named.organisation(code) if code else None,
        "office": lambda name: named.office(request, name),
        "person": lambda number: person(request, number),
    }
    return _facts(sent, find)


def facts_of_proposal(request: ApiRequest, sent: Schema) -> dict[str, Any]:
    """What was said of a proposal, with the organisation."""
    return _facts(sent, {"organisation": lambda code: named.organisation(code) if code else None})


def _about(request: ApiRequest, of: Body) -> dict[str, Callable[[Any], Any]]:
    return {
        "agreement": lambda code: named.agreement(request, code) if code else None,
        "commitment": lambda code: named.commitment(request, code) if code else None,
        "theme": lambda key: named.theme(of.space_id, key),
    }


def _vote(of: Body, line: dict[str, Any]) -> VoteLine:
    return VoteLine(
        stance=line["stance"],
        seat=seat_of(of, line.get("seat")),
        organisation=named.organisation(line["organisation"]) if line.get("organisation") else None,
        reservation=Text.of(line.get("reservation")),
    )


def _brings(request: ApiRequest, told: dict[str, Any]) -> Brings:
    waivers = Waiver.objects.visible_to(request.auth).select_related("commitment__space", "commitment__agreement")
    return Brings(
        type=told.get("type") or "",
        covers_from=told.get("covers_from"),
        covers_until=told.get("covers_until"),
        instead=Text.of(told.get("instead")),
        holds_from=told.get("holds_from"),
        holds_until=told.get("holds_until"),
        deed=named.deed(request, told["deed"]) if told.get("deed") else None,
        waiver=get_object_or_404(waivers, pk=told["waiver"]) if told.get("waiver") else None,
        successor=named.commitment(request, told["successor"]) if told.get("successor") else None,
    )


def facts_of_body(request: ApiRequest, sent: Schema, space_id: int) -> dict[str, Any]:
    """What was said of a body, with the records that it names."""
    find: dict[str, Callable[[Any], Any]] = {
        "agreement": lambda code: named.agreement(request, code) if code else None,
        "reports_to": lambda code: body(request, code) if code else None,
        "theme": lambda key: named.theme(space_id, key),
        "organisation": lambda code: named.organisation(code) if code else None,
        "circle": lambda name: named.circle(request, space_id, name),
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
