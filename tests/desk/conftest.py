"""Two organisations with an agreement and promises, and people on either side of it."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from sampakt.agreements.actions import add_party, draft_agreement, sign, start_partnership
from sampakt.agreements.models import Agreement, Partnership
from sampakt.agreements.terms import AgreementKind
from sampakt.commitments.actions.commitments import register_commitment
from sampakt.commitments.models import Commitment
from sampakt.kernel import clock
from sampakt.kernel.terms import Role
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import NOBODY, SYSTEM, Viewer
from sampakt.organisations.models import Membership, Organisation, OrganisationRole, Person, User
from sampakt.organisations.queries import viewer_for

Register = Callable[..., Commitment]


@pytest.fixture
def today() -> date:
    return clock.today()


@pytest.fixture
def partnership(huddinge: Organisation) -> Partnership:
    name = Text(sv="Huddinge och Södertörn", en="Huddinge and Södertörn")
    return start_partnership(huddinge, by=SYSTEM, code="huddinge-sodertorn", name=name)


@pytest.fixture
def agreement(partnership: Partnership, huddinge: Organisation, sodertorn: Organisation, today: date) -> Agreement:
    """Began two years ago and lasts two years more."""
    agreement = draft_agreement(
        partnership,
        by=SYSTEM,
        key="main",
        kind=AgreementKind.COOPERATION,
        title=Text(en="The cooperation agreement"),
        starts_on=today - timedelta(days=730),
        ends_on=today + timedelta(days=730),
    )
    for organisation in (huddinge, sodertorn):
        party = add_party(agreement, organisation=organisation, by=SYSTEM)
    sign(party, signed_on=today - timedelta(days=740), by=SYSTEM)
    return agreement


@pytest.fixture
def register(agreement: Agreement) -> Register:
    """``register(due=6)``: a promise to deliver something so many days from today."""

    def registered(title: str | Text = "A model", *, due: int | None = None, **values: object) -> Commitment:
        day = clock.today() + timedelta(days=due) if due is not None else None
        settings = {
            "title": title if isinstance(title, Text) else Text(en=title),
            "kind": "deliver_by",
            "parameters": {"types": ["model"], **({"by": day.isoformat()} if day else {})},
            "warn_days": 30,
            **values,
        }
        return register_commitment(agreement, by=SYSTEM, **settings)  # type: ignore[arg-type]

    return registered


class Cast:
    """People with an account, made when first named."""

    def __init__(self, agreement: Agreement, huddinge: Organisation, sodertorn: Organisation) -> None:
        narvik = Organisation.objects.get(code="narvik-kommune")
        self.space = agreement.space
        self.roles = {
            "coordinator": (huddinge, Role.COORDINATOR, True),
            "lead": (huddinge, Role.LEAD, True),
            "contact": (huddinge, Role.CONTACT, True),
            "reader": (huddinge, Role.READER, True),
            "partner": (sodertorn, Role.COORDINATOR, True),
            "stranger": (narvik, Role.COORDINATOR, False),
            "newcomer": (narvik, Role.READER, False),
        }

    def user(self, name: str) -> User:
        email = f"{name}@example.org"
        if found := User.objects.filter(email=email).first():
            return found
        if name == "operator":
            return User.objects.create_superuser(email)
        organisation, role, inside = self.roles[name]
        person = Person.objects.create(organisation=organisation, name=name.capitalize(), email=email)
        user = User.objects.create_user(email, person=person, language="en")
        EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
        if inside:
            Membership.objects.create(space=self.space, user=user, organisation=organisation, role=role)
        else:
            OrganisationRole.objects.create(user=user, organisation=organisation, role=role)
        return user

    def viewer(self, name: str) -> Viewer:
        return NOBODY if name == "passer-by" else viewer_for(self.user(name), language="en")

    def client(self, name: str) -> Client:
        client = Client()
        if name != "passer-by":
            client.force_login(self.user(name), backend="sampakt.config.accounts.AuthenticationBackend")
        return client


@pytest.fixture
def cast(agreement: Agreement, huddinge: Organisation, sodertorn: Organisation) -> Cast:
    return Cast(agreement, huddinge, sodertorn)
