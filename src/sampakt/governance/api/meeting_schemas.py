"""What the API sends and takes of meetings: when they are held, what they take up, who was there, what was said."""

from datetime import date, datetime, time
from typing import Annotated, Any

from ninja import Field, Schema
from pydantic import AfterValidator, WithJsonSchema

from sampakt.commitments.access import may_see_commitment
from sampakt.governance.api.named import place_among_seen, seen_with_body
from sampakt.governance.models import Attendance, Item, Meeting
from sampakt.governance.terms import Conclusion, ItemSort, MeetingState, Presence, Why
from sampakt.kernel.schemas import NOT_SENT, Changed, Day, SeenVersion, Sent, TextData
from sampakt.organisations.access import may_see_shared

DOCUMENT = "The document's code."
ABOUT_AGREEMENT = "The code of the agreement that it is about."
ABOUT_COMMITMENT = "The code of the commitment that it is about."
ABOUT_THEME = "The key of the theme that it is about."
FROM_BODY = "The code of the body whose report or material it takes up."
SeatName = Annotated[str, Field(min_length=1)] | Annotated[int, Field(ge=1, le=2**63 - 1)]
"""A seat by its key within the body, or by its number."""
RESTRICTED = "Whether only those who sit in the body see it."

Place = Annotated[int, Field(ge=1, le=500)]
Clock = Annotated[
    time,
    AfterValidator(lambda value: value.replace(tzinfo=None)),
    WithJsonSchema({"type": "string", "pattern": r"^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?$"}),
]
"""A time by the clock of the place; an offset from it says nothing more."""


class MeetingOut(Schema):
    """A meeting of a body, and how far it has come. Those outside see that it was held, and when."""

    code: str
    body: str = Field(alias="body.code")
    day: date
    begins_at: Clock | None
    ends_at: Clock | None
    place: str
    link: str
    state: MeetingState
    called_on: date | None
    cancelled_because: TextData
    minutes: str | None = Field(description="The code of the minutes, where they are a document.")
    sent_on: date | None
    adjusted_on: date | None
    digest: str = Field(
        description="The SHA-256 of all that was signed, whoever may read it, once the minutes are locked."
    )
    loaded_on: date | None = Field(
        description="The day on which a file told of these minutes, which were signed elsewhere; the digest is of that."
    )
    is_sample: bool
    version: int

    @staticmethod
    def resolve_loaded_on(meeting: Meeting, context: Any) -> date | None:
        """For those inside the partnership."""
        signed = getattr(meeting, "signed", None) if _is_inside(meeting, context) else None
        return signed.loaded_on if signed else None

    @staticmethod
    def resolve_digest(meeting: Meeting, context: Any) -> str:
        """For those inside the partnership."""
        signed = getattr(meeting, "signed", None) if _is_inside(meeting, context) else None
        return signed.digest if signed else ""

    @staticmethod
    def resolve_place(meeting: Meeting, context: Any) -> str:
        """For those inside the partnership."""
        return meeting.place if _is_inside(meeting, context) else ""

    @staticmethod
    def resolve_link(meeting: Meeting, context: Any) -> str:
        """For those inside the partnership: whoever has the address can join."""
        return meeting.link if _is_inside(meeting, context) else ""

    @staticmethod
    def resolve_minutes(meeting: Meeting, context: Any) -> str | None:
        """The code of the document, if who asks may see it."""
        seen = seen_with_body(context["request"].auth, meeting.body, meeting.minutes)
        return seen.code if seen else None


class MeetingIn(Sent):
    """A meeting to plan; on a day that has passed, so that it can be recorded that it was held."""

    day: Day
    begins_at: Clock | None = None
    ends_at: Clock | None = None
    place: str = Field("", max_length=200)
    link: str = Field("", max_length=500)
    minutes: str | None = Field(None, description=DOCUMENT)


class MeetingPatch(Changed):
    """What to change of a meeting, and the version that was read; what is left out stays as it is."""

    day: Day = NOT_SENT
    begins_at: Clock | None = None
    ends_at: Clock | None = None
    place: str = Field(NOT_SENT, max_length=200)
    link: str = Field(NOT_SENT, max_length=500)
    minutes: str | None = Field(None, description=DOCUMENT)


class CallIn(Sent):
    """That a meeting is called: now, with letters to those who sit in the body, or by other means on a day."""

    on: Day | None = None


class CancelIn(Sent):
    """Why a meeting is cancelled."""

    because: TextData


class OnDayIn(Sent):
    """The day on which something happened."""

    on: Day


class MaterialOut(Schema):
    """A document that an item rests on, and the body that prepared it."""

    id: int
    document: str = Field(alias="document.code")
    prepared_by: str | None = None

    @staticmethod
    def resolve_prepared_by(paper: Any, context: Any) -> str | None:
        """The code of the body, if who asks may see it."""
        seen = seen_with_body(context["request"].auth, paper.item.meeting.body, paper.prepared_by)
        return seen.code if seen else None


class MaterialIn(Sent):
    """A document that an item rests on."""

    document: str = Field(description=DOCUMENT)
    prepared_by: str | None = Field(None, description="The code of the body that prepared it.")


class RecusalOut(Schema):
    """A conflict of interest: the seat whose holder takes no part in an item, and why."""

    id: int
    seat: str = Field(alias="seat.key")
    reason: TextData


class RecusalIn(Sent):
    """A conflict of interest."""

    seat: SeatName = Field(description="The key of the seat, or its number.")
    reason: TextData = TextData()


class AgendaItemOut(Schema):
    """An item of an agenda, the material it rests on, and what the minutes say of it."""

    id: int
    meeting: str = Field(alias="meeting.code")
    place: int = Field(description="Counted from 1 among the items that one sees.")
    sort: ItemSort
    title: TextData
    background: TextData
    minutes: TextData
    conclusion: Conclusion | None
    agreement: str | None
    commitment: str | None
    theme: str | None = Field(None, alias="theme.key")
    from_body: str | None
    material: list[MaterialOut]
    recusals: list[RecusalOut]
    is_restricted: bool
    version: int

    @staticmethod
    def resolve_place(item: Item, context: Any) -> int:
        """Its place among those that who asks may see: gaps would tell of the others."""
        return place_among_seen(context["request"], item)

    @staticmethod
    def resolve_conclusion(item: Item) -> str | None:
        """None when a decision came of it, or nothing yet."""
        return item.conclusion or None

    @staticmethod
    def resolve_agreement(item: Item, context: Any) -> str | None:
        """The code of the agreement, if who asks may see it."""
        seen = seen_with_body(context["request"].auth, item.meeting.body, item.agreement)
        return seen.code if seen else None

    @staticmethod
    def resolve_commitment(item: Item, context: Any) -> str | None:
        """The code of the commitment, if who asks may see it."""
        if item.commitment is None:
            return None
        item.commitment.space = item.commitment.agreement.space = item.meeting.body.space
        return item.commitment.code if may_see_commitment(context["request"].auth, item.commitment) else None

    @staticmethod
    def resolve_from_body(item: Item, context: Any) -> str | None:
        """The code of the body, if who asks may see it."""
        seen = seen_with_body(context["request"].auth, item.meeting.body, item.from_body)
        return seen.code if seen else None

    @staticmethod
    def resolve_material(item: Item, context: Any) -> list[Any]:
        """The documents that who asks may see."""
        found = []
        for paper in item.papers.all():
            paper.item, paper.document.space = item, item.meeting.body.space
            if may_see_shared(context["request"].auth, paper.document):
                found.append(paper)
        return found

    @staticmethod
    def resolve_recusals(item: Item) -> list[Any]:
        """All of the item."""
        return list(item.recusals.all())


class AgendaItemIn(Sent):
    """An item for an agenda: last, or in a place among those that one sees."""

    title: TextData
    sort: ItemSort = ItemSort.DISCUSSION
    background: TextData = TextData()
    place: Place | None = None
    agreement: str | None = Field(None, description=ABOUT_AGREEMENT)
    commitment: str | None = Field(None, description=ABOUT_COMMITMENT)
    theme: str | None = Field(None, description=ABOUT_THEME)
    from_body: str | None = Field(None, description=FROM_BODY)
    is_restricted: bool = Field(default=False, description=RESTRICTED)


class AgendaItemPatch(Changed):
    """What to change of an item, and the version that was read; what is left out stays as it is."""

    title: TextData = NOT_SENT
    sort: ItemSort = NOT_SENT
    background: TextData = NOT_SENT
    agreement: str | None = Field(None, description=ABOUT_AGREEMENT)
    commitment: str | None = Field(None, description=ABOUT_COMMITMENT)
    theme: str | None = Field(None, description=ABOUT_THEME)
    from_body: str | None = Field(None, description=FROM_BODY)
    is_restricted: bool = Field(NOT_SENT, description=RESTRICTED)


class AgendaPlaceIn(Sent):
    """Where on the agenda, counted from 1 among the items that one sees."""

    place: Place


class ProposedItemOut(Schema):
    """Something that an agenda should take up, by the records, and why; its key takes it up."""

    key: str
    why: Why
    sort: ItemSort
    title: TextData
    due_on: date | None


class TakeUpIn(Sent):
    """Which of the proposed items to take up, in this order."""

    keys: list[str] = Field(max_length=200)


class MinutesIn(Sent):
    """What the minutes say of an item, what came of it when nothing was decided, and the version that was read."""

    words: TextData
    conclusion: Conclusion | None = None
    version: SeenVersion | None = None


class AttendanceOut(Schema):
    """That the holder of a seat was there, or not; for whom a deputy stood in; when an adjuster signed."""

    seat: str = Field(alias="seat.key")
    name: str | None = Field(None, alias="person.name")
    presence: Presence
    stands_in_for: str | None = Field(None, alias="stands_in_for.key")
    is_adjuster: bool
    adjusted_at: datetime | None

    @staticmethod
    def resolve_name(row: Attendance) -> str | None:
        """Who held the seat that day, where it is said."""
        return row.person.name if row.person else None


class AttendanceIn(Sent):
    """That the holder of a seat was there, or not."""

    seat: SeatName = Field(description="The key of the seat, or its number.")
    presence: Presence = Presence.PRESENT
    stands_in_for: SeatName | None = Field(None, description="The member's seat that a deputy took, likewise.")
    is_adjuster: bool = False


class AttendanceListIn(Sent):
    """Who was there, in place of what was recorded before, and the version of the meeting that was read."""

    lines: list[AttendanceIn] = Field(max_length=500)
    version: SeenVersion | None = None


class CorrectionOut(Schema):
    """What stands beside adjusted minutes, about one item or all."""

    id: int
    item: int | None = Field(alias="item_id")
    made_on: date
    words: TextData


class CorrectionIn(Sent):
    """A correction of adjusted minutes, about one item or all."""

    words: TextData
    item: int | None = Field(None, description="The number of the item.", ge=1, le=2**63 - 1)


def _is_inside(meeting: Meeting, context: Any) -> bool:
    viewer = context["request"].auth
    return bool(viewer.is_operator or viewer.is_in(meeting.body.space_id))
