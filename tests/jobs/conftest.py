"""Sorts of jobs that only tests bring."""

from collections.abc import Callable

import pytest

from sampakt.jobs import queries
from sampakt.jobs.actions import running
from sampakt.jobs.rules import Sort
from sampakt.kernel.terms import Role
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.models import Organisation, OrganisationRole, Person, User
from sampakt.organisations.queries import viewer_for


@pytest.fixture
def bring(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Bring a sort for the time of a test: ``bring("count", run, whole=True)``."""
    brought: dict[str, Sort] = {}

    def add(name: str, run: object, **values: object) -> None:
        brought[name] = Sort(title="Counting", run=run, **values)  # type: ignore[arg-type]  # of tests

    for module in (queries, running):
        monkeypatch.setattr(module, "sorts", lambda: brought)
    monkeypatch.setattr("sampakt.jobs.actions.asking.sorts", lambda: brought)
    monkeypatch.setattr("sampakt.jobs.actions.working.sorts", lambda: brought)
    return add


@pytest.fixture
def account(huddinge: Organisation, narvik: Organisation) -> Callable[[str], User]:
    """Accounts by name; ``stranger`` is of another organisation."""

    def of(name: str) -> User:
        organisation = narvik if name == "stranger" else huddinge
        user = User.objects.filter(email=f"{name}@example.org").first()
        if user is None:
            person = Person.objects.create(organisation=organisation, name=name.capitalize())
            user = User.objects.create_user(f"{name}@example.org", person=person, language="en")
            OrganisationRole.objects.create(user=user, organisation=organisation, role=Role.COORDINATOR)
        return user

    return of


@pytest.fixture
def asker(account: Callable[[str], User]) -> Viewer:
    return viewer_for(account("asker"), language="en")


@pytest.fixture
def stranger(account: Callable[[str], User]) -> Viewer:
    return viewer_for(account("stranger"), language="en")
