"""``sampakt load FILE...``: bring partnerships into line with their files."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from sampakt.kernel.commands import DataCommand
from sampakt.kernel.files import Fault
from sampakt.kernel.viewer import SYSTEM
from sampakt.transfer.actions import FileWrong, Loaded, load, tried
from sampakt.transfer.queries import file_read, told


class Command(DataCommand):
    """Loads each file whole or not at all, and tells everything that is wrong in those it did not load."""

    help = "Load partnership files (YAML or JSON). Loading the same file again changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")

    def handle(self, *args: Any, files: list[Path], dry_run: bool, **options: Any) -> None:
        refused: list[Path] = []
        waiting = list(files)
        while waiting:
            wrong = {path: faults for path in waiting if (faults := self._load(path, dry_run))}
            # A file may refer to an agreement in a file that was only loaded after it: such a file is tried again.
            again = [path for path, faults in wrong.items() if all(one.code == "agreement_elsewhere" for one in faults)]
            if len(again) == len(waiting):
                again = []
            for path, faults in wrong.items():
                if path not in again:
                    refused.append(path)
                    for fault in faults:
                        self.stderr.write(told(fault, str(path)))
            waiting = again
        if refused:
            raise CommandError(_("not loaded: %(files)s") % {"files": ", ".join(str(path) for path in refused)})

    def _load(self, path: Path, dry_run: bool) -> tuple[Fault, ...]:
        try:
            content = path.read_bytes()
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from None
        try:
            loaded = (tried if dry_run else load)(file_read(content), by=SYSTEM)
        except FileWrong as refused:
            return refused.faults
        self.stdout.write(f"{path}: {_outcome(loaded, dry_run)}")
        return ()


def _outcome(loaded: Loaded, dry_run: bool) -> str:
    code, number = loaded.partnership.code, len(loaded.lines)
    held = ", ".join(f"{name.value} {size}" for name, size in loaded.sizes.items())
    if not number:
        words = _("%(code)s is already as the file says; nothing was changed. The file holds: %(held)s")
    elif dry_run:
        words = (
            _("%(code)s would be made, %(number)s lines in the trail. The file holds: %(held)s")
            if loaded.is_new
            else _("%(code)s would be changed, %(number)s lines in the trail. The file holds: %(held)s")
        )
    else:
        words = (
            _("%(code)s made, %(number)s lines in the trail. The file holds: %(held)s")
            if loaded.is_new
            else _("%(code)s changed, %(number)s lines in the trail. The file holds: %(held)s")
        )
    return words % {"code": code, "number": number, "held": held}
