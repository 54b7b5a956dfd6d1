"""Finding what rooms bring."""

from django.apps import apps

from sampakt.kernel.discovery import brought


def test_finds_the_modules_of_rooms_only_lowest_first() -> None:
    rooms = [config.name for config in apps.get_app_configs() if config.name.startswith("sampakt.")]
    found = [module.__name__.removesuffix(".models") for module in brought("models")]
    assert {"sampakt.trail", "sampakt.organisations", "sampakt.commitments"} <= set(found)
    assert found == [room for room in rooms if room in found]


def test_nobody_need_bring_anything() -> None:
    assert brought("nothing_of_the_kind") == []
