"""The words of the room."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PaperObjection(models.TextChoices):
    """Why a file was not taken."""

    TOO_LARGE = "too_large", _("The file is %(size)s MB; at most %(limit)s MB can be uploaded.")
    EMPTY = "empty", _("The file is empty: choose another.")
    KIND_UNKNOWN = "kind_unknown", _("%(name)s is not a kind of file that can be kept here. Use PDF, Word, OpenDocument, Excel, text, e-mail or a picture.")
    NOT_WHAT_IT_SAYS = "not_what_it_says", _("%(name)s does not hold what its name says. Save it again as PDF and try once more.")
    SAME_AS_BEFORE = "same_as_before", _("This is the same file as version %(number)s.")
