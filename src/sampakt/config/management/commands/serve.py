"""``sampakt serve``: answer on the web."""

import os
import socket
import subprocess
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from sampakt.config import environment


def granian_arguments() -> list[str]:
    """The command line of the application server, by the installation's settings."""
    return [
        *(sys.executable, "-m", "granian"),
        *("--interface", "wsgi"),
        *("--host", environment.BIND.read()),
        *("--port", environment.PORT.read()),
        *("--workers", environment.WORKERS.read()),
        *("--blocking-threads", "4"),
        *("--log-level", "warning"),
        "sampakt.config.wsgi:application",
    ]


def bring_worker() -> None:
    """Start the worker beside the server, kept by another process; both leave when this one, the server's, is gone."""
    subprocess.Popen([sys.executable, "-m", "sampakt.config.keeper"])


class Command(BaseCommand):
    """Hands the process over to the application server, so that it gets the signals of whoever started it."""

    help = "Answer on the web, until stopped. SAMPAKT_PORT, SAMPAKT_BIND and SAMPAKT_WORKERS say where and how."

    def handle(self, *args: Any, **options: Any) -> None:
        place = f"{environment.BIND.read()}:{environment.PORT.read()}"
        try:
            socket.create_server((environment.BIND.read(), int(environment.PORT.read()))).close()
        except (OSError, ValueError) as error:
            words = _("Sampakt cannot listen on %(place)s (%(error)s): name another by SAMPAKT_PORT and SAMPAKT_BIND.")
            raise CommandError(words % {"place": place, "error": error}) from error
        # The address that people use, not the place it listens on: a passkey belongs to a name, never to a number.
        self.stdout.write(_("Sampakt answers on %(address)s") % {"address": f"{environment.address()}/"})
        self.stdout.write(_("Stop it with Ctrl+C."))
        self.stdout.flush()
        if environment.is_yes(environment.WORKER):
            bring_worker()
        os.execv(sys.executable, granian_arguments())  # noqa: S606 - replaces this process, on purpose
