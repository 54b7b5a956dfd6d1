"""What the room sends and takes: days as ISO, texts by language, records named by their public codes."""

from datetime import date
from typing import Any, Literal

from ninja import Field, Schema

from sampakt.commitments.queries.ledger import Row
from sampakt.commitments.terms import Check, Family, Side, Status, Strength, Tone
from sampakt.kernel.schemas import NOT_SENT, Changed, Day, SeenVersion, Sent, TextData
from sampakt.kernel.terms import Audience
from sampakt.organisations.models import Office, Unit

STAFF = "A unit or an office as organisation/key, such as huddinge-kommun/executive-office."
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
    unit: str | None = Field(None, description=STAFF)
    responsible: str | None = Field(None, description=STAFF)
    starts_on: Day | None = None
    ends_on: Day | None = None
    warn_days: int = Field(60, ge=0, le=3650)
    note: TextData = TextData()
    audience: Audience = NOT_SENT
    organisation: str | None = Field(None, description="Whose own it is, when only one organisation sees it.")
    circle: str | None = Field(None, description="The named people who see it, when only they do.")


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
    unit: str | None = Field(None, description=STAFF)
    responsible: str | None = Field(None, description=STAFF)
    starts_on: Day | None = None
    ends_on: Day | None = None
    warn_days: int = Field(NOT_SENT, ge=0, le=3650)
    note: TextData = NOT_SENT
    audience: Audience = NOT_SENT
    organisation: str | None = Field(None, description="Whose own it is, when only one organisation sees it.")
    circle: str | None = Field(None, description="The named people who see it, when only they do.")


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
    theme: str = Field("", description="The key of a theme; ask for one partnership as well.")
    unit: str = Field("", description=STAFF)
    sort: Literal["", "due", "-due", "status", "-status"] = Field("", description="The order of the list when empty.")
    evidence: bool | None = Field(None, description="Only those with valid evidence, or only those without.")
    disputed: bool = Field(False, description="Only those that a party to which they were promised disputes.")
    due_before: Day | None = None
    search: str = ""
    as_of: Day | None = Field(None, description="The day that the answer is about; today when left out.")


class KindOut(Schema):
    """A kind of promise: what its rule asks for. The words are in the language that the request asks for."""

    code: str
    family: Family
    label: str
    purpose: str
    parameters: dict[str, Any] = Field(description="The JSON Schema of a promise's parameters.")


def staff_name(one: Unit | Office | None) -> str | None:
    """A unit or an office as the API names it: its organisation's code and its key."""
    return f"{one.organisation.code}/{one.key}" if one else None


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
        "unit": staff_name(one.unit),
        "responsible": staff_name(one.responsible),
        "starts_on": one.starts_on,
        "ends_on": one.ends_on,
        "warn_days": one.warn_days,
        "note": one.note,
        "audience": one.audience,
        "superseded_on": one.superseded_on,
        "version": one.version,
        "assessment": assessment_of(row, as_of) if row.answer else None,
    }
