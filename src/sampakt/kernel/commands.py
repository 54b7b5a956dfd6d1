"""What commands share: they speak the installation's language, and want the tables as the program knows them."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from sampakt.kernel.errors import Refused


class DataCommand(BaseCommand):
    """A command on the database: it says what to do first where the tables are not up to date, and why it refuses."""

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Runs the command. Raises CommandError when migrations wait, or with the objections to what was asked."""
        known = MigrationExecutor(connection)
        if known.migration_plan(known.loader.graph.leaf_nodes()):
            raise CommandError(_("The database is not up to date. Run this first: sampakt migrate"))
        try:
            said: str | None = super().execute(*args, **options)
        except Refused as refused:
            raise CommandError(str(refused)) from None
        return said
