"""The house's own pages in every language, what one chooses for oneself, and the pages for when things go wrong."""

import pytest
from django.template.loader import render_to_string
from django.urls import reverse

from sampakt.organisations.models import User

LANGUAGES = ("sv", "nb", "en")


@pytest.fixture
def somebody(db):
    return User.objects.create_user("karin@example.org")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", ["/ui/", "/ui/?form=wrong", "/accessibility/", "/licence/"])
def test_the_house_s_own_pages_are_there_in_every_language(client, address, language):
    client.cookies["django_language"] = language
    answer = client.get(address)
    assert answer.status_code == 200
    assert f'<html lang="{language}"' in answer.content.decode()


def test_the_components_page_speaks_the_language(client):
    client.cookies["django_language"] = "nb"
    page = client.get("/ui/").content.decode()
    assert "Dette trenger deg" in page
    assert "This needs you" not in page


def test_a_passer_by_sees_only_what_is_public(client):
    page = client.get("/ui/").content.decode()
    assert 'href="/partnerships/"' in page
    assert 'href="/commitments/"' not in page
    assert 'action="/search/"' not in page
    assert reverse("account_login") in page


def test_somebody_signed_in_sees_every_room(client, somebody):
    client.force_login(somebody)
    page = client.get("/ui/").content.decode()
    for room in ("/", "/partnerships/", "/commitments/", "/organisations/", "/documents/"):
        assert f'href="{room}"' in page
    assert 'action="/search/"' in page
    assert f'action="{reverse("account_logout")}"' in page


def test_a_chosen_language_is_remembered_and_one_stays_on_the_page(client):
    answer = client.post("/language/", {"language": "nb", "next": "/ui/?form=wrong"})
    assert answer.headers["Location"] == "/ui/?form=wrong"
    assert answer.cookies["django_language"].value == "nb"
    assert '<html lang="nb"' in client.get("/ui/").content.decode()


def test_an_unknown_language_changes_nothing(client):
    assert "django_language" not in client.post("/language/", {"language": "tlh"}).cookies


def test_the_language_of_somebody_signed_in_goes_with_them(client, somebody):
    client.force_login(somebody)
    client.post("/language/", {"language": "nb"})
    client.post("/language/", {"language": "tlh"})
    somebody.refresh_from_db()
    assert somebody.language == "nb"
    assert '<html lang="nb"' in client.get("/ui/").content.decode()


def test_chosen_colours_are_remembered(client):
    assert client.post("/scheme/", {"scheme": "dark"}).cookies["scheme"].value == "dark"
    assert "scheme" not in client.post("/scheme/", {"scheme": "pink"}).cookies


@pytest.mark.parametrize("address", ["/language/", "/scheme/"])
@pytest.mark.parametrize("target", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", ""])
def test_nobody_is_led_to_another_site(client, address, target):
    assert client.post(address, {"next": target}).headers["Location"] == "/"


@pytest.mark.parametrize("address", ["/language/", "/scheme/"])
def test_a_choice_is_made_by_a_form(client, address):
    answer = client.get(address, headers={"accept-language": "en"})
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert "press the button" in answer.content.decode()


def test_a_page_that_is_not_there_says_what_to_do(client):
    answer = client.get("/nowhere/")
    assert answer.status_code == 404
    assert "sign in and try again" in client.get("/nowhere/", headers={"accept-language": "en"}).content.decode()


@pytest.mark.parametrize("name", ["400.html", "500.html", "403_csrf.html"])
def test_the_last_pages_need_nothing(name):
    page = render_to_string(name)
    assert "<h1" in page
    assert 'href="/"' in page


def test_a_fault_of_ours_is_a_page(client, monkeypatch):
    client.raise_request_exception = False

    def fail(**_):
        raise RuntimeError

    monkeypatch.setattr("sampakt.ui.views.showroom", fail)
    answer = client.get("/ui/", headers={"accept-language": "en"})
    assert answer.status_code == 500
    assert "The fault is ours" in answer.content.decode()
