"""The words of the room: why a file was not read, and what is uncertain in a draft."""

from django.db import models
from django.utils.translation import gettext_lazy as _


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
    RHYTHM = "rhythm", _("It meets %(times)s times a year.")
    CHAIR = "chair", _("The chair, in the text's words: %(words)s")
    AS_STATEMENT = (
        "as_statement",
        _("Read as %(kind)s, but no rule here has all that it needs: a person states how it stands."),
    )
    PAGES_LEFT = "pages_left", _("%(pages)s of %(all)s pages have no text layer and were left out.")
