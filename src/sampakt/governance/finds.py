"""What search finds here: bodies."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from sampakt.governance.models import Body
from sampakt.kernel.finding import Find
from sampakt.kernel.models import having_words
from sampakt.kernel.viewer import Viewer


def bodies_found(viewer: Viewer, words: str) -> QuerySet[Body]:
    """Bodies by name or task, partnership by partnership."""
    found = Body.objects.visible_to(viewer).filter(having_words(words)).select_related("space__partnership")
    return found.order_by("space_id", "pk")


FINDS = [
    Find[Body](
        kind="body",
        label=_("Bodies"),
        found=bodies_found,
        title=lambda body: str(body.name),
        href=lambda body: body.get_absolute_url(),
        subtitle=lambda body: f"{body.get_sort_display()} · {body.space.partnership}",
    ),
]
