"""What happens around every request: the language, the viewer, and the answer when Sampakt says no."""

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.utils import translation
from django.utils.functional import SimpleLazyObject

from sampakt.config.api import not_that_way
from sampakt.config.viewer import viewer_of
from sampakt.kernel.errors import Conflict, NotAllowed, Refused
from sampakt.kernel.terms import Language
from sampakt.papers.actions import no_strays
from sampakt.ui.answers import conflict_page

Answer = Callable[[HttpRequest], HttpResponse]
API = "/api/"


class LanguageMiddleware:
    """The language of the signed-in user, else of the cookie, else of the browser, else of the installation."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        user = request.user
        if user.is_authenticated and user.language:
            chosen = user.language
        if chosen not in Language.values:
            chosen = translation.get_language_from_request(request)
        with translation.override(chosen):
            request.LANGUAGE_CODE = chosen
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", chosen)
        return response


class ViewerMiddleware:
    """``request.viewer``: who looks on, built when first asked for."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.viewer = SimpleLazyObject(lambda: viewer_of(request.user))  # type: ignore[attr-defined]  # ours
        return self.get_response(request)


class FilesMiddleware:
    """No file of a request is left behind when what the request did was rolled back."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with no_strays():
            return self.get_response(request)


class RefusalMiddleware:
    """Turns refusals into pages: the kernel's 403, 409 and 422, and the 405 of what is only written to, or only read.

    Views that can say it better catch them first.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not isinstance(response, HttpResponseNotAllowed):
            return response
        if request.path_info.startswith(API):
            answer = not_that_way(request, response.headers["Allow"])
        elif not response.content:
            answer = render(request, "405.html", status=HTTPStatus.METHOD_NOT_ALLOWED)
        else:
            return response
        answer.headers["Allow"] = response.headers["Allow"]
        return answer

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page for a refusal; None for any other exception."""
        if isinstance(exception, NotAllowed):
            return render(request, "403.html", status=403)
        if isinstance(exception, Refused):
            return render(request, "ui/refused.html", {"objections": exception.objections}, status=422)
        if isinstance(exception, Conflict):
            return conflict_page(request, exception)
        return None
