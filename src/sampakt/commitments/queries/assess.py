"""The engine: many promises assessed at once, on any day. The number of questions depends on the kinds, not the promises."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Min, QuerySet

from sampakt.agreements.models import DecisionStep, Party
from sampakt.commitments.models import Commitment, EvidenceUse, Statement, Waiver
from sampakt.commitments.queries.registry import Case, Kind, all_kinds, terms_of
from sampakt.commitments.rules import (
    AsOf,
    Finding,
    Judgement,
    Piece,
    Promise,
    Ref,
    Release,
    frame,
    judge_statements,
    with_judgement,
)
from sampakt.commitments.rules.deeds import counts_for
from sampakt.commitments.terms import EvidenceState

STATEMENT = "statement"


@dataclass(frozen=True, slots=True)
class Assessment:
    """The finding for one commitment on one day."""

    commitment_id: int
    space_id: int
    finding: Finding


def assess(commitments: QuerySet[Commitment], as_of: AsOf) -> list[Assessment]:
    """What the records dated until ``as_of`` say about each of the commitments.

    A past day is always computed from dated records, so that the same question gives the same answer. Commitments of
    a kind that no room brings any longer are left out.
    """
    rows = list(
        commitments.order_by("pk").values_list(
            "pk",
            "space_id",
            "agreement_id",
            "check_by",
            "starts_on",
            "ends_on",
            "warn_days",
            "audience",
            "organisation_id",
            "circle_id",
            "superseded_on",
            "theme_id",
            "agreement__starts_on",
            "agreement__ends_on",
            "agreement__ended_on",
            "kind",
            "parameters",
        )
    )
    begun = _begun({row[2] for row in rows if row[4] is None and row[12] is None})
    kinds = all_kinds()
    promises: list[tuple[Promise, Kind, Mapping[str, Any]]] = []
    for row in rows:
        kind = kinds.get(row[15])
        if kind is None:
            continue
        starts_on = row[4] or row[12] or begun.get(row[2])
        ends_on = row[5] or _earliest(row[13], row[14])
        promise = Promise(*row[:4], starts_on, ends_on, *row[6:12])
        promises.append((promise, kind, row[16]))
    ids = {promise.id for promise, _kind, _parameters in promises}
    every = len(ids) > 1000
    facts = _facts(promises, as_of.day)
    attached = _attached(promises, ids, every, as_of.day)
    releases = _releases(ids, every, as_of.day)
    judgements = _judgements(ids, every, as_of.day)
    return [
        Assessment(
            promise.id,
            promise.space_id,
            _judge(
                promise,
                kind,
                parameters,
                Case(promise, facts, attached.get(promise.id, ())),
                releases.get(promise.id, ()),
                judgements.get(promise.id, ()),
                as_of,
            ),
        )
        for promise, kind, parameters in promises
    ]


def _judge(
    promise: Promise,
    kind: Kind,
    parameters: Mapping[str, Any],
    case: Case,
    releases: Sequence[Release],
    judgements: Sequence[Judgement],
    as_of: AsOf,
) -> Finding:
    terms = terms_of(kind, parameters)

    def judge() -> Finding:
        if kind.code == STATEMENT:
            return judge_statements(terms, promise, judgements, as_of)  # type: ignore[arg-type]
        return with_judgement(promise, kind.rule(terms, case, as_of), judgements, as_of)

    return frame(promise, releases, as_of, judge)


def _facts(promises: Sequence[tuple[Promise, Kind, Mapping[str, Any]]], until: date) -> dict[str, Mapping[int, Any]]:
    wanted: dict[str, tuple[Any, list[Promise]]] = {}
    for promise, kind, _parameters in promises:
        for source in kind.sources:
            wanted.setdefault(source.name, (source, []))[1].append(promise)
    return {name: source.load(of, until) for name, (source, of) in wanted.items()}


def _begun(agreements: set[int]) -> dict[int, date]:
    """For agreements without a first day: when they were first signed, or else first decided."""
    if not agreements:
        return {}
    decided = (
        DecisionStep.objects.filter(party__agreement_id__in=agreements, decided_on__isnull=False)
        .values_list("party__agreement_id")
        .annotate(first=Min("decided_on"))
    )
    signed = (
        Party.objects.filter(agreement_id__in=agreements, signed_on__isnull=False)
        .values_list("agreement_id")
        .annotate(first=Min("signed_on"))
    )
    return {**dict(decided), **dict(signed)}


def _earliest(*days: date | None) -> date | None:
    return min((day for day in days if day is not None), default=None)


def _of(ids: set[int], every: bool, field: str = "commitment_id") -> dict[str, Any]:
    """A condition on few commitments; none on many, when reading all is quicker than naming them."""
    return {} if every else {f"{field}__in": ids}


def _attached(
    promises: Iterable[tuple[Promise, Kind, Mapping[str, Any]]], ids: set[int], every: bool, until: date
) -> dict[int, tuple[Piece, ...]]:
    by_id = {promise.id: promise for promise, _kind, _parameters in promises}
    found: dict[int, list[Piece]] = defaultdict(list)
    uses = EvidenceUse.objects.filter(
        evidence__state=EvidenceState.APPROVED,
        evidence__dated_on__lte=until,
        evidence__approved_on__lte=until,
        **_of(ids, every),
    )
    for commitment, evidence, on, valid_until, audience, organisation, circle in uses.values_list(
        "commitment_id",
        "evidence_id",
        "evidence__dated_on",
        "evidence__valid_until",
        "evidence__audience",
        "evidence__organisation_id",
        "evidence__circle_id",
    ):
        promise = by_id.get(commitment)
        if promise is None or (valid_until is not None and valid_until < until):
            continue
        if counts_for(promise, audience, organisation, circle):
            found[commitment].append(Piece(on, Ref("evidence", evidence, on)))
    return {commitment: tuple(pieces) for commitment, pieces in found.items()}


def _releases(ids: set[int], every: bool, until: date) -> dict[int, list[Release]]:
    found: dict[int, list[Release]] = defaultdict(list)
    for commitment, *rest in Waiver.objects.filter(decided_on__lte=until, **_of(ids, every)).values_list(
        "commitment_id", "pk", "decided_on", "starts_on", "ends_on", "body", "reference"
    ):
        found[commitment].append(Release(*rest))
    return found


def _judgements(ids: set[int], every: bool, until: date) -> dict[int, list[Judgement]]:
    found: dict[int, list[Judgement]] = defaultdict(list)
    for commitment, *rest in Statement.objects.filter(stated_on__lte=until, **_of(ids, every)).values_list(
        "commitment_id", "pk", "stated_on", "verdict"
    ):
        found[commitment].append(Judgement(*rest))
    return found
