"""``sampakt verify_trail``: whether the trail is as it was written."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from sampakt.trail.models import TrailLine
from sampakt.trail.queries import first_broken_seal


class Command(BaseCommand):
    """Follows the seals from the first line to the last."""

    help = "Tell whether any line of the trail was changed or removed after it was written."

    def handle(self, *args: Any, **options: Any) -> None:
        broken = first_broken_seal()
        if broken is not None:
            raise CommandError(
                f"line {broken.pk} of {broken.at:%Y-%m-%d %H:%M} or one before it was altered afterwards"
            )
        self.stdout.write(f"The trail is as it was written: {TrailLine.objects.count()} lines.")
