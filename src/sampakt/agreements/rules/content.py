"""What an agreement says and is silent on, and what sources claim about it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sampakt.agreements.terms import ClaimField, Topic, TopicState

CHECKLIST = tuple(topic for topic in Topic if topic is not Topic.OTHER)
"""The topics that every agreement is asked about."""

DATED = (ClaimField.SIGNED_ON, ClaimField.DECIDED_ON, ClaimField.STARTS_ON, ClaimField.ENDS_ON)
"""The facts whose value is a date."""


@dataclass(frozen=True)
class ClaimFacts:
    """What one source says about one fact, of the whole agreement or of one party."""

    id: int
    field: str
    value: str
    organisation: int | None = None
    is_chosen: bool = False


@dataclass(frozen=True)
class Dispute:
    """Sources that tell one fact differently; ``chosen`` is the claim that holds until somebody knows better."""

    field: str
    organisation: int | None
    claims: tuple[ClaimFacts, ...]
    chosen: ClaimFacts | None


def disputes(claims: Iterable[ClaimFacts]) -> list[Dispute]:
    """The facts on which sources differ, in the order in which the claims came."""
    told: dict[tuple[str, int | None], list[ClaimFacts]] = defaultdict(list)
    for claim in claims:
        if claim.field != ClaimField.OTHER:
            told[claim.field, claim.organisation].append(claim)
    return [
        Dispute(field, organisation, tuple(group), next((claim for claim in group if claim.is_chosen), None))
        for (field, organisation), group in told.items()
        if len({_compared(claim.value) for claim in group}) > 1
    ]


def content_gaps(answers: Mapping[str, str]) -> tuple[Topic, ...]:
    """The topics of the checklist that the agreement is silent on, or that nobody has looked for: ask."""
    settled = {TopicState.STATED, TopicState.NOT_NEEDED}
    return tuple(topic for topic in CHECKLIST if answers.get(topic) not in settled)


def date_claimed(value: str) -> date | None:
    """The date that a claim states, written as 2022-03-28; None when it is not one."""
    try:
        return date.fromisoformat(value.strip())
    except ValueError:
        return None


def _compared(value: str) -> str:
    return " ".join(value.casefold().split())
