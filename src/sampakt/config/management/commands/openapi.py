"""The description of the API, as docs/openapi.json holds it."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import translation

from sampakt.config.api import api

NAMES_OF_422 = ("Unprocessable Content", "Unprocessable Entity")
"""Python 3.13 calls the status by its new name; the description is the same on all versions."""


def described() -> str:
    """The description as text, the same on every run and every version of Python."""
    with translation.override("en"):
        schema = api.get_openapi_schema(path_prefix="/api/v1/")
        text = json.dumps(schema, indent=2, ensure_ascii=False, cls=DjangoJSONEncoder) + "\n"
    return text.replace(*NAMES_OF_422)


class Command(BaseCommand):
    """``sampakt openapi``: print the API's description, or write it to a file."""

    help = "Print the description of the API (OpenAPI), or write it to a file."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--to", default="", help="Write it to this file instead.")

    def handle(self, *, to: str, **_: Any) -> None:
        if not to:
            self.stdout.write(described(), ending="")
            return
        with open(to, "w", encoding="utf-8") as file:
            file.write(described())
