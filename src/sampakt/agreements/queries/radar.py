"""The renewal radar: what must be decided, noticed or revised within a year, over all agreements."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sampakt.agreements.models import Agreement, DocumentLink, Partnership
from sampakt.agreements.queries.life import RADAR_MONTHS, asking, load, with_amendments
from sampakt.agreements.rules import Life, RenewalDate, papers_missing
from sampakt.agreements.terms import DocumentRole, RenewalKind
from sampakt.kernel.period import add_months
from sampakt.kernel.viewer import Viewer


@dataclass(frozen=True)
class RadarLine:
    """A day to watch for in one agreement. ``papers_missing`` names the papers that continuing it still asks for."""

    agreement: Agreement
    partnership: Partnership
    life: Life
    date: RenewalDate
    papers_missing: tuple[DocumentRole, ...]

    @property
    def is_late(self) -> bool:
        """Whether the day has passed and still waits for its answer."""
        return self.date.days_left < 0


def renewal_radar(
    viewer: Viewer, day: date, months: int = RADAR_MONTHS, *, space_id: int | None = None
) -> list[RadarLine]:
    """The days to watch for in the partnerships that the viewer takes part in, late ones first. Four queries."""
    if space_id is None and not viewer.is_operator:
        seen = Agreement.objects.within(viewer, viewer.spaces)
    else:
        seen = Agreement.objects.visible_to(viewer)
    if space_id is not None:
        seen = seen.filter(space=space_id)
    agreements = with_amendments(seen.filter(asking(day, add_months(day, months))), "space__partnership")
    loaded = load(agreements)
    attached = _papers_of([agreement.pk for agreement in agreements if agreement.continuation_papers])
    lines = []
    for agreement in agreements:
        life = loaded.life(agreement, day)
        missing = papers_missing(agreement.continuation_papers, attached[agreement.pk], agreement.starts_on)
        lines += [
            RadarLine(
                agreement=agreement,
                partnership=agreement.space.partnership,
                life=life,
                date=found,
                papers_missing=()
                if life.is_settled or found.kind == RenewalKind.REVISION
                else tuple(DocumentRole(role) for role in missing),
            )
            for found in loaded.next_dates(agreement, life, months)
        ]
    return sorted(lines, key=lambda line: (line.date.on, line.agreement.pk))


def _papers_of(agreements: list[int]) -> dict[int, list[tuple[str, date | None]]]:
    papers: dict[int, list[tuple[str, date | None]]] = defaultdict(list)
    if agreements:
        links = DocumentLink.objects.filter(agreement__in=agreements)
        for agreement, role, dated_on in links.values_list("agreement_id", "role", "document__dated_on"):
            papers[agreement].append((role, dated_on))
    return papers
