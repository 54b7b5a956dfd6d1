"""The door for an application server."""

import subprocess
import sys

LOADED = """
import sys
import sampakt.config.wsgi
from django.apps import apps
from django.utils.module_loading import module_has_submodule

for room in apps.get_app_configs():
    for part in ("urls", "panels", "finds", "kinds", "templatetags"):
        name = f"{room.name}.{part}"
        if room.name.startswith("sampakt.") and module_has_submodule(room.module, part) and name not in sys.modules:
            print(name)
"""


def test_what_pages_need_is_loaded_before_the_first_request() -> None:
    missing = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True, timeout=120)
    assert missing.stdout == ""
