"""Work of this room in the background: reading the documents that were dropped."""

from django.utils.translation import gettext_lazy as _

from sampakt.intake.actions import read
from sampakt.intake.actions.dropping import READING
from sampakt.intake.models import Reading
from sampakt.intake.queries.scans import DOCUMENT_SECONDS
from sampakt.jobs.rules import Outcome, Progress, Sort
from sampakt.jobs.rules.sorts import Payload
from sampakt.kernel.viewer import Viewer


def _read(payload: Payload, progress: Progress, by: Viewer) -> Outcome | None:
    """Read a document, unless it was taken off the shelf meanwhile."""
    reading = Reading.objects.filter(code=payload["reading"]).first()
    return Outcome(leads_to=read(reading, progress).get_absolute_url()) if reading else None


JOBS = {READING: Sort(_("Reading a document"), _read, longest=DOCUMENT_SECONDS + 300)}
