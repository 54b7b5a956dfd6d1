"""What the room hangs on other rooms' pages: a partnership's bodies, and an organisation's seats."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from sampakt.agreements.models import Partnership
from sampakt.agreements.panels import Tab
from sampakt.governance.access import may_form
from sampakt.governance.queries import bodies_of, seats_of
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
    lines = seats_of(viewer, organisation, clock.today())
    if not lines:
        return None
    vacant = sum(line.is_vacant for line in lines)
    return {"lines": lines[:SHOWN], "others": lines[SHOWN:], "vacant": vacant}


PANELS = [
    Panel("partnership", "governance/panels/partnership.html", _of_partnership, 30),
    Panel("organisation", "governance/panels/organisation.html", _of_organisation, 30),
]
