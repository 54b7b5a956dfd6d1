"""What time makes due for background work."""

from datetime import date

from django.utils.translation import gettext as _

from sampakt.jobs.actions import prune


def tick(today: date) -> str:
    """Throw away what ended a month ago."""
    return _("Jobs thrown away that ended a month ago: %(count)s.") % {"count": prune()}
