"""What search finds here: bodies, decisions, and what meetings took up."""

from django.db.models import BigIntegerField, ExpressionWrapper, F, QuerySet
from django.utils.translation import gettext_lazy as _

from sampakt.governance.access import decision_found_by
from sampakt.governance.models import Body, Decision, Item
from sampakt.kernel.finding import Find
from sampakt.kernel.models import having_words
from sampakt.kernel.viewer import Viewer
from sampakt.ui.writing import written_day


def bodies_found(viewer: Viewer, words: str) -> QuerySet[Body]:
    """Bodies by name or task, partnership by partnership."""
    found = Body.objects.visible_to(viewer).filter(having_words(words)).select_related("space__partnership")
    return found.order_by("space_id", "pk")


def decisions_found(viewer: Viewer, words: str) -> QuerySet[Decision]:
    """Decisions by their number, what they are about and their words, newest first."""
    # Whichever they are is read in one index; only they are read themselves.
    found = Decision.objects.having(words, spaces=list(viewer.spaces)).filter(decision_found_by(viewer))
    shown = Decision.objects.filter(pk__in=found.values("pk"))
    return shown.select_related("body__space__partnership").order_by("-decided_on", "-number", "-pk")


def decisions_in_parts(viewer: Viewer, words: str) -> list[QuerySet[Decision]]:
    """The same in parts that are read in that index alone."""
    parts = Decision.objects.having_in_parts(words, spaces=list(viewer.spaces))
    return [part.filter(decision_found_by(viewer)) for part in parts]


def decisions_first(viewer: Viewer, words: str) -> QuerySet[Decision]:
    """The same in their order, asked so that the first are read from the index of that order: where most are found."""
    found = Decision.objects.having(words, spaces=list(viewer.spaces))
    # What is reckoned is in no index: a database that went by body would read and sort all before it had the first.
    of = ExpressionWrapper(F("body_id") + 0, output_field=BigIntegerField())
    seen = found.alias(of=of).filter(decision_found_by(viewer, "of"))
    return seen.select_related("body__space__partnership").order_by("-decided_on", "-number", "-pk")


def items_found(viewer: Viewer, words: str) -> QuerySet[Item]:
    """Items of agendas by what they are about and what the minutes say, newest first."""
    found = Item.objects.visible_to(viewer).filter(having_words(words))
    return found.select_related("meeting__body__space__partnership").order_by("-meeting__day", "place", "-pk")


FINDS = [
    Find[Body](
        kind="body",
        label=_("Bodies"),
        found=bodies_found,
        title=lambda body: str(body.name),
        href=lambda body: body.get_absolute_url(),
        subtitle=lambda body: f"{body.get_sort_display()} · {body.space.partnership}",
    ),
    Find[Decision](
        kind="decision",
        label=_("Decisions"),
        found=decisions_found,
        title=str,
        href=lambda decision: decision.get_absolute_url(),
        subtitle=lambda decision: f"{decision.body}, {written_day(decision.decided_on)}",
        in_parts=decisions_in_parts,
        first=decisions_first,
    ),
    Find[Item](
        kind="item",
        label=_("Agendas and minutes"),
        found=items_found,
        title=lambda item: str(item.title),
        href=lambda item: item.get_absolute_url(),
        subtitle=lambda item: f"{item.meeting.body}, {written_day(item.meeting.day)}",
    ),
]
