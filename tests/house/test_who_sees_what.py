"""Who gets what answer at which address: the demonstration's cast against every page, as a table to read.

The table is ``who-sees-what.txt``. After a change that is meant, write it anew by running this file with
``WHO_SEES_WHAT=write`` in the environment.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.signals import request_finished
from django.db import close_old_connections
from django.db.models import QuerySet
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from sampakt.agreements.models import Agreement, DecisionStep, Note, Partnership, Party, Theme
from sampakt.commitments.models import Commitment, Deed, Evidence
from sampakt.governance.models import Body, Decision, Holding, Item, ItemPaper, Meeting, Proposal, Recusal, Task
from sampakt.governance.terms import HELD, PaperSort
from sampakt.intake.actions import drop, read
from sampakt.jobs.models import Job
from sampakt.kernel.terms import Audience
from sampakt.kernel.viewer import SYSTEM
from sampakt.organisations.models import Appointment, Membership, Office, Organisation, Person, Unit, User
from sampakt.papers.models import Document

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

TABLE = Path(__file__).with_name("who-sees-what.txt")
BACKEND = "sampakt.config.accounts.AuthenticationBackend"
ADDRESSES_OF_OTHERS = ("/admin/", "/account/")  # Django's and allauth's own, tested there

PEOPLE = {
    "nobody": "",
    "coordinator": "klara.exempel",
    "partner": "sten.latsas",
    "contact": "alva.tankt",
    "reader": "polly.fortroende",
    "administrator": "adam.ordning",
    "elsewhere": "tuva.oppdiktet",
    "outsider": "ursula.utanfor",
    "operator": "otto.drift",
}
DROPPED = "Avtal mellan Huddinge kommun och Södertörns högskola. Parterna ska mötas två gånger per år.".encode()
HEAD = """Who gets what, at every address, in the demonstration. A table that a test holds.

The records are Huddinge's and Södertörn's: the partnership, the agreement, the promise and the body are public, not who
sits in it nor its agendas and minutes; the record of work, the document, the evidence, what is to be done and what is
proposed are for the parties only; the note and the dropped document are Huddinge's own; the job in the background is
the coordinator's.

coordinator   Huddinge's, in that partnership         administrator  of Huddinge's people and units
partner       Södertörn's coordinator in it           elsewhere      leads another partnership
contact       Södertörn's contact person in it        outsider       a municipality without any partnership
reader        a politician in Huddinge                operator       runs the installation

200  the page        in   asked to sign in        403  seen, but may not        404  not told that it is there
302  sent on         401  a key is asked for      405  is not read, only written to
"""


def _routes(resolver: URLResolver, before: str = "/") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern).removeprefix("^").removesuffix("$").removesuffix(r"\Z")
        if isinstance(pattern, URLResolver):
            yield from _routes(pattern, route)
        elif isinstance(pattern, URLPattern):
            yield route


def _subjects() -> dict[str, str]:
    """What stands in the place of each parameter, by the words before it."""
    partnership = Partnership.objects.get(code="huddinge-sodertorn")
    space = partnership.space
    inside = {"space": space, "audience": Audience.PARTNERS}
    huddinge = Organisation.objects.get(code="huddinge-kommun")
    agreement = Agreement.objects.get(space=space, key="main")
    party = Party.objects.get(agreement=agreement, organisation=huddinge)
    commitment = Commitment.objects.get(space=space, reference="S0-16")
    note = Note.objects.get(space=space, organisation=huddinge)
    office = Office.objects.filter(organisation=huddinge, appointments__isnull=False).order_by("pk").first()
    body = Body.objects.get(space=space, key="strategisk-arbetsgrupp")
    held = Holding.objects.filter(seat__body=body).order_by("pk")[0]
    taken_up = Item.objects.filter(meeting__body__space=space, is_restricted=False, meeting__state__in=HELD)
    item = taken_up.order_by("-meeting__day", "pk").first()
    meeting = item.meeting if item else Meeting.objects.filter(body__space=space).order_by("-day")[0]
    of_body = {"body__space": space}
    asker = User.objects.get(email=f"{PEOPLE['coordinator']}@example.org")
    reading = read(drop(DROPPED, "avtal.txt", organisation=huddinge, by=SYSTEM))
    subjects = {
        "intake": reading.code,
        "values": reading.values.order_by("pk").first().pk,  # type: ignore[union-attr]
        "jobs": Job.objects.create(sort="count", user=asker, language="sv").code,
        "partnerships": partnership.code,
        "themes": Theme.objects.filter(space=space).order_by("pk").first().key,  # type: ignore[union-attr]
        "notes": note.pk,
        "agreements": agreement.code,
        "parties": party.pk,
        "api parties": huddinge.code,
        "steps": DecisionStep.objects.filter(party=party).order_by("pk").first().pk,  # type: ignore[union-attr]
        "topics": "term",
        "commitments": commitment.code,
        "deeds": Deed.objects.filter(**inside).order_by("pk").first().code,  # type: ignore[union-attr]
        "evidence": Evidence.objects.filter(**inside).order_by("pk").first().code,  # type: ignore[union-attr]
        "documents": Document.objects.filter(**inside).order_by("pk").first().code,  # type: ignore[union-attr]
        "versions": 1,
        "organisations": huddinge.code,
        "units": Unit.objects.filter(organisation=huddinge).order_by("pk").first().pk,  # type: ignore[union-attr]
        "offices": office.pk,  # type: ignore[union-attr]
        "api offices": office.key,  # type: ignore[union-attr]
        "appointments": Appointment.objects.filter(office=office).order_by("pk").first().pk,  # type: ignore[union-attr]
        "people": Person.objects.filter(organisation=huddinge).order_by("pk").first().pk,  # type: ignore[union-attr]
        "partnerships people": Membership.objects.filter(space=space).order_by("pk").first().pk,  # type: ignore[union-attr]
        "bodies": body.code,
        "seats": held.seat_id,
        "holdings": held.pk,
        "meetings": meeting.code,
        "items": item.pk if item else 0,
        "materials": _number(ItemPaper.objects.filter(item__meeting__body__space=space)),
        "recusals": _number(Recusal.objects.filter(item__meeting__body__space=space)),
        "decisions": getattr(Decision.objects.filter(**of_body).order_by("pk").first(), "code", 0),
        "actions": getattr(Task.objects.filter(**of_body).order_by("pk").first(), "code", 0),
        "proposals": _number(Proposal.objects.filter(**of_body)),
        "papers": PaperSort.MINUTES,
        "detach": commitment.code,
        "export.": "csv",
        "partnerships papers": "minutes",
    }
    return {before: str(value) for before, value in subjects.items()}


def _number(rows: "QuerySet[Any]") -> int:
    first = rows.order_by("pk").first()
    return first.pk if first is not None else 0


def _filled(route: str, subjects: dict[str, str]) -> str:
    """The address with its parameters filled in; what there is none of is number nought."""

    def fill(match: re.Match[str]) -> str:
        before = match.group(1).strip("/").split("/")[-1]
        room = "api" if route.startswith("/api/") else route.split("/")[1]
        own = subjects.get(f"{room} {before}")
        return match.group(1) + (own or subjects.get(before, "0"))

    while "<" in route:
        route = re.sub(r"^([^<]*)<[^>]*>", fill, route, count=1)
    return route


def _answer(client: Client, address: str) -> str:
    response = client.get(address)
    # A file that is sent is closed; the connection of the test, which Django would close with it, is not.
    request_finished.disconnect(close_old_connections)
    response.close()
    request_finished.connect(close_old_connections)
    to = response.headers.get("Location", "")
    return "in" if response.status_code == 302 and "/login/" in to else str(response.status_code)


def _clients() -> dict[str, Client]:
    clients = {name: Client(raise_request_exception=False) for name in PEOPLE}
    for name, address in PEOPLE.items():
        if address:
            clients[name].force_login(User.objects.get(email=f"{address}@example.org"), backend=BACKEND)
    return clients


@pytest.fixture
def answers(db: None) -> dict[str, list[str]]:
    """Each address's answer to each of the people."""
    call_command("demo", verbosity=0)
    subjects, clients = _subjects(), _clients()
    routes = sorted({route for route in _routes(get_resolver()) if not route.startswith(ADDRESSES_OF_OTHERS)})
    return {
        re.sub(r"<(?:\w+:)?(\w+)>", r"<\1>", route): [
            _answer(client, _filled(route, subjects)) for client in clients.values()
        ]
        for route in routes
        if not set("(\\?*") & set(route)
    }


def test_who_sees_what(answers: dict[str, list[str]]) -> None:
    wide = max(map(len, answers)) + 2
    lines = [HEAD, "".ljust(wide) + " ".join(name.ljust(13) for name in PEOPLE).rstrip()]
    lines += [
        route.ljust(wide) + " ".join(cell.ljust(13) for cell in cells).rstrip() for route, cells in answers.items()
    ]
    table = "\n".join(lines) + "\n"
    if os.environ.get("WHO_SEES_WHAT") == "write":
        TABLE.write_text(table, "utf-8")
    faults = {route: cells for route, cells in answers.items() if any(cell.startswith("5") for cell in cells)}
    assert faults == {}
    assert table.splitlines() == TABLE.read_text("utf-8").splitlines()
