"""``sampakt work``: do what was asked for in the background."""

import logging
import os
import signal
import time
from argparse import ArgumentParser
from typing import Any

from django.db import OperationalError, close_old_connections
from django.utils.translation import gettext as _
from django_tasks_db.management.commands.db_worker import Worker as Queue
from django_tasks_db.models import DBTaskResult

from sampakt.jobs.actions import rescue
from sampakt.jobs.actions.working import HERE
from sampakt.jobs.models import board
from sampakt.kernel.commands import DataCommand

log = logging.getLogger(__name__)
BETWEEN_LOOKS = 0.5
BETWEEN_RESCUES = 10.0
ENDS_SOON = 5.0
"""Seconds that the job in hand has to end when the web server that the worker came along with is gone."""


class Command(DataCommand):
    """Takes jobs one by one, each in a process of its own, until told to stop; the one in hand gets time to end."""

    help = "Do what was asked for in the background, until stopped. sampakt serve brings one along."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--with-parent", action="store_true", help="Stop when the process that started it is gone.")
        parser.add_argument("--until-empty", action="store_true", help="Stop when nothing is left to do now.")

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Wait for a database that is not there yet, as when the machine has just started."""
        if options["with_parent"]:
            HERE.parent, HERE.patience = os.getppid(), ENDS_SOON
        while not HERE.is_leaving():
            try:
                return super().execute(*args, **options)
            except OperationalError as error:
                log.warning("the database does not answer: %s", error)
                time.sleep(BETWEEN_RESCUES)
        return None

    def handle(self, *args: Any, **options: Any) -> None:
        for told in (signal.SIGINT, signal.SIGTERM):
            signal.signal(told, lambda *_args: HERE.stop())
        if not options["with_parent"]:
            self.stdout.write(_("Waiting for work. Stop it with Ctrl+C."))
            self.stdout.flush()
        try:
            _work(until_empty=options["until_empty"])
        finally:
            board.wipe(HERE.name)


def _work(*, until_empty: bool) -> None:
    next_rescue = 0.0
    while not HERE.is_leaving():
        HERE.live()
        took = False
        try:
            close_old_connections()
            if time.monotonic() >= next_rescue:
                next_rescue = time.monotonic() + BETWEEN_RESCUES
                rescue()
            took = _take_one()
        except OperationalError as error:
            # The database is being restarted, or held by a long transaction: that passes.
            log.warning("the database does not answer: %s", error)
        if not took and until_empty:
            return
        if not took:
            time.sleep(BETWEEN_LOOKS)


def _take_one() -> bool:
    """Take the job that is next in the queue, and do it; answers whether there was one."""
    if not DBTaskResult.objects.ready().exists():
        return False
    Queue(
        queue_names=["default"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=1,
        worker_id=HERE.name,
        excluded_queue_names=[],
    ).run()
    return True
