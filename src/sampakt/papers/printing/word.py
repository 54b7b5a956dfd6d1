"""Word files made of data, by a template that is a Word file with placeholders."""

from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docxtpl.template import DocxTemplate
from jinja2 import StrictUndefined, Undefined
from jinja2.exceptions import TemplateError

from sampakt.papers.printing.pdf import CannotPrint
from sampakt.papers.printing.phrases import plain
from sampakt.papers.printing.sandbox import Sandbox

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LOCALES = {"sv": "sv-SE", "nb": "nb-NO", "en": "en-GB"}


def word_of(template: bytes, data: Mapping[str, Any], *, title: str, language: str, at: datetime) -> bytes:
    """The Word file that a template makes of data, titled and in a language. Raises CannotPrint, saying why."""
    try:
        document = rendered(template, plain(data, is_marked=False), StrictUndefined)
    except TemplateError as error:
        raise CannotPrint(str(error.message)) from error
    properties = document.core_properties
    properties.title, properties.language = title, LOCALES[language]
    properties.created = properties.modified = at.replace(tzinfo=None)
    properties.last_modified_by = ""
    set_language(document, LOCALES[language])
    return saved(document)


def rendered(template: bytes, data: Mapping[str, Any], undefined: type[Undefined]) -> Document:
    """A template filled in within the sandbox; every value is escaped. Raises jinja2's TemplateError."""
    word = DocxTemplate(BytesIO(template))
    word.render(dict(data), jinja_env=Sandbox(undefined), autoescape=True)
    filled: Any = word.docx
    document: Document = filled
    return document


def set_language(document: Document, locale: str) -> None:
    """Say in which language the document is, so that it is read aloud and spelled in it."""
    normal = document.styles.default(WD_STYLE_TYPE.PARAGRAPH)
    if normal is not None:
        properties = normal.element.get_or_add_rPr()
        if properties.find(qn("w:lang")) is None:
            properties.append(OxmlElement("w:lang"))
    for root in (document.styles.element, document.element.body):
        for language in root.iter(qn("w:lang")):
            language.set(qn("w:val"), locale)


def saved(document: Document) -> bytes:
    """The document as the bytes of its file."""
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()
