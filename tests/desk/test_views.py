"""The pages: they answer everybody, in three languages, and say only what one may see."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sampakt.commitments.models import Commitment
from sampakt.kernel.terms import Audience
from sampakt.organisations.models import Organisation, User

pytestmark = pytest.mark.django_db

Register = Callable[..., Commitment]


@pytest.mark.parametrize("name", ["passer-by", "coordinator", "contact", "reader", "stranger", "newcomer", "operator"])
@pytest.mark.parametrize("language", ["sv", "nb", "en"])
def test_answers_everybody_in_their_language(register: Register, cast: Any, name: str, language: str) -> None:
    register(due=3)
    client: Client = cast.client(name)
    client.cookies["django_language"] = language
    if name != "passer-by":
        user = cast.user(name)
        user.language = language
        user.save()
    for address in (
        "/",
        "/needs/",
        "/search/",
        "/search/?q=huddinge",
        "/search/?q=huddinge&kind=organisation",
        "/search/?q=zzzz",
    ):
        page = client.get(address)
        if (name, address) == ("passer-by", "/needs/"):
            assert page.status_code == 302
            continue
        assert page.status_code == 200
        assert f'<html lang="{language}"' in page.content.decode()


def test_a_row_tells_what_why_and_what_to_do(register: Register, cast: Any) -> None:
    commitment = register("A <model>", due=3)
    page = cast.client("coordinator").get("/").content.decode()
    assert "A &lt;model&gt;" in page
    assert "Due soon" in page
    assert "in 3 days" in page
    assert f"deeds/new/?commitment={commitment.code}" in page
    assert commitment.reference in page
    assert "Nothing has been recorded." in page


def test_the_other_partys_own_is_nowhere(register: Register, cast: Any, huddinge: Organisation) -> None:
    register("Hidden thing", due=3, audience=Audience.OWN, organisation=huddinge)
    for name in ("partner", "stranger", "passer-by"):
        for address in ("/", "/search/?q=hidden"):
            assert "Hidden thing" not in cast.client(name).get(address).content.decode()


def test_with_nothing_to_do_it_says_so(register: Register, cast: Any) -> None:
    register(due=200)
    assert "Nothing needs you today" in cast.client("coordinator").get("/").content.decode()


def test_newcomers_are_told_what_to_do(cast: Any) -> None:
    assert "Ask the coordinator" in cast.client("newcomer").get("/").content.decode()
    assert "/partnerships/new/" in cast.client("stranger").get("/").content.decode()


def test_the_operator_is_told_of_all_partnerships_and_offered_an_agreement_once(cast: Any) -> None:
    User.objects.filter(pk=cast.user("operator").pk).update(language="en")
    page = cast.client("operator").get("/").content.decode()
    assert "As operator you see every partnership" in page
    assert page.count('href="/partnerships/new/"') == 1


def test_a_row_of_another_year_says_which(register: Register, cast: Any, today: date) -> None:
    commitment = register("Left", due=-800)
    page = cast.client("coordinator").get("/").content.decode()
    assert f"{commitment.assessment.due_on:%Y}</time>" in page


def test_who_coordinates_in_a_partnership_only_is_told_whom_to_ask_for_more(cast: Any) -> None:
    page = cast.client("coordinator").get("/").content.decode()
    assert "you need the role of coordinator for a whole organisation" in page
    assert 'href="/partnerships/new/"' in page
    assert "/agreements/new/" in page


def test_before_signing_in_it_says_what_sampakt_is(cast: Any) -> None:
    page = cast.client("passer-by").get("/", headers={"accept-language": "en"}).content.decode()
    assert "run their partnerships in Sampakt" in page
    assert "/account/login/" in page


def test_hits_are_marked_and_escaped(register: Register, cast: Any) -> None:
    register("Some <em>model</em> thing")
    page = cast.client("coordinator").get("/search/", {"q": "model"}).content.decode()
    assert "&lt;em&gt;<mark>model</mark>&lt;/em&gt;" in page
    assert "<em>" not in page


def test_an_unknown_kind_is_not_there(cast: Any) -> None:
    assert cast.client("coordinator").get("/search/?q=a&kind=nonsense").status_code == 404


def test_only_reading(cast: Any) -> None:
    assert cast.client("coordinator").post("/").status_code == 405


def test_as_many_queries_for_many_promises_as_for_one(register: Register, cast: Any) -> None:
    client = cast.client("coordinator")
    register(due=1)

    def asked() -> int:
        client.get("/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/")
        return len(queries)

    few = asked()
    for number in range(50):
        register(f"Promise {number}", due=number - 10)
    assert asked() == few
