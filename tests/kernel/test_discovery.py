"""Finding what rooms bring."""

from types import SimpleNamespace

import pytest
from django.apps import apps

from sampakt.kernel import discovery
from sampakt.kernel.discovery import brought, brought_together


def test_finds_the_modules_of_rooms_only_lowest_first() -> None:
    rooms = [config.name for config in apps.get_app_configs() if config.name.startswith("sampakt.")]
    found = [module.__name__.removesuffix(".models") for module in brought("models")]
    assert {"sampakt.trail", "sampakt.organisations", "sampakt.commitments"} <= set(found)
    assert found == [room for room in rooms if room in found]


def test_nobody_need_bring_anything() -> None:
    assert brought("nothing_of_the_kind") == ()
    assert brought_together("nothing_of_the_kind", "WORDS") == {}


def test_what_rooms_bring_under_one_name_comes_together(monkeypatch: pytest.MonkeyPatch) -> None:
    rooms = [SimpleNamespace(WORDS={"one": 1}), SimpleNamespace(), SimpleNamespace(WORDS={"two": 2})]
    monkeypatch.setattr(discovery, "brought", lambda name: rooms)
    assert brought_together("kinds", "WORDS") == {"one": 1, "two": 2}
    rooms.append(SimpleNamespace(WORDS={"two": 3}))
    with pytest.raises(ValueError, match="two rooms bring words two"):
        brought_together("kinds", "WORDS")
