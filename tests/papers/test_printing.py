"""Papers from plain data: what is set, what is refused, and what a Word template may not do."""

import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from shutil import copyfile
from typing import Any

import docx
import page as checker
import pypdfium2
import pytest
from docx.oxml.ns import qn
from jinja2 import StrictUndefined

from sampakt.kernel.text import Text
from sampakt.papers.printing import (
    Block,
    CannotPrint,
    Phrase,
    objections_to_template,
    passage,
    pdf,
    pdf_of,
    phrase,
    plain,
    word_of,
)
from sampakt.papers.printing.building import Sheet
from sampakt.papers.printing.sandbox import NotForTemplates, Sandbox
from sampakt.papers.terms import PaperObjection

NOON = datetime(2027, 3, 9, 12, tzinfo=UTC)
DATA: dict[str, Any] = {
    "language": "sv",
    "title": "Protokoll & <beslut>",
    "items": [
        {"title": "Ett", "parts": [{"name": "a"}, {"name": "b"}], "words": [{"words": "Stycke", "points": ["punkt"]}]},
        {"title": "Två", "parts": [], "words": []},
    ],
}


# What people wrote


def test_a_phrase_is_one_line_and_knows_its_language() -> None:
    assert phrase(Text(nb="Ett \n sted\x0b"), "sv") == Phrase("Ett sted", "nb")
    assert not phrase(Text(), "sv")


def test_a_passage_is_paragraphs_and_lists() -> None:
    words = "Först.\nSedan.\n\nAtt göra:\n- det ena\n– det andra\n\n\n* det tredje"
    assert passage(Text(sv=words), "nb").blocks == (
        Block("Först.\nSedan."),
        Block("Att göra:"),
        Block(points=("det ena", "det andra")),
        Block(points=("det tredje",)),
    )
    assert not passage(Text(), "sv")


def test_data_keeps_the_language_for_those_who_ask() -> None:
    data = {"a": [Phrase("ord", "sv")], "b": passage(Text(en="word"), "sv"), "c": (1, None, True, "x\x00y")}
    assert plain(data, is_marked=False) == {
        "a": ["ord"],
        "b": [{"words": "word", "points": []}],
        "c": [1, None, True, "xy"],
    }
    marked = plain(data, is_marked=True)
    assert marked["a"] == [{"words": "ord", "language": "sv"}]
    assert marked["b"]["language"] == "en"


# PDF

HEAD = '#import "/papers/printing/house.typ": *\n#show: paper.with(data)\n'
PAPER: dict[str, Any] = {
    "language": "nb",
    "title": "Referat",
    "subtitle": "",
    "author": "Styringsgruppen",
    "description": "Et eksempel",
    "kicker": Phrase("Partnerskap", "nb"),
    "footer": "Styringsgruppen",
    "remarks": ["Utkast"],
    "facts": [{"label": "Sted", "value": "Narvik"}, {"label": "Adresse", "value": "https://example.org/"}],
    "words": passage(Text(sv="Ett *stycke* med #tecken [som] \\betyder $något$.\n\n- en punkt"), "nb"),
}


@pytest.fixture
def typst(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """A template written for the test, beside the house's own."""
    (tmp_path / "papers" / "printing").mkdir(parents=True)
    copyfile(Path(pdf.__file__).with_name("house.typ"), tmp_path / "papers" / "printing" / "house.typ")
    monkeypatch.setattr(pdf, "_ROOT", tmp_path)

    def write(words: str) -> Path:
        template = tmp_path / "template.typ"
        template.write_text(HEAD + words)
        return template

    return write


def _text(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    words = "\n".join(document[number].get_textpage().get_text_bounded() for number in range(len(document)))
    document.close()
    return words


def test_the_house_s_paper_is_accessible_and_people_s_words_are_no_markup(typst: Callable[[str], Path]) -> None:
    content = pdf_of(typst("== Sak\n#passage(data.words)"), PAPER, at=NOON)
    assert "Ett *stycke* med #tecken [som] \\betyder $något$." in _text(content)
    assert checker.validate_pdf_bytes(content, profile="ua1").is_compliant
    assert b"/Lang (nb-NO)" in content or b"(nb-NO)" in content


def test_the_same_data_gives_the_same_file(typst: Callable[[str], Path]) -> None:
    template = typst("== Sak\n#passage(data.words)")
    assert pdf_of(template, PAPER, at=NOON) == pdf_of(template, PAPER, at=NOON)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("==== Hoppar över en nivå", "heading"),
        ("#panic[nej]", "panic"),
        ("#image(bytes(\"<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/>\"))", "alt"),
        ('#text(font: "Comic Sans")[Ja]', "font"),
        ('#read("/../pyproject.toml")', "root"),
    ],
)
def test_what_would_not_be_accessible_is_not_made(typst: Callable[[str], Path], words: str, reason: str) -> None:
    with pytest.raises(CannotPrint, match=reason):
        pdf_of(typst(words), PAPER, at=NOON)


def test_signs_that_the_font_lacks_are_boxes(typst: Callable[[str], Path]) -> None:
    odd = {**PAPER, "title": "Möte 🎉 čđŋšŧž § – “” 中 ½ €"}
    assert "Möte □ čđŋšŧž § – “” □ ½ €" in _text(pdf_of(typst("== Sak"), odd, at=NOON))


def test_a_word_wider_than_its_place_breaks(typst: Callable[[str], Path]) -> None:
    long, natural = "A" * 150, "samhällsbyggnadsförvaltningen"
    address = "https://example.org/" + "del/" * 60
    facts = [{"label": "Sted", "value": long}, {"label": "Adresse", "value": address}]
    odd = {**PAPER, "title": long, "facts": facts, "footer": long, "words": passage(Text(nb=f"{long} {natural}"), "nb")}
    cells = f'("{long}", "{natural}", "{address}")'
    template = typst(f'== {long}\n#passage(data.words)\n#list[{long}]\n#ledger(("a", "b", "c"), ({cells},))')
    content = pdf_of(template, odd, at=NOON)
    assert checker.validate_pdf_bytes(content, profile="ua1").is_compliant
    document = pypdfium2.PdfDocument(content)
    for page in document:
        words = page.get_textpage()
        edges = [words.get_rect(number) for number in range(words.count_rects())]
        assert max(right for _left, _bottom, right, _top in edges) < page.get_width() - 2.3 / 2.54 * 72
    document.close()
    assert natural in _text(content), "a word that fits stays whole"


# Word


def _sheet(*lines: str) -> bytes:
    sheet = Sheet()
    for line in lines:
        sheet.line(line)
    return sheet.finished()


def _lines(content: bytes) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(BytesIO(content)).paragraphs if paragraph.text]


def _whole_sheet() -> bytes:
    sheet = Sheet()
    sheet.heading("{{ title }}", 0)
    with sheet.each("item in items"):
        sheet.heading("{{ item.title }}", 1)
        sheet.passage("item.words")
        with sheet.when("item.parts"):
            sheet.table(["Del"], "part in item.parts", ["{{ part.name }}"], [8])
    sheet.footer("{{ title }}")
    return sheet.finished()


def test_a_word_file_is_filled_in_titled_and_in_its_language() -> None:
    content = word_of(_whole_sheet(), DATA, title="Protokoll", language="nb", at=NOON)
    document = docx.Document(BytesIO(content))
    styles = [(paragraph.style.name, paragraph.text) for paragraph in document.paragraphs if paragraph.text]
    assert styles == [
        ("Title", "Protokoll & <beslut>"),
        ("Heading 1", "Ett"),
        ("Normal", "Stycke"),
        ("List Bullet", "punkt"),
        ("Heading 1", "Två"),
    ]
    (table,) = document.tables
    assert [row.cells[0].text for row in table.rows] == ["Del", "a", "b"]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert document.core_properties.title == "Protokoll"
    assert {one.get(qn("w:val")) for one in document.styles.element.iter(qn("w:lang"))} == {"nb-NO"}
    footer = document.sections[0].footer.paragraphs[0]
    assert [one.get(qn("w:instr")) for one in footer._p.iter(qn("w:fldSimple"))] == ["PAGE", "NUMPAGES"]


def test_what_people_wrote_is_never_run_or_read_as_xml() -> None:
    data = {"title": "{{ 7 * 7 }} {% for %} </w:t> & <b>"}
    assert _lines(word_of(_sheet("{{ title }}"), data, title="x", language="sv", at=NOON)) == [data["title"]]


@pytest.mark.parametrize(
    "words",
    [
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ title.upper() }}",
        "{{ range(9) }}",
        "{{ title * 9 }}",
        "{{ title ~ title }}",
        "{{ title|replace('a', 'b') }}",
        "{{ title|map('upper') }}",
        "{% set x = title %}{{ x }}",
        "{% macro x() %}{% endmacro %}",
        "{% include 'x' %}",
        "{% for a in items %}{% for b in items %}{% endfor %}{% endfor %}",
        "{% for a in [1, 2, 3] %}{% endfor %}",
        "{% for a in items recursive %}{{ loop(a) }}{% endfor %}",
        "{% for a in items %}{% for b in a.parts %}{% for c in a.parts %}{% endfor %}{% endfor %}{% endfor %}",
        "{{ cycler }}{{ lipsum(9) }}",
    ],
)
def test_a_template_shows_chooses_and_repeats_and_can_do_nothing_else(words: str) -> None:
    with pytest.raises(CannotPrint):
        word_of(_sheet(words), DATA, title="x", language="sv", at=NOON)
    assert list(objections_to_template("mall.docx", _sheet(words), DATA))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("{{ title|upper }}", "PROTOKOLL & <BESLUT>"),
        ("{% for item in items %}{{ loop.index }} {{ item.title }} {% endfor %}", "1 Ett 2 Två "),
        ("{% if items and not title == 'x' %}ja{% else %}nej{% endif %}", "ja"),
        ("{{ items[0].title }} {{ items|length }}", "Ett 2"),
        ("{% for item in items %}{% for part in item.parts %}{{ part.name }}{% endfor %}{% endfor %}", "ab"),
    ],
)
def test_what_a_template_may_do(words: str, expected: str) -> None:
    assert _lines(word_of(_sheet(words), DATA, title="x", language="sv", at=NOON)) == [expected]
    assert not list(objections_to_template("mall.docx", _sheet(words), DATA))


def test_the_sandbox_says_what_it_refuses() -> None:
    with pytest.raises(NotForTemplates, match="call"):
        Sandbox(StrictUndefined).from_string("{{ x() }}")


# Templates that are uploaded


def _codes(name: str, content: bytes) -> list[str]:
    return [objection.code for objection in objections_to_template(name, content, DATA)]


def _with(content: bytes, **parts: str) -> bytes:
    """The file with parts replaced or added."""
    buffer = BytesIO()
    names = {name.replace("__", "/").replace("_dot_", "."): words for name, words in parts.items()}
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(buffer, "w") as new:
        for entry in old.namelist():
            if entry not in names:
                new.writestr(entry, old.read(entry))
        for name, words in names.items():
            new.writestr(name, words)
    return buffer.getvalue()


def test_unknown_names_are_told_all_at_once_with_what_there_is() -> None:
    template = _sheet("{{ rubrik }}", "{% for item in items %}{{ item.titel }}{% endfor %}", "{% if fel %}x{% endif %}")
    (objection,) = objections_to_template("mall.docx", template, DATA)
    assert objection.code == PaperObjection.TEMPLATE_ASKS_FOR
    assert objection.facts["names"] == "rubrik, titel, fel"
    assert objection.facts["known"] == "items, language, title"


def test_only_word_files_without_anything_that_runs() -> None:
    good = _whole_sheet()
    assert _codes("mall.docx", good) == []
    assert _codes("mall.pdf", b"%PDF-1.7") == [PaperObjection.TEMPLATE_IS_NOT_WORD]
    assert _codes("mall.docx", b"PK\x03\x04 not") == [PaperObjection.TEMPLATE_IS_NOT_WORD]
    macro = _with(good, word__vbaProject_dot_bin="x")
    assert _codes("mall.docx", macro) == [PaperObjection.TEMPLATE_IS_NOT_WORD]
    carried = _with(good, word__embeddings__sheet_dot_xlsx="x")
    assert _codes("mall.docx", carried) == [PaperObjection.TEMPLATE_REACHES_OUT]


@pytest.mark.parametrize(("kind", "is_refused"), [("attachedTemplate", True), ("image", True), ("hyperlink", False)])
def test_nothing_is_fetched_from_outside_but_by_a_reader_s_click(kind: str, is_refused: bool) -> None:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
        'Target="https://example.org/x" TargetMode="External"/></Relationships>'
    )
    template = _with(_sheet("{{ title }}"), word___rels__settings_dot_xml_dot_rels=relations)
    assert (_codes("mall.docx", template) == [PaperObjection.TEMPLATE_REACHES_OUT]) is is_refused


def test_fields_that_fetch_or_run_are_refused_also_in_pieces() -> None:
    sheet = Sheet()
    paragraph = sheet.line("")
    for piece in ("DDE", "AUTO c:\\\\x"):
        code = docx.oxml.parser.OxmlElement("w:instrText")
        code.text = piece
        paragraph.add_run()._r.append(code)
    assert _codes("mall.docx", sheet.finished()) == [PaperObjection.TEMPLATE_REACHES_OUT]


def test_broken_placeholders_are_said_to_be_so() -> None:
    broken = _with(_sheet("{{ title }}"), word__document_dot_xml="<w:document")
    assert _codes("mall.docx", broken) == [PaperObjection.TEMPLATE_UNREADABLE]
    empty = _with(_sheet("{{ title }}"), word__document_dot_xml="<nothing/>")
    assert _codes("mall.docx", empty) == [PaperObjection.TEMPLATE_UNREADABLE]
    assert _codes("mall.docx", _sheet("{% for item in items %}")) == [PaperObjection.TEMPLATE_UNREADABLE]
    assert _codes("mall.docx", _sheet("{{ title }")) == [PaperObjection.TEMPLATE_UNREADABLE]
