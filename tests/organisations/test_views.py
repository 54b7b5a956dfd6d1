"""The pages: they work; what one may not see is 404, what one may not do 403; no more queries for many rows."""

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from sampakt.kernel.text import Text
from sampakt.organisations import actions
from sampakt.organisations.models import (
    Appointment,
    Invitation,
    Office,
    Organisation,
    OrganisationRole,
    Person,
    Token,
    Unit,
)
from sampakt.post.models import Letter

from .conftest import PASSWORD, Cast

HERE = "/organisations/huddinge-kommun/"


@pytest.fixture
def rows(huddinge: Organisation) -> dict[str, Any]:
    """One of each of what an organisation has."""
    unit = Unit.objects.create(organisation=huddinge, key="school", name=Text(sv="Skolan"), kind="administration")
    office = Office.objects.create(organisation=huddinge, key="o", name=Text(sv="Kontakt"), starts_on=date(2020, 1, 1))
    anna = Person.objects.create(organisation=huddinge, name="Anna Exempel", email="anna@example.org")
    held = Appointment.objects.create(office=office, person=anna, starts_on=date(2024, 1, 1))
    return {"unit": unit, "office": office, "person": anna, "appointment": held}


def page_of(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status, (path, response.status_code)
    return response.content.decode()


@pytest.mark.django_db
def test_everybody_browses_the_registers(client: Client) -> None:
    page = page_of(client, "/organisations/?q=huddinge&kind=municipality")
    assert "212000-0068" in page
    assert "/organisations/huddinge-kommun/" in page
    assert "No organisation has these words" in page_of(
        Client(headers={"Accept-Language": "en"}), "/organisations/?q=xyzzy"
    )
    assert "page=2" in page_of(client, "/organisations/?kind=municipality")
    assert page_of(client, "/organisations/?kind=circus&page=999")
    assert "Statistics Sweden" in page_of(client, "/organisations/registers/")


def test_the_list_takes_eight_queries_at_most(cast: Cast, django_assert_max_num_queries: Any) -> None:
    client = cast.client("coordinator")
    for path in ("/organisations/?q=huddinge", "/organisations/"):
        with django_assert_max_num_queries(8):
            page_of(client, path)


def test_the_page_takes_the_same_queries_for_few_rows_and_many(
    cast: Cast, rows: dict[str, Any], django_assert_max_num_queries: Any
) -> None:
    client = cast.client("coordinator")
    with django_assert_max_num_queries(15) as few:
        page_of(client, HERE)
    for number in range(12):
        office = Office.objects.create(
            organisation=cast.huddinge, key=f"o{number}", name=Text(sv="x"), unit=rows["unit"]
        )
        Appointment.objects.create(office=office, person=rows["person"], starts_on=date(2024, 1, 1))
    with django_assert_max_num_queries(len(few)):
        page_of(client, HERE)


def test_the_page_tells_the_facts_with_their_source(client: Client, huddinge: Organisation) -> None:
    page = page_of(client, HERE)
    assert "212000-0068" in page
    assert "Statistics Sweden" in page


def test_people_and_vacancies_are_shown_to_those_who_work_with_them(cast: Cast, rows: dict[str, Any]) -> None:
    assert "Anna Exempel" in page_of(cast.client("partner"), HERE)
    for name in ("stranger", "passer-by"):
        page = page_of(cast.client(name), HERE)
        assert "Anna Exempel" not in page
        assert "Kontakt" not in page
    Appointment.objects.update(ends_on=date(2024, 6, 30))
    page = page_of(cast.client("reader"), HERE)
    assert "Vacant" in page
    assert re.search(r"\d+ days", page)


def test_successions_lead_both_ways(client: Client, huddinge: Organisation) -> None:
    assert "malmo-universitet" in page_of(client, "/organisations/malmo-hogskola/")
    assert "malmo-hogskola" in page_of(client, "/organisations/malmo-universitet/")


FORMS = [
    ("edit/", {"name": "Huddinge", "kind": "municipality", "country": "SE"}, "administrator"),
    ("predecessors/new/", {"predecessor": "narvik-kommune", "from_on": "2024-01-01"}, "administrator"),
    ("units/new/", {"name_sv": "Ny", "kind": "other"}, "coordinator"),
    ("units/{unit}/edit/", {"name_sv": "Ny", "kind": "other"}, "coordinator"),
    ("offices/new/", {"name_sv": "Ny", "function": "owner"}, "coordinator"),
    ("offices/{office}/edit/", {"name_sv": "Ny", "function": "owner"}, "coordinator"),
    ("offices/{office}/appoint/", {"starts_on": "2025-01-01"}, "coordinator"),
    ("appointments/{appointment}/edit/", {"starts_on": "2024-02-01"}, "coordinator"),
    ("appointments/{appointment}/end/", {"ends_on": "2024-12-31"}, "coordinator"),
    ("people/new/", {"name": "Ny Person"}, "coordinator"),
    ("people/{person}/edit/", {"name": "Ny Person"}, "coordinator"),
    ("invitations/new/", {"name": "N", "email": "n@example.org", "role": "reader", "language": "sv"}, "administrator"),
]


@pytest.mark.parametrize(("path", "values", "name"), FORMS)
def test_every_form_shows_itself_saves_and_says_what_is_wrong(
    cast: Cast, rows: dict[str, Any], path: str, values: dict[str, str], name: str
) -> None:
    address = HERE + path.format(**{key: row.pk for key, row in rows.items()})
    client = cast.client(name)
    page = page_of(client, address)
    hidden = dict(re.findall(r'<input type="hidden" name="(version)" value="(\d+)"', page))
    wrong = client.post(address, hidden)
    assert wrong.status_code == 422
    assert "aria-invalid" in wrong.content.decode()
    right = client.post(address, values | hidden)
    assert right.status_code == 302, right.content.decode()
    assert 'data-color="success"' in page_of(client, right["Location"].partition("#")[0])


@pytest.mark.parametrize(("path", "values", "name"), FORMS)
def test_readers_are_told_no_and_passers_by_sign_in(
    cast: Cast, rows: dict[str, Any], path: str, values: dict[str, str], name: str
) -> None:
    cast.user("administrator")
    address = HERE + path.format(**{key: row.pk for key, row in rows.items()})
    assert cast.client("reader").get(address).status_code == 403
    assert cast.client("reader").post(address, values).status_code == 403
    assert cast.client("passer-by").get(address)["Location"].startswith("/account/login/")
    hidden = "{" in path
    assert cast.client("stranger").get(address).status_code == (404 if hidden else 403)


def test_an_organisation_is_added_by_those_who_write_agreements(cast: Cast) -> None:
    values = {"name": "Stiftelsen Prov", "kind": "foundation", "country": "SE"}
    answer = cast.client("coordinator").post("/organisations/new/", values)
    assert answer["Location"] == "/organisations/stiftelsen-prov/"
    assert cast.client("reader").get("/organisations/new/").status_code == 403
    wrong = cast.client("coordinator").post("/organisations/new/", values | {"organisation_number": "212000-0068"})
    assert wrong.status_code == 422
    assert "Huddinge kommun already has this organisation number." in wrong.content.decode()


def test_two_writers_at_once_see_both_values(cast: Cast, rows: dict[str, Any]) -> None:
    address = f"{HERE}people/{rows['person'].pk}/edit/"
    actions.change_person(rows["person"], name="Anna Exempel-Prov", by=cast.viewer("coordinator"))
    answer = cast.client("coordinator").post(address, {"name": "Anna E.", "version": "1"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Anna Exempel-Prov" in page
    assert "Anna E." in page
    assert 'name="version" value="2"' in page
    assert cast.client("coordinator").post(address, {"name": "Anna E.", "version": "2"}).status_code == 302


def test_the_least_role_is_offered_first(cast: Cast) -> None:
    form = cast.client("administrator").get(HERE + "invitations/new/").context["form"]
    assert form["role"].value() == "reader"


def test_administrators_see_and_take_roles_and_invitations(cast: Cast) -> None:
    client, by = cast.client("administrator"), cast.viewer("administrator")
    given = actions.give_role(cast.huddinge, user=cast.user("reader"), role="reader", by=by)
    invitation = actions.invite(cast.huddinge, email="n@example.org", name="Ny", role="reader", language="sv", by=by)
    assert "n@example.org" in page_of(client, HERE + "invitations/")
    assert client.get(f"{HERE}roles/{given.pk}/take/").status_code == 405
    assert client.post(f"{HERE}roles/{given.pk}/take/").status_code == 302
    assert client.post(f"{HERE}invitations/{invitation.pk}/withdraw/").status_code == 302
    assert not Invitation.objects.exists()
    last = OrganisationRole.objects.get(user=cast.user("administrator"))
    assert client.post(f"{HERE}roles/{last.pk}/take/").status_code == 422
    assert cast.client("coordinator").get(HERE + "invitations/").status_code == 403
    assert cast.client("stranger").post(f"{HERE}roles/{last.pk}/take/").status_code == 403


def test_my_account(cast: Cast) -> None:
    client = cast.client("reader")
    assert "reader@example.org" in page_of(client, "/account/")
    assert client.post("/account/", {"name": "Re Ader", "language": "nb"}).status_code == 302
    assert cast.user("reader").language == "nb"
    assert client.post("/account/", {"name": "", "language": "nb"}).status_code == 422
    assert cast.client("passer-by").get("/account/").status_code == 302


def test_choosing_a_language_on_a_page_is_remembered_with_the_account(cast: Cast) -> None:
    cast.client("reader").post("/language/", {"language": "nb", "next": "/account/"})
    assert cast.user("reader").language == "nb"


def test_a_key_is_shown_once(cast: Cast) -> None:
    client = cast.client("reader")
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    assert page_of(client, "/account/keys/new/")
    page = client.post("/account/keys/new/", {"name": "Export"}).content.decode()
    assert re.search(r'value="sampakt_[\w-]{40,}"', page)
    assert "sampakt_" not in page_of(client, "/account/")
    token = Token.objects.get()
    assert cast.client("partner").post(f"/account/keys/{token.pk}/revoke/").status_code == 404
    assert client.post(f"/account/keys/{token.pk}/revoke/").status_code == 302
    assert not Token.objects.exists()


def test_all_pages_speak_three_languages(cast: Cast, rows: dict[str, Any]) -> None:
    for language, words in {"sv": "Organisationer", "nb": "Organisasjoner", "en": "Organisations"}.items():
        client = Client(headers={"Accept-Language": language})
        assert words in page_of(client, "/organisations/")


def test_letters_lead_to_pages(cast: Cast) -> None:
    by = cast.viewer("administrator")
    actions.invite(cast.huddinge, email="n@example.org", name="Ny", role="reader", language="en", by=by)
    path = re.search(r"/invitation/\S+", Letter.objects.get().body)
    assert path
    assert "Welcome, Ny" in page_of(Client(headers={"Accept-Language": "en"}), path[0])


@pytest.mark.parametrize(
    "model", ["organisation", "register", "user", "organisationrole", "membership", "invitation", "token"]
)
def test_operators_look_at_everything_in_the_admin(cast: Cast, model: str) -> None:
    client = cast.client("operator")
    cast.user("administrator")
    actions.make_token(cast.user("reader"), name="key", by=cast.viewer("reader"))
    assert client.get(f"/admin/organisations/{model}/").status_code == 200
    assert client.get(f"/admin/organisations/{model}/add/").status_code == 403
    assert cast.client("administrator").get(f"/admin/organisations/{model}/").status_code == 302


def test_operators_shut_somebody_out_in_the_admin(cast: Cast) -> None:
    user = cast.user("reader")
    assert cast.client("operator").post(f"/admin/organisations/user/{user.pk}/change/", {}).status_code == 302
    user.refresh_from_db()
    assert not user.is_active
