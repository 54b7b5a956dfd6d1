"""What people say of promises, records of work and evidence, as the API takes and tells them."""

from datetime import date

from ninja import Field, Schema

from sampakt.commitments.api.schemas import STAFF, staff_name
from sampakt.commitments.models import Deed, Evidence
from sampakt.commitments.terms import DeedSort, EvidenceState, Verdict
from sampakt.kernel.schemas import NOT_SENT, Changed, Day, SeenVersion, Sent, TextData
from sampakt.kernel.terms import Audience
from sampakt.kernel.words import OwnWord, OwnWordOrNone


class StatementOut(Schema):
    """What somebody stated."""

    id: int
    commitment: str = Field(alias="commitment.code")
    stated_on: date
    verdict: Verdict
    words: TextData
    organisation: str | None = Field(None, alias="organisation.code")
    office: str
    is_sample: bool
    version: int


class StatementIn(Sent):
    """How a promise stands."""

    commitment: str
    verdict: Verdict
    words: TextData = TextData()
    stated_on: Day | None = None
    organisation: str | None = None
    office: str = Field("", max_length=120)


class StatementPatch(Changed):
    """What to correct of a statement."""

    verdict: Verdict = NOT_SENT
    words: TextData = NOT_SENT
    stated_on: Day = NOT_SENT
    office: str = Field(NOT_SENT, max_length=120)


class WaiverOut(Schema):
    """A decision that something else holds."""

    id: int
    commitment: str = Field(alias="commitment.code")
    body: str
    decided_on: date
    reference: str
    starts_on: date
    ends_on: date | None
    reason: TextData
    is_sample: bool
    version: int


class WaiverIn(Sent):
    """A decision that something else holds; without a first day, from the decision on."""

    commitment: str
    body: str = Field(max_length=200)
    decided_on: Day
    reference: str = Field(max_length=100)
    starts_on: Day | None = None
    ends_on: Day | None = None
    reason: TextData


class WaiverPatch(Changed):
    """What to correct of a decision that something else holds."""

    body: str = Field(NOT_SENT, max_length=200)
    decided_on: Day = NOT_SENT
    reference: str = Field(NOT_SENT, max_length=100)
    starts_on: Day = NOT_SENT
    ends_on: Day | None = None
    reason: TextData = NOT_SENT


class WaiverEnd(Sent):
    """The last day on which something else holds."""

    ends_on: Day
    version: SeenVersion | None = None


class ConfirmationOut(Schema):
    """The other party's word."""

    id: int
    commitment: str = Field(alias="commitment.code")
    organisation: str = Field(alias="organisation.code")
    given_on: date
    agrees: bool
    words: TextData
    is_sample: bool
    version: int


class ConfirmationIn(Sent):
    """The other party's word, given for one of those to whom the promise is owed."""

    commitment: str
    organisation: str
    agrees: bool
    words: TextData = TextData()
    given_on: Day | None = None


class ConfirmationPatch(Changed):
    """What to correct of the other party's word."""

    agrees: bool = NOT_SENT
    words: TextData = NOT_SENT
    given_on: Day = NOT_SENT


class DeedOut(Schema):
    """Something that was done."""

    code: str
    key: str
    partnership: str = Field(alias="space.partnership.code")
    sort: DeedSort
    type: str
    title: TextData
    done_on: date
    covers_from: date | None
    covers_until: date | None
    unit: str | None = Field(None, description=STAFF)
    theme: str | None = Field(None, alias="theme.key")
    recipient: str
    participants: list[str]
    tags: list[str]
    note: TextData
    audience: Audience
    is_sample: bool
    version: int

    @staticmethod
    def resolve_unit(deed: Deed) -> str | None:
        """Its organisation's code and its key."""
        return staff_name(deed.unit)

    @staticmethod
    def resolve_participants(deed: Deed) -> list[str]:
        """Codes of those who took part."""
        return [organisation.code for organisation in deed.participants.all()]


class DeedIn(Sent):
    """Something to record."""

    partnership: str
    key: str = Field("", max_length=80, pattern=r"^[a-zA-Z0-9_-]*$")
    sort: DeedSort
    type: OwnWordOrNone = ""
    title: TextData
    done_on: Day
    covers_from: Day | None = None
    covers_until: Day | None = None
    theme: str | None = None
    unit: str | None = Field(None, description=STAFF)
    document: str | None = Field(None, description="The code of a document of the partnership.")
    recipient: str = Field("", max_length=120)
    participants: list[str] = []
    tags: list[OwnWord] = []
    note: TextData = TextData()
    audience: Audience = Audience.PARTNERS
    organisation: str | None = Field(None, description="Whose own it is, when only one organisation sees it.")


class DeedPatch(Changed):
    """What to correct, and the version that was read."""

    sort: DeedSort = NOT_SENT
    type: OwnWordOrNone = NOT_SENT
    title: TextData = NOT_SENT
    done_on: Day = NOT_SENT
    covers_from: Day | None = None
    covers_until: Day | None = None
    theme: str | None = None
    unit: str | None = Field(None, description=STAFF)
    document: str | None = None
    recipient: str = Field(NOT_SENT, max_length=120)
    participants: list[str] = NOT_SENT
    tags: list[OwnWord] = NOT_SENT
    note: TextData = NOT_SENT
    audience: Audience = NOT_SENT
    organisation: str | None = Field(None, description="Whose own it is, when only one organisation sees it.")
    circle: str | None = Field(None, description="The named people who see it, when only they do.")


class EvidenceOut(Schema):
    """A piece of evidence, and the promises it supports, as far as the reader sees them."""

    code: str
    key: str
    partnership: str = Field(alias="space.partnership.code")
    title: TextData
    kind: str
    dated_on: date
    url: str
    words: str
    state: EvidenceState
    approved_on: date | None
    valid_until: date | None
    commitments: list[str]
    audience: Audience
    is_sample: bool
    version: int

    @staticmethod
    def resolve_commitments(evidence: Evidence) -> list[str]:
        """Codes of the promises, from the uses that were fetched along as far as the reader sees them."""
        return [use.commitment.code for use in evidence.uses.all()]


class EvidenceIn(Sent):
    """A piece of evidence for some promises: an address, an account, a record, or a document with its file."""

    partnership: str
    key: str = Field("", max_length=80, pattern=r"^[a-zA-Z0-9_-]*$")
    title: TextData
    dated_on: Day
    url: str = Field("", max_length=500)
    words: str = ""
    deed: str | None = Field(None, description="The code of a record of work.")
    document: str | None = Field(None, description="The code of a document of the partnership, with its file.")
    valid_until: Day | None = None
    commitments: list[str] = []
    audience: Audience = Audience.PARTNERS
    organisation: str | None = None


class EvidencePatch(Changed):
    """What to correct of a piece of evidence."""

    title: TextData = NOT_SENT
    dated_on: Day = NOT_SENT
    url: str = Field(NOT_SENT, max_length=500)
    words: str = Field(NOT_SENT, max_length=20_000)
    document: str | None = None
    valid_until: Day | None = None
    audience: Audience = NOT_SENT
    organisation: str | None = Field(None, description="Whose own it is, when only one organisation sees it.")
    circle: str | None = Field(None, description="The named people who see it, when only they do.")


class ReasonIn(Sent):
    """Why evidence is sent back."""

    why: str = Field(max_length=1000)
