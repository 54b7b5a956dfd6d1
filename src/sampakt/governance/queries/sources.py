"""Facts of bodies for the rules of promises: bodies, their seats, and who held these when."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from sampakt.commitments.queries.registry import Source
from sampakt.commitments.queries.sources.rows import grouped, rows_of
from sampakt.commitments.rules import Promise
from sampakt.commitments.rules.finding import Name, term
from sampakt.governance.models import Body, Holding, Seat
from sampakt.governance.rules.composition import Occupant, SeatFacts
from sampakt.governance.rules.days import cut
from sampakt.governance.rules.facts import BodyFacts, NamedSeat
from sampakt.kernel.text import Text
from sampakt.organisations.models import Appointment
from sampakt.organisations.rules import Tenure

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
SEAT = (
    "position",
    "name",
    "whose",
    "group",
    "theme_id",
    "starts_on",
    "ends_on",
    "organisation_id",
    "organisation__code",
    "organisation__name",
    "office_id",
    "office__key",
    "office__name",
    "office__organisation__code",
)


def load_bodies(promises: Sequence[Promise], until: date) -> dict[int, tuple[BodyFacts, ...]]:
    """The bodies of the promises' spaces, with their seats and the days on which these are held. Four questions.

    Days that lie ahead are read too: they tell when time alone changes the answer.
    """
    spaces = {promise.space_id for promise in promises}
    bodies = list(rows_of(Body.objects.order_by("pk"), "space_id", spaces, "pk", *BODY))
    days = {row[1]: (row[7], row[8]) for row in bodies}
    seats = _seats(days)
    found: dict[int, list[BodyFacts]] = defaultdict(list)
    for space, pk, key, sort, name, *rest in bodies:
        found[space].append(BodyFacts(pk, key, sort, name.as_data(), *rest, tuple(seats.get(pk, ()))))
    return {space: tuple(of) for space, of in found.items()}


def _seats(days: Mapping[int, tuple[date | None, date | None]]) -> dict[int, list[NamedSeat]]:
    rows = list(rows_of(Seat.objects.order_by("pk"), "body_id", days, "pk", *SEAT))
    held = _held(Holding, "seat_id", [row[1] for row in rows])
    followed = _held(Appointment, "office_id", {row[12] for row in rows if row[12] is not None})
    found: dict[int, list[NamedSeat]] = defaultdict(list)
    for body, pk, *values in rows:
        row = dict(zip(SEAT, values, strict=True))
        office = row["office_id"]
        starts_on, ends_on = cut(row["starts_on"], row["ends_on"], *days[body])
        found[body].append(
            NamedSeat(
                SeatFacts(
                    pk,
                    row["position"],
                    row["organisation_id"],
                    starts_on,
                    ends_on,
                    tuple(held.get(pk, ()) if office is None else followed.get(office, ())),
                    office,
                    row["theme_id"],
                    row["group"],
                ),
                name=_name(row),
                party=row["organisation__code"] or "",
                party_name=row["organisation__name"] or row["whose"].as_data(),
                office=row["office__key"] or "",
                office_of=row["office__organisation__code"] or "",
            )
        )
    return found


def _held(model: Any, key: str, of: Collection[int]) -> dict[int, list[Occupant]]:
    rows = grouped(model.objects.order_by("starts_on", "pk"), key, of, "pk", "person_id", "starts_on", "ends_on")
    return {
        one: [Occupant(person, Tenure(starts_on, ends_on), pk) for pk, person, starts_on, ends_on in its]
        for one, its in rows.items()
    }


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
