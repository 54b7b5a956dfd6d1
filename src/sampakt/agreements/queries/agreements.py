"""The page of one agreement."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sampakt.agreements.access import may_contribute, may_edit, may_see_link
from sampakt.agreements.models import (
    Agreement,
    AgreementLink,
    Amendment,
    Claim,
    ContentItem,
    DecisionStep,
    DocumentLink,
    FeeTerm,
    GoalLink,
    ImpactAssessment,
    Note,
    Partnership,
    Party,
)
from sampakt.agreements.queries.life import Loaded, load
from sampakt.agreements.rules import (
    CHECKLIST,
    ChainState,
    Instalment,
    Life,
    Missing,
    RenewalDate,
    accrued,
    appeal_ends_on,
    chain_state,
    content_gaps,
    date_claimed,
    disputes,
    gap_days,
    instalments,
    papers_missing,
    total,
)
from sampakt.agreements.terms import BOUND, SUCCEEDING, ChainFault, ClaimField, DocumentRole, LifeState, Topic
from sampakt.kernel.joining import hanging, joined
from sampakt.kernel.money import Money
from sampakt.kernel.period import add_months
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.models import Organisation
from sampakt.papers.models import Document

FEW_GAPS = 6

FORECAST_MONTHS = 36
"""How far ahead the fees of an open-ended agreement are told."""


@dataclass(frozen=True)
class StepRow:
    """A step in a decision chain; ``appeal_until`` is reckoned from the notice where nobody stated it."""

    step: DecisionStep
    faults: Sequence[ChainFault]
    is_next: bool
    appeal_until: date | None
    is_appeal_reckoned: bool
    documents: Sequence[DocumentLink]


@dataclass(frozen=True)
class FeeRow:
    """A fee with what falls due when, spread over calendar years."""

    fee: FeeTerm
    instalments: Sequence[Instalment]
    accrued: Mapping[int, Money]
    total: Money


@dataclass(frozen=True)
class PartyRow:
    """A party in the matrix of decision, signature and fee; ``missing`` when others wait for it."""

    party: Party
    chain: ChainState
    steps: Sequence[StepRow]
    fees: Sequence[FeeRow]
    missing: Missing | None

    @property
    def is_bound(self) -> bool:
        """Whether its decision and its signature count."""
        return self.party.role in BOUND


@dataclass(frozen=True)
class TopicRow:
    """A topic of the checklist, with its answer if anybody gave one; a gap asks for one."""

    topic: Topic
    item: ContentItem | None
    is_gap: bool


@dataclass(frozen=True)
class ClaimRow:
    """What one source says; for a signing, the days from the end of the agreement before, below nought if in time."""

    claim: Claim
    gap_days: int | None

    @property
    def days_before(self) -> int:
        """The days that the agreement before still had to run, when it was signed in time."""
        return -(self.gap_days or 0)


@dataclass(frozen=True)
class ClaimGroup:
    """All that sources say about one fact."""

    field: ClaimField
    organisation: Organisation | None
    claims: Sequence[ClaimRow]
    chosen: Claim | None
    is_disputed: bool


@dataclass(frozen=True)
class TermChange:
    """One changed term of an amendment, in words where the term is a field of the agreement."""

    term: str
    before: object
    after: object


@dataclass(frozen=True)
class AmendmentRow:
    """An amendment with its changed terms; ``holds`` once its day has come."""

    amendment: Amendment
    changes: Sequence[TermChange]
    holds: bool


@dataclass(frozen=True)
class PaperRow:
    """A paper needed to continue the agreement, and whether an updated one is there."""

    role: DocumentRole
    is_there: bool


@dataclass(frozen=True)
class AgreementPage:
    """All that the page of an agreement shows, as far as the viewer may see it."""

    agreement: Agreement
    partnership: Partnership
    life: Life
    dates: Sequence[RenewalDate]
    continuation: Sequence[PaperRow]
    parent: Agreement | None
    children: Sequence[Agreement]
    links: Sequence[AgreementLink]
    linked_from: Sequence[AgreementLink]
    parties: Sequence[PartyRow]
    topics: Sequence[TopicRow]
    claims: Sequence[ClaimGroup]
    impacts: Sequence[ImpactAssessment]
    amendments: Sequence[AmendmentRow]
    goals: Sequence[GoalLink]
    documents: Sequence[DocumentLink]
    notes: Sequence[Note]
    seen_documents: frozenset[int]
    """Numbers of the documents that claims, assessments and amendments name and the viewer may see."""
    may_edit: bool
    may_contribute: bool

    @property
    def is_signed_by_some(self) -> bool:
        """Whether any party has signed: then it is no draft that can be thrown away."""
        return any(row.party.signed_on for row in self.parties)

    @property
    def gaps(self) -> int:
        """How many topics ask for an answer."""
        return sum(row.is_gap for row in self.topics)

    @property
    def has_few_gaps(self) -> bool:
        """Whether so few topics ask for an answer that they need not be folded."""
        return self.gaps <= FEW_GAPS

    @property
    def stated(self) -> list[TopicRow]:
        """The topics that the agreement says something about, or need not."""
        return [row for row in self.topics if not row.is_gap]

    @property
    def has_fees(self) -> bool:
        """Whether any party pays anything."""
        return any(row.fees for row in self.parties)

    @property
    def is_open(self) -> bool:
        """Whether it is time to decide what follows, and that has not been done."""
        return not self.life.is_settled and self.life.state in {LifeState.EXPIRING, LifeState.LAPSED}

    @property
    def successors(self) -> list[Agreement]:
        """The agreements that are to continue or replace this one, whether they are signed or not."""
        return [link.agreement for link in self.linked_from if link.relation in SUCCEEDING]

    @property
    def disputed(self) -> int:
        """How many facts sources tell differently."""
        return sum(group.is_disputed for group in self.claims)


def agreement_page(agreement: Agreement, viewer: Viewer, day: date) -> AgreementPage:
    """One agreement on a day, with parties, decisions, fees, content, claims and papers. Twelve queries at most."""
    partnership = agreement.space.partnership
    partnership.space = agreement.space
    loaded = load([agreement], in_full=True)
    life = loaded.life(agreement, day)
    family = list(Agreement.objects.visible_to(viewer).filter(space=agreement.space_id))
    documents = _documents(agreement, viewer)
    claims = list(agreement.claims.select_related("organisation", "document"))
    links = [link for link in loaded.links if may_see_link(viewer, link)]
    impacts = list(agreement.impact_assessments.select_related("organisation", "document"))
    return AgreementPage(
        agreement=agreement,
        partnership=partnership,
        life=life,
        dates=loaded.next_dates(agreement, life),
        continuation=_continuation(agreement, documents),
        parent=next((other for other in family if other.pk == agreement.parent_id), None),
        children=[other for other in family if other.parent_id == agreement.pk],
        links=[link for link in links if link.agreement_id == agreement.pk],
        linked_from=[link for link in links if link.other_id == agreement.pk],
        parties=_parties(agreement, loaded, documents, life, day),
        topics=_topics(agreement),
        claims=_claims(claims, loaded.facts[agreement.pk].follows_end),
        impacts=impacts,
        amendments=[_amendment(row, day) for row in loaded.amendments[agreement.pk]],
        goals=list(agreement.goal_links.select_related("organisation")),
        documents=documents,
        notes=list(agreement.notes.visible_to(viewer).select_related("written_by__person", "organisation", "circle")),
        seen_documents=_seen(viewer, [*claims, *impacts, *loaded.amendments[agreement.pk]], documents),
        may_edit=may_edit(viewer, agreement),
        may_contribute=may_contribute(viewer, agreement),
    )


def _documents(agreement: Agreement, viewer: Viewer) -> list[DocumentLink]:
    attached = DocumentLink.objects.visible_to(viewer).filter(agreement=agreement)
    return joined(attached, "document", many="document__versions", without=("text", "sought"))


def _parties(
    agreement: Agreement, loaded: Loaded, documents: Sequence[DocumentLink], life: Life, day: date
) -> list[PartyRow]:
    parties = loaded.parties[agreement.pk]
    rows = []
    for party in parties:
        party.agreement = agreement
        chain = chain_state(party.facts(), day)
        rows.append(
            PartyRow(
                party=party,
                chain=chain,
                steps=[_step(step, party, chain, documents) for step in hanging(party, "steps")],
                fees=[_fee(fee, party, life, day) for fee in hanging(party, "fees")],
                missing=next((row for row in life.waiting_for if row.party == party.pk), None),
            )
        )
    return rows


def _step(step: DecisionStep, party: Party, chain: ChainState, documents: Sequence[DocumentLink]) -> StepRow:
    reckoned = appeal_ends_on(party.organisation.country, step.notice_posted_on)
    return StepRow(
        step=step,
        faults=[fault.code for fault in chain.faults if fault.step == step.pk],
        is_next=chain.next_step == step.pk,
        appeal_until=step.appeal_until or reckoned,
        is_appeal_reckoned=step.appeal_until is None and reckoned is not None,
        documents=[link for link in documents if link.step_id == step.pk],
    )


def _fee(fee: FeeTerm, party: Party, life: Life, day: date) -> FeeRow:
    fee.party = party
    falling_due = instalments(fee.facts(), life.last_day or add_months(day, FORECAST_MONTHS))
    return FeeRow(fee, falling_due, accrued(falling_due), total(falling_due, fee.currency))


def _topics(agreement: Agreement) -> list[TopicRow]:
    items = {item.topic: item for item in agreement.content.select_related("asked_of")}
    gaps = content_gaps({topic: item.state for topic, item in items.items()})
    rows = [TopicRow(topic, items.get(topic), topic in gaps) for topic in CHECKLIST]
    if Topic.OTHER in items:
        rows.append(TopicRow(Topic.OTHER, items[Topic.OTHER], is_gap=False))
    return rows


def _claims(claims: Sequence[Claim], end_before: date | None) -> list[ClaimGroup]:
    disputed = {(row.field, row.organisation) for row in disputes(claim.facts() for claim in claims)}
    groups: dict[tuple[str, int | None], list[Claim]] = defaultdict(list)
    for claim in claims:
        groups[claim.field, claim.organisation_id].append(claim)
    return [
        ClaimGroup(
            field=ClaimField(field),
            organisation=told[0].organisation,
            claims=[ClaimRow(claim, _gap_if_signed(claim, end_before)) for claim in told],
            chosen=next((claim for claim in told if claim.is_chosen), None),
            is_disputed=(field, organisation) in disputed,
        )
        for (field, organisation), told in groups.items()
    ]


def _gap_if_signed(claim: Claim, end_before: date | None) -> int | None:
    return gap_days(end_before, date_claimed(claim.value)) if claim.field == ClaimField.SIGNED_ON else None


def _amendment(amendment: Amendment, day: date) -> AmendmentRow:
    names = {field.name: str(field.verbose_name) for field in Agreement._meta.fields}
    changes = [
        TermChange(names.get(row["term"], row["term"]), row["before"], row["after"]) for row in amendment.changes
    ]
    return AmendmentRow(amendment, changes, holds=amendment.from_on <= day)


def _continuation(agreement: Agreement, documents: Iterable[DocumentLink]) -> list[PaperRow]:
    attached = [(link.role, link.document.dated_on) for link in documents]
    missing = papers_missing(agreement.continuation_papers, attached, agreement.starts_on)
    return [PaperRow(DocumentRole(role), role not in missing) for role in agreement.continuation_papers]


def _seen(
    viewer: Viewer, rows: Iterable[Claim | ImpactAssessment | Amendment], attached: Sequence[DocumentLink]
) -> frozenset[int]:
    seen = {link.document_id for link in attached}
    named = {row.document_id for row in rows if row.document_id is not None} - seen
    if named:
        seen.update(Document.objects.visible_to(viewer).filter(pk__in=named).values_list("pk", flat=True))
    return frozenset(seen)
