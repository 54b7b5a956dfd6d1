"""``sampakt dump CODE``: write a partnership as a file."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from sampakt.agreements.queries import partnership_called
from sampakt.kernel.commands import DataCommand
from sampakt.transfer.queries import file_of, left_out, written


class Command(DataCommand):
    """Writes everything that a file can hold of a partnership, in the canonical form.

    What only those who sit in a body may read stays out, and how much that is stands in the error stream.
    """

    help = "Write a partnership as a file that can be loaded again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("code", help="the partnership's code, such as huddinge-sodertorn")
        parser.add_argument("--format", choices=("yaml", "json"), default="yaml")
        parser.add_argument("--output", type=Path, metavar="FILE", help="where to write it; else to the terminal")

    def handle(self, *args: Any, code: str, output: Path | None, **options: Any) -> None:
        partnership = partnership_called(code)
        words = written(file_of(partnership), options["format"])
        if output is None:
            self.stdout.write(words, ending="")
        else:
            try:
                output.write_text(words, encoding="utf-8")
            except OSError as error:
                raise CommandError(f"{output}: {error.strerror}") from None
        if left := left_out(partnership):
            said = _(
                "%(code)s: left out, because only those who sit in the body may read it: %(left)s. "
                "Minutes are told without that, and are not all that was signed."
            )
            counts = ", ".join(f"{sort} {number}" for sort, number in left.items())
            self.stderr.write(said % {"code": code, "left": counts})
