"""Finding what each room brings (``kinds.py``, ``transfer.py``, ``panels.py`` …), as Django finds ``admin.py``."""

from importlib import import_module
from types import ModuleType

from django.apps import apps
from django.utils.module_loading import module_has_submodule


def brought(name: str) -> list[ModuleType]:
    """The module ``name`` of every room that has one, lowest room first (the order of INSTALLED_APPS)."""
    found = []
    for config in apps.get_app_configs():
        is_room = config.name.startswith("sampakt.") and config.module is not None
        if is_room and module_has_submodule(config.module, name):
            found.append(import_module(f"{config.name}.{name}"))
    return found
