"""Who reads which line: one table, and the double entry (SQL and Python say the same)."""

import itertools

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from sampakt.kernel.terms import Audience, Role
from sampakt.kernel.viewer import NOBODY, Standing, Viewer
from sampakt.trail.access import may_see
from sampakt.trail.models import TrailLine

SPACE, OTHER_SPACE = 1, 2
TOWN, COLLEGE = 10, 20
CIRCLE = 100

LINES = {
    "public": {"space_id": SPACE, "audience": Audience.PUBLIC},
    "partners": {"space_id": SPACE, "audience": Audience.PARTNERS},
    "town's own": {"space_id": SPACE, "audience": Audience.OWN, "organisation_id": TOWN},
    "named": {"space_id": SPACE, "audience": Audience.NAMED, "circle_id": CIRCLE},
    "other space": {"space_id": OTHER_SPACE, "audience": Audience.PUBLIC},
    "about the town": {"organisation_id": TOWN},
    "the town's shelf": {"organisation_id": TOWN, "audience": Audience.OWN},
    "about nobody": {},
}
WHO = {
    "passer-by": NOBODY,
    "town": Viewer(
        user_id=1, organisations={TOWN: frozenset()}, spaces={SPACE: Standing(organisations=frozenset({TOWN}))}
    ),
    "writes for the town": Viewer(user_id=6, organisations={TOWN: frozenset({Role.COORDINATOR})}),
    "college": Viewer(
        user_id=2, organisations={COLLEGE: frozenset()}, spaces={SPACE: Standing(organisations=frozenset({COLLEGE}))}
    ),
    "college, in the circle": Viewer(
        user_id=3, circles=frozenset({CIRCLE}), spaces={SPACE: Standing(organisations=frozenset({COLLEGE}))}
    ),
    "in the circle, out of the space": Viewer(user_id=4, circles=frozenset({CIRCLE})),
    "operator": Viewer(user_id=5, is_operator=True),
}
SEES = {
    "passer-by": set(),
    "town": {"public", "partners", "town's own", "about the town"},
    "writes for the town": {"about the town", "the town's shelf"},
    "college": {"public", "partners"},
    "college, in the circle": {"public", "partners", "named"},
    "in the circle, out of the space": set(),
    "operator": set(LINES),
}


def line(**fields: object) -> TrailLine:
    return TrailLine(at=timezone.now(), by_name="", verb="made", subject_kind="x.y", subject_id=1, **fields)


@pytest.mark.parametrize(("who", "what"), [(who, what) for who in WHO for what in LINES])
def test_who_reads_what(who: str, what: str) -> None:
    assert may_see(WHO[who], line(**LINES[what])) == (what in SEES[who])


numbers = st.sampled_from([1, 2])
viewers = st.builds(
    Viewer,
    user_id=st.just(1),
    organisations=st.dictionaries(numbers, st.frozensets(st.sampled_from(Role.values), max_size=2)),
    spaces=st.dictionaries(numbers, st.builds(Standing, organisations=st.frozensets(numbers))),
    circles=st.frozensets(numbers),
    is_operator=st.booleans(),
)


class DoubleEntry(TestCase):
    """Every line there can be, asked for by any viewer."""

    def setUp(self) -> None:
        some = (None, 1, 2)
        self.lines = TrailLine.objects.bulk_create(
            line(space_id=space, organisation_id=organisation, circle_id=circle, audience=audience)
            for space, organisation, circle, audience in itertools.product(some, some, some, Audience.values)
        )

    @given(viewer=viewers)
    @settings(max_examples=60, deadline=None)
    def test_sql_and_python_agree(self, viewer: Viewer) -> None:
        in_sql = set(TrailLine.objects.visible_to(viewer).values_list("pk", flat=True))
        assert in_sql == {one.pk for one in self.lines if may_see(viewer, one)}
