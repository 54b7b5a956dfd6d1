"""Every address answers everybody: a page, a way to sign in or a plain no, never a fault."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from sampakt.organisations.models import User

pytestmark = pytest.mark.django_db


def _plain(resolver: URLResolver, before: str = "/") -> Iterator[str]:
    """The addresses that need nothing filled in."""
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern).removeprefix("^").removesuffix("$").removesuffix(r"\Z")
        if isinstance(pattern, URLResolver):
            yield from _plain(pattern, route)
        elif isinstance(pattern, URLPattern) and not set(route) & set("<(\\?*"):
            yield route


@pytest.fixture(params=["passer-by", "user", "operator"])
def visitor(request: pytest.FixtureRequest, client: Client) -> Client:
    if request.param != "passer-by":
        make = User.objects.create_superuser if request.param == "operator" else User.objects.create_user
        client.force_login(make("somebody@example.org"))
    return client


def test_no_address_is_a_fault(visitor: Client) -> None:
    addresses = sorted(set(_plain(get_resolver())))
    answers = {address: visitor.get(address).status_code for address in addresses}
    assert len(answers) > 1
    assert {address: code for address, code in answers.items() if code >= 500} == {}


def test_an_address_that_is_none_says_so(visitor: Client) -> None:
    assert visitor.get("/no-such-thing/").status_code == 404
