"""Who may do what with which key."""

from datetime import timedelta

import pytest
from django.test import Client

from sampakt.agreements.models import Note
from sampakt.kernel import clock
from sampakt.organisations.actions import revoke_token
from sampakt.organisations.models import Token
from sampakt.organisations.queries import viewer_for

from .conftest import World
from .test_errors import client_of, send

pytestmark = pytest.mark.django_db
NOTES = "/partnerships/huddinge-sodertorn/notes"


def test_a_key_that_writes(world: World) -> None:
    assert send(client_of(world, "coordinator"), "POST", NOTES, {"words": "Ny"}).status_code == 201


def test_a_key_that_only_reads_does_not_write(world: World) -> None:
    client, before = client_of(world, "coordinator", may_write=False), Note.objects.count()
    assert client.get(f"/api/v1{NOTES}").status_code == 200
    assert send(client, "POST", NOTES, {"words": "Ny"}).status_code == 403
    assert Note.objects.count() == before


def test_a_key_past_its_last_day_or_revoked_opens_nothing(world: World) -> None:
    expired = client_of(world, "coordinator", ends_on=clock.today())
    revoked = client_of(world, "coordinator")
    Token.objects.filter(ends_on__isnull=False).update(ends_on=clock.today() - timedelta(days=1))
    by = viewer_for(world.users["coordinator"], language="en")
    revoke_token(Token.objects.filter(ends_on=None).get(), by=by)
    for client in (expired, revoked, Client(headers={"Authorization": "Bearer nonsense"})):
        answer = client.get("/api/v1/organisations")
        assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")
        assert answer["Content-Type"] == "application/problem+json"


def test_a_browser_session_reads_but_does_not_write(world: World) -> None:
    client = Client()
    client.force_login(world.users["coordinator"])
    assert client.get(f"/api/v1{NOTES}").status_code == 200
    assert send(client, "POST", NOTES, {"words": "Ny"}).status_code == 403


def test_without_a_key_what_is_public_is_read_and_writing_asks_for_one(world: World) -> None:
    assert Client().get("/api/v1/organisations/huddinge-kommun").status_code == 200
    assert Client().get("/api/v1/agreements").json()["count"] == 0
    body = {"name": "Ny", "kind": "foundation", "country": "SE"}
    answer = send(Client(), "POST", "/organisations", body)
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "Bearer")
