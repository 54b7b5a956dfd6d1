"""Papers from plain data: the same data as tagged PDF and as Word. Knows no tables and no subject."""

from sampakt.papers.printing.pdf import CannotPrint, pdf_of
from sampakt.papers.printing.phrases import Block, Passage, Phrase, passage, phrase, plain
from sampakt.papers.printing.templates import near, objections_to_template
from sampakt.papers.printing.word import WORD, word_of

__all__ = [
    "WORD",
    "Block",
    "CannotPrint",
    "Passage",
    "Phrase",
    "near",
    "objections_to_template",
    "passage",
    "pdf_of",
    "phrase",
    "plain",
    "word_of",
]
