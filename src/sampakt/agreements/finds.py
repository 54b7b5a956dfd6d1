"""What search finds here: partnerships and agreements."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from sampakt.agreements.models import Agreement, Partnership
from sampakt.agreements.queries import agreements_found
from sampakt.kernel.finding import Find
from sampakt.kernel.models import having_words
from sampakt.kernel.viewer import Viewer


def partnerships_found(viewer: Viewer, words: str) -> QuerySet[Partnership]:
    """Partnerships by name, code or summary."""
    return Partnership.objects.visible_to(viewer).filter(having_words(words)).order_by("code")


FINDS = [
    Find[Partnership](
        kind="partnership",
        label=_("Partnerships"),
        found=partnerships_found,
        title=lambda partnership: str(partnership.name),
        href=lambda partnership: partnership.get_absolute_url(),
        subtitle=lambda partnership: str(partnership.summary),
    ),
    Find[Agreement](
        kind="agreement",
        label=_("Agreements"),
        found=lambda viewer, words: agreements_found(viewer, words=words),
        title=lambda agreement: str(agreement.title),
        href=lambda agreement: agreement.get_absolute_url(),
        subtitle=lambda agreement: f"{agreement.get_kind_display()} · {agreement.space.partnership.name}",
    ),
]
