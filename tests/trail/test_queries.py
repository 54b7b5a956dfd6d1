"""What the trail tells."""

from datetime import date

import pytest
from django.utils import translation

from sampakt.kernel.text import Text
from sampakt.kernel.viewer import SYSTEM, Viewer
from sampakt.organisations import terms
from sampakt.organisations.models import Organisation
from sampakt.trail.actions import record
from sampakt.trail.models import TrailLine
from sampakt.trail.queries import lines_about, lines_of_space, told, trail_page, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Organisation:
    return Organisation.objects.create(code="a-town", kind="municipality", country="SE", name="A town")


def colleague(town: Organisation, user: int = 1) -> Viewer:
    return Viewer(user_id=user, name=f"Colleague {user}", organisations={town.pk: frozenset({"reader"})})


def test_lines_about_a_record_newest_first(town: Organisation) -> None:
    for verb in ("one", "two"):
        record(verb, town, by=SYSTEM, organisation_id=town.pk)
    assert [line.verb for line in lines_about(town, colleague(town))] == ["two", "one"]
    assert list(lines_about(town, Viewer(user_id=9))) == []


def test_lines_of_a_space(town: Organisation) -> None:
    record("in it", town, by=SYSTEM, space_id=5)
    record("elsewhere", town, by=SYSTEM, space_id=6)
    assert [line.verb for line in lines_of_space(5, SYSTEM)] == ["in it"]


def test_pages_follow_each_other_without_gap_or_repetition(town: Organisation) -> None:
    TrailLine.objects.all().delete()
    verbs = [f"verb {number}" for number in range(7)]
    for verb in verbs:
        record(verb, town, by=SYSTEM, organisation_id=town.pk)
    read: list[str] = []
    before: int | None = None
    while True:
        page = trail_page(colleague(town), before=before, size=3)
        read += [line.verb for line in page.lines]
        before = page.older
        if before is None:
            break
    assert read == verbs[::-1]


def test_a_full_last_page_has_nothing_older(town: Organisation) -> None:
    TrailLine.objects.all().delete()
    for verb in ("one", "two"):
        record(verb, town, by=SYSTEM, organisation_id=town.pk)
    assert trail_page(colleague(town), size=2).older is None


def test_only_ones_own(town: Organisation) -> None:
    for user in (1, 2):
        record(f"by {user}", town, by=colleague(town, user), organisation_id=town.pk)
    assert [line.verb for line in trail_page(colleague(town, 2), only_own=True).lines] == ["by 2"]


def test_one_query_however_many_lines(town: Organisation, django_assert_num_queries: object) -> None:
    for number in range(20):
        record(f"verb {number}", town, by=SYSTEM, organisation_id=town.pk, changes={"kind": ("region", "county")})
    with django_assert_num_queries(1):  # type: ignore[operator]
        trail_page(colleague(town))


def test_a_change_is_told_in_words(town: Organisation) -> None:
    changes = {
        "kind": ("municipality", "region"),
        "names": (Text(), Text(en="Town")),
        "is_active": (True, False),
        "source_as_of": (None, date(2026, 1, 31)),
        "gone_field": ("", "x"),
    }
    record("changed", town, by=SYSTEM, changes=changes)
    (line,) = told(TrailLine.objects.all()[:1])
    assert line.subject == Text.alike("A town")
    assert [(change.name, change.before, change.after) for change in line.changes] == [
        ("gone field", None, "x"),
        ("active", "Yes", "No"),
        ("kind", "Municipality", "Region"),
        ("name in other languages", None, Text(en="Town")),
        ("source's date", None, "31 January 2026"),
    ]


def test_what_changed_on_another_record_of_the_room_is_told_as_there(town: Organisation) -> None:
    record("changed", town, by=SYSTEM, changes={"ends_on": ("2026-12-31", None)})
    (line,) = told(TrailLine.objects.all()[:1])
    (change,) = line.changes
    assert (change.name, change.before) == ("until", "31 December 2026")


def test_a_line_outlives_the_kind_of_record_it_is_about() -> None:
    line = TrailLine(verb="long_forgotten", subject_kind="old_room.thing", subject_name={"sv": "Sak"}, changes={})
    (told_line,) = told([line])
    assert (told_line.verb, told_line.subject) == ("long forgotten", Text(sv="Sak"))


@pytest.mark.parametrize(
    ("stored", "said"),
    [
        ({"sv": "Styrgruppen 2025-11-18", "nb": "Styringsgruppa 2025-11-18"}, "Styrgruppen 18 november 2025"),
        ({"sv": "Protokoll 2025-11-18 och 2025-13-40"}, "Protokoll 2025-11-18 och 2025-13-40"),
        ({"sv": "2025-11-18"}, "2025-11-18"),
    ],
)
def test_an_old_line_that_names_a_meeting_by_its_day_in_figures_is_told_in_words(
    stored: dict[str, str], said: str
) -> None:
    line = TrailLine(verb="v", subject_kind="k.k", subject_name=stored, changes={"days": (None, ["2025-11-18", "x"])})
    (told_line,) = told([line])
    assert told_line.subject.as_data()["sv"] == said
    assert set(told_line.subject.as_data()) == set(stored)
    assert [change.after for change in told_line.changes] == ["18 November 2025, x"]


def test_a_verb_speaks_as_its_room_says() -> None:
    with translation.override("sv"):
        assert words_of("change_organisation", "organisations") == terms.Verb.CHANGE_ORGANISATION.label
    assert words_of("change_organisation", "a room that speaks of others") == "changed the organisation"
