"""An agreement as the rules see it: plain values, nothing that knows a table."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sampakt.agreements.terms import BOUND, ForceRule, Outcome, PartyRole, StepKind


@dataclass(frozen=True)
class StepFacts:
    """One instance's handling: when it is planned, when it was taken, and with what outcome."""

    id: int = 0
    kind: str = StepKind.OTHER
    planned_on: date | None = None
    decided_on: date | None = None
    outcome: str = ""

    def is_taken_by(self, day: date) -> bool:
        """Whether the instance had handled the matter when ``day`` was over."""
        return self.decided_on is not None and self.decided_on <= day

    @property
    def is_information(self) -> bool:
        """Whether the instance only took note, so that nothing hangs on it."""
        return self.outcome == Outcome.NOTES


@dataclass(frozen=True)
class PartyFacts:
    """One party: its role, its chain in order, its signature, and the days on which it joined later or left."""

    id: int = 0
    organisation: int = 0
    role: str = PartyRole.PARTY
    steps: tuple[StepFacts, ...] = ()
    signed_on: date | None = None
    joined_on: date | None = None
    left_on: date | None = None

    @property
    def is_bound(self) -> bool:
        """Whether its decision and its signature count."""
        return self.role in BOUND

    def takes_part_on(self, day: date) -> bool:
        """Whether it has joined and has not left; its last day is ``left_on``."""
        return (self.joined_on is None or self.joined_on <= day) and (self.left_on is None or day <= self.left_on)

    def has_signed_by(self, day: date) -> bool:
        """Whether it had signed when ``day`` was over."""
        return self.signed_on is not None and self.signed_on <= day


@dataclass(frozen=True)
class AmendmentFacts:
    """Terms that changed: from which day, and what they were before and became after."""

    decided_on: date
    from_on: date
    before: Mapping[str, object]
    after: Mapping[str, object]


@dataclass(frozen=True)
class AgreementFacts:
    """All that the life of an agreement hangs on.

    ``continued_on`` is the day on which an agreement that follows this one was signed; ``follows_end`` is the last day
    of the one that this one follows.
    """

    starts_on: date | None = None
    ends_on: date | None = None
    force_rule: str = ForceRule.ALL_SIGNED
    force_count: int | None = None
    notice_months: int | None = None
    revise_every_months: int | None = None
    decide_months_before: int | None = None
    ended_on: date | None = None
    end_decided_on: date | None = None
    parties: tuple[PartyFacts, ...] = ()
    amendments: tuple[AmendmentFacts, ...] = ()
    continued_on: date | None = None
    follows_end: date | None = None

    @property
    def held_to(self) -> date | None:
        """The last day on which it held: the agreed one, or an earlier one decided since; None when open-ended."""
        days = [day for day in (self.ends_on, self.ended_on) if day is not None]
        return min(days) if days else None
