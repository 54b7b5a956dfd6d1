"""What is sent a second time, by the browser's back button or by an impatient hand, is not done a second time.

A form that adds something carries a word of its own. Sent again as it was, it was done already; with other words in it,
it comes back with them, and says what was recorded before: whoever sends it then means a new one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Final, TypeVar

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import get_random_string
from django.utils.html import format_html
from django.utils.translation import gettext as _

from sampakt.kernel.errors import Objection, Refused

NAME: Final = "once"
LENGTH: Final = 20
KEPT_FOR: Final = 24 * 60 * 60
BESIDE: Final = frozenset({NAME, "csrfmiddlewaretoken", "step"})
"""What is sent with a form and is not its content."""

Made = TypeVar("Made")


@dataclass(frozen=True)
class Before:
    """What a form was used for: a digest of its content, what was recorded by it, and where that stands."""

    content: str
    title: str
    href: str


def new_word() -> str:
    """A word of its own for a form that adds something, by which it is known again when that has been done."""
    return get_random_string(LENGTH)


def was_done(request: HttpRequest) -> bool:
    """Whether just this was sent and done already."""
    before = _before(request)
    return before is not None and before.content == _content(request)


def only_once(request: HttpRequest, act: Callable[..., Made]) -> Callable[..., Made]:
    """The act of a form that adds something, remembered when done.

    Raises Refused when something else was recorded by the form before: it comes back with a word of its own.
    """

    def acting(*args: object, **values: object) -> Made:
        if (before := _before(request)) is not None:
            raise Refused([_recorded(before)])
        made = act(*args, **values)
        if _is_told(request):
            href = getattr(made, "get_absolute_url", str)()
            cache.set(_key(request), Before(_content(request), str(made), href), KEPT_FOR)
        return made

    return acting


def _recorded(before: Before) -> Objection:
    what = format_html("“{}”", before.title)
    if before.href:
        what = format_html('<a class="ds-link" href="{}">{}</a>', before.href, what)
    words = _("What you sent before was recorded as {what}. Open it to change it, or send this to record a new one.")
    return Objection(code="recorded_before", words=format_html(words, what=what))


def _before(request: HttpRequest) -> Before | None:
    found: Before | None = cache.get(_key(request)) if _is_told(request) else None
    return found


def _content(request: HttpRequest) -> str:
    told = sorted((name, request.POST.getlist(name)) for name in request.POST.keys() - BESIDE)
    files = sorted((name, one.name, one.size) for name in request.FILES for one in request.FILES.getlist(name))
    return sha256(repr((told, files)).encode()).hexdigest()


def _is_told(request: HttpRequest) -> bool:
    word = request.POST.get(NAME, "")
    return len(word) == LENGTH and word.isalnum() and word.isascii()


def _key(request: HttpRequest) -> str:
    return f"once:{getattr(request.user, 'pk', None)}:{request.POST[NAME]}"
