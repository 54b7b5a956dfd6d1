"""What time alone makes due in this room: readings whose worker was killed are told to be broken off."""

from datetime import date

from django.utils.translation import gettext as _

from sampakt.intake.actions import settle


def tick(today: date) -> str:
    """Tell of readings that nobody works on any more."""
    return _("Documents whose reading was broken off: %(count)s.") % {"count": settle()}
