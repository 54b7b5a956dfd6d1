"""Rows fetched with what hangs on them in one question are the same as those fetched in several."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test.utils import CaptureQueriesContext

from sampakt.kernel.joining import hanging, joined
from sampakt.organisations.models import Organisation, Space, Unit


@pytest.fixture
def spaces(db: None) -> list[Space]:
    """Three spaces: two organisations share the first, nobody the second, one of the two the third."""
    first_party, second_party = (
        Organisation.objects.create(code=code, name=code.title(), kind="municipality", country="NO")
        for code in ("aas", "boe")
    )
    first, second, third = (Space.objects.create() for _ in range(3))
    first.organisations.set([second_party, first_party])
    third.organisations.set([second_party])
    Unit.objects.create(organisation=first_party, key="skole", name="Skole")
    Unit.objects.create(organisation=first_party, key="kultur", name="Kultur")
    return [first, second, third]


def test_many_to_many_in_one_question(
    spaces: list[Space], django_assert_num_queries: Callable[[int], CaptureQueriesContext]
) -> None:
    with django_assert_num_queries(1):
        found = joined(Space.objects.order_by("pk"), many="organisations")
        shared = [{each.code for each in space.organisations.all()} for space in found]
    assert found == spaces
    assert shared == [{"aas", "boe"}, set(), {"boe"}]


def test_a_slice_counts_rows_and_not_what_hangs_on_them(spaces: list[Space]) -> None:
    found: list[Any] = joined(Space.objects.order_by("-pk")[:2], many="organisations")
    assert found == spaces[:0:-1]
    assert [len(space.organisations.all()) for space in found] == [1, 0]


def test_what_hangs_on_a_row_leads_back_to_it(
    spaces: list[Space], django_assert_num_queries: Callable[[int], CaptureQueriesContext]
) -> None:
    with django_assert_num_queries(1):
        found = joined(Organisation.objects.order_by("code"), many="units")
        units = [unit for organisation in found for unit in organisation.units.all()]
        assert {unit.organisation.code for unit in units} == {"aas"}
    assert {unit.key for unit in units} == {"skole", "kultur"}


def test_one_record_is_made_once(spaces: list[Space]) -> None:
    found = joined(Unit.objects.order_by("pk"), many="organisation__spaces")
    assert found[0].organisation is found[1].organisation
    assert [space.pk for space in found[0].organisation.spaces.all()] == [spaces[0].pk]


def test_several_that_hang_on_a_row(
    spaces: list[Space], django_assert_num_queries: Callable[[int], CaptureQueriesContext]
) -> None:
    with django_assert_num_queries(1):
        found = joined(Organisation.objects.order_by("code"), many=("units", "spaces"))
        told = [([unit.key for unit in one.units.all()], len(one.spaces.all())) for one in found]
    plain = [
        ([unit.key for unit in one.units.all()], one.spaces.count()) for one in Organisation.objects.order_by("code")
    ]
    assert [(sorted(units), spaces) for units, spaces in told] == [(sorted(units), spaces) for units, spaces in plain]


def test_what_hangs_on_a_row_is_asked_for_only_where_it_was_not_fetched(
    spaces: list[Space], django_assert_num_queries: Callable[[int], CaptureQueriesContext]
) -> None:
    fetched = joined(Space.objects.order_by("pk"), many="organisations")
    bare = list(Space.objects.order_by("pk"))
    with django_assert_num_queries(0):
        told = [{each.code for each in hanging(space, "organisations")} for space in fetched]
    with django_assert_num_queries(3):
        assert [{each.code for each in hanging(space, "organisations")} for space in bare] == told
    with django_assert_num_queries(1):
        assert not hanging(spaces[1], "organisations")
