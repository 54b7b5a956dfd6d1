"""The cast: Huddinge and Södertörn share a partnership, Narvik stands outside; and an agreement between the two."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from sampakt.agreements.actions import add_party, draft_agreement, sign, start_partnership
from sampakt.agreements.models import Agreement, Partnership, Party
from sampakt.agreements.terms import AgreementKind
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import NOBODY, SYSTEM, Viewer
from sampakt.organisations.models import Circle, Organisation, Space, User
from sampakt.organisations.queries import viewer_for

Cast = Callable[[str], Viewer]


@pytest.fixture
def partnership(huddinge: Organisation) -> Partnership:
    return start_partnership(huddinge, by=SYSTEM, code="huddinge-sodertorn", name=Text(sv="Strategiskt partnerskap"))


@pytest.fixture
def agreement(partnership: Partnership, huddinge: Organisation, sodertorn: Organisation) -> Agreement:
    """From 2022 to 2025, between the two."""
    agreement = draft_agreement(
        partnership,
        by=SYSTEM,
        key="s0",
        kind=AgreementKind.STRATEGIC_PARTNERSHIP,
        title=Text(sv="Partnerskapsavtal"),
        starts_on=date(2022, 1, 1),
        ends_on=date(2025, 12, 31),
    )
    add_party(agreement, organisation=huddinge, by=SYSTEM, registration_numbers=["KS-2021/1682.103"])
    add_party(agreement, organisation=sodertorn, by=SYSTEM)
    return agreement


@pytest.fixture
def party(agreement: Agreement, huddinge: Organisation) -> Party:
    """Huddinge's."""
    return agreement.parties.get(organisation=huddinge)


@pytest.fixture
def partner(agreement: Agreement, sodertorn: Organisation) -> Party:
    """Södertörn's."""
    return agreement.parties.get(organisation=sodertorn)


@pytest.fixture
def cast(agreement: Agreement, accounts: Callable[[Space], Callable[[str], User]]) -> Cast:
    """The viewer by a name."""
    account = accounts(agreement.space)

    def viewer(name: str) -> Viewer:
        if name in {"passer-by", "operator"}:
            return NOBODY if name == "passer-by" else SYSTEM
        return viewer_for(account(name), language="en")

    return viewer


@pytest.fixture
def circle(partnership: Partnership, cast: Cast) -> Circle:
    """The coordinator and the partner's contact."""
    circle = Circle.objects.create(space=partnership.space, name="Negotiators")
    circle.members.set([cast("coordinator").user_id, cast("partner's contact").user_id])
    return circle


@pytest.fixture
def browser(cast: Cast) -> Callable[[str], Client]:
    """The browser of somebody by that name, signed in; in English."""

    def client(name: str) -> Client:
        browser = Client(headers={"Accept-Language": "en"})
        if name == "operator":
            user = User.objects.filter(is_superuser=True).first() or User.objects.create_superuser("op@example.org")
            browser.force_login(user)
        elif name != "passer-by":
            user = User.objects.get(pk=cast(name).user_id)
            browser.force_login(user)
        return browser

    return client


@pytest.fixture
def coordinator(cast: Cast) -> Viewer:
    return cast("coordinator")


@pytest.fixture
def signed(agreement: Agreement) -> Agreement:
    for party in agreement.parties.all():
        sign(party, signed_on=date(2022, 1, 11), by=SYSTEM)
    return Agreement.objects.select_related("space").get(pk=agreement.pk)
