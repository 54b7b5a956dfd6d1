"""What the room hangs on other rooms' pages: bodies and their meetings, an organisation's seats, what was decided."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from sampakt.agreements.models import Agreement, Partnership
from sampakt.agreements.panels import Tab
from sampakt.commitments.models import Commitment
from sampakt.governance.access import may_form
from sampakt.governance.queries import bodies_of, seats_of
from sampakt.governance.queries.letting_in import let_in_by_seats
from sampakt.governance.queries.touching import ahead_in, touching
from sampakt.kernel import clock
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.models import Organisation
from sampakt.ui.panels import Panel

SHOWN = 12

TABS = [Tab(_("Governance"), "bodies/", 35)]


def _of_partnership(partnership: Partnership, viewer: Viewer) -> Mapping[str, Any] | None:
    """Its bodies of today; for those who may set one up, also that there is none yet."""
    today = clock.today()
    lines = [line for line in bodies_of(viewer, partnership, today) if (line.body.dissolved_on or today) >= today]
    can_form = may_form(viewer, partnership.pk)
    if not lines and not can_form:
        return None
    return {"subject": partnership, "lines": lines[:SHOWN], "has_more": len(lines) > SHOWN, "may_form": can_form}


def _of_organisation(organisation: Organisation, viewer: Viewer) -> Mapping[str, Any] | None:
    found = seats_of(viewer, organisation, clock.today())
    if not found.count:
        return None
    return {
        "lines": found.lines[:SHOWN],
        "others": found.lines[SHOWN:],
        "further": found.count - len(found.lines),
        "vacant": found.vacant,
    }


def _ahead(partnership: Partnership, viewer: Viewer) -> Mapping[str, Any] | None:
    """What its bodies have ahead and have decided, once there is anything to tell."""
    ahead = ahead_in(viewer, partnership, clock.today())
    return {"subject": partnership, "ahead": ahead} if ahead else None


def _touching(subject: Agreement | Commitment, viewer: Viewer) -> Mapping[str, Any] | None:
    """What bodies decided about it, and when they took it up."""
    found = touching(viewer, subject)
    return {"found": found} if found else None


def _let_in(partnership: Partnership, viewer: Viewer) -> Mapping[str, Any] | None:
    """Those whom a seat lets in, for those who take part themselves."""
    found = let_in_by_seats(viewer, partnership, clock.today())
    return {"found": found} if found else None


PANELS = [
    Panel("partnership", "governance/panels/partnership.html", _of_partnership, 30),
    Panel("organisation", "governance/panels/organisation.html", _of_organisation, 30),
    Panel("partnership", "governance/panels/ahead.html", _ahead, 31),
    Panel("agreement", "governance/panels/touching.html", _touching, 30),
    Panel("commitment", "governance/panels/touching.html", _touching, 30),
    Panel("people", "governance/panels/people.html", _let_in, 30),
]
