"""Files are told by what they hold, and read without ever failing."""

import zipfile
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sampakt.papers.rules import (
    TEXT_LIMIT,
    UNPACKED_LIMIT,
    Unreadable,
    decoded,
    free_key,
    media_in,
    media_of,
    pages_in_pdf,
    picture_of_page,
    text_in,
    text_of,
)
from sampakt.papers.rules.media import ENTRIES_LIMIT
from sampakt.papers.terms import Media, PaperObjection

from .conftest import a_pdf, a_word_file, a_zip, an_open_text

SHEET = a_zip(**{"[Content_Types]_dot_xml": "<Types/>", "xl__workbook_dot_xml": "<workbook/>"})
SLIDES = a_zip(**{"[Content_Types]_dot_xml": "<Types/>", "ppt__presentation_dot_xml": "<p/>"})
MAIL = (
    b"From: office@example.org\r\nSubject: =?utf-8?q?M=C3=B6te?=\r\nMIME-Version: 1.0\r\n"
    b"Content-Type: text/html; charset=utf-8\r\n\r\n<p>V\xc3\xa4lkommen</p><script>alert(1)</script>"
)


class TestMedia:
    @pytest.mark.parametrize(
        ("name", "content", "media"),
        [
            ("avtal.pdf", a_pdf(), Media.PDF),
            ("AVTAL.PDF", a_pdf(), Media.PDF),
            ("avtal.docx", a_word_file(), Media.WORD),
            ("lista.xlsx", SHEET, Media.EXCEL),
            ("bilder.pptx", SLIDES, Media.SLIDES),
            ("text.odt", an_open_text(), Media.OPEN_TEXT),
            ("gammal.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, Media.OLD_OFFICE),
            ("gammal.doc", b"{\\rtf1 Hej}", Media.RICH_TEXT),
            ("bild.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 20, Media.PNG),
            ("bild.jpeg", b"\xff\xd8\xff\xe0\x00", Media.JPEG),
            ("skannad.tif", b"II*\x00\x00", Media.TIFF),
            ("sida.html", b"<!doctype html><p>Hej</p>", Media.HTML),
            ("brev.eml", MAIL, Media.MAIL),
            ("rader.csv", "kommun;avgift\nÅmål;1".encode(), Media.TABLE),
            ("anteckning.txt", "Hålltider".encode("cp1252"), Media.PLAIN),
            ("anteckning.txt", "Hålltider".encode("utf-16"), Media.PLAIN),
        ],
    )
    def test_known_by_what_it_holds(self, name: str, content: bytes, media: Media) -> None:
        assert media_of(name, content) is media

    @pytest.mark.parametrize("name", ["program.exe", "makron.docm", "bild.svg", "arkiv.zip", "avtal", "avtal.pdf.js"])
    def test_other_kinds_are_not_kept(self, name: str) -> None:
        assert media_of(name, a_pdf()) is PaperObjection.KIND_UNKNOWN

    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("avtal.pdf", b"MZ\x90\x00\x03\x00"),
            ("avtal.pdf", b"<html>not found</html>"),
            ("avtal.docx", a_pdf()),
            ("avtal.docx", SHEET),
            ("avtal.docx", b"PK\x03\x04 and then nothing"),
            ("avtal.docx", a_zip(readme_dot_txt="no office file")),
            (
                "avtal.docx",
                a_zip(**{"[Content_Types]_dot_xml": "", "word__document_dot_xml": "", "word__vbaProject_dot_bin": "x"}),
            ),
            ("text.odt", a_zip(mimetype="application/java-archive")),
            ("bild.png", b"\xff\xd8\xff\xe0"),
            ("anteckning.txt", b"\x00\x01\x02"),
            ("sida.html", b"no tags at all"),
            ("brev.eml", b"no heads at all"),
            ("gammal.doc", b"plain words"),
        ],
    )
    def test_a_name_that_does_not_tell_the_truth_is_refused(self, name: str, content: bytes) -> None:
        assert media_of(name, content) is PaperObjection.NOT_WHAT_IT_SAYS

    def test_a_small_file_that_unpacks_to_very_much_is_refused_without_unpacking_it(self) -> None:
        written = BytesIO()
        with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("[Content_Types].xml", "<Types/>")
            with archive.open("word/document.xml", "w", force_zip64=True) as entry:
                for _ in range(UNPACKED_LIMIT // (1 << 20) + 1):
                    entry.write(bytes(1 << 20))
        assert len(written.getvalue()) < 1_000_000
        assert media_of("avtal.docx", written.getvalue()) is PaperObjection.UNPACKS_TOO_LARGE

    def test_so_is_one_with_very_many_parts(self) -> None:
        written = BytesIO()
        with zipfile.ZipFile(written, "w") as archive:
            for number in range(ENTRIES_LIMIT + 1):
                archive.writestr(str(number), b"")
        assert media_of("avtal.docx", written.getvalue()) is PaperObjection.UNPACKS_TOO_LARGE

    @given(st.sampled_from(["a.pdf", "a.docx", "a.odt", "a.txt", "a.eml", "a.html", "a"]), st.binary(max_size=400))
    def test_any_bytes_get_an_answer(self, name: str, content: bytes) -> None:
        assert isinstance(media_of(name, content), Media | PaperObjection)
        assert isinstance(media_of(name, b"PK\x03\x04" + content), Media | PaperObjection)


class TestReading:
    def test_pdf(self) -> None:
        assert text_of(Media.PDF, a_pdf("Avtal om samverkan")) == "Avtal om samverkan"

    def test_pdfs_at_the_same_time_are_read_whole(self) -> None:
        contents = [a_pdf(f"Avtal {number}") for number in range(40)]
        with ThreadPoolExecutor(8) as pool:
            texts = list(pool.map(lambda content: text_of(Media.PDF, content), contents))
        assert texts == [f"Avtal {number}" for number in range(40)]

    def test_word_with_its_tables(self) -> None:
        text = text_of(Media.WORD, a_word_file())
        assert text == "Överenskommelse\nParterna möts två gånger om året.\nAvgift\t69 000 kr"

    def test_open_document(self) -> None:
        assert text_of(Media.OPEN_TEXT, an_open_text()) == "Första\nAndra & tredje"

    def test_a_web_page_without_its_scripts(self) -> None:
        page = b"<style>p {}</style><h1>M&ouml;te</h1><p>kl.  10</p><script>steal()</script>"
        assert text_of(Media.HTML, page) == "Möte\nkl. 10"

    def test_an_email_with_its_subject(self) -> None:
        assert text_of(Media.MAIL, MAIL) == "Möte\nVälkommen"

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
    def test_text_in_the_encodings_people_use(self, encoding: str) -> None:
        assert text_of(Media.PLAIN, "Ålesund, Østfold".encode(encoding)) == "Ålesund, Østfold"

    def test_pictures_and_sheets_have_no_text(self) -> None:
        assert text_of(Media.PNG, b"\x89PNG\r\n\x1a\n") == ""
        assert text_of(Media.EXCEL, SHEET) == ""

    def test_no_more_than_the_limit_is_kept(self) -> None:
        assert len(text_of(Media.PLAIN, b"a" * (TEXT_LIMIT + 10))) == TEXT_LIMIT

    @pytest.mark.parametrize("media", Media)
    @given(content=st.binary(max_size=300))
    def test_what_cannot_be_read_has_no_text_and_reading_does_not_fail(self, media: Media, content: bytes) -> None:
        text = text_of(media, content)
        assert "\x00" not in text
        text.encode("utf-8")

    def test_a_broken_pdf_and_a_broken_word_file_have_no_text(self) -> None:
        assert text_of(Media.PDF, b"%PDF-1.7 and then nothing") == ""
        assert (
            text_of(Media.WORD, a_zip(**{"[Content_Types]_dot_xml": "<!DOCTYPE x [<!ENTITY y 'z'>]><x>&y;</x>"})) == ""
        )

    def test_bytes_that_are_not_text(self) -> None:
        assert decoded(b"\x00\x01") is None
        assert decoded(b"\xff\xfe\x00") is None


class TestKeys:
    def test_readable_and_free(self) -> None:
        assert free_key("Møte i Ålesund", set(), otherwise="document") == "mote-i-alesund"
        assert free_key("Avtal", {"avtal", "avtal-2"}, otherwise="document") == "avtal-3"
        assert free_key("???", {"document"}, otherwise="document") == "document-2"

    @given(st.text(max_size=200), st.sets(st.text("abc-2", max_size=5)))
    def test_never_one_that_is_taken_nor_too_long(self, words: str, taken: set[str]) -> None:
        key = free_key(words, taken, otherwise="x")
        assert key not in taken
        assert 0 < len(key) <= 60


class TestWhatAFileIsWhateverItsName:
    @pytest.mark.parametrize(
        ("content", "media"),
        [
            (a_pdf(), Media.PDF),
            (a_word_file(), Media.WORD),
            (an_open_text(), Media.OPEN_TEXT),
            (SHEET, Media.EXCEL),
            (MAIL, Media.MAIL),
            (b"<!doctype html><p>Hej</p>", Media.HTML),
            (b"<?xml version='1.0'?>\n<!-- sida -->\n<HTML><p>Hej</p>", Media.HTML),
            (b"Date: 2031-01-01\n\nHej", Media.PLAIN),
            (b"a < b och b > c", Media.PLAIN),
            (b"\x89PNG\r\n\x1a\n" + b"\x00" * 20, Media.PNG),
            (b"MZ\x90\x00\x03\x00", PaperObjection.KIND_UNKNOWN),
            (a_zip(readme_dot_txt="no office file"), PaperObjection.NOT_WHAT_IT_SAYS),
        ],
    )
    def test_it_is_told_by_what_it_holds(self, content: bytes, media: Media | PaperObjection) -> None:
        assert media_in(content) is media

    @given(st.binary(max_size=400))
    def test_any_bytes_get_an_answer(self, content: bytes) -> None:
        assert isinstance(media_in(content), Media | PaperObjection)

    def test_a_picture_of_a_page_is_grey_and_whole(self) -> None:
        head, rows = picture_of_page(a_pdf(), 0, dots=72).split(b"\n", 1)
        sort, width, height, _most = head.split()
        assert (sort, len(rows)) == (b"P5", int(width) * int(height))

    def test_a_page_that_is_enormous_is_shown_smaller(self) -> None:
        huge = a_pdf().replace(b"595 842", b"14400 14400")
        assert len(picture_of_page(huge, 0, most=1_000_000)) < 1_100_000

    @pytest.mark.parametrize("read", [pages_in_pdf, lambda content: picture_of_page(content, 9)])
    def test_a_reader_that_gives_up_says_so(self, read: object) -> None:
        with pytest.raises(Unreadable):
            read(b"%PDF-1.4 and then nothing")  # type: ignore[operator]


class TestMarkup:
    @pytest.mark.parametrize(
        ("page", "words"),
        [
            ("<p title='a > b'>Hej</p>", "Hej"),
            ('<p title = "a > b">Hej<br/>då', "Hej\ndå"),
            ("<p>1 < 2 &amp;&nbsp;3</p>", "1 < 2 & 3"),
            ("<SCRIPT>if (a < b) '<p>'</SCRIPT >Hej", "Hej"),
            ("<!-- <p>inte</p> -->Hej<!-- inte", "Hej"),
            ("<template><p>inte</p></template></noscript>Hej", "Hej"),
            ("Hej<a href='", "Hej"),
            ("<?xml version='1.0'?><!DOCTYPE html>Hej", "Hej"),
        ],
    )
    def test_what_stands_between_tags(self, page: str, words: str) -> None:
        assert text_of(Media.HTML, page.encode()) == words

    @pytest.mark.parametrize("piece", ["<!-- ", "<a ", "<a b='", "<", "&", "<script>", "<div>", "</", "<a b=' ' "])
    def test_what_is_left_open_takes_no_longer_than_its_length(self, piece: str) -> None:
        begun = perf_counter()
        text_of(Media.HTML, piece.encode() * 300_000)
        assert perf_counter() - begun < 10

    @given(st.lists(st.sampled_from(["<", ">", "<p>", "</p", "<!--", "-->", "'", '="', "a", "&#", " ", "<style>"])))
    def test_any_markup_gives_words(self, pieces: list[str]) -> None:
        assert isinstance(text_in(Media.HTML, "".join(pieces).encode()), str)
