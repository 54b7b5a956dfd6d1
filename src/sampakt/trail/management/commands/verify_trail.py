"""``sampakt verify_trail``: whether the trail is as it was written."""

from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from sampakt.kernel.commands import DataCommand
from sampakt.trail.models import TrailLine
from sampakt.trail.queries import first_broken_seal


class Command(DataCommand):
    """Follows the seals from the first line to the last."""

    help = "Tell whether any line of the trail was changed or removed after it was written."

    def handle(self, *args: Any, **options: Any) -> None:
        broken = first_broken_seal()
        if broken is not None:
            words = _("Line %(number)s of %(when)s or one before it was altered afterwards.")
            raise CommandError(words % {"number": broken.pk, "when": f"{broken.at:%Y-%m-%d %H:%M}"})
        words = _("The trail is as it was written: %(count)s lines.")
        self.stdout.write(words % {"count": TrailLine.objects.count()})
