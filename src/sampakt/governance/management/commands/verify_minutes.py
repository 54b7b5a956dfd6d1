"""``sampakt verify_minutes``: whether locked minutes say what was signed."""

from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from sampakt.governance.queries.verifying import verified_minutes
from sampakt.kernel.commands import DataCommand


class Command(DataCommand):
    """Holds what is kept of signed minutes against its digest, and that against the trail."""

    help = "Tell whether anything in locked minutes was altered after they were signed."

    def handle(self, *args: Any, **options: Any) -> None:
        found = verified_minutes()
        if found.altered:
            words = _("These minutes are not as they were signed: %(meetings)s.")
            raise CommandError(words % {"meetings": "; ".join(found.altered)})
        self.stdout.write(_("Locked minutes are as they were signed: %(count)s.") % {"count": found.signed})
