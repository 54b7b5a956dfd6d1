"""The words of the room: what may be wrong with a partnership file, and what files call things."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FileFault(models.TextChoices):
    """What is wrong in a file, and what to do."""

    # The file as a whole.
    EMPTY = "empty", _("The file is empty.")
    TOO_LARGE = "too_large", _("The file is %(size)s MB; at most %(limit)s MB can be read.")
    NOT_UTF8 = "not_utf8", _("The file is not written in UTF-8. Save it again with the encoding UTF-8.")
    ODD_SIGN = "odd_sign", _("There is a sign here that is not text. Remove it.")
    CUT_OFF = "cut_off", _("The file ends in the middle: what was begun is never closed. Is all of it here?")
    TAB = "tab", _("The line begins with a tab. Indent with spaces.")
    COLON = "colon", _("A colon stands where none can. Put words that hold a colon in double quotes.")
    NO_COLON = "no_colon", _("A colon is missing after the key.")
    TWO_DOCUMENTS = "two_documents", _("A second document begins here. Put each partnership in a file of its own.")
    ANCHOR = "anchor", _("Anchors and aliases (%(name)s) cannot be used: write out what is meant.")
    TAG = "tag", _("Tags (%(name)s) cannot be used: write the value as it is.")
    TOO_DEEP = "too_deep", _("Things stand within things more than %(limit)s deep.")
    KEY_NOT_A_WORD = "key_not_a_word", _("A key must be a word.")
    INDENTATION = (
        "indentation",
        _("The line begins in another column than those that it belongs to. Indent it as they are."),
    )
    UNCLOSED = "unclosed", _("A comma or %(sign)s is missing, here or on a line above.")
    BAD_START = "bad_start", _("Words cannot begin with %(sign)s. Put them in double quotes.")
    BACKSLASH = "backslash", _("A backslash stands within double quotes. Write two, or use single quotes.")
    NOT_YAML = (
        "not_yaml",
        _("The line does not fit those above it. Look at its indentation, its quotes and its brackets."),
    )
    JSON_COMMA = "json_comma", _("A comma or %(closing)s is missing before %(sign)s.")
    JSON_NAME = "json_name", _("A name in double quotes is missing before %(sign)s.")
    JSON_COLON = "json_colon", _("A colon is missing before %(sign)s.")
    JSON_VALUE = "json_value", _("%(sign)s begins no value. Put words in double quotes.")
    JSON_WORDS = (
        "json_words",
        _("A sign within double quotes cannot stand there as it is: write a line break as \\n, a backslash as \\\\."),
    )
    JSON_AFTER = "json_after", _("%(sign)s stands after the end.")
    NOT_A_PARTNERSHIP_FILE = (
        "not_a_partnership_file",
        _("This is no partnership file: it must begin with “sampakt: 1”."),
    )
    OTHER_VERSION = "other_version", _("This Sampakt reads partnership files of version 1, not %(value)s.")
    # Keys and values, beside kernel.terms.ValueFault.
    KEY_TWICE = "key_twice", _("%(key)s stands twice, first on line %(first)s. Keep one.")
    NAME_TWICE = "name_twice", _("%(name)s is told twice, first on line %(first)s. Give each a name of its own.")
    # What the file refers to, and what Sampakt says to it.
    UNKNOWN = "unknown", _("Unknown %(kind)s %(name)s.")
    UNKNOWN_MEANT = "unknown_meant", _("Unknown %(kind)s %(name)s: did you mean %(nearest)s?")
    AGREEMENT_ELSEWHERE = (
        "agreement_elsewhere",
        _("The agreement %(name)s is not here. Load that partnership first, or give the agreement's title."),
    )
    IN_REGISTER = "in_register", _("%(name)s is in a register, which tells its facts: leave them out.")
    NO_PARTY = "no_party", _("No party of an agreement takes part: a partnership needs one.")
    COUNT_UNUSED = "count_unused", _("A count is used only with the rule some_signed.")
    IN_TWO_STEPS = "in_two_steps", _("%(name)s already belongs to another step.")
    IS_HISTORY = "is_history", _("This has happened already: a file cannot undo or rewrite it. Do it in Sampakt.")
    NOT_ALLOWED = "not_allowed", _("You may not do this. Ask somebody who coordinates, or leave it out.")
    NOT_REMOVED = "not_removed", _("The file holds this no longer, but it cannot be removed: %(fault)s")
    REFUSED = "refused", _("%(fault)s")


class Held(models.TextChoices):
    """What a file holds lists of, in its order."""

    ORGANISATIONS = "organisations", _("Organisations")
    THEMES = "themes", _("Themes")
    DOCUMENTS = "documents", _("Documents")
    AGREEMENTS = "agreements", _("Agreements")
    BODIES = "bodies", _("Bodies")
    DEEDS = "deeds", _("What was done")
    COMMITMENTS = "commitments", _("Commitments")
    EVIDENCE = "evidence", _("Evidence")
    MEETINGS = "meetings", _("Meetings")
    DECISIONS = "decisions", _("Decisions")
    ACTIONS = "actions", _("Actions to do")


class Named(models.TextChoices):
    """What files refer to by a name."""

    ORGANISATIONS = "organisations", _("organisation")
    UNITS = "units", _("unit")
    OFFICES = "offices", _("office")
    THEMES = "themes", _("theme")
    DOCUMENTS = "documents", _("document")
    AGREEMENTS = "agreements", _("agreement")
    BODIES = "bodies", _("body")
    SEATS = "seats", _("seat")
    DEEDS = "deeds", _("record of work")
    COMMITMENTS = "commitments", _("commitment")
    MEETINGS = "meetings", _("meeting")
    ITEMS = "items", _("agenda item")
    DECISIONS = "decisions", _("decision")
    WAIVERS = "waivers", _("waiver")


class StartObjection(models.TextChoices):
    """Why a new partnership was refused."""

    TOO_FEW = "too_few", _("A partnership needs at least two parties: search for them and add them.")
    NOT_YOURS = "not_yours", _("One of the parties must be an organisation that you coordinate or administer.")
    ENDS_BEFORE_START = "ends_before_start", _("The last day comes before the first.")
