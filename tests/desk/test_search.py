"""Search: over everything, as far as one may see it, whatever the letters."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sampakt.agreements.actions import write_note
from sampakt.agreements.models import Agreement, Note
from sampakt.commitments.models import Commitment
from sampakt.desk.queries import everything_found, group_found
from sampakt.desk.queries.search import IN_A_GROUP, MOST_GROUPS, finds, sought
from sampakt.kernel.terms import Audience
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import NOBODY, SYSTEM
from sampakt.organisations.actions import add_organisation
from sampakt.organisations.models import Organisation

pytestmark = pytest.mark.django_db

Register = Callable[..., Commitment]


def _found(viewer: Any, query: str, kind: str) -> list[str]:
    groups = {group.kind: group for group in everything_found(viewer, query).groups}
    return ["".join(piece for piece, _ in hit.title) for hit in groups[kind].hits] if kind in groups else []


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("älv", "Älvens vårdkommun"),
        ("ÄLVENS", "Älvens vårdkommun"),
        ("kommun älv", "Älvens vårdkommun"),
        ("ås", "Ås kommune"),
    ],
)
def test_nordic_letters_and_words_in_any_order(query: str, name: str) -> None:
    add_organisation(by=SYSTEM, code="alven", kind="other", country="SE", name="Älvens vårdkommun")
    assert name in _found(NOBODY, query, "organisation")


def test_a_is_not_a_with_a_ring() -> None:
    add_organisation(by=SYSTEM, code="xasx", kind="other", country="SE", name="Xasx")
    assert _found(NOBODY, "xåsx", "organisation") == []


def test_only_what_one_may_see_is_found_and_counted(register: Register, cast: Any, huddinge: Organisation) -> None:
    register("Findable alpha")
    register("Findable beta", audience=Audience.OWN, organisation=huddinge)

    def count(name: str) -> int:
        return sum(
            group.count
            for group in everything_found(cast.viewer(name), "findable").groups
            if group.kind == "commitment"
        )

    assert (count("coordinator"), count("partner"), count("stranger"), count("passer-by")) == (2, 1, 0, 0)


def test_notes_are_found_by_those_who_see_them(agreement: Agreement, cast: Any, huddinge: Organisation) -> None:
    partnership, by = agreement.space.partnership, cast.viewer("coordinator")
    write_note(partnership, words="Ask the county lawyer about costs", by=by)
    reach = {"audience": Audience.OWN, "organisation": huddinge}
    write_note(partnership, words="The lawyer says no", agreement=agreement, by=by, **reach)
    found = {name: _found(cast.viewer(name), "lawyer", "note") for name in ("coordinator", "partner", "stranger")}
    assert found == {
        "coordinator": ["The lawyer says no", "Ask the county lawyer about costs"],
        "partner": ["Ask the county lawyer about costs"],
        "stranger": [],
    }
    group, _page = group_found(by, "lawyer", "note", "1") or pytest.fail("no group")
    note = Note.objects.get(agreement=agreement)
    assert group.hits[0].href == f"{partnership.get_absolute_url()}notes/#note-{note.pk}"


def test_a_group_shows_the_first_and_leads_to_all(register: Register, cast: Any) -> None:
    for number in range(IN_A_GROUP + 2):
        register(f"Findable {number}")
    viewer = cast.viewer("coordinator")
    (group,) = (group for group in everything_found(viewer, "findable").groups if group.kind == "commitment")
    assert (group.count, len(group.hits), group.has_more) == (IN_A_GROUP + 2, IN_A_GROUP, True)
    whole = group_found(viewer, "findable", "commitment", "1")
    assert whole is not None
    assert len(whole[0].hits) == IN_A_GROUP + 2
    assert group_found(viewer, "findable", "nonsense", "1") is None


@pytest.mark.parametrize("query", ["", "   ", "\0", "%", "_", "'; drop table", "<b>", "x" * 10_000, "a " * 500, "ß"])
def test_strange_queries_are_no_fault(query: str) -> None:
    found = everything_found(NOBODY, query)
    assert len(found.words) <= 200
    assert not (found.groups and not found.words)


def test_nothing_asked_nothing_found() -> None:
    assert everything_found(NOBODY, " ").groups == []
    assert sought("One  TWO\0three") == "one two three"


def test_one_question_for_the_numbers_and_one_a_kind(register: Register, cast: Any) -> None:
    for number in range(8):
        register(f"Huddinge {number}")
    viewer = cast.viewer("coordinator")
    with CaptureQueriesContext(connection) as asked:
        everything_found(viewer, "huddinge")
    assert len(asked) <= 1 + MOST_GROUPS


def test_every_kind_shows_a_hit_without_a_fault(register: Register, cast: Any, agreement: Any) -> None:
    register("Huddinge")
    viewer = cast.viewer("coordinator")
    kinds: Iterator[str] = (find.kind for find in finds())
    for kind in kinds:
        assert group_found(viewer, "a", kind, "1") is not None
    assert len({find.kind for find in finds()}) == len(list(finds()))


def test_words_in_a_language_that_the_page_is_not_in(register: Register, cast: Any) -> None:
    register(title=Text(sv="Ett syfte"))
    assert [title.endswith("Ett syfte") for title in _found(cast.viewer("partner"), "syfte ett", "commitment")] == [
        True
    ]


def test_of_many_kinds_the_largest_are_only_counted(
    register: Register, cast: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(8):
        register(f"Huddinge {number}")
    monkeypatch.setattr("sampakt.desk.queries.search.MOST_GROUPS", 1)
    groups = {group.kind: group for group in everything_found(cast.viewer("coordinator"), "huddinge").groups}
    assert sum(bool(group.hits) for group in groups.values()) == 1
    assert groups["commitment"].hits == []
    assert (groups["commitment"].count, groups["commitment"].has_more) == (8, True)


def test_of_very_many_hits_not_all_are_counted_nor_sorted_by_how_well_they_fit(
    register: Register, cast: Any, monkeypatch: pytest.MonkeyPatch, client: Client
) -> None:
    for title in ("About findable", "Even findable", "Findable"):
        register(title)
    monkeypatch.setattr("sampakt.desk.queries.search.MOST", 2)
    viewer = cast.viewer("coordinator")
    (group,) = everything_found(viewer, "findable").groups
    assert (group.count, group.is_at_least, group.has_more) == (2, True, False)
    in_order = ["About findable", "Even findable", "Findable"]
    assert [title.split(" ", 1)[1] for title in _found(viewer, "findable", "commitment")] == in_order
    whole, _page = group_found(viewer, "findable", "commitment", "1") or pytest.fail("no group")
    assert (whole.count, whole.is_at_least) == (3, False)
    assert ["".join(piece for piece, _ in hit.title).split(" ", 1)[1] for hit in whole.hits] == in_order
    client.force_login(cast.user("coordinator"))
    assert "More than 2 hits" in client.get("/search/?q=findable").text


def test_promises_are_found_by_the_index_and_by_words_beyond_it(
    register: Register, cast: Any, huddinge: Organisation
) -> None:
    long = register("Samverkan " * 100 + "lastword")
    register("Lastword")
    register("Kept lastword", audience=Audience.OWN, organisation=huddinge)
    assert (long.is_longer, "lastword" in long.head) == (True, False)
    find = next(find for find in finds() if find.kind == "commitment")
    assert find.in_parts is not None
    assert find.first is not None
    for who, words, count in (("coordinator", "lastword", 3), ("partner", "lastword", 2), ("partner", "", 2)):
        viewer = cast.viewer(who)
        found = [one.pk for one in find.found(viewer, words)]
        assert {one.pk for part in find.in_parts(viewer, words) for one in part} == set(found)
        assert [one.pk for one in find.first(viewer, words)] == found
        assert len(found) == count


def test_other_words_are_sought_in_the_words_kept(register: Register, cast: Any) -> None:
    register("Sommarskola för alla")
    register("100%_ klart")
    viewer = cast.viewer("coordinator")
    for query, found in [
        ("sommarskola", ["Sommarskola för alla"]),
        ("vinterskola", []),
        ("alla sommarskola", ["Sommarskola för alla"]),
        ("alla vinterskola", []),
        ("100%_", ["100%_ klart"]),
        ('"Sommarskola, alla"', ["Sommarskola för alla"]),
        ("1%", []),
        ("\ue000", []),
    ]:
        assert [title.split(" ", 1)[1] for title in _found(viewer, query, "commitment")] == found
