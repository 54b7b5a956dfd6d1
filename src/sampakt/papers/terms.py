"""The words of the room."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PaperObjection(models.TextChoices):
    """Why a file was not taken."""

    TOO_LARGE = "too_large", _("The file is %(size)s MB; at most %(limit)s MB can be uploaded.")
    EMPTY = "empty", _("The file is empty: choose another.")
    KIND_UNKNOWN = (
        "kind_unknown",
        _(
            "%(name)s is not a kind of file that can be kept here. "
            "Use PDF, Word, OpenDocument, Excel, text, a web page, e-mail or a picture."
        ),
    )
    NOT_WHAT_IT_SAYS = (
        "not_what_it_says",
        _("%(name)s does not hold what its name says. Save it again as PDF and try once more."),
    )
    SAME_AS_BEFORE = "same_as_before", _("This is the same file as version %(number)s.")
    UNPACKS_TOO_LARGE = "unpacks_too_large", _("%(name)s unpacks to more than %(limit)s MB and was not taken.")
    SECRET_IS_NOT_PUBLIC = "secret_is_not_public", _("A document with a ground for secrecy cannot be seen by everyone.")
    DATED_IN_FUTURE = "dated_in_future", _("A document cannot be dated in the future.")
    KEY_TAKEN = "key_taken", _("%(key)s is already used in this partnership.")
    TEMPLATE_IS_NOT_WORD = (
        "template_is_not_word",
        _("%(name)s is not a Word file without macros. Save it as .docx and try once more."),
    )
    TEMPLATE_REACHES_OUT = (
        "template_reaches_out",
        _("The template holds something that Word fetches or runs when it is opened (%(what)s). Take it away."),
    )
    TEMPLATE_DOES_MORE = (
        "template_does_more",
        _("The template does more than show, choose and repeat (%(what)s). Begin from the one that Sampakt uses."),
    )
    TEMPLATE_UNREADABLE = (
        "template_unreadable",
        _(
            "A placeholder of the template cannot be read%(near)s. See that its braces come in pairs, and that"
            " each if and for has its end."
        ),
    )
    TEMPLATE_ASKS_FOR = (
        "template_asks_for",
        _("The template asks for %(names)s, which is not there. Choose among %(known)s, and what these hold."),
    )
    IN_USE = "in_use", _("Other records rest on the document: remove them first.")


class Verb(models.TextChoices):
    """What somebody did, as the trail tells it."""

    ADD_DOCUMENT = "add_document", _("added the document")
    CHANGE_DOCUMENT = "change_document", _("changed the document")
    ADD_VERSION = "add_version", _("added a version of the document")
    REMOVE_DOCUMENT = "remove_document", _("removed the document")


class Media(models.TextChoices):
    """Kinds of file that can be kept, by what the file holds."""

    PDF = "application/pdf", _("PDF")
    WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document", _("Word document")
    EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _("Excel workbook")
    SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation", _("PowerPoint presentation")
    OPEN_TEXT = "application/vnd.oasis.opendocument.text", _("OpenDocument text")
    OPEN_SHEET = "application/vnd.oasis.opendocument.spreadsheet", _("OpenDocument spreadsheet")
    OPEN_SLIDES = "application/vnd.oasis.opendocument.presentation", _("OpenDocument presentation")
    OLD_OFFICE = "application/x-ole-storage", _("Older Office document")
    RICH_TEXT = "application/rtf", _("Rich text")
    HTML = "text/html", _("Web page")
    MAIL = "message/rfc822", _("E-mail")
    TABLE = "text/csv", _("Table (CSV)")
    PLAIN = "text/plain", _("Text")
    PNG = "image/png", _("Picture (PNG)")
    JPEG = "image/jpeg", _("Picture (JPEG)")
    TIFF = "image/tiff", _("Picture (TIFF)")


class Changed(models.TextChoices):
    """What changed on a record besides its own fields, as the trail names it."""

    VERSION = "version", _("version")
