"""The components' own page, and what everybody may choose for themselves: language and colours."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.module_loading import import_string
from django.views.decorators.http import require_GET, require_POST

from sampakt.kernel.terms import Language
from sampakt.ui.showroom import showroom
from sampakt.ui.templatetags.ui.chrome import SCHEMES

YEAR = 365 * 24 * 60 * 60


@require_GET
def components(request: HttpRequest) -> HttpResponse:
    """Every component in use, for those who build pages and for the machines that look at them."""
    return render(request, "ui/components.html", showroom(bound=request.GET.get("form") == "wrong"))


@require_GET
def accessibility(request: HttpRequest) -> HttpResponse:
    """How accessible Sampakt is, and whom to tell when it is not."""
    return render(request, "ui/accessibility.html")


@require_GET
def licence(request: HttpRequest) -> HttpResponse:
    """Under which terms Sampakt may be used and changed, and whose work it stands on."""
    return render(request, "ui/licence.html")


@require_POST
def language(request: HttpRequest) -> HttpResponseBase:
    """Read Sampakt in another language from now on, in this browser and, when signed in, wherever one signs in."""
    answer = _back(request)
    chosen = request.POST.get("language", "")
    if chosen in Language.values:
        _remember(answer, settings.LANGUAGE_COOKIE_NAME, chosen)
        import_string(settings.LANGUAGE_CHOSEN)(request, chosen)
    return answer


@require_POST
def scheme(request: HttpRequest) -> HttpResponseBase:
    """See Sampakt light, dark, or as the device is set, in this browser."""
    answer = _back(request)
    chosen = request.POST.get("scheme", "")
    if chosen in SCHEMES:
        _remember(answer, "scheme", chosen)
    return answer


def _back(request: HttpRequest) -> HttpResponseRedirect:
    """To the page one came from, never to another site."""
    target = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return HttpResponseRedirect(target if is_ours else "/")


def _remember(answer: HttpResponseBase, name: str, value: str) -> None:
    answer.set_cookie(name, value, max_age=YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE, httponly=True)
