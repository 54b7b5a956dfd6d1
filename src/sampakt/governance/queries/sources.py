"""Facts of bodies for the rules of promises: bodies, their seats, and who held these when."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sampakt.commitments.queries.registry import Source
from sampakt.commitments.queries.sources.rows import rows_of
from sampakt.commitments.rules import Promise
from sampakt.commitments.rules.finding import Name, term
from sampakt.governance.models import Body, Seat
from sampakt.governance.queries.seats import seat_facts
from sampakt.governance.rules import SeatFacts
from sampakt.governance.rules.facts import BodyFacts, NamedSeat
from sampakt.kernel.text import Text

BODY = (
    "key",
    "sort",
    "name",
    "agreement_id",
    "theme_id",
    "formed_on",
    "dissolved_on",
    "audience",
    "organisation_id",
    "circle_id",
)
CALLED = (
    "position",
    "name",
    "whose",
    "organisation__code",
    "organisation__name",
    "office__key",
    "office__name",
    "office__organisation__code",
)


def load_bodies(promises: Sequence[Promise], until: date) -> dict[int, tuple[BodyFacts, ...]]:
    """The bodies of the promises' spaces, with their seats and the days on which these are held. Five questions.

    Days that lie ahead are read too: they tell when time alone changes the answer.
    """
    spaces = {promise.space_id for promise in promises}
    bodies = list(rows_of(Body.objects.order_by("pk"), "space_id", spaces, "pk", *BODY))
    seats = seat_facts(Body.objects.filter(space__in=spaces).order_by().values("pk"))
    called = {
        pk: dict(zip(CALLED, row, strict=True))
        for _space, pk, *row in rows_of(Seat.objects.order_by("pk"), "body__space_id", spaces, "pk", *CALLED)
    }
    found: dict[int, list[BodyFacts]] = defaultdict(list)
    for space, pk, key, sort, name, *rest in bodies:
        named = tuple(_named(seat, called[seat.id]) for seat in seats.get(pk, ()))
        facts: tuple[Any, ...] = (pk, key, sort, name.as_data(), *rest, named)
        found[space].append(BodyFacts(*facts))
    return {space: tuple(of) for space, of in found.items()}


def _named(seat: SeatFacts, row: Mapping[str, Any]) -> NamedSeat:
    return NamedSeat(
        seat,
        name=_name(row),
        party=row["organisation__code"] or "",
        party_name=row["organisation__name"] or row["whose"].as_data(),
        office=row["office__key"] or "",
        office_of=row["office__organisation__code"] or "",
    )


def _name(row: Mapping[str, Any]) -> Name:
    """What a seat is called: its own name, its office's, or its position and whose it is."""
    own: Text = row["name"] or row["office__name"] or Text()
    if own:
        return own.as_data()
    whose = {"party": row["organisation__name"]} if row["organisation__name"] else {"of_text": row["whose"].as_data()}
    return term(row["position"], "position", **whose)


BODIES: Source[tuple[BodyFacts, ...]] = Source(
    "bodies",
    load_bodies,
    lambda promise: promise.space_id,
    frozenset(
        {
            "governance.body",
            "governance.seat",
            "governance.holding",
            "organisations.appointment",
            "organisations.office",
        }
    ),
    (),
)
