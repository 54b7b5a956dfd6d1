"""Documents in the API: read, described, given files; one's own stays one's own."""

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sampakt.agreements.models import Partnership
from sampakt.kernel.terms import Audience
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import SYSTEM
from sampakt.organisations.actions import make_token
from sampakt.organisations.models import Organisation, Space, User
from sampakt.papers.actions import Upload, add_document, note_version
from sampakt.papers.models import Document

from .conftest import Cast

BASE = "/api/v1/documents"


@pytest.fixture(autouse=True)
def partnership(space: Space) -> Partnership:
    """The API names a space by the code of its partnership."""
    return Partnership.objects.create(space=space, code="a-partnership", name=Text(sv="Partnerskapet"))


def programme(cast: Cast, name: str) -> Client:
    viewer = cast(name)
    key = make_token(User.objects.get(pk=viewer.user_id), name="test", may_write=True, by=viewer)
    return Client(headers={"Authorization": f"Bearer {key}"})


def send(client: Client, method: str, path: str, body: object, status: int) -> Any:
    response = client.generic(method, BASE + path, json.dumps(body), content_type="application/json")
    assert response.status_code == status, response.content
    return response.json()


def test_a_document_is_added_described_and_given_its_file(cast: Cast, space: Space) -> None:
    client = programme(cast, "contact")
    made = send(client, "POST", "", {"partnership": "a-partnership", "title": {"sv": "Protokoll"}}, 201)
    here = f"/{made['code']}"
    assert (made["key"], made["versions"]) == ("protokoll", [])
    changed = send(client, "PATCH", here, {"version": 1, "reference": "KS 7"}, 200)
    assert (changed["reference"], changed["version"]) == ("KS 7", 2)
    send(client, "PATCH", here, {"version": 1, "reference": "KS 8"}, 409)
    send(client, "PATCH", here, {"version": 2, "audience": "public"}, 403)
    told = {"file": SimpleUploadedFile("p.txt", b"Beslut"), "note": "Justerat"}
    kept = client.post(f"{BASE}{here}/versions", told)
    assert kept.status_code == 201, kept.content
    assert (kept.json()["note"], kept.json()["media_type"]) == ("Justerat", "text/plain")
    again = client.post(f"{BASE}{here}/versions", {"file": SimpleUploadedFile("p.txt", b"Beslut")})
    assert again.status_code == 422
    assert again.json()["objections"][0]["code"] == "same_as_before"
    fetched = client.get(f"{BASE}{here}/versions/1/file")
    assert b"".join(fetched.streaming_content) == b"Beslut"  # type: ignore[arg-type]
    assert fetched["Content-Disposition"].startswith("attachment")
    assert client.get(f"{BASE}?search=beslut").json()["count"] == 1
    assert client.get(f"{BASE}?partnership=another").json()["count"] == 0


def test_a_version_tells_whether_it_has_a_file_and_a_lost_one_is_not_there(cast: Cast, space: Space) -> None:
    document = add_document(space, title=Text(sv="Protokoll"), by=SYSTEM, upload=Upload("p.txt", b"Beslut"))
    note_version(document, number=2, by=SYSTEM)
    client = programme(cast, "reader")
    told = client.get(f"{BASE}/{document.code}").json()["versions"]
    assert [(one["number"], one["has_file"]) for one in told] == [(2, False), (1, True)]
    assert client.get(f"{BASE}/{document.code}/versions/2/file").status_code == 404
    version = document.versions.get(number=1)
    version.file.storage.delete(version.file.name)
    answer = client.get(f"{BASE}/{document.code}/versions/1/file")
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
    assert "not in the store" in answer.json()["detail"]


def test_readers_read_and_strangers_find_nothing(cast: Cast, space: Space) -> None:
    document = add_document(space, title=Text(sv="Protokoll"), by=cast("coordinator"))
    reader = programme(cast, "reader")
    assert reader.get(f"{BASE}/{document.code}").json()["title"]["sv"] == "Protokoll"
    send(reader, "POST", "", {"partnership": "a-partnership", "title": {"sv": "Nytt"}}, 403)
    send(reader, "PATCH", f"/{document.code}", {"version": 1, "author": "Nämnden"}, 403)
    stranger = programme(cast, "stranger")
    assert stranger.get(BASE).json()["count"] == 0
    assert stranger.get(f"{BASE}/{document.code}").status_code == 404
    send(stranger, "POST", "", {"partnership": "a-partnership", "title": {"sv": "Nytt"}}, 404)


def test_what_is_ones_own_is_not_the_others(cast: Cast, space: Space, huddinge: Organisation) -> None:
    upload = Upload("linje.txt", b"Vi ger efter")
    own = {"audience": Audience.OWN, "organisation": huddinge}
    document: Document = add_document(space, title=Text(sv="Linje"), upload=upload, by=cast("coordinator"), **own)  # type: ignore[arg-type]
    partner = programme(cast, "partner")
    for path in (f"/{document.code}", f"/{document.code}/versions/1/file"):
        assert partner.get(BASE + path).status_code == 404
    assert partner.get(f"{BASE}?search=efter").json()["count"] == 0
    body = {"partnership": "a-partnership", "title": {"sv": "Nytt"}, "audience": "own", "organisation": huddinge.code}
    send(partner, "POST", "", body, 403)
    assert send(programme(cast, "contact"), "POST", "", body, 201)["organisation"] == huddinge.code


def test_a_file_that_is_too_large_is_refused(cast: Cast, space: Space, settings: Any) -> None:
    document = add_document(space, title=Text(sv="Protokoll"), by=cast("coordinator"))
    settings.UPLOAD_LIMIT = 5
    told = {"file": SimpleUploadedFile("p.txt", b"Beslut")}
    answer = programme(cast, "contact").post(f"{BASE}/{document.code}/versions", told)
    assert answer.status_code == 422
    assert answer.json()["objections"][0]["field"] == "file"


pytestmark = pytest.mark.django_db
