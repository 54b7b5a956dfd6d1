"""Browsers and systems by the names that people know them by."""

from django import template
from django.utils.translation import gettext as _

from sampakt.organisations.rules import browser_of

register = template.Library()


@register.filter
def browser_named(user_agent: str) -> str:
    """What somebody signed in with, in words: “Firefox on Windows”."""
    browser, system = browser_of(user_agent)
    if not browser:
        return _("another browser or programme")
    return _("%(browser)s on %(system)s") % {"browser": browser, "system": system} if system else browser
