"""Writing the trail, and hearing of it."""

from collections.abc import Iterator, Sequence

import pytest
from django.db import transaction

from sampakt.kernel.terms import Audience
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import SYSTEM, Viewer
from sampakt.organisations.models import Organisation
from sampakt.papers.models import Document
from sampakt.trail import actions
from sampakt.trail.models import TrailLine
from sampakt.trail.queries import first_broken_seal

pytestmark = pytest.mark.django_db
SOMEBODY = Viewer(user_id=7, name="Somebody")


@pytest.fixture
def town() -> Organisation:
    return Organisation.objects.create(code="a-town", kind="municipality", country="SE", name="A town")


@pytest.fixture
def heard() -> Iterator[list[list[str]]]:
    """The verbs that a listener heard, call by call; only that listener listens."""
    calls: list[list[str]] = []

    def listener(lines: Sequence[TrailLine]) -> None:
        calls.append([line.verb for line in lines])

    others = actions._listeners[:]
    actions._listeners[:] = []
    actions.listen(listener)
    actions.listen(listener)
    yield calls
    actions._listeners[:] = others


def test_one_call_is_one_line_that_says_all(town: Organisation) -> None:
    before = TrailLine.objects.count()
    actions.record("renamed", town, by=SOMEBODY, changes={"names": (Text(), Text(en="Town"))}, organisation_id=town.pk)
    line = TrailLine.objects.first()
    assert TrailLine.objects.count() == before + 1
    assert line is not None
    assert (line.by_user_id, line.by_name, line.verb) == (7, "Somebody", "renamed")
    assert (line.subject_kind, line.subject_id) == ("organisations.organisation", town.pk)
    assert line.subject_name == {"sv": "A town", "nb": "A town", "en": "A town"}
    assert line.changes == {"names": [{}, {"en": "Town"}]}
    assert (line.space_id, line.organisation_id) == (None, town.pk)


def test_a_record_lends_its_audience_to_the_line() -> None:
    paper = Document(pk=3, title=Text(sv="Avtal"), space_id=4, organisation_id=5, audience=Audience.OWN)
    actions.record("added", paper, by=SOMEBODY)
    line = TrailLine.objects.first()
    assert line is not None
    assert (line.space_id, line.organisation_id, line.audience) == (4, 5, Audience.OWN)
    assert line.subject_name == {"sv": "Avtal"}


def test_time_and_commands_sign_as_the_system(town: Organisation) -> None:
    actions.record("seeded", town, by=SYSTEM)
    assert TrailLine.objects.values_list("by_user_id", "by_name").first() == (None, "Sampakt")


def test_a_listener_hears_each_line_once(town: Organisation, heard: list[list[str]]) -> None:
    actions.record("one", town, by=SOMEBODY)
    actions.record("two", town, by=SOMEBODY)
    assert heard == [["one"], ["two"]]


def test_gathered_lines_are_heard_of_together_at_the_end(town: Organisation, heard: list[list[str]]) -> None:
    with actions.gathered():
        actions.record("one", town, by=SOMEBODY)
        with actions.gathered():
            actions.record("two", town, by=SOMEBODY)
        assert heard == []
    assert heard == [["one", "two"]]
    actions.record("three", town, by=SOMEBODY)
    assert heard == [["one", "two"], ["three"]]
    assert first_broken_seal() is None


def test_what_fails_is_neither_written_nor_heard_of(town: Organisation, heard: list[list[str]]) -> None:
    def fail_after_writing() -> None:
        with actions.gathered():
            town.name = "Another"
            town.save()
            actions.record("one", town, by=SOMEBODY)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_after_writing()
    assert heard == []
    assert not TrailLine.objects.filter(verb="one").exists()
    assert Organisation.objects.get(pk=town.pk).name == "A town"


def test_a_listener_that_fails_undoes_the_action(town: Organisation, heard: list[list[str]]) -> None:
    def refuse(lines: Sequence[TrailLine]) -> None:
        raise RuntimeError

    actions.listen(refuse)
    with pytest.raises(RuntimeError), transaction.atomic():
        actions.record("one", town, by=SOMEBODY)
    assert not TrailLine.objects.filter(verb="one").exists()


@pytest.mark.parametrize(
    "tampering",
    [{"by_name": "Another"}, {"verb": "unsigned"}, {"changes": {"name": ["x", "y"]}}, {"audience": "public"}],
)
def test_a_changed_line_is_found(town: Organisation, tampering: dict[str, object]) -> None:
    for verb in ("one", "two", "three"):
        actions.record(verb, town, by=SOMEBODY)
    assert first_broken_seal() is None
    second = TrailLine.objects.get(verb="two")
    TrailLine.objects.filter(pk=second.pk).update(**tampering)
    found = first_broken_seal()
    assert found is not None
    assert found.pk == second.pk


def test_a_removed_line_is_found_at_the_one_after_it(town: Organisation) -> None:
    for verb in ("one", "two", "three"):
        actions.record(verb, town, by=SOMEBODY)
    TrailLine.objects.filter(verb="two").delete()
    found = first_broken_seal()
    assert found is not None
    assert found.verb == "three"
