"""The Word templates that we start from, built by code: headings, facts, loops, tables with heads, numbered pages."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import docx
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.table import _Row
from docx.text.paragraph import Paragraph

from sampakt.papers.printing.word import saved

INK, ACCENT, QUIET = RGBColor(0x1D, 0x2B, 0x2A), RGBColor(0x0B, 0x5C, 0x56), RGBColor(0x4D, 0x5A, 0x59)
RULE = "B7C4C2"
FONT = "Calibri"
_SIZES = {"Title": 24, "Heading 1": 15, "Heading 2": 12.5, "Heading 3": 11, "Subtitle": 11, "Normal": 10.5}
_WIDTH, _MARGIN = Cm(21), Cm(2.4)
_SPACE = {"Title": (0, 2), "Heading 1": (16, 4), "Heading 2": (14, 3), "Heading 3": (8, 2), "Subtitle": (0, 10)}


class Sheet:
    """A Word template that is being written from top to bottom; words in double braces are placeholders."""

    def __init__(self) -> None:
        self.document = docx.Document()
        section = self.document.sections[0]
        section.page_width, section.page_height = _WIDTH, Cm(29.7)
        section.left_margin = section.right_margin = _MARGIN
        section.top_margin, section.bottom_margin = Cm(2.4), Cm(2.2)
        for name, size in _SIZES.items():
            self._style(name, size)

    def _style(self, name: str, size: float) -> None:
        style = self.document.styles[name]
        style.font.name, style.font.size = FONT, Pt(size)
        style.font.italic = False
        style.font.color.rgb = {"Subtitle": QUIET, "Heading 1": ACCENT}.get(name, INK)
        style.font.bold = name.startswith(("Heading", "Title"))
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        before, after = _SPACE.get(name, (0, 5))
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        style.paragraph_format.keep_with_next = name.startswith("Heading")
        if name == "Title":  # Word's own has a line beneath
            for border in style.element.findall(f".//{qn('w:pBdr')}"):
                border.getparent().remove(border)

    def heading(self, words: str, level: int) -> None:
        """A heading; level 0 is the title of the paper."""
        self.document.add_heading(words, level)

    def line(self, words: str, *, style: str = "Normal", is_quiet: bool = False, label: str = "") -> Paragraph:
        """A paragraph, beginning with a label in bold if it has one."""
        paragraph = self.document.add_paragraph(style=style)
        if label:
            paragraph.add_run(f"{label} ").bold = True
        run = paragraph.add_run(words)
        if is_quiet:
            run.font.color.rgb, run.font.size = QUIET, Pt(9.5)
        return paragraph

    def tag(self, words: str) -> None:
        """A line that says what to do with those that follow, and is gone in the paper."""
        self.document.add_paragraph(f"{{%p {words} %}}")

    @contextmanager
    def each(self, loop: str) -> Iterator[None]:
        """What is written within comes once for each: ``item in items``."""
        self.tag(f"for {loop}")
        yield
        self.tag("endfor")

    @contextmanager
    def when(self, condition: str) -> Iterator[None]:
        """What is written within comes only when there is something to say."""
        self.tag(f"if {condition}")
        yield
        self.tag("endif")

    def passage(self, name: str) -> None:
        """Paragraphs and lists that people wrote."""
        with self.each(f"block in {name}"):
            with self.when("block.words"):
                self.line("{{ block.words }}")
            with self.each("point in block.points"):
                self.line("{{ point }}", style="List Bullet")

    def facts(self, name: str) -> None:
        """What is said in short: labels and values, one a line."""
        with self.each(f"fact in {name}"):
            paragraph = self.line("\t{{ fact.value }}", label="{{ fact.label }}")
            paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(3.6), WD_TAB_ALIGNMENT.LEFT)
            paragraph.paragraph_format.left_indent = Cm(3.6)
            paragraph.paragraph_format.first_line_indent = Cm(-3.6)
            paragraph.paragraph_format.space_after = Pt(1)

    def table(self, heads: Sequence[str], loop: str, cells: Sequence[str], widths: Sequence[float]) -> None:
        """A table with a row for each, whose heads come again on every page."""
        table = self.document.add_table(rows=4, cols=len(heads))
        table.autofit = False
        _ruled(table._tbl.tblPr)
        for row, words in zip(table.rows, (heads, (f"{{%tr for {loop} %}}",), cells, ("{%tr endfor %}",)), strict=True):
            for cell, said, width in zip(row.cells, [*words, *[""] * len(heads)], widths, strict=False):
                cell.width = Cm(width)
                cell.paragraphs[0].paragraph_format.space_after = Pt(2)
                cell.paragraphs[0].add_run(said).bold = words is heads
        _repeated(table.rows[0])
        self.document.add_paragraph().paragraph_format.space_after = Pt(0)

    def footer(self, words: str) -> None:
        """Words at the foot of every page, and which page of how many it is."""
        section = self.document.sections[0]
        paragraph = section.footer.paragraphs[0]
        for stop in list(paragraph.style.paragraph_format.tab_stops):
            stop._tab.getparent().remove(stop._tab)
        paragraph.paragraph_format.tab_stops.add_tab_stop(_WIDTH - 2 * _MARGIN, WD_TAB_ALIGNMENT.RIGHT)
        paragraph.add_run(f"{words}\t")
        _field(paragraph, "PAGE")
        paragraph.add_run(" / ")
        _field(paragraph, "NUMPAGES")
        for run in paragraph.runs:
            run.font.size, run.font.color.rgb = Pt(8.5), QUIET

    def finished(self) -> bytes:
        """The template as the bytes of its file."""
        return saved(self.document)


def _ruled(properties: object) -> None:
    """Thin lines under each row, and none beside."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        border = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", RULE)):
            border.set(qn(f"w:{name}"), value)
        borders.append(border)
    properties.append(borders)  # type: ignore[attr-defined]  # an element of XML


def _repeated(row: _Row) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _field(paragraph: Paragraph, code: str) -> None:
    """A number that Word counts itself."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = paragraph.add_run("1")
    field.append(run._r)
    paragraph._p.append(field)
