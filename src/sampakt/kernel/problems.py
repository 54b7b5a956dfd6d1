"""What the API says when it says no: problem details as in RFC 9457, the same for every operation."""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest
from ninja import Field, Schema

from sampakt.kernel.viewer import Viewer


class ApiRequest(HttpRequest):
    """A request to the API: ``auth`` is who asks."""

    auth: Viewer


class ObjectionOut(Schema):
    """One reason against what was asked."""

    code: str = Field(description="The reason, the same in every language.", examples=["missing"])
    field: str = Field(description="The field that it concerns, with dots between levels; empty for the whole.")
    message: str = Field(description="The reason in words.", examples=["title is missing."])


class Problem(Schema):
    """Why the answer is no: ``title`` names the kind of problem, ``detail`` this one, ``objections`` every reason."""

    type: str = Field(default="about:blank", description="As in RFC 9457: the status says it all.")
    title: str = Field(examples=["Unprocessable Content"])
    status: int = Field(description="The HTTP status.", examples=[422])
    detail: str = ""
    objections: list[ObjectionOut] = []


class ConflictProblem(Problem):
    """Somebody saved in between: ``current`` is the record as it stands, as reading it answers."""

    current: dict[str, Any] | None = None


STATUSES = (
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.CONFLICT,
    HTTPStatus.UNPROCESSABLE_ENTITY,
)
