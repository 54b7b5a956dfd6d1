"""The cast: Huddinge and Södertörn share a partnership with one agreement; Narvik stands outside."""

import re
from collections.abc import Callable
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client

from sampakt.agreements.actions import add_party, draft_agreement, sign, start_partnership
from sampakt.agreements.models import Agreement, Partnership
from sampakt.agreements.terms import AgreementKind
from sampakt.commitments.actions import add_evidence, record_deed, register_commitment
from sampakt.commitments.models import Commitment, Deed, Evidence
from sampakt.kernel import clock
from sampakt.kernel.terms import Audience
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import NOBODY, SYSTEM, Viewer
from sampakt.organisations.models import Circle, Organisation, Space, User
from sampakt.organisations.queries import viewer_for

Cast = Callable[[str], Viewer]
TODAY = date(2025, 3, 10)


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> date:
    """The day on which the tests stand."""
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    return TODAY


@pytest.fixture
def partnership(huddinge: Organisation, today: date) -> Partnership:
    return start_partnership(huddinge, by=SYSTEM, code="huddinge-sodertorn", name=Text(sv="Strategiskt partnerskap"))


@pytest.fixture
def agreement(partnership: Partnership, huddinge: Organisation, sodertorn: Organisation) -> Agreement:
    """From 2022 to 2025, between the two, of whom one has signed."""
    agreement = draft_agreement(
        partnership,
        by=SYSTEM,
        kind=AgreementKind.STRATEGIC_PARTNERSHIP,
        title=Text(sv="Partnerskapsavtal"),
        starts_on=date(2022, 1, 1),
        ends_on=date(2025, 12, 31),
    )
    for organisation in (huddinge, sodertorn):
        party = add_party(agreement, organisation=organisation, by=SYSTEM)
    sign(party, signed_on=date(2021, 12, 1), by=SYSTEM)
    return agreement


@pytest.fixture
def users(agreement: Agreement, accounts: Callable[[Space], Callable[[str], User]]) -> Callable[[str], User]:
    """The account of somebody by name, made when first asked for."""
    return accounts(agreement.space)


@pytest.fixture
def cast(users: Callable[[str], User]) -> Cast:
    """The viewer by a name."""

    def viewer(name: str) -> Viewer:
        if name in {"passer-by", "operator"}:
            return NOBODY if name == "passer-by" else SYSTEM
        return viewer_for(users(name), language="en")

    return viewer


@pytest.fixture
def signed_in(client: Client, users: Callable[[str], User]) -> Callable[[str], Client]:
    """The browser of somebody by name."""

    def browser(name: str) -> Client:
        client.logout()
        if name != "passer-by":
            client.force_login(users(name))
        return client

    return browser


@pytest.fixture
def circle(partnership: Partnership, cast: Cast) -> Circle:
    """The coordinator and the partner's contact."""
    circle = Circle.objects.create(space=partnership.space, name="Negotiators")
    circle.members.set([cast("coordinator").user_id, cast("partner's contact").user_id])
    return circle


@pytest.fixture
def promise(agreement: Agreement) -> Callable[..., Commitment]:
    """A promise, by all to all unless more is said: one interim report a year."""

    def registered(**values: Any) -> Commitment:
        known = {
            "title": Text(sv="En delårsrapport varje år", en="An interim report every year"),
            "kind": "report",
            "parameters": {"type": "interim report"},
        }
        return register_commitment(values.pop("agreement", agreement), by=SYSTEM, **known | values)

    return registered


@pytest.fixture
def deed(partnership: Partnership) -> Callable[..., Deed]:
    """An interim report, delivered in November 2024 unless more is said."""

    def recorded(**values: Any) -> Deed:
        known = {"sort": "report", "type": "interim report", "title": Text(sv="Rapport"), "done_on": date(2024, 11, 4)}
        return record_deed(partnership.space, by=values.pop("by", SYSTEM), **known | values)

    return recorded


@pytest.fixture
def piece(partnership: Partnership) -> Callable[..., Evidence]:
    """A written account of March 2025, by the contact person unless more is said."""

    def added(**values: Any) -> Evidence:
        known = {"title": Text(sv="Minnesanteckning"), "kind": "note", "words": "We met.", "dated_on": date(2025, 3, 1)}
        return add_evidence(partnership.space, by=values.pop("by"), **known | values)

    return added


@pytest.fixture
def own(huddinge: Organisation) -> dict[str, Any]:
    """What makes a record Huddinge's own."""
    return {"audience": Audience.OWN, "organisation": huddinge}


Browser = Callable[[str], Client]


def page(response: Any) -> str:
    return response.content.decode()


def words(response: Any) -> str:
    """What the page says, without its markup."""
    return " ".join(unescape(re.sub("<[^>]*>", "", page(response))).split())


def form_of(response: Any) -> dict[str, Any]:
    """What a browser would send when nothing in the form is touched."""
    form, sent = response.context["form"], {}
    for field in form:
        value = field.value()
        if field.name in {"title", "note"}:
            text = Text.of(value) if not isinstance(value, list) else Text(*value)
            sent |= {f"{field.html_name}_{language}": words for language, words in text.as_data().items()}
        elif value not in (None, False):
            sent[field.html_name] = "on" if value is True else value
    return sent
