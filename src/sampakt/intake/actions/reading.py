"""Reading a document that was dropped: its text and all the values in it, written in one go."""

from django.db import transaction

from sampakt.intake.models import Reading, Value
from sampakt.intake.queries import UNWATCHED, Document, NotRead, document_in, draft_of
from sampakt.intake.rules.draft import Draft
from sampakt.intake.rules.keeping import rows_of
from sampakt.intake.terms import IntakeFault, ReadingState, Verb
from sampakt.jobs.models import Job
from sampakt.jobs.rules import Cancelled, Progress
from sampakt.kernel import clock
from sampakt.kernel.saving import save_changed
from sampakt.kernel.viewer import SYSTEM
from sampakt.trail.actions import record

_TO_READ = frozenset({ReadingState.WAITING, ReadingState.READING})


def read(reading: Reading, progress: Progress = UNWATCHED) -> Reading:
    """Read a document that waits, and keep what it seems to say. One that is read already, or stopped, is left alone.

    The long part holds no lock on the database; a reading that is stopped or broken off leaves nothing behind.
    """
    if not _begin(reading):
        return reading
    try:
        with reading.file.open() as file:
            document = document_in(reading.name, file.read(), progress)
        progress.at(1, 1)
        return _keep(reading, document, draft_of(document))
    except NotRead as fault:
        return _end(reading, Verb.FAIL_TO_READ, ReadingState.FAILED, fault)
    except Cancelled:
        _end(reading, Verb.STOP_READING, ReadingState.CANCELLED)
        raise
    except Exception:
        _end(reading, Verb.FAIL_TO_READ, ReadingState.FAILED, NotRead(IntakeFault.BROKEN_OFF))
        raise


def settle() -> int:
    """Say of readings whose worker was killed that they were broken off; answers how many there were."""
    left = Reading.objects.filter(state__in=_TO_READ)
    alive = Job.objects.unfinished().filter(code__in=left.values("job")).values("code")
    broken = list(left.exclude(job__in=alive))
    for reading in broken:
        _end(reading, Verb.FAIL_TO_READ, ReadingState.FAILED, NotRead(IntakeFault.BROKEN_OFF))
    return len(broken)


@transaction.atomic
def _begin(reading: Reading) -> bool:
    """Whether the document is still to be read; then it is from now on being read."""
    if not _still_there(reading):
        return False
    save_changed(reading, {"state": ReadingState.READING}, version=None)
    return True


@transaction.atomic
def _end(reading: Reading, verb: Verb, state: ReadingState, fault: NotRead | None = None) -> Reading:
    """Write that a reading came to nothing, and why; one that somebody stopped meanwhile stays stopped."""
    if not _still_there(reading):
        return reading
    told: dict[str, object] = {"state": state}
    if fault is not None:
        facts = {name: str(fact) for name, fact in fault.facts.items()}
        told |= {"fault": fault.fault.value, "fault_facts": facts}
    changes = save_changed(reading, told, version=None)
    record(verb, reading, by=SYSTEM, changes={"state": changes["state"]})
    return reading


@transaction.atomic
def _keep(reading: Reading, document: Document, draft: Draft) -> Reading:
    if not _still_there(reading):
        return reading
    reading.values.all().delete()
    values = [
        Value(
            reading=reading,
            field=row.field,
            place=place,
            value=row.value,
            span_start=row.span.start,
            span_end=row.span.end,
            confidence=row.confidence,
            why=row.why,
        )
        for place, row in enumerate(rows_of(draft))
    ]
    Value.objects.bulk_create(values, batch_size=500)
    told = {
        "state": ReadingState.READ,
        "text": document.text,
        "language": draft.language.value if draft.language else "",
        "pages": document.pages,
        "pages_left": document.pages_left,
        "not_stated": list(draft.not_stated),
        "read_at": clock.now(),
    }
    save_changed(reading, told, version=None)
    record(Verb.READ_DOCUMENT, reading, by=SYSTEM, changes={"values": (None, len(values))})
    return reading


def _still_there(reading: Reading) -> bool:
    """Whether the document is still to be read, now that nobody else can touch it. It is brought up to date."""
    current = Reading.objects.select_for_update().filter(pk=reading.pk).first()
    if current is None or current.state not in _TO_READ:
        return False
    reading.state, reading.version = current.state, current.version
    return True
