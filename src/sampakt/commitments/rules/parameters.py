"""The typed parameters of a rule, and the small types they share."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from sampakt.commitments.terms import Basis
from sampakt.kernel.period import FIRST_DAY, LAST_DAY


class Terms(BaseModel):
    """Base of every kind's parameters: no unknown names, never changed, and no days or numbers out of all reason.

    Of those in ``ONE_OF`` at least one is to be said when a promise is written down; what is here already stays.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    ONE_OF: ClassVar[tuple[str, ...]] = ()

    @field_validator("*")
    @classmethod
    def _is_within_reason(cls, value: object, about: ValidationInfo) -> object:
        most = most_for(about.field_name or "")
        if isinstance(value, int) and not 0 <= value <= most:
            raise PydanticCustomError("number_outside", "write a number from {ge} to {le}", {"ge": 0, "le": most})
        if isinstance(value, date) and not FIRST_DAY <= value <= LAST_DAY:
            told = {"value": value.isoformat()}
            raise PydanticCustomError("far_day", "write a year between 1900 and 2200, not {value}", told)
        return value


def most_for(name: str) -> int:
    """The greatest number that the parameter of this name may be."""
    return 1200 if "months" in name else 100_000


def _month_and_day(value: str) -> str:
    try:
        date.fromisoformat(f"2024-{value}")
    except ValueError:
        raise PydanticCustomError(
            "no_month_day", "{value}: write a month and a day as 03-31", {"value": value}
        ) from None
    return value


def offices_in(named: Mapping[str, str | Sequence[str]]) -> list[tuple[str, str]]:
    """Each office of a parameter that names one or several of each organisation, after its organisation's code."""
    return [(code, key) for code, keys in named.items() for key in ((keys,) if isinstance(keys, str) else keys)]


MonthDay = Annotated[str, AfterValidator(_month_and_day), Field(description="A month and a day, such as 03-31.")]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]*$", max_length=80)]
Times = Annotated[int, Field(ge=1, le=1000)]
Per = Basis | None
PerOrOnce = Basis | Literal["once"] | None


def month_and_day(value: MonthDay) -> tuple[int, int]:
    """The month and the day as numbers."""
    return int(value[:2]), int(value[3:])
