"""Lists show a page at a time, and take the same number of queries for few rows and for many."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sampakt.agreements import actions
from sampakt.agreements.models import Party
from sampakt.agreements.terms import AgreementKind
from sampakt.agreements.views.partnerships import PARTNERSHIPS_ON_A_PAGE
from sampakt.kernel import clock
from sampakt.kernel.terms import Audience
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import SYSTEM
from sampakt.organisations.models import Organisation

MOST_QUERIES = 8


def further(organisation: Organisation, first: int, last: int) -> None:
    """Public partnerships that the organisation shares, each with an agreement that soon runs out."""
    today = clock.today()
    for number in range(first, last):
        partnership = actions.start_partnership(
            organisation, by=SYSTEM, audience=Audience.PUBLIC, code=f"p{number:03}", name=Text(sv=f"Samverkan {number}")
        )
        agreement = actions.register_agreement(
            partnership,
            parties=[organisation],
            by=SYSTEM,
            kind=AgreementKind.FRAMEWORK,
            title=Text(sv=f"Avtal {number}"),
            starts_on=today - timedelta(days=300),
            ends_on=today + timedelta(days=60),
        )
        for party in Party.objects.filter(agreement=agreement):
            actions.sign(party, signed_on=date(2024, 1, 1), by=SYSTEM, even_if_undecided=True)


@pytest.mark.parametrize("address", ["/partnerships/", "/renewals/", "/documents/", "/search/?q=samverkan"])
def test_as_many_queries_for_many_rows_as_for_few(
    address: str, browser: Callable[[str], Client], huddinge: Organisation
) -> None:
    client = browser("administrator")

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    further(huddinge, 0, 2)
    asked()
    few = asked()
    further(huddinge, 2, 12)
    assert asked() == few <= MOST_QUERIES


def test_partnerships_come_a_page_at_a_time_ones_own_first(
    browser: Callable[[str], Client], huddinge: Organisation, narvik: Organisation
) -> None:
    further(narvik, 0, PARTNERSHIPS_ON_A_PAGE + 3)
    first = browser("coordinator").get("/partnerships/").context
    assert len(first["shown"]) == PARTNERSHIPS_ON_A_PAGE
    assert first["own"]
    second = browser("coordinator").get("/partnerships/?page=2").context
    assert not second["own"]
    assert {line.pk for line in first["shown"]}.isdisjoint(line.pk for line in second["shown"])
