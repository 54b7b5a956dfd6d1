"""What time alone makes due in this room: people to be told of their actions and of minutes that wait for them."""

from datetime import date

from django.utils.translation import gettext as _

from sampakt.governance.actions.reminding import remind


def tick(today: date) -> str:
    """Tell those who are to do something soon, or should have, and those whose signature minutes wait for."""
    return _("Letters about actions and minutes written: %(count)s.") % {"count": remind(today)}
