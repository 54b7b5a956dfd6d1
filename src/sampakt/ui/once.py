"""What is sent a second time, by the browser's back button or by an impatient hand, is not done a second time.

A form that adds something carries a word of its own. Sent again as it was, it was done already; with other words in it,
it comes back with them, and says what was recorded before: whoever sends it then means a new one. Of two that come at
the same moment the second waits for the first, and answers with what that one made.
"""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final, TypeVar, cast

from django.apps import apps
from django.core.cache import cache
from django.db import transaction
from django.db.models import Model
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
    """What a form was used for: a digest of its content, what was recorded by it, where that stands, and its row."""

    content: str
    title: str = ""
    href: str = ""
    made: tuple[str, Any] | None = None


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
        if not _is_told(request):
            return act(*args, **values)
        key, content = _key(request), _content(request)
        # The cache lies in the database, and the word in the transaction of the act: who comes with the same one waits
        # for its end, and of an act that was refused no word is left.
        with transaction.atomic():
            if not cache.add(key, Before(content), KEPT_FOR):
                return cast("Made", _made_before(cache.get(key), content))
            made = act(*args, **values)
            row = (made._meta.label, made.pk) if isinstance(made, Model) else None
            href = getattr(made, "get_absolute_url", str)()
            cache.set(key, Before(content, str(made), href, row), KEPT_FOR)
        return made

    return acting


def _made_before(before: Before | None, content: str) -> Model:
    """What the same form made a moment ago; raises Refused when it was sent with other words then, or made no row."""
    if before is not None and before.content == content and before.made is not None:
        label, number = before.made
        made: Model | None = apps.get_model(label)._base_manager.filter(pk=number).first()
        if made is not None:
            return made
    raise Refused([_recorded(before or Before(content))])


def _recorded(before: Before) -> Objection:
    what = before.title
    if before.href:
        what = format_html('<a class="ds-link" href="{}">{}</a>', before.href, what)
    words = _("What you sent before was recorded as “{what}”. Open it to change it, or send this to record a new one.")
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
