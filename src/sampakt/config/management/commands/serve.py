"""``sampakt serve``: answer on the web."""

import os
import socket
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError

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


class Command(BaseCommand):
    """Hands the process over to the application server, so that it gets the signals of whoever started it."""

    help = "Answer on the web, until stopped. SAMPAKT_PORT, SAMPAKT_BIND and SAMPAKT_WORKERS say where and how."

    def handle(self, *args: Any, **options: Any) -> None:
        place = f"{environment.BIND.read()}:{environment.PORT.read()}"
        try:
            socket.create_server((environment.BIND.read(), int(environment.PORT.read()))).close()
        except (OSError, ValueError) as error:
            raise CommandError(
                f"cannot listen on {place} ({error}); SAMPAKT_PORT and SAMPAKT_BIND name another"
            ) from error
        self.stdout.write(f"Sampakt answers on http://{place}/")
        self.stdout.write("Stop it with Ctrl+C.")
        self.stdout.flush()
        os.execv(sys.executable, granian_arguments())  # noqa: S606 - replaces this process, on purpose
