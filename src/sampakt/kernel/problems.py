"""What the API says when it says no: problem details as in RFC 9457, the same for every operation."""

from http import HTTPStatus

from django.http import HttpRequest
from ninja import Schema

from sampakt.kernel.viewer import Viewer


class ApiRequest(HttpRequest):
    """A request to the API: ``auth`` is who asks."""

    auth: Viewer


class ObjectionOut(Schema):
    """One reason against what was asked."""

    code: str
    field: str
    message: str


class Problem(Schema):
    """Why the answer is no: ``title`` names the kind of problem, ``detail`` this one, ``objections`` every reason."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str = ""
    objections: list[ObjectionOut] = []


STATUSES = (
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.UNAUTHORIZED,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.NOT_FOUND,
    HTTPStatus.CONFLICT,
    HTTPStatus.UNPROCESSABLE_ENTITY,
)
