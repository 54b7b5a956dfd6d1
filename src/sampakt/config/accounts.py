"""How allauth behaves here: nobody signs up by themselves, and its mail goes through our outbox's settings."""

from typing import Any

from allauth.account import auth_backends
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from sampakt.organisations.actions import set_language
from sampakt.organisations.models import User
from sampakt.organisations.queries import user_with_all_held
from sampakt.organisations.templatetags.browsers import browser_named
from sampakt.ui.answers import PageRequest


class AuthenticationBackend(auth_backends.AuthenticationBackend):
    """Signs in with the address and the password; whoever comes back in a session comes with all that they hold."""

    def get_user(self, user_id: int) -> User | None:
        """The user of a session; None when the account is closed."""
        user = user_with_all_held(user_id)
        return user if user is not None and self.user_can_authenticate(user) else None


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by invitation only."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """No: see ``organisations.actions.accept_invitation``."""
        return False

    def login(self, request: HttpRequest, user: Any) -> None:
        """Sign somebody in; what is said of it is in their language already, not in the browser's."""
        super().login(request, user)
        if user.language:
            translation.activate(user.language)

    def render_mail(self, template_prefix: str, email: Any, context: dict[str, Any], headers: Any = None) -> Any:
        """A letter about an account: from Sampakt and its address, naming browsers as people do."""
        if "user_agent" in context:
            context = context | {"user_agent": browser_named(context["user_agent"])}
        return super().render_mail(template_prefix, email, context | {"address": settings.ADDRESS}, headers)

    def format_email_subject(self, subject: str) -> str:
        """The subject alone: the sender says that it is from Sampakt."""
        return subject

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """Users have no name beside their address."""


class AddKeyForm(AddWebAuthnForm):
    """A new passkey or security key; allauth gives its name no label that could be translated."""

    name = forms.CharField(label=_("Name"), required=False, max_length=100)


class RenameKeyForm(EditWebAuthnForm):
    """A key's other name."""

    name = forms.CharField(label=_("Name"), max_length=100)


def keep_language(request: PageRequest, language: str) -> None:
    """Whoever is signed in reads in the language they chose on a page, wherever they sign in next."""
    if isinstance(request.user, User):
        set_language(request.user, by=request.viewer, language=language)
