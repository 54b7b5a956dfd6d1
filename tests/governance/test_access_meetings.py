"""Who sees and does what with meetings and what comes of them; and that a restricted item has no other door."""

from datetime import date
from typing import Any

import pytest
from django.db.models import Model

from sampakt.governance import access
from sampakt.governance.actions import (
    add_item,
    add_material,
    change_item,
    correct_minutes,
    decide,
    form_body,
    give_task,
    note_adjustment,
    plan_meeting,
    propose,
    recuse,
    remove_item,
    remove_material,
    unrecuse,
    write_minutes,
)
from sampakt.governance.actions.deciding import VoteLine
from sampakt.governance.models import (
    Attendance,
    Correction,
    Decision,
    Item,
    ItemPaper,
    Meeting,
    Proposal,
    Recusal,
    Seat,
    Task,
    Vote,
)
from sampakt.governance.queries import meeting_page, meetings_of, proposed_items
from sampakt.governance.terms import BodySort, Stance
from sampakt.kernel.terms import Audience
from sampakt.kernel.text import Text
from sampakt.kernel.viewer import SYSTEM
from sampakt.organisations.models import Circle, Organisation
from sampakt.papers.actions import add_document
from sampakt.post.models import Letter
from sampakt.trail.models import TrailLine

from .conftest import all_for

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine("2025-06-02")]
EVERYBODY = (
    "lead",
    "coordinator",
    "contact",
    "reader",
    "partner",
    "partner's contact",
    "administrator",
    "stranger",
    "passer-by",
    "operator",
)
# The contact chairs, the reader is secretary, the partner's contact a member; coordinators and the lead do not sit.
MAY = {
    "lead": {"run", "propose"},
    "coordinator": {"run", "propose"},
    "contact": {"run", "propose", "restricted"},
    "reader": {"run", "propose", "restricted"},
    "partner": {"run", "propose"},
    "partner's contact": {"propose", "restricted"},
    "administrator": {"propose"},
    "stranger": set(),
    "passer-by": set(),
    "operator": {"run", "propose", "restricted"},
}
WITHOUT_A_SEAT = ("lead", "coordinator", "partner", "administrator")
SECRET = "Salaries"


@pytest.mark.parametrize("who", EVERYBODY)
def test_who_may_do_what(who: str, cast: Any, held: Meeting) -> None:
    viewer, body = cast(who), held.body
    item = add_item(held, title=Text(en=SECRET), is_restricted=True, by=SYSTEM)
    may = {
        "run": access.may_run(viewer, body),
        "propose": access.may_propose(viewer, body),
        "restricted": access.may_see_item(viewer, item),
    }
    assert {name for name, answer in may.items() if answer} == MAY[who]


@pytest.fixture
def every_reach(cast: Any, held: Meeting, huddinge: Organisation, sodertorn: Organisation) -> Meeting:
    """Meetings of bodies with each audience, held and only planned, with open and restricted things in them."""
    space = held.body.space
    circle = Circle.objects.create(space=space, name="Negotiators")
    circle.members.set([cast("coordinator").user_id, cast("reader").user_id])
    reaches: list[dict[str, Any]] = [
        {"audience": Audience.PUBLIC},
        {"audience": Audience.OWN, "organisation": huddinge},
        {"audience": Audience.OWN, "organisation": sodertorn},
        {"audience": Audience.NAMED, "circle": circle},
    ]
    for reach in reaches:
        formed = form_body(space.partnership, by=SYSTEM, name=Text(sv="Rådet"), sort=BodySort.COUNCIL, **reach)
        _fill(plan_meeting(formed, day=date(2025, 5, 5), is_sample=True, by=SYSTEM))
        plan_meeting(formed, day=date(2025, 9, 1), by=SYSTEM)
    _fill(held)
    return held


def _fill(meeting: Meeting) -> None:
    """Things of every sort, each once open and once restricted; those open adjusted with the meeting's minutes."""
    body = meeting.body
    Meeting.objects.filter(pk=meeting.pk).update(state="held", is_sample=True)
    meeting.refresh_from_db()
    seat = body.seats.first()
    for is_restricted in (False, True):
        values = {"title": Text(en=SECRET if is_restricted else "Budget"), "is_restricted": is_restricted}
        item = add_item(meeting, by=SYSTEM, **values)  # type: ignore[arg-type]
        party = body.space.organisations.order_by("pk").first()
        audience = {"audience": Audience.OWN, "organisation": party} if is_restricted else {}
        document = add_document(body.space, title=Text(en="Paper"), by=SYSTEM, **audience)  # type: ignore[arg-type]
        add_material(item, document=document, by=SYSTEM)
        votes = [VoteLine(Stance.ABSTAINS, organisation=party)]
        decide(body, meeting=meeting, item=item, votes=votes, outcome="not_taken", by=SYSTEM, **values)  # type: ignore[arg-type]
        give_task(body, item=item, organisation=party, given_on=meeting.day, by=SYSTEM, **values)  # type: ignore[arg-type]
        if seat is not None:
            recuse(item, seat=body.seats.order_by("-pk")[0], by=SYSTEM)
        write_minutes(item, words=Text(en=SECRET if is_restricted else "Said"), by=SYSTEM)
    propose(body, title=Text(en="A library"), by=SYSTEM)
    note_adjustment(meeting, on=date(2025, 5, 30), by=SYSTEM)
    decide(body, votes=all_for(body), title=Text(en="By letter"), decided_on=date(2025, 5, 31), by=SYSTEM)
    for item_or_none in (None, *meeting.items.all()):
        correct_minutes(meeting, item=item_or_none, words=Text(en="Wrong"), by=SYSTEM)


def _numbers(rows: Any) -> set[int]:
    return set(rows.values_list("pk", flat=True))


@pytest.mark.parametrize("space", [Audience.PUBLIC, Audience.PARTNERS])
def test_sql_and_python_agree(space: Audience, cast: Any, every_reach: Meeting) -> None:
    every_reach.body.space.audience = space
    every_reach.body.space.save()
    asked: list[tuple[type[Model], Any, str]] = [
        (Meeting, access.may_see_meeting, "body__space"),
        (Item, access.may_see_item, "meeting__body__space"),
        (Correction, access.may_see_correction, "meeting__body__space"),
        (Decision, access.may_see_decision, "body__space"),
        (Task, access.may_see_task, "body__space"),
        (Proposal, access.may_see_proposal, "body__space"),
    ]
    for who in EVERYBODY:
        viewer = cast(who)
        seen: dict[type[Model], set[int]] = {}
        for model, may_see, path in asked:
            rows = model._default_manager.select_related(path)
            seen[model] = {row.pk for row in rows if may_see(viewer, row)}
            assert _numbers(model._default_manager.all().visible_to(viewer)) == seen[model], (who, model)
        found = _numbers(Decision.objects.filter(access.decision_found_by(viewer)))
        assert found == seen[Decision], who
        for part in (ItemPaper, Recusal):
            hanging = _numbers(part.objects.filter(item__in=seen[Item]))
            assert _numbers(part.objects.visible_to(viewer)) == hanging, (who, part)
        inside = viewer.is_operator or viewer.is_in(every_reach.body.space_id)
        votes = _numbers(Vote.objects.filter(decision__in=seen[Decision])) if inside else set()
        assert _numbers(Vote.objects.visible_to(viewer)) == votes, who
        there = _numbers(Attendance.objects.filter(meeting__in=seen[Meeting])) if inside else set()
        assert _numbers(Attendance.objects.visible_to(viewer)) == there, who


@pytest.mark.parametrize("who", ["stranger", "passer-by"])
def test_outside_the_partnership_a_public_body_shows_that_it_met_and_what_it_decided(
    who: str, cast: Any, every_reach: Meeting
) -> None:
    every_reach.body.space.audience = Audience.PUBLIC
    every_reach.body.space.save()
    viewer = cast(who)
    meeting = Meeting.objects.visible_to(viewer).select_related("body__space").get()
    assert (meeting.day, meeting.body.audience) == (date(2025, 5, 5), Audience.PUBLIC)
    assert [str(one.title) for one in Decision.objects.visible_to(viewer)] == ["Budget"]
    for model in (Item, ItemPaper, Recusal, Attendance, Vote, Task, Proposal, Correction):
        assert not model.objects.visible_to(viewer).exists(), model
    page = meeting_page(viewer, meeting)
    assert (page.items, page.is_partial, page.attendance, page.is_inside) == ((), False, (), False)
    assert [(str(line.decision.title), line.votes, line.tasks) for line in page.decisions] == [("Budget", (), ())]
    assert [line.meeting for line in meetings_of(viewer, meeting.body, date(2025, 6, 2)).past] == [meeting]
    assert not meetings_of(viewer, meeting.body, date(2025, 6, 2)).coming


@pytest.mark.parametrize("who", WITHOUT_A_SEAT)
def test_a_colleague_without_a_seat_finds_no_door_to_a_restricted_item(
    who: str, cast: Any, held: Meeting, board: dict[str, Seat], huddinge: Organisation
) -> None:
    member, viewer = cast("contact"), cast(who)
    secret = {"title": Text(en=SECRET), "is_restricted": True}
    gone = add_item(held, by=member, **secret)  # type: ignore[arg-type]
    recusal = recuse(gone, seat=board["secretary"], reason=Text(en=SECRET), by=member)
    unrecuse(recusal, by=member)
    remove_item(gone, by=member)
    item = add_item(held, by=member, **secret)  # type: ignore[arg-type]
    change_item(item, background=Text(en=SECRET), by=member)
    document = add_document(
        held.body.space, title=Text(en="Paper"), audience=Audience.OWN, organisation=huddinge, by=member
    )
    paper = add_material(item, document=document, by=member)
    remove_material(paper, by=member)
    recuse(item, seat=board["secretary"], reason=Text(en=SECRET), by=member)
    write_minutes(item, words=Text(en=SECRET), by=member)
    decide(held.body, item=item, title=Text(en=SECRET), votes=[VoteLine(Stance.FOR, board["chair"])], by=member)
    task = give_task(held.body, item=item, title=Text(en=SECRET), organisation=huddinge, by=member)
    opened = add_item(held, title=Text(en="Opened"), is_restricted=True, by=member)
    change_item(opened, is_restricted=False, by=member)
    note = Text(en="Minutes")
    held.minutes = add_document(held.body.space, title=note, by=SYSTEM)
    held.save()
    held.attendances.update(is_adjuster=False)
    note_adjustment(held, on=date(2025, 5, 30), by=SYSTEM)
    correct_minutes(held, item=item, words=Text(en=SECRET), by=member)
    # The tables.
    assert not Item.objects.visible_to(viewer).filter(pk=item.pk).exists()
    for model in (ItemPaper, Recusal, Correction, Decision, Task, Vote):
        assert not model.objects.visible_to(viewer).exists(), model
    # The page, which does not say that there is anything.
    page = meeting_page(viewer, Meeting.objects.select_related("body__space__partnership").get(pk=held.pk))
    assert (len(page.items), page.is_partial) == (1, True)
    assert not page.decisions
    assert not page.corrections
    assert SECRET not in repr(page)
    assert (page.items[0].number, opened.place) == (1, 2)
    # What is proposed for the next meeting, and its letters.
    later = plan_meeting(held.body, day=date(2025, 6, 2), by=SYSTEM)
    Task.objects.filter(pk=task.pk).update(due_on=date(2025, 5, 31))
    assert SECRET not in repr(proposed_items(viewer, later))
    assert SECRET in repr(proposed_items(member, later))
    # The trail, also of what has been removed since.
    lines = TrailLine.objects.visible_to(viewer)
    told = [f"{line.subject_name}{line.changes}" for line in lines if line.subject_kind.startswith("governance.")]
    assert len(told) > 10
    assert not [line for line in told if SECRET in line]
    assert not [letter for letter in Letter.objects.all() if SECRET in letter.body]
    # Whoever sits there sees it all.
    whole = meeting_page(member, Meeting.objects.select_related("body__space__partnership").get(pk=held.pk))
    assert [len(whole.items), whole.is_partial, len(whole.items[0].decisions), len(whole.items[0].corrections)] == [
        2,
        False,
        1,
        1,
    ]
