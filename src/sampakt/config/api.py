"""The API of all rooms: who asks, how it says no, and its description."""

from dataclasses import replace
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.parser import Parser
from ninja.security import APIKeyCookie, HttpBearer

from sampakt.config.viewer import viewer_of
from sampakt.kernel.discovery import brought
from sampakt.kernel.errors import Conflict, NotAllowed, Objection, Refused
from sampakt.kernel.problems import STATUSES, ObjectionOut, Problem
from sampakt.kernel.viewer import NOBODY, Viewer
from sampakt.organisations.actions import use_token
from sampakt.organisations.queries import viewer_for


class Key(HttpBearer):
    """A programme with a key: it reads, and writes when the key allows it, as the key's owner."""

    def authenticate(self, request: HttpRequest, token: str) -> Viewer:
        """The viewer that the key stands for. Raises AuthenticationError when it opens nothing."""
        found = use_token(token)
        if found is None:
            raise AuthenticationError
        return viewer_for(found.user, language=translation.get_language() or "en", may_write=found.may_write)


class Session(APIKeyCookie):
    """Somebody signed in with a browser: reads only, so that no other site can make them write."""

    param_name = settings.SESSION_COOKIE_NAME

    def __init__(self) -> None:
        super().__init__(csrf=False)

    def authenticate(self, request: HttpRequest, key: str | None) -> Viewer | None:
        """The signed-in viewer; None for everybody else."""
        viewer = viewer_of(request.user)
        return replace(viewer, may_write=False) if viewer.is_known else None


def passer_by(request: HttpRequest) -> Viewer:
    """Everybody else reads what is public."""
    return replace(NOBODY, may_write=False, language=translation.get_language() or "en")


class PlainParser(Parser):
    """Reads requests, but none with the character NUL, which no text has and PostgreSQL does not keep."""

    def parse_body(self, request: HttpRequest) -> Any:
        """The body as JSON. Raises HttpError 400."""
        if b"\\u0000" in request.body:
            raise HttpError(HTTPStatus.BAD_REQUEST, "Text cannot hold the character NUL.")
        return super().parse_body(request)

    def parse_querydict(self, data: Any, list_fields: list[str], request: HttpRequest) -> Any:
        """The query's values. Raises HttpError 400."""
        if any("\0" in value for _, values in data.lists() for value in values):
            raise HttpError(HTTPStatus.BAD_REQUEST, "Text cannot hold the character NUL.")
        return super().parse_querydict(data, list_fields, request)


class SampaktAPI(NinjaAPI):
    """The API, with the same problems declared on every operation."""

    def get_openapi_schema(self, **kwargs: Any) -> OpenAPISchema:
        """The description, with every operation's refusals added."""
        schema = super().get_openapi_schema(**kwargs)
        schema["components"].setdefault("schemas", {}).update(_problem_schemas())
        refusal = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
        for operations in schema["paths"].values():
            for operation in operations.values():
                for status in STATUSES:
                    operation["responses"][status.value] = {"description": status.phrase, "content": refusal}
        return schema


def _problem_schemas() -> dict[str, Any]:
    described = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
    return {**described.pop("$defs"), "Problem": described}


api = SampaktAPI(
    title="Sampakt",
    version="1",
    description="Partnerships, what was promised in them, and whether it is kept.",
    auth=[Key(), Session(), passer_by],
    parser=PlainParser(),
    docs_url=None,  # its page needs inline scripts, which our pages do not allow
    urls_namespace="api",
)
# Schemas take their titles from the tables when they are read first; the description is the same in every language.
with translation.override("en"):
    for _room in brought("api"):
        if hasattr(_room, "router"):
            api.add_router(_room.prefix, _room.router)


def _problem(
    request: HttpRequest, status: HTTPStatus, detail: str = "", objections: tuple[Objection, ...] = ()
) -> HttpResponse:
    problem = Problem(
        title=status.phrase,
        status=status.value,
        detail=detail,
        objections=[ObjectionOut(**objection.as_data()) for objection in objections],
    )
    response = api.create_response(request, problem.model_dump(), status=status.value)
    response["Content-Type"] = "application/problem+json"
    return response


@api.exception_handler(AuthenticationError)
def unknown_key(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    """401: the key opens nothing."""
    response = _problem(request, HTTPStatus.UNAUTHORIZED, "The key is unknown, revoked or past its last day.")
    response["WWW-Authenticate"] = "Bearer"
    return response


@api.exception_handler(NotAllowed)
def not_allowed(request: HttpRequest, error: NotAllowed) -> HttpResponse:
    """403 for those who are known; 401 for passers-by, who may become known."""
    if not getattr(request, "auth", NOBODY).is_known:
        response = _problem(request, HTTPStatus.UNAUTHORIZED, "Send a key that may do this.")
        response["WWW-Authenticate"] = "Bearer"
        return response
    return _problem(request, HTTPStatus.FORBIDDEN, "You see this, but may not do it; a session only reads.")


@api.exception_handler(Http404)
def not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    """404: it does not exist, or is not for the viewer."""
    return _problem(request, HTTPStatus.NOT_FOUND)


@api.exception_handler(Conflict)
def conflict(request: HttpRequest, error: Conflict) -> HttpResponse:
    """409: somebody saved in between."""
    version = getattr(error.current, "version", "")
    return _problem(request, HTTPStatus.CONFLICT, f"Somebody saved in between: the version is now {version}.")


@api.exception_handler(Refused)
def refused(request: HttpRequest, error: Refused) -> HttpResponse:
    """422: it may not be done as things stand."""
    return _problem(request, HTTPStatus.UNPROCESSABLE_ENTITY, str(error), error.objections)


@api.exception_handler(ValidationError)
def malformed(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """422: what was sent does not have the form that the description asks for."""
    objections = tuple(
        Objection(
            code=fault["type"],
            words=fault["msg"],
            field=".".join(str(part) for part in fault["loc"][2:] or fault["loc"][1:]),
        )
        for fault in error.errors
    )
    detail = "What was sent does not have the form that the description asks for."
    return _problem(request, HTTPStatus.UNPROCESSABLE_ENTITY, detail, objections)


@api.exception_handler(HttpError)
def unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
    """400: the body could not be read at all."""
    return _problem(request, HTTPStatus(error.status_code), str(error))
