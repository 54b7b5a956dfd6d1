"""The shapes that every room's API shares: what is sent, texts, days, and pages of a list."""

from datetime import date
from typing import Annotated, Any

from ninja import Field, Schema
from ninja.pagination import LimitOffsetPagination
from pydantic import ConfigDict

from sampakt.kernel.period import FIRST_DAY, LAST_DAY

NOT_SENT: Any = None  # the default of a value that may be left out but cannot be null

Day = Annotated[
    date,
    Field(
        ge=FIRST_DAY,
        le=LAST_DAY,
        description="A day from 1900-01-01 to 2200-12-31, as ISO 8601.",
        examples=["2025-03-10"],
    ),
]
"""A day that people could mean."""

SeenVersion = Annotated[
    int, Field(ge=1, le=2**31 - 1, description="The version that was read; 409 when it is not the last.", examples=[1])
]
Key = Annotated[str, Field(max_length=80, pattern=r"^[a-zA-Z0-9_-]*$", examples=["research"])]


class Sent(Schema):
    """What a request's body may hold: a field that is not named here is refused."""

    model_config = ConfigDict(extra="forbid")


class Changed(Sent):
    """What to change of a record, and the version that was read; what is left out stays as it is."""

    version: SeenVersion


class TextData(Sent):
    """The same thing said in several languages; what is not said is empty."""

    sv: str = Field(default="", max_length=50_000, examples=["Årlig rapport"])
    nb: str = Field(default="", max_length=50_000, examples=["Årlig rapport"])
    en: str = Field(default="", max_length=50_000, examples=["Annual report"])


class Pages(LimitOffsetPagination):
    """Pages of a list: at most 500 rows from ``offset`` on, and how many there are in all."""

    class Input(Schema):
        """Which page."""

        limit: int = Field(100, ge=1, le=500, description="How many rows at most.")
        offset: int = Field(0, ge=0, le=1_000_000, description="How many rows to pass over.")
