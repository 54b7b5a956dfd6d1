"""``sampakt dump CODE``: write a partnership as a file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from sampakt.agreements.models import Partnership
from sampakt.kernel.files import nearest
from sampakt.transfer.queries import file_of, written


class Command(BaseCommand):
    """Writes everything that a file can hold of a partnership, in the canonical form."""

    help = "Write a partnership as a file that can be loaded again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("code", help="the partnership's code, such as huddinge-sodertorn")
        parser.add_argument("--format", choices=("yaml", "json"), default="yaml")
        parser.add_argument("--output", type=Path, metavar="FILE", help="where to write it; else to the terminal")

    def handle(self, *args: Any, code: str, output: Path | None, **options: Any) -> None:
        partnership = Partnership.objects.select_related("space").filter(code=code).first()
        if partnership is None:
            meant = nearest(code, Partnership.objects.values_list("code", flat=True))
            words = (
                _("there is no partnership %(code)s: did you mean %(nearest)s?")
                if meant
                else _("there is no partnership %(code)s")
            )
            raise CommandError(words % {"code": code, "nearest": meant})
        words = written(file_of(partnership), options["format"])
        if output is None:
            self.stdout.write(words, ending="")
            return
        try:
            output.write_text(words, encoding="utf-8")
        except OSError as error:
            raise CommandError(f"{output}: {error.strerror}") from None
