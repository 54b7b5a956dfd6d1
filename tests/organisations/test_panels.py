"""A page leaves a place; rooms above hang panels on it."""

from collections.abc import Iterator

import pytest
from django.template import Context, Template

from sampakt.kernel.viewer import NOBODY
from sampakt.ui import panels
from sampakt.ui.panels import Panel, panels_at, shown


@pytest.fixture
def brought(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    class Room:
        PANELS = (
            Panel("organisation", "b.html", lambda subject, viewer: {"words": subject}, order=2),
            Panel("organisation", "a.html", lambda subject, viewer: {"words": viewer.name}, order=1),
            Panel("organisation", "silent.html", lambda subject, viewer: None),
            Panel("elsewhere", "c.html", lambda subject, viewer: {}),
        )

    panels_at.cache_clear()
    monkeypatch.setattr(panels, "brought", lambda name: [Room])
    yield
    panels_at.cache_clear()


@pytest.mark.usefixtures("brought")
def test_panels_come_in_their_order_and_stay_away_when_they_have_nothing_to_say() -> None:
    assert list(shown("organisation", "Huddinge", NOBODY)) == [
        ("a.html", {"words": ""}),
        ("b.html", {"words": "Huddinge"}),
    ]


def test_a_place_without_panels_is_empty() -> None:
    panels_at.cache_clear()
    assert Template("{% load panels %}{% panels 'nowhere' 1 %}").render(Context()) == ""
