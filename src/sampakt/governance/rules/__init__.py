"""What holds for bodies: who sat there on a day, whether it was rightly composed, and whose turn it was to chair."""

from sampakt.governance.rules.composition import (
    Composition,
    Occupant,
    PartyCount,
    SeatFacts,
    Stretch,
    composition_on,
    days_to_look_at,
    empty_seats,
    holders_on,
    is_balanced,
    unbalanced_stretches,
    vacant_since,
)
from sampakt.governance.rules.turns import Turn, chair_party_on, deputy_party_on, turns_ahead

__all__ = [
    "Composition",
    "Occupant",
    "PartyCount",
    "SeatFacts",
    "Stretch",
    "Turn",
    "chair_party_on",
    "composition_on",
    "days_to_look_at",
    "deputy_party_on",
    "empty_seats",
    "holders_on",
    "is_balanced",
    "turns_ahead",
    "unbalanced_stretches",
    "vacant_since",
]
