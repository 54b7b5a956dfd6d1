"""Dropping a document on a shelf, having it read, setting it aside and taking it away again."""

from contextlib import suppress
from functools import partial
from pathlib import PurePath

from django.db import transaction

from sampakt.intake.access import may_decide, may_drop_for
from sampakt.intake.models import Reading
from sampakt.intake.queries import NotRead, media_to_read
from sampakt.intake.terms import IntakeObjection, ReadingState, Verb
from sampakt.jobs.actions import cancel_job, start_job
from sampakt.jobs.models import Job
from sampakt.kernel.errors import NotAllowed, Objection, Refused, refuse_if
from sampakt.kernel.saving import save_changed, save_new
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.models import Organisation
from sampakt.papers.actions import keep_file, sha256_of
from sampakt.trail.actions import record

READING = "intake.read"
"""The sort of job that reads a document."""
_STOPPABLE = frozenset({ReadingState.WAITING, ReadingState.READING})
_UNREAD = frozenset({ReadingState.FAILED, ReadingState.CANCELLED})


@transaction.atomic
def drop(content: bytes, name: str, *, organisation: Organisation, by: Viewer) -> Reading:
    """Put a document on an organisation's shelf and have it read; one that lies there already is not put there twice.

    What no reader reads is refused at once, with what to do instead.
    """
    if not may_drop_for(by, organisation.pk):
        raise NotAllowed
    try:
        media = media_to_read(content)
    except NotRead as fault:
        refuse_if([Objection.of(fault.fault, field="file", **fault.facts)])
    # Locked, so that the same document dropped twice at the same time still lies there once.
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    digest = sha256_of(content)
    there = Reading.objects.filter(organisation=organisation, sha256=digest).first()
    if there is not None:
        return there
    reading = Reading(
        organisation=organisation,
        name=file_name(name),
        media_type=media.value,
        size=len(content),
        sha256=digest,
        dropped_by_id=by.user_id,
    )
    keep_file(reading.file, reading.name, content)
    save_new(reading)
    record(Verb.DROP_DOCUMENT, reading, by=by)
    _have_read(reading, by)
    return reading


@transaction.atomic
def cancel(reading: Reading, *, by: Viewer) -> Reading:
    """Stop a reading that waits or is under way; nothing of it is kept but the document itself."""
    _move(Verb.STOP_READING, reading, ReadingState.CANCELLED, _STOPPABLE, by)
    job = Job.objects.filter(code=reading.job).first() if reading.job else None
    if job is not None:
        # Somebody else's job goes on to its end, and then keeps nothing.
        with suppress(NotAllowed, Refused):
            cancel_job(job, by=by)
    return reading


@transaction.atomic
def set_aside(reading: Reading, *, by: Viewer) -> Reading:
    """Say that nothing is to be made of a document for now."""
    return _move(Verb.SET_ASIDE, reading, ReadingState.SET_ASIDE, {ReadingState.READ, *_UNREAD}, by)


@transaction.atomic
def take_up_again(reading: Reading, *, by: Viewer) -> Reading:
    """Go on with a document that was set aside; one that was not read, or not to the end, is read anew."""
    is_read = reading.read_at is not None
    state = ReadingState.READ if is_read else ReadingState.WAITING
    _move(Verb.TAKE_UP_AGAIN, reading, state, {ReadingState.SET_ASIDE, *_UNREAD}, by)
    if not is_read:
        _have_read(reading, by)
    return reading


@transaction.atomic
def remove(reading: Reading, *, by: Viewer) -> None:
    """Take a document that was dropped by mistake off the shelf, with its file and all that was read in it."""
    if not may_decide(by, reading):
        raise NotAllowed
    current = Reading.objects.select_for_update().get(pk=reading.pk)
    if current.state == ReadingState.CONFIRMED:
        refuse_if([Objection.of(IntakeObjection.IS_CONFIRMED)])
    storage, name = current.file.storage, current.file.name
    Reading.objects.filter(pk=reading.pk).delete()
    record(Verb.REMOVE_READING, reading, by=by)
    if name:
        transaction.on_commit(partial(storage.delete, name))


def _move(
    verb: Verb, reading: Reading, state: ReadingState, of: set[ReadingState] | frozenset[ReadingState], by: Viewer
) -> Reading:
    if not may_decide(by, reading):
        raise NotAllowed
    current = Reading.objects.select_for_update().get(pk=reading.pk)
    if current.state not in of:
        refuse_if([not_now(current)])
    changes = save_changed(reading, {"state": state, "fault": "", "fault_facts": {}}, version=None)
    record(verb, reading, by=by, changes={"state": changes["state"]})
    return reading


def not_now(reading: Reading) -> Objection:
    """Why something cannot be done to a document in the state that it is in."""
    if reading.state == ReadingState.CONFIRMED:
        return Objection.of(IntakeObjection.IS_CONFIRMED)
    return Objection.of(IntakeObjection.NOT_NOW, state=reading.get_state_display())


def _have_read(reading: Reading, by: Viewer) -> None:
    """Have a document read in the background."""
    reading.job = start_job(READING, {"reading": reading.code}, by=by, about=reading.get_absolute_url()).code
    reading.save(update_fields=["job"])


def file_name(name: str) -> str:
    """The last part of a name as it was sent, as one line of letters that people see."""
    path = PurePath(name.replace("\\", "/").replace("\x00", "")).name
    return "".join(letter if letter.isprintable() else " " for letter in path).strip()[-200:] or "document"
