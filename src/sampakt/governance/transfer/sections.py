"""The section of a partnership file that tells of bodies."""

from typing import Annotated, ClassVar

from pydantic import Field

from sampakt.commitments.terms import Basis
from sampakt.governance.terms import Balance, BodySort, DecisionRule, Position
from sampakt.kernel.files import Day, Key, Organisation, Section, SomeWords, Words, known_as
from sampakt.kernel.terms import Audience
from sampakt.kernel.text import Text
from sampakt.kernel.words import OwnWord

NONE = Text()
Number = Annotated[int, Field(ge=0, le=1000)]


class HoldingFile(Section):
    """Days on which somebody held a seat; files do not say who."""

    named_by: ClassVar = ("starts_on",)

    starts_on: Day = known_as("from")
    ends_on: Day | None = known_as("to", None)
    sample: bool = False


class SeatFile(Section):
    """A place in a body: a party's, or of somebody who is no party."""

    named_by: ClassVar = ("key",)

    key: Key
    position: Position = Position.MEMBER
    name: Words = NONE
    organisation: Organisation | None = Field(default=None, description="Whose the seat is.")
    whose: Words = Field(default=NONE, description="Whose it is, when it is no party's.")
    office: Key | None = Field(
        default=None, description="The key of one of the organisation's offices, whose holder has the seat."
    )
    theme: Key | None = None
    group: OwnWord | None = Field(default=None, description="Whom its holder represents, in the parties' own word.")
    deputy_for: Key | None = Field(default=None, description="The key of the seat that a deputy stands in for.")
    starts_on: Day | None = known_as("from", None, description="Left out: as long as the body.")
    ends_on: Day | None = known_as("to", None)
    sample: bool = False
    held: list[HoldingFile] = Field(default=[], description="When it was held, unless it follows an office.")


class MeetingsFile(Section):
    """How often a body meets."""

    least: Number | None = None
    most: Number | None = None
    per: Basis = Basis.CALENDAR_YEAR


class QuorumFile(Section):
    """How many must be there for a body to decide."""

    members: Number | None = Field(default=None, description="Left out: more than half of them.")
    every_party: bool = Field(default=False, description="Somebody from every party must be there.")


class PartySeatsFile(Section):
    """How many seats a party has."""

    named_by: ClassVar = ("organisation",)

    organisation: Organisation
    seats: Number


class ChairFile(Section):
    """Which parties chair, in turn when they are several, and which one has the deputy chair."""

    parties: list[Organisation] = Field(default=[], description="In the order of their turns; one: it always chairs.")
    months: Number | None = Field(default=None, description="The length of a turn.")
    starts_on: Day | None = known_as("from", None, description="The first day of the first turn.")
    deputy: Organisation | None = None


class BodyFile(Section):
    """A joint body with its mandate, its seats, and what is agreed of its composition and its chair."""

    named_by: ClassVar = ("key",)

    key: Key
    sort: BodySort
    name: SomeWords
    task: Words = NONE
    limits: Words = Field(default=NONE, description="What it may not decide.")
    appointed_by: Words = NONE
    decides: DecisionRule | None = None
    meetings: MeetingsFile | None = None
    quorum: QuorumFile | None = None
    reports_to: Key | None = Field(default=None, description="The key of another body.")
    agreement: Key | None = Field(default=None, description="The agreement that sets it up.")
    theme: Key | None = None
    balance: Balance | None = None
    party_seats: list[PartySeatsFile] = []
    chair: ChairFile | None = None
    formed_on: Day | None = None
    dissolved_on: Day | None = Field(default=None, description="Its last day.")
    audience: Audience = Audience.PARTNERS
    organisation: Organisation | None = Field(default=None, description="Whose it is; needed when the audience is own.")
    sample: bool = False
    seats: list[SeatFile] = []
