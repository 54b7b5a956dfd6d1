"""The start page: what needs me, my partnerships, what comes; and what Sampakt says to those who have not signed in."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from sampakt.agreements.access import may_start_any
from sampakt.agreements.models import Agreement, Partnership
from sampakt.agreements.queries import (
    AgreementLine,
    agreement_lines,
    partnership_lines,
    partnerships_found,
)
from sampakt.agreements.queries.life import with_amendments_as
from sampakt.agreements.queries.lines import foremost
from sampakt.commitments.queries.standing import statuses_of_spaces
from sampakt.commitments.queries.stored import tones_of
from sampakt.commitments.terms import NEEDS_SOMEBODY
from sampakt.desk.queries.coming import DAYS_SHOWN, Date, coming_dates
from sampakt.desk.queries.needs import asking_first, needs_of, promises_of
from sampakt.desk.queries.rows import Need
from sampakt.kernel.alphabet import ALPHABETS, sort_key
from sampakt.kernel.asking import records_as
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.access import acts_for
from sampakt.organisations.models import Organisation

CARDS = 12

Statuses = Mapping[int, Counter[str]]


@dataclass(frozen=True)
class Card:
    """A partnership in short: who shares it, the agreement that it is known by, and how its promises stand."""

    partnership: Partnership
    organisations: Sequence[Organisation]
    foremost: AgreementLine | None
    tones: Counter[str]


@dataclass(frozen=True)
class StartPage:
    """All that the start page shows to somebody who has signed in."""

    organisations: Sequence[Organisation]
    own: Sequence[Need]
    others: Sequence[Need]
    past: Sequence[Need]
    to_know: Sequence[Need]
    has_more: bool
    cards: Sequence[Card]
    dates: Sequence[Date]
    may_start: bool
    drafts_in: Sequence[Partnership]
    has_more_dates: bool = False

    @property
    def needs(self) -> Sequence[Need]:
        """All rows shown: one's own, those of one's partnerships, what was left from long ago, and what others mend."""
        return [*self.to_do, *self.to_know]

    @property
    def to_do(self) -> Sequence[Need]:
        """The rows that the viewer can do something about."""
        return [*self.own, *self.others, *self.past]

    @property
    def is_new(self) -> bool:
        """Whether the viewer takes part in nothing yet."""
        return not self.cards


@dataclass(frozen=True)
class Welcome:
    """What those see who have not signed in: the public partnerships."""

    cards: Sequence[Card]


def start_page(viewer: Viewer, today: date) -> StartPage:
    """What needs the viewer and what comes, over all their partnerships. Thirteen questions at most.

    One more while an agreement waits to be told what follows.
    """
    may_start = may_start_any(viewer)
    if not viewer.spaces:
        return StartPage((), (), (), (), (), False, (), (), may_start, ())
    partnerships = records_as(("partnerships of", viewer.key), lambda: Partnership.objects.of(viewer))
    statuses = _statuses(viewer, viewer.spaces)
    shown = _first(partnerships, statuses, viewer)
    promises = promises_of(viewer, today)
    spaces, named = tuple(each.pk for each in shown), tuple({row.agreement_id for row in promises})

    def told() -> QuerySet[Agreement]:
        asked = Q(space__in=spaces) | Q(pk__in=named) | asking_first(viewer, today)
        return Agreement.objects.within(viewer, viewer.spaces).filter(asked)

    key = ("start page", viewer.key, today, spaces, named)
    lines = agreement_lines(with_amendments_as(key, told, "space__partnership"), today)
    needs, has_more = needs_of(viewer, today, promises, lines, partnerships)
    to_do = [need for need in needs if not need.is_to_know]
    by_space: dict[int, list[AgreementLine]] = defaultdict(list)
    for line in lines:
        by_space[line.agreement.space_id].append(line)
    cards = [_card(each, by_space[each.pk], _organisations(by_space[each.pk]), statuses) for each in shown]
    dates = coming_dates(viewer, today, lines, partnerships)
    acting = acts_for(viewer)
    known = {party.organisation_id: party.organisation for line in lines for party in line.parties}
    if unknown := acting - known.keys():
        known |= Organisation.objects.in_bulk(unknown)
    return StartPage(
        organisations=_in_order((known[pk] for pk in acting if pk in known), viewer),
        own=[need for need in to_do if need.is_mine and not need.is_past],
        others=[need for need in to_do if not need.is_mine and not need.is_past],
        past=[need for need in to_do if need.is_past],
        to_know=[need for need in needs if need.is_to_know],
        has_more=has_more,
        cards=cards,
        dates=dates[:DAYS_SHOWN],
        has_more_dates=len(dates) > DAYS_SHOWN,
        may_start=may_start,
        drafts_in=[partnership for partnership in shown if viewer.may_edit_in(partnership.pk)],
    )


def welcome(viewer: Viewer, today: date) -> Welcome:
    """The first partnerships that everybody may see, with how the public promises in them stand. Six questions."""
    lines = partnership_lines(partnerships_found(viewer)[:CARDS], viewer, today)
    shown = [line.partnership.pk for line in lines]
    statuses = _statuses(viewer, shown)
    return Welcome([_card(line.partnership, line.agreements, line.organisations, statuses) for line in lines])


def _first(partnerships: Sequence[Partnership], statuses: Statuses, viewer: Viewer) -> list[Partnership]:
    """By name; where there are more than fit, those with most that needs somebody."""
    shown = sorted(partnerships, key=lambda each: -_needing(each, statuses))[:CARDS]
    return sorted(shown, key=lambda each: _name(each, viewer))


def _needing(partnership: Partnership, statuses: Statuses) -> int:
    """How many promises in the partnership need somebody."""
    counts = statuses.get(partnership.pk, Counter())
    return sum(counts[status] for status in NEEDS_SOMEBODY)


def _statuses(viewer: Viewer, spaces: Collection[int]) -> Statuses:
    """How many promises of each partnership stand how. One question."""
    found: dict[int, Counter[str]] = defaultdict(Counter)
    for space, status, count in statuses_of_spaces(viewer, spaces):
        found[space][status] += count
    return found


def _card(
    partnership: Partnership,
    lines: Sequence[AgreementLine],
    organisations: Sequence[Organisation],
    statuses: Statuses,
) -> Card:
    return Card(
        partnership=partnership,
        organisations=organisations,
        foremost=foremost(lines),
        tones=tones_of(statuses.get(partnership.pk, Counter()).elements()),
    )


def _organisations(lines: Iterable[AgreementLine]) -> list[Organisation]:
    found = {party.organisation_id: party.organisation for line in lines for party in line.parties}
    return sorted(found.values(), key=lambda each: sort_key(each.name))


def _in_order(organisations: Iterable[Organisation], viewer: Viewer) -> list[Organisation]:
    return sorted(organisations, key=lambda each: sort_key(each.name, ALPHABETS.get(viewer.language, ALPHABETS["sv"])))


def _name(partnership: Partnership, viewer: Viewer) -> str:
    return sort_key(partnership.name.said_in(viewer.language).words, ALPHABETS.get(viewer.language, ALPHABETS["sv"]))
