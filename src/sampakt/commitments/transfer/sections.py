"""The sections of a partnership file that tell of what was done, what was promised, and what shows it."""

import json
from collections.abc import Callable, Mapping
from typing import Annotated, Any, ClassVar, Self

from pydantic import (
    AfterValidator,
    Field,
    PlainValidator,
    SerializeAsAny,
    ValidationError,
    ValidationInfo,
    model_validator,
)
from pydantic_core import PydanticCustomError

from sampakt.commitments.queries.registry import all_kinds
from sampakt.commitments.rules.parameters import Terms
from sampakt.commitments.terms import Check, DeedSort, EvidenceKind, EvidenceState, Strength, Verdict
from sampakt.kernel.files import (
    Day,
    Key,
    Line,
    Organisation,
    Reference,
    Section,
    Set,
    SomeWords,
    Words,
    known_as,
    nearest,
)
from sampakt.kernel.terms import Audience
from sampakt.kernel.text import Text
from sampakt.kernel.words import OwnWord, first_spellings

NONE = Text()
ORGANISATION_PARAMETERS = ("party", "parties", "organisation", "organisations")
"""The parameters of kinds that name organisations; ``offices`` names them as keys."""


def _known_kind(value: str) -> str:
    kinds = all_kinds()
    if value not in kinds:
        about = {"value": value, "nearest": nearest(value, kinds), "known": ", ".join(sorted(kinds))}
        raise PydanticCustomError("unknown_word", "{value} is no kind", about)
    return value


def _parameters(value: object, info: ValidationInfo) -> Terms | Mapping[str, Any]:
    """The typed parameters of the kind named before them; every fault in them by name."""
    kind = all_kinds().get(info.data.get("kind", ""))
    if kind is None or isinstance(value, Terms):
        return value if isinstance(value, Terms) else {}
    if not isinstance(value, Mapping):
        raise PydanticCustomError("not_a_mapping", "parameters are a mapping")
    known: Callable[[str], str] | None = (info.context or {}).get("organisation")
    faults: list[dict[str, Any]] = []
    told = _with_organisations(value, known, faults) if known else value
    try:
        terms = kind.terms.model_validate_json(json.dumps(told))
    except ValidationError as error:
        faults += [dict(fault) for fault in error.errors(include_url=False)]
        terms = None
    if faults or terms is None:
        fields = kind.terms.model_fields
        raise PydanticCustomError("nested", "wrong parameters", {"faults": faults, "known": list(fields)})
    return terms


def _with_organisations(
    told: Mapping[str, Any], known: Callable[[str], str], faults: list[dict[str, Any]]
) -> dict[str, Any]:
    """The parameters with every organisation by its code, whatever the file calls it."""

    def code(word: Any, *loc: str | int) -> Any:
        if not isinstance(word, str):
            return word
        try:
            return known(word)
        except PydanticCustomError as error:
            faults.append({"type": error.type, "loc": loc, "input": word, "ctx": error.context})
            return "unknown"

    found: dict[str, Any] = {}
    for name, value in told.items():
        if name in ORGANISATION_PARAMETERS:
            is_list = isinstance(value, list)
            found[name] = [code(word, name, at) for at, word in enumerate(value)] if is_list else code(value, name)
        elif name == "offices" and isinstance(value, Mapping):
            found[name] = {code(word, name, word): office for word, office in value.items()}
        else:
            found[name] = value
    return found


class CoversFile(Section):
    """The period that something is about."""

    starts_on: Day | None = known_as("from", None)
    ends_on: Day | None = known_as("to", None)


_ONCE_TYPES = {
    (DeedSort.DECISION, "continuation"): DeedSort.CONTINUATION,
    (DeedSort.DECISION, "notice"): DeedSort.NOTICE,
    (DeedSort.REVIEW, "revision"): DeedSort.REVISION,
}
"""Sorts that were types of other sorts when the first files were written."""


class DeedFile(Section):
    """Something done: a record of daily work."""

    named_by: ClassVar = ("key",)

    key: Key
    sort: DeedSort
    type: OwnWord | None = Field(default=None, description="The partnership's own narrower word.")
    title: SomeWords
    done_on: Day
    covers: CoversFile | None = None
    organisation: Organisation | None = None
    unit: Line = Field(
        default="", description="The key of one of the organisation's units, or organisation-code/unit-key."
    )
    theme: Key | None = None
    recipient: str = Field(default="", max_length=120)
    document: Key | None = None
    based_on: Key | None = Field(default=None, description="The key of an earlier record that this one rests on.")
    participants: Annotated[list[Organisation], Set] = []
    tags: Annotated[list[OwnWord], AfterValidator(first_spellings)] = Field(
        default=[], description="What it touches, in the partnership's own words."
    )
    note: Words = NONE
    audience: Audience = Audience.PARTNERS
    sample: bool = False

    @model_validator(mode="after")
    def _of_its_sort(self) -> Self:
        if sort := _ONCE_TYPES.get((self.sort, self.type or "")):
            self.sort, self.type = sort, None
        return self


class UnitRefFile(Section):
    """A unit of an organisation."""

    organisation: Organisation
    unit: Key


class OfficeRefFile(Section):
    """An office of an organisation."""

    organisation: Organisation
    office: Key


class SupersededFile(Section):
    """A later agreement replaced the promise."""

    by: Reference | None = Field(default=None, description="The reference of the promise that replaced it.")
    on: Day


class StatementFile(Section):
    """A person's word on how the promise stands."""

    named_by: ClassVar = ("stated_on", "office", "verdict")
    may_repeat: ClassVar = True

    stated_on: Day
    verdict: Verdict
    words: Words = NONE
    organisation: Organisation | None = None
    office: str = Field(default="", max_length=120, description="What the office is called, not who holds it.")
    sample: bool = False


class WaiverFile(Section):
    """A decision that something else holds than was promised."""

    named_by: ClassVar = ("decided_on", "reference")
    may_repeat: ClassVar = True

    body: str = Field(min_length=1, max_length=200)
    decided_on: Day
    reference: str = Field(min_length=1, max_length=100, description="Paragraph or case number.")
    starts_on: Day = known_as("from")
    ends_on: Day | None = known_as("to", None)
    reason: SomeWords
    document: Key | None = None
    sample: bool = False


class ConfirmationFile(Section):
    """The other party's word: it confirms that the promise was kept, or disputes it."""

    named_by: ClassVar = ("organisation", "given_on")
    may_repeat: ClassVar = True

    organisation: Organisation
    given_on: Day
    agrees: bool
    words: Words = NONE
    sample: bool = False


class CommitmentFile(Section):
    """A promise with its rule."""

    named_by: ClassVar = ("reference",)
    is_placed: ClassVar = True

    reference: Reference = Field(min_length=1)
    agreement: Key
    title: SomeWords = Field(description="The promise, retold in one plain sentence.")
    clause: str = Field(default="", max_length=60)
    strength: Strength = Field(
        description="B binding, P proposed or presupposed, A aim, W wish, F reported fact, I implied."
    )
    check_by: Check = known_as(
        "check", description="A the records show it, S records and a person's judgement, H a person states it."
    )
    kind: Annotated[str, AfterValidator(_known_kind)] = Field(description="The kind of promise: which rule.")
    parameters: Annotated[SerializeAsAny[Any], PlainValidator(_parameters)] = Field(
        default={}, validate_default=True, description="The terms of the rule."
    )
    owes: Annotated[list[Organisation], Set] = Field(default=[], description="Left out: all parties.")
    owed: Annotated[list[Organisation], Set] = Field(default=[], description="Left out: the other parties.")
    theme: Key | None = None
    unit: UnitRefFile | None = None
    responsible: OfficeRefFile | None = None
    holds: CoversFile | None = Field(default=None, description="Left out: as long as the agreement.")
    warn_days: Annotated[int, Field(ge=0, le=3650)] = 60
    note: Words = NONE
    superseded: SupersededFile | None = None
    audience: Audience = Audience.PARTNERS
    organisation: Organisation | None = Field(default=None, description="Whose it is; needed when the audience is own.")
    statements: list[StatementFile] = []
    waivers: list[WaiverFile] = []
    confirmations: list[ConfirmationFile] = []


class EvidenceFile(Section):
    """Something that shows whether promises are kept."""

    named_by: ClassVar = ("key",)

    key: Key
    title: SomeWords
    kind: EvidenceKind
    dated_on: Day = Field(description="The day of what it shows.")
    document: Key | None = None
    deed: Key | None = None
    url: Line = ""
    words: str = Field(default="", max_length=20_000)
    state: EvidenceState = EvidenceState.DRAFT
    approved_on: Day | None = None
    valid_until: Day | None = None
    supports: Annotated[list[Reference], Set] = Field(default=[], description="References of promises.")
    audience: Audience = Audience.PARTNERS
    organisation: Organisation | None = None
    sample: bool = False
