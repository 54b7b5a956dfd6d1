"""What the room sends and takes: days as ISO, texts by language, records named by their public codes."""

from datetime import date
from typing import Any

from ninja import Field, Schema

from sampakt.commitments.models import Deed, Evidence
from sampakt.commitments.queries.ledger import Row
from sampakt.commitments.terms import Check, DeedSort, EvidenceState, Family, Side, Status, Strength, Tone, Verdict
from sampakt.kernel.schemas import NOT_SENT, Changed, Day, SeenVersion, Sent, TextData
from sampakt.kernel.terms import Audience

PARTIES = "Codes of the organisations at this end; empty when the text names nobody."


class MissingOut(Schema):
    """Something that lacks, by name, and since when where that is known."""

    name: str
    since: date | None


class AssessmentOut(Schema):
    """How one promise stands on a day, and why. The words are in the language that the request asks for."""

    commitment: str = Field(description="The promise's code.")
    reference: str
    as_of: date
    status: Status
    tone: Tone
    explanation: str
    due_on: date | None
    since_on: date | None
    has_evidence: bool
    missing: list[MissingOut]


class CommitmentOut(Schema):
    """A promise with its rule, and how it stands."""

    code: str
    reference: str
    position: int
    partnership: str
    agreement: str
    title: TextData
    clause: str
    strength: Strength
    check_by: Check
    kind: str
    parameters: dict[str, Any]
    owes: list[str] = Field(description=PARTIES)
    owed: list[str] = Field(description=PARTIES)
    theme: str | None
    unit: str | None
    responsible: str | None
    starts_on: date | None
    ends_on: date | None
    warn_days: int
    note: TextData
    audience: Audience
    superseded_on: date | None
    version: int
    assessment: AssessmentOut | None = Field(description="None right after writing: ask again for it.")


class CommitmentIn(Sent):
    """A promise to write down; without a reference it gets the next one, without an audience its agreement's."""

    agreement: str = Field(description="The agreement's code.")
    title: TextData
    kind: str = Field(max_length=40)
    parameters: dict[str, Any] = {}
    reference: str = Field("", max_length=20)
    clause: str = Field("", max_length=60)
    strength: Strength = Strength.BINDING
    check_by: Check = Check.RECORDS
    owes: list[str] = Field([], description=PARTIES)
    owed: list[str] = Field([], description=PARTIES)
    theme: str | None = Field(None, description="The theme's key.")
    starts_on: Day | None = None
    ends_on: Day | None = None
    warn_days: int = Field(60, ge=0, le=3650)
    note: TextData = TextData()


class CommitmentPatch(Changed):
    """What to change, and the version that was read; what is left out stays as it is."""

    title: TextData = NOT_SENT
    kind: str = Field(NOT_SENT, max_length=40)
    parameters: dict[str, Any] = NOT_SENT
    reference: str = Field(NOT_SENT, max_length=20)
    clause: str = Field(NOT_SENT, max_length=60)
    strength: Strength = NOT_SENT
    check_by: Check = NOT_SENT
    owes: list[str] = Field(NOT_SENT, description=PARTIES)
    owed: list[str] = Field(NOT_SENT, description=PARTIES)
    theme: str | None = None
    starts_on: Day | None = None
    ends_on: Day | None = None
    warn_days: int = Field(NOT_SENT, ge=0, le=3650)
    note: TextData = NOT_SENT


class MoveIn(Sent):
    """The place in the list."""

    position: int = Field(ge=0, le=1_000_000)


class SupersedeIn(Sent):
    """From when a promise is replaced, and by which."""

    superseded_on: Day
    superseded_by: str | None = Field(None, description="The later promise's code.")
    version: SeenVersion | None = None


class LedgerFilter(Schema):
    """Which promises to list. Codes and keys are those of the other parts of the API."""

    partnership: str = ""
    agreement: str = ""
    party: str = ""
    side: Side | None = Field(None, description="What the reader's own organisations owe, or are owed.")
    status: Status | None = None
    tone: Tone | None = None
    family: Family | None = None
    evidence: bool | None = Field(None, description="Only those with valid evidence, or only those without.")
    due_before: Day | None = None
    search: str = ""
    as_of: Day | None = Field(None, description="The day that the answer is about; today when left out.")


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
    unit: str | None = Field(None, alias="unit.key")
    theme: str | None = Field(None, alias="theme.key")
    recipient: str
    participants: list[str]
    tags: list[str]
    note: TextData
    audience: Audience
    is_sample: bool
    version: int

    @staticmethod
    def resolve_participants(deed: Deed) -> list[str]:
        """Codes of those who took part."""
        return [organisation.code for organisation in deed.participants.all()]


class DeedIn(Sent):
    """Something to record."""

    partnership: str
    key: str = Field("", max_length=80, pattern=r"^[a-zA-Z0-9_-]*$")
    sort: DeedSort
    type: str = Field("", max_length=60, pattern=r"^[a-zA-Z0-9_-]*$")
    title: TextData
    done_on: Day
    covers_from: Day | None = None
    covers_until: Day | None = None
    theme: str | None = None
    recipient: str = Field("", max_length=120)
    participants: list[str] = []
    tags: list[str] = []
    note: TextData = TextData()
    audience: Audience = Audience.PARTNERS
    organisation: str | None = Field(None, description="Whose own it is, when only one organisation sees it.")


class DeedPatch(Changed):
    """What to correct, and the version that was read."""

    sort: DeedSort = NOT_SENT
    type: str = Field(NOT_SENT, max_length=60, pattern=r"^[a-zA-Z0-9_-]*$")
    title: TextData = NOT_SENT
    done_on: Day = NOT_SENT
    covers_from: Day | None = None
    covers_until: Day | None = None
    recipient: str = Field(NOT_SENT, max_length=120)
    participants: list[str] = NOT_SENT
    tags: list[str] = NOT_SENT
    note: TextData = NOT_SENT


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
    """A piece of evidence: an address, an account or a record, for some promises. Files come through the pages."""

    partnership: str
    key: str = Field("", max_length=80, pattern=r"^[a-zA-Z0-9_-]*$")
    title: TextData
    dated_on: Day
    url: str = Field("", max_length=500)
    words: str = ""
    deed: str | None = Field(None, description="The code of a record of work.")
    valid_until: Day | None = None
    commitments: list[str] = []
    audience: Audience = Audience.PARTNERS
    organisation: str | None = None


class ReasonIn(Sent):
    """Why evidence is sent back."""

    why: str = Field(max_length=1000)


def assessment_of(row: Row, as_of: date) -> dict[str, Any]:
    """How a promise stands, as the API tells it."""
    return {
        "commitment": row.commitment.code,
        "reference": row.commitment.reference,
        "as_of": as_of,
        "status": row.status,
        "tone": row.answer.tone if row.answer else Tone.NONE,
        "explanation": row.explanation,
        "due_on": row.due_on,
        "since_on": row.answer.since_on if row.answer else None,
        "has_evidence": row.has_evidence,
        "missing": [{"name": name, "since": since} for name, since in row.missing],
    }


def commitment_of(row: Row, as_of: date) -> dict[str, Any]:
    """A promise as the API tells it."""
    one = row.commitment
    return {
        "code": one.code,
        "reference": one.reference,
        "position": one.position,
        "partnership": one.space.partnership.code,
        "agreement": one.agreement.code,
        "title": one.title,
        "clause": one.clause,
        "strength": one.strength,
        "check_by": one.check_by,
        "kind": one.kind,
        "parameters": one.parameters,
        "owes": [organisation.code for organisation in row.owes],
        "owed": [organisation.code for organisation in row.owed],
        "theme": one.theme.key if one.theme else None,
        "unit": one.unit.key if one.unit else None,
        "responsible": one.responsible.key if one.responsible else None,
        "starts_on": one.starts_on,
        "ends_on": one.ends_on,
        "warn_days": one.warn_days,
        "note": one.note,
        "audience": one.audience,
        "superseded_on": one.superseded_on,
        "version": one.version,
        "assessment": assessment_of(row, as_of) if row.answer else None,
    }
