"""Agreements and partnerships as lists show them: one line each, with state, parties and the next day to watch for."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import QuerySet

from sampakt.agreements.models import Agreement, Partnership, PartnershipQuerySet, Party
from sampakt.agreements.queries.life import Loaded, load, with_amendments
from sampakt.agreements.queries.sharing import sharing
from sampakt.agreements.rules import Life, RenewalDate, in_tree_order
from sampakt.agreements.terms import LifeState
from sampakt.kernel.joining import joined
from sampakt.kernel.models import having_words
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.models import Organisation

_FOREMOST = {
    LifeState.IN_FORCE: 0,
    LifeState.EXPIRING: 0,
    LifeState.SIGNED: 1,
    LifeState.DECIDED: 2,
    LifeState.LAPSED: 3,
    LifeState.DRAFT: 4,
    LifeState.RENEWED: 5,
    LifeState.ENDED: 6,
}
"""Which state makes an agreement the one that a partnership is known by, the lowest first."""


@dataclass(frozen=True)
class AgreementLine:
    """An agreement in a list; ``depth`` is its place in the family tree, nought on top."""

    agreement: Agreement
    partnership: Partnership | None
    parties: Sequence[Party]
    life: Life
    dates: Sequence[RenewalDate]
    depth: int = 0

    @property
    def next_date(self) -> RenewalDate | None:
        """The next day to watch for within a year, or the first that passed unanswered."""
        return self.dates[0] if self.dates else None


@dataclass(frozen=True)
class PartnershipLine:
    """A partnership in a list, known by the foremost of the agreements that the viewer may see."""

    partnership: Partnership
    organisations: Sequence[Organisation]
    agreements: Sequence[AgreementLine]
    foremost: AgreementLine | None
    is_followed: bool = True

    @property
    def next_date(self) -> tuple[AgreementLine, RenewalDate] | None:
        """The next day to watch for in any of its agreements; none for a passer-by, whom nothing there waits for."""
        if not self.is_followed:
            return None
        dated = [(line, line.next_date) for line in self.agreements if line.next_date is not None]
        return min(dated, key=lambda pair: pair[1].on, default=None)


def partnerships_of(viewer: Viewer, day: date, *, words: str = "", only_own: bool = False) -> list[PartnershipLine]:
    """The partnerships that the viewer sees, or only those they have a role in, by name. Four queries."""
    found = partnerships_found(viewer, words=words)
    return partnership_lines(found.of(viewer) if only_own else found, viewer, day)


def partnerships_found(viewer: Viewer, *, words: str = "") -> PartnershipQuerySet:
    """The partnerships that the viewer sees, with all the words: their own before those that everyone sees, by name."""
    return Partnership.objects.visible_to(viewer).filter(having_words(words)).by_name(viewer)


def partnership_lines(found: QuerySet[Partnership], viewer: Viewer, day: date) -> list[PartnershipLine]:
    """These partnerships, or a page of them, in their order. Four queries, however many."""
    partnerships = joined(found, "space", many="space__organisations")
    agreements = Agreement.objects.visible_to(viewer).filter(space__in=[row.pk for row in partnerships])
    of_space: dict[int, list[AgreementLine]] = defaultdict(list)
    for line in agreement_lines(with_amendments(agreements, "space"), day):
        of_space[line.agreement.space_id].append(line)
    return [_line(partnership, of_space[partnership.pk], viewer) for partnership in partnerships]


def agreements_found(
    viewer: Viewer, *, words: str = "", kind: str = "", organisation_id: int | None = None, space_id: int | None = None
) -> QuerySet[Agreement]:
    """The agreements that the viewer sees, with all the words; of one kind, party or partnership if asked."""
    found = Agreement.objects.visible_to(viewer).filter(having_words(words)).select_related("space__partnership")
    if kind:
        found = found.filter(kind=kind)
    if organisation_id is not None:
        found = found.filter(pk__in=Party.objects.filter(organisation=organisation_id).values("agreement"))
    if space_id is not None:
        found = found.filter(space=space_id)
    return found.order_by("-ends_on", "-starts_on", "pk")


def agreement_lines(agreements: Collection[Agreement], day: date) -> list[AgreementLine]:
    """The agreements with their parties, states and dates, in the order given. Three queries, however many.

    Fetch them with ``select_related("space__partnership")`` when the lines shall name their partnerships.
    """
    loaded = load(agreements)
    return [line_of(agreement, _partnership_of(agreement), loaded, day) for agreement in agreements]


def line_of(agreement: Agreement, partnership: Partnership | None, loaded: Loaded, day: date) -> AgreementLine:
    """The line of one agreement among those loaded."""
    life = loaded.life(agreement, day)
    return AgreementLine(
        agreement=agreement,
        partnership=partnership,
        parties=loaded.parties[agreement.pk],
        life=life,
        dates=loaded.next_dates(agreement, life),
    )


def as_family(lines: Sequence[AgreementLine]) -> list[AgreementLine]:
    """The lines as a family tree: each after the one it stands under, with its depth."""
    by_number = {line.agreement.pk: line for line in lines}
    placed = in_tree_order({number: line.agreement.parent_id for number, line in by_number.items()})
    return [replace(by_number[number], depth=depth) for depth, number in placed]


def foremost(lines: Sequence[AgreementLine]) -> AgreementLine | None:
    """The agreement that a partnership is known by: one that holds before one that does not, on top, the latest."""

    def rank(line: AgreementLine) -> tuple[int, int, date]:
        return (
            -_FOREMOST[line.life.state],
            -(line.agreement.parent_id is not None),
            line.agreement.starts_on or line.life.came_into_force_on or date.min,
        )

    return max(lines, key=rank, default=None)


def _line(partnership: Partnership, lines: Sequence[AgreementLine], viewer: Viewer) -> PartnershipLine:
    return PartnershipLine(
        partnership=partnership,
        organisations=sharing(partnership, viewer, (party for line in lines for party in line.parties)),
        agreements=as_family(lines),
        foremost=foremost(lines),
        is_followed=viewer.is_operator or viewer.is_in(partnership.pk),
    )


def _partnership_of(agreement: Agreement) -> Partnership | None:
    """The partnership, if it was fetched along; a line never asks for it one by one."""
    space = agreement._state.fields_cache.get("space")
    return space._state.fields_cache.get("partnership") if space is not None else None
