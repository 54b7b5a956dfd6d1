"""What a document seems to say, value by value, each tied to the words it stands on. Nothing here is a fact yet."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, order=True)
class Span:
    """A stretch of the original text, half open: ``original[start:end]`` is what stands there."""

    start: int
    end: int


@dataclass(frozen=True)
class Found(Generic[T]):
    """One value of one field, where it stands, how sure the reading is (0 to 1), and a code for why."""

    value: T
    span: Span
    confidence: float
    why: str
    field: str


@dataclass(frozen=True)
class PartyValue:
    """An organisation that seems to be a party: by its name at the time, and its code when a register knows it."""

    name: str
    sort: str
    code: str = ""


@dataclass(frozen=True)
class DateValue:
    """A day ("2018-05-01"), a month ("2018-05"), a year ("2018") or a day without a year ("--05-01"), and its role."""

    day: str
    role: str

    @property
    def is_whole(self) -> bool:
        """Whether it tells day, month and year."""
        return len(self.day) == len("2027-03-03")


@dataclass(frozen=True)
class PeriodValue:
    """From when to when, as exactly as the text says; "" where it does not. ``months`` when only the length is told."""

    start: str = ""
    end: str = ""
    months: int | None = None


@dataclass(frozen=True)
class AmountValue:
    """Money in minor units, per what, by whom, of what sort; ``minor`` is None for a share without a sum."""

    minor: int | None
    currency: str = ""
    per: str = "total"
    payer: str = ""
    sort: str = "contribution"
    share: str = ""


@dataclass(frozen=True)
class BodyValue:
    """A joint body, how often it meets, whether the parties have equal seats, who chairs it and how it decides."""

    name: str
    sort: str = ""
    cadence_per_year: float | None = None
    parity: bool | None = None
    chair: str = ""
    decision_rule: str = ""


@dataclass(frozen=True)
class StepValue:
    """An instance that handled or will handle the matter, for which party, in which paragraph, on which day."""

    instance: str
    party: str = ""
    paragraph: str = ""
    day: str = ""


@dataclass(frozen=True)
class PromiseValue:
    """One promise: its kind's code, its strength, who promises, what is measured, and its words."""

    kind: str
    strength: str
    promisor: str
    words: str
    parameters: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True)
class Draft:
    """All that was found in one text. Two values of one field are both kept, the surer first."""

    language: Found[str] | None = None
    kind: Found[str] | None = None
    agreement_type: Found[str] | None = None
    title: Found[str] | None = None
    parties: tuple[Found[PartyValue], ...] = ()
    registration_numbers: tuple[Found[str], ...] = ()
    dates: tuple[Found[DateValue], ...] = ()
    period: tuple[Found[PeriodValue], ...] = ()
    amounts: tuple[Found[AmountValue], ...] = ()
    bodies: tuple[Found[BodyValue], ...] = ()
    chain: tuple[Found[StepValue], ...] = ()
    themes: tuple[Found[str], ...] = ()
    commitments: tuple[Found[PromiseValue], ...] = ()
    not_stated: tuple[str, ...] = ()
