"""``sampakt dump CODE``: write a partnership as a file."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from sampakt.agreements.queries import partnership_called
from sampakt.kernel.commands import DataCommand
from sampakt.transfer.queries import file_of, written


class Command(DataCommand):
    """Writes everything that a file can hold of a partnership, in the canonical form."""

    help = "Write a partnership as a file that can be loaded again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("code", help="the partnership's code, such as huddinge-sodertorn")
        parser.add_argument("--format", choices=("yaml", "json"), default="yaml")
        parser.add_argument("--output", type=Path, metavar="FILE", help="where to write it; else to the terminal")

    def handle(self, *args: Any, code: str, output: Path | None, **options: Any) -> None:
        words = written(file_of(partnership_called(code)), options["format"])
        if output is None:
            self.stdout.write(words, ending="")
            return
        try:
            output.write_text(words, encoding="utf-8")
        except OSError as error:
            raise CommandError(f"{output}: {error.strerror}") from None
