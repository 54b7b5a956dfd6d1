"""What every test stands on: files in a folder of their own, quick passwords, pages in English."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.utils import translation
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from sampakt.kernel.terms import Role
from sampakt.organisations.models import Membership, Organisation, OrganisationRole, Person, Space, User

# How quickly examples are drawn tells of the machine, not of the rule that they hold.
hypothesis_settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("unhurried")


@pytest.fixture(autouse=True)
def _installation(settings: object, tmp_path: Path) -> None:
    """An installation whose uploads vanish with the test and whose passwords cost nothing."""
    settings.MEDIA_ROOT = tmp_path / "files"  # type: ignore[attr-defined]
    settings.JOBS_FOLDER = tmp_path / "jobs"  # type: ignore[attr-defined]
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """Words that are looked at outside a request are English ones."""
    with translation.override("en"):
        yield


@pytest.fixture
def huddinge(db: None) -> Organisation:
    return Organisation.objects.get(code="huddinge-kommun")


@pytest.fixture
def sodertorn(db: None) -> Organisation:
    return Organisation.objects.get(code="sodertorns-hogskola")


@pytest.fixture
def narvik(db: None) -> Organisation:
    """Takes part in nothing."""
    return Organisation.objects.get(code="narvik-kommune")


@pytest.fixture
def accounts(
    huddinge: Organisation, sodertorn: Organisation, narvik: Organisation
) -> Callable[[Space], Callable[[str], User]]:
    """The accounts of a space that Huddinge and Södertörn share, by name: each is made when first asked for."""
    roles: dict[str, tuple[Organisation, Role, bool]] = {
        "lead": (huddinge, Role.LEAD, True),
        "coordinator": (huddinge, Role.COORDINATOR, True),
        "contact": (huddinge, Role.CONTACT, True),
        "reader": (huddinge, Role.READER, True),
        "partner": (sodertorn, Role.COORDINATOR, True),
        "partner's contact": (sodertorn, Role.CONTACT, True),
        "administrator": (huddinge, Role.ADMINISTRATOR, False),
        "stranger": (narvik, Role.COORDINATOR, False),
    }

    def of_space(space: Space) -> Callable[[str], User]:
        def account(name: str) -> User:
            organisation, role, is_inside = roles[name]
            email = f"{name.replace(' ', '.').replace(chr(39), '')}@example.org"
            found = User.objects.filter(email=email).first()
            if found is None:
                person = Person.objects.create(organisation=organisation, name=name.capitalize())
                found = User.objects.create_user(email, person=person, language="en")
                if is_inside:
                    Membership.objects.create(space=space, user=found, organisation=organisation, role=role)
                else:
                    OrganisationRole.objects.create(user=found, organisation=organisation, role=role)
            return found

        return account

    return of_space
