"""Telling deeds, promises and evidence as a file does. Nine queries, however many there are."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import ValidationError

from sampakt.commitments.models import (
    Commitment,
    CommitmentParty,
    Confirmation,
    Deed,
    Evidence,
    EvidenceUse,
    Statement,
    Waiver,
)
from sampakt.commitments.queries.registry import all_kinds, terms_of
from sampakt.commitments.rules.parameters import Terms, offices_in
from sampakt.commitments.terms import Check, DeedSort, EvidenceKind, EvidenceState, Side, Strength, Verdict
from sampakt.commitments.transfer.sections import (
    CommitmentFile,
    ConfirmationFile,
    CoversFile,
    DeedFile,
    EvidenceFile,
    OfficeRefFile,
    StatementFile,
    SupersededFile,
    UnitRefFile,
    WaiverFile,
)
from sampakt.kernel.files import Dumping
from sampakt.kernel.terms import Audience
from sampakt.organisations.access import may_see_shared
from sampakt.organisations.models import Unit
from sampakt.papers.transfer import known_key

Rows = dict[int, list[Any]]


def dump_deeds(dumping: Dumping) -> list[DeedFile]:
    """What was done, as far as the viewer sees it; records for named people stay where they are."""
    deeds = Deed.objects.visible_to(dumping.viewer).in_space(dumping.partnership.pk).exclude(audience=Audience.NAMED)
    related = ("organisation", "unit__organisation", "theme", "document__space", "based_on")
    found = list(deeds.select_related(*related).prefetch_related("participants").order_by("pk"))
    keys = {one.key for one in found}
    return dumping.kept("deeds", [(_deed(dumping, one, keys), one) for one in found])


def _deed(dumping: Dumping, one: Deed, keys: set[str]) -> DeedFile:
    return DeedFile(
        key=one.key,
        sort=DeedSort(one.sort),
        type=one.type or None,
        title=one.title,
        done_on=one.done_on,
        covers=_span(one.covers_from, one.covers_until),
        organisation=dumping.mention_organisation(one.organisation),
        unit=_unit(dumping, one.unit, one.organisation_id),
        theme=one.theme.key if one.theme else None,
        recipient=one.recipient,
        document=known_key(one.document, dumping),
        based_on=one.based_on.key if one.based_on and one.based_on.key in keys else None,
        participants=[dumping.mention_organisation(organisation) for organisation in one.participants.all()],
        tags=one.tags,
        note=one.note,
        audience=Audience(one.audience),
        sample=one.is_sample,
    )


def _span(starts_on: Any, ends_on: Any) -> CoversFile | None:
    return CoversFile(starts_on=starts_on, ends_on=ends_on) if starts_on or ends_on else None


def _unit(dumping: Dumping, unit: Unit | None, organisation_id: int | None) -> str:
    if unit is None:
        return ""
    code = dumping.mention_organisation(unit.organisation)
    key = dumping.mention("units", code, unit.key)
    return key if unit.organisation_id == organisation_id else f"{code}/{key}"


def dump_commitments(dumping: Dumping) -> list[CommitmentFile]:
    """The promises as far as the viewer sees them, in their order."""
    seen = Commitment.objects.visible_to(dumping.viewer).in_space(dumping.partnership.pk)
    seen = seen.exclude(audience=Audience.NAMED).exclude(agreement__audience=Audience.NAMED)
    related = ("agreement", "theme", "unit__organisation", "responsible__organisation", "superseded_by", "organisation")
    found = list(seen.select_related(*related).order_by("position", "reference"))
    telling = _Telling(dumping, found)
    return dumping.kept("commitments", [(telling.commitment(one), one) for one in found])


class _Telling:
    """The rows of some promises, each sort read once."""

    def __init__(self, dumping: Dumping, found: list[Commitment]) -> None:
        self.dumping = dumping
        self.references = {one.reference for one in found}
        ids = [one.pk for one in found]

        def of(model: Any, *order: str) -> Rows:
            rows = model.objects.filter(commitment__in=ids).order_by(*order)
            return _grouped(rows.select_related("organisation") if model is not Waiver else rows)

        self.ends = of(CommitmentParty, "pk")
        self.statements = of(Statement, "stated_on", "pk")
        self.waivers = _grouped(
            Waiver.objects.filter(commitment__in=ids).select_related("document__space").order_by("decided_on", "pk")
        )
        self.confirmations = of(Confirmation, "given_on", "pk")

    def commitment(self, one: Commitment) -> CommitmentFile:
        """One promise with what people said of it."""
        dumping, path = self.dumping, f"commitments/{one.reference}"
        return CommitmentFile(
            reference=one.reference,
            agreement=one.agreement.key,
            title=one.title,
            clause=one.clause,
            strength=Strength(one.strength),
            check_by=Check(one.check_by),
            kind=one.kind,
            parameters=parameters_of(dumping, one),
            owes=self._side(one, Side.OWES),
            owed=self._side(one, Side.OWED),
            theme=one.theme.key if one.theme else None,
            unit=self._unit(one),
            responsible=self._responsible(one),
            holds=_span(one.starts_on, one.ends_on),
            warn_days=one.warn_days,
            note=one.note,
            superseded=self._superseded(one),
            audience=Audience(one.audience),
            organisation=dumping.mention_organisation(one.organisation),
            statements=dumping.kept(
                f"{path}/statements", [(self._statement(row), row) for row in self.statements[one.pk]]
            ),
            waivers=dumping.kept(f"{path}/waivers", [(self._waiver(row), row) for row in self.waivers[one.pk]]),
            confirmations=dumping.kept(
                f"{path}/confirmations", [(self._confirmation(row), row) for row in self.confirmations[one.pk]]
            ),
        )

    def _side(self, one: Commitment, side: str) -> list[str]:
        ends = (end for end in self.ends[one.pk] if end.side == side)
        return [self.dumping.mention_organisation(end.organisation) for end in ends]

    def _unit(self, one: Commitment) -> UnitRefFile | None:
        if one.unit is None:
            return None
        code = self.dumping.mention_organisation(one.unit.organisation)
        return UnitRefFile(organisation=code, unit=self.dumping.mention("units", code, one.unit.key))

    def _responsible(self, one: Commitment) -> OfficeRefFile | None:
        if one.responsible is None:
            return None
        code = self.dumping.mention_organisation(one.responsible.organisation)
        return OfficeRefFile(organisation=code, office=self.dumping.mention("offices", code, one.responsible.key))

    def _superseded(self, one: Commitment) -> SupersededFile | None:
        if one.superseded_on is None:
            return None
        later = one.superseded_by.reference if one.superseded_by else None
        return SupersededFile(by=later if later in self.references else None, on=one.superseded_on)

    def _statement(self, row: Statement) -> StatementFile:
        return StatementFile(
            stated_on=row.stated_on,
            verdict=Verdict(row.verdict),
            words=row.words,
            organisation=self.dumping.mention_organisation(row.organisation),
            office=row.office,
            sample=row.is_sample,
        )

    def _waiver(self, row: Waiver) -> WaiverFile:
        return WaiverFile(
            body=row.body,
            decided_on=row.decided_on,
            reference=row.reference,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            reason=row.reason,
            document=known_key(row.document, self.dumping),
            sample=row.is_sample,
        )

    def _confirmation(self, row: Confirmation) -> ConfirmationFile:
        return ConfirmationFile(
            organisation=self.dumping.mention_organisation(row.organisation),
            given_on=row.given_on,
            agrees=row.agrees,
            words=row.words,
            sample=row.is_sample,
        )


def parameters_of(dumping: Dumping, one: Commitment) -> Terms | Mapping[str, Any]:
    """The typed parameters of a promise, the offices they name noted; as they are when no room brings the kind."""
    kind = all_kinds().get(one.kind)
    if kind is None:
        return dict(one.parameters)
    try:
        terms = terms_of(kind, one.parameters)
    except ValidationError:
        return dict(one.parameters)
    for code, key in offices_in(getattr(terms, "offices", {})):
        dumping.mention("offices", code, key)
    return terms


def dump_evidence(dumping: Dumping) -> list[EvidenceFile]:
    """The pieces of evidence that the viewer sees, with the promises they support."""
    seen = Evidence.objects.visible_to(dumping.viewer).in_space(dumping.partnership.pk)
    seen = seen.exclude(audience=Audience.NAMED).select_related("document__space", "deed__space", "organisation")
    found = list(seen.order_by("pk"))
    uses = EvidenceUse.objects.visible_to(dumping.viewer).filter(evidence__in=[one.pk for one in found])
    supports: dict[int, list[str]] = defaultdict(list)
    for evidence, reference in (
        uses.exclude(commitment__audience=Audience.NAMED)
        .order_by("pk")
        .values_list("evidence_id", "commitment__reference")
    ):
        supports[evidence].append(reference)
    return dumping.kept("evidence", [(_evidence(dumping, one, supports[one.pk]), one) for one in found])


def _evidence(dumping: Dumping, one: Evidence, supports: list[str]) -> EvidenceFile:
    deed = one.deed
    is_told = deed is not None and deed.audience != Audience.NAMED and may_see_shared(dumping.viewer, deed)
    return EvidenceFile(
        key=one.key,
        title=one.title,
        kind=EvidenceKind(one.kind),
        dated_on=one.dated_on,
        document=known_key(one.document, dumping),
        deed=deed.key if deed and is_told else None,
        url=one.url,
        words=one.words,
        state=EvidenceState(one.state),
        approved_on=one.approved_on,
        valid_until=one.valid_until,
        supports=supports,
        audience=Audience(one.audience),
        organisation=dumping.mention_organisation(one.organisation),
        sample=one.is_sample,
    )


def _grouped(rows: Iterable[Any]) -> Rows:
    found: Rows = defaultdict(list)
    for row in rows:
        found[row.commitment_id].append(row)
    return found
