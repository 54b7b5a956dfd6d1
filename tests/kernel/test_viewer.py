"""Who looks on."""

import pytest

from sampakt.kernel.terms import Role
from sampakt.kernel.viewer import NOBODY, SYSTEM, Standing, Viewer, number_of

SPACE, OTHER_SPACE, OURS, THEIRS = 1, 2, 10, 20


def viewer(role: str, **more: object) -> Viewer:
    standing = Standing(frozenset({role}), frozenset({OURS}))
    return Viewer(user_id=5, spaces={SPACE: standing}, organisations={OURS: frozenset({role})}, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("role", "edits", "contributes", "administers"),
    [
        (Role.ADMINISTRATOR, False, False, True),
        (Role.LEAD, True, True, False),
        (Role.COORDINATOR, True, True, False),
        (Role.CONTACT, False, True, False),
        (Role.READER, False, False, False),
    ],
)
def test_what_a_role_may(role: str, edits: bool, contributes: bool, administers: bool) -> None:
    somebody = viewer(role)
    assert somebody.may_edit_in(SPACE) is edits
    assert somebody.may_contribute_in(SPACE) is contributes
    assert somebody.administers(OURS) is administers
    assert not somebody.may_edit_in(OTHER_SPACE)
    assert not somebody.administers(THEIRS)


def test_a_programme_that_only_reads_writes_nothing() -> None:
    reading = viewer(Role.LEAD, may_write=False)
    assert not reading.may_edit_in(SPACE)
    assert not reading.may_contribute_in(SPACE)


def test_one_acts_for_ones_own_organisation_in_its_space() -> None:
    somebody = viewer(Role.READER)
    assert somebody.acts_for(OURS, SPACE)
    assert not somebody.acts_for(THEIRS, SPACE)
    assert not somebody.acts_for(OURS, OTHER_SPACE)


def test_equals_have_one_key_and_others_another() -> None:
    one, same = viewer(Role.READER), viewer(Role.READER)
    assert one.key == same.key
    others = [
        viewer(Role.LEAD),
        viewer(Role.READER, may_write=False),
        viewer(Role.READER, language="sv"),
        viewer(Role.READER, circles=frozenset({1})),
        viewer(Role.READER, is_operator=True),
        one.joined(OTHER_SPACE, Standing(frozenset({Role.READER}))),
        Viewer(user_id=6, spaces=one.spaces, organisations=one.organisations),
        NOBODY,
        SYSTEM,
    ]
    assert len({each.key for each in (one, *others)}) == 1 + len(others)


def test_a_key_is_never_given_twice() -> None:
    before = viewer(Role.READER).key
    number_of.cache_clear()
    assert viewer(Role.LEAD).key != before
    assert viewer(Role.READER).key != before


def test_nobody_and_the_system() -> None:
    assert not NOBODY.is_known
    assert not NOBODY.may_edit_in(SPACE)
    assert SYSTEM.may_edit_in(SPACE)
    assert SYSTEM.administers(THEIRS)
