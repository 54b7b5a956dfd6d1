"""Questions are put together once, and answered anew each time."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import connection
from django.db.models import F, QuerySet
from django.test.utils import CaptureQueriesContext

from sampakt.kernel import asking
from sampakt.kernel.asking import ANY, ANY_CODE, MOST, Given, asked_as, kept, of, records_as
from sampakt.kernel.text import Text
from sampakt.organisations.models import Office, Organisation, Unit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    asking._kept.clear()
    yield
    asking._kept.clear()


def test_the_words_are_kept_and_the_answer_is_not(huddinge: Organisation) -> None:
    made: list[str] = []

    def short_names() -> object:
        made.append("once")
        return Organisation.objects.filter(pk=huddinge.pk).values_list("short_name", "names")

    before = list(asked_as(("short", huddinge.pk), short_names))  # type: ignore[arg-type]
    assert before == list(short_names())  # type: ignore[call-overload]
    Organisation.objects.filter(pk=huddinge.pk).update(short_name="Another")
    made.clear()
    with CaptureQueriesContext(connection) as asked:
        after = list(asked_as(("short", huddinge.pk), short_names))  # type: ignore[arg-type]
    assert [row[0] for row in after] == ["Another"]
    assert (made, len(asked)) == ([], 1)


def test_what_nothing_can_answer_asks_nothing() -> None:
    with CaptureQueriesContext(connection) as asked:
        assert list(asked_as(("none",), lambda: Organisation.objects.filter(pk__in=[]).values_list("pk"))) == []
    assert len(asked) == 0


def test_those_not_asked_for_long_are_let_go() -> None:
    for number in range(MOST + 5):
        kept(("number", number), lambda: "words")
    assert len(asking._kept) == MOST
    assert ("number", 0) not in asking._kept


def test_records_come_with_what_was_annotated_and_selected_along(huddinge: Organisation) -> None:
    unit = Unit.objects.create(organisation=huddinge, key="school", name=Text(sv="Skola"), kind="department")

    def units() -> QuerySet[Unit]:
        return Unit.objects.select_related("organisation").annotate(called=F("organisation__name")).order_by("pk")

    for _again in range(2):
        with CaptureQueriesContext(connection) as asked:
            found = records_as(("units",), units)
            assert [(one, one.name, one.organisation) for one in found] == [(unit, unit.name, huddinge)]
        assert len(asked) == 1
    assert [vars(one)["called"] for one in found] == ["Huddinge kommun"]
    assert records_as(("no units",), lambda: units().filter(pk__in=[])) == []


def test_a_value_that_stands_in_for_others_is_given_when_it_is_asked(
    huddinge: Organisation, sodertorn: Organisation
) -> None:
    def of_anybody() -> QuerySet[Organisation]:
        return Organisation.objects.filter(pk=-1)

    for organisation in (huddinge, sodertorn):
        given: Given = lambda value, pk=organisation.pk: pk if value == -1 else value  # noqa: E731
        assert records_as(("one",), of_anybody, given) == [organisation]


def test_one_record_is_asked_about_in_the_words_for_any(huddinge: Organisation, sodertorn: Organisation) -> None:
    made: list[str] = []

    def by_number() -> QuerySet[Organisation]:
        made.append("by number")
        return Organisation.objects.filter(pk=ANY)

    def by_code() -> QuerySet[Organisation]:
        made.append("by code")
        return Organisation.objects.filter(code=ANY_CODE)

    for organisation in (huddinge, sodertorn):
        assert records_as(("by number",), by_number, of(organisation.pk)) == [organisation]
        assert records_as(("by code",), by_code, of(organisation.code)) == [organisation]
    assert records_as(("by code",), by_code, of("nobody")) == []
    assert made == ["by number", "by code"]


def test_days_moments_and_truths_that_are_remembered_are_those_that_are_stored(huddinge: Organisation) -> None:
    first, second = (
        Office.objects.create(organisation=huddinge, key=key, name=Text(sv=key), starts_on=day, is_sample=is_sample)
        for key, day, is_sample in (("a", date(2024, 1, 1), True), ("b", None, False))
    )
    for _again in range(2):
        kept_ones = records_as(("offices",), lambda: Office.objects.order_by("key"))
        anew = list(Office.objects.order_by("key"))
        assert kept_ones == [first, second]
        for one, other in zip(kept_ones, anew, strict=True):
            for field in Office._meta.concrete_fields:
                value, wanted = getattr(one, field.attname), getattr(other, field.attname)
                assert (value, type(value)) == (wanted, type(wanted))
