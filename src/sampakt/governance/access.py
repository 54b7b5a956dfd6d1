"""Who may see and change bodies and their seats, written twice: as SQL and as Python. A test holds them equal."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, Q, QuerySet

from sampakt.governance.terms import CHAIRS, HELD, LEADING, OF_A_COMMITMENT
from sampakt.kernel import clock
from sampakt.kernel.terms import Audience
from sampakt.kernel.viewer import EDITING, Viewer
from sampakt.organisations.access import NONE, may_edit_shared, may_see_shared, shared_seen_by, shared_within

if TYPE_CHECKING:
    from sampakt.governance.models import Body, Correction, Decision, Holding, Item, Meeting, Proposal, Seat, Task
    from sampakt.organisations.models import Membership, OrganisationRole


def body_seen_by(viewer: Viewer, path: str = "") -> Q:
    """Bodies by their audience; ``path`` leads from the row to the body (``"body__"``)."""
    return shared_seen_by(viewer, path)


def may_see(viewer: Viewer, body: "Body") -> bool:
    """The same in Python."""
    return may_see_shared(viewer, body)


def of_body_seen_by(viewer: Viewer) -> Q:
    """Seats, the parties' numbers and the turns of the chair: seen by those who see their body."""
    return body_seen_by(viewer, "body__")


def holding_seen_by(viewer: Viewer) -> Q:
    """Who held a seat: seen by those inside the partnership who see the body. Others see its seats, not its people."""
    seen = body_seen_by(viewer, "seat__body__")
    return seen if viewer.is_operator else seen & Q(seat__body__space_id__in=list(viewer.spaces))


def may_see_holding(viewer: Viewer, holding: "Holding") -> bool:
    """The same in Python."""
    body = holding.seat.body
    return may_see(viewer, body) and (viewer.is_operator or viewer.is_in(body.space_id))


def may_form(viewer: Viewer, space_id: int) -> bool:
    """Leads and coordinators set up bodies."""
    return viewer.may_edit_in(space_id)


def may_edit(viewer: Viewer, body: "Body") -> bool:
    """Leads and coordinators, as far as they see the body; they also fill its seats."""
    return may_edit_shared(viewer, body)


def may_fill(viewer: Viewer, seat: "Seat", space_id: int, *, represented: Collection[int] | None = None) -> bool:
    """Leads and coordinators: those who act for the party whose seat it is, and others where nobody of them does.

    A seat of an office is only its organisation's to fill. ``represented`` are the parties for which somebody
    coordinates, where that is known already.
    """
    if not viewer.may_edit_in(space_id):
        return False
    owner = seat.office.organisation_id if seat.office else seat.organisation_id
    if owner is None or viewer.acts_for(owner, space_id) or viewer.administers(owner):
        return True
    if seat.office is not None:
        return False
    return owner not in (represented_in(space_id) if represented is None else represented)


def is_represented(space: Any, organisation: Any) -> Q:
    """Whether somebody who signs in coordinates a partnership for an organisation; each by its number or a column."""
    of_space, everywhere = _coordinating(space)
    of_space, everywhere = of_space.filter(organisation=organisation), everywhere.filter(organisation=organisation)
    return Q(Exists(of_space)) | Q(Exists(everywhere))


def represented_in(space_id: int) -> frozenset[int]:
    """The organisations for which somebody coordinates the partnership. One query."""
    of_space, everywhere = (
        rows.order_by().values_list("organisation_id", flat=True) for rows in _coordinating(space_id)
    )
    return frozenset(of_space.union(everywhere))


def _coordinating(space: Any) -> "tuple[QuerySet[Membership], QuerySet[OrganisationRole]]":
    """Those who coordinate: in that partnership, or in every one of their organisation's."""
    from sampakt.organisations.models import Membership, OrganisationRole

    active = {"role__in": EDITING, "user__is_active": True}
    return (
        Membership.objects.filter(space=space, **active),
        OrganisationRole.objects.filter(organisation__spaces=space, **active),
    )


def sitting(viewer: Viewer, positions: tuple[str, ...] = (), *, is_given: bool = False) -> "QuerySet[Seat]":
    """The seats that the viewer holds today, by name or by office; only in certain positions, if any are named.

    With ``is_given`` without those that they gave themselves, until somebody else has seen that: such a seat opens
    nothing that is kept to those who sit in the body.
    """
    seats = _held_today(is_given=is_given, person__user=viewer.user_id)
    return seats.filter(position__in=positions) if positions else seats


def sits_in(viewer: Viewer, body_id: int, positions: tuple[str, ...] = ()) -> bool:
    """Whether the viewer sits in the body today, in one of the positions if any are named, in a seat that is given."""
    return viewer.is_known and sitting(viewer, positions, is_given=True).filter(body_id=body_id).exists()


def sits_by(body_id: int, *, person_id: int | None, office_id: int | None) -> bool:
    """Whether what is kept to those who sit in the body reaches somebody, or else whoever holds an office."""
    from sampakt.governance.models import Seat
    from sampakt.organisations.models import Appointment

    today = clock.today()
    if person_id is not None:
        return _held_today(is_given=True, person=person_id).filter(body_id=body_id).exists()
    if Seat.objects.existing_on(today).filter(body_id=body_id, office=office_id).exists():
        return True
    holders = Appointment.objects.held_on(today).filter(office=office_id, person__isnull=False).values("person")
    return _held_today(is_given=True, person__in=holders).filter(body_id=body_id).exists()


def _held_today(*, is_given: bool, **who: Any) -> "QuerySet[Seat]":
    """The seats that somebody holds today, by name or by office; with ``is_given`` as in ``sitting``."""
    from sampakt.governance.models import Holding, Seat
    from sampakt.organisations.models import Appointment

    today = clock.today()
    held = Holding.objects.held_on(today).filter(**who).values("seat")
    followed = Appointment.objects.held_on(today).filter(**who).values("office")
    by_office = Q(office__in=followed)
    if is_given:
        held = held.filter(taken_on=None)
        by_office = Q(office__in=followed.filter(taken_on=None), taken_on=None)
    return Seat.objects.existing_on(today).filter(Q(pk__in=held) | by_office)


def sees_all(viewer: Viewer, body: "Body") -> bool:
    """Whether nothing of the body is kept from the viewer: those who sit in it, and others while nobody ever could.

    It is asked before steps that rest on the whole of a meeting. What is in fact kept from somebody must not decide
    them, or their refusal would tell of it: only whether anybody who signs in sits in the body, or did, which all see.
    """
    return viewer.is_operator or sits_in(viewer, body.pk) or not may_keep_to_itself(body.pk)


def may_keep_to_itself(body_id: int, *, besides: int | None = None) -> bool:
    """Whether somebody who signs in sits in the body or did, ``besides`` a user, and so may have closed something.

    What operators closed is asked about as well.
    """
    from sampakt.governance.models import Body, Decision, Holding, Item, Seat, Task
    from sampakt.organisations.models import Appointment

    seats = Seat.objects.filter(body=body_id)
    held = Holding.objects.filter(seat__body=body_id, person__user__isnull=False)
    followed = Appointment.objects.filter(office__in=seats.values("office"), person__user__isnull=False)
    if besides is not None:
        held = held.exclude(person__user=besides)
        followed = followed.exclude(person__user=besides)
    closed = (
        Item.objects.filter(meeting__body=body_id, is_restricted=True),
        Decision.objects.filter(body=body_id, is_restricted=True),
        Task.objects.filter(body=body_id, is_restricted=True),
    )
    asked = Q()
    for rows in (held, followed, *closed):
        asked |= Q(Exists(rows.order_by()))
    return Body.objects.filter(asked, pk=body_id).exists()


def is_person(viewer: Viewer, person_id: int | None) -> bool:
    """Whether the viewer signed in as that person."""
    from sampakt.organisations.models import User

    if viewer.user_id is None or person_id is None:
        return False
    return User.objects.filter(pk=viewer.user_id, person=person_id).exists()


def holds(viewer: Viewer, office_id: int | None) -> bool:
    """Whether the viewer holds the office today."""
    from sampakt.organisations.models import Appointment

    if viewer.user_id is None or office_id is None:
        return False
    held = Appointment.objects.held_on(clock.today()).filter(person__user=viewer.user_id)
    return held.filter(office=office_id).exists()


def meeting_seen_by(viewer: Viewer, path: str = "") -> Q:
    """Meetings of bodies that the viewer sees; those outside the partnership see only that they were held."""
    seen = body_seen_by(viewer, f"{path}body__")
    if viewer.is_operator:
        return seen
    inside = Q(**{f"{path}body__space_id__in": list(viewer.spaces)})
    return seen & (inside | Q(**{f"{path}state__in": HELD}))


def may_see_meeting(viewer: Viewer, meeting: "Meeting") -> bool:
    """The same in Python."""
    inside = viewer.is_operator or viewer.is_in(meeting.body.space_id)
    return may_see(viewer, meeting.body) and (inside or meeting.state in HELD)


def of_meeting_seen_by(viewer: Viewer) -> Q:
    """Who was there: seen by those inside the partnership who see the meeting."""
    return meeting_seen_by(viewer, "meeting__") & _inside(viewer, "meeting__body__")


def item_seen_by(viewer: Viewer, path: str = "") -> Q:
    """Agendas and minutes: seen inside the partnership; a restricted item only by those who sit in the body."""
    seen = meeting_seen_by(viewer, f"{path}meeting__") & _inside(viewer, f"{path}meeting__body__")
    return seen & _unrestricted(viewer, path, f"{path}meeting__body__in")


def may_see_item(viewer: Viewer, item: "Item", *, sits: bool | None = None) -> bool:
    """The same in Python; ``sits`` is whether the viewer sits in the body, where that is known already."""
    body = item.meeting.body
    inside = viewer.is_operator or viewer.is_in(body.space_id)
    return inside and may_see_meeting(viewer, item.meeting) and _may_see_restricted(viewer, item, body.pk, sits)


def of_item_seen_by(viewer: Viewer) -> Q:
    """Material and conflicts of interest: seen with their item."""
    return item_seen_by(viewer, "item__")


def correction_seen_by(viewer: Viewer) -> Q:
    """Corrections: seen with their meeting; one of a restricted item only by those who see the item."""
    seen = of_meeting_seen_by(viewer)
    if viewer.is_operator:
        return seen
    return seen & (Q(item=None) | _unrestricted(viewer, "item__", "meeting__body__in"))


def may_see_correction(viewer: Viewer, correction: "Correction") -> bool:
    """The same in Python."""
    meeting, item = correction.meeting, correction.item
    inside = viewer.is_operator or viewer.is_in(meeting.body.space_id)
    if not (inside and may_see_meeting(viewer, meeting)):
        return False
    return item is None or _may_see_restricted(viewer, item, meeting.body_id)


def decision_seen_by(viewer: Viewer, path: str = "") -> Q:
    """Decisions of bodies that the viewer sees; outside the partnership approved ones that are open to all."""
    seen = body_seen_by(viewer, f"{path}body__")
    if viewer.is_operator:
        return seen
    inside = Q(**{f"{path}body__space_id__in": list(viewer.spaces)})
    approved = Q(**{f"{path}approved_on__isnull": False, f"{path}is_restricted": False})
    return seen & (inside & _unrestricted(viewer, path, f"{path}body__in") | approved)


def decision_found_by(viewer: Viewer, body: str = "body") -> Q:
    """The same over all bodies at once: first the bodies, so that one index answers for all of them.

    ``body`` is what the row calls its body.
    """
    from sampakt.governance.models import Body

    if viewer.is_operator:
        return Q()
    public = Body.objects.filter(audience=Audience.PUBLIC, space__audience=Audience.PUBLIC).values("pk")
    approved = Q(approved_on__isnull=False, is_restricted=False)
    if not viewer.spaces:
        return Q(**{f"{body}__in": public}) & approved
    own = Body.objects.within(viewer, viewer.spaces).values("pk")
    inside = Q(**{f"{body}__in": own}) & _unrestricted(viewer, "", f"{body}__in")
    # Whoever is inside sees at least what passers-by see, so that it need not be asked where a decision is approved.
    return Q(**{f"{body}__in": public.union(own)}) & (approved | inside)


def may_see_decision(viewer: Viewer, decision: "Decision", *, sits: bool | None = None) -> bool:
    """The same in Python; ``sits`` is whether the viewer sits in the body, where that is known already."""
    body = decision.body
    if not may_see(viewer, body):
        return False
    if viewer.is_operator:
        return True
    if viewer.is_in(body.space_id):
        return _may_see_restricted(viewer, decision, body.pk, sits)
    return decision.approved_on is not None and not decision.is_restricted


def of_decision_seen_by(viewer: Viewer) -> Q:
    """How members stood: seen by those inside the partnership who see the decision."""
    return decision_seen_by(viewer, "decision__") & _inside(viewer, "decision__body__")


def task_seen_by(viewer: Viewer) -> Q:
    """Actions to do: seen by those inside the partnership who see the body; restricted ones by those who sit in it."""
    seen = body_seen_by(viewer, "body__") & _inside(viewer, "body__")
    return seen & _unrestricted(viewer, "", "body__in")


def task_within(viewer: Viewer, spaces: Collection[int]) -> Q:
    """The same in some of the viewer's own spaces: a shorter question, for pages that show no others."""
    return shared_within(viewer, spaces, "body__") & _unrestricted(viewer, "", "body__in")


def may_see_task(viewer: Viewer, task: "Task") -> bool:
    """The same in Python."""
    inside = viewer.is_operator or viewer.is_in(task.body.space_id)
    return inside and may_see(viewer, task.body) and _may_see_restricted(viewer, task, task.body_id)


def proposal_seen_by(viewer: Viewer) -> Q:
    """Proposals: seen by those inside the partnership who see the body."""
    return body_seen_by(viewer, "body__") & _inside(viewer, "body__")


def may_see_proposal(viewer: Viewer, proposal: "Proposal") -> bool:
    """The same in Python."""
    inside = viewer.is_operator or viewer.is_in(proposal.body.space_id)
    return inside and may_see(viewer, proposal.body)


def may_run(viewer: Viewer, body: "Body", positions: Collection[str] | None = None) -> bool:
    """Call meetings and write minutes: leads and coordinators, and the body's chair, deputy chair and secretary.

    ``positions`` are those in which the viewer sits in the body today, where they are known already.
    """
    if not (viewer.may_write and may_see(viewer, body)):
        return False
    if may_edit(viewer, body):
        return True
    if not viewer.is_in(body.space_id):
        return False
    return sits_in(viewer, body.pk, LEADING) if positions is None else not set(LEADING).isdisjoint(positions)


def may_approve(viewer: Viewer, decision: "Decision", positions: Collection[str] | None = None) -> bool:
    """Approve what was decided between meetings: the chair or deputy chair, or whoever else runs the body.

    Nobody but a chair approves what they recorded themselves, or changed last; and not even a chair what changes a
    promise, or puts an approved decision out of force. ``positions`` as in ``may_run``.
    """
    if viewer.is_operator or decision.recorded_by_id is None or decision.recorded_by_id != viewer.user_id:
        return True
    if decision.is_for_two:
        return False
    if positions is None:
        return sits_in(viewer, decision.body_id, CHAIRS)
    return not set(CHAIRS).isdisjoint(positions)


def may_bring_about(viewer: Viewer, space_id: int, effect: str) -> bool:
    """What a decision brings about is the ledger's own: a record of work, or another promise; its rules hold for it."""
    return viewer.may_edit_in(space_id) if effect in OF_A_COMMITMENT else viewer.may_contribute_in(space_id)


def may_propose(viewer: Viewer, body: "Body") -> bool:
    """Everybody who takes part in the partnership and sees the body."""
    return viewer.may_write and (viewer.is_operator or viewer.is_in(body.space_id)) and may_see(viewer, body)


def may_carry_out(viewer: Viewer, task: "Task") -> bool:
    """Say that it is carried out: whoever it was given to, those who act for its party, and who runs the body."""
    if not (viewer.may_write and may_see_task(viewer, task)):
        return False
    is_own = is_person(viewer, task.person_id) or holds(viewer, task.office_id)
    acts = viewer.may_contribute_in(task.body.space_id) and viewer.acts_for(task.organisation_id, task.body.space_id)
    return is_own or acts or may_run(viewer, task.body)


def template_seen_by(viewer: Viewer) -> Q:
    """Word templates of papers: seen by those who take part in the partnership."""
    return Q() if viewer.is_operator else Q(space_id__in=list(viewer.spaces))


def _inside(viewer: Viewer, path: str) -> Q:
    return Q() if viewer.is_operator else Q(**{f"{path}space_id__in": list(viewer.spaces)})


def _unrestricted(viewer: Viewer, path: str, body: str) -> Q:
    if viewer.is_operator:
        return Q()
    own = Q(**{body: sitting(viewer, is_given=True).values("body")}) if viewer.is_known else NONE
    return Q(**{f"{path}is_restricted": False}) | own


def _may_see_restricted(
    viewer: Viewer, record: "Item | Decision | Task", body_id: int, sits: bool | None = None
) -> bool:
    if not record.is_restricted or viewer.is_operator:
        return True
    return sits_in(viewer, body_id) if sits is None else sits
