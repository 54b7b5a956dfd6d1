"""``sampakt tick``: do what time alone makes due."""

import logging
from typing import Any

from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from sampakt.kernel import clock
from sampakt.kernel.commands import DataCommand
from sampakt.kernel.discovery import brought
from sampakt.post.actions import send_waiting

log = logging.getLogger(__name__)


class Command(DataCommand):
    """Asks every room that has a ``tick.py``, lowest first, then sends the letters that wait. Twice does no harm."""

    help = "Do what time alone makes due, then send waiting letters. Run it every hour."

    def handle(self, *args: Any, **options: Any) -> None:
        today = clock.today()
        failed = []
        for room in brought("tick"):
            try:
                self.stdout.write(room.tick(today))
            except Exception:
                # One room's fault must not keep the others, nor the post, from their work.
                log.exception("%s failed", room.__name__)
                failed.append(room.__name__.split(".")[1])
        call_command("clearsessions")
        self.stdout.write(_("Letters sent: %(count)s.") % {"count": send_waiting()})
        if failed:
            raise CommandError(_("Failed: %(rooms)s. The log says why.") % {"rooms": ", ".join(failed)})
