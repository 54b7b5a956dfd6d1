"""Saving without overwriting somebody else's change."""

from datetime import date

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from sampakt.kernel.errors import Conflict, Refused
from sampakt.kernel.saving import as_plain, save_changed, save_new, write_new
from sampakt.kernel.text import Text
from sampakt.organisations.models import Organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation() -> Organisation:
    return save_new(Organisation(code="a-college", kind="university", country="SE", name="A college"))


def test_a_new_record_has_version_one_and_its_words(organisation: Organisation) -> None:
    assert organisation.version == 1
    assert organisation.sought == "a college"


def test_a_new_record_that_does_not_hold_is_refused_with_its_fields() -> None:
    with pytest.raises(Refused) as refused:
        save_new(Organisation(code="b", kind="nonsense", country="SE", name=""))
    assert {objection.field for objection in refused.value.objections} == {"kind", "name"}
    assert not Organisation.objects.filter(code="b").exists()


def test_a_change_tells_what_was_before_and_after(organisation: Organisation) -> None:
    changes = save_changed(organisation, {"name": "A university", "short_name": ""}, version=1)
    assert changes == {"name": ("A college", "A university")}
    stored = Organisation.objects.get(pk=organisation.pk)
    assert (stored.name, stored.version, stored.sought) == ("A university", 2, "a university")


def test_nothing_changed_keeps_the_version(organisation: Organisation) -> None:
    assert save_changed(organisation, {"name": "A college"}, version=1) == {}
    assert Organisation.objects.get(pk=organisation.pk).version == 1


def test_the_second_of_two_writers_is_told(organisation: Organisation) -> None:
    mine, theirs = (Organisation.objects.get(pk=organisation.pk) for _ in range(2))
    save_changed(theirs, {"name": "Theirs"}, version=1)
    with pytest.raises(Conflict) as conflict:
        save_changed(mine, {"name": "Mine"}, version=1)
    assert str(conflict.value.current) == "Theirs"
    assert Organisation.objects.get(pk=organisation.pk).name == "Theirs"


def test_what_changes_beside_the_record_is_a_version_too(organisation: Organisation) -> None:
    assert save_changed(organisation, {}, version=1, beside=True) == {}
    with pytest.raises(Conflict):
        save_changed(organisation, {}, version=1, beside=True)
    assert Organisation.objects.get(pk=organisation.pk).version == 2


def test_who_saw_no_version_writes_over(organisation: Organisation) -> None:
    save_changed(organisation, {"name": "Second"}, version=None)
    save_changed(organisation, {"name": "Third"}, version=None)
    assert Organisation.objects.get(pk=organisation.pk).version == 3


def test_a_refused_change_leaves_the_row(organisation: Organisation) -> None:
    with pytest.raises(Refused):
        save_changed(organisation, {"kind": "nonsense"}, version=1)
    stored = Organisation.objects.get(pk=organisation.pk)
    assert (stored.kind, stored.version) == ("university", 1)


def test_values_as_the_trail_keeps_them(organisation: Organisation) -> None:
    assert as_plain(Text(sv="avtal")) == {"sv": "avtal"}
    assert as_plain(organisation) == "A college"
    assert [as_plain(value) for value in (None, True, 3, "x", [1])] == [None, True, 3, "x", [1]]


def _universities(*codes: str) -> list[Organisation]:
    names, day = Text(sv="Högskolan", nb="Høyskolen"), date(2025, 1, 31)
    told = {"kind": "university", "country": "SE", "name": "Högskolan", "names": names, "source_as_of": day}
    rows = [Organisation(code=code, **told) for code in codes]
    for row in rows:
        row.set_sought()
    return rows


def test_rows_written_together_are_those_that_are_written_otherwise() -> None:
    write_new(_universities("a1", "a2"))
    Organisation.objects.bulk_create(_universities("b1"))
    write_new([])
    apart = {"id", "code", "created_at", "changed_at"}
    told = [
        {name: value for name, value in row.items() if name not in apart}
        for row in Organisation.objects.filter(code__in=["a1", "a2", "b1"]).values()
    ]
    assert len(told) == 3
    assert told[0] == told[1] == told[2]
    first = Organisation.objects.get(code="a1")
    assert (first.name, first.sought, first.version) == ("Högskolan", "högskolan högskolan høyskolen", 1)
    assert first.created_at <= Organisation.objects.get(code="b1").created_at


def test_of_rows_written_together_all_are_written_or_none() -> None:
    with pytest.raises(IntegrityError):
        write_new(_universities("a1", "a2", "a1"))
    assert not Organisation.objects.filter(code__in=["a1", "a2"]).exists()


def test_many_rows_are_written_by_one_statement() -> None:
    with CaptureQueriesContext(connection) as asked:
        write_new(_universities(*(f"c{number}" for number in range(60))))
    assert sum("INSERT" in one["sql"] for one in asked) == 1
