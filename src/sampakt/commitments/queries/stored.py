"""Answers ready to show: stored ones for today, computed ones for any other day."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from sampakt.commitments.models import Commitment, StoredAssessment
from sampakt.commitments.queries.assess import assess
from sampakt.commitments.rules import AsOf
from sampakt.commitments.terms import TONES, Tone


@dataclass(frozen=True, slots=True)
class Answer:
    """How one commitment stands on a day; ``finding`` holds the words, evidence, what is missing and the periods."""

    commitment_id: int
    status: str
    due_on: date | None
    since_on: date | None
    stands_until: date | None
    has_evidence: bool
    finding: Mapping[str, Any]

    @property
    def tone(self) -> Tone:
        """Its colour and place in a promise bar."""
        return TONES[self.status]


def answers_today(commitments: Iterable[int]) -> dict[int, Answer]:
    """The stored answers of these commitments, by their number. One question."""
    stored = StoredAssessment.objects.filter(pk__in=list(commitments)).values_list(
        "commitment_id", "status", "due_on", "since_on", "stands_until", "has_evidence", "finding"
    )
    return {row[0]: Answer(*row) for row in stored}


def answer_of(commitment: Commitment) -> Answer | None:
    """The stored answer that was fetched along with the commitment; None when it was never assessed."""
    stored: StoredAssessment | None = commitment._state.fields_cache["assessment"]
    if stored is None:
        return None
    return Answer(
        commitment.pk,
        stored.status,
        stored.due_on,
        stored.since_on,
        stored.stands_until,
        stored.has_evidence,
        stored.finding,
    )


def answers_on(commitments: QuerySet[Commitment], day: date, today: date) -> dict[int, Answer]:
    """How these commitments stood when ``day`` was over, computed from dated records; for today, while it goes on."""
    return {
        each.commitment_id: Answer(
            each.commitment_id,
            str(each.finding.status),
            each.finding.due_on,
            each.finding.since,
            each.finding.stands_until,
            each.finding.has_evidence,
            each.finding.as_data(),
        )
        for each in assess(commitments, AsOf(day, is_over=day != today))
    }


def tones_of(statuses: Iterable[str]) -> Counter[str]:
    """How many of each tone, for a promise bar."""
    return Counter(TONES[status] for status in statuses)
