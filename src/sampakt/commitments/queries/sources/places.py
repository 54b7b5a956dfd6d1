"""Facts of places: the parties' organisations, their units and offices with who held them, and the themes."""

from collections.abc import Sequence
from datetime import date

from sampakt.agreements.models import Party, Theme
from sampakt.commitments.queries.registry import Source
from sampakt.commitments.queries.sources.rows import grouped
from sampakt.commitments.rules import Promise
from sampakt.commitments.rules.facts import OfficeFacts, PlaceFacts, UnitFacts
from sampakt.organisations.models import Appointment, Office, Unit


def load_places(promises: Sequence[Promise], until: date) -> dict[int, PlaceFacts]:
    """Parties' organisations, their units and offices with who held them, and themes, by agreement. Five questions."""
    agreements = {promise.agreement_id: promise.space_id for promise in promises}
    themes = grouped(
        Theme.objects.order_by("position", "pk"),
        "space_id",
        set(agreements.values()),
        "pk",
        "name",
        "starts_on",
        "ends_on",
    )
    parties = grouped(
        Party.objects.order_by("position", "pk"),
        "agreement_id",
        set(agreements),
        "organisation_id",
        "organisation__code",
        "organisation__name",
    )
    organisations = {row[0] for rows in parties.values() for row in rows}
    units = grouped(
        Unit.objects.order_by("pk"), "organisation_id", organisations, "pk", "kind", "name", "starts_on", "ends_on"
    )
    offices = grouped(
        Office.objects.order_by("pk"),
        "organisation_id",
        organisations,
        "pk",
        "unit_id",
        "function",
        "name",
        "starts_on",
        "ends_on",
    )
    held = grouped(
        Appointment.objects.filter(starts_on__lte=until).order_by("starts_on", "pk"),
        "office_id",
        {row[0] for rows in offices.values() for row in rows},
        "pk",
        "starts_on",
        "ends_on",
    )
    units_of = {
        organisation: [
            UnitFacts(pk, organisation, kind, name.as_data(), starts_on, ends_on)
            for pk, kind, name, starts_on, ends_on in rows
        ]
        for organisation, rows in units.items()
    }
    offices_of = {
        organisation: [
            OfficeFacts(pk, organisation, unit, function, name.as_data(), starts, ends, tuple(held.get(pk, ())))
            for pk, unit, function, name, starts, ends in rows
        ]
        for organisation, rows in offices.items()
    }
    found = {}
    for agreement, space in agreements.items():
        mine = parties.get(agreement, ())
        found[agreement] = PlaceFacts(
            organisations={code: (pk, name) for pk, code, name in mine},
            units=tuple(unit for pk, _code, _name in mine for unit in units_of.get(pk, ())),
            offices=tuple(office for pk, _code, _name in mine for office in offices_of.get(pk, ())),
            themes=tuple((pk, name.as_data(), starts, ends) for pk, name, starts, ends in themes.get(space, ())),
        )
    return found


PLACES: Source[PlaceFacts] = Source(
    "places",
    load_places,
    lambda promise: promise.agreement_id,
    frozenset(
        {
            "organisations.unit",
            "organisations.office",
            "organisations.appointment",
            "agreements.party",
            "agreements.theme",
            "agreements.agreement",
        }
    ),
    PlaceFacts(),
)
