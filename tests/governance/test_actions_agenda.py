"""The agenda: what stands on it, who left, its material, and what is proposed to it."""

from datetime import date
from typing import Any

import pytest

from sampakt.agreements.models import Agreement
from sampakt.commitments.actions import register_commitment
from sampakt.commitments.models import Commitment
from sampakt.commitments.terms import Check, Strength
from sampakt.governance.actions import (
    add_item,
    add_material,
    cancel_meeting,
    change_item,
    decide,
    form_body,
    give_task,
    move_item,
    plan_meeting,
    propose,
    recuse,
    remove_item,
    remove_material,
    schedule,
    take_up,
    unrecuse,
)
from sampakt.governance.models import Item, Meeting, Recusal, Seat
from sampakt.governance.queries import proposed_items, taking_of
from sampakt.governance.terms import BodySort, ItemSort, ProposalState
from sampakt.kernel.errors import NotAllowed, Refused
from sampakt.kernel.terms import Audience
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import SYSTEM
from sampakt.papers.actions import add_document
from sampakt.trail.models import TrailLine

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2025-06-02")]

AHEAD = date(2025, 9, 15)


@pytest.fixture
def promise(agreement: Agreement) -> Commitment:
    """That somebody has to say how it stands."""
    return register_commitment(
        agreement,
        by=SYSTEM,
        title=Text(sv="Öppna biblioteket", en="Open the library"),
        strength=Strength.BINDING,
        check_by=Check.STATED,
        kind="statement",
        parameters={},
    )


def codes(refused: pytest.ExceptionInfo[Refused]) -> set[str]:
    assert all(str(objection) for objection in refused.value.objections)
    return {objection.code for objection in refused.value.objections}


def titles(meeting: Meeting) -> list[tuple[int, str]]:
    return [(item.place, str(item)) for item in Item.objects.filter(meeting=meeting)]


def test_items_stand_in_the_order_they_are_given(cast: Any, meeting: Meeting) -> None:
    viewer = cast("coordinator")
    first = add_item(meeting, title=Text(en="A"), by=viewer)
    add_item(meeting, title=Text(en="B"), by=viewer)
    add_item(meeting, title=Text(en="C"), place=1, by=viewer)
    assert titles(meeting) == [(1, "C"), (2, "A"), (3, "B")]
    move_item(first, to=3, by=viewer)
    assert titles(meeting) == [(1, "C"), (2, "B"), (3, "A")]
    before = TrailLine.objects.count()
    move_item(first, to=9, by=viewer)
    assert TrailLine.objects.count() == before
    remove_item(Item.objects.get(place=1), by=viewer)
    assert titles(meeting) == [(1, "B"), (2, "A")]


def test_what_came_of_an_item_keeps_it_on_the_agenda(held: Meeting) -> None:
    item = add_item(held, title=Text(en="Budget"), by=SYSTEM)
    decide(held.body, item=item, title=Text(en="The budget"), by=SYSTEM)
    give_task(held.body, item=item, title=Text(en="Pay"), organisation=held.body.space.organisations.first(), by=SYSTEM)
    with pytest.raises(Refused) as refused:
        remove_item(item, by=SYSTEM)
    assert codes(refused) == {"item_has_decisions", "item_has_actions"}
    with pytest.raises(Refused) as refused:
        change_item(item, is_restricted=True, by=SYSTEM)
    assert codes(refused) == {"item_has_open_results"}


def test_a_conflict_of_interest_takes_somebody_out_of_an_item(held: Meeting, board: dict[str, Seat]) -> None:
    item = add_item(held, title=Text(en="Budget"), by=SYSTEM)
    recusal = recuse(item, seat=board["chair"], reason=Text(en="Owns the building"), by=SYSTEM)
    with pytest.raises(Refused) as again:
        recuse(item, seat=board["chair"], by=SYSTEM)
    assert [one.code for one in again.value.objections] == ["recused_already"]
    taking = taking_of(held, item)
    assert taking is not None
    assert (taking.there, taking.is_quorate) == (1, False)
    with pytest.raises(Refused):
        recuse(item, seat=board["chair"], by=SYSTEM)
    unrecuse(recusal, by=SYSTEM)
    assert not Recusal.objects.exists()


def test_material_for_many_does_not_lie_under_a_restricted_item(cast: Any, held: Meeting) -> None:
    space = held.body.space
    wide = add_document(space, title=Text(en="Report"), by=SYSTEM)
    narrow = add_document(
        space, title=Text(en="Offer"), audience=Audience.OWN, organisation=space.organisations.first(), by=SYSTEM
    )
    secret = add_item(held, title=Text(en="Offers"), is_restricted=True, by=SYSTEM)
    with pytest.raises(Refused) as refused:
        add_material(secret, document=wide, by=SYSTEM)
    assert codes(refused) == {"wider_than_item"}
    paper = add_material(secret, document=narrow, by=SYSTEM)
    open_item = add_item(held, title=Text(en="Report"), by=SYSTEM)
    add_material(open_item, document=wide, prepared_by=held.body, by=SYSTEM)
    with pytest.raises(Refused) as refused:
        change_item(open_item, is_restricted=True, by=SYSTEM)
    assert codes(refused) == {"wider_than_item"}
    with pytest.raises(NotAllowed):
        add_material(open_item, document=narrow, by=cast("partner"))
    remove_material(paper, by=SYSTEM)
    assert not secret.papers.exists()


def test_only_who_sits_in_the_body_restricts_an_item(cast: Any, meeting: Meeting) -> None:
    with pytest.raises(NotAllowed):
        add_item(meeting, title=Text(en="Secret"), is_restricted=True, by=cast("coordinator"))
    item = add_item(meeting, title=Text(en="Secret"), is_restricted=True, by=cast("contact"))
    for action in (
        lambda: change_item(item, title=Text(en="Known"), by=cast("coordinator")),
        lambda: remove_item(item, by=cast("coordinator")),
    ):
        with pytest.raises(NotAllowed):
            action()
    change_item(item, is_restricted=False, by=cast("reader"))


def test_what_is_proposed_becomes_items_without_typing(
    cast: Any, meeting: Meeting, promise: Commitment, board: dict[str, Seat]
) -> None:
    body = meeting.body
    told_by = form_body(
        body.space.partnership,
        by=SYSTEM,
        name=Text(sv="Arbetsgruppen", en="The working group"),
        sort=BodySort.WORKING_GROUP,
        reports_to=body,
    )
    proposal = propose(body, title=Text(en="A common library"), reason=Text(en="Ours is full"), by=cast("contact"))
    task = give_task(
        body,
        title=Text(en="Ask the others"),
        organisation=body.space.organisations.first(),
        due_on=meeting.day,
        given_on=date(2025, 1, 7),
        by=SYSTEM,
    )
    viewer = cast("reader")
    proposed = [one.key for one in proposed_items(viewer, meeting)]
    yearly = [f"yearly-{sort}" for sort in ("follow_up", "priorities", "plan")]
    own = [f"action-{task.pk}", f"report-{told_by.pk}", *yearly, f"due-{promise.pk}", f"proposal-{proposal.pk}"]
    assert proposed == own
    take_up(meeting, proposed=[*proposed, "due-0"], by=viewer)
    items = list(meeting.items.all())
    assert [item.sort for item in items][:3] == [ItemSort.ACTIONS, ItemSort.REPORT, ItemSort.FOLLOW_UP]
    assert (items[0].task, items[1].from_body, items[5].commitment) == (task, told_by, promise)
    assert items[5].agreement == promise.agreement
    assert items[1].title.as_data() == {
        "sv": "Rapport från Arbetsgruppen",
        "nb": "Rapport fra Arbetsgruppen",
        "en": "Report from The working group",
    }
    assert items[6].background == proposal.reason
    proposal.refresh_from_db()
    assert (proposal.state, proposal.item) == (ProposalState.SCHEDULED, items[6])
    assert proposed_items(viewer, meeting) == []
    assert take_up(meeting, proposed=proposed, by=viewer) == []
    cancel_meeting(meeting, because=Text(), by=viewer)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.item) == (ProposalState.WAITING, None)
    again = plan_meeting(body, day=AHEAD, by=viewer)
    assert [one.key for one in proposed_items(viewer, again)] == own


def test_a_proposal_waits_again_when_its_item_goes(meeting: Meeting) -> None:
    proposal = propose(meeting.body, title=Text(en="A common library"), by=SYSTEM)
    remove_item(schedule(proposal, meeting=meeting, by=SYSTEM), by=SYSTEM)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.item) == (ProposalState.WAITING, None)
