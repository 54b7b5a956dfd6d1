"""What the room hangs on other rooms' pages: promise bars, and the promises that need somebody."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from sampakt.agreements.models import Agreement, Partnership
from sampakt.agreements.panels import Tab
from sampakt.commitments.access import may_record, may_register
from sampakt.commitments.queries.pages import (
    continuations,
    pressing,
    tones_by_partnership,
    tones_of_agreement,
    tones_of_space,
    tones_of_spaces,
)
from sampakt.commitments.terms import DeedSort, Status
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.models import Organisation
from sampakt.ui.panels import Panel, RowPanel

LATE_OR_SOON = (Status.OVERDUE, Status.BROKEN, Status.DUE_SOON)
SHOWN = 5

TABS = [Tab(_("Commitments"), "commitments/", 30), Tab(_("What was done"), "deeds/", 40)]


def _of_partnership(partnership: Partnership, viewer: Viewer) -> Mapping[str, Any]:
    return {
        "subject": partnership,
        "tones": tones_of_space(viewer, partnership.pk),
        "pressing": pressing(viewer, Q(space=partnership.pk), LATE_OR_SOON, SHOWN),
    }


def _of_agreement(agreement: Agreement, viewer: Viewer) -> Mapping[str, Any]:
    home = f"{agreement.space.partnership.get_absolute_url()}commitments/"
    return {
        "tones": tones_of_agreement(viewer, agreement.pk),
        "href": f"{home}?agreement={agreement.code}",
        "add": f"{home}new/?agreement={agreement.code}",
        "may_register": may_register(viewer, agreement.space_id),
    }


def _of_organisation(organisation: Organisation, viewer: Viewer) -> Mapping[str, Any] | None:
    partnerships = tones_by_partnership(viewer, organisation.pk)
    return {"subject": organisation, "partnerships": partnerships} if partnerships else None


def _of_partnerships(partnerships: Sequence[Partnership], viewer: Viewer) -> dict[int, Mapping[str, Any]]:
    tones = tones_of_spaces(viewer, [partnership.pk for partnership in partnerships])
    return {
        partnership.pk: {"tones": tones[partnership.pk], "href": f"{partnership.get_absolute_url()}commitments/"}
        for partnership in partnerships
        if partnership.pk in tones
    }


def _what_follows(agreement: Agreement, viewer: Viewer) -> Mapping[str, Any] | None:
    """The decisions on what follows an agreement, and where one is recorded; nothing for those who may not record."""
    if not may_record(viewer, agreement.space_id):
        return None
    return {
        "decisions": continuations(viewer, [agreement.space_id]).filter(done_on__gte=agreement.starts_on or date.min),
        "record": f"{agreement.space.partnership.get_absolute_url()}deeds/new/?sort={DeedSort.CONTINUATION}",
    }


PANELS = [
    Panel("partnership", "commitments/panels/partnership.html", _of_partnership, 20),
    Panel("agreement", "commitments/panels/agreement.html", _of_agreement, 20),
    Panel("what_follows", "commitments/panels/what_follows.html", _what_follows, 20),
    Panel("organisation", "commitments/panels/organisation.html", _of_organisation, 40),
]
ROW_PANELS = [RowPanel("partnership_row", "commitments/panels/row.html", _of_partnerships, 20)]
