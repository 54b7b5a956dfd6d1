"""Where many agreements are in their lives, in three queries however many they are."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q, QuerySet

from sampakt.agreements.models import Agreement, AgreementLink, Amendment, Party
from sampakt.agreements.rules import AgreementFacts, AmendmentFacts, Life, RenewalDate, bound_on, life_on, watched_dates
from sampakt.agreements.terms import SUCCEEDING
from sampakt.kernel.asking import Key, records_as
from sampakt.kernel.joining import hanging, joined, joined_as
from sampakt.kernel.period import add_months

RADAR_MONTHS = 12

MANY = 1000
"""So many agreements are not named in a question: reading all is quicker."""

UNTOLD = frozenset(
    {
        *("created_at", "changed_at", "sought", "former_names", "organisation_number", "registration_numbers"),
        *("paragraph", "case_number", "presented_by", "spoke", "reservations", "notice_posted_on", "appeal_until"),
    }
)
"""What no list of agreements tells of them, of their parties and of the steps of their decisions."""


@dataclass(frozen=True)
class Loaded:
    """What was fetched to tell the lives of some agreements; pages show the same rows."""

    facts: Mapping[int, AgreementFacts]
    parties: Mapping[int, Sequence[Party]]
    amendments: Mapping[int, Sequence[Amendment]]
    links: Sequence[AgreementLink]

    def life(self, agreement: Agreement, day: date) -> Life:
        """Where one of them was in its life on a day."""
        return life_on(self.facts[agreement.pk], day)

    def next_dates(self, agreement: Agreement, life: Life, months: int = RADAR_MONTHS) -> list[RenewalDate]:
        """The days to watch for within some months of its ``life``, and those that passed unanswered."""
        return watched_dates(life, self.facts[agreement.pk], add_months(life.day, months))


def life_of(agreements: Collection[Agreement], day: date) -> dict[int, Life]:
    """Where each agreement was in its life on a day, by its number. Three queries, however many the agreements."""
    loaded = load(agreements)
    return {agreement.pk: loaded.life(agreement, day) for agreement in agreements}


def asking(day: date, until: date) -> Q:
    """The agreements that may ask for something by a day to come, or asked and were not answered.

    It is told by what was reckoned beforehand (``Watch``); those of which that does not hold that day are among them.
    """
    asks = Q(watch__late_on__isnull=False) | Q(watch__next_on__lte=until)
    return asks | ~reckoned_for(day)


def reckoned_for(day: date) -> Q:
    """The agreements of which what was reckoned beforehand holds on a day."""
    holds = Q(watch__stands_until__gt=day) | Q(watch__stands_until=None)
    return Q(watch__reckoned_on__lte=day) & holds


def with_amendments(agreements: QuerySet[Agreement], *along: str) -> list[Agreement]:
    """The agreements with their amendments, and with what ``along`` leads to. One query; ``load`` asks one less."""
    return joined(agreements, *along, many="amendments", without=UNTOLD)


def with_amendments_as(key: Key, agreements: Callable[[], QuerySet[Agreement]], *along: str) -> list[Agreement]:
    """The same of agreements that are asked for often, by a key that holds all that they depend on."""
    return joined_as(("with amendments", *key), agreements, *along, many="amendments", without=UNTOLD)


def load(agreements: Collection[Agreement], *, in_full: bool = False) -> Loaded:
    """Fetch what the agreements' lives hang on, also in those that they follow or are followed by.

    Three queries; two for agreements that come ``with_amendments``. ``in_full`` with all that a page of one agreement
    tells of its parties, their decisions and fees.
    """
    own = {agreement.pk: agreement for agreement in agreements}
    links = records_as(("links", tuple(own)), lambda: _links(own))
    everyone = {**own}
    for link in links:
        everyone.setdefault(link.agreement_id, link.agreement)
        if link.other is not None:
            everyone.setdefault(link.other.pk, link.other)
    parties: dict[int, list[Party]] = defaultdict(list)
    key = ("parties", tuple(everyone))
    for party in (
        joined_as(key, lambda: _bound(everyone), "organisation", "signatory", "fees__payer", many=("steps", "fees"))
        if in_full
        else joined_as(key, lambda: _bound(everyone), "organisation", many="steps", without=UNTOLD)
    ):
        parties[party.agreement_id].append(party)
    amendments = _amendments_of(own.values())
    alone = {pk: agreement.facts(parties[pk], amendments[pk]) for pk, agreement in everyone.items()}
    facts = _among_others(own, alone, links)
    return Loaded(facts=facts, parties=parties, amendments=amendments, links=links)


def _links(agreements: Collection[int]) -> QuerySet[AgreementLink]:
    either = Q(agreement__in=agreements) | Q(other__in=agreements)
    return (
        AgreementLink.objects.filter(either)
        .select_related("agreement__space", "other__space")
        .order_by("relation", "pk")
    )


def _bound(agreements: Collection[int]) -> QuerySet[Party]:
    return Party.objects.filter(agreement__in=agreements)


def amendments_to_come(agreements: Collection[int], day: date) -> dict[int, list[AmendmentFacts]]:
    """By agreement, the amendments that were not yet decided, or did not yet hold, on ``day``. One question."""
    found: dict[int, list[AmendmentFacts]] = defaultdict(list)
    later = Amendment.objects.filter(Q(from_on__gt=day) | Q(decided_on__gt=day))
    for amendment in later if len(agreements) > MANY else later.filter(agreement__in=agreements):
        found[amendment.agreement_id].append(amendment.facts())
    return found


def _amendments_of(agreements: Collection[Agreement]) -> Mapping[int, Sequence[Amendment]]:
    """The amendments of each agreement; asked for where they were not fetched along."""
    known = {agreement.pk: list(hanging(agreement, "amendments")) for agreement in agreements if _brings(agreement)}
    rest = [agreement.pk for agreement in agreements if agreement.pk not in known]
    amendments: dict[int, list[Amendment]] = defaultdict(list, known)
    if rest:
        for amendment in Amendment.objects.filter(agreement__in=rest).select_related("document"):
            amendments[amendment.agreement_id].append(amendment)
    return amendments


def _brings(agreement: Agreement) -> bool:
    return "amendments" in getattr(agreement, "_prefetched_objects_cache", ())


def _among_others(
    own: Collection[int], alone: Mapping[int, AgreementFacts], links: Sequence[AgreementLink]
) -> dict[int, AgreementFacts]:
    """The facts of the agreements, with what bears on their lives in those that they follow and that follow them."""
    settled: dict[int, list[date]] = defaultdict(list)
    ends: dict[int, list[date]] = defaultdict(list)
    for link in links:
        if link.relation not in SUCCEEDING or link.other_id is None:
            continue
        if (bound := bound_on(alone[link.agreement_id])) is not None:
            settled[link.other_id].append(bound)
        if (end := alone[link.other_id].held_to) is not None:
            ends[link.agreement_id].append(end)
    return {
        pk: replace(alone[pk], continued_on=min(settled[pk], default=None), follows_end=max(ends[pk], default=None))
        if pk in settled or pk in ends
        else alone[pk]
        for pk in own
    }
