"""The renewal radar names what must be decided, and when."""

from datetime import date

from sampakt.agreements import actions
from sampakt.agreements.models import Agreement
from sampakt.agreements.queries import (
    renewal_radar,
)
from sampakt.agreements.terms import (
    DocumentRole,
    RenewalKind,
)
from sampakt.kernel.terms import Audience
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import SYSTEM, Viewer
from sampakt.papers.actions import add_document

from .conftest import Cast

DAY = date(2025, 6, 1)


class TestRadar:
    def test_a_year_ahead_with_the_papers_that_are_missing(self, signed: Agreement, coordinator: Viewer) -> None:
        actions.change_agreement(
            signed, by=SYSTEM, notice_months=6, decide_months_before=3, continuation_papers=["mandate", "financing"]
        )
        paper = add_document(signed.space, by=SYSTEM, title=Text(sv="Mandat"), dated_on=date(2025, 5, 1))
        actions.attach_document(signed, document=paper, role=DocumentRole.MANDATE, by=SYSTEM)
        lines = renewal_radar(coordinator, DAY)

        assert [(line.date.kind, line.date.on, line.is_late) for line in lines] == [
            (RenewalKind.NOTICE_BY, date(2025, 6, 30), False),
            (RenewalKind.DECIDE_BY, date(2025, 9, 30), False),
            (RenewalKind.LAST_DAY, date(2025, 12, 31), False),
        ]
        assert {line.papers_missing for line in lines} == {(DocumentRole.FINANCING,)}

    def test_one_that_lapsed_stays_until_somebody_decides(self, signed: Agreement, coordinator: Viewer) -> None:
        lines = renewal_radar(coordinator, date(2026, 2, 1))
        assert [(line.date.kind, line.date.days_left, line.is_late) for line in lines] == [
            (RenewalKind.DECIDE_BY, -33, True),
            (RenewalKind.LAST_DAY, -32, True),
        ]
        actions.end_agreement(signed, ended_on=date(2025, 12, 31), decided_on=date(2026, 1, 15), by=SYSTEM)
        assert renewal_radar(coordinator, date(2026, 2, 1)) == []

    def test_only_where_one_takes_part(self, signed: Agreement, cast: Cast) -> None:
        actions.change_partnership(signed.space.partnership, audience=Audience.PUBLIC, by=SYSTEM)
        actions.change_agreement(signed, audience=Audience.PUBLIC, by=SYSTEM)
        assert renewal_radar(cast("passer-by"), DAY) == []
        assert renewal_radar(cast("operator"), DAY) != []
        assert renewal_radar(cast("passer-by"), DAY, space_id=signed.space_id) != []
