"""The room's forms. They read values; the actions decide."""

from sampakt.governance.forms.bodies import BodyForm, DissolveForm, OnForm
from sampakt.governance.forms.seats import EndSeatForm, FillForm, HoldingForm, SeatForm

__all__ = ["BodyForm", "DissolveForm", "EndSeatForm", "FillForm", "HoldingForm", "OnForm", "SeatForm"]
