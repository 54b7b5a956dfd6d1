"""The pages of documents: they work; what one may not see is 404, its file too; what one may not do 403."""

import hashlib
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sampakt.kernel.errors import Refused
from sampakt.kernel.terms import Audience
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import SYSTEM
from sampakt.organisations.models import Organisation, Space, User
from sampakt.papers import actions
from sampakt.papers.actions import Upload, add_document
from sampakt.papers.forms import UploadField
from sampakt.papers.models import Document

from .conftest import Cast

WORDS = "Nämnden beslutar att avtalet ska förlängas"


@pytest.fixture
def document(space: Space) -> Document:
    """Minutes with a file, for all parties."""
    upload = Upload("protokoll.txt", WORDS.encode())
    return add_document(space, title=Text(sv="Protokoll"), reference="KS 2021/7", upload=upload, by=SYSTEM)


@pytest.fixture
def own(space: Space, huddinge: Organisation, cast: Cast) -> Document:
    """Huddinge's own, with a ground for secrecy."""
    return add_document(
        space,
        title=Text(sv="Vår linje"),
        upload=Upload("linje.txt", b"Vi kan ge efter"),
        secrecy_ground="OSL 19 kap. 3 §",
        audience=Audience.OWN,
        organisation=huddinge,
        by=cast("coordinator"),
    )


def browser(cast: Cast, name: str) -> Client:
    client = Client(headers={"Accept-Language": "en"})
    if name != "passer-by":
        client.force_login(User.objects.get(pk=cast(name).user_id))
    return client


def page_of(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status, (path, response.status_code)
    return response.content.decode()


def test_a_document_tells_what_it_is(cast: Cast, document: Document) -> None:
    page = page_of(browser(cast, "reader"), document.get_absolute_url())
    for words in ("Protokoll", "KS 2021/7", "protokoll.txt", hashlib.sha256(WORDS.encode()).hexdigest(), "All parties"):
        assert words in page
    assert "Can be searched" in page
    assert "/edit/" not in page
    assert "/versions/new/" not in page


def test_documents_are_found_by_their_text(cast: Cast, document: Document, own: Document) -> None:
    client = browser(cast, "reader")
    assert "Protokoll" in page_of(client, "/documents/?q=förlängas+avtalet")
    assert "No document has these words" in page_of(client, "/documents/?q=xyzzy")
    assert "Vår linje" in page_of(client, "/documents/?q=efter")
    assert "Vår linje" not in page_of(browser(cast, "partner"), "/documents/?q=efter")
    assert "Protokoll" in page_of(client, f"/documents/?space={document.space_id}")
    assert "Protokoll" not in page_of(client, "/documents/?space=0&page=7")
    assert page_of(client, "/documents/?space=x")


@pytest.mark.parametrize("name", ["partner", "stranger", "passer-by"])
def test_what_one_may_not_see_is_not_there_nor_its_file(cast: Cast, own: Document, name: str) -> None:
    client = browser(cast, name)
    here = own.get_absolute_url()
    for path in (here, f"{here}versions/1/file/"):
        page_of(client, path, 404)
    assert "Vår linje" not in page_of(client, "/documents/")
    for path in ("edit/", "remove/", "versions/new/"):
        assert client.get(here + path).status_code == (302 if name == "passer-by" else 404)


def test_a_file_is_fetched_to_be_kept(cast: Cast, document: Document) -> None:
    upload = Upload("sida.html", b"<html><script>alert(1)</script>")
    actions.add_version(document, upload=upload, by=SYSTEM)
    for number, content in ((1, WORDS.encode()), (2, upload.content)):
        answer = browser(cast, "reader").get(f"{document.get_absolute_url()}versions/{number}/file/")
        assert answer.status_code == 200
        assert b"".join(answer.streaming_content) == content  # type: ignore[arg-type]
        assert answer["Content-Disposition"].startswith("attachment")
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "no-store" in answer["Cache-Control"]
    page_of(browser(cast, "reader"), f"{document.get_absolute_url()}versions/3/file/", 404)


def test_a_version_without_its_file_is_told_of_and_not_offered(cast: Cast, space: Space) -> None:
    document = add_document(space, title=Text(sv="Avtalet"), by=SYSTEM)
    actions.note_version(document, number=1, note="Undertecknad", by=SYSTEM)
    client, here = browser(cast, "reader"), document.get_absolute_url()
    page = page_of(client, here)
    assert "Undertecknad" in page
    assert "The file is not here" in page
    for path in (here, "/documents/"):
        assert "/file/" not in page_of(client, path)
    page_of(client, f"{here}versions/1/file/", 404)
    actions.add_version(document, upload=Upload("avtal.txt", b"Avtal"), by=SYSTEM)
    actions.note_version(document, number=3, note="Original", by=SYSTEM)
    for path in (here, "/documents/"):
        page = page_of(client, path)
        assert "versions/2/file/" in page
        assert "versions/3/file/" not in page


def test_a_file_that_the_store_has_lost_is_told_of_in_words(
    cast: Cast, document: Document, caplog: pytest.LogCaptureFixture
) -> None:
    version = document.versions.get()
    version.file.storage.delete(version.file.name)
    page = page_of(browser(cast, "reader"), f"{document.get_absolute_url()}versions/1/file/", 404)
    assert "“protokoll.txt” was kept here once" in page
    assert "is not in the store" in caplog.text


def test_secrecy_is_told_loudly(cast: Cast, own: Document) -> None:
    page = page_of(browser(cast, "reader"), own.get_absolute_url())
    assert "This document is not public" in page
    assert "OSL 19 kap. 3 §" in page


def test_a_document_is_described_better(cast: Cast, document: Document, huddinge: Organisation) -> None:
    client, address = browser(cast, "coordinator"), f"{document.get_absolute_url()}edit/"
    assert 'name="reach"' in page_of(client, address)
    own = f"own:{huddinge.pk}"
    values = {"title_sv": "Protokoll § 7", "reach": own, "secrecy_ground": "OSL 19 kap. 3 §", "version": "1"}
    assert client.post(address, values | {"title_sv": ""}).status_code == 422
    assert client.post(address, values).status_code == 302
    document.refresh_from_db()
    assert (document.audience, document.organisation) == (Audience.OWN, huddinge)
    late = client.post(address, values | {"title_sv": "Mitt namn", "reach": "partners"})
    assert late.status_code == 409
    assert "Protokoll § 7" in late.content.decode()
    assert "Only Huddinge kommun" in late.content.decode()
    assert "Mitt namn" in late.content.decode()


def test_contacts_describe_but_do_not_say_who_sees_it(cast: Cast, document: Document) -> None:
    client, address = browser(cast, "contact"), f"{document.get_absolute_url()}edit/"
    page = page_of(client, address)
    assert 'name="reach"' not in page
    assert 'name="secrecy_ground"' not in page
    values = {"title_sv": "Bättre namn", "version": "1", "reach": "public", "secrecy_ground": "x"}
    assert client.post(address, values).status_code == 302
    document.refresh_from_db()
    assert (document.audience, document.secrecy_ground) == (Audience.PARTNERS, "")
    page_of(client, f"{document.get_absolute_url()}remove/", 403)


def test_a_new_version_is_kept_beside_the_old(cast: Cast, document: Document) -> None:
    client, address = browser(cast, "contact"), f"{document.get_absolute_url()}versions/new/"
    page_of(client, address)
    same = client.post(address, {"file": SimpleUploadedFile("igen.txt", WORDS.encode())})
    assert same.status_code == 422
    assert "This is the same file as version 1." in same.content.decode()
    assert client.post(address, {}).status_code == 422
    told = {"file": SimpleUploadedFile("ny.txt", b"Ny"), "note": "Justerat", "dated_on": "2021-12-01"}
    assert client.post(address, told).status_code == 302
    page = page_of(client, document.get_absolute_url())
    assert "Justerat" in page
    assert re.search(r"2 · ny\.txt.*1 · protokoll\.txt", page, re.DOTALL)


def test_an_upload_that_fails_at_its_last_step_leaves_no_file(
    cast: Cast, document: Document, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise Refused([])

    monkeypatch.setattr(actions, "record", broken)
    address = f"{document.get_absolute_url()}versions/new/"
    answer = browser(cast, "contact").post(address, {"file": SimpleUploadedFile("ny.txt", b"Ny")})
    assert answer.status_code == 422
    assert [path.read_text() for path in settings.MEDIA_ROOT.rglob("*.txt")] == [WORDS]


def test_a_file_that_is_too_large_is_not_read(cast: Cast, document: Document, settings: Any) -> None:
    settings.UPLOAD_LIMIT = 10
    address = f"{document.get_absolute_url()}versions/new/"
    answer = browser(cast, "contact").post(address, {"file": SimpleUploadedFile("stor.txt", b"x" * 11)})
    assert answer.status_code == 422
    assert "at most" in answer.content.decode()


def test_a_document_is_removed_after_a_question(cast: Cast, document: Document) -> None:
    client, address = browser(cast, "coordinator"), f"{document.get_absolute_url()}remove/"
    assert "cannot be brought back" in page_of(client, address)
    assert Document.objects.exists()
    assert client.post(address)["Location"] == "/documents/"
    assert not Document.objects.exists()


def test_readers_may_change_nothing(cast: Cast, document: Document) -> None:
    client = browser(cast, "reader")
    for path in ("edit/", "remove/", "versions/new/"):
        page_of(client, document.get_absolute_url() + path, 403)
        assert client.post(document.get_absolute_url() + path).status_code == 403


def test_many_documents_take_no_more_queries(cast: Cast, document: Document, own: Document) -> None:
    client = browser(cast, "reader")

    def queries(path: str) -> int:
        client.get(path)
        with CaptureQueriesContext(connection) as captured:
            client.get(path)
        return len(captured)

    paths = ("/documents/", "/documents/?q=o", document.get_absolute_url())
    few = [queries(path) for path in paths]
    for number in range(30):
        upload = Upload(f"{number}.txt", f"Papper {number}".encode())
        add_document(document.space, title=Text(sv=f"Papper {number}"), upload=upload, by=SYSTEM)
        actions.add_version(document, upload=upload, by=SYSTEM)
    assert [queries(path) for path in paths] == few


def test_a_quotation_mark_in_the_name_of_a_sent_file_is_read_as_one() -> None:
    form = UploadField()
    sent = SimpleUploadedFile("plain.pdf", b"words")
    sent._name = "Årsrapport %222026%22 å & ö.pdf"  # as Chromium writes it
    assert form.clean(sent).name == 'Årsrapport "2026" å & ö.pdf'
