"""What partnerships, their notes and their agreements look like in the API."""

from datetime import date
from typing import Any

from ninja import Field, ModelSchema, Schema

from sampakt.agreements.access import may_see
from sampakt.agreements.models import (
    Agreement,
    AgreementLink,
    Note,
    Partnership,
    Theme,
)
from sampakt.agreements.terms import (
    AgreementKind,
    DocumentRole,
    ForceRule,
    LifeState,
    Relation,
    RenewalKind,
)
from sampakt.kernel.schemas import NOT_SENT, Changed, Day, SeenVersion, Sent, TextData
from sampakt.kernel.terms import Audience, Language


class PartnershipOut(ModelSchema):
    """A partnership; ``organisations`` share it."""

    name: TextData
    summary: TextData
    audience: Audience = Field(alias="space.audience")
    organisations: list[str]

    class Meta:
        model = Partnership
        fields = ("code", "language", "is_sample", "version")

    @staticmethod
    def resolve_organisations(partnership: Partnership) -> list[str]:
        """Their codes."""
        return sorted(organisation.code for organisation in partnership.space.organisations.all())


class PartnershipIn(Sent):
    """A partnership to start on behalf of an organisation; without a code, one is made from the name."""

    organisation: str = Field(description="The code of the organisation that starts it.")
    code: str = Field("", max_length=60)
    name: TextData
    summary: TextData = TextData()
    language: Language = Language.SV
    audience: Audience = Audience.PARTNERS


class PartnershipPatch(Changed):
    """What to change, and the version that was read; what is left out stays as it is."""

    name: TextData = NOT_SENT
    summary: TextData = NOT_SENT
    language: Language = NOT_SENT
    audience: Audience = NOT_SENT


class ThemeOut(ModelSchema):
    """An area that a partnership works in."""

    name: TextData

    class Meta:
        model = Theme
        fields = ("key", "position", "starts_on", "ends_on", "version")


class ThemeIn(Sent):
    """A theme to add."""

    key: str = Field("", max_length=60)
    name: TextData
    starts_on: Day | None = None
    ends_on: Day | None = None


class ThemePatch(Changed):
    """What to change of a theme."""

    name: TextData = NOT_SENT
    position: int = Field(NOT_SENT, ge=0, le=32767)
    starts_on: Day | None = None
    ends_on: Day | None = None


class NoteOut(ModelSchema):
    """A note; one of an organisation's own is seen by that organisation alone."""

    organisation: str | None = Field(None, alias="organisation.code")
    circle: str | None = Field(None, alias="circle.name")
    agreement: str | None = Field(None, alias="agreement.code")

    class Meta:
        model = Note
        fields = ("id", "words", "audience", "created_at", "version")


class NoteIn(Sent):
    """A note to write; ``audience`` own needs ``organisation``, named needs ``circle``."""

    words: str = Field(max_length=20_000)
    agreement: str | None = None
    audience: Audience = Audience.PARTNERS
    organisation: str | None = None
    circle: str | None = None


class NotePatch(Changed):
    """What to change of a note, or who sees it."""

    words: str = Field(NOT_SENT, max_length=20_000)
    audience: Audience = NOT_SENT
    organisation: str | None = None
    circle: str | None = None


class AgreementOut(ModelSchema):
    """The terms of an agreement. An empty ``ends_on`` means open-ended."""

    title: TextData
    purpose: TextData
    end_reason: TextData
    partnership: str = Field(alias="space.partnership.code")
    parent: str | None = Field(None, description="The code of the one it stands under, if one may see that.")
    organisation: str | None = Field(None, alias="organisation.code")
    continuation_papers: list[DocumentRole]

    @staticmethod
    def resolve_parent(agreement: Agreement, context: dict[str, Any]) -> str | None:
        """An agreement that one may not see is not told of by those under it."""
        parent = agreement.parent
        return parent.code if parent and may_see(context["request"].auth, parent) else None

    class Meta:
        model = Agreement
        fields = (
            "code",
            "key",
            "kind",
            "audience",
            "starts_on",
            "ends_on",
            "force_rule",
            "force_count",
            "notice_months",
            "revise_every_months",
            "decide_months_before",
            "ended_on",
            "end_decided_on",
            "is_sample",
            "version",
        )


class AgreementValuesIn(Sent):
    """The terms of an agreement that can be left out."""

    purpose: TextData = NOT_SENT
    starts_on: Day | None = None
    ends_on: Day | None = None
    force_rule: ForceRule = NOT_SENT
    force_count: int | None = Field(None, ge=0, le=32767)
    notice_months: int | None = Field(None, ge=0, le=32767)
    revise_every_months: int | None = Field(None, ge=0, le=32767)
    decide_months_before: int | None = Field(None, ge=0, le=32767)
    continuation_papers: list[DocumentRole] = NOT_SENT
    audience: Audience = NOT_SENT
    organisation: str | None = None
    circle: str | None = None


class AgreementIn(AgreementValuesIn):
    """An agreement to draft, with its parties in one go; ``parent`` is the code of the one it stands under."""

    key: str = Field("", max_length=60)
    kind: AgreementKind
    title: TextData
    parent: str | None = None
    parties: list[str] = Field([], description="Codes of organisations.", max_length=200)


class AgreementPatch(AgreementValuesIn):
    """What to correct, and the version that was read. Terms agreed anew are amended instead."""

    version: SeenVersion
    kind: AgreementKind = NOT_SENT
    title: TextData = NOT_SENT


class PlaceIn(Changed):
    """The code of the agreement to stand under; null to stand on its own."""

    parent: str | None


class EndIn(Changed):
    """The day to which an agreement holds, when that was decided, and why."""

    ended_on: Day
    decided_on: Day | None = None
    reason: TextData = TextData()


class WaitingOut(Schema):
    """A party that the others wait for."""

    organisation: str
    decision: bool = Field(description="Whether its decision is missing.")
    signature: bool = Field(description="Whether its signature is missing.")


class LifeOut(Schema):
    """Where an agreement is in its life on a day, with the days counted."""

    state: LifeState
    day: date
    is_in_force: bool
    decided_on: date | None
    signed_on: date | None
    came_into_force_on: date | None
    last_day: date | None
    days_left: int | None
    period_days: int | None
    retroactive_days: int
    lapsed_days: int
    gap_days: int | None
    continued_on: date | None
    waiting_for: list[WaitingOut]


class RenewalOut(Schema):
    """A day to watch for; ``days_left`` is below nought when it has passed and waits for its answer."""

    agreement: str
    partnership: str
    kind: RenewalKind
    on: date
    days_left: int
    papers_missing: list[DocumentRole]


class LinkOut(ModelSchema):
    """How an agreement stands to another one, in Sampakt or known by its name."""

    other: str | None = Field(None, alias="other.code")
    other_title: TextData
    note: TextData

    class Meta:
        model = AgreementLink
        fields = ("id", "relation")


class LinkIn(Sent):
    """A link to record: either ``other`` or ``other_title``."""

    relation: Relation
    other: str | None = None
    other_title: TextData = TextData()
    note: TextData = TextData()
