"""The cast: two organisations that share a space, one that stands outside, and people with each role."""

from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from sampakt.kernel.errors import Refused
from sampakt.kernel.terms import Role
from sampakt.kernel.viewer import NOBODY, Viewer
from sampakt.organisations.models import Membership, Organisation, OrganisationRole, Person, Space, User
from sampakt.organisations.queries import viewer_for
from sampakt.trail.models import TrailLine

PASSWORD = "a long enough secret"


@pytest.fixture
def space(huddinge: Organisation, sodertorn: Organisation) -> Space:
    """Shared by Huddinge and Södertörn."""
    space = Space.objects.create()
    space.organisations.set([huddinge, sodertorn])
    return space


class Cast:
    """People with an account, made when first named: ``cast.user("administrator")``."""

    def __init__(self, huddinge: Organisation, sodertorn: Organisation, narvik: Organisation, space: Space) -> None:
        self.space, self.huddinge = space, huddinge
        self.roles = {
            "administrator": (huddinge, Role.ADMINISTRATOR, None),
            "own coordinator": (huddinge, Role.COORDINATOR, None),
            "own reader": (huddinge, Role.READER, None),
            "lead": (huddinge, Role.LEAD, space),
            "coordinator": (huddinge, Role.COORDINATOR, space),
            "contact": (huddinge, Role.CONTACT, space),
            "reader": (huddinge, Role.READER, space),
            "partner": (sodertorn, Role.COORDINATOR, space),
            "partner's reader": (sodertorn, Role.READER, space),
            "stranger": (narvik, Role.ADMINISTRATOR, None),
        }

    def user(self, name: str) -> User:
        email = f"{name.replace(' ', '.').replace(chr(39), '')}@example.org"
        if found := User.objects.filter(email=email).first():
            return found
        if name == "operator":
            return User.objects.create_superuser(email, PASSWORD)
        organisation, role, space = self.roles[name]
        person = Person.objects.create(organisation=organisation, name=name.capitalize(), email=email)
        user = User.objects.create_user(email, PASSWORD, person=person, language="en")
        EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
        if space is None:
            OrganisationRole.objects.create(user=user, organisation=organisation, role=role)
        else:
            Membership.objects.create(user=user, organisation=organisation, role=role, space=space)
        return user

    def viewer(self, name: str) -> Viewer:
        return NOBODY if name == "passer-by" else viewer_for(self.user(name), language="en")

    def client(self, name: str) -> Client:
        client = Client()
        if name != "passer-by":
            client.force_login(self.user(name), backend="sampakt.config.accounts.AuthenticationBackend")
        return client


@pytest.fixture
def cast(huddinge: Organisation, sodertorn: Organisation, narvik: Organisation, space: Space) -> Cast:
    return Cast(huddinge, sodertorn, narvik, space)


@pytest.fixture
def as_(cast: Cast) -> Callable[[str], Viewer]:
    """The viewer by that name."""
    return cast.viewer


As = Callable[[str], Viewer]


def codes_of(refused: "pytest.ExceptionInfo[Refused]") -> list[str]:
    return [objection.code for objection in refused.value.objections]


def the_line() -> TrailLine:
    """The only line in the trail."""
    return TrailLine.objects.get()
