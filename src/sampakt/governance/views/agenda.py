"""Pages on which an agenda is made: its items and their order, the material they rest on, conflicts of interest."""

from functools import partial

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from sampakt.governance.actions import agenda as actions
from sampakt.governance.actions.holding_fast import objections_to_state
from sampakt.governance.actions.recording import rest_on
from sampakt.governance.actions.taking_up import take_up as take_up_proposed
from sampakt.governance.forms.agenda import ItemForm, MaterialForm, RecusalForm, TakeUpForm
from sampakt.governance.models import Item, ItemPaper, Meeting, Recusal, Seat
from sampakt.governance.queries.agenda import proposed_items
from sampakt.governance.queries.asked import seats_to_ask
from sampakt.governance.rules.meetings import OPEN_AGENDA
from sampakt.governance.views.found import DONE_ALREADY, item_run, meeting_run, to_item, to_meeting
from sampakt.papers.forms import reaching, uploading
from sampakt.ui.answers import Crumbs, PageRequest, confirm_page, done, form_page, not_now
from sampakt.ui.forms import sent, submitted
from sampakt.ui.once import only_once, was_done

FORM = "governance/item_form.html"
MOVES = {"up": -1, "down": 1}


@login_required
@require_POST
def take_up(request: PageRequest, code: str) -> HttpResponse:
    """Put the ticked of the proposed items on the agenda, as they stand."""
    meeting = meeting_run(request, code)
    keys = [one.key for one in proposed_items(request.viewer, meeting)]
    form = TakeUpForm(request.POST, keys=keys)
    taken = submitted(form, partial(take_up_proposed, meeting, by=request.viewer))
    if taken is None:
        return form_page(request, form, title=_("Proposed items"), crumbs=to_meeting(meeting))
    count = len(taken)
    words = ngettext("%(count)d item was put on the agenda.", "%(count)d items were put on the agenda.", count)
    return done(request, f"{meeting.get_absolute_url()}#agenda", words % {"count": count})


@login_required
def add_item(request: PageRequest, code: str) -> HttpResponse:
    """Put an item on the agenda."""
    meeting = meeting_run(request, code)
    if refused := _closed(request, meeting, _("New agenda item"), to_meeting(meeting)):
        return refused
    if was_done(request):
        return done(request, f"{meeting.get_absolute_url()}#agenda", DONE_ALREADY)
    form = ItemForm(sent(request), body=meeting.body, viewer=request.viewer)
    if item := submitted(form, only_once(request, partial(actions.add_item, meeting, by=request.viewer))):
        wants_another = request.POST.get("step") == "another"
        href = f"{meeting.get_absolute_url()}items/new/" if wants_another else to_item(item)[-1][0]
        return done(request, href, _("“%(title)s” is on the agenda.") % {"title": item})
    crumbs = to_meeting(meeting)
    return form_page(request, form, title=_("New agenda item"), crumbs=crumbs, submit=_("Add"), template=FORM)


@login_required
def change_item(request: PageRequest, number: int) -> HttpResponse:
    """Change what an item is about."""
    item = item_run(request, number)
    if refused := _closed(request, item.meeting, _("Change the agenda item"), to_item(item)):
        return refused
    form = ItemForm(sent(request), instance=item, body=item.meeting.body, viewer=request.viewer)
    if submitted(form, partial(actions.change_item, item, by=request.viewer)):
        return done(request, to_item(item)[-1][0], _("Saved."))
    return form_page(request, form, title=_("Change the agenda item"), crumbs=to_item(item), template=FORM)


@login_required
@require_POST
def move_item(request: PageRequest, number: int) -> HttpResponse:
    """Move an item a place up or down among those that the viewer sees."""
    item = item_run(request, number)
    if request.POST.get("to") not in MOVES:
        raise Http404
    seen = list(Item.objects.visible_to(request.viewer).filter(meeting=item.meeting_id).values_list("pk", flat=True))
    place = seen.index(item.pk) + 1 + MOVES[request.POST["to"]]
    if 1 <= place <= len(seen):
        actions.move_item(item, to=place, by=request.viewer)
    return HttpResponseRedirect(f"{item.meeting.get_absolute_url()}#item-{item.pk}")


@login_required
def remove_item(request: PageRequest, number: int) -> HttpResponse:
    """Take an item off the agenda."""
    item = item_run(request, number)
    title = _("Take “%(title)s” off the agenda?") % {"title": item}
    if refused := _closed(request, item.meeting, title, to_item(item)):
        return refused
    return confirm_page(
        request,
        partial(actions.remove_item, item, by=request.viewer),
        title=title,
        lead=_("It goes with its background and what was written of it. The documents it rests on stay."),
        crumbs=to_item(item),
        submit=_("Take it off"),
        href=f"{item.meeting.get_absolute_url()}#agenda",
        words=_("The item was taken off the agenda."),
    )


@login_required
def add_material(request: PageRequest, number: int) -> HttpResponse:
    """Put a document under an item: one that is here, or a file that is uploaded now."""
    item = item_run(request, number)
    title = _("Material: %(title)s") % {"title": item}
    if refused := _closed(request, item.meeting, title, to_item(item)):
        return refused
    body = item.meeting.body
    form = MaterialForm(sent(request), request.FILES or None, item=item, body=body, viewer=request.viewer)
    if submitted(form, partial(uploading(reaching(rest_on)), item, by=request.viewer)):
        return done(request, to_item(item)[-1][0], _("The material was added."))
    return form_page(request, form, title=title, crumbs=to_item(item), submit=_("Add"))


@login_required
def remove_material(request: PageRequest, number: int) -> HttpResponse:
    """Say that an item does not rest on a document."""
    papers = ItemPaper.objects.visible_to(request.viewer).select_related("document")
    paper: ItemPaper = get_object_or_404(papers, pk=number)
    item = item_run(request, paper.item_id)
    paper.item = item
    return confirm_page(
        request,
        partial(actions.remove_material, paper, by=request.viewer),
        title=_("Take “%(title)s” away from the item?") % {"title": paper.document},
        lead=_("The document itself stays among the partnership's documents."),
        crumbs=to_item(item),
        submit=_("Take it away"),
        href=to_item(item)[-1][0],
        words=_("The material was taken away."),
    )


@login_required
def recuse(request: PageRequest, number: int) -> HttpResponse:
    """Record that somebody has a conflict of interest in an item."""
    item = item_run(request, number)
    title = _("Conflict of interest: %(title)s") % {"title": item}
    if refused := _closed(request, item.meeting, title, to_item(item)):
        return refused
    asked = seats_to_ask(item.meeting)
    seats = Seat.objects.filter(pk__in=[one.seat.pk for one in asked]).exclude(pk__in=item.recusals.values("seat"))
    names = {one.seat.pk: ", ".join(filter(None, (one.holder, str(one.seat)))) for one in asked}
    form = RecusalForm(sent(request), seats=seats.select_related("office"), names=names)
    if submitted(form, partial(actions.recuse, item, by=request.viewer)):
        return done(request, to_item(item)[-1][0], _("The conflict of interest was recorded."))
    lead = _("They take no part in the item, and do not count there.")
    return form_page(request, form, title=title, crumbs=to_item(item), submit=_("Record"), lead=lead)


@login_required
def unrecuse(request: PageRequest, number: int) -> HttpResponse:
    """Take back a conflict of interest."""
    recusals = Recusal.objects.visible_to(request.viewer).select_related("seat__office")
    recusal: Recusal = get_object_or_404(recusals, pk=number)
    item = item_run(request, recusal.item_id)
    recusal.item = item
    return confirm_page(
        request,
        partial(actions.unrecuse, recusal, by=request.viewer),
        title=_("Take back the conflict of interest of %(seat)s?") % {"seat": recusal.seat},
        lead=_("Whoever holds the seat takes part in the item again."),
        crumbs=to_item(item),
        submit=_("Take it back"),
        href=to_item(item)[-1][0],
        words=_("It was taken back."),
    )


def _closed(request: PageRequest, meeting: Meeting, title: str, crumbs: Crumbs) -> HttpResponse | None:
    """The reasons, where the agenda can no longer be changed."""
    return not_now(request, objections_to_state(meeting, OPEN_AGENDA), title=title, crumbs=crumbs)
