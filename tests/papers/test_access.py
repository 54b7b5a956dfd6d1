"""Who sees and does what with documents: one table, and the double entry of SQL and Python."""

import pytest

from sampakt.kernel.terms import Audience
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import SYSTEM
from sampakt.organisations.models import Circle, Organisation, Space
from sampakt.papers.access import (
    may_add_document,
    may_decide_on_document,
    may_see_document,
    may_see_version,
    may_write_document,
)
from sampakt.papers.actions import Upload, add_document
from sampakt.papers.models import Document, Version

from .conftest import Cast

EVERYONE = ("passer-by", "stranger", "reader", "contact", "coordinator", "partner", "operator")


@pytest.mark.parametrize(
    ("who", "adds", "decides"),
    [
        ("passer-by", False, False),
        ("stranger", False, False),
        ("reader", False, False),
        ("contact", True, False),
        ("coordinator", True, True),
        ("partner", True, True),
        ("operator", True, True),
    ],
)
def test_what_each_may_do(space: Space, cast: Cast, who: str, adds: bool, decides: bool) -> None:
    document = add_document(space, by=SYSTEM, title=Text(sv="PM"))
    viewer = cast(who)

    assert may_add_document(viewer, space.pk) == adds
    assert may_write_document(viewer, document) == adds
    assert may_decide_on_document(viewer, document) == decides


@pytest.mark.parametrize("spaces_audience", [Audience.PUBLIC, Audience.PARTNERS])
@pytest.mark.parametrize("audience", Audience)
def test_sql_and_python_agree(  # noqa: PLR0917
    space: Space, cast: Cast, huddinge: Organisation, circle: Circle, audience: Audience, spaces_audience: Audience
) -> None:
    Space.objects.update(audience=spaces_audience)
    space.refresh_from_db()
    document = add_document(
        space,
        by=SYSTEM,
        title=Text(sv="PM"),
        audience=audience,
        organisation=huddinge,
        circle=circle,
        upload=Upload("pm.txt", b"Hej"),
    )
    seeing = set()
    for who in EVERYONE:
        viewer = cast(who)
        seen = may_see_document(viewer, document)
        assert Document.objects.visible_to(viewer).exists() == seen
        assert Version.objects.visible_to(viewer).exists() == may_see_version(viewer, document.versions.get()) == seen
        seeing |= {who} if seen else set()

    inside = {"reader", "contact", "coordinator", "partner", "operator"}
    expected = {
        Audience.PUBLIC: set(EVERYONE) if spaces_audience == Audience.PUBLIC else inside,
        Audience.PARTNERS: inside,
        Audience.OWN: inside - {"partner"},
        Audience.NAMED: {"coordinator", "operator"},
    }
    assert seeing == expected[audience]
