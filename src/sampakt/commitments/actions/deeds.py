"""What was done: recording it, changing and removing the record."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import TypedDict, Unpack

from django.db import transaction
from django.db.models import ProtectedError

from sampakt.agreements.models import Theme
from sampakt.commitments.access import may_change_deed, may_record
from sampakt.commitments.actions.reach import paper_for
from sampakt.commitments.models import Deed, Evidence
from sampakt.commitments.terms import CommitmentObjection, Verb
from sampakt.kernel import clock
from sampakt.kernel.errors import NotAllowed, Objection, refuse_if
from sampakt.kernel.saving import save_changed, save_new
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.access import may_see_shared, objections_to_place, objections_to_reach
from sampakt.organisations.models import Circle, Organisation, Space, Unit
from sampakt.papers.actions import Upload
from sampakt.papers.models import Document
from sampakt.papers.rules import free_key
from sampakt.trail.actions import gathered, record


class DeedValues(TypedDict, total=False):
    """What can be said of something done; ``type`` and ``tags`` are the partnership's own words."""

    key: str
    sort: str
    type: str
    title: Text
    done_on: date
    covers_from: date | None
    covers_until: date | None
    unit: Unit | None
    theme: Theme | None
    recipient: str
    document: Document | None
    based_on: Deed | None
    tags: list[str]
    note: Text
    audience: str
    organisation: Organisation | None
    circle: Circle | None
    is_sample: bool


@transaction.atomic
def record_deed(
    space: Space,
    *,
    by: Viewer,
    participants: Iterable[Organisation] = (),
    upload: Upload | None = None,
    **values: Unpack[DeedValues],
) -> Deed:
    """Record something done in a partnership, and which organisations took part; its paper may come along as a file.

    Without a key, one is made.
    """
    if not may_record(by, space.pk):
        raise NotAllowed
    if upload is not None:
        with gathered():
            title, day = values.get("title", Text()), values.get("done_on")
            values["document"] = paper_for(space, upload, by=by, title=title, dated_on=day, values=values)
            return record_deed(space, by=by, participants=participants, **values)
    if not values.get("key"):
        taken = set(Deed.objects.in_space(space.pk).values_list("key", flat=True))
        values["key"] = free_key(str(values.get("title", "")), taken, otherwise="record")
    deed = Deed(space=space, recorded_by_id=by.user_id, **values)
    refuse_if(_objections(deed, by, **values))
    save_new(deed)
    deed.participants.set(participants)
    record(Verb.RECORD_DEED, deed, by=by)
    return deed


@transaction.atomic
def change_deed(
    deed: Deed,
    *,
    by: Viewer,
    version: int | None = None,
    participants: Iterable[Organisation] | None = None,
    **values: Unpack[DeedValues],
) -> Deed:
    """Correct the record of something done."""
    if not may_change_deed(by, deed):
        raise NotAllowed
    refuse_if(_objections(deed, by, **values))
    before = set(deed.participants.all())
    after = before if participants is None else set(participants)
    changes = save_changed(deed, values, version=version, beside=before != after)
    if before != after:
        deed.participants.set(after)
        changes["participants"] = (sorted(map(str, before)), sorted(map(str, after)))
    if changes:
        record(Verb.CHANGE_DEED, deed, by=by, changes=changes)
    return deed


@transaction.atomic
def remove_deed(deed: Deed, *, by: Viewer) -> None:
    """Remove the record of something that was not done, or was recorded twice; nothing may rest on it."""
    if not may_change_deed(by, deed):
        raise NotAllowed
    if Evidence.objects.filter(deed=deed).exists() or Deed.objects.filter(based_on=deed).exists():
        refuse_if([Objection.of(CommitmentObjection.RESTED_ON)])
    try:
        Deed.objects.filter(pk=deed.pk).delete()
    except ProtectedError:
        refuse_if([Objection.of(CommitmentObjection.RESTED_ON)])
    record(Verb.REMOVE_DEED, deed, by=by)


def _objections(deed: Deed, by: Viewer, **values: Unpack[DeedValues]) -> Iterator[Objection]:
    """What stands against the record once it has ``values``. Raises NotAllowed on an audience that is not theirs."""
    key = values.get("key", deed.key)
    if Deed.objects.filter(space=deed.space_id, key=key).exclude(pk=deed.pk).exists():
        yield Objection.of(CommitmentObjection.KEY_TAKEN, field="key", key=key)
    done_on = values.get("done_on", deed.done_on)
    if done_on and done_on > clock.today():
        yield Objection.of(CommitmentObjection.DONE_IN_FUTURE, field="done_on")
    covers_from = values.get("covers_from", deed.covers_from)
    covers_until = values.get("covers_until", deed.covers_until)
    if covers_from and covers_until and covers_until < covers_from:
        yield Objection.of(CommitmentObjection.ENDS_BEFORE_START, field="covers_until")
    document, based_on = values.get("document"), values.get("based_on")
    yield from objections_to_place(deed.space_id, theme=values.get("theme"), document=document, based_on=based_on)
    # A record that one may not see is one that does not exist.
    if any(other is not None and not may_see_shared(by, other) for other in (document, based_on)):
        raise NotAllowed
    yield from objections_to_reach(deed, by, **values)
