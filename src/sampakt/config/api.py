"""The API of all rooms: who asks, how it says no, and its description."""

import json
from collections.abc import Callable
from copy import copy
from dataclasses import replace
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.request import RawPostDataException
from django.urls import resolve
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError, ValidationErrorContext
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation
from ninja.parser import Parser
from ninja.security import APIKeyCookie, HttpBearer
from pydantic.json_schema import models_json_schema

from sampakt.config.viewer import viewer_of
from sampakt.kernel.discovery import brought
from sampakt.kernel.errors import Conflict, NotAllowed, Objection, Refused
from sampakt.kernel.faults import once_each, words_of, wrong
from sampakt.kernel.problems import STATUSES, ConflictProblem, ObjectionOut, Problem
from sampakt.kernel.viewer import NOBODY, Viewer
from sampakt.organisations.actions import use_token
from sampakt.organisations.queries import viewer_for

EXAMPLES = {
    "organisations": "huddinge-kommun",
    "partnerships": "huddinge-sodertorn",
    "parties": "huddinge-kommun",
}


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
    """Reads bodies and queries, but none with the character NUL, which no text has and PostgreSQL does not keep."""

    def parse_body(self, request: HttpRequest) -> Any:
        """The body as JSON. Raises HttpError 400."""
        try:
            body = super().parse_body(request)
        except RecursionError as error:
            raise HttpError(HTTPStatus.BAD_REQUEST, _("The body is nested too deeply.")) from error
        except ValueError as error:
            raise HttpError(HTTPStatus.BAD_REQUEST, _("The body could not be read: write it as JSON.")) from error
        _refuse_nul(body)
        return body

    def parse_querydict(self, data: Any, list_fields: list[str], request: HttpRequest) -> Any:
        """The values of a query or of a form. Raises HttpError 400."""
        _refuse_nul(dict(data.lists()))
        return super().parse_querydict(data, list_fields, request)


def _refuse_nul(value: object) -> None:
    waiting = [value]
    while waiting:
        part = waiting.pop()
        if isinstance(part, str) and "\0" in part:
            raise HttpError(HTTPStatus.BAD_REQUEST, _("Text cannot hold the character NUL."))
        if isinstance(part, dict):
            waiting += [*part, *part.values()]
        elif isinstance(part, list):
            waiting += part


def known_questions_only(run: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Refuse a query with a name that the operation does not have: a filter misspelt would answer with everything."""
    operation: Operation = run.__self__  # type: ignore[attr-defined]  # a bound method
    known = {
        name
        for model in operation.models
        if model.__ninja_param_source__ == "query"
        for name in model.__ninja_flatten_map__
    }

    @wraps(run)
    def asked(request: HttpRequest, **values: Any) -> HttpResponse:
        unknown = [
            Objection(fault[0], words_of(fault), field=name)
            for name in request.GET
            if name not in known
            for fault in [wrong({"type": "extra_forbidden", "loc": (name,)}, sorted(known))]
        ]
        return operation.api.on_exception(request, Refused(unknown)) if unknown else run(request, **values)

    return asked


class SampaktAPI(NinjaAPI):
    """The API, with the same problems declared on every operation, and an example for what its addresses name."""

    def validation_error_from_error_contexts(
        self, error_contexts: list[ValidationErrorContext[Any]]
    ) -> ValidationError:
        """What is wrong with a request, each fault with the value that it is about, which Ninja leaves out."""
        told = super().validation_error_from_error_contexts(error_contexts).errors
        found = [fault for one in error_contexts for fault in one.pydantic_validation_error.errors(include_url=False)]
        return ValidationError([{**fault, "input": whole["input"]} for fault, whole in zip(told, found, strict=True)])

    def get_openapi_schema(self, **kwargs: Any) -> OpenAPISchema:
        """The description, with every operation's refusals and the addresses' examples added."""
        schema = super().get_openapi_schema(**kwargs)
        schema["components"].setdefault("schemas", {}).update(_problem_schemas())
        for path, operations in schema["paths"].items():
            for operation in operations.values():
                for status in STATUSES:
                    operation["responses"][status.value] = _described(status)
                for parameter in operation.get("parameters", ()):
                    if parameter["in"] == "path":
                        parameter["example"] = _example(path, parameter)
        return schema


def _described(status: HTTPStatus) -> dict[str, Any]:
    problem = "ConflictProblem" if status == HTTPStatus.CONFLICT else "Problem"
    content = {"application/problem+json": {"schema": {"$ref": f"#/components/schemas/{problem}"}}}
    described: dict[str, Any] = {"description": status.phrase, "content": content}
    if status == HTTPStatus.UNAUTHORIZED:
        described["headers"] = {"WWW-Authenticate": {"description": "Bearer", "schema": {"type": "string"}}}
    return described


def _example(path: str, parameter: dict[str, Any]) -> Any:
    """What could stand in an address: the demonstration's, where it has codes that do not change."""
    if parameter["schema"].get("type") == "integer":
        return 1
    before = path.split("{" + parameter["name"] + "}", maxsplit=1)[0].strip("/").split("/")[-1]
    return EXAMPLES.get(before, parameter["schema"].get("enum", ["K7WQ4M2P"])[0])


def _problem_schemas() -> dict[str, Any]:
    _, described = models_json_schema(
        [(Problem, "serialization"), (ConflictProblem, "serialization")], ref_template="#/components/schemas/{model}"
    )
    found: dict[str, Any] = described["$defs"]
    return found


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
api.add_decorator(known_questions_only, mode="view")
with translation.override("en"):
    for _room in brought("api"):
        if hasattr(_room, "router"):
            api.add_router(_room.prefix, _room.router)


def _problem(
    request: HttpRequest, status: HTTPStatus, detail: str = "", objections: tuple[Objection, ...] = (), **more: Any
) -> HttpResponse:
    problem = Problem(
        title=status.phrase,
        status=status.value,
        detail=detail,
        objections=[ObjectionOut(**objection.as_data()) for objection in objections],
    )
    response = api.create_response(request, problem.model_dump() | more, status=status.value)
    response["Content-Type"] = "application/problem+json"
    return response


@api.exception_handler(AuthenticationError)
def unknown_key(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    """401: the key opens nothing."""
    response = _problem(request, HTTPStatus.UNAUTHORIZED, _("The key is unknown, revoked or past its last day."))
    response["WWW-Authenticate"] = "Bearer"
    return response


@api.exception_handler(NotAllowed)
def not_allowed(request: HttpRequest, error: NotAllowed) -> HttpResponse:
    """403 for those who are known; 401 for passers-by, who may become known."""
    viewer: Viewer = getattr(request, "auth", NOBODY)
    if not viewer.is_known:
        response = _problem(request, HTTPStatus.UNAUTHORIZED, _("Send a key that may do this."))
        response["WWW-Authenticate"] = "Bearer"
        return response
    if not viewer.may_write:
        return _problem(request, HTTPStatus.FORBIDDEN, _("This only reads: write with a key that may write."))
    return _problem(request, HTTPStatus.FORBIDDEN, _("You see this, but may not do it."))


@api.exception_handler(Http404)
def not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    """404: it does not exist, or is not for the viewer."""
    return _problem(request, HTTPStatus.NOT_FOUND, _("There is nothing here that you may see."))


@api.exception_handler(Conflict)
def conflict(request: HttpRequest, error: Conflict) -> HttpResponse:
    """409: somebody saved in between; the answer holds the record as it stands."""
    version = getattr(error.current, "version", "")
    detail = _("Somebody saved in between: the version is now %(version)s.") % {"version": version}
    return _problem(request, HTTPStatus.CONFLICT, detail, current=_current(request))


def _current(request: HttpRequest) -> Any:
    """The record that a request wanted to change, as its own address answers: a verb such as ``/sign`` is left out."""
    for address in (request.path_info, request.path_info.rpartition("/")[0]):
        asked = copy(request)
        asked.method, asked.GET = "GET", QueryDict()
        try:
            view, places, names = resolve(address)
            response = view(asked, *places, **names)
        except Http404:
            continue
        answer = json.loads(response.content) if response.status_code == HTTPStatus.OK else None
        if isinstance(answer, dict) and "version" in answer:
            return answer
    return None


@api.exception_handler(Refused)
def refused(request: HttpRequest, error: Refused) -> HttpResponse:
    """422: it may not be done as things stand."""
    return _problem(request, HTTPStatus.UNPROCESSABLE_ENTITY, str(error), error.objections)


@api.exception_handler(ValidationError)
def malformed(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """422: what was sent does not have the form that the description asks for."""
    found = [{**fault, "loc": fault["loc"][2:] or fault["loc"][1:]} for fault in error.errors]
    objections = tuple(
        Objection(code=fault[0], words=words_of(fault), field=".".join(str(part) for part in place))
        for place, one in once_each(found, _sent(request))
        for fault in [wrong(one)]
    )
    detail = _("What was sent does not have the form that the description asks for.")
    return _problem(request, HTTPStatus.UNPROCESSABLE_ENTITY, detail, objections)


def _sent(request: HttpRequest) -> dict[str, Any]:
    """What a request says: in its address, and in its body where that is a mapping or a form."""
    try:
        body = json.loads(request.body or "{}")
    except RawPostDataException:  # a form with a file, read already
        body = request.POST.dict()
    except ValueError:
        body = {}
    said = dict(request.resolver_match.kwargs) if request.resolver_match else {}
    return said | request.GET.dict() | (body if isinstance(body, dict) else {})


@api.exception_handler(HttpError)
def unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
    """400: the body could not be read at all."""
    # Ninja says so in words of its own, and keeps those of our parser behind them.
    said = error.__cause__ if isinstance(error.__cause__, HttpError) else error
    return _problem(request, HTTPStatus(error.status_code), str(said))


def not_that_way(request: HttpRequest, ways: str) -> HttpResponse:
    """405 for an address that is not asked or written to in that way; ``ways`` are those in which it is."""
    detail = _("This address takes only %(ways)s.") % {"ways": ", ".join(sorted(ways.split(", ")))}
    return _problem(request, HTTPStatus.METHOD_NOT_ALLOWED, detail)


@csrf_exempt  # what is not there is 404, whoever asks and however
def nothing_here(request: HttpRequest) -> HttpResponse:
    """404 for an address that the API does not have, said as the API says it."""
    return _problem(request, HTTPStatus.NOT_FOUND, _("There is nothing at this address."))
