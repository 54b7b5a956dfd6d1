"""Questions of the room's pages: one promise with all that is known of it, records of work, evidence, and summaries."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, prefetch_related_objects

from sampakt.agreements.models import Partnership, Party
from sampakt.agreements.terms import BOUND
from sampakt.commitments.access import may_see_commitment
from sampakt.commitments.models import (
    Commitment,
    CommitmentParty,
    CommitmentQuerySet,
    Confirmation,
    Deed,
    DeedQuerySet,
    Evidence,
    EvidenceQuerySet,
    EvidenceUse,
    Statement,
    Waiver,
)
from sampakt.commitments.queries.ends import owes, partnerships_with
from sampakt.commitments.queries.evidence import EvidenceLine, evidence_lines
from sampakt.commitments.queries.ledger import Row
from sampakt.commitments.queries.parameters import Names, names_in
from sampakt.commitments.queries.registry import Kind, all_kinds, terms_of
from sampakt.commitments.queries.standing import Rows, standing, standing_of, statuses_of_spaces
from sampakt.commitments.queries.stored import answer_of, answers_on, answers_today
from sampakt.commitments.rules.deeds import BESIDE
from sampakt.commitments.rules.ends import owed, owing
from sampakt.commitments.terms import TONES, DeedSort, EvidenceState
from sampakt.kernel.asking import ANY_CODE, asked_as, of, records_as
from sampakt.kernel.models import having_words
from sampakt.kernel.viewer import Viewer
from sampakt.kernel.words import bare
from sampakt.organisations.access import may_see_shared
from sampakt.organisations.models import Organisation
from sampakt.trail.models import TrailLine
from sampakt.trail.queries import Told, told

LINES_OF_HISTORY = 30


@dataclass(frozen=True)
class Strip:
    """One period of a promise that comes back, and how it went."""

    start: date
    end: date
    status: str
    done: int
    wanted: int


@dataclass(frozen=True)
class CommitmentPage:
    """All that the page of one promise shows, as it stood on a day, as far as the viewer may see."""

    row: Row
    kind: Kind | None
    names: Names
    owing: Sequence[Organisation]
    owed: Sequence[Organisation]
    strips: Sequence[Strip]
    counted: Sequence[EvidenceLine]
    evidence: Sequence[Evidence]
    statements: Sequence[Statement]
    confirmations: Sequence[Confirmation]
    waivers: Sequence[Waiver]
    replaced: Sequence[Commitment]
    replaced_by: Commitment | None
    history: Sequence[Told]

    @property
    def commitment(self) -> Commitment:
        """The promise itself."""
        return self.row.commitment

    @property
    def is_for_all(self) -> bool:
        """Whether nobody is named and there are several: all parties promise it to all."""
        return not (self.row.owes or self.row.owed) and len(self.owing) > 1


def commitments_with_names(viewer: Viewer) -> CommitmentQuerySet:
    """The promises that the viewer may see, with what their pages name."""
    return Commitment.objects.visible_to(viewer).select_related(
        "space__partnership",
        "agreement__space",
        "theme",
        "unit__organisation",
        "responsible__organisation",
        "superseded_by__agreement__space",
        "superseded_by__space",
    )


def commitment_called(viewer: Viewer, code: str) -> Commitment | None:
    """The promise with that code, with what its pages name; None for what the viewer may not see. One query."""
    key = ("commitment", viewer.key)
    return next(iter(records_as(key, lambda: commitments_with_names(viewer).filter(code=ANY_CODE), of(code))), None)


def commitment_page(
    commitment: Commitment, viewer: Viewer, *, today: date, as_of: date | None = None
) -> CommitmentPage:
    """One promise with its rule, how it stands and why, and what people said of it. A fixed number of queries."""
    day = as_of or today
    ends = CommitmentParty.objects.select_related("organisation").order_by("pk")
    prefetch_related_objects([commitment], Prefetch("ends", queryset=ends))
    only = Commitment.objects.filter(pk=commitment.pk)
    answers = answers_today([commitment.pk]) if day == today else answers_on(only, day, today)
    answer = answers.get(commitment.pk)
    row = Row(commitment, answer)
    parties = list(
        Party.objects.filter(agreement=commitment.agreement_id, role__in=BOUND).select_related("organisation")
    )
    known = {party.organisation_id: party.organisation for party in parties}
    known |= {one.pk: one for one in (*row.owes, *row.owed)}
    bound = [party.organisation_id for party in parties]
    named = [one.pk for one in row.owes]
    uses = EvidenceUse.objects.visible_to(viewer).filter(commitment=commitment, evidence__dated_on__lte=day)
    if day < today:
        # Of a past day only what counted by then is told; what has been added or approved since was not there.
        uses = uses.filter(evidence__approved_on__lte=day)
    attached = Evidence.objects.filter(pk__in=uses.values("evidence")).select_related("document", "deed", "space")
    evidence = list(attached)
    statements = list(
        commitment.statements.filter(stated_on__lte=day).select_related("organisation", "stated_by__person")
    )
    confirmations = list(
        commitment.confirmations.filter(given_on__lte=day).select_related("organisation", "given_by__person")
    )
    waivers = list(commitment.waivers.filter(decided_on__lte=day).select_related("document"))
    return CommitmentPage(
        row=row,
        kind=all_kinds().get(commitment.kind),
        names=names_in(commitment, viewer),
        owing=[known[key] for key in known if key in owing(named, bound)],
        owed=[known[key] for key in known if key in owed(named, [one.pk for one in row.owed], bound)],
        strips=strips_of(answer.finding if answer else {}),
        counted=evidence_lines([answer], viewer)[commitment.pk] if answer else (),
        evidence=evidence,
        statements=statements,
        confirmations=confirmations,
        waivers=waivers,
        replaced=list(Commitment.objects.visible_to(viewer).filter(superseded_by=commitment)),
        replaced_by=_seen(commitment.superseded_by, viewer),
        history=told(
            TrailLine.objects.visible_to(viewer).about(commitment, *evidence, *statements, *confirmations, *waivers)[
                :LINES_OF_HISTORY
            ]
        ),
    )


def strips_of(finding: Mapping[str, Any]) -> list[Strip]:
    """The periods of a stored finding."""
    stretches: Iterable[tuple[str, str, str, int, int]] = finding.get("stretches", ())
    return [
        Strip(date.fromisoformat(start), date.fromisoformat(end), status, done, wanted)
        for start, end, status, done, wanted in stretches
    ]


def deeds_found(
    viewer: Viewer, *, space: int | None = None, words: str = "", sort: str = "", theme: int | None = None
) -> DeedQuerySet:
    """What was done, newest first: in one partnership, or in all that the viewer takes part in."""
    found = Deed.objects.visible_to(viewer).filter(having_words(words))
    if space is not None:
        found = found.in_space(space)
    elif not viewer.is_operator:
        found = found.filter(space_id__in=list(viewer.spaces))
    if sort:
        found = found.filter(sort=sort)
    if theme:
        found = found.filter(theme=theme)
    return found.select_related("space__partnership", "unit__organisation", "theme", "organisation")


def continuations(viewer: Viewer, spaces: Collection[int]) -> DeedQuerySet:
    """The decisions on what follows an agreement that the viewer sees in some partnerships, newest first."""
    return Deed.objects.within(viewer, spaces).filter(sort=DeedSort.CONTINUATION)


def evidence_found(viewer: Viewer, *, space: int | None = None, state: str = "") -> EvidenceQuerySet:
    """Evidence, newest first: in one partnership, or in all that the viewer takes part in."""
    found = Evidence.objects.visible_to(viewer)
    if space is not None:
        found = found.in_space(space)
    elif not viewer.is_operator:
        found = found.filter(space_id__in=list(viewer.spaces))
    if state:
        found = found.filter(state=state)
    return found.select_related("space__partnership", "document", "deed", "recorded_by__person")


def evidence_waiting(viewer: Viewer) -> EvidenceQuerySet:
    """Evidence in review that the viewer may approve: somebody else recorded it."""
    coordinated = [space for space in viewer.spaces if viewer.may_edit_in(space)]
    waiting = evidence_found(viewer, state=EvidenceState.IN_REVIEW).filter(space_id__in=coordinated)
    return waiting.exclude(recorded_by_id=viewer.user_id) if viewer.user_id else waiting


@dataclass(frozen=True)
class DeedPage:
    """Something done: what it rests on, who took part, and the evidence made of it."""

    deed: Deed
    participants: Sequence[Organisation]
    based_on: Deed | None
    sees_document: bool
    evidence: Sequence[Evidence]
    history: Sequence[Told]


def deed_page(deed: Deed, viewer: Viewer) -> DeedPage:
    """One record of work, as far as the viewer may see. A fixed number of queries."""
    return DeedPage(
        deed=deed,
        participants=list(deed.participants.order_by("name")),
        based_on=Deed.objects.visible_to(viewer).filter(pk=deed.based_on_id).first() if deed.based_on_id else None,
        sees_document=_sees_document(deed, viewer),
        evidence=list(Evidence.objects.visible_to(viewer).filter(deed=deed)),
        history=told(TrailLine.objects.visible_to(viewer).about(deed)[:LINES_OF_HISTORY]),
    )


@dataclass(frozen=True)
class EvidencePage:
    """A piece of evidence: what it consists of, and the promises that it supports."""

    evidence: Evidence
    deed: Deed | None
    sees_document: bool
    commitments: Sequence[Commitment]
    is_expired: bool
    history: Sequence[Told]


def evidence_page(evidence: Evidence, viewer: Viewer, today: date) -> EvidencePage:
    """One piece of evidence, as far as the viewer may see. A fixed number of queries."""
    uses = EvidenceUse.objects.visible_to(viewer).filter(evidence=evidence)
    return EvidencePage(
        evidence=evidence,
        deed=Deed.objects.visible_to(viewer).filter(pk=evidence.deed_id).first() if evidence.deed_id else None,
        sees_document=_sees_document(evidence, viewer),
        commitments=list(Commitment.objects.filter(pk__in=uses.values("commitment"))),
        is_expired=evidence.valid_until is not None and evidence.valid_until < today,
        history=told(TrailLine.objects.visible_to(viewer).about(evidence)[:LINES_OF_HISTORY]),
    )


def tones_of_space(viewer: Viewer, space: int) -> Counter[str]:
    """How many of the promises of a partnership that the viewer may see have which tone. One query."""

    def stands() -> Rows:
        return standing_of(Commitment.objects.visible_to(viewer).in_space(space))

    return _tones(asked_as(("tones of a space", viewer.key, space), stands)).get(space, Counter())


def tones_of_spaces(viewer: Viewer, spaces: Collection[int]) -> dict[int, Counter[str]]:
    """The same of many partnerships. One query."""
    return _tones(statuses_of_spaces(viewer, spaces))


def tones_of_agreement(viewer: Viewer, agreement_id: int) -> Counter[str]:
    """The same for one agreement. One query."""

    def stands() -> Rows:
        return standing_of(Commitment.objects.visible_to(viewer).filter(agreement=agreement_id))

    rows = asked_as(("tones of an agreement", viewer.key, agreement_id), stands)
    return sum(_tones(rows).values(), Counter())


def tones_by_partnership(viewer: Viewer, organisation_id: int) -> list[tuple[Partnership, Counter[str]]]:
    """The promises that an organisation makes, as far as the viewer may see, by partnership. Two queries."""

    def stands() -> Rows:
        return standing(viewer, partnerships_with([organisation_id]), among=owes([organisation_id]))

    tones = _tones(asked_as(("tones by partnership", viewer.key, organisation_id), stands))
    partnerships = Partnership.objects.visible_to(viewer).filter(pk__in=tones).order_by("code")
    return [(partnership, tones[partnership.pk]) for partnership in partnerships]


def pressing(viewer: Viewer, condition: Q, statuses: Collection[str], size: int) -> list[Row]:
    """The promises under a condition that stand so, those due first before the others. One query."""
    found = Commitment.objects.visible_to(viewer).filter(condition, assessment__status__in=statuses)
    first = found.select_related("assessment").order_by("assessment__due_on", "space_id", "position")[:size]
    return [Row(commitment, answer_of(commitment)) for commitment in first]


def _tones(rows: Iterable[Sequence[Any]]) -> dict[int, Counter[str]]:
    """How many there are of each tone, by partnership."""
    tones: dict[int, Counter[str]] = {}
    for key, status, many in rows:
        tones.setdefault(key, Counter())[TONES[status]] += many
    return tones


def _seen(commitment: Commitment | None, viewer: Viewer) -> Commitment | None:
    """The promise, if the viewer may see it."""
    return commitment if commitment is not None and may_see_commitment(viewer, commitment) else None


def _sees_document(record: Deed | Evidence, viewer: Viewer) -> bool:
    return record.document is not None and may_see_shared(viewer, record.document)


def deed_asked_by(commitment: Commitment) -> dict[str, object]:
    """What a record of work would say that the promise asks for: its sort, type, tags, theme and unit. One query.

    Where something is asked for in each of several tags or types, it is the first that is missing: one thing done does
    not count for all of them.
    """
    kind = all_kinds().get(commitment.kind)
    asked = terms_of(kind, commitment.parameters).model_dump() if kind else {}
    types: Sequence[str] = asked.get("types") or ()
    outcomes: Sequence[str] = asked.get("outcomes") or ()
    sorts: Sequence[str] = asked.get("sorts") or ()
    tags: Sequence[str] = asked.get("tags") or (outcomes if len(outcomes) == 1 else ())
    if commitment.kind == "activity_in_each":
        answer = answers_today([commitment.pk]).get(commitment.pk)
        lacking = Row(commitment, answer).missing
        types, tags = _first_lacking(types, lacking), _first_lacking(tags, lacking)
    given = {
        "sort": _SORTS.get(commitment.kind, sorts[0] if sorts else ""),
        "type": asked.get("type") or (types[0] if len(types) == 1 else ""),
        "recipient": ", ".join(asked.get("recipients") or ()),
        "tags": list(tags),
        "theme": commitment.theme_id,
        "unit": commitment.unit_id,
    }
    return {name: value for name, value in given.items() if value}


def _first_lacking(words: Sequence[str], lacking: Iterable[tuple[str, date | None]]) -> Sequence[str]:
    """The first of the words that names something missing, alone or beside others."""
    names = {bare(part) for name, _since in lacking for part in name.split(BESIDE)}
    return [word for word in words if bare(word) in names][:1]


_SORTS = {
    "report": DeedSort.REPORT,
    "evaluation": DeedSort.EVALUATION,
    "decision_refers_to": DeedSort.DECISION,
    "decide_before": DeedSort.CONTINUATION,
    "continuation_papers": DeedSort.CONTINUATION,
    "notice": DeedSort.NOTICE,
    "revise_every": DeedSort.REVISION,
    "priority": DeedSort.PARTNER_CHOICE,
    "first_option": DeedSort.PARTNER_CHOICE,
}
