"""The engine: many promises assessed at once, on any day.

The number of questions to the database depends on the kinds, not on the promises.
"""

import gc
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Min, QuerySet, TextField
from django.db.models.functions import Cast

from sampakt.agreements.models import DecisionStep, Party
from sampakt.agreements.queries import amendments_to_come
from sampakt.agreements.rules import held_before, known_end, terms_change_on
from sampakt.agreements.terms import BOUND, BY_SIGNING
from sampakt.commitments.access import reach_of
from sampakt.commitments.models import Commitment, Confirmation, EvidenceUse, Statement, Waiver
from sampakt.commitments.queries.registry import Case, Kind, all_kinds, terms_from
from sampakt.commitments.queries.sources.rows import rows_of
from sampakt.commitments.rules import (
    AsOf,
    Finding,
    Judgement,
    Piece,
    Promise,
    Ref,
    Release,
    Word,
    frame,
    judge_statements,
    with_judgement,
    with_words,
)
from sampakt.commitments.rules.doing import counts_for
from sampakt.commitments.rules.finding import A_DAY
from sampakt.commitments.terms import EvidenceState

STATEMENT = "statement"


@dataclass(frozen=True, slots=True)
class Assessment:
    """The finding for one commitment on one day."""

    commitment_id: int
    space_id: int
    agreement_id: int
    reach: str
    finding: Finding


def assess(commitments: QuerySet[Commitment], as_of: AsOf) -> list[Assessment]:
    """What the records dated until ``as_of`` say about each of the commitments.

    A past day is always computed from dated records, so that the same question gives the same answer. Commitments of
    a kind that no room brings any longer are left out.
    """
    with without_collecting():
        return _assess(commitments, as_of)


@contextmanager
def without_collecting() -> Iterator[None]:
    """Keep Python from looking for reference cycles among many rows: there are none, and looking doubles the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _assess(commitments: QuerySet[Commitment], as_of: AsOf) -> list[Assessment]:
    rows: list[tuple[Any, ...]] = list(
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
            "agreement__end_decided_on",
            "kind",
            Cast("parameters", TextField()),
            "agreement__audience",
        )
    )
    agreements = {row[2] for row in rows}
    drafts, joining = _parties(agreements, as_of.day)
    begun = _begun({row[2] for row in rows if row[4] is None and row[12] is None})
    amended = amendments_to_come(agreements, as_of.day)
    kinds = all_kinds()
    promises: list[tuple[Promise, Kind, str]] = []
    reaches: dict[int, str] = {}
    for row in rows:
        kind = kinds.get(row[16])
        if kind is None:
            continue
        to_come = amended.get(row[2], ())
        before = held_before(to_come, as_of.day)
        ended_on = known_end(row[14], row[15], as_of.day)
        promise = Promise(
            id=row[0],
            space_id=row[1],
            agreement_id=row[2],
            check_by=row[3],
            starts_on=row[4] or before.get("starts_on", row[12]) or begun.get(row[2]),
            ends_on=row[5] or _earliest(before.get("ends_on", row[13]), ended_on),
            warn_days=row[6],
            audience=row[7],
            organisation_id=row[8],
            circle_id=row[9],
            superseded_on=row[10],
            theme_id=row[11],
            is_of_draft=row[2] in drafts,
            is_formality=kind.is_formality and row[4] is None,
            changes_on=_earliest(terms_change_on(to_come, as_of.day), joining.get(row[2])),
        )
        promises.append((promise, kind, row[17]))
        reaches[promise.id] = reach_of(row[7], row[18])
    ids = {promise.id for promise, _kind, _parameters in promises}
    every = len(ids) > 1000
    facts = _facts(promises, as_of.day)
    attached, expiries = _attached(promises, ids, every, as_of.day)
    releases = _releases(ids, every, as_of.day)
    said = _Said(expiries, _judgements(ids, every, as_of.day), _words(ids, every, as_of.day))
    return [
        Assessment(
            promise.id,
            promise.space_id,
            promise.agreement_id,
            reaches[promise.id],
            _judge(
                Case(promise, facts, attached.get(promise.id, ()), releases.get(promise.id, ())),
                kind,
                parameters,
                said,
                as_of,
            ),
        )
        for promise, kind, parameters in promises
    ]


def _judge(case: Case, kind: Kind, parameters: str, said: "_Said", as_of: AsOf) -> Finding:
    terms = terms_from(kind.code, parameters)
    judgements = said.judgements.get(case.promise.id, ())

    def judge() -> Finding:
        if kind.code == STATEMENT:
            found = judge_statements(terms, case.promise, judgements, as_of)  # type: ignore[arg-type]  # of this kind
        else:
            found = with_judgement(case.promise, kind.rule(terms, case, as_of), judgements, as_of)
        words = said.words.get(case.promise.id)
        return with_words(found, words, as_of) if words else found

    return frame(case.promise, case.releases, said.expiries.get(case.promise.id), as_of, judge)


@dataclass(frozen=True, slots=True)
class _Said:
    """What people stated, what the other party says of it, and when the first evidence runs out, by commitment."""

    expiries: Mapping[int, date]
    judgements: Mapping[int, Sequence[Judgement]]
    words: Mapping[int, Sequence[Word]]


def _facts(promises: Sequence[tuple[Promise, Kind, str]], until: date) -> dict[str, Mapping[int, Any]]:
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


def _parties(agreements: set[int], until: date) -> tuple[set[int], dict[int, date]]:
    """Those of the agreements that are to be signed and that no party had signed by the day; and when one joins next.

    A party leaves the agreement on the day after its last.
    """
    waiting: set[int] = set()
    begun: set[int] = set()
    changing: dict[int, date] = {}
    bound = Party.objects.filter(role__in=BOUND)
    for agreement, force_rule, signed_on, joined_on, left_on in rows_of(
        bound, "agreement_id", agreements, "agreement__force_rule", "signed_on", "joined_on", "left_on"
    ):
        if force_rule in BY_SIGNING:
            (begun if signed_on is not None and signed_on <= until else waiting).add(agreement)
        for day in (joined_on, left_on + A_DAY if left_on else None):
            if day is not None and day > until:
                changing[agreement] = min(day, changing.get(agreement, day))
    return waiting - begun, changing


def _earliest(*days: date | None) -> date | None:
    return min((day for day in days if day is not None), default=None)


def _of(ids: set[int], every: bool, field: str = "commitment_id") -> dict[str, Any]:
    """A condition on few commitments; none on many, when reading all is quicker than naming them."""
    return {} if every else {f"{field}__in": ids}


def _attached(
    promises: Iterable[tuple[Promise, Kind, str]], ids: set[int], every: bool, until: date
) -> tuple[dict[int, tuple[Piece, ...]], dict[int, date]]:
    """Approved evidence that is valid on the day, by commitment, and the day after the first of it runs out."""
    by_id = {promise.id: promise for promise, _kind, _parameters in promises}
    found: dict[int, list[Piece]] = defaultdict(list)
    expiries: dict[int, date] = {}
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
            if valid_until is not None:
                expiry = valid_until + A_DAY
                expiries[commitment] = min(expiry, expiries.get(commitment, expiry))
    return {commitment: tuple(pieces) for commitment, pieces in found.items()}, expiries


def _releases(ids: set[int], every: bool, until: date) -> dict[int, list[Release]]:
    found: dict[int, list[Release]] = defaultdict(list)
    row: tuple[Any, ...]
    for row in Waiver.objects.filter(decided_on__lte=until, **_of(ids, every)).values_list(
        "commitment_id", "pk", "decided_on", "starts_on", "ends_on", "body", "reference"
    ):
        found[row[0]].append(Release(*row[1:]))
    return found


def _judgements(ids: set[int], every: bool, until: date) -> dict[int, list[Judgement]]:
    found: dict[int, list[Judgement]] = defaultdict(list)
    row: tuple[Any, ...]
    for row in Statement.objects.filter(stated_on__lte=until, **_of(ids, every)).values_list(
        "commitment_id", "pk", "stated_on", "verdict"
    ):
        found[row[0]].append(Judgement(*row[1:]))
    return found


def _words(ids: set[int], every: bool, until: date) -> dict[int, list[Word]]:
    found: dict[int, list[Word]] = defaultdict(list)
    row: tuple[Any, ...]
    for row in Confirmation.objects.filter(given_on__lte=until, **_of(ids, every)).values_list(
        "commitment_id", "pk", "organisation__name", "given_on", "agrees"
    ):
        found[row[0]].append(Word(*row[1:]))
    return found
