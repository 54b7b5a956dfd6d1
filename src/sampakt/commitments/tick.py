"""What time alone makes due in this room: answers that may have changed, and people to be told."""

from datetime import date

from django.utils.translation import gettext as _

from sampakt.commitments.actions.assessing import reassess_due
from sampakt.commitments.actions.reminding import remind


def tick(today: date) -> str:
    """Assess again what the day may have changed, then tell those who answer for what is due or stale."""
    numbers = {"assessed": reassess_due(today), "written": remind(today)}
    return _("Commitments assessed again: %(assessed)s. Letters written: %(written)s.") % numbers
