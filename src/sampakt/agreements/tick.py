"""What time alone makes due in this room: the days to watch for in agreements."""

from datetime import date

from django.utils.translation import gettext as _

from sampakt.agreements.actions.watching import reckon_due


def tick(today: date) -> str:
    """Reckon anew what agreements ask for, where the day may have changed it."""
    return _("Agreements whose days to watch were reckoned again: %(count)s.") % {"count": reckon_due(today)}
