"""The sections of a partnership file that tell of meetings, of what was decided there, and of what is to be done."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from sampakt.governance.terms import (
    Conclusion,
    DecisionOutcome,
    Effect,
    ItemSort,
    Presence,
    Stance,
    TaskState,
)
from sampakt.governance.transfer.sections import QuorumFile
from sampakt.kernel.files import Day, Key, Line, Organisation, Reference, Section, SomeWords, Words, known_as
from sampakt.kernel.text import Text
from sampakt.kernel.words import OwnWord

NONE = Text()
Clock = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$", description="Hours and minutes, as 09:00.")]
Place = Annotated[int, Field(ge=1, le=1000, description="The item's number on the agenda, from 1.")]
Paragraph = Annotated[
    str, Field(pattern=r"^\d{1,5}/\d{4}$", description="A decision of the body by its number and year, as 4/2025.")
]


class AttendanceFile(Section):
    """That the holder of a seat was there, or not; files do not say who it was."""

    named_by: ClassVar = ("seat",)

    seat: Key
    presence: Presence = Presence.PRESENT
    stands_in_for: Key | None = Field(default=None, description="The seat that a deputy took.")
    adjuster: bool = Field(default=False, description="Named to adjust the minutes.")


class MaterialFile(Section):
    """A document that an item rests on."""

    named_by: ClassVar = ("document",)

    document: Key
    prepared_by: Key | None = Field(default=None, description="The key of the body that prepared it.")


class RecusalFile(Section):
    """A conflict of interest: the holder of the seat took no part in the item."""

    named_by: ClassVar = ("seat",)

    seat: Key
    reason: Words = NONE


class ItemFile(Section):
    """Something that the meeting takes up, in the order of the agenda."""

    named_by: ClassVar = ("title",)
    is_placed: ClassVar = True
    may_repeat: ClassVar = True

    sort: ItemSort = ItemSort.DISCUSSION
    title: SomeWords
    background: Words = NONE
    minutes: Words = Field(default=NONE, description="What the minutes say of it.")
    conclusion: Conclusion | None = Field(default=None, description="What came of it when it needed no decision.")
    agreement: Key | None = None
    commitment: Reference | None = Field(default=None, description="The reference of the promise.")
    theme: Key | None = None
    from_body: Key | None = Field(default=None, description="The body whose report or material it takes up.")
    material: list[MaterialFile] = []
    recusals: list[RecusalFile] = []


class CorrectionFile(Section):
    """What stands beside adjusted minutes from a day on."""

    named_by: ClassVar = ("made_on", "item", "words")
    may_repeat: ClassVar = True

    made_on: Day
    words: SomeWords
    item: Place | None = None


class SignedSeatFile(Section):
    """What the signed minutes call a seat that has another name now."""

    named_by: ClassVar = ("seat",)

    seat: Key
    name: SomeWords


class SignedFile(Section):
    """Where the signed minutes say otherwise than the body of today; what is left out they say alike."""

    name: Words = Field(default=NONE, description="What the body was called.")
    quorum: QuorumFile | None = Field(default=None, description="What it needed to decide.")
    seats: list[SignedSeatFile] = []


class MeetingFile(Section):
    """A meeting of a body: who was there, what it took up, what the minutes say."""

    named_by: ClassVar = ("body", "day")
    may_repeat: ClassVar = True

    body: Key
    day: Day
    begins_at: Clock | None = known_as("begins", None)
    ends_at: Clock | None = known_as("ends", None)
    place: str = Field(default="", max_length=200)
    link: Line = ""
    state: Literal["planned", "held", "cancelled"] = "held"
    called_on: Day | None = None
    cancelled_because: Words = NONE
    minutes: Key | None = Field(default=None, description="The document, where minutes were written elsewhere.")
    adjusted_on: Day | None = Field(default=None, description="The day on which the minutes were adjusted, and locked.")
    signed: SignedFile | None = Field(default=None, description="What the signed minutes say otherwise than the body.")
    sample: bool = False
    attendance: list[AttendanceFile] = []
    items: list[ItemFile] = []
    corrections: list[CorrectionFile] = []


class VoteFile(Section):
    """How a member, by the seat, or a party as one stood to a decision."""

    named_by: ClassVar = ("seat", "organisation")

    seat: Key | None = None
    organisation: Organisation | None = None
    stance: Stance = Stance.FOR
    reservation: Words = NONE


class DaysFile(Section):
    """A stretch of days; a side that is left out is open."""

    starts_on: Day | None = known_as("from", None)
    ends_on: Day | None = known_as("to", None)


class IntendsFile(Section):
    """What a decision that waits will bring about once it is approved; nothing of it holds before."""

    type: OwnWord | None = Field(default=None, description="Of a plan: the partnership's own narrower word.")
    covers: DaysFile | None = Field(default=None, description="The period that what is adopted is about.")
    instead: Words = Field(default=NONE, description="What holds instead of the promise.")
    holds: DaysFile | None = Field(default=None, description="When that holds.")
    deed: Key | None = Field(default=None, description="A record of work that tells it already.")
    waiver: Line = Field(default="", description="The reference of a waiver of the promise that tells it already.")
    successor: str | None = Field(
        default=None, max_length=20, description="The reference of the promise to replace it."
    )


class DecisionFile(Section):
    """What a body decided, under its number; what it brought about stands among records of work and promises."""

    named_by: ClassVar = ("body", "number", "year")

    body: Key
    number: Annotated[int, Field(ge=1, le=32_000)]
    year: Annotated[int, Field(ge=1900, le=2200)] | None = Field(
        default=None, description="Left out: that of the day of the decision."
    )
    decided_on: Day
    meeting: bool = Field(default=True, description="Decided at the body's meeting on that day, not between meetings.")
    item: Place | None = None
    title: SomeWords
    words: Words = NONE
    outcome: DecisionOutcome = DecisionOutcome.TAKEN
    effect: Effect | None = None
    deed: Key | None = Field(default=None, description="The record of work that tells what it brought about.")
    waiver: Line = Field(default="", description="The reference of the waiver of the promise that it brought about.")
    intends: IntendsFile | None = Field(
        default=None,
        description="For one that waits to be approved, by itself or with its minutes.",
    )
    agreement: Key | None = None
    commitment: Reference | None = Field(default=None, description="The reference of the promise.")
    theme: Key | None = None
    document: Key | None = None
    supersedes: Paragraph | None = None
    approved_on: Day | None = Field(
        default=None, description="For one decided between meetings; others are approved with their minutes."
    )
    sample: bool = False
    votes: list[VoteFile] = []

    @property
    def identity(self) -> str:
        """What the decision is known by: its body, number and year."""
        return f"{self.body}|{self.number}/{self.year or self.decided_on.year}"


class ActionFile(Section):
    """Something that a body asked somebody to do."""

    named_by: ClassVar = ("body", "given_on", "title")
    may_repeat: ClassVar = True

    body: Key
    given_on: Day
    title: SomeWords
    decision: Paragraph | None = Field(default=None, description="The decision that asks for it.")
    meeting: Day | None = Field(default=None, description="The day of the meeting that asked for it.")
    item: Place | None = None
    organisation: Organisation | None = None
    office: Key | None = Field(default=None, description="The key of one of the organisation's offices.")
    due_on: Day | None = None
    state: TaskState = TaskState.OPEN
    done_on: Day | None = None
    account: Words = Field(default=NONE, description="What was done, or why it was dropped.")
    reported_at: Day | None = Field(default=None, description="The day of the meeting at which it was reported back.")
    sample: bool = False
