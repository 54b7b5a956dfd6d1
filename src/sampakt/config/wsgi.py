"""The door for an application server."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sampakt.config.settings")
application = get_wsgi_application()

# A page makes many objects and few rings of them. What was loaded stays, so it is not looked through again and again.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 50)
