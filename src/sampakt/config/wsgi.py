"""The door for an application server."""

import gc
import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.template import engines
from django.urls import reverse
from django.utils import translation

from sampakt.kernel.discovery import brought

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sampakt.config.settings")
application = get_wsgi_application()

# What the first request would load otherwise, and somebody wait for: every address with its page in each language, the
# tags of templates, and what the rooms bring.
engines.all()
for mechanism in ("finds", "kinds", "panels", "standing", "terms"):
    brought(mechanism)
for language, _name in settings.LANGUAGES:
    with translation.override(language):
        translation.gettext("Search")
        reverse("desk:start")

# A page makes many objects and few rings of them. What was loaded stays, so it is not looked through again and again.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 50)
