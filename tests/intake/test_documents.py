"""Files of every sort become text, whatever they are called; what cannot be read says so in one line."""

import stat
import zipfile
from collections.abc import Iterator
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.intake.own_documents import SWEDISH_AGREEMENT
from tests.papers.conftest import a_pdf, a_zip, an_open_text

from sampakt.intake.queries import Document, NotRead, document_in, draft_of
from sampakt.intake.queries import scans as reading_scans
from sampakt.intake.terms import IntakeFault

WORDS = "Överenskommelse mellan Åmåls kommun och Högskolan Väst. Älvå är för små båtar."
NORWEGIAN = "Avtale mellom Bodø kommune og Nord universitet. Ærlig talt: på høst og vår."
SCAN = "Samverkansavtal"


def text_in(content: bytes) -> str:
    return document_in("a file", content).text


def fault_in(content: bytes) -> IntakeFault:
    with pytest.raises(NotRead) as refused:
        document_in("a file", content)
    assert "%(" not in str(refused.value)
    assert "\n" not in str(refused.value)
    return refused.value.fault


def a_word_document(words: str) -> bytes:
    document = docx.Document()
    for line in words.splitlines():
        document.add_paragraph(line)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def a_mail() -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "office@example.org", "registry@example.org", "Avtal för påskrift"
    mail.set_content("Hej! Här är avtalet mellan Åmåls kommun och Högskolan Väst.")
    mail.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="avtal-åmål.pdf")
    return mail.as_bytes()


def a_pdf_of_pictures(pages: int = 1) -> bytes:
    """A PDF whose pages hold a grey square each and no words."""
    kids = " ".join(f"{3 + 2 * page} 0 R" for page in range(pages))
    bodies = ["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>"]
    for page in range(pages):
        bodies.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents {4 + 2 * page} 0 R >>")
        bodies.append("<< /Length 24 >>\nstream\n0.5 g 50 50 100 100 re f\nendstream")
    content = "%PDF-1.4\n" + "".join(f"{at} 0 obj\n{body}\nendobj\n" for at, body in enumerate(bodies, 1))
    return (content + "trailer << /Root 1 0 R >>\n%%EOF\n").encode()


class TestFormats:
    @pytest.mark.parametrize(
        "encoding",
        ["utf-8", "utf-8-sig", "cp1252", "latin-1", "mac_roman", "cp850", "utf-16", "utf-16-le", "utf-16-be"],
    )
    @pytest.mark.parametrize("words", [WORDS, NORWEGIAN])
    def test_text_in_every_usual_encoding(self, encoding: str, words: str) -> None:
        assert text_in(words.encode(encoding)) == words

    def test_pdf(self) -> None:
        assert text_in(a_pdf("Avtal om samverkan")) == "Avtal om samverkan"

    def test_word(self) -> None:
        assert text_in(a_word_document(WORDS)) == WORDS

    def test_open_document(self) -> None:
        assert text_in(an_open_text()) == "Första\nAndra & tredje"

    def test_web_page(self) -> None:
        page = f"<!DOCTYPE html><html><script>fetch('/x')</script><p>{WORDS}</p></html>".encode()
        assert text_in(page) == WORDS

    def test_mail_with_the_names_of_what_is_attached(self) -> None:
        lines = text_in(a_mail()).splitlines()
        assert lines[0] == "Avtal för påskrift"
        assert "Här är avtalet" in lines[1]
        assert lines[-1] == "avtal-åmål.pdf"

    def test_mail_that_does_not_tell_its_encoding(self) -> None:
        mail = b"From: a@example.org\r\nSubject: Avtal\r\n\r\n" + WORDS.encode("cp1252")
        assert text_in(mail).splitlines() == ["Avtal", WORDS]

    def test_a_letter_with_one_head_is_text(self) -> None:
        assert text_in(b"Date: 2031-01-01\n\nHej") == "Date: 2031-01-01\n\nHej"

    def test_every_format_gives_the_same_draft(self) -> None:
        page = "".join(f"<p>{line}</p>" for line in SWEDISH_AGREEMENT.splitlines())
        parts = "".join(f"<text:p>{line}</text:p>" for line in SWEDISH_AGREEMENT.splitlines())
        open_text = a_zip(mimetype="application/vnd.oasis.opendocument.text", content_dot_xml=parts)
        contents = (
            SWEDISH_AGREEMENT.encode("utf-16"),
            a_word_document(SWEDISH_AGREEMENT),
            f"<html>{page}</html>".encode(),
            open_text,
        )
        drafts = [draft_of(document_in("avtal", content)) for content in contents]
        parties = {tuple(found.value.code for found in draft.parties) for draft in drafts}
        periods = {tuple((found.value.start, found.value.end) for found in draft.period[:1]) for draft in drafts}
        assert parties == {("ostersunds-kommun", "mittuniversitetet")}
        assert periods == {(("2032-01-01", "2035-12-31"),)}


class TestRefusals:
    @pytest.mark.parametrize(
        ("content", "fault"),
        [
            (b"", IntakeFault.EMPTY),
            (b" \n\n", IntakeFault.NO_WORDS),
            (b"MZ\x90\x00\x03\x00\x04", IntakeFault.KIND_UNKNOWN),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, IntakeFault.KIND_UNKNOWN),
            (b"%PDF-1.4 and then nothing", IntakeFault.UNREADABLE),
            (b"PK\x03\x04 and then nothing", IntakeFault.KIND_UNKNOWN),
            (a_zip(avtal_dot_txt=SCAN), IntakeFault.KIND_UNKNOWN),
            (a_zip(inner_dot_zip=a_zip(inner_dot_zip=a_zip(avtal_dot_txt=SCAN))), IntakeFault.KIND_UNKNOWN),
            (
                a_zip(**{"[Content_Types]_dot_xml": "<Types/>", "word__document_dot_xml": "<w/>"}),
                IntakeFault.UNREADABLE,
            ),
        ],
    )
    def test_each_says_why(self, content: bytes, fault: IntakeFault) -> None:
        assert fault_in(content) is fault

    def test_a_file_beyond_the_limit(self, settings: object) -> None:
        settings.UPLOAD_LIMIT = 1024 * 1024  # type: ignore[attr-defined]
        assert fault_in(b"a" * (1024 * 1024 + 1)) is IntakeFault.TOO_LARGE

    @pytest.mark.parametrize("name", ["word/document.xml", "content.xml"])
    def test_a_small_file_whose_text_unpacks_to_very_much(self, name: str) -> None:
        written = BytesIO()
        with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("mimetype", "application/vnd.oasis.opendocument.text" if name == "content.xml" else "x")
            archive.writestr("[Content_Types].xml", "<Types/>" if name != "content.xml" else "")
            with archive.open(name, "w", force_zip64=True) as entry:
                for _ in range(48):
                    entry.write(bytes(1 << 20))
        assert len(written.getvalue()) < 100_000
        assert fault_in(written.getvalue()) in (IntakeFault.UNREADABLE, IntakeFault.NO_WORDS)

    @given(
        st.binary(max_size=400), st.sampled_from([b"", b"%PDF-1.7\n", b"PK\x03\x04", b"\xff\xfe", b"From: a\nTo: b\n"])
    )
    def test_any_bytes_get_an_answer(self, content: bytes, begins: bytes) -> None:
        try:
            document = document_in("a file", begins + content)
        except NotRead:
            return
        assert draft_of(document) == draft_of(document)

    def test_two_million_letters_from_right_to_left_and_back(self) -> None:
        document = document_in("a file", ("\u202eAvtal\u200f \u05d0\u05d1 mellan\u202c " * 120_000).encode())
        assert len(document.text) <= 2_000_000
        assert draft_of(Document("a file", document.text[:200_000])).kind is not None


class TestScans:
    @pytest.fixture(autouse=True)
    def _no_tesseract_of_the_machine(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
        monkeypatch.setenv("PATH", str(tmp_path))
        yield
        reading_scans._languages_of.cache_clear()

    @staticmethod
    def tesseract(folder: Path, answer: str, languages: str = "swe nor") -> None:
        """A Tesseract that reads the same words in every picture."""
        program = folder / "tesseract"
        listed = "".join(f"echo {language}; " for language in languages.split())
        program.write_text(f'#!/bin/sh\nif [ "$1" = --list-langs ]; then {listed} exit 0; fi\n{answer}\n')
        program.chmod(program.stat().st_mode | stat.S_IXUSR)

    @pytest.mark.parametrize("content", [a_pdf_of_pictures(), b"\x89PNG\r\n\x1a\n" + b"\x00" * 20])
    def test_without_tesseract_what_to_install(self, content: bytes) -> None:
        assert fault_in(content) is IntakeFault.NO_TEXT_LAYER
        with pytest.raises(NotRead, match="tesseract-ocr-swe"):
            document_in("skannat.pdf", content)

    def test_without_our_languages_what_to_install(self, tmp_path: Path) -> None:
        self.tesseract(tmp_path, "echo no", languages="eng osd")
        assert fault_in(a_pdf_of_pictures()) is IntakeFault.NO_LANGUAGE

    def test_with_tesseract_every_page_is_read(self, tmp_path: Path) -> None:
        self.tesseract(tmp_path, f'[ "$4" = swe+nor ] && read -r sort rest && [ "$sort" = P5 ] && echo {SCAN}')
        assert text_in(a_pdf_of_pictures(2)).split() == [SCAN, SCAN]

    def test_a_picture_that_it_gives_up(self, tmp_path: Path) -> None:
        self.tesseract(tmp_path, "exit 1")
        assert fault_in(a_pdf_of_pictures()) is IntakeFault.SCAN_FAILED

    def test_it_is_stopped_when_it_takes_too_long(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.tesseract(tmp_path, "while :; do :; done")
        monkeypatch.setattr(reading_scans, "PAGE_SECONDS", 1)
        assert fault_in(a_pdf_of_pictures()) is IntakeFault.SCAN_SLOW

    def test_pages_that_are_pictures_among_others_are_told(self) -> None:
        mixed = a_pdf_of_pictures(2).replace(b"0.5 g 50 50 100 100 re f", b"BT /F1 9 Tf (Avtal) Tj ET", 1)
        mixed = mixed.replace(b"/Length 24", b"/Length 25", 1).replace(
            b"/MediaBox",
            b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> /MediaBox",
            1,
        )
        document = document_in("blandat.pdf", mixed)
        assert document.text == "Avtal"
        assert (document.pages, document.pages_left) == (2, 1)
