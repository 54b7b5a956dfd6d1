"""What a meeting takes up: items in their order, the material that they rest on, and conflicts of interest."""

from collections.abc import Iterator, Sequence
from typing import TypedDict, Unpack

from django.db import transaction
from django.db.models import F, Max

from sampakt.agreements.models import Agreement, Theme
from sampakt.commitments.access import may_see_commitment
from sampakt.commitments.models import Commitment
from sampakt.governance.access import sits_in
from sampakt.governance.actions.holding_fast import (
    hold_fast,
    hold_item_fast,
    objections_to_state,
    objections_to_whole,
    record_of_item,
)
from sampakt.governance.models import Body, Decision, Item, ItemPaper, Meeting, Proposal, Recusal, Seat, Task, Vote
from sampakt.governance.rules.meetings import OPEN_AGENDA, moved
from sampakt.governance.terms import HELD, GovernanceObjection, ProposalState, Verb
from sampakt.kernel.errors import NotAllowed, Objection, refuse_if
from sampakt.kernel.saving import check, save_changed, save_new
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import Viewer
from sampakt.organisations.access import WIDE, may_see_shared, objections_to_place
from sampakt.papers.models import Document


class ItemValues(TypedDict, total=False):
    """What can be said of an item on an agenda before it is taken up."""

    sort: str
    title: Text
    background: Text
    agreement: Agreement | None
    commitment: Commitment | None
    theme: Theme | None
    from_body: Body | None
    is_restricted: bool


@transaction.atomic
def add_item(
    meeting: Meeting, *, by: Viewer, place: int | None = None, task: Task | None = None, **values: Unpack[ItemValues]
) -> Item:
    """Put an item on the agenda: last, or in a place among those that the writer sees.

    One that follows up an action (``task``) that not everybody sees is restricted as well.
    """
    hold_fast(meeting, by=by)
    if task is not None and task.is_restricted:
        values["is_restricted"] = True
    item = Item(meeting=meeting, task=task, place=_last(meeting) + 1, **values)
    refuse_if(objections_to_state(meeting, OPEN_AGENDA))
    refuse_if(_objections(item, by, values))
    save_new(item)
    if place is not None:
        _put(item, place, by)
    record_of_item(Verb.ADD_ITEM, item, by=by)
    return item


@transaction.atomic
def change_item(item: Item, *, by: Viewer, version: int | None = None, **values: Unpack[ItemValues]) -> Item:
    """Change what an item is about, or who sees it."""
    hold_item_fast(item, by=by)
    was_restricted = item.is_restricted
    refuse_if(_objections(item, by, values))
    if changes := save_changed(item, values, version=version):
        record_of_item(Verb.CHANGE_ITEM, item, by=by, changes=changes, is_restricted=was_restricted)
    return item


@transaction.atomic
def move_item(item: Item, *, to: int, by: Viewer) -> Item:
    """Move an item to a place on the agenda, counted from 1 among the items that the mover sees."""
    hold_item_fast(item, by=by)
    if _put(item, to, by):
        record_of_item(Verb.MOVE_ITEM, item, by=by)
    return item


@transaction.atomic
def remove_item(item: Item, *, by: Viewer) -> None:
    """Take an item off the agenda. What somebody proposed waits again for another meeting."""
    meeting = hold_item_fast(item, by=by)
    refuse_if(objections_to_removing_item(item, by))
    Proposal.objects.filter(item=item, state=ProposalState.SCHEDULED).update(
        state=ProposalState.WAITING, version=F("version") + 1
    )
    Item.objects.filter(pk=item.pk).delete()
    _number(list(Item.objects.filter(meeting=meeting)))
    record_of_item(Verb.REMOVE_ITEM, item, by=by)


def objections_to_removing_item(item: Item, by: Viewer) -> Iterator[Objection]:
    """Decisions and actions say under which item they came to be; those of the time after the meeting was held."""
    if item.meeting.state in HELD and (unseen := list(objections_to_whole(item.meeting, by))):
        yield from unseen
        return
    if Decision.objects.filter(item=item).exists():
        yield Objection.of(GovernanceObjection.ITEM_HAS_DECISIONS)
    if Task.objects.filter(item=item).exists():
        yield Objection.of(GovernanceObjection.ITEM_HAS_ACTIONS)


@transaction.atomic
def add_material(item: Item, *, document: Document, by: Viewer, prepared_by: Body | None = None) -> ItemPaper:
    """Say that an item rests on a document, and which body prepared it."""
    meeting = hold_item_fast(item, by=by)
    space = meeting.body.space_id
    # What one may not see does not exist.
    if not all(may_see_shared(by, one) for one in (document, prepared_by) if one is not None):
        raise NotAllowed
    objections = list(objections_to_place(space, document=document, prepared_by=prepared_by))
    if ItemPaper.objects.filter(item=item, document=document).exists():
        objections.append(Objection.of(GovernanceObjection.MATERIAL_ALREADY, field="document", document=document.title))
    refuse_if([*objections, *_objections_to_width(item.is_restricted, [document])])
    paper = ItemPaper(item=item, document=document, prepared_by=prepared_by)
    check(paper)
    paper.save()
    changes: dict[str, tuple[object, object]] = {"material": (None, document)}
    record_of_item(Verb.ADD_MATERIAL, item, by=by, changes=changes)
    return paper


@transaction.atomic
def remove_material(paper: ItemPaper, *, by: Viewer) -> None:
    """Say that an item does not rest on a document; the document itself stays."""
    hold_item_fast(paper.item, by=by)
    ItemPaper.objects.filter(pk=paper.pk).delete()
    changes: dict[str, tuple[object, object]] = {"material": (paper.document, None)}
    record_of_item(Verb.REMOVE_MATERIAL, paper.item, by=by, changes=changes)


@transaction.atomic
def recuse(item: Item, *, seat: Seat, by: Viewer, reason: Text | None = None) -> Recusal:
    """Record that the holder of a seat has a conflict of interest, and takes no part in an item."""
    meeting = hold_item_fast(item, by=by)
    refuse_if(_objections_to_recusing(item, meeting, seat, by))
    recusal = Recusal(item=item, seat=seat, reason=reason or Text())
    check(recusal)
    recusal.save()
    record_of_item(Verb.RECUSE, item, by=by, changes={"seat": (None, seat)})
    return recusal


@transaction.atomic
def unrecuse(recusal: Recusal, *, by: Viewer) -> None:
    """Take back a conflict of interest that was recorded by mistake."""
    hold_item_fast(recusal.item, by=by)
    Recusal.objects.filter(pk=recusal.pk).delete()
    record_of_item(Verb.UNRECUSE, recusal.item, by=by, changes={"seat": (recusal.seat, None)})


def _objections_to_recusing(item: Item, meeting: Meeting, seat: Seat, by: Viewer) -> Iterator[Objection]:
    """A decision that the writer does not see is no reason to refuse: whoever signs is told that it does not hold."""
    there = Seat.objects.existing_on(meeting.day).filter(pk=seat.pk, body=meeting.body_id)
    if not there.exists():
        yield Objection.of(GovernanceObjection.NOT_OF_BODY, field="seat", seat=seat)
    if Recusal.objects.filter(item=item, seat=seat).exists():
        yield Objection.of(GovernanceObjection.RECUSED_ALREADY, field="seat", seat=seat)
    if Vote.objects.filter(decision__in=Decision.objects.visible_to(by).filter(item=item), seat=seat).exists():
        yield Objection.of(GovernanceObjection.ITEM_HAS_DECISIONS, field="seat")


def _objections(item: Item, by: Viewer, values: ItemValues) -> Iterator[Objection]:
    """What stands against the item once it has ``values``. Raises NotAllowed on what they may not see or close."""
    body = item.meeting.body
    is_restricted = values.get("is_restricted", item.is_restricted)
    is_closed_now = is_restricted and (item.pk is None or not item.is_restricted)
    if is_closed_now and not (by.is_operator or sits_in(by, body.pk)):
        raise NotAllowed
    named = {name: values.get(name) for name in ("agreement", "commitment", "theme", "from_body")}
    yield from objections_to_place(body.space_id, **named)  # type: ignore[arg-type]  # named by variables
    for name in ("agreement", "from_body"):
        other = values.get(name)
        if not isinstance(other, Agreement | Body) or not _is_new(item, name, other):
            continue
        if not may_see_shared(by, other):
            raise NotAllowed
    commitment = values.get("commitment")
    if commitment and _is_new(item, "commitment", commitment) and not may_see_commitment(by, commitment):
        raise NotAllowed
    if item.pk is not None and is_closed_now:
        yield from _objections_to_width(True, [paper.document for paper in item.papers.select_related("document")])
        yield from _objections_to_open_results(item)


def _objections_to_open_results(item: Item) -> Iterator[Objection]:
    """What came of an item that is closed afterwards must be closed first."""
    open_ones = {"is_restricted": False}
    if item.decisions.filter(**open_ones).exists() or item.tasks.filter(**open_ones).exists():
        yield Objection.of(GovernanceObjection.ITEM_HAS_OPEN_RESULTS, field="is_restricted")


def _objections_to_width(is_restricted: bool, documents: Sequence[Document]) -> Iterator[Objection]:
    if is_restricted and any(document.audience in WIDE for document in documents):
        yield Objection.of(GovernanceObjection.WIDER_THAN_ITEM, field="document")


def _is_new(item: Item, name: str, other: object) -> bool:
    """Whether the item names it for the first time; what was named before is not asked about again."""
    return item.pk is None or bool(getattr(item, f"{name}_id") != getattr(other, "pk", None))


def _last(meeting: Meeting) -> int:
    return Item.objects.filter(meeting=meeting).aggregate(last=Max("place"))["last"] or 0


def _put(item: Item, to: int, by: Viewer) -> bool:
    """Give an item a place among those that ``by`` sees; answers whether anything moved."""
    items = {one.pk: one for one in Item.objects.filter(meeting=item.meeting_id)}
    seen = set(Item.objects.visible_to(by).filter(meeting=item.meeting_id).values_list("pk", flat=True))
    order = moved(list(items), item.pk, to, seen=seen)
    is_moved = order != list(items)
    _number([items[pk] for pk in order])
    item.place = items[item.pk].place
    return is_moved


def _number(items: Sequence[Item]) -> None:
    """Count the items of an agenda from 1 in the order given. A place is no change of what an item says."""
    for place, item in enumerate(items, start=1):
        if item.place != place:
            item.place = place
            Item.objects.filter(pk=item.pk).update(place=place)
