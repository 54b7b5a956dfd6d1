"""Pages on which a list of agreements is taken in."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.http import require_GET

from sampakt.intake.access import may_drop_any
from sampakt.intake.views import workbooks
from sampakt.kernel.errors import NotAllowed
from sampakt.ui.answers import PageRequest


@login_required
@require_GET
def template(request: PageRequest) -> HttpResponse:
    """Fetch an empty list to fill in."""
    if not may_drop_any(request.viewer):
        raise NotAllowed
    return workbooks.template()
