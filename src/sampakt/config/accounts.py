"""How allauth behaves here: nobody signs up by themselves, and its mail goes through our outbox's settings."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by invitation only."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """No: see ``organisations.actions.accept_invitation``."""
        return False

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """Users have no name beside their address."""
