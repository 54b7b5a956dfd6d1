"""What time alone makes due in this room: answers that may have changed, and people to be told."""

from datetime import date

from sampakt.commitments.actions.assessing import reassess_due
from sampakt.commitments.actions.reminding import remind


def tick(today: date) -> str:
    """Assess again what the day may have changed, then tell those who answer for what is due or stale."""
    assessed = reassess_due(today)
    return f"commitments: assessed again: {assessed}, letters written: {remind(today)}"
