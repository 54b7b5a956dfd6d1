"""What search finds here: promises, and records of what was done."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from sampakt.commitments.models import Commitment, Deed
from sampakt.kernel.finding import Find
from sampakt.kernel.models import having_words
from sampakt.kernel.viewer import Viewer
from sampakt.ui.writing import written_day


def commitments_found(viewer: Viewer, words: str) -> QuerySet[Commitment]:
    """Promises by their reference, title or clause, partnership by partnership, in the order of the list."""
    # Whichever they are is read in one index; only they are read themselves.
    found = Commitment.objects.filter(Commitment.having_words(words)).visible_to(viewer)
    shown = Commitment.objects.filter(pk__in=found.order_by().values("pk"))
    return shown.select_related("space__partnership").order_by("space_id", "position", "reference")


def commitments_in_parts(viewer: Viewer, words: str) -> list[QuerySet[Commitment]]:
    """The same in parts that are read in that index alone."""
    return [Commitment.objects.filter(way).visible_to(viewer) for way in Commitment.ways_to_find(words)]


def commitments_first(viewer: Viewer, words: str) -> QuerySet[Commitment]:
    """The same in their order, where most of all are found: there is an index of that order, too."""
    found = Commitment.objects.filter(Commitment.having_words(words)).visible_to(viewer)
    return found.select_related("space__partnership").order_by("space_id", "position", "reference")


def deeds_found(viewer: Viewer, words: str) -> QuerySet[Deed]:
    """Records of work by their title, type or recipient, newest first."""
    found = Deed.objects.visible_by_halves(viewer).filter(having_words(words)).select_related("space__partnership")
    return found.order_by("-done_on", "-pk")


FINDS = [
    Find[Commitment](
        kind="commitment",
        label=_("Commitments"),
        found=commitments_found,
        title=lambda commitment: f"{commitment.reference} {commitment.title}",
        href=lambda commitment: commitment.get_absolute_url(),
        subtitle=lambda commitment: str(commitment.space.partnership),
        in_parts=commitments_in_parts,
        first=commitments_first,
    ),
    Find[Deed](
        kind="deed",
        label=_("What was done"),
        found=deeds_found,
        title=lambda deed: str(deed.title),
        href=lambda deed: deed.get_absolute_url(),
        subtitle=lambda deed: f"{deed.get_sort_display()}, {written_day(deed.done_on)}",
    ),
]
