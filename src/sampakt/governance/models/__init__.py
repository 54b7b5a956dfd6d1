"""Tables of the room."""

from sampakt.governance.models.bodies import Body, BodyQuerySet, ChairTurn, PartySeats
from sampakt.governance.models.seats import Holding, Seat, SeatQuerySet

__all__ = ["Body", "BodyQuerySet", "ChairTurn", "Holding", "PartySeats", "Seat", "SeatQuerySet"]
