"""The typed parameters of a rule, and the small types they share."""

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationInfo, field_validator

from sampakt.commitments.terms import Basis


class Terms(BaseModel):
    """Base of every kind's parameters: no unknown names, never changed, and no days or numbers out of all reason."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @field_validator("*")
    @classmethod
    def _is_within_reason(cls, value: object, about: ValidationInfo) -> object:
        most = 1200 if "months" in (about.field_name or "") else 100_000
        if isinstance(value, int) and not 0 <= value <= most:
            raise ValueError(f"write a number from 0 to {most}")
        if isinstance(value, date) and not 1800 <= value.year <= 2200:
            raise ValueError("write a year between 1800 and 2200")
        return value


def _month_and_day(value: str) -> str:
    if not re.fullmatch(r"\d\d-\d\d", value):
        raise ValueError("write a month and a day as 03-31")
    try:
        date(2024, int(value[:2]), int(value[3:]))
    except ValueError:
        raise ValueError(f"there is no such day as {value}: write a month and a day as 03-31") from None
    return value


MonthDay = Annotated[str, AfterValidator(_month_and_day), Field(description="A month and a day, such as 03-31.")]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]*$", max_length=80)]
Times = Annotated[int, Field(ge=1, le=1000)]
Per = Basis | None
PerOrOnce = Basis | Literal["once"] | None


def month_and_day(value: MonthDay) -> tuple[int, int]:
    """The month and the day as numbers."""
    return int(value[:2]), int(value[3:])
