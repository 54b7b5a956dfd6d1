"""``sampakt demo``: fill an empty database with the demonstration."""

from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _

from sampakt.demo.actions import is_demo, is_empty, load_demo, read_cast, system_files
from sampakt.kernel.commands import DataCommand


class Command(DataCommand):
    """Loads the five systems and a cast of invented people, and prints how to sign in."""

    help = "Load five real partnerships and invented users into an empty database."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="do nothing when the database is in use")

    def handle(self, *args: Any, if_empty: bool, **options: Any) -> None:
        if not is_empty():
            if if_empty:
                if is_demo():
                    self.stdout.write(read_cast().sign_ins())
                return
            raise CommandError(
                _("The database already holds partnerships or users: the demonstration needs an empty one.")
            )
        cast = load_demo()
        words = _("The demonstration is loaded: %(partnerships)s partnerships and %(people)s invented people.")
        self.stdout.write(words % {"partnerships": len(system_files()), "people": len(cast.people)})
        self.stdout.write(cast.sign_ins())
