"""Keeping the stored answers true: rebuilt from nothing, after a change, and when time alone makes them old."""

import json
from collections.abc import Iterable, Sequence
from datetime import date

from django.db import connection, transaction
from django.db.models import Q, QuerySet

from sampakt.commitments.models import Commitment, StoredAssessment
from sampakt.commitments.queries.assess import Assessment, assess, without_collecting
from sampakt.commitments.queries.registry import all_kinds
from sampakt.commitments.rules import AsOf
from sampakt.commitments.rules.engine import ENGINE
from sampakt.kernel import clock
from sampakt.organisations.models import Space
from sampakt.trail.models import TrailLine

OWN_SUBJECTS = frozenset(
    f"commitments.{name}" for name in ("commitment", "evidence", "evidenceuse", "statement", "waiver", "confirmation")
)
WHOLE_SPACE = OWN_SUBJECTS | {"agreements.agreement", "agreements.party"}
"""What may change any promise of its space: its own records, how far the agreement reaches, and that a party signs."""

BATCH = 25_000
"""So many at a time keeps the memory flat; SQLite takes no more than some thirty thousand keys in one question."""


def rebuild(commitments: QuerySet[Commitment] | None = None, *, today: date | None = None) -> int:
    """Assess commitments (all of them by default) as they stand today, and store the answers. Answers how many."""
    day = today or clock.today()
    wanted = Commitment.objects.all() if commitments is None else commitments
    done = 0
    # Space by space, so that the records of one partnership are read once.
    keys = list(wanted.order_by("space_id", "pk").values_list("pk", flat=True))
    with without_collecting():
        for start in range(0, len(keys), BATCH):
            found = assess(Commitment.objects.filter(pk__in=keys[start : start + BATCH]), AsOf(day, is_over=False))
            _store(found, day)
            done += len(found)
    return done


def reassess_due(today: date) -> int:
    """Assess again what time alone, or an update of Sampakt, may have changed since. Answers how many."""
    due = Commitment.objects.filter(
        Q(assessment__stands_until__lte=today, assessment__assessed_on__lt=today)
        | Q(assessment=None)
        | Q(assessment__agreement_id=0)
        | ~Q(assessment__engine=ENGINE)
    )
    return rebuild(due, today=today)


def reassess_outdated() -> int:
    """Assess again what an older version of Sampakt assessed, by other rules or words. Answers how many."""
    outdated = StoredAssessment.objects.of_other_rules()
    return rebuild(Commitment.objects.filter(pk__in=outdated.values("pk"))) if outdated.exists() else 0


def reassess_touched(lines: Sequence[TrailLine]) -> None:
    """Assess again the commitments that a change may touch: those of its space whose kind reads what changed.

    The trail calls this with every line written, inside the writer's transaction.
    """
    everything: set[int] = set()
    by_kinds: dict[frozenset[str], set[int]] = {}
    for space, subjects in _subjects_by_space(lines).items():
        if subjects & WHOLE_SPACE:
            everything.add(space)
            continue
        kinds = frozenset(
            kind.code
            for kind in all_kinds().values()
            if any(not source.subjects.isdisjoint(subjects) for source in kind.sources)
        )
        by_kinds.setdefault(kinds, set()).add(space)
    # One condition for all spaces that are touched alike: a large load touches more than a database takes one by one.
    wanted = Q(space_id__in=everything)
    for kinds, spaces in by_kinds.items():
        wanted |= Q(space_id__in=spaces, kind__in=kinds)
    if everything or by_kinds:
        rebuild(Commitment.objects.filter(wanted))


def _subjects_by_space(lines: Iterable[TrailLine]) -> dict[int, set[str]]:
    known = {subject for kind in all_kinds().values() for source in kind.sources for subject in source.subjects}
    touched: dict[int, set[str]] = {}
    by_organisation: dict[int, set[str]] = {}
    for line in lines:
        if line.subject_kind not in known and line.subject_kind not in WHOLE_SPACE:
            continue
        if line.space_id is not None:
            touched.setdefault(line.space_id, set()).add(line.subject_kind)
        elif line.organisation_id is not None:
            by_organisation.setdefault(line.organisation_id, set()).add(line.subject_kind)
    if by_organisation:
        for space, organisation in Space.organisations.through.objects.filter(
            organisation_id__in=list(by_organisation)
        ).values_list("space_id", "organisation_id"):
            touched.setdefault(space, set()).update(by_organisation[organisation])
    return touched


_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_COLUMNS = (
    "commitment_id",
    "space_id",
    "agreement_id",
    "reach",
    "status",
    "due_on",
    "since_on",
    "stands_until",
    "has_evidence",
    "finding",
    "assessed_on",
    "engine",
)


def _store(assessments: Sequence[Assessment], day: date) -> None:
    """Write the answers in one sweep: the ORM would take several times as long for a hundred thousand."""
    quote = connection.ops.quote_name
    columns = ", ".join(quote(column) for column in _COLUMNS)
    places = ", ".join(
        "%s::jsonb" if connection.vendor == "postgresql" and column == "finding" else "%s" for column in _COLUMNS
    )
    kept = ", ".join(f"{quote(column)} = excluded.{quote(column)}" for column in _COLUMNS[1:])
    table = quote(StoredAssessment._meta.db_table)
    rows = [
        (
            each.commitment_id,
            each.space_id,
            each.agreement_id,
            each.reach,
            str(each.finding.status),
            each.finding.due_on,
            each.finding.since,
            each.finding.stands_until,
            each.finding.has_evidence,
            _JSON.encode(each.finding.as_data()),
            day,
            ENGINE,
        )
        for each in assessments
    ]
    if not rows:
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} ({columns}) VALUES ({places}) "  # noqa: S608 - names are ours, values are parameters
            f"ON CONFLICT ({quote('commitment_id')}) DO UPDATE SET {kept}",
            rows,
        )
