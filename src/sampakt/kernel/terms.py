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


class ValueFault(models.TextChoices):
    """What is wrong with a value in a file or in what a programme sends, and what to do."""

    UNKNOWN_KEY = "unknown_key", _("%(key)s is no known key.")
    UNKNOWN_KEY_MEANT = "unknown_key_meant", _("%(key)s is no known key: did you mean %(nearest)s?")
    MISSING = "missing", _("%(key)s is missing.")
    UNKNOWN_WORD = "unknown_word", _("%(value)s is not one of the words known here: %(known)s.")
    UNKNOWN_WORD_MEANT = "unknown_word_meant", _("%(value)s is not known here: did you mean %(nearest)s?")
    NO_DAY = "no_day", _("%(value)s is no date: write year-month-day, such as 2026-11-21.")
    NO_MONTH_DAY = "no_month_day", _("%(value)s is no day of the year: write month-day, such as 03-31.")
    FAR_DAY = "far_day", _("%(value)s lies too far off: write a year between 1900 and 2200.")
    NO_LANGUAGE = "no_language", _("%(name)s is no language that is used here: write sv, nb or en.")
    NOT_WORDS = "not_words", _("Words are wanted here, or a mapping of sv, nb and en.")
    NO_WORDS = "no_words", _("Write the words.")
    NOT_A_WORD = (
        "not_a_word",
        _("%(value)s cannot be one of your own words: no commas, line breaks or hidden signs."),
    )
    NOT_A_NUMBER = "not_a_number", _("%(value)s is no whole number.")
    NUMBER_OUTSIDE = "number_outside", _("%(value)s does not fit here: %(limit)s.")
    NOT_AN_AMOUNT = "not_an_amount", _("%(value)s is no amount: write it as 69000.00.")
    NOT_YES_OR_NO = "not_yes_or_no", _("%(value)s is neither true nor false.")
    NOT_A_LIST = "not_a_list", _("A list is wanted here.")
    NOT_A_MAPPING = "not_a_mapping", _("Keys with values are wanted here.")
    NOT_A_VALUE = "not_a_value", _("One value is wanted here, not a list or keys with values.")
    NOT_TEXT = "not_text", _("%(value)s is no text: put it in quotation marks.")
    WRITTEN_LIKE = "written_like", _("%(value)s is not written as it should be here: write it as %(example)s.")
    NOT_A_NAME = "not_a_name", _("%(value)s cannot be a name: use the letters a–z, digits and hyphens.")
    TOO_FEW = "too_few", _("At least %(limit)s are wanted here.")
    TOO_MANY = "too_many", _("At most %(limit)s can stand here.")
    TOO_LONG = "too_long", _("The words are too long: at most %(limit)s signs.")
    TOO_MANY_DIGITS = "too_many_digits", _("%(value)s has more digits than are kept here: write it as 69000.00.")
    WRONG = "wrong", _("%(value)s does not fit here.")


class WordFault(models.TextChoices):
    """Why something cannot be one of a partnership's own words."""

    TOO_LONG = "word_too_long", _("Write a word or a few: at most %(limit)s letters.")
    UNFIT = "word_unfit", _("Write a word or a few, without commas, line breaks or hidden signs.")
