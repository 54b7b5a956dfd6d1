"""``sampakt verify_minutes``: whether locked minutes say what was signed."""

from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from sampakt.governance.queries.verifying import verified_minutes
from sampakt.kernel.commands import DataCommand


class Command(DataCommand):
    """Holds the records against the copy that was kept of signed minutes, that against its digest and the trail.

    Every difference stands on a line of its own in the error stream; with any, the command fails.
    """

    help = "Tell whether anything in locked minutes was altered after they were signed."

    def handle(self, *args: Any, **options: Any) -> None:
        found = verified_minutes()
        for meeting, differences in found.altered.items():
            for one in differences:
                self.stderr.write(f"{meeting}: {one}.")
        if found.loaded:
            words = _("Loaded from a file, signed elsewhere: %(count)s. Whether they are what was signed is not known.")
            self.stdout.write(words % {"count": found.loaded})
        if found.altered:
            words = _("These minutes are not as they were signed: %(meetings)s.")
            raise CommandError(words % {"meetings": "; ".join(found.altered)})
        self.stdout.write(_("Locked minutes are as they were signed: %(count)s.") % {"count": found.signed})
