"""Telling a partnership, its themes and its agreements as a file does. Fourteen queries, however many there are."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

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
    Partnership,
    Party,
    Theme,
)
from sampakt.agreements.terms import (
    AgreementKind,
    ClaimField,
    Currency,
    DocumentRole,
    FeePeriod,
    ForceRule,
    GoalKind,
    ImpactSubject,
    Outcome,
    PartyRole,
    Relation,
    StepKind,
    Topic,
    TopicState,
)
from sampakt.agreements.transfer.sections import (
    AgreementFile,
    AmendmentFile,
    AttachedFile,
    ChangeFile,
    ClaimFile,
    FeeFile,
    ForceFile,
    GoalFile,
    ImpactFile,
    LinkFile,
    PartnershipFile,
    PartyFile,
    StepFile,
    ThemeFile,
    TopicFile,
)
from sampakt.kernel.files import Dumping
from sampakt.kernel.terms import Audience, Language
from sampakt.papers.transfer import known_key

PATH = "agreements"
Rows = dict[int, list[Any]]


def dump_partnership(dumping: Dumping) -> PartnershipFile:
    """The partnership itself."""
    one: Partnership = dumping.partnership
    return PartnershipFile(
        code=one.code,
        name=one.name,
        summary=one.summary,
        language=Language(one.language),
        audience=Audience(one.space.audience),
        sample=one.is_sample,
    )


def dump_themes(dumping: Dumping) -> list[ThemeFile]:
    """Its themes, in their order."""
    themes = Theme.objects.filter(space=dumping.partnership.pk).order_by("position", "pk")
    return dumping.kept(
        "themes",
        [(ThemeFile(key=one.key, name=one.name, starts_on=one.starts_on, ends_on=one.ends_on), one) for one in themes],
    )


def dump_agreements(dumping: Dumping) -> list[AgreementFile]:
    """Its agreements as far as the viewer sees them; those for named people stay where they are."""
    agreements = Agreement.objects.visible_to(dumping.viewer).in_space(dumping.partnership.pk)
    agreements = agreements.exclude(audience=Audience.NAMED).select_related("organisation", "parent").order_by("pk")
    telling = _Telling(dumping, list(agreements))
    return dumping.kept(PATH, [(telling.agreement(one), one) for one in telling.agreements])


class _Telling:
    """The rows of some agreements, each sort read once."""

    def __init__(self, dumping: Dumping, agreements: list[Agreement]) -> None:
        self.dumping = dumping
        self.agreements = agreements
        ids = [one.pk for one in agreements]
        viewer = dumping.viewer

        def of(rows: Any, *related: str) -> Rows:
            return _grouped(rows.filter(agreement__in=ids).select_related(*related), "agreement_id")

        self.parties = of(Party.objects.order_by("position", "pk"), "organisation", "signatory")
        party_ids = [party.pk for rows in self.parties.values() for party in rows]
        steps = DecisionStep.objects.filter(party__in=party_ids).order_by("position", "pk")
        self.steps = _grouped(steps, "party_id")
        fees = FeeTerm.objects.filter(party__in=party_ids).select_related("payer").order_by("pk")
        self.fees = _grouped(fees, "party_id")
        self.links = of(
            AgreementLink.objects.visible_to(viewer).exclude(other__audience=Audience.NAMED).order_by("pk"),
            "other__space__partnership",
        )
        self.documents = of(DocumentLink.objects.visible_to(viewer).order_by("pk"), "document__space")
        self.content = of(ContentItem.objects.order_by("pk"), "asked_of")
        self.claims = of(Claim.objects.order_by("pk"), "organisation", "document__space")
        self.impacts = of(ImpactAssessment.objects.order_by("pk"), "organisation", "document__space")
        self.goals = of(GoalLink.objects.order_by("pk"), "organisation")
        self.amendments = of(Amendment.objects.order_by("from_on", "pk"), "document__space")

    def agreement(self, one: Agreement) -> AgreementFile:
        """One agreement with all that belongs to it."""
        dumping, path = self.dumping, f"{PATH}/{one.key}"
        return AgreementFile(
            key=one.key,
            kind=AgreementKind(one.kind),
            title=one.title,
            purpose=one.purpose,
            under=one.parent.key if one.parent in self.agreements else None,
            starts_on=one.starts_on,
            ends_on=one.ends_on,
            force=ForceFile(rule=ForceRule(one.force_rule), count=one.force_count),
            notice_months=one.notice_months,
            revise_every_months=one.revise_every_months,
            decide_months_before=one.decide_months_before,
            continuation_papers=[DocumentRole(role) for role in one.continuation_papers],
            ended_on=one.ended_on,
            end_decided_on=one.end_decided_on,
            end_reason=one.end_reason,
            audience=Audience(one.audience),
            organisation=dumping.mention_organisation(one.organisation),
            sample=one.is_sample,
            parties=dumping.kept(f"{path}/parties", [(self._party(row, path), row) for row in self.parties[one.pk]]),
            links=dumping.kept(f"{path}/links", [(self._link(row), row) for row in self.links[one.pk]]),
            documents=dumping.kept(
                f"{path}/documents",
                [
                    (AttachedFile(document=row.document.key, role=DocumentRole(row.role)), row)
                    for row in self.documents[one.pk]
                    if not (row.step_id and row.role == DocumentRole.OTHER)
                ],
            ),
            content=dumping.kept(f"{path}/content", [(self._topic(row), row) for row in self.content[one.pk]]),
            claims=dumping.kept(f"{path}/claims", [(self._claim(row), row) for row in self.claims[one.pk]]),
            impact_assessments=dumping.kept(
                f"{path}/impact_assessments", [(self._impact(row), row) for row in self.impacts[one.pk]]
            ),
            goals=dumping.kept(f"{path}/goals", [(self._goal(row), row) for row in self.goals[one.pk]]),
            amendments=dumping.kept(
                f"{path}/amendments", [(self._amendment(row), row) for row in self.amendments[one.pk]]
            ),
        )

    def _party(self, row: Party, above: str) -> PartyFile:
        code = self.dumping.mention_organisation(row.organisation)
        path = f"{above}/parties/{code}"
        return PartyFile(
            organisation=code,
            role=PartyRole(row.role),
            registration_numbers=row.registration_numbers,
            signatory=self.dumping.mention("offices", code, row.signatory.key) if row.signatory else None,
            signed_on=row.signed_on,
            joined_on=row.joined_on,
            left_on=row.left_on,
            sample=row.is_sample,
            decisions=self.dumping.kept(
                f"{path}/decisions", [(self._step(step, row), step) for step in self.steps[row.pk]]
            ),
            fees=self.dumping.kept(f"{path}/fees", [(self._fee(fee), fee) for fee in self.fees[row.pk]]),
        )

    def _step(self, step: DecisionStep, party: Party) -> StepFile:
        return StepFile(
            kind=StepKind(step.kind),
            instance=step.instance,
            planned_on=step.planned_on,
            decided_on=step.decided_on,
            outcome=Outcome(step.outcome) if step.outcome else None,
            paragraph=step.paragraph,
            case_number=step.case_number,
            presented_by=step.presented_by,
            spoke=step.spoke,
            reservations=step.reservations,
            notice_posted_on=step.notice_posted_on,
            appeal_until=step.appeal_until,
            note=step.note,
            documents=[link.document.key for link in self.documents[party.agreement_id] if link.step_id == step.pk],
            sample=step.is_sample,
        )

    def _fee(self, fee: FeeTerm) -> FeeFile:
        return FeeFile(
            amount=fee.money.amount,
            currency=Currency(fee.currency),
            per=FeePeriod(fee.period),
            starts_on=fee.starts_on,
            ends_on=fee.ends_on,
            invoice_month=fee.invoice_month,
            payer=self.dumping.mention_organisation(fee.payer),
            includes_vat=fee.includes_vat,
            note=fee.note,
            sample=fee.is_sample,
        )

    def _link(self, row: AgreementLink) -> LinkFile:
        name = None
        if row.other:
            own = row.other.space_id == self.dumping.partnership.pk
            name = row.other.key if own else f"{row.other.space.partnership.code}/{row.other.key}"
        return LinkFile(relation=Relation(row.relation), agreement=name, title=row.other_title, note=row.note)

    def _topic(self, row: ContentItem) -> TopicFile:
        return TopicFile(
            topic=Topic(row.topic),
            state=TopicState(row.state),
            words=row.words,
            place=row.place,
            asked_on=row.asked_on,
            asked_of=self.dumping.mention_organisation(row.asked_of),
        )

    def _claim(self, row: Claim) -> ClaimFile:
        return ClaimFile(
            field=ClaimField(row.field),
            organisation=self.dumping.mention_organisation(row.organisation),
            value=row.value,
            source=row.source,
            source_dated_on=row.source_dated_on,
            document=self._document(row),
            chosen=row.is_chosen,
            note=row.note,
        )

    def _impact(self, row: ImpactAssessment) -> ImpactFile:
        return ImpactFile(
            subject=ImpactSubject(row.subject),
            organisation=self.dumping.mention_organisation(row.organisation),
            assessed_on=row.assessed_on,
            has_consequences=row.has_consequences,
            conclusion=row.conclusion,
            document=self._document(row),
            sample=row.is_sample,
        )

    def _goal(self, row: GoalLink) -> GoalFile:
        return GoalFile(
            key=row.key,
            organisation=self.dumping.mention_organisation(row.organisation),
            kind=GoalKind(row.kind),
            name=row.name,
            reference=row.reference,
            url=row.url,
            linked_on=row.linked_on,
        )

    def _amendment(self, row: Amendment) -> AmendmentFile:
        return AmendmentFile(
            summary=row.summary,
            decided_on=row.decided_on,
            from_on=row.from_on,
            changes=[ChangeFile(**change) for change in row.changes],
            document=self._document(row),
            sample=row.is_sample,
        )

    def _document(self, row: Any) -> str | None:
        """The key of a row's document, if it is one that the viewer may know of."""
        return known_key(row.document, self.dumping)


def _grouped(rows: Iterable[Any], by: str) -> Rows:
    found: Rows = defaultdict(list)
    for row in rows:
        found[getattr(row, by)].append(row)
    return found
