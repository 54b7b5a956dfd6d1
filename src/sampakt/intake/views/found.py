"""What the pages of the room look up: a document on a shelf that the viewer sees, and one of its values."""

from django.shortcuts import get_object_or_404

from sampakt.intake.access import may_decide
from sampakt.intake.models import Reading, Value
from sampakt.intake.terms import ReadingState
from sampakt.kernel.errors import NotAllowed
from sampakt.ui.answers import PageRequest


def reading_found(request: PageRequest, code: str) -> Reading:
    """A document on a shelf that the viewer sees; else 404."""
    readings = Reading.objects.visible_to(request.viewer).select_related(
        "organisation", "space__partnership", "agreement"
    )
    return get_object_or_404(readings, code=code)


def reading_written(request: PageRequest, code: str) -> Reading:
    """The same, for those who may say what holds of it; else 403."""
    found = reading_found(request, code)
    if not may_decide(request.viewer, found):
        raise NotAllowed
    return found


def value_found(reading: Reading, number: str | int) -> Value:
    """One value of a document; else 404."""
    plain = str(number)
    value = get_object_or_404(reading.values.all(), pk=int(plain) if plain.isdecimal() and len(plain) < 19 else 0)
    value.reading = reading
    return value


def is_open(request: PageRequest, reading: Reading) -> bool:
    """Whether the viewer can say something to the document's values now."""
    return reading.state == ReadingState.READ and may_decide(request.viewer, reading)
