"""What parties, decisions and the content of agreements look like in the API."""

from ninja import Field, ModelSchema, Schema

from sampakt.agreements.models import (
    Amendment,
    Claim,
    ContentItem,
    DecisionStep,
    FeeTerm,
    GoalLink,
    ImpactAssessment,
    Party,
)
from sampakt.agreements.terms import (
    ClaimField,
    Currency,
    DocumentRole,
    FeePeriod,
    GoalKind,
    ImpactSubject,
    Outcome,
    PartyRole,
    StepKind,
    TopicState,
)
from sampakt.kernel.schemas import NOT_SENT, Changed, Day, SeenVersion, Sent, TextData


class PartyOut(ModelSchema):
    """A party to an agreement."""

    organisation: str = Field(alias="organisation.code")
    signatory: str | None = Field(None, alias="signatory.key")
    registration_numbers: list[str]

    class Meta:
        model = Party
        fields = ("role", "position", "signed_on", "joined_on", "left_on", "is_sample", "version")


class PartyIn(Sent):
    """A party to add."""

    organisation: str
    role: PartyRole = PartyRole.PARTY
    registration_numbers: list[str] = []
    joined_on: Day | None = None


class PartyPatch(Changed):
    """What to change of a party; ``signatory`` is the key of an office."""

    role: PartyRole = NOT_SENT
    registration_numbers: list[str] = NOT_SENT
    signatory: str | None = None
    joined_on: Day | None = None
    left_on: Day | None = None


class SignatureIn(Changed):
    """A signature to record; ``even_if_undecided`` when no decision of the party is recorded."""

    signed_on: Day
    signatory: str | None = None
    even_if_undecided: bool = False


class FeeOut(ModelSchema):
    """What a party pays, in minor units."""

    organisation: str = Field(alias="party.organisation.code")
    payer: str | None = Field(None, alias="payer.code")
    note: TextData

    class Meta:
        model = FeeTerm
        fields = (
            "id",
            "amount_minor",
            "currency",
            "period",
            "starts_on",
            "ends_on",
            "invoice_month",
            "includes_vat",
            "is_sample",
            "version",
        )


class FeeIn(Sent):
    """A fee to set."""

    amount_minor: int = Field(ge=0, le=10**15)
    currency: Currency
    period: FeePeriod
    starts_on: Day | None = None
    ends_on: Day | None = None
    invoice_month: int | None = Field(None, ge=1, le=12)
    payer: str | None = None
    includes_vat: bool | None = None
    note: TextData = TextData()


class FeePatch(Changed):
    """What to change of a fee; sums are in minor units, such as öre."""

    amount_minor: int = Field(NOT_SENT, ge=0, le=10**15)
    currency: Currency = NOT_SENT
    period: FeePeriod = NOT_SENT
    starts_on: Day | None = None
    ends_on: Day | None = None
    invoice_month: int | None = Field(None, ge=1, le=12)
    payer: str | None = None
    includes_vat: bool | None = None
    note: TextData = NOT_SENT


class StepOut(ModelSchema):
    """A step in a party's decision chain."""

    organisation: str = Field(alias="party.organisation.code")
    instance: TextData
    presented_by: TextData
    reservations: TextData
    note: TextData
    spoke: list[str]

    class Meta:
        model = DecisionStep
        fields = (
            "id",
            "position",
            "kind",
            "planned_on",
            "decided_on",
            "outcome",
            "paragraph",
            "case_number",
            "notice_posted_on",
            "appeal_until",
            "is_sample",
            "version",
        )


class StepValuesIn(Sent):
    """What can be said of a step, planned or taken."""

    planned_on: Day | None = None
    decided_on: Day | None = None
    outcome: Outcome = NOT_SENT
    paragraph: str = Field(NOT_SENT, max_length=40)
    case_number: str = Field(NOT_SENT, max_length=60)
    presented_by: TextData = NOT_SENT
    spoke: list[str] = Field(NOT_SENT, description="Offices or letters of parties, never people.")
    reservations: TextData = NOT_SENT
    notice_posted_on: Day | None = None
    appeal_until: Day | None = None
    note: TextData = NOT_SENT


class StepIn(StepValuesIn):
    """A step to plan, or one that was taken, told whole."""

    kind: StepKind
    instance: TextData
    position: int = Field(NOT_SENT, ge=0, le=32767)


class StepPatch(StepValuesIn):
    """What to change of a step, or how it was taken."""

    version: SeenVersion
    kind: StepKind = NOT_SENT
    instance: TextData = NOT_SENT
    position: int = Field(NOT_SENT, ge=0, le=32767)


class TopicOut(ModelSchema):
    """What an agreement says on a topic of the checklist."""

    words: TextData
    asked_of: str | None = Field(None, alias="asked_of.code")

    class Meta:
        model = ContentItem
        fields = ("topic", "state", "place", "asked_on", "version")


class TopicIn(Sent):
    """An answer to a topic; ``version`` when it had one before."""

    version: SeenVersion | None = None
    state: TopicState
    words: TextData = TextData()
    place: str = Field("", max_length=60)
    asked_on: Day | None = None
    asked_of: str | None = None


class ClaimOut(ModelSchema):
    """What one source says about one fact."""

    organisation: str | None = Field(None, alias="organisation.code")
    source: TextData
    note: TextData

    class Meta:
        model = Claim
        fields = ("id", "field", "value", "source_dated_on", "is_chosen", "version")


class ClaimIn(Sent):
    """A claim to record; dates are written as 2026-11-21."""

    field: ClaimField
    value: str = Field(max_length=300)
    source: TextData
    organisation: str | None = None
    source_dated_on: Day | None = None
    document: str | None = None
    note: TextData = TextData()


class ImpactOut(ModelSchema):
    """What an agreement was found to mean."""

    organisation: str | None = Field(None, alias="organisation.code")
    conclusion: TextData

    class Meta:
        model = ImpactAssessment
        fields = ("id", "subject", "assessed_on", "has_consequences", "is_sample", "version")


class ImpactIn(Sent):
    """An impact assessment to record."""

    subject: ImpactSubject
    conclusion: TextData
    has_consequences: bool | None = None
    organisation: str | None = None
    assessed_on: Day | None = None
    document: str | None = None


class GoalOut(ModelSchema):
    """One of a party's own goals or plans that an agreement is tied to."""

    organisation: str = Field(alias="organisation.code")
    name: TextData

    class Meta:
        model = GoalLink
        fields = ("key", "kind", "reference", "url", "linked_on", "version")


class GoalIn(Sent):
    """A goal to tie an agreement to."""

    organisation: str
    kind: GoalKind
    name: TextData
    key: str = Field("", max_length=60)
    reference: str = Field("", max_length=100)
    url: str = Field("", max_length=500)
    linked_on: Day | None = None


class TermChangeIn(Sent):
    """A change told in words: which term, what it said, what it says now."""

    term: str = Field(max_length=60)
    before: str = Field("", max_length=500)
    after: str = Field("", max_length=500)


class TermsIn(Sent):
    """New values of an agreement's own terms; what is left out stays as it is."""

    starts_on: Day | None = None
    ends_on: Day | None = None
    notice_months: int | None = Field(default=None, ge=0, le=32767)
    revise_every_months: int | None = Field(default=None, ge=0, le=32767)
    decide_months_before: int | None = Field(default=None, ge=0, le=32767)
    force_count: int | None = Field(default=None, ge=0, le=32767)


class TermChangeOut(Schema):
    """A term and what it said before and after: a day as ISO 8601, a whole number, words, or nothing."""

    term: str
    before: str | int | None
    after: str | int | None


class AmendmentOut(ModelSchema):
    """Terms agreed anew, with what held before and after."""

    summary: TextData
    changes: list[TermChangeOut]

    class Meta:
        model = Amendment
        fields = ("id", "decided_on", "from_on", "is_sample", "version")


class AmendmentIn(Changed):
    """An amendment to record; ``version`` is the agreement's."""

    summary: TextData
    decided_on: Day
    from_on: Day
    terms: TermsIn = TermsIn()
    worded: list[TermChangeIn] = []
    document: str | None = None


class AttachIn(Sent):
    """A document of the partnership, and its part in an agreement; ``step`` is a step's number."""

    document: str
    role: DocumentRole
    step: int | None = None


class DocumentLinkOut(Schema):
    """A document's part in an agreement."""

    id: int
    document: str = Field(alias="document.code")
    role: DocumentRole
    step: int | None = Field(None, alias="step_id")
