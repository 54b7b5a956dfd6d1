"""Asking for keys among numbers, and telling columns apart: the same as Django's own, only quicker."""

import pytest
from django.db.models.expressions import Col

from sampakt.organisations.models import Organisation, Space

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("numbers", [(), (0,), (1, 1, 3), range(400)])
def test_among_is_in(numbers: tuple[int, ...]) -> None:
    known = [Space.objects.create().pk for _ in range(4)]
    asked = {number + known[0] - 1 for number in numbers}
    assert set(Space.objects.filter(pk__among=asked)) == set(Space.objects.filter(pk__in=asked))
    assert set(Space.objects.exclude(pk__among=asked)) == set(Space.objects.exclude(pk__in=asked))


def test_among_follows_keys() -> None:
    space = Space.objects.create()
    organisation = Organisation.objects.create(code="a", name="A", country="SE")
    space.organisations.add(organisation)
    assert list(Organisation.objects.filter(spaces__among={space.pk: "any mapping"})) == [organisation]


def test_a_column_is_its_field_in_its_table() -> None:
    name, code = (field for field in Organisation._meta.concrete_fields if field.name in {"name", "code"})
    assert Col("o", name) == Col("o", name)
    assert hash(Col("o", name)) == hash(Col("o", name))
    assert len({Col("o", name), Col("o", code), Col("p", name), Col("o", name, code)}) == 4
