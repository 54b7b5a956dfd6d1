"""``sampakt intake FILE...``: what documents seem to say, as data or as a draft of a partnership file."""

import json
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from sampakt.intake.queries import Document, NotRead, document_in, draft_of, drafted_file, told
from sampakt.intake.rules.as_json import as_json
from sampakt.intake.terms import IntakeFault

STANDARD_INPUT = Path("-")


class Command(BaseCommand):
    """Reads each file by itself: one that cannot be read is told, and the others go on. Nothing is kept."""

    help = "Read documents (PDF, Word, OpenDocument, text, web page, e-mail, scan) and print what they seem to say."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a document; - reads standard input")
        parser.add_argument(
            "--format", choices=("json", "yaml"), default="json", help="yaml: a partnership file that load takes"
        )
        parser.add_argument(
            "--into", type=Path, metavar="FOLDER", help="write a file for each document into this folder instead"
        )

    def handle(self, *args: Any, files: list[Path], into: Path | None, **options: Any) -> None:
        form = options["format"]
        if form == "yaml" and len(files) > 1 and into is None:
            raise CommandError(_("Several partnership files need a folder of their own: --into FOLDER"))
        is_list = len(files) > 1 and into is None
        refused: list[Path] = []
        printed = 0
        for number, path in enumerate(files):
            self._progress(number, len(files))
            try:
                words = self._draft(path, form)
                if into is None:
                    lead = ("," if printed else "[") + "\n" if is_list else ""
                    self.stdout.write(lead + words, ending="" if is_list else "\n")
                    printed += 1
                else:
                    _write(into / f"{path.name if path != STANDARD_INPUT else 'draft'}.{form}", words)
            except (NotRead, OSError) as fault:
                refused.append(path)
                why = (fault.strerror or str(fault)) if isinstance(fault, OSError) else str(fault)
                self.stderr.write(f"{path}: {why}")
        self._progress(len(files), len(files))
        if is_list:
            self.stdout.write("\n]" if printed else "[]")
        if refused:
            raise CommandError(_("not read: %(files)s") % {"files": ", ".join(str(path) for path in refused)})

    def _draft(self, path: Path, form: str) -> str:
        """The draft of one file as text."""
        document = document_in(path.name, _content(path))
        for code, facts in document.remarks:
            self.stderr.write(f"{path}: {told(code, facts)}")
        if form == "yaml":
            return drafted_file(document).rstrip("\n")
        return _as_json(document, path)

    def _progress(self, number: int, many: int) -> None:
        """How far the command has come: one line on the terminal, written over again and taken away at the end."""
        if many > 1 and self.stderr.isatty():
            words = _("%(number)s of %(all)s files") % {"number": number, "all": many}
            self.stderr.write(f"\r\x1b[K{words if number < many else ''}", ending="")
            self.stderr.flush()


def _content(path: Path) -> bytes:
    """The bytes of a file, at most one more than may be read."""
    most = settings.UPLOAD_LIMIT + 1
    if path == STANDARD_INPUT:
        return sys.stdin.buffer.read(most)
    with path.open("rb") as file:
        return file.read(most)


def _as_json(document: Document, path: Path) -> str:
    data = {"file": str(path), **as_json(draft_of(document), document.text)}
    return json.dumps(data, ensure_ascii=False, indent=2)


def _write(path: Path, words: str) -> None:
    """Write a draft; one that is there may have been worked on, and stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(words + "\n")
    except FileExistsError:
        raise NotRead(IntakeFault.ALREADY_THERE, path=path) from None
