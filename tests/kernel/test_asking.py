"""Questions are put together once, and answered anew each time."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sampakt.kernel import asking
from sampakt.kernel.asking import MOST, asked_as, kept
from sampakt.organisations.models import Organisation

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
