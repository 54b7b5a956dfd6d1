"""What search finds here: partnerships, agreements and notes."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from sampakt.agreements.models import Agreement, Note, Partnership
from sampakt.agreements.queries import agreements_found
from sampakt.kernel.finding import Find
from sampakt.kernel.models import having_words
from sampakt.kernel.text import shortened
from sampakt.kernel.viewer import Viewer

LONGEST_NOTE = 300


def partnerships_found(viewer: Viewer, words: str) -> QuerySet[Partnership]:
    """Partnerships by name, code or summary."""
    return Partnership.objects.visible_to(viewer).filter(having_words(words)).order_by("code")


def notes_found(viewer: Viewer, words: str) -> QuerySet[Note]:
    """Notes by their words, the newest first, to those who see them."""
    seen = Note.objects.visible_to(viewer).filter(having_words(words))
    return seen.select_related("space__partnership", "agreement").order_by("-created_at", "pk")


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
    Find[Note](
        kind="note",
        label=_("Notes"),
        found=notes_found,
        title=lambda note: shortened(note.words, LONGEST_NOTE),
        href=lambda note: f"{note.space.partnership.get_absolute_url()}notes/#note-{note.pk}",
        subtitle=lambda note: " · ".join(str(each) for each in (note.space.partnership, note.agreement) if each),
    ),
]
