"""What stands above every page of a partnership."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sampakt.agreements.models import Agreement, Partnership
from sampakt.agreements.queries.sharing import sharing
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.models import Organisation


@dataclass(frozen=True)
class PartnershipHead:
    """The partnership, who shares it, and the agreement on top of its family that holds, or that held last."""

    partnership: Partnership
    organisations: Sequence[Organisation]
    agreement: Agreement | None

    @property
    def last_day(self) -> date | None:
        """The last day of that agreement: the agreed one, or an earlier one decided since; None while it is open."""
        return (self.agreement.ended_on or self.agreement.ends_on) if self.agreement is not None else None


def partnership_head(
    partnership: Partnership, viewer: Viewer, day: date, known: Iterable[Agreement] | None = None
) -> PartnershipHead:
    """The head of a partnership on a day. One query less when the agreements seen are ``known``."""
    seen = Agreement.objects.visible_to(viewer).filter(space=partnership.pk) if known is None else known
    on_top = [agreement for agreement in seen if agreement.parent_id is None]

    def rank(agreement: Agreement) -> tuple[bool, date]:
        starts_on = agreement.starts_on or date.min
        last = agreement.ended_on or agreement.ends_on or date.max
        return starts_on <= day <= last, starts_on

    return PartnershipHead(
        partnership=partnership,
        organisations=sharing(partnership, viewer),
        agreement=max(on_top, key=rank, default=None),
    )
