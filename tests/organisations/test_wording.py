"""What allauth says: on every page of signing in, in what it refuses and in its letters, in the reader's language."""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import translation
from django.utils.translation import gettext

from sampakt.organisations.models import User
from sampakt.organisations.wording import ALLAUTH

from .conftest import PASSWORD, Cast

NOT_TOLD = re.compile(r"<(script|style|svg|head|textarea)\b.*?</\1>|<[^>]+>", re.DOTALL)
SAME = {"Svenska", "Norsk bokmål", "English", "reader@example.org", "Nyckel", "· Huddinge"}


@pytest.fixture(autouse=True)
def _unhurried(settings: Any) -> None:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()


def told(answer: Any) -> set[str]:
    """The sentences of a page, without its frame."""
    page = answer.content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    lines = (" ".join(unescape(part).split()) for part in NOT_TOLD.sub("\n", main).split("\n"))
    labels = re.findall(r'(?:placeholder|aria-label|title)="([^"]+)"', main)
    return {line for line in [*lines, *map(unescape, labels)] if re.search("[a-zåäöæø]{2}", line)}


def walk(user: User, language: str) -> Iterator[tuple[str, Any]]:
    """Every page that somebody comes to on the way in, around the account and out; wrong answers among them."""
    browser = Client()
    User.objects.filter(pk=user.pk).update(language=language)
    browser.cookies["django_language"] = language

    def get(path: str) -> tuple[str, Any]:
        return path, browser.get(path, follow=True)

    def post(path: str, **values: str) -> tuple[str, Any]:
        return f"{path} {values}", browser.post(path, values, follow=True)

    yield get("/account/login/")
    yield post("/account/login/", login=user.email, password="wrong")
    yield post("/account/login/")
    yield get("/account/signup/")
    yield get("/account/inactive/")
    yield get("/account/password/reset/")
    yield post("/account/password/reset/", email="nobody")
    yield post("/account/password/reset/", email=user.email)
    yield get("/account/password/reset/key/1-wrong/")
    link = re.findall(r"/account/password/reset/key/\S+", mail.outbox[-1].body)[-1]
    yield get(link)
    yield post(f"{link.rsplit('-', 1)[0]}-set-password/", password1="short", password2="other")
    yield post("/account/login/", login=user.email, password=PASSWORD)
    yield get("/account/")
    yield get("/account/2fa/totp/activate/")
    yield post("/account/reauthenticate/", password="wrong")
    yield post("/account/reauthenticate/", password=PASSWORD)
    for path in ("password/change/", "email/", "sessions/", "2fa/", "2fa/totp/activate/", "2fa/webauthn/"):
        yield get(f"/account/{path}")
    yield get("/account/2fa/webauthn/add/")
    yield post("/account/2fa/webauthn/add/", name="", credential="{}")
    yield post("/account/2fa/totp/activate/", code="000000")
    yield post("/account/password/change/", oldpassword="wrong", password1="short", password2="other")
    yield post("/account/email/", action_add="", email=user.email)
    yield post("/account/email/", action_remove="", email=user.email)
    TOTP.activate(user, generate_totp_secret())
    RecoveryCodes.activate(user)
    key = Authenticator.objects.create(user=user, type="webauthn", data={"name": "Nyckel", "credential": {}})
    for path in ("2fa/", "2fa/totp/deactivate/", "2fa/recovery-codes/", "2fa/recovery-codes/generate/"):
        yield get(f"/account/{path}")
    for path in ("", f"keys/{key.pk}/edit/", f"keys/{key.pk}/remove/"):
        yield get(f"/account/2fa/webauthn/{path}")
    yield post("/account/2fa/recovery-codes/generate/")
    yield post("/account/2fa/totp/deactivate/")
    yield post(f"/account/2fa/webauthn/keys/{key.pk}/remove/")
    yield get("/account/logout/")
    yield post("/account/logout/")
    TOTP.activate(user, generate_totp_secret())
    yield post("/account/login/", login=user.email, password=PASSWORD)
    yield post("/account/2fa/authenticate/", code="000000")


@pytest.mark.parametrize("language", ["sv", "nb"])
def test_every_page_and_letter_speaks_the_readers_language(cast: Cast, language: str) -> None:
    user = cast.user("reader")
    english = {path: told(answer) for path, answer in walk(user, "en")}
    Authenticator.objects.all().delete()
    cache.clear()
    mail.outbox.clear()
    for path, answer in walk(user, language):
        assert answer.status_code == 200, path
        assert told(answer) & english.get(path, set()) <= SAME, path
    with translation.override(language):
        foreign = {one for one in ALLAUTH if gettext(one) != one and "%" not in one}
    letters = "\n".join(f"{letter.subject}\n{letter.body}" for letter in mail.outbox)
    assert mail.outbox
    assert not [one for one in foreign if len(one) > 12 and one in letters]


@pytest.mark.parametrize("language", ["sv", "nb"])
def test_our_own_words_go_before_those_of_allauth(language: str) -> None:
    with translation.override(language):
        said = [gettext(one) for one in ALLAUTH]
    assert not [one for one in said if re.search(r"[Vv]änligen|[Vv]ennligst|[Ee]post|autentiseringskod", one)]


@pytest.mark.parametrize(("language", "words"), [("sv", "Vänta några minuter"), ("nb", "Vent noen minutter")])
def test_too_many_tries_are_told_on_a_page(cast: Cast, language: str, words: str) -> None:
    browser = Client(headers={"Accept-Language": language})
    for _ in range(21):
        answer = browser.post("/account/password/reset/", {"email": "nobody@example.org"})
    assert answer.status_code == 429
    assert words in answer.content.decode()
