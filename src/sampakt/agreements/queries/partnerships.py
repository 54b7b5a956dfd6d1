"""The page of one partnership."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sampakt.agreements.access import may_edit_partnership, may_see_link
from sampakt.agreements.models import Agreement, AgreementLink, Partnership, Theme
from sampakt.agreements.queries.life import load, with_amendments_as
from sampakt.agreements.queries.lines import AgreementLine, as_family, line_of
from sampakt.agreements.queries.sharing import sharing
from sampakt.agreements.rules import RenewalDate
from sampakt.agreements.terms import AgreementObjection
from sampakt.kernel.errors import Objection, Refused
from sampakt.kernel.files import nearest
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.models import Organisation


@dataclass(frozen=True)
class PartnershipPage:
    """All that the page of a partnership shows, as far as the viewer may see it."""

    partnership: Partnership
    organisations: Sequence[Organisation]
    family: Sequence[AgreementLine]
    links: Sequence[AgreementLink]
    themes: Sequence[Theme]
    past_themes: Sequence[Theme]
    dates: Sequence[tuple[AgreementLine, RenewalDate]]
    may_edit: bool


def partnership_called(code: str) -> Partnership:
    """The partnership with that code, for those who run the installation. Raises Refused, with the likely code."""
    partnership = Partnership.objects.select_related("space").filter(code=code).first()
    if partnership is None:
        meant = nearest(code, Partnership.objects.values_list("code", flat=True))
        term = AgreementObjection.MEANS_OTHER if meant else AgreementObjection.NO_PARTNERSHIP
        raise Refused([Objection.of(term, code=code, nearest=meant)])
    return partnership


def partnership_page(partnership: Partnership, viewer: Viewer, day: date) -> PartnershipPage:
    """A partnership on a day: who shares it, its family of agreements, themes, days to watch for. Four queries."""
    agreements = with_amendments_as(
        ("partnership", viewer.key, partnership.pk),
        lambda: Agreement.objects.visible_to(viewer).filter(space=partnership.pk),
        "space",
    )
    loaded = load(agreements)
    lines = [line_of(agreement, partnership, loaded, day) for agreement in agreements]
    themes = list(Theme.objects.filter(space=partnership.pk))
    working = [theme for theme in themes if theme.ends_on is None or theme.ends_on >= day]
    family = as_family(lines)
    return PartnershipPage(
        partnership=partnership,
        organisations=sharing(partnership, viewer, (party for line in lines for party in line.parties)),
        family=family,
        links=[link for link in loaded.links if may_see_link(viewer, link)],
        themes=working,
        past_themes=[theme for theme in themes if theme not in working],
        dates=sorted(((line, found) for line in family for found in line.dates), key=lambda pair: pair[1].on),
        may_edit=may_edit_partnership(viewer, partnership),
    )
