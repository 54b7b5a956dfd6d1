"""The records that the room's addresses name, as far as the viewer may see or change them, and the way to them."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sampakt.agreements.models import Partnership
from sampakt.agreements.views.found import partnership_seen, to_partnership
from sampakt.governance.access import may_edit, may_form, may_propose, may_run
from sampakt.governance.models import Body, Decision, Holding, Item, Meeting, Proposal, Seat, Task
from sampakt.governance.queries import bodies_with_names
from sampakt.governance.queries.decisions import decisions_with_names
from sampakt.governance.queries.tasks import tasks_with_names
from sampakt.governance.terms import MeetingState
from sampakt.kernel.errors import NotAllowed
from sampakt.ui.answers import Crumbs, PageRequest, Words
from sampakt.ui.writing import written_day

DONE_ALREADY = gettext_lazy("It was recorded already, and is not recorded a second time.")
OF_BODY = ("space__partnership", "organisation", "circle")


def body_seen(request: PageRequest, code: str) -> Body:
    """The body with what its page names; 404 when it is not the viewer's to see."""
    return get_object_or_404(bodies_with_names(request.viewer), code=code)


def body_named(request: PageRequest, code: str) -> Body:
    """The body with its partnership, for pages that tell nothing of its composition; 404 as above."""
    body: Body = get_object_or_404(Body.objects.visible_to(request.viewer).select_related(*OF_BODY), code=code)
    return body


def body_inside(request: PageRequest, code: str) -> Body:
    """The body, if the viewer takes part in its partnership."""
    body = body_named(request, code)
    if not (request.viewer.is_operator or request.viewer.is_in(body.space_id)):
        raise NotAllowed
    return body


def body_kept(request: PageRequest, code: str) -> Body:
    """The body, if the viewer may change it."""
    return _kept(request, body_seen(request, code))


def partnership_formed_in(request: PageRequest, code: str) -> Partnership:
    """The partnership, if the viewer may set up bodies in it."""
    partnership = partnership_seen(request, code)
    if not may_form(request.viewer, partnership.pk):
        raise NotAllowed
    return partnership


def seat_seen(request: PageRequest, number: int) -> Seat:
    """A seat of a body, for those who take part in its partnership."""
    seats = Seat.objects.visible_to(request.viewer)
    related = (*(f"body__{name}" for name in OF_BODY), "organisation", "office__organisation", "body__reports_to")
    seat: Seat = get_object_or_404(seats.select_related(*related, "body__agreement"), pk=number)
    if not (request.viewer.is_operator or request.viewer.is_in(seat.body.space_id)):
        raise Http404
    return seat


def seat_kept(request: PageRequest, number: int) -> Seat:
    """A seat of a body that the viewer may change."""
    seats = Seat.objects.visible_to(request.viewer)
    related = ("body__space__partnership", "organisation", "office__organisation", "theme", "deputy_for")
    seat: Seat = get_object_or_404(seats.select_related(*related), pk=number)
    _kept(request, seat.body)
    return seat


def holding_kept(request: PageRequest, number: int) -> Holding:
    """Somebody's time in a seat of a body that the viewer may change."""
    holdings = Holding.objects.visible_to(request.viewer)
    related = ("seat__body__space__partnership", "seat__organisation", "seat__office", "person")
    holding: Holding = get_object_or_404(holdings.select_related(*related), pk=number)
    _kept(request, holding.seat.body)
    return holding


def holding_seen(request: PageRequest, number: int) -> Holding:
    """Somebody's time in a seat, for those who take part in its partnership."""
    holdings = Holding.objects.visible_to(request.viewer)
    related = ("seat__body__space__partnership", "seat__organisation", "seat__office", "person")
    return get_object_or_404(holdings.select_related(*related), pk=number)


def body_run(request: PageRequest, code: str) -> Body:
    """The body, if the viewer may call its meetings and write its minutes."""
    return _run(request, body_named(request, code))


def body_proposed_to(request: PageRequest, code: str) -> Body:
    """The body, if the viewer may propose something to it."""
    body = body_named(request, code)
    if not may_propose(request.viewer, body):
        raise NotAllowed
    return body


def meeting_seen(request: PageRequest, code: str) -> Meeting:
    """The meeting with its body; 404 when it is not the viewer's to see."""
    meetings = Meeting.objects.visible_to(request.viewer)
    return get_object_or_404(meetings.select_related(*(f"body__{name}" for name in OF_BODY), "minutes"), code=code)


def meeting_run(request: PageRequest, code: str) -> Meeting:
    """The meeting, if the viewer runs its body."""
    meeting = meeting_seen(request, code)
    _run(request, meeting.body)
    return meeting


def item_run(request: PageRequest, number: int) -> Item:
    """An item of an agenda that the viewer sees, if they run its body."""
    items = Item.objects.visible_to(request.viewer)
    related = (*(f"meeting__body__{name}" for name in OF_BODY), "agreement", "commitment", "theme", "from_body")
    item: Item = get_object_or_404(items.select_related(*related), pk=number)
    _run(request, item.meeting.body)
    return item


def decision_seen(request: PageRequest, code: str) -> Decision:
    """The decision with what its page names; 404 when it is not the viewer's to see."""
    decision: Decision = get_object_or_404(decisions_with_names(request.viewer), code=code)
    if decision.item is not None and decision.meeting is not None:
        decision.meeting.body, decision.item.meeting = decision.body, decision.meeting
    return decision


def decision_run(request: PageRequest, code: str) -> Decision:
    """The decision, if the viewer runs its body."""
    decision = decision_seen(request, code)
    _run(request, decision.body)
    return decision


def task_seen(request: PageRequest, code: str) -> Task:
    """The action to do with what its page names; 404 when it is not the viewer's to see."""
    task: Task = get_object_or_404(tasks_with_names(request.viewer), code=code)
    return task


def proposal_seen(request: PageRequest, number: int) -> Proposal:
    """A proposal to a body; 404 when it is not the viewer's to see."""
    proposals = Proposal.objects.visible_to(request.viewer)
    related = (*(f"body__{name}" for name in OF_BODY), "organisation", "item__meeting", "proposed_by__person")
    return get_object_or_404(proposals.select_related(*related), pk=number)


def proposal_answered(request: PageRequest, number: int) -> Proposal:
    """A proposal, if the viewer may schedule or decline it."""
    proposal = proposal_seen(request, number)
    _run(request, proposal.body)
    return proposal


def ids_for(request: PageRequest, item: Item | None) -> str:
    """The pattern of a form's ids: of its own item where a script puts several forms in one page."""
    by_script = request.headers.get("HX-Request") == "true"
    return f"id_{item.pk}_%s" if by_script and item is not None else "id_%s"


def to_bodies(partnership: Partnership) -> list[tuple[str, Words]]:
    """The way to a page beneath a partnership's bodies."""
    return [*to_partnership(partnership), (f"{partnership.get_absolute_url()}bodies/", _("Governance"))]


def to_body(body: Body) -> list[tuple[str, Words]]:
    """The way to a page beneath one body."""
    return [*to_bodies(body.space.partnership), (body.get_absolute_url(), str(body))]


def to_meetings(body: Body) -> Crumbs:
    """The way to a page beneath a body's meetings."""
    return [*to_body(body), (f"{body.get_absolute_url()}meetings/", _("Meetings"))]


def to_meeting(meeting: Meeting) -> list[tuple[str, Words]]:
    """The way to a page beneath one meeting."""
    return [*to_body(meeting.body), (meeting.get_absolute_url(), written_day(meeting.day))]


def to_item(item: Item) -> Crumbs:
    """The way to a page about an item, and back to where one was writing."""
    meeting = item.meeting
    way = to_meeting(meeting)
    if meeting.state == MeetingState.HELD:
        way[-1] = (f"{meeting.get_absolute_url()}minutes/#item-{item.pk}", way[-1][1])
    return way


def to_tasks(body: Body) -> Crumbs:
    """The way to a page beneath a body's actions to do."""
    return [*to_body(body), (f"{body.get_absolute_url()}actions/", _("Actions to do"))]


def to_proposals(body: Body) -> Crumbs:
    """The way to a page beneath the proposals to a body."""
    return [*to_body(body), (f"{body.get_absolute_url()}proposals/", _("Proposals"))]


def _run(request: PageRequest, body: Body) -> Body:
    if not may_run(request.viewer, body):
        raise NotAllowed
    return body


def _kept(request: PageRequest, body: Body) -> Body:
    if not may_edit(request.viewer, body):
        raise NotAllowed
    return body
