"""Signing in: with a password, with a second step, by invitation; and not."""

import re
import time
from typing import Any

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.core import mail
from django.core.cache import cache
from django.test import Client

from sampakt.agreements.models import Partnership
from sampakt.kernel.text import Text
from sampakt.organisations import actions
from sampakt.organisations.models import Organisation, Space, User
from sampakt.post.models import Letter

from .conftest import PASSWORD, Cast


@pytest.fixture(autouse=True)
def _english_and_unhurried(settings: Any) -> None:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()


@pytest.fixture
def browser() -> Client:
    return Client(headers={"Accept-Language": "en"})


def sign_in(browser: Client, email: str, password: str = PASSWORD) -> Any:
    return browser.post("/account/login/", {"login": email, "password": password})


def sign_in_again(browser: Client) -> None:
    """What the account's locks can only be changed after."""
    browser.post("/account/reauthenticate/", {"password": PASSWORD})


def is_signed_in(browser: Client) -> bool:
    return browser.get("/account/").status_code == 200


def test_signing_in_and_out(cast: Cast, browser: Client) -> None:
    email = cast.user("reader").email
    assert "Sign in with a passkey" in browser.get("/account/login/").content.decode()
    assert sign_in(browser, email.upper())["Location"] == "/"
    assert is_signed_in(browser)
    assert browser.get("/account/logout/").status_code == 200
    browser.post("/account/logout/")
    assert not is_signed_in(browser)


def test_whoever_signs_in_is_greeted_in_their_language_at_once(cast: Cast, browser: Client) -> None:
    User.objects.filter(pk=cast.user("reader").pk).update(language="sv")
    page = browser.post("/account/login/", {"login": cast.user("reader").email, "password": PASSWORD}, follow=True)
    said = [str(message) for message in page.context["messages"]]
    assert said == ["Du är inloggad som Reader."]


def test_a_wrong_password_tells_nothing_about_who_exists(cast: Cast, browser: Client) -> None:
    known = sign_in(browser, cast.user("reader").email, "wrong").content.decode()
    unknown = sign_in(browser, "nobody@example.org", "wrong").content.decode()
    assert not is_signed_in(browser)
    message = "not correct"
    assert message in known
    assert message in unknown


def test_too_many_tries_are_stopped(cast: Cast, browser: Client) -> None:
    email = cast.user("reader").email
    for _ in range(12):
        answer = sign_in(browser, email, "wrong")
    assert "Too many" in answer.content.decode() or answer.status_code == 429
    sign_in(browser, email)
    assert not is_signed_in(browser)


def test_somebody_shut_out_cannot_sign_in(cast: Cast, browser: Client) -> None:
    User.objects.filter(pk=cast.user("reader").pk).update(is_active=False)
    answer = sign_in(browser, cast.user("reader").email)
    assert answer["Location"] == "/account/inactive/"
    assert browser.get("/account/inactive/").status_code == 200
    assert not is_signed_in(browser)


def test_somebody_shut_out_while_signed_in_is_a_passer_by(cast: Cast, browser: Client) -> None:
    sign_in(browser, cast.user("reader").email)
    User.objects.filter(pk=cast.user("reader").pk).update(is_active=False)
    assert not is_signed_in(browser)


def test_nobody_signs_up_by_themselves(cast: Cast, browser: Client) -> None:
    values = {"email": "new@example.org", "password1": PASSWORD}
    assert "by invitation" in browser.get("/account/signup/").content.decode()
    browser.post("/account/signup/", values)
    assert not User.objects.filter(email="new@example.org").exists()


def test_a_second_step_is_asked_for_and_a_used_code_is_refused(cast: Cast, browser: Client) -> None:
    user = cast.user("reader")
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    assert sign_in(browser, user.email)["Location"] == "/account/2fa/authenticate/"
    assert not is_signed_in(browser)
    assert browser.get("/account/2fa/authenticate/").status_code == 200
    assert browser.post("/account/2fa/authenticate/", {"code": "000000"}).status_code == 200
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    browser.post("/account/2fa/authenticate/", {"code": code})
    assert is_signed_in(browser)
    other = Client(headers={"Accept-Language": "en"})
    sign_in(other, user.email)
    other.post("/account/2fa/authenticate/", {"code": code})
    assert not is_signed_in(other)


def test_setting_up_the_app_gives_recovery_codes_that_work_once(cast: Cast, browser: Client) -> None:
    user = cast.user("reader")
    sign_in(browser, user.email)
    assert browser.get("/account/2fa/totp/activate/")["Location"].startswith("/account/reauthenticate/")
    sign_in_again(browser)
    page = browser.get("/account/2fa/totp/activate/").content.decode()
    assert "data:image/svg+xml" in page
    found = re.search(r'id="authenticator_secret"[^>]*value="([A-Z2-7]+)"', page)
    assert found
    code = format_hotp_value(hotp_value(found[1], int(time.time()) // 30))
    assert browser.post("/account/2fa/totp/activate/", {"code": code}).status_code == 302
    assert get_adapter().is_mfa_enabled(user)
    recovery = Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES).wrap().get_unused_codes()
    for expected in (True, False):
        other = Client(headers={"Accept-Language": "en"})
        sign_in(other, user.email)
        other.post("/account/2fa/authenticate/", {"code": recovery[0]})
        assert is_signed_in(other) is expected


@pytest.mark.parametrize(
    "path",
    [
        "/account/password/change/",
        "/account/2fa/",
        "/account/2fa/totp/activate/",
        "/account/2fa/webauthn/",
        "/account/2fa/webauthn/add/",
        "/account/sessions/",
        "/account/reauthenticate/",
        "/account/email/",
    ],
)
def test_every_page_of_the_account_opens_without_inline_script(cast: Cast, browser: Client, path: str) -> None:
    sign_in(browser, cast.user("reader").email)
    sign_in_again(browser)
    answer = browser.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    page = answer.content.decode()
    assert page.count("<h1") == 1
    scripts = re.findall(r"<script([^>]*)>", page)
    assert all("src=" in script or 'type="application/json"' in script for script in scripts)
    assert " style=" not in page


def test_a_forgotten_password_is_set_anew_by_mail(cast: Cast, browser: Client) -> None:
    user = cast.user("reader")
    assert browser.post("/account/password/reset/", {"email": user.email}).status_code == 302
    link = re.search(r"http://[^/]+(/account/password/reset/key/\S+)", mail.outbox[0].body)
    assert link
    form = browser.get(link[1], follow=True)
    address = form.redirect_chain[-1][0]
    new = "quite another long secret"
    after = browser.post(address, {"password1": new, "password2": new}, follow=True).content.decode()
    assert after.count("The password is changed") == 2  # the title and the heading
    assert "Password successfully changed" not in after
    assert 'href="/account/login/"' in after.partition("<main")[2]
    for letter in mail.outbox:
        assert letter.body.count("http://testserver") == letter.body.count("/account/password/reset/key/")
        assert "Sampakt" in letter.body
    sign_in(browser, user.email, new)
    assert is_signed_in(browser)


def test_no_mail_tells_whether_an_address_has_an_account(cast: Cast, browser: Client) -> None:
    assert browser.post("/account/password/reset/", {"email": "nobody@example.org"}).status_code == 302
    assert all("reset/key" not in message.body for message in mail.outbox)


def invited(cast: Cast, email: str, *, space: Space | None = None, organisation: Organisation | None = None) -> str:
    by = cast.viewer("lead" if space else "administrator")
    words = {"email": email, "name": "Ny Person", "role": "contact", "language": "en"}
    actions.invite(organisation or cast.huddinge, by=by, space=space, **words)
    found = re.search(r"/invitation/\S+", Letter.objects.latest("id").body)
    assert found
    return found[0]


def test_an_invitation_the_whole_way(cast: Cast, browser: Client) -> None:
    path = invited(cast, "new@example.org")
    assert "Welcome, Ny Person" in browser.get(path).content.decode()
    weak = browser.post(path, {"name": "Ny Person", "password": "short"})
    assert weak.status_code == 422
    assert browser.post(path, {"name": "Ny Person", "password": PASSWORD})["Location"].endswith("/huddinge-kommun/")
    assert is_signed_in(browser)
    assert "already been used" in Client(headers={"Accept-Language": "en"}).get(path).content.decode()
    again = Client(headers={"Accept-Language": "en"})
    sign_in(again, "new@example.org")
    assert is_signed_in(again)


def test_an_invitation_to_somebody_with_an_account(cast: Cast, browser: Client) -> None:
    path = invited(cast, cast.user("stranger").email)
    assert browser.get(path)["Location"].startswith("/account/login/?next=/invitation/")
    sign_in(browser, cast.user("stranger").email)
    assert "You are signed in as Stranger" in browser.get(path).content.decode()
    assert browser.post(path).status_code == 302
    assert cast.huddinge.pk in cast.viewer("stranger").organisations
    wrong = invited(cast, cast.user("partner").email)
    page = browser.get(wrong).content.decode()
    assert "The invitation is for partner@example.org" in page
    assert "The new role is added" not in page
    assert browser.post(wrong).status_code == 422


def test_an_invitation_into_a_partnership_names_it_and_leads_there(cast: Cast, browser: Client) -> None:
    start = {"name": Text(sv="Samverkan", en="Working together"), "code": "samverkan", "space": cast.space}
    partnership = Partnership.objects.create(**start)
    partner = cast.space.organisations.exclude(pk=cast.huddinge.pk).get()
    stranger = cast.user("stranger").email
    for email, how in (("new@example.org", "make your account"), (stranger, "the account that you have")):
        path = invited(cast, email, space=cast.space, organisation=partner)
        letter = Letter.objects.latest("id")
        assert letter.subject == "Invitation to “Working together” in Sampakt"
        assert how in letter.body
    new = invited(cast, "another@example.org", space=cast.space, organisation=partner)
    assert "Working together" in browser.get(new).content.decode()
    assert browser.post(new, {"name": "Ny", "password": PASSWORD})["Location"] == partnership.get_absolute_url()
    other = Client(headers={"Accept-Language": "en"})
    sign_in(other, stranger)
    assert other.post(path)["Location"] == partnership.get_absolute_url()


def test_whoever_is_signed_in_is_told_that_a_new_account_is_another(cast: Cast, browser: Client) -> None:
    path = invited(cast, "new@example.org")
    sign_in(browser, cast.user("reader").email)
    assert "you are signed out of your own" in browser.get(path).content.decode()


def test_a_key_that_fails_is_told_in_words(browser: Client) -> None:
    page = browser.get("/account/login/").content.decode()
    assert "data-key-failed=" in page
    assert "data-key-address=" in page


def test_where_one_is_signed_in_is_told_in_words(cast: Cast, browser: Client) -> None:
    chrome = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/1.0 Safari/537.36"
    browser.defaults["HTTP_USER_AGENT"] = chrome
    sign_in(browser, cast.user("reader").email)
    page = browser.get("/account/sessions/").content.decode()
    assert "Chrome on Linux" in page
    assert "Mozilla" not in page


def test_a_key_for_a_programme_asks_for_the_password_again_and_is_told_by_letter(cast: Cast, browser: Client) -> None:
    sign_in(browser, cast.user("reader").email)
    assert browser.get("/account/keys/new/")["Location"].startswith("/account/reauthenticate/")
    sign_in_again(browser)
    assert browser.post("/account/keys/new/", {"name": "Export"}).status_code == 200
    assert not Letter.objects.exists()
    assert browser.post("/account/keys/new/", {"name": "Import", "may_write": "on"}).status_code == 200
    letter = Letter.objects.get()
    assert letter.to == "reader@example.org"
    assert "Import" in letter.subject


@pytest.mark.django_db
def test_a_wrong_link_leads_to_words_not_to_a_fault(browser: Client) -> None:
    answer = browser.get("/invitation/not-a-secret/")
    assert answer.status_code == 404
    assert "The link leads to no invitation" in answer.content.decode()
