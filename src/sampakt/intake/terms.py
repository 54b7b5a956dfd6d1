"""The words of the room: why a file was not read, what is uncertain in a draft, and what a list of agreements tells."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class IntakeFault(models.TextChoices):
    """Why a file gives no draft; each says what to do instead."""

    TOO_LARGE = "too_large", _("The file has more than %(limit)s MB and was not read.")
    EMPTY = "empty", _("The file is empty.")
    KIND_UNKNOWN = (
        "kind_unknown",
        _("The file holds nothing that can be read. Use PDF, Word, OpenDocument, text, a web page, e-mail or a scan."),
    )
    UNPACKS_TOO_LARGE = "unpacks_too_large", _("The file unpacks to more than %(limit)s MB and was not read.")
    UNREADABLE = (
        "unreadable",
        _("The file is damaged, or locked with a password. Save it again as PDF without a password and try once more."),
    )
    NO_WORDS = "no_words", _("There are no words in the file.")
    NO_TEXT_LAYER = (
        "no_text_layer",
        _(
            "This is a picture without a text layer. To read it, install Tesseract with Swedish and Norwegian"
            " (tesseract-ocr, tesseract-ocr-swe, tesseract-ocr-nor)."
        ),
    )
    NO_LANGUAGE = (
        "no_language",
        _(
            "This is a picture without a text layer, and Tesseract knows neither Swedish nor Norwegian here."
            " Install tesseract-ocr-swe and tesseract-ocr-nor."
        ),
    )
    SCAN_FAILED = "scan_failed", _("Tesseract could not read the picture: scan the document again.")
    SCAN_SLOW = "scan_slow", _("Tesseract was stopped after %(seconds)s seconds: split the document.")
    BROKEN_OFF = (
        "broken_off",
        _("The reading ended in the midst, which a damaged or large file can cause. Try again, or with a part of it."),
    )
    NO_PARTY = (
        "no_party",
        _("No party was found, and a partnership file needs one. --format json shows what was found."),
    )
    ALREADY_THERE = "already_there", _("%(path)s is already there and was left as it is.")


class Remark(models.TextChoices):
    """What whoever confirms a draft should look at."""

    CODE = "code", _("The code makes a new partnership. The file would take the place of another with the same code.")
    UNSURE = "unsure", _("%(field)s: unsure (%(percent)s of 100), from: %(words)s")
    LENGTH = "length", _("ends_on: reckoned from the first day and %(months)s months")
    DAYS_CROSSED = "days_crossed", _("The last day that was read, %(last)s, comes before the first, %(first)s.")
    DAYS_DIFFER = "days_differ", _("%(day)s is taken; what else was accepted tells %(other)s.")
    RHYTHM = "rhythm", _("It meets %(times)s times a year.")
    CHAIR = "chair", _("The chair, in the text's words: %(words)s")
    AS_STATEMENT = (
        "as_statement",
        _("Read as %(kind)s, but no rule here has all that it needs: a person states how it stands."),
    )
    PAGES_LEFT = "pages_left", _("%(pages)s of %(all)s pages have no text layer and were left out.")


class ReadingState(models.TextChoices):
    """How far a dropped document has come."""

    WAITING = "waiting", _("Waits to be read")
    READING = "reading", _("Is being read")
    READ = "read", _("To be confirmed")
    FAILED = "failed", _("Could not be read")
    CANCELLED = "cancelled", _("Stopped")
    CONFIRMED = "confirmed", _("Confirmed")
    SET_ASIDE = "set_aside", _("Set aside")


class ValueState(models.TextChoices):
    """What somebody said to a value that was found."""

    OPEN = "open", _("To be looked at")
    ACCEPTED = "accepted", _("Accepted")
    CORRECTED = "corrected", _("Corrected")
    REJECTED = "rejected", _("Not right")


TAKEN = (ValueState.ACCEPTED, ValueState.CORRECTED)
"""The states of values that somebody stands for: of these alone anything is made."""


class ValueField(models.TextChoices):
    """What of a document a value tells, in the order in which people go through it."""

    KIND = "kind", _("Kind of document")
    AGREEMENT_TYPE = "agreement_type", _("Kind of agreement")
    TITLE = "title", _("Title")
    LANGUAGE = "language", _("Language")
    PARTY = "party", _("Party")
    DATE = "date", pgettext_lazy("in a document", "Day")
    PERIOD = "period", _("Period")
    NUMBER = "number", _("Registration number")
    STEP = "step", _("Step of a decision")
    BODY = "body", _("Body")
    AMOUNT = "amount", _("Amount")
    THEME = "theme", _("Theme")
    COMMITMENT = "commitment", _("Commitment")


class DocumentKind(models.TextChoices):
    """What sort of document it is."""

    AGREEMENT = "agreement", _("Agreement")
    DECISION = "decision", _("Decision or minutes")
    STRATEGY = "strategy", _("Steering document")
    NEWS = "news", _("News")
    OTHER = "other", _("Other document")


class AgreementType(models.TextChoices):
    """What sort of agreement a document is, or is about."""

    STRATEGIC_PARTNERSHIP = "strategic_partnership", _("Strategic partnership")
    LETTER_OF_INTENT = "letter_of_intent", _("Letter of intent")
    FRAMEWORK_EDUCATION = "framework_education", _("Framework agreement on education")
    UNIVERSITY_MUNICIPALITY = "university_municipality", _("University municipality")
    MULTI_PARTY_NETWORK = "multi_party_network", _("Network of several parties")
    RESEARCH = "research", _("Research cooperation")


class DocumentLanguage(models.TextChoices):
    """A language that documents are read in; the codes are those of BCP 47."""

    SV = "sv", _("Swedish")
    NB = "nb", _("Norwegian (Bokmål)")
    NN = "nn", _("Norwegian (Nynorsk)")


class DateRole(models.TextChoices):
    """What happened, or is to happen, on a day."""

    DECIDED = "decided", pgettext_lazy("on a day", "Decided")
    SIGNED = "signed", pgettext_lazy("on a day", "Signed")
    START = "start", _("First day")
    END = "end", _("Last day")
    MEETING = "meeting", _("Meeting")
    PUBLISHED = "published", _("Published")


class AmountSort(models.TextChoices):
    """What a sum of money is."""

    CONTRIBUTION = "contribution", _("Contribution")
    CEILING = "ceiling", _("At most")
    FEE = "fee", _("Fee")
    FRAME = "frame", _("Frame or budget")
    SHARE = "share", _("Share")


class AmountPer(models.TextChoices):
    """Per what a sum of money is."""

    TOTAL = "total", _("in all")
    YEAR = "year", _("per year")
    SEMESTER = "semester", _("per term")
    MONTH = "month", _("per month")
    DAY = "day", _("per day")
    HOUR = "hour", _("per hour")
    INHABITANT = "inhabitant", _("per inhabitant")
    STUDENT = "student", _("per student")
    PARTICIPANT = "participant", _("per participant")
    COURSE = "course", _("per course")
    PARTY = "party", _("per party")


class IntakeObjection(models.TextChoices):
    """Why something about a dropped document was refused; each says what to do instead."""

    NOT_NOW = "not_now", _("The document is in the state “%(state)s”: this cannot be done now.")
    IS_CONFIRMED = "is_confirmed", _("The document is confirmed: change what it became instead.")
    OF_ANOTHER = "of_another", _("The value belongs to another document.")
    NOT_CHOSEN = "not_chosen", _("Choose one of: %(known)s.")
    MISSING = "missing", _("Write something here, or reject the value.")
    TOO_LONG = "too_long", _("The words are too long: at most %(limit)s letters.")
    NO_DAY = "no_day", _("“%(value)s” is no day: write 2026-11-21, or 2026-11 or 2026 where the text says no more.")
    ENDS_BEFORE_START = "ends_before_start", _("The last day comes before the first.")
    NO_MONTHS = "no_months", _("Write a whole number of months, from 1 to 1200.")
    NO_PERIOD = "no_period", _("Write a first day, a last day or a length.")
    NO_AMOUNT = "no_amount", _("Write the sum in figures, such as 69000 or 69000.50; or the share in words.")
    NO_CURRENCY = "no_currency", _("Write a currency of three letters, such as SEK or NOK.")
    NO_CADENCE = "no_cadence", _("Write how many times a year, such as 4 or 0.5.")
    NO_SUCH_ORGANISATION = (
        "no_such_organisation",
        _("No register has an organisation %(code)s: search for it, or leave the code empty to add one by its name."),
    )
    NOT_YES_OR_NO = "not_yes_or_no", _("Say yes or no, or leave it empty.")
    NAME_UNKNOWN = (
        "name_unknown",
        _("A party or a body that the promise names is not among those of the draft: write it as it is called there."),
    )
    NO_PARTY = "no_party", _("No party is accepted, and an agreement needs one: accept or add the parties.")
    NOT_OURS = (
        "not_ours",
        _(
            "%(organisation)s is not among the parties that you stand for: add it or accept it, or ask somebody who"
            " coordinates for one of them."
        ),
    )
    OUTSIDE = "outside", _("The marked place lies outside the text.")


class Compared(models.TextChoices):
    """How what a document says stands to what an agreement says."""

    SAME = "same", _("The same")
    NEW = "new", _("New")
    DIFFERS = "differs", _("Differs")


class Verb(models.TextChoices):
    """What somebody did, as the trail tells it."""

    DROP_DOCUMENT = "drop_document", _("dropped the document to be read")
    READ_DOCUMENT = "read_document", _("read the document")
    FAIL_TO_READ = "fail_to_read", _("could not read the document")
    STOP_READING = "stop_reading", _("stopped the reading of the document")
    SET_ASIDE = "set_aside_document", _("set the document aside")
    TAKE_UP_AGAIN = "take_up_document", _("took the document up again")
    REMOVE_READING = "remove_reading", _("removed the document from the shelf")
    ACCEPT_VALUES = "accept_values", _("accepted values of the document")
    CORRECT_VALUE = "correct_value", _("corrected a value of the document")
    REJECT_VALUES = "reject_values", _("rejected values of the document")
    REOPEN_VALUES = "reopen_values", _("took back what was said to values of the document")
    ADD_VALUE = "add_value", _("added a value to the document")
    CONFIRM_DOCUMENT = "confirm_document", _("confirmed the document")
    DROP_LIST = "drop_list", _("dropped the list of agreements")
    IMPORT_LIST = "import_list", _("took in the list of agreements")
    REMOVE_LIST = "remove_list", _("took the list of agreements away")


class Changed(models.TextChoices):
    """What changed on a record besides its own fields, as the trail names it."""

    VALUES = "values", _("values")
    VALUE = "value", _("value")


class ListColumn(models.TextChoices):
    """What a column of a list of agreements tells, in the order in which the template has them."""

    TITLE = "title", _("Title")
    PARTY = "party", _("Party or counterpart")
    NUMBER = "number", _("Registration number")
    KIND = "kind", _("Kind of agreement")
    STARTS_ON = "starts_on", _("First day")
    ENDS_ON = "ends_on", _("Last day")
    PERIOD = "period", _("Period")
    NOTICE = "notice", _("Notice period")
    SIGNED_ON = "signed_on", pgettext_lazy("on a day", "Signed")
    DECIDED_ON = "decided_on", pgettext_lazy("on a day", "Decided")
    INSTANCE = "instance", _("Decided by")
    PARAGRAPH = "paragraph", _("Paragraph")
    PARTNERSHIP = "partnership", _("Partnership")
    PURPOSE = "purpose", _("Purpose")
    CONTACT = "contact", _("Contact or office")
    NOTE = "note", pgettext_lazy("in a list", "Note")


class TableFault(models.TextChoices):
    """Why a file gives no table; each says what to do instead."""

    EMPTY = "empty", _("The file is empty.")
    TOO_LARGE = "too_large", _("The file has more than %(limit)s MB: split the list.")
    UNPACKS_TOO_LARGE = "unpacks_too_large", _("The file unpacks to more than %(limit)s MB: split the list.")
    OLD_OR_LOCKED = (
        "old_or_locked",
        _("This is an old Excel file, or one locked with a password. Save it as .xlsx without a password."),
    )
    MACROS = "macros", _("The workbook has macros. Save it as .xlsx without macros.")
    NO_LIST = "no_list", _("This is neither an Excel workbook nor a text with columns. Save the list as .xlsx or .csv.")
    DAMAGED = "damaged", _("The workbook is damaged. Open it in Excel, save it as a new .xlsx and try again.")
    TOO_MANY_ROWS = "too_many_rows", _("The list has more than %(limit)s rows: split it.")
    TOO_MANY_COLUMNS = "too_many_columns", _("The list has more than %(limit)s columns: take away those not needed.")
    NO_HEADING = (
        "no_heading",
        _("No row of headings was found. The first row of the list must name its columns, as in the template."),
    )


class RowFault(models.TextChoices):
    """What is wrong in a row of a list; each says what to do."""

    NO_TITLE = "no_title", _("The title is missing: write one.")
    NO_PARTY = "no_party", _("No other party is named: write who the agreement is with.")
    NO_DAY = "no_day", _("“%(value)s” is no day: write it as 2026-09-30.")
    NO_PERIOD = "no_period", _("“%(value)s” is no period: write it as 2026-01-01 – 2028-12-31.")
    TWO_DAYS = "two_days", _("The columns tell two days, %(one)s and %(other)s: keep one of them.")
    ENDS_BEFORE_START = "ends_before_start", _("The last day comes before the first.")
    IN_THE_FUTURE = "in_the_future", _("%(value)s has not been yet: leave the cell empty until then.")
    NO_MONTHS = "no_months", _("“%(value)s” is no notice period: write a number of months, such as 6.")
    TOO_LONG = "too_long", _("The words are too long: at most %(limit)s letters.")
    TOO_MANY_PARTIES = "too_many_parties", _("More than %(limit)s parties are named: split the row.")
    TWICE = "twice", _("Row %(row)s is about the same agreement: take one of them away.")
    PARTY_UNKNOWN = (
        "party_unknown",
        _("“%(value)s” is in no register: say under “Parties” what it is, or correct the name."),
    )
    NOT_YOURS = "not_yours", _("The agreement stands in a partnership that you cannot change: ask its coordinator.")


class Likeness(models.TextChoices):
    """Why a column was taken for what it tells."""

    KEPT = "kept", _("as you said last time")
    HEADING = "heading", _("its heading")
    ALIKE = "alike", _("its heading is like “%(words)s”")
    CONTENT = "content", _("what its cells hold")
    CHOSEN = "chosen", _("you said so")
    NONE = "none", _("no heading known here")


class ListState(models.TextChoices):
    """How far a list of agreements has come."""

    OPEN = "open", _("Being looked through")
    IMPORTED = "imported", _("Taken in")


class LineState(models.TextChoices):
    """What a row of a list would do."""

    NEW = "new", _("New agreement")
    CHANGED = "changed", _("Changes something")
    SAME = "same", _("Here already")
    FAULTY = "faulty", _("Faulty row")
    LEFT = "left", _("Row left out")


class ListObjection(models.TextChoices):
    """Why a list was not taken in; each says what to do instead."""

    NOT_OPEN = "not_open", _("The list is taken in already, or is being taken in: drop it again to look at it anew.")
    NO_COLUMN = (
        "no_column",
        _("No column tells “%(column)s”: choose it among the columns, for every agreement has one."),
    )
    COLUMN_TWICE = "column_twice", _("Two columns tell “%(column)s”: keep one of them.")
    NO_SUCH_SHEET = "no_such_sheet", _("The workbook has no such sheet: choose one of those shown.")
    FAULTS_LEFT = "faults_left", _("Faulty rows are left: %(count)s. Mend them in the file, or leave them out.")
    NOTHING_NEW = "nothing_new", _("There is nothing new in the list.")
    ROW_REFUSED = "row_refused", _("Row %(row)s: %(fault)s")
    NOT_CHOSEN = "not_chosen", _("Choose one of those shown.")
