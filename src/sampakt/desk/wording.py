"""Short words beside the rows of the start page."""

from datetime import date

from django.utils.translation import gettext as _

from sampakt.ui.writing import written_day


def since(day: date) -> str:
    """Since when something lacks, in the reader's language."""
    return _("since %(day)s") % {"day": written_day(day)}
