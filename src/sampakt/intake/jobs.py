"""Work of this room in the background: reading documents that were dropped, taking in lists of agreements."""

from django.utils.translation import gettext_lazy as _

from sampakt.intake.actions import import_list, read
from sampakt.intake.actions.dropping import READING
from sampakt.intake.actions.importing import IMPORTING
from sampakt.intake.models import AgreementList, Reading
from sampakt.intake.queries.scans import DOCUMENT_SECONDS
from sampakt.intake.terms import ListObjection
from sampakt.jobs.rules import Outcome, Progress, Sort
from sampakt.jobs.rules.sorts import Payload
from sampakt.kernel.viewer import Viewer


def _read(payload: Payload, progress: Progress, by: Viewer) -> Outcome | None:
    """Read a document, unless it was taken off the shelf meanwhile."""
    reading = Reading.objects.filter(code=payload["reading"]).first()
    return Outcome(leads_to=read(reading, progress).get_absolute_url()) if reading else None


def _import(payload: Payload, progress: Progress, by: Viewer) -> Outcome | None:
    """Take in a list, unless it was taken away meanwhile."""
    listed = AgreementList.objects.visible_to(by).select_related("organisation").filter(code=payload["list"]).first()
    if listed is None:
        return None
    import_list(listed, by=by, leave_faulty=payload["leave_faulty"], progress=progress)
    return Outcome(leads_to=listed.get_absolute_url())


JOBS = {
    READING: Sort(_("Reading a document"), _read, longest=DOCUMENT_SECONDS + 300),
    IMPORTING: Sort(_("Taking in a list of agreements"), _import, whole=True, longest=900, words=(ListObjection,)),
}
