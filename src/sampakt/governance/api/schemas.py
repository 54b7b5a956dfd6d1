"""What the room sends and takes: days as ISO, texts by language, records named by their public codes."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any

from ninja import Field, Schema

from sampakt.commitments.api.schemas import staff_name
from sampakt.commitments.terms import Basis
from sampakt.governance.models import Body, Seat
from sampakt.governance.queries import BodyPage, PartyLine, SeatLine, seen_with
from sampakt.governance.terms import Balance, BodySort, DecisionRule, Fault, Position
from sampakt.kernel.schemas import NOT_SENT, Changed, Day, Key, SeenVersion, Sent, TextData
from sampakt.kernel.terms import Audience
from sampakt.kernel.words import OwnWordOrNone

OFFICE = "An office as organisation/key, such as huddinge-kommun/executive-office; the seat follows its holder."
NUMBERS = "How many seats each party has, by the organisations' codes."
TURNS = "Codes of the parties that chair: the only one, or those that take turns, in order."
OWNER = "Whose own it is, when only one organisation sees it."
CIRCLE = "The named people who see it, when only they do."
PERSON = "The number of one of the organisation's people; null when who it is is left unsaid."

QUORUM = "How many members must be there to decide; null: more than half of them."
EVERY_PARTY = "Whether some member of every party must be there, too."

Meetings = Annotated[int, Field(ge=0, le=366)]
Quorum = Annotated[int, Field(ge=1, le=1000)]
Months = Annotated[int, Field(ge=1, le=240)]
PartyNumbers = dict[str, Annotated[int, Field(ge=0, le=1000)]]


class BodyOut(Schema):
    """A body with its mandate, and what is agreed of its composition and chair."""

    code: str
    key: str
    partnership: str = Field(alias="space.partnership.code")
    sort: BodySort
    name: TextData
    task: TextData
    limits: TextData
    appointed_by: TextData
    decision_rule: DecisionRule | None
    meetings_least: int | None
    meetings_most: int | None
    meetings_basis: Basis
    quorum: int | None = Field(description=QUORUM)
    needs_every_party: bool = Field(description=EVERY_PARTY)
    reports_to: str | None = Field(description="The code of the body it reports to.")
    agreement: str | None = Field(description="The code of the agreement that sets it up.")
    theme: str | None = Field(None, alias="theme.key")
    balance: Balance | None
    party_seats: dict[str, int] = Field(description=NUMBERS)
    turns: list[str] = Field(description=TURNS)
    turn_months: int | None
    turns_from: date | None
    deputy_chair_of: str | None = Field(None, alias="deputy_chair_of.code")
    formed_on: date | None
    dissolved_on: date | None
    audience: Audience
    is_sample: bool
    version: int

    @staticmethod
    def resolve_decision_rule(body: Body) -> str | None:
        """None when it is not said."""
        return body.decision_rule or None

    @staticmethod
    def resolve_balance(body: Body) -> str | None:
        """None when nothing is agreed."""
        return body.balance or None

    @staticmethod
    def resolve_reports_to(body: Body, context: Any) -> str | None:
        """The code of the body, if who asks may see it."""
        seen = seen_with(context["request"].auth, body, body.reports_to)
        return seen.code if seen else None

    @staticmethod
    def resolve_agreement(body: Body, context: Any) -> str | None:
        """The code of the agreement, if who asks may see it."""
        seen = seen_with(context["request"].auth, body, body.agreement)
        return seen.code if seen else None

    @staticmethod
    def resolve_party_seats(body: Body) -> dict[str, int]:
        """By the organisations' codes."""
        return {row.organisation.code: row.seats for row in body.party_seats.all()}

    @staticmethod
    def resolve_turns(body: Body) -> list[str]:
        """In the order of the turns."""
        return [row.organisation.code for row in body.turns.all()]


class BodyIn(Sent):
    """A body to set up; without a key, one is made from its name."""

    name: TextData
    sort: BodySort
    key: Key = ""
    task: TextData = TextData()
    limits: TextData = TextData()
    appointed_by: TextData = TextData()
    decision_rule: DecisionRule | None = None
    meetings_least: Meetings | None = None
    meetings_most: Meetings | None = None
    meetings_basis: Basis = Basis.CALENDAR_YEAR
    quorum: Quorum | None = Field(None, description=QUORUM)
    needs_every_party: bool = Field(False, description=EVERY_PARTY)
    reports_to: str | None = Field(None, description="The code of another body.")
    agreement: str | None = Field(None, description="The agreement's code.")
    theme: str | None = Field(None, description="The theme's key.")
    balance: Balance | None = None
    party_seats: PartyNumbers = Field({}, description=NUMBERS)
    turns: list[str] = Field([], description=TURNS, max_length=50)
    turn_months: Months | None = None
    turns_from: Day | None = None
    deputy_chair_of: str | None = Field(None, description="The code of the party that the deputy chair comes from.")
    formed_on: Day | None = None
    dissolved_on: Day | None = None
    audience: Audience = NOT_SENT
    organisation: str | None = Field(None, description=OWNER)
    circle: str | None = Field(None, description=CIRCLE)


class BodyPatch(Changed):
    """What to change, and the version that was read; what is left out stays as it is."""

    name: TextData = NOT_SENT
    sort: BodySort = NOT_SENT
    key: Key = NOT_SENT
    task: TextData = NOT_SENT
    limits: TextData = NOT_SENT
    appointed_by: TextData = NOT_SENT
    decision_rule: DecisionRule | None = None
    meetings_least: Meetings | None = None
    meetings_most: Meetings | None = None
    meetings_basis: Basis = NOT_SENT
    quorum: Quorum | None = Field(None, description=QUORUM)
    needs_every_party: bool = Field(NOT_SENT, description=EVERY_PARTY)
    reports_to: str | None = None
    agreement: str | None = None
    theme: str | None = None
    balance: Balance | None = None
    party_seats: PartyNumbers = Field(NOT_SENT, description=NUMBERS)
    turns: list[str] = Field(NOT_SENT, description=TURNS, max_length=50)
    turn_months: Months | None = None
    turns_from: Day | None = None
    deputy_chair_of: str | None = None
    formed_on: Day | None = None
    dissolved_on: Day | None = None
    audience: Audience = NOT_SENT
    organisation: str | None = Field(None, description=OWNER)
    circle: str | None = Field(None, description=CIRCLE)


class LastDayIn(Sent):
    """The last day of a body or a seat."""

    on: Day
    version: SeenVersion | None = None


class PartyCountOut(Schema):
    """A party's counted seats: how many it has, and how many of them are held."""

    organisation: str
    seats: int
    held: int


class FaultOut(Schema):
    """What is not as agreed: the seat it concerns, the party that is missed or whose seat it is, its first day."""

    fault: Fault
    seat: str | None = Field(description="The seat's key.")
    organisation: str | None
    since: date | None


class StretchOut(Schema):
    """Days on which the parties' numbers were not as agreed, and what they were at first; open while it lasts."""

    starts_on: date
    ends_on: date | None
    days: int
    parties: list[PartyCountOut]


class TurnOut(Schema):
    """A turn of the chair: which party chairs, and which is deputy where that is agreed."""

    starts_on: date | None
    ends_on: date | None
    chair: str
    deputy: str | None


class SitsOut(Schema):
    """Somebody who holds a seat on the day; ``name`` is None where it is not said who."""

    name: str | None
    starts_on: date
    ends_on: date | None


class SeatThenOut(Schema):
    """A seat that a body has on the day, and who holds it: told to those inside the partnership, else None."""

    id: int
    key: str
    position: Position
    organisation: str | None
    is_vacant: bool
    vacant_since: date | None
    holders: list[SitsOut] | None


class CompositionOut(Schema):
    """A body on a day: its seats, the parties' numbers, what stands empty or is not as agreed, and the chair's turns.

    ``outside`` counts the held seats of those who are no party. ``turns`` are that of the day and those after it.
    """

    body: str
    on: date
    seats: list[SeatThenOut]
    parties: list[PartyCountOut]
    outside: int
    vacant: int
    faults: list[FaultOut]
    stretches: list[StretchOut]
    turns: list[TurnOut]


class SeatOut(Schema):
    """A seat in a body: a party's, or in words that of somebody who is no party.

    ``taken_on`` is the day on which a holder of the office tied it to that, until another has confirmed it.
    """

    id: int
    key: str
    body: str = Field(alias="body.code")
    position: Position
    name: TextData
    organisation: str | None = Field(None, alias="organisation.code")
    whose: TextData
    office: str | None = Field(description=OFFICE)
    theme: str | None = Field(None, alias="theme.key")
    group: str
    deputy_for: str | None = Field(None, alias="deputy_for.key")
    starts_on: date | None
    ends_on: date | None
    taken_on: date | None
    is_sample: bool
    version: int

    @staticmethod
    def resolve_office(seat: Seat) -> str | None:
        """By its organisation and key."""
        return staff_name(seat.office)


class SeatIn(Sent):
    """A seat to add; without a key, one is made. One of an office is its organisation's."""

    position: Position = Position.MEMBER
    key: Key = ""
    name: TextData = TextData()
    organisation: str | None = Field(None, description="The party's code.")
    whose: TextData = TextData()
    office: str | None = Field(None, description=OFFICE)
    theme: str | None = Field(None, description="The theme's key.")
    group: OwnWordOrNone = ""
    deputy_for: str | None = Field(None, description="The key of the seat in the same body that it stands in for.")
    starts_on: Day | None = None
    ends_on: Day | None = None


class SeatPatch(Changed):
    """What to change of a seat, and the version that was read; what is left out stays as it is."""

    position: Position = NOT_SENT
    key: Key = NOT_SENT
    name: TextData = NOT_SENT
    organisation: str | None = None
    whose: TextData = NOT_SENT
    office: str | None = Field(None, description=OFFICE)
    theme: str | None = None
    group: OwnWordOrNone = NOT_SENT
    deputy_for: str | None = None
    starts_on: Day | None = None
    ends_on: Day | None = None


class HoldingOut(Schema):
    """Days on which somebody held a seat; ``name`` is None where it is not said who.

    ``taken_on`` is the day on which they gave it to themselves, until another has confirmed it.
    """

    id: int
    seat: int = Field(alias="seat_id")
    person: int | None = Field(alias="person_id")
    name: str | None = Field(None, alias="person.name")
    starts_on: date
    ends_on: date | None
    taken_on: date | None
    is_sample: bool
    version: int


class HoldingIn(Sent):
    """Who holds a seat from a day on."""

    person: int | None = Field(None, description=PERSON, ge=1, le=2**63 - 1)
    starts_on: Day
    ends_on: Day | None = None


class HoldingPatch(Changed):
    """What to correct of somebody's time in a seat, and the version that was read."""

    person: int | None = Field(None, description=PERSON, ge=1, le=2**63 - 1)
    starts_on: Day = NOT_SENT
    ends_on: Day | None = None


def composition_of(page: BodyPage) -> dict[str, Any]:
    """A body on a day, as the API tells it."""
    return {
        "body": page.body.code,
        "on": page.day,
        "seats": [_seat_then(line, sees_people=page.sees_people) for line in page.seats],
        "parties": _parties(page.composition),
        "outside": page.outside,
        "vacant": page.vacant,
        "faults": [
            {
                "fault": line.fault,
                "seat": line.seat.key if line.seat else None,
                "organisation": line.organisation.code if line.organisation else None,
                "since": line.since,
            }
            for line in page.faults
        ],
        "stretches": [
            {
                "starts_on": line.starts_on,
                "ends_on": line.ends_on,
                "days": line.days,
                "parties": _parties(line.parties),
            }
            for line in page.stretches
        ],
        "turns": [
            {
                "starts_on": line.starts_on,
                "ends_on": line.ends_on,
                "chair": line.chair.code,
                "deputy": line.deputy.code if line.deputy else None,
            }
            for line in page.turns
        ],
    }


def _seat_then(line: SeatLine, *, sees_people: bool) -> dict[str, Any]:
    return {
        "id": line.seat.pk,
        "key": line.seat.key,
        "position": line.seat.position,
        "organisation": line.seat.organisation.code if line.seat.organisation else None,
        "is_vacant": line.is_vacant,
        "vacant_since": line.vacant_since,
        "holders": [
            {"name": held.name or None, "starts_on": held.starts_on, "ends_on": held.ends_on} for held in line.holders
        ]
        if sees_people
        else None,
    }


def _parties(lines: Iterable[PartyLine]) -> list[dict[str, Any]]:
    return [{"organisation": line.organisation.code, "seats": line.seats, "held": line.held} for line in lines]
