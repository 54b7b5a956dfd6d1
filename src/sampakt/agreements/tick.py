"""What time alone makes due in this room: the days to watch for in agreements."""

from datetime import date

from sampakt.agreements.actions.watching import reckon_due


def tick(today: date) -> str:
    """Reckon anew what agreements ask for, where the day may have changed it."""
    return f"agreements: days to watch for reckoned again: {reckon_due(today)}"
