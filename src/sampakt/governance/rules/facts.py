"""What the rules of promises know of bodies: their days, their seats by name, when they met and what they decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sampakt.commitments.rules import Piece, Promise, Ref, Release
from sampakt.commitments.rules.facts import AgreementFacts, PlaceFacts
from sampakt.commitments.rules.finding import Name
from sampakt.commitments.rules.roles import Held
from sampakt.governance.rules.composition import SeatFacts


@dataclass(frozen=True, slots=True)
class NamedSeat:
    """A seat: what it is called; whose it is, by the party's code and name; the office it follows, by its key."""

    facts: SeatFacts
    name: Name
    party: str = ""
    party_name: Name = ""
    office: str = ""
    office_of: str = ""

    def held(self) -> list[Held]:
        """Who held it when, each by the record that tells so; never longer than the seat exists."""
        kind = "holding" if self.facts.office is None else "appointment"
        return [
            Held(
                Ref(kind, one.record, one.tenure.starts_on),
                min((day for day in (one.tenure.ends_on, self.facts.ends_on) if day is not None), default=None),
            )
            for one in self.facts.occupants
        ]


@dataclass(frozen=True, slots=True)
class BodyFacts:
    """A body: its days, to what it belongs, who may know of it, and its seats."""

    id: int
    key: str
    sort: str
    name: Name
    agreement: int | None
    theme: int | None
    starts_on: date | None
    ends_on: date | None
    audience: str
    organisation_id: int | None
    circle_id: int | None
    reports_to: int | None = None
    seats: tuple[NamedSeat, ...] = ()

    def exists_on(self, day: date) -> bool:
        """Whether it was formed by then and not yet dissolved."""
        return (self.starts_on is None or self.starts_on <= day) and (self.ends_on is None or day <= self.ends_on)

    @property
    def ref(self) -> Ref:
        """The body as evidence."""
        return Ref("body", self.id, self.starts_on)

    def composed(self) -> list[SeatFacts]:
        """Its seats as the rules of composition see them."""
        return [seat.facts for seat in self.seats]


@dataclass(frozen=True, slots=True)
class Governed:
    """A promise about bodies, with the bodies that count for it and what they stand among."""

    promise: Promise
    bodies: tuple[BodyFacts, ...]
    agreement: AgreementFacts | None
    places: PlaceFacts

    def body(self, key: str) -> BodyFacts | None:
        """The body with that key."""
        return next((body for body in self.bodies if body.key == key), None)

    def party(self, code: str) -> int | None:
        """The number of the party with that code."""
        known = self.places.organisations.get(code)
        return known[0] if known else None

    def called(self, party: int) -> Name:
        """What the party with that number is called."""
        return next((name for pk, name in self.places.organisations.values() if pk == party), "–")

    def themes(self, day: date) -> list[tuple[int, Name]]:
        """The themes that are active that day."""
        return [
            (pk, name)
            for pk, name, starts_on, ends_on in self.places.themes
            if (starts_on is None or starts_on <= day) and (ends_on is None or day <= ends_on)
        ]


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """A meeting that was held, with attendance or minutes to show it."""

    id: int
    body: int
    on: date


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """What such a meeting took up: what it was for, about which agreement, and from which other body it came."""

    id: int
    body: int
    on: date
    sort: str
    agreement: int | None = None
    from_body: int | None = None


@dataclass(frozen=True, slots=True)
class MaterialFacts:
    """A document that a decision rests on: which body prepared it, and the first date it bears."""

    document: int
    body: int
    on: date | None


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """What a body decided: what came of it, what it brings about, how many dissented, and what it rests on."""

    id: int
    body: int
    on: date
    outcome: str
    effect: str = ""
    dissents: int = 0
    superseded_on: date | None = None
    material: tuple[MaterialFacts, ...] = ()


@dataclass(frozen=True, slots=True)
class SubAgreement:
    """An agreement under the promise's own, such as a joint project's, with its days."""

    id: int
    title: Name
    starts_on: date | None
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class Met:
    """A promise about meetings and decisions, with the bodies that count for it and what they did.

    ``attached`` is the approved evidence that people attached, ``releases`` are the decisions that released it.
    """

    promise: Promise
    bodies: tuple[BodyFacts, ...]
    meetings: Sequence[MeetingFacts] = ()
    items: Sequence[ItemFacts] = ()
    decisions: Sequence[DecisionFacts] = ()
    subs: Sequence[SubAgreement] = ()
    attached: Sequence[Piece] = ()
    releases: Sequence[Release] = ()

    def body(self, key: str) -> BodyFacts | None:
        """The body with that key."""
        return next((body for body in self.bodies if body.key == key), None)
