"""What is one party's own is not told to the other by any list of the API: neither as a row, nor by a count."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from sampakt.agreements import actions as agreements
from sampakt.agreements.models import Agreement
from sampakt.commitments import actions as commitments
from sampakt.kernel.terms import Audience
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import SYSTEM
from sampakt.organisations.models import Organisation
from sampakt.papers.actions import add_document

from .conftest import World
from .test_errors import OPERATIONS, client_of

pytestmark = pytest.mark.django_db
WORD = "Hemligheten"
PARAMETERS = {"{key}": "school", "{organisation}": "huddinge-kommun", "{number}": "1", "{commitment}": "K7WQ4M2P"}


def _lists() -> list[str]:
    """Every address that is read, with the world's codes in it."""
    found = []
    for method, path, _ in OPERATIONS:
        if method != "get" or path.endswith("/file"):
            continue
        address = path
        if "{code}" in path:
            room = path.removeprefix("/api/v1/").split("/")[0]
            codes = {"organisations": "huddinge-kommun", "partnerships": "huddinge-sodertorn"}
            address = path.replace("{code}", codes.get(room, "K7WQ4M2P"))
        for name, value in PARAMETERS.items():
            address = address.replace(name, value)
        found.append(address)
    return found


@pytest.fixture
def secrets(world: World) -> list[str]:
    """Huddinge's own agreement, its promise, and a deed, a piece of evidence, a document and a note: their codes."""
    huddinge = Organisation.objects.get(code="huddinge-kommun")
    own: dict[str, Any] = {"audience": Audience.OWN, "organisation": huddinge}
    title, space, day = Text(sv=WORD), world.partnership.space, date(2025, 1, 1)
    hidden: Agreement = agreements.register_agreement(
        world.partnership, parties=[huddinge], by=SYSTEM, kind="cooperation", title=title, **own
    )
    agreements.link_agreements(world.agreement, relation="rests_on", other=hidden, note=Text(sv=WORD), by=SYSTEM)
    under = agreements.register_agreement(
        world.partnership, parties=[huddinge], by=SYSTEM, kind="cooperation", title=Text(sv="Öppet"), parent=hidden
    )
    promise = commitments.register_commitment(
        hidden, by=SYSTEM, title=title, kind="report", parameters={"type": "secret"}, **own
    )
    commitments.state(promise, by=SYSTEM, verdict="fulfilled", words=title, stated_on=day)
    document = add_document(space, by=SYSTEM, title=title, **own)
    agreements.attach_document(world.agreement, document=document, role="annex", by=SYSTEM)
    agreements.write_note(world.partnership, words=WORD, by=SYSTEM, **own)
    deed = commitments.record_deed(space, by=SYSTEM, sort="report", type="secret", title=title, done_on=day, **own)
    piece = commitments.add_evidence(
        space,
        by=SYSTEM,
        commitments=[world.commitment, promise],
        title=title,
        kind="note",
        words=WORD,
        dated_on=day,
        **own,
    )
    assert under.parent == hidden
    return [WORD, *(record.code for record in (hidden, promise, document, deed, piece))]


LISTS = ["agreements", "commitments", "assessments", "statements", "deeds", "evidence", "documents"]


@pytest.mark.parametrize("who", ["partner", "outsider"])
def test_counts_do_not_tell_either(world: World, who: str, request: pytest.FixtureRequest) -> None:
    client = client_of(world, who)

    def counts() -> list[int]:
        return [client.get(f"/api/v1/{name}").json()["count"] for name in LISTS]

    before = counts()
    request.getfixturevalue("secrets")
    told = 1 if who == "partner" else 0  # the open agreement under the hidden one
    assert counts() == [before[0] + told, *before[1:]]


@pytest.mark.parametrize("who", ["partner", "outsider", "nobody"])
def test_others_are_told_nothing(world: World, secrets: list[str], who: str) -> None:
    client = Client() if who == "nobody" else client_of(world, who)
    for address in _lists():
        told = client.get(address).content.decode()
        assert [secret for secret in secrets if secret in told] == [], address


def test_those_who_may_are_told(world: World, secrets: list[str]) -> None:
    client = client_of(world, "coordinator")
    told = "".join(client.get(address).content.decode() for address in _lists())
    assert [secret for secret in secrets if secret not in told] == []
