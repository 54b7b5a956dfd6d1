"""What is sent a second time, by the browser's back button or by an impatient hand, is not done a second time."""

from typing import Final

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import get_random_string

NAME: Final = "once"
LENGTH: Final = 20
KEPT_FOR: Final = 24 * 60 * 60


def new_word() -> str:
    """A word of its own for a form that adds something, by which it is known again when that has been done."""
    return get_random_string(LENGTH)


def was_done(request: HttpRequest) -> bool:
    """Whether what is sent was done already."""
    return _is_told(request) and cache.get(_key(request)) is not None


def note_done(request: HttpRequest) -> None:
    """Remember that it was done."""
    if _is_told(request):
        cache.set(_key(request), True, KEPT_FOR)


def _is_told(request: HttpRequest) -> bool:
    word = request.POST.get(NAME, "")
    return len(word) == LENGTH and word.isalnum() and word.isascii()


def _key(request: HttpRequest) -> str:
    return f"once:{getattr(request.user, 'pk', None)}:{request.POST[NAME]}"
