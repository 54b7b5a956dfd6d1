"""The trail in the API: who did what, as far as whoever asks may know."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.shortcuts import get_object_or_404
from ninja import Field, Query, Router, Schema

from sampakt.agreements.models import Partnership
from sampakt.kernel.problems import ApiRequest
from sampakt.kernel.schemas import TextData
from sampakt.trail import queries
from sampakt.trail.models import TrailLine

router = Router(tags=["trail"])


class LineOut(Schema):
    """One thing that somebody did. ``changes`` names fields with what stood there before and after.

    ``partnership`` is null for what was done outside of all, as in an organisation.
    """

    id: int
    at: datetime
    by: str
    verb: str = Field(description="What was done, the same in every language.", examples=["sign"])
    subject_kind: str = Field(examples=["agreements.agreement"])
    subject: TextData
    changes: dict[str, Any]
    partnership: str | None = Field(description="The code of the partnership in which it was done.")


class LinesOut(Schema):
    """Lines, newest first; ``older`` is what to send as ``before`` for those before them, null when there are none."""

    items: list[LineOut]
    older: int | None


class LinesFilter(Schema):
    """Which lines to read."""

    partnership: str = Field("", max_length=80, description="The code of a partnership.")
    before: int | None = Field(None, ge=1, le=2**63 - 1, description="Only lines before this one.")
    limit: int = Field(100, ge=1, le=500, description="How many lines at most.")


@router.get("/trail", response=LinesOut, summary="Read the trail")
def read_trail(request: ApiRequest, asked: Query[LinesFilter]) -> dict[str, Any]:
    """What was done where one takes part, newest first."""
    seen = Partnership.objects.visible_to(request.auth)
    space = get_object_or_404(seen, code=asked.partnership).pk if asked.partnership else None
    lines, older = queries.lines_before(request.auth, space_id=space, before=asked.before, size=asked.limit)
    homes = dict(seen.filter(space__in={line.space_id for line in lines}).values_list("space", "code"))
    return {"items": [_told(line, homes) for line in lines], "older": older}


def _told(line: TrailLine, homes: Mapping[int, str]) -> dict[str, Any]:
    """The line as it was written, and the code of its partnership where whoever asks may see it."""
    told = {name: getattr(line, name) for name in ("id", "at", "verb", "subject_kind", "changes")}
    return told | {"by": line.by_name, "subject": line.subject_name, "partnership": homes.get(line.space_id or 0)}
