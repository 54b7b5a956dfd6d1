"""The sources of facts of this room: agreements with their parties, deeds, and places (units, offices, themes)."""

from sampakt.commitments.queries.sources.agreements import AGREEMENTS
from sampakt.commitments.queries.sources.deeds import DEEDS
from sampakt.commitments.queries.sources.places import PLACES

__all__ = ["AGREEMENTS", "DEEDS", "PLACES"]
