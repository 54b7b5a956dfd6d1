"""The page of the trail."""

import pytest
from django.test import Client

from sampakt.kernel.viewer import SYSTEM, Viewer
from sampakt.organisations.models import Organisation, OrganisationRole, User
from sampakt.trail.actions import record

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Organisation:
    return Organisation.objects.create(code="a-town", kind="municipality", country="SE", name="A town")


@pytest.fixture
def reader(client: Client, town: Organisation) -> User:
    user = User.objects.create_user("reader@example.org", language="en")
    OrganisationRole.objects.create(user=user, organisation=town, role="reader")
    client.force_login(user)
    return user


def test_a_passer_by_is_asked_to_sign_in(client: Client) -> None:
    response = client.get("/trail/")
    assert response.status_code == 302
    assert "login" in response.headers["Location"]


def test_tells_what_was_done_in_ones_own_organisations(client: Client, reader: User, town: Organisation) -> None:
    record("change_organisation", town, by=SYSTEM, organisation_id=town.pk, changes={"name": ("Old", "A <town>")})
    record("change_organisation", town, by=Viewer(name="A stranger"), organisation_id=town.pk + 1)
    page = client.get("/trail/").content.decode()
    assert "Sampakt" in page
    assert "changed the organisation" in page
    assert "A &lt;town&gt;" in page
    assert "A stranger" not in page


def test_only_mine_and_older(client: Client, reader: User, town: Organisation) -> None:
    mine = Viewer(user_id=reader.pk, name="Me myself")
    for number in range(60):
        record(f"made_{number}", town, by=mine if number % 2 else SYSTEM, organisation_id=town.pk)
    newest = client.get("/trail/")
    assert "made 59" in newest.content.decode()
    assert "made 9<" not in newest.content.decode().replace(" <", "<")
    older = client.get("/trail/", {"before": newest.context["page"].older}).content.decode()
    assert "made 9" in older
    assert "made 59" not in older
    own = client.get("/trail/", {"by": "me"})
    assert len(own.context["page"].lines) == 30


@pytest.mark.parametrize("before", ["x", "-1", "", "99999999999999999999999"])
def test_a_strange_address_is_no_fault(client: Client, reader: User, before: str) -> None:
    assert client.get("/trail/", {"before": before}).status_code == 200


def test_as_many_queries_for_many_lines_as_for_one(
    client: Client, reader: User, town: Organisation, django_assert_max_num_queries: object
) -> None:
    for number in range(55):
        record(f"made_{number}", town, by=SYSTEM, organisation_id=town.pk, changes={"name": ("a", "b")})
    with django_assert_max_num_queries(8):  # type: ignore[operator]
        client.get("/trail/")
