"""The sentences and the lists of words in which this room's findings speak."""

from collections.abc import Mapping
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from sampakt.governance.terms import BodySort, Position

LISTS: Mapping[str, type[TextChoices]] = {"body_sort": BodySort, "position": Position}

SENTENCES: dict[str, Any] = {
    "bodies_counted": _("%(done)s of %(wanted)s bodies are there as promised."),
    "held_by_other": _("%(name)s: held by %(party)s."),
    "members_counted": _("Members: %(counts)s."),
    "turn_of": _("The turn is that of %(party)s, until %(day)s."),
    "unbalanced_since": ngettext_lazy(
        "Not as agreed since %(day)s, %(days)s day.", "Not as agreed since %(day)s, %(days)s days.", "days"
    ),
    "was_often_unbalanced": ngettext_lazy(
        "Not as agreed on %(days)s day, %(times)s times; the last from %(start)s to %(end)s.",
        "Not as agreed on %(days)s days, %(times)s times; the last from %(start)s to %(end)s.",
        "days",
    ),
    "was_unbalanced": ngettext_lazy(
        "Not as agreed from %(start)s to %(end)s, %(days)s day.",
        "Not as agreed from %(start)s to %(end)s, %(days)s days.",
        "days",
    ),
}
