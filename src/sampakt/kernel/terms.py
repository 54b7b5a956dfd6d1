"""Words that every room uses: languages, audiences, roles."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Language(models.TextChoices):
    """A language that people read Sampakt in; the codes are those of BCP 47."""

    SV = "sv", "Svenska"
    NB = "nb", "Norsk bokmål"
    EN = "en", "English"


class Audience(models.TextChoices):
    """Who may see a record, from the widest to the narrowest."""

    PUBLIC = "public", _("Everyone")
    PARTNERS = "partners", _("All parties")
    OWN = "own", _("Own organisation")
    NAMED = "named", _("Named people")


class Role(models.TextChoices):
    """What somebody does for an organisation, or in one space that organisations share."""

    ADMINISTRATOR = "administrator", _("Administrator")
    LEAD = "lead", _("Lead of the partnership")
    COORDINATOR = "coordinator", _("Coordinator")
    CONTACT = "contact", _("Contact person")
    READER = "reader", _("Reader")


class WordFault(models.TextChoices):
    """Why something cannot be one of a partnership's own words."""

    TOO_LONG = "word_too_long", _("Write a word or a few: at most %(limit)s letters.")
    UNFIT = "word_unfit", _("Write a word or a few, without commas, line breaks or hidden signs.")
