"""``sampakt schema``: what partnership files may hold, as JSON Schema or as a reference to read."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from sampakt.transfer.queries import reference, schema


class Command(BaseCommand):
    """Writes what ``docs`` keeps: the schema, and the reference at the end of ``partnership-file.md``."""

    help = "Write the JSON Schema of partnership files, or their reference in Markdown."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--reference", action="store_true", help="a reference in Markdown instead")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["reference"]:
            self.stdout.write(reference(), ending="")
        else:
            self.stdout.write(json.dumps(schema(), ensure_ascii=False, indent=2))
