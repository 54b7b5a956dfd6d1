"""Who may see and change bodies and their seats, written twice: as SQL and as Python. A test holds them equal."""

from typing import TYPE_CHECKING

from django.db.models import Q

from sampakt.kernel.viewer import Viewer
from sampakt.organisations.access import may_edit_shared, may_see_shared, shared_seen_by

if TYPE_CHECKING:
    from sampakt.governance.models import Body, Holding, Seat


def body_seen_by(viewer: Viewer, path: str = "") -> Q:
    """Bodies by their audience; ``path`` leads from the row to the body (``"body__"``)."""
    return shared_seen_by(viewer, path)


def may_see(viewer: Viewer, body: "Body") -> bool:
    """The same in Python."""
    return may_see_shared(viewer, body)


def of_body_seen_by(viewer: Viewer) -> Q:
    """Seats, the parties' numbers and the turns of the chair: seen by those who see their body."""
    return body_seen_by(viewer, "body__")


def holding_seen_by(viewer: Viewer) -> Q:
    """Who held a seat: seen by those inside the partnership who see the body. Others see its seats, not its people."""
    seen = body_seen_by(viewer, "seat__body__")
    return seen if viewer.is_operator else seen & Q(seat__body__space_id__in=list(viewer.spaces))


def may_see_holding(viewer: Viewer, holding: "Holding") -> bool:
    """The same in Python."""
    body = holding.seat.body
    return may_see(viewer, body) and (viewer.is_operator or viewer.is_in(body.space_id))


def may_form(viewer: Viewer, space_id: int) -> bool:
    """Leads and coordinators set up bodies."""
    return viewer.may_edit_in(space_id)


def may_edit(viewer: Viewer, body: "Body") -> bool:
    """Leads and coordinators, as far as they see the body; they also fill its seats."""
    return may_edit_shared(viewer, body)


def may_fill(viewer: Viewer, seat: "Seat", space_id: int) -> bool:
    """Leads and coordinators; a seat of an office is filled by those among them who act for its organisation."""
    if not viewer.may_edit_in(space_id):
        return False
    owner = seat.office.organisation_id if seat.office else None
    return owner is None or viewer.acts_for(owner, space_id) or viewer.administers(owner)
