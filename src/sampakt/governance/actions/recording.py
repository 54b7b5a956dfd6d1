"""What a secretary does in one go: records who is there as the meeting begins, and puts a new file under an item."""

from collections.abc import Sequence

from django.db import transaction

from sampakt.governance.actions.agenda import add_material
from sampakt.governance.actions.attendance import AttendanceLine, take_attendance
from sampakt.governance.actions.meetings import hold_meeting
from sampakt.governance.models import Attendance, Body, Item, ItemPaper, Meeting
from sampakt.governance.terms import HELD
from sampakt.kernel.terms import Audience
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.models import Circle, Organisation
from sampakt.papers.actions import Upload, add_document
from sampakt.papers.models import Document


@transaction.atomic
def open_meeting(
    meeting: Meeting, *, lines: Sequence[AttendanceLine], by: Viewer, version: int | None = None
) -> list[Attendance]:
    """Record who was there, and, while that has not been said yet, that the meeting was held."""
    if meeting.state not in HELD:
        hold_meeting(meeting, by=by)
        version = None
    return take_attendance(meeting, lines=lines, by=by, version=version)


@transaction.atomic
def rest_on(
    item: Item,
    *,
    by: Viewer,
    document: Document | None = None,
    upload: Upload | None = None,
    prepared_by: Body | None = None,
    audience: str = Audience.PARTNERS,
    organisation: Organisation | None = None,
    circle: Circle | None = None,
) -> ItemPaper:
    """Put a document under an item: one that is here, or a file that is kept as a new one, named after itself."""
    if document is None:
        name = upload.name.rpartition(".")[0] or upload.name if upload is not None else ""
        document = add_document(
            item.meeting.body.space,
            by=by,
            upload=upload,
            title=Text.of(name, item.meeting.body.space.partnership.language),
            audience=audience,
            organisation=organisation,
            circle=circle,
        )
    return add_material(item, document=document, prepared_by=prepared_by, by=by)
