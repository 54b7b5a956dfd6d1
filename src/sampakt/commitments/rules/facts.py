"""What the rules know of agreements, roles and deeds: frozen rows, gathered for many promises at once."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sampakt.agreements.terms import APPROVING, Outcome
from sampakt.commitments.rules.finding import Name


@dataclass(frozen=True, slots=True)
class StepFacts:
    """One step in a party's decision chain."""

    id: int
    kind: str
    instance: Name
    decided_on: date | None
    outcome: str
    paragraph: str
    is_presented: bool
    speakers: int


@dataclass(frozen=True, slots=True)
class PartyFacts:
    """One organisation in an agreement."""

    id: int
    organisation_id: int
    code: str
    name: Name
    role: str
    signed_on: date | None
    signatory: str
    has_number: bool
    has_fee: bool
    left_on: date | None
    steps: tuple[StepFacts, ...] = ()
    joined_on: date | None = None

    @property
    def decided_on(self) -> date | None:
        """When the last instance of its chain that decides anything approved; without a chain, when it signed."""
        deciding = [step for step in self.steps if step.outcome != Outcome.NOTES]
        if not deciding:
            return self.signed_on
        return deciding[-1].decided_on if deciding[-1].outcome in APPROVING else None

    def takes_part_on(self, day: date) -> bool:
        """Whether it has joined and has not left; its last day is ``left_on``."""
        return (self.joined_on is None or self.joined_on <= day) and (self.left_on is None or day <= self.left_on)


@dataclass(frozen=True, slots=True)
class DocumentFacts:
    """A document's part in an agreement; ``dates`` are its own and its versions'."""

    id: int
    role: str
    title: Name
    dates: tuple[date, ...]

    @property
    def first_on(self) -> date | None:
        """The earliest date it bears."""
        return min(self.dates, default=None)


@dataclass(frozen=True, slots=True)
class LinkFacts:
    """How the agreement stands to another; ``ended_on`` and ``signed_on`` are the other's, where it is known."""

    id: int
    relation: str
    title: Name
    other_id: int | None
    other_ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class GoalFacts:
    """A party's own goal that the agreement is tied to."""

    id: int
    organisation_id: int
    key: str
    kind: str
    linked_on: date | None


@dataclass(frozen=True, slots=True)
class AgreementFacts:
    """All that rules ask of one agreement."""

    id: int
    space_id: int
    title: Name
    kind: str
    starts_on: date | None
    ends_on: date | None
    ended_on: date | None
    notice_months: int | None
    force_rule: str
    force_count: int | None
    parties: tuple[PartyFacts, ...] = ()
    documents: tuple[DocumentFacts, ...] = ()
    links: tuple[LinkFacts, ...] = ()
    continued_by: tuple[tuple[int, date | None], ...] = ()
    goals: tuple[GoalFacts, ...] = ()
    topics: Mapping[str, str] = field(default_factory=dict)
    claims: Mapping[str, int] = field(default_factory=dict)
    assessments: Mapping[str, tuple[int, date | None]] = field(default_factory=dict)
    amendments: tuple[tuple[int, date], ...] = ()
    subs: "tuple[AgreementFacts, ...]" = ()

    def bound(self, day: date) -> tuple[PartyFacts, ...]:
        """The parties that are bound on a day: neither addressees nor mere payers, nor those who come later or left."""
        return tuple(party for party in self.parties if party.role in {"party", "owner"} and party.takes_part_on(day))

    def founders(self, day: date) -> tuple[PartyFacts, ...]:
        """Those bound on a day that were there from the start: who joins later does not undo what has begun."""
        bound = self.bound(day)
        return tuple(party for party in bound if not self.is_late(party)) or bound

    def is_late(self, party: PartyFacts) -> bool:
        """Whether the party joined after the first day."""
        return party.joined_on is not None and (self.starts_on is None or party.joined_on > self.starts_on)

    def party(self, code: str) -> PartyFacts | None:
        """The party with that organisation code."""
        return next((party for party in self.parties if party.code == code), None)


@dataclass(frozen=True, slots=True)
class DeedFacts:
    """One deed; its type and tags are bare words, and ``has_note`` tells that a reason or note is written."""

    id: int
    sort: str
    type: str
    on: date
    about: date | None
    organisation_id: int | None
    unit_id: int | None
    theme_id: int | None
    recipient: str
    based_on: int | None
    tags: frozenset[str]
    participants: frozenset[int]
    has_note: bool
    audience: str
    circle_id: int | None


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """A unit of an organisation, and the days it exists."""

    id: int
    organisation_id: int
    kind: str
    name: Name
    starts_on: date | None
    ends_on: date | None

    def exists_on(self, day: date) -> bool:
        """Whether the unit exists that day."""
        return (self.starts_on is None or self.starts_on <= day) and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True, slots=True)
class OfficeFacts:
    """An office and the days it was held: pairs of first and last day, the last None while it goes on."""

    id: int
    organisation_id: int
    unit_id: int | None
    function: str
    name: Name
    starts_on: date | None
    ends_on: date | None
    held: tuple[tuple[int, date, date | None], ...]


@dataclass(frozen=True, slots=True)
class PlaceFacts:
    """What a partnership consists of: its parties' organisations, their units and offices, and its themes."""

    organisations: Mapping[str, tuple[int, Name]] = field(default_factory=dict)
    units: tuple[UnitFacts, ...] = ()
    offices: tuple[OfficeFacts, ...] = ()
    themes: tuple[tuple[int, Name, date | None, date | None], ...] = ()
