"""The sections of a partnership file that tell of the partnership, its themes and its agreements."""

from datetime import date
from decimal import Decimal
from typing import Annotated, ClassVar, Self

from pydantic import AfterValidator, Field, TypeAdapter, ValidationInfo, field_validator, model_validator

from sampakt.agreements.rules.amending import DATES, NUMBERS
from sampakt.agreements.rules.content import date_claimed
from sampakt.agreements.terms import (
    BOUND,
    AgreementKind,
    ClaimField,
    Currency,
    DocumentRole,
    FeePeriod,
    ForceRule,
    GoalKind,
    ImpactSubject,
    Outcome,
    PartyRole,
    Relation,
    StepKind,
    Topic,
    TopicState,
)
from sampakt.kernel.files import Day, Key, Line, Organisation, Section, Set, SomeWords, Words, known_as
from sampakt.kernel.terms import Audience, Language
from sampakt.kernel.text import Text

Months = Annotated[int, Field(ge=0, le=1200)]
Amount = Annotated[
    Decimal,
    Field(ge=0, max_digits=16, decimal_places=2, description="As 69000.00."),
    AfterValidator(lambda amount: amount.quantize(Decimal("0.01"))),
]
NONE = Text()
Date: TypeAdapter[date] = TypeAdapter(Day)


class PartnershipFile(Section):
    """What the organisations do together: one space with a family of agreements."""

    code: Annotated[Key, Field(max_length=60, description="Its name in addresses; no other partnership has it.")]
    name: SomeWords
    summary: Words = NONE
    language: Language = Field(description="The working language.")
    audience: Audience = Field(
        default=Audience.PARTNERS, description="public: everyone sees it; partners: the parties do."
    )
    sample: bool = Field(default=False, description="The partnership itself is made up.")


class ThemeFile(Section):
    """An area that the partnership works in."""

    named_by: ClassVar = ("key",)
    is_placed: ClassVar = True

    key: Annotated[Key, Field(max_length=60)]
    name: SomeWords
    starts_on: Day | None = known_as("from", None)
    ends_on: Day | None = known_as("to", None)


class ForceFile(Section):
    """When the agreement comes into force."""

    rule: ForceRule = ForceRule.ALL_SIGNED
    count: Annotated[int, Field(ge=1, le=1000)] | None = Field(
        default=None, description="How many signatures, where some are enough."
    )


class StepFile(Section):
    """One instance's handling of the matter in a party's decision chain."""

    named_by: ClassVar = ("kind", "instance")
    may_repeat: ClassVar = True
    is_placed: ClassVar = True

    kind: StepKind
    instance: SomeWords
    planned_on: Day | None = None
    decided_on: Day | None = None
    outcome: Outcome | None = None
    paragraph: str = Field(default="", max_length=40)
    case_number: str = Field(default="", max_length=60)
    presented_by: Words = Field(default=NONE, description="An office, not a person.")
    spoke: list[str] = Field(default=[], description="Offices or the letters of parties, not people.")
    reservations: Words = NONE
    notice_posted_on: Day | None = None
    appeal_until: Day | None = None
    note: Words = NONE
    documents: Annotated[list[Key], Set] = Field(default=[], description="Keys of documents.")
    sample: bool = False


class FeeFile(Section):
    """What a party pays for each period."""

    named_by: ClassVar = ("per", "starts_on")
    may_repeat: ClassVar = True

    amount: Amount
    currency: Currency
    per: FeePeriod
    starts_on: Day | None = known_as("from", None)
    ends_on: Day | None = known_as("to", None)
    invoice_month: Annotated[int, Field(ge=1, le=12)] | None = None
    payer: Organisation | None = Field(default=None, description="Another organisation that pays in the party's place.")
    includes_vat: bool | None = None
    note: Words = NONE
    sample: bool = False


class PartyFile(Section):
    """One organisation in the agreement."""

    named_by: ClassVar = ("organisation",)
    is_placed: ClassVar = True

    organisation: Organisation
    role: PartyRole = PartyRole.PARTY
    registration_numbers: list[str] = []
    signatory: Key | None = Field(default=None, description="The key of one of the organisation's offices.")
    signed_on: Day | None = None
    joined_on: Day | None = Field(default=None, description="Only for a party that came later than the others.")
    left_on: Day | None = None
    sample: bool = False
    decisions: list[StepFile] = []
    fees: list[FeeFile] = []


class LinkFile(Section):
    """How the agreement stands to another one."""

    named_by: ClassVar = ("relation", "agreement", "title")
    may_repeat: ClassVar = True

    relation: Relation
    agreement: str | None = Field(
        default=None,
        pattern=r"^[a-z0-9][a-z0-9_-]*(/[a-z0-9][a-z0-9_-]*)?$",
        description="The key of an agreement in this file, or partnership-code/agreement-key.",
    )
    title: Words = Field(default=NONE, description="What the other agreement is called, where it is not in Sampakt.")
    note: Words = NONE


class AttachedFile(Section):
    """The part that a document plays in the agreement."""

    named_by: ClassVar = ("document", "role")

    document: Key
    role: DocumentRole


class TopicFile(Section):
    """What the agreement says on a topic, or what to ask since it is silent."""

    named_by: ClassVar = ("topic",)

    topic: Topic
    state: TopicState
    words: Words = NONE
    place: str = Field(default="", max_length=60)
    asked_on: Day | None = None
    asked_of: Organisation | None = None


class ClaimFile(Section):
    """What one source says about one fact."""

    named_by: ClassVar = ("field", "organisation", "value", "source")
    may_repeat: ClassVar = True

    field: ClaimField
    organisation: Organisation | None = Field(default=None, description="The party that it is about.")
    value: str = Field(max_length=300)
    source: SomeWords
    source_dated_on: Day | None = None
    document: Key | None = None
    chosen: bool = Field(default=False, description="Whether it holds where the file leaves out what it is about.")
    note: Words = NONE


class ImpactFile(Section):
    """What the agreement was found to mean for children, sustainability, the economy, the climate or equality."""

    named_by: ClassVar = ("subject", "organisation")
    may_repeat: ClassVar = True

    subject: ImpactSubject
    organisation: Organisation | None = None
    assessed_on: Day | None = None
    has_consequences: bool | None = None
    conclusion: SomeWords
    document: Key | None = None
    sample: bool = False


class GoalFile(Section):
    """A goal, plan or steering document of one party's own that the agreement is tied to."""

    named_by: ClassVar = ("key",)

    key: Annotated[Key, Field(max_length=60)]
    organisation: Organisation
    kind: GoalKind
    name: SomeWords
    reference: str = Field(default="", max_length=100)
    url: Line = ""
    linked_on: Day | None = None


class ChangeFile(Section):
    """A term that changed: ``starts_on``, ``ends_on``, ``notice_months`` and the like, or one told in words."""

    named_by: ClassVar = ("term",)

    term: Line
    before: str | int | None = Field(default=None, validate_default=True)
    after: str | int | None = Field(default=None, validate_default=True)

    @field_validator("before", "after", mode="before")
    @classmethod
    def _as_kept(cls, value: object, info: ValidationInfo) -> str | int | None:
        term = info.data.get("term")
        if term in DATES:
            return None if value is None else Date.validate_python(value).isoformat()
        if term in NUMBERS:
            return None if value is None else int(str(value))
        return str(value or "")


class AmendmentFile(Section):
    """Terms agreed anew. The agreement itself is told with its terms as they are now."""

    named_by: ClassVar = ("from_on", "summary")
    may_repeat: ClassVar = True

    summary: SomeWords
    decided_on: Day
    from_on: Day
    changes: list[ChangeFile] = []
    document: Key | None = None
    sample: bool = False


class AgreementFile(Section):
    """A document that promises something."""

    named_by: ClassVar = ("key",)

    key: Annotated[Key, Field(max_length=60)]
    kind: AgreementKind
    title: SomeWords
    purpose: Words = NONE
    under: Key | None = Field(default=None, description="The key of the agreement that it stands under.")
    starts_on: Day | None = None
    ends_on: Day | None = Field(default=None, description="Left out: open-ended.")
    force: ForceFile = Field(default=ForceFile(), description="Left out: when all have signed.")
    notice_months: Months | None = None
    revise_every_months: Months | None = None
    decide_months_before: Months | None = None
    continuation_papers: list[DocumentRole] = []
    ended_on: Day | None = None
    end_decided_on: Day | None = None
    end_reason: Words = NONE
    audience: Audience = Audience.PARTNERS
    organisation: Organisation | None = None
    sample: bool = False
    parties: list[PartyFile] = []
    links: list[LinkFile] = []
    documents: list[AttachedFile] = []
    content: list[TopicFile] = []
    claims: list[ClaimFile] = []
    impact_assessments: list[ImpactFile] = []
    goals: list[GoalFile] = []
    amendments: list[AmendmentFile] = []

    @model_validator(mode="after")
    def _as_chosen(self) -> Self:
        """A chosen claim holds where the file leaves out what it is about; what the file tells itself comes first."""
        bound = [party for party in self.parties if party.role in BOUND]
        nobody_signed = not any(party.signed_on for party in bound)
        for claim in self.claims:
            if not claim.chosen:
                continue
            day = date_claimed(claim.value)
            meant = [party for party in bound if claim.organisation in {party.organisation, None}]
            match claim.field:
                case ClaimField.STARTS_ON:
                    self.starts_on = self.starts_on or day
                case ClaimField.ENDS_ON:
                    self.ends_on = self.ends_on or day
                case ClaimField.SIGNED_ON if claim.organisation or nobody_signed:
                    for party in meant:
                        party.signed_on = party.signed_on or day
                case ClaimField.REGISTRATION_NUMBER if claim.organisation:
                    for party in meant:
                        party.registration_numbers = party.registration_numbers or [claim.value]
        return self
