"""Documents are found by what is said of them and by the text of their files."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sampakt.kernel.terms import Audience
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import SYSTEM
from sampakt.organisations.models import Organisation, Space
from sampakt.papers.actions import Upload, add_document, add_version
from sampakt.papers.finds import FINDS
from sampakt.papers.models import Document
from sampakt.papers.queries import document_page, documents_found

from .conftest import Cast, a_pdf, a_word_file


@pytest.fixture
def documents(space: Space) -> list[Document]:
    """The newest first; the last has no date."""
    return [
        add_document(
            space,
            by=SYSTEM,
            title=Text(sv="Överenskommelse"),
            dated_on=date(2024, 1, 1),
            upload=Upload("a.docx", a_word_file()),
        ),
        add_document(
            space, by=SYSTEM, title=Text(sv="Protokoll"), reference="KS-2021/1682.103", dated_on=date(2021, 9, 15)
        ),
        add_document(space, by=SYSTEM, title=Text(sv="PM"), upload=Upload("pm.pdf", a_pdf("Kommunfullmaktige"))),
    ]


def test_found_by_words_in_title_reference_or_text(documents: list[Document], cast: Cast) -> None:
    reader = cast("reader")
    agreement, minutes, memorandum = documents

    assert list(documents_found(reader)) == documents
    assert list(documents_found(reader, words="ÖVERENS")) == [agreement]
    assert list(documents_found(reader, words="1682.103")) == [minutes]
    assert list(documents_found(reader, words="gånger ÅRET")) == [agreement]
    assert list(documents_found(reader, words="kommunfull")) == [memorandum]
    assert list(documents_found(reader, words="kommunfull gånger")) == []
    assert list(documents_found(cast("stranger"), words="pm")) == []


def test_of_one_space_and_as_far_as_one_may_see(
    documents: list[Document], cast: Cast, space: Space, huddinge: Organisation
) -> None:
    Document.objects.filter(pk=documents[0].pk).update(audience=Audience.OWN, organisation=huddinge)
    other = add_document(Space.objects.create(), by=SYSTEM, title=Text(sv="Annat"))

    assert list(documents_found(SYSTEM, space_id=space.pk)) == documents
    assert list(documents_found(SYSTEM, space_id=other.space_id)) == [other]
    assert list(documents_found(cast("partner"))) == documents[1:]


def test_as_many_queries_for_one_document_as_for_many(documents: list[Document], cast: Cast, space: Space) -> None:
    reader = cast("reader")

    def count() -> int:
        with CaptureQueriesContext(connection) as captured:
            for document in documents_found(reader):
                assert document.space
                list(document.versions.all())
        return len(captured)

    before = count()
    for number in range(5):
        add_document(space, by=SYSTEM, title=Text(sv="x"), upload=Upload("x.txt", f"{number}".encode()))
    assert count() == before == 2


def test_a_page_has_its_versions_newest_first(documents: list[Document], cast: Cast) -> None:
    add_version(documents[0], upload=Upload("b.txt", b"New words"), by=SYSTEM)
    page = document_page(documents[0], cast("contact"))

    assert [version.number for version in page.versions] == [2, 1]
    assert page.newest is not None
    assert page.newest.name == "b.txt"
    assert (page.may_write, page.may_decide) == (True, False)
    assert document_page(documents[1], cast("reader")).newest is None


def test_search_says_where_a_hit_leads(documents: list[Document], cast: Cast) -> None:
    (find,) = FINDS
    hits = [(find.title(row), find.href(row), find.subtitle(row)) for row in find.found(cast("reader"), "protokoll")]
    assert hits == [("Protokoll", f"/documents/{documents[1].code}/", "KS-2021/1682.103 · 15 September 2021")]
