"""``sampakt schema``: the JSON Schema of partnership files."""

import json
from typing import Any

from django.core.management.base import BaseCommand

from sampakt.transfer.queries import schema


class Command(BaseCommand):
    """Writes the schema as it is kept in ``docs/partnership-file.schema.json``."""

    help = "Write the JSON Schema of partnership files."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(json.dumps(schema(), ensure_ascii=False, indent=2))
