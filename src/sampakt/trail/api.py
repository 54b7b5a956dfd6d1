"""The trail in the API: who did what, as far as whoever asks may know."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from ninja import Field, Query, Router, Schema

from sampakt.kernel.problems import ApiRequest
from sampakt.kernel.schemas import TextData
from sampakt.trail import queries
from sampakt.trail.models import TrailLine

router = Router(tags=["trail"])
prefix = "/trail"


class LineOut(Schema):
    """One thing that somebody did. ``changes`` names fields with what stood there before and after."""

    id: int
    at: datetime
    by: str = Field(alias="by_name")
    verb: str = Field(description="What was done, the same in every language.", examples=["sign"])
    subject_kind: str = Field(examples=["agreements.agreement"])
    subject: TextData = Field(alias="subject_name")
    changes: dict[str, Any]
    space: int | None = Field(None, alias="space_id")


class LinesOut(Schema):
    """Lines, newest first; ``older`` is what to send as ``before`` for those before them, null when there are none."""

    items: list[LineOut]
    older: int | None


class LinesFilter(Schema):
    """Which lines to read."""

    space: int | None = Field(None, ge=1, le=2**63 - 1, description="The number of a partnership's space.")
    before: int | None = Field(None, ge=1, le=2**63 - 1, description="Only lines before this one.")
    limit: int = Field(100, ge=1, le=500, description="How many lines at most.")


@router.get("", response=LinesOut, summary="Read the trail")
def read_trail(request: ApiRequest, asked: Query[LinesFilter]) -> dict[str, Sequence[TrailLine] | int | None]:
    """What was done where one takes part, newest first."""
    lines, older = queries.lines_before(request.auth, space_id=asked.space, before=asked.before, size=asked.limit)
    return {"items": lines, "older": older}
