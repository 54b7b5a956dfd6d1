"""From a signed-in user to a ``Viewer``."""

from typing import Any

from django.http import HttpRequest
from django.utils import translation

from sampakt.kernel.viewer import NOBODY, Viewer
from sampakt.organisations.models import User
from sampakt.organisations.queries import viewer_for


def viewer_of(user: Any) -> Viewer:
    """The viewer that a request's user is; NOBODY for a passer-by."""
    if not isinstance(user, User) or not user.is_active:
        return NOBODY
    return viewer_for(user, language=translation.get_language() or "en")


def for_templates(request: HttpRequest) -> dict[str, Any]:
    """What every template may use: the viewer."""
    return {"viewer": getattr(request, "viewer", NOBODY)}
