"""Finding what each room brings (``kinds.py``, ``transfer.py``, ``panels.py`` …), as Django finds ``admin.py``."""

from collections.abc import Mapping, Sequence
from functools import cache
from importlib import import_module
from types import ModuleType
from typing import Any

from django.apps import apps
from django.utils.module_loading import module_has_submodule


@cache
def brought(name: str) -> Sequence[ModuleType]:
    """The module ``name`` of every room that has one, lowest room first (the order of INSTALLED_APPS)."""
    found = []
    for config in apps.get_app_configs():
        is_room = config.name.startswith("sampakt.") and config.module is not None
        if is_room and module_has_submodule(config.module, name):
            found.append(import_module(f"{config.name}.{name}"))
    return tuple(found)


def brought_together(name: str, called: str) -> Mapping[str, Any]:
    """The mappings of that name in the rooms' modules as one. Raises ValueError for a key that two rooms bring."""
    found: dict[str, Any] = {}
    for module in brought(name):
        for key, value in getattr(module, called, {}).items():
            if key in found:
                raise ValueError(f"two rooms bring {called.lower()} {key}")
            found[key] = value
    return found
